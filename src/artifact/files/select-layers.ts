import { posix } from 'node:path';
import { cutText } from '../../cut-text.ts';
import { toSlashes } from '../../disk/paths.ts';
import { findClash, problemOfTitle, problemOnThisSystem } from '../../disk/title.ts';
import { invalid, OciError } from '../../errors.ts';
import { createGiveWay } from '../../give-way.ts';
import { type Descriptor, emptyJson } from '../../oci/descriptor.ts';
import type { Manifest } from '../../oci/manifest.ts';
import { fluxConfigType } from '../../oci/media-types.ts';
import { briefList } from '../../words.ts';
import { executableAnnotation, titleAnnotation, unpackAnnotation } from '../annotations.ts';
import type { TreeEntry } from '../archive/write-tree.ts';
import { fallbackTitle, layerTitle } from './layer-title.ts';
import { linearTest } from './linear-reg-exp.ts';
import { composed } from './name-case.ts';

/** A layer and the path, relative to the target directory, under which it is written. */
export interface NamedLayer {
  title: string;
  descriptor: Descriptor;
  /** Whether the layer itself carries no title, and got one made of its digest and media type. */
  isUntitled: boolean;
  /** Whether the layer is a directory to be unpacked; `title` is its name then, `.` for the target directory itself. */
  isDirectory: boolean;
  /** Whether the archive of a directory has what is in it without a folder around, as that of regctl has. */
  isBare?: boolean;
  /** Whether the file may be executed. */
  isExecutable: boolean;
  /** What stands in the directory, where that is known already: the layer is not fetched and unpacked then. */
  tree?: () => AsyncIterable<TreeEntry>;
}

/** Tells whether a manifest is a Flux source by its config, and not what `kind` says it is. */
export function isFluxSource(manifest: Manifest, kind: string | undefined): boolean {
  return kind === undefined ? manifest.config.mediaType === fluxConfigType : kind === 'flux';
}

/**
 * Names the layers of an artifact and takes those that the lines of the input `files` ask for: globs over titles and
 * media types, `!` takes out; without lines, all. Fails with ARTIFACT when titles of these are not safe paths, and with
 * NOT_FOUND when nothing is left or a line that is not a pattern finds nothing.
 *
 * @param unpack whether directories are unpacked; if not, their archives are files
 * @param isFlux whether the first archive is the content of a Flux source; if so, it alone is taken unless lines ask
 * for others
 * @param onUseless is told each `!` line that took nothing out
 * @param signal ends the search; titles may be many and long
 */
export async function selectLayers(
  manifest: Manifest,
  lines: readonly string[],
  what: string,
  unpack: boolean,
  isFlux: boolean,
  onUseless: (line: string) => void,
  signal?: AbortSignal,
): Promise<NamedLayer[]> {
  const all = manifest.layers.filter(({ mediaType }) => mediaType !== emptyJson.mediaType);
  // Flux takes the first layer, unless its layerSelector says otherwise.
  const content = isFlux && lines.length === 0 ? all.slice(0, 1) : all;
  const layers = distinct(content.map((layer, index) => nameLayer(layer, unpack, isFlux && index === 0)));
  if (layers.length === 0) {
    // Others make marks without files too: their annotations say it all.
    if (lines.length === 0 && !isFlux) return [];
    throw new OciError('ARTIFACT', `${what} has no files`);
  }
  const selected = lines.length === 0 ? layers : await selectByLines(layers, lines, what, onUseless, signal);
  // A directory without a folder around it is the one that is pulled into.
  const named = selected.filter(({ title, isDirectory }) => !isDirectory || title !== '.');
  for (const { title } of named) {
    const problem = problemOfTitle(title);
    if (problem) throw new OciError('ARTIFACT', `${what} has a file whose title ${shown(title)} ${problem}`);
  }
  for (const { title } of named) {
    const problem = problemOnThisSystem(title);
    if (problem) {
      const advice = 'leave it out with the input files, or pull on another system';
      throw new OciError('ARTIFACT', `${what} has a file whose title ${JSON.stringify(title)} ${problem}: ${advice}`);
    }
  }
  const clash = findClash(selected.map(({ title }) => title));
  if (clash) {
    const names = clash.map((title) => JSON.stringify(title)).join(' and ');
    throw new OciError('ARTIFACT', `${what} has the titles ${names}, which are one path on some systems`);
  }
  return selected;
}

