import { join, relative, resolve } from 'node:path';
import { pullDirectory } from '../artifact/files/pull-directory.ts';
import { isFluxSource, type NamedLayer, selectLayers } from '../artifact/files/select-layers.ts';
import { type WriteOptions, writeFiles } from '../artifact/files/write-files.ts';
import { toSlashes } from '../disk/paths.ts';
import { OciError } from '../errors.ts';
import { formatBytes } from '../format-bytes.ts';
import type { Digest } from '../oci/digest.ts';
import { artifactTypeOf } from '../oci/manifest.ts';
import { imageConfigTypes } from '../oci/media-types.ts';
import type { Platform } from '../oci/platform.ts';
import { formatRepository } from '../oci/reference.ts';
import type { Source } from '../store/store.ts';
import { count } from '../words.ts';
import { isChartWanted, versionAsked } from './chart/chart-wanted.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Log, Mode } from './contract/mode.ts';
import type { ResultFile } from './contract/result.ts';
import { nothingMoved, tell } from './contract/told.ts';
import { choosePlatform } from './find/choose-platform.ts';
import { checkExpected } from './find/find-manifest.ts';
import { findVerified } from './find/find-top.ts';
import type { Verify } from './find/verification.ts';
import { withCache } from './runner/blob-cache.ts';
import {
  checkToolInputs,
  describeShadowed,
  findPrograms,
  type Tools,
  toolDigest,
  toolLayers,
  toolName,
} from './runner/tool.ts';
import { firstLines } from './tell/first-lines.ts';
import { startProgress } from './tell/progress.ts';
import { uselessExclude } from './tell/useless-exclude.ts';

/** Fetches the files of an artifact into a directory: a tag is resolved once, and from then on the digest counts. */
export async function pull(
  inputs: InputsOf<'pull'>,
  mode: Mode,
  around: {
    blobCache: string | undefined;
    platform: Platform;
    temporary: string;
    tools: Tools;
    verify: Verify | undefined;
  },
): Promise<void> {
  const { sought, files: wanted, overwrite, concurrency, addToPath } = inputs;
  const { expectDigest } = sought;
  const { log, signal, told, workspace } = mode;
  const { about } = told;
  const { blobCache, temporary, tools, verify } = around;
  const repository = formatRepository(inputs.reference);
  const { tags } = inputs.reference;
  if (addToPath) {
    const isPinned = (verify ?? expectDigest ?? sought.reference.digest) !== undefined;
    checkToolInputs({ ...inputs, isPinned }, log);
  }
  const directory = addToPath ? join(temporary, 'tool') : pullDirectory(inputs.path, workspace);
  tell(about, { repository, tags, fate: 'not reached', files: [], moved: nothingMoved });

  const opened = mode.open.source(inputs.reference);
  const { source, hits } = withCache(opened, blobCache, log);
  const asked = { ...sought, version: versionAsked(sought, inputs.kind) };
  const found = await findVerified(source, asked, { purpose: 'pull', verify, direct: opened }, mode);
  if (!found) return;
  const { reference, top, version } = found;
  const versioned = version === undefined ? {} : { version, tags: reference.tags };
  const { digest: topDigest } = top.descriptor;
  // What has another digest than the expected one is not handed on.
  const onFound = (digest: Digest) => {
    told.exists = true;
    tell(about, { ...versioned, digest, reference: `${repository}@${digest}` });
  };
  if (expectDigest === undefined) onFound(topDigest);
  // The runner's platform chooses from an index; a single image is taken as it is, for it may run here all the same.
  const isIndex = top.parsed().kind === 'index';
  const platform = inputs.platforms[0] ?? (addToPath && isIndex ? around.platform : undefined);
  const { content, manifest } = await choosePlatform(source, top, platform, repository, signal, log.info);
  const { digest, mediaType } = content.descriptor;
  const name = `${repository}@${digest}`;
  checkExpected(expectDigest, reference, topDigest, digest);
  onFound(digest);
  tell(about, { mediaType, artifactType: artifactTypeOf(manifest) ?? '' });
  if (!addToPath) about.path = inputs.path;
  if (!addToPath && isChartWanted(manifest, inputs.kind, name)) {
    const { pullChart } = await import('./chart/pull-chart.ts');
    const { path, unpack } = inputs;
    const how = { files: wanted.files, path, directory, temporary, unpack, overwrite, concurrency };
    return pullChart({ source, hits, manifest, name, tag: reference.tags[0] }, how, { about, log, signal, workspace });
  }

  const isFlux = isFluxSource(manifest, inputs.kind);
  const onUseless = (line: string) =>
    log.notice(uselessExclude(line, 'names files as the artifact does, letter by letter'));
  const selected = await selectLayers(manifest, wanted.files, name, inputs.unpack, isFlux, onUseless, signal);
  const others = manifest.layers.length - selected.length;
  if (isFlux && wanted.files.length === 0 && others > 0) {
    const left = `${count(others, 'layer')} of ${name} ${others === 1 ? 'is' : 'are'} left out`;
    log.notice(`Flux reads only the first layer of an artifact: ${left}`);
  }
  if (selected.length === 0) {
    if (addToPath) throw new OciError('ARTIFACT', `${name} has no files`);
    log.notice(`${name} has no files: nothing was written`);
  }
  const layers = addToPath ? toolLayers(selected) : selected;
  const isImage = imageConfigTypes.includes(manifest.config.mediaType) && layers.some(({ isUntitled }) => isUntitled);
  if (isImage) {
    log.warning(
      `${name} is a container image, and its layers are no files: use mode copy, or run it. Each layer is written under its digest`,
    );
  }
  for (const { title, descriptor, isUntitled } of layers) {
    if (isUntitled && !isImage)
      log.warning(`A layer of type ${descriptor.mediaType} has no title; it is written as ${title}`);
  }
  const size = sizeOf(layers);
  about.size = size;

  const heading = `Pull ${name} into ${addToPath ? 'the tool cache' : inputs.path}`;
  const options = { directory, overwrite, symlinks: wanted.symlinks, concurrency, signal, log };
  const { transferred, changed } = await log.group(heading, () => receive(source, layers, hits, options));
  about.moved = { transferred, reused: size - transferred };
  if (!addToPath) {
    const pathOf = (title: string) => toSlashes(relative(workspace, resolve(directory, title)));
    return tell(about, { fate: changed ? 'pulled' : 'unchanged', files: filesOf(layers, pathOf) });
  }
  const tool = { name: toolName(reference), digest: toolDigest(digest, wanted.files), from: directory };
  const { path, isNew } = await installTool(tool, name, tools, log);
  const inTool = filesOf(layers, (title) => join(path, title));
  tell(about, { fate: isNew ? 'pulled' : 'unchanged', path, files: inTool });
}