/** A hostile title may be as long as the manifest. */
function shown(title: string): string {
  return JSON.stringify(cutText(title, 256));
}

async function selectByLines(
  layers: readonly NamedLayer[],
  lines: readonly string[],
  what: string,
  onUseless: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<NamedLayer[]> {
  const { default: picomatch } = await import('picomatch');
  const giveWay = createGiveWay(signal);
  const startsWithExclude = lines[0]?.startsWith('!') ?? false;
  const selected = new Set<NamedLayer>(startsWithExclude ? layers : []);
  const offer = `it has ${briefList(layers.map(({ title }) => shown(title)))}`;
  for (const line of lines) {
    const isExclude = line.startsWith('!');
    const pattern = composed(toSlashes(isExclude ? line.slice(1) : line).replace(/^\.\//, ''));
    // As on push, an exclude takes out all that is below a folder.
    const globs = isExclude ? [pattern, `${pattern.replace(/\/$/, '')}/**`] : [pattern];
    const tests = globs.map((glob) => titleTest(picomatch.makeRe(glob, { dot: true }), line));
    const matching: NamedLayer[] = [];
    for (const layer of layers) {
      await giveWay();
      const { descriptor } = layer;
      const title = composed(layer.title);
      const isMeant = title === pattern || (pattern.includes('/') && descriptor.mediaType === pattern);
      if (isMeant || tests.some((test) => test(title))) matching.push(layer);
    }
    if (isExclude) {
      if (!matching.some((layer) => selected.has(layer))) onUseless(line);
      for (const layer of matching) selected.delete(layer);
    } else if (matching.length > 0) for (const layer of matching) selected.add(layer);
    else if (!picomatch.scan(pattern).isGlob) {
      throw new OciError(
        'NOT_FOUND',
        `${what} has nothing that the input files ${JSON.stringify(line)} names: ${offer}`,
        { topic: 'missing-file' },
      );
    }
  }
  if (selected.size === 0) {
    throw new OciError(
      'NOT_FOUND',
      `${what} has nothing that matches the input files ${JSON.stringify(lines)}: ${offer}`,
      { topic: 'missing-file' },
    );
  }
  return layers.filter((layer) => selected.has(layer));
}

/** Titles come from the author of the artifact, so none of them may make matching slow. */
function titleTest(pattern: RegExp, line: string): (title: string) => boolean {
  try {
    return linearTest(pattern);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw invalid('files', line, `has a glob that is not supported: ${error.message}`, { cause: error });
  }
}

/** Drops repetitions: images list one empty layer many times. */
function distinct(layers: readonly NamedLayer[]): NamedLayer[] {
  return [...new Map(layers.map((layer) => [`${layer.descriptor.digest} ${layer.title}`, layer])).values()];
}

function nameLayer(descriptor: Descriptor, unpack: boolean, isFluxContent: boolean): NamedLayer {
  const {
    [titleAnnotation]: title,
    [unpackAnnotation]: toUnpack,
    [executableAnnotation]: executable,
  } = descriptor.annotations ?? {};
  const named = layerTitle(descriptor);
  const common = { descriptor, isUntitled: named === '', isExecutable: executable === 'true' };
  if (isFluxContent && /[.+]tar[.+]gzip$/.test(descriptor.mediaType)) {
    // `flux build artifact` gives the archive this name.
    return { ...common, title: unpack ? '.' : 'artifact.tgz', isUntitled: false, isDirectory: unpack };
  }
  if (!title) return { ...common, title: named || fallbackTitle(descriptor), isDirectory: false };
  // As oras writes it: `./a` and `x/../a` are `a`. What leads out still does.
  const plain = posix.normalize(title);
  // `regctl artifact put` marks a directory by the slash alone.
  const isBare = toUnpack !== 'true' && plain.endsWith('/');
  if (toUnpack !== 'true' && !isBare) return { ...common, title: plain, isDirectory: false };
  const name = plain.replace(/(?<=.)\/$/, '');
  return unpack
    ? { ...common, title: name, isDirectory: true, ...(isBare ? { isBare } : {}) }
    : { ...common, title: `${name === '.' ? 'archive' : name}.tar.gz`, isDirectory: false };
}