function sizeOf(layers: readonly NamedLayer[]): number {
  return layers.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
}

function filesOf(layers: readonly NamedLayer[], pathOf: (title: string) => string): ResultFile[] {
  return layers.map(({ title, descriptor: { digest, size, mediaType, annotations = {} } }) => {
    return { title, path: pathOf(title), digest, size, mediaType, annotations };
  });
}

/** Writes layers to the disk; gives the bytes that came from the source, and whether anything was written. */
async function receive(
  source: Source,
  layers: readonly NamedLayer[],
  hits: ReadonlySet<Digest>,
  { log, ...options }: Omit<WriteOptions, 'onBytes' | 'onCompared' | 'onFile' | 'onForeign'> & { log: Log },
): Promise<{ transferred: number; changed: boolean }> {
  const progress = startProgress(log, 'Receiving', sizeOf(layers));
  const comparing = startProgress(log, 'Comparing');
  const lines = firstLines(log);
  let transferred = 0;
  let changed = false;
  const onFile = ({ title, descriptor, isDirectory }: NamedLayer, isReused: boolean) => {
    const isHit = hits.has(descriptor.digest);
    changed ||= !isReused;
    if (isReused && !isDirectory) progress.skipped(descriptor.size);
    if ((!isReused || isDirectory) && !isHit) transferred += descriptor.size;
    const isFetched = !isHit && isDirectory;
    const there = isFetched ? 'Received, unchanged' : 'Already there';
    const verb = isReused ? there : isHit ? 'From the cache' : 'Received';
    lines.say(verb, `${verb}: ${title}  ${formatBytes(descriptor.size)}`);
  };
  await writeFiles(source, layers, {
    ...options,
    onForeign: (text) => log.notice(text),
    onBytes: (bytes, { title }) => progress.moved(bytes, title),
    onCompared: (bytes, { title }) => comparing.moved(bytes, title),
    onFile,
  }).finally(lines.end);
  return { transferred, changed };
}

/** Puts a tool into the tool cache and its programs on the PATH; `name` is what messages call it. */
async function installTool(
  tool: Parameters<Tools['install']>[0],
  name: string,
  tools: Tools,
  log: Log,
): Promise<{ path: string; isNew: boolean }> {
  const programs = await findPrograms(tool.from, name);
  const installed = await tools.install(tool);
  const folder = join(installed.path, programs);
  const shadowed = await describeShadowed(folder, tools.searchPath, name);
  if (shadowed !== undefined) log.warning(shadowed);
  tools.addPath(folder);
  log.info(`${installed.isNew ? 'Added to' : 'Found in'} the tool cache; on the PATH is ${folder}`);
  return installed;
}
