import { statSync } from 'node:fs';
import type { AnnotationSets } from '../../artifact/annotations.ts';
import { type FoundFile, splitMediaType } from '../../artifact/files/find-files.ts';
import { composed } from '../../artifact/files/name-case.ts';
import { blobsOf, type PackedArtifact, type PackOptions, packFiles } from '../../artifact/files/pack.ts';
import { formNotice, macNotice, readerNotices } from '../../artifact/files/reader-notices.ts';
import type { Symlinks } from '../../disk/held-to.ts';
import { readNamedFile } from '../../disk/read-held.ts';
import { isBeyondWindows } from '../../disk/title.ts';
import { OciError } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { maxManifestBytes } from '../../oci/manifest.ts';
import { briefList, count, countFiles } from '../../words.ts';
import type { AllInputs, Group } from '../contract/inputs.ts';
import type { Build, Log } from '../contract/mode.ts';
import type { ResultFile } from '../contract/result.ts';
import type { Facts } from '../contract/told.ts';
import type { Cargo } from '../publish/deliver.ts';
import { firstLines } from '../tell/first-lines.ts';
import { startProgress } from '../tell/progress.ts';
import { totalSize } from '../tell/total-size.ts';
import { uselessExclude } from '../tell/useless-exclude.ts';
import { archivesIn, sendMissing } from './ahead.ts';
import { type AuthorAnnotations, readAnnotations } from './annotations.ts';
import { type FileInputs, findInputFiles, noteLineEnds } from './input-files.ts';
import type { Destination, Found, Kind } from './kind.ts';

/** Of a directory, so many files are named in the log: more names do not fit into one line. */
const maxNamed = 5;

/** The inputs that say what an artifact of files is made of. */
export interface Made {
  files: FileInputs;
  annotations: Group<'annotations', 'push' | 'attach'>;
  artifactType: string | undefined;
  config?: string | undefined;
  imageSpec: AllInputs['imageSpec'];
  concurrency: number;
}

/** What making an artifact needs. */
export interface Workshop {
  build: Build;
  workspace: string;
  /** An existing folder for the archives. */
  temporary: string;
  log: Log;
  signal: AbortSignal;
}

/** Files and directories, each a layer, as oras has them; without any, annotations or a config are all there is. */
export function filesKind(made: Made, shop: Workshop): Kind {
  const { files: wanted, artifactType, imageSpec, concurrency } = made;
  return {
    async find() {
      if (imageSpec === '1.0' && made.config !== undefined && artifactType !== undefined) {
        throw new OciError(
          'INVALID_INPUT',
          'The inputs config and artifact-type cannot be combined with image-spec "1.0", where the type of the config is that of the artifact',
          { topic: 'combined-inputs' },
        );
      }
      const files = wanted.files.length === 0 ? [] : await findInputFiles(wanted, shop.workspace, shop.log);
      if (files.length === 0 && wanted.files.length > 0) return undefined;
      await noteLineEnds(files, shop.build, shop.log);
      const authorAnnotations = await readAnnotations(made.annotations, shop);
      const config = await findConfig(made.config, wanted.symlinks, shop.workspace);
      const time =
        authorAnnotations.created === undefined ? 0 : Math.floor(Date.parse(authorAnnotations.created) / 1000);
      return foundFiles(
        files,
        authorAnnotations,
        wanted,
        shop,
        ({ directories, ...packing }, { target, isCertain, subject }) =>
          packFiles({
            ...{ ...packing, artifactType, config, subject, concurrency, signal: shop.signal },
            directories: { ...directories, time },
            sendAhead: isCertain && concurrency > 1 ? sendMissing(target, shop.log) : undefined,
          }),
      );
    },
  };
}

async function findConfig(
  config: string | undefined,
  symlinks: Symlinks,
  workspace: string,
): Promise<PackOptions['config']> {
  if (config === undefined) return undefined;
  const { pattern, mediaType } = await splitMediaType(config, workspace, 'config');
  // We read no larger config (`read-config.ts`).
  const bytes = readNamedFile('config', pattern, { folder: workspace, symlinks, limit: maxManifestBytes });
  return { bytes, ...(mediaType === undefined ? {} : { mediaType }) };
}

/** Packs what was found, in the way of its kind. */
type Pack = (
  packing: Pick<PackOptions, 'files' | 'onRead' | 'annotations'> & {
    directories: Omit<PackOptions['directories'], 'time'>;
  },
  place: Destination,
) => Promise<PackedArtifact>;

/** Makes what will be an artifact of files, and says of it what its readers may miss. */
export function foundFiles(
  files: readonly FoundFile[],
  { created: _, ...annotations }: AuthorAnnotations,
  { symlinks, includeHiddenFiles }: Pick<FileInputs, 'symlinks' | 'includeHiddenFiles'>,
  { temporary, log }: Workshop,
  pack: Pack,
): Found {
  const macFiles: string[] = [];
  const decomposed = new Set<string>();
  const foreign = new Set<string>();
  const onName = (name: string) => {
    if (name !== composed(name)) decomposed.add(name);
    if (isBeyondWindows(name)) foreign.add(name);
  };
  return {
    label: countFound(files),
    hasDirectories: files.some(({ excludes }) => excludes !== undefined),
    async stage(place) {
      const hashing = startProgress(log, 'Hashing');
      const directories = {
        symlinks,
        includeHidden: includeHiddenFiles,
        onHidden: (title: string) => log.info(`Skipped ${title}, which is hidden`),
        onMacFile: (title: string) => macFiles.push(title),
        onName,
        temporary,
        claimed: archivesIn(place.current, place.target),
      };
      const onRead = (title: string, bytes: number) => hashing.moved(bytes, title);
      const packed = await pack({ files, annotations, directories, onRead }, place);
      for (const { title } of packed.layers) onName(title);
      tellLeftOver(files, annotations, log);
      if (macFiles.length > 0) log.notice(macNotice(macFiles.sort()));
      if (decomposed.size > 0) log.notice(formNotice([...decomposed].sort()));
      if (foreign.size > 0) log.notice(foreignNotice([...foreign].sort()));
      tellPacked(packed, place.subject !== undefined, log);
      return packed;
    },
    changedSince: (start, packed) => changedSince(start, files, packed),
  };
}

/** Names lines of inputs that did nothing. */
function tellLeftOver(files: readonly FoundFile[], { layers }: AnnotationSets, log: Log): void {
  const titles = new Set(files.map(({ title }) => title));
  const idle = [...layers.keys()].filter((title) => !titles.has(title));
  if (idle.length > 0)
    log.warning(`Lines of the input annotations are for layers that are not there: ${briefList(idle)}`);
  const excludes = new Set(files.flatMap((file) => file.excludes ?? []));
  for (const { line, isUsed } of excludes) if (!isUsed) log.notice(uselessExclude(line));
}

function foreignNotice(names: readonly string[]): string {
  return `Windows does not allow such names, so these cannot be pulled there: ${briefList(names)}`;
}

/** Lists what was packed, and says what programs that read it make of it. */
function tellPacked({ layers }: PackedArtifact, isAttached: boolean, log: Log): void {
  if (layers.length === 0) log.notice('The artifact has no files, only its annotations and config');
  const lines = firstLines(log);
  for (const layer of layers) lines.say('Packed', describeLayer(layer));
  lines.end();
  // These programs read no attachments.
  if (!isAttached) for (const notice of readerNotices(layers)) log.notice(notice);
}

/** The title of a file that has another size than it was packed with, or was written since then. */
function changedSince(start: number, files: readonly FoundFile[], { layers }: PackedArtifact): string | undefined {
  const isChanged = ({ path, excludes }: FoundFile, index: number) => {
    // An archive of a directory is a file of ours.
    if (excludes !== undefined) return false;
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.size !== layers[index]?.descriptor.size || (found?.mtimeMs ?? 0) >= start;
  };
  return files.find(isChanged)?.title;
}

/** A packed artifact, as it is delivered. */
export function packedCargo(packed: PackedArtifact) {
  const { root, bytes, store, present, layers } = packed;
  // The first file of several with the same content gives its name.
  const names = new Map(layers.toReversed().map((layer) => [layer.descriptor.digest, nameOf(layer)]));
  return {
    root: { descriptor: root, bytes },
    from: { source: store, present },
    size: totalSize(blobsOf(packed)),
    nameOf: ({ digest }: Descriptor) => names.get(digest) ?? 'config',
  } satisfies Partial<Cargo>;
}

/** What is told of a packed artifact when it is there: what a push that fails would have made is not to be deployed. */
export function packedFacts(packed: PackedArtifact, repository: string) {
  const { root, layers } = packed;
  const files = layers.map(({ title, descriptor: { digest, size, mediaType }, contents }): ResultFile => {
    return { title, digest, size, mediaType, ...(contents ? { entries: contents } : {}) };
  });
  return {
    ...{ digest: root.digest, reference: `${repository}@${root.digest}`, mediaType: root.mediaType },
    ...{ size: totalSize(blobsOf(packed)), files, details: { manifestSize: root.size } },
  } satisfies Facts;
}

/** Counts what is to be packed. */
export function countFound(files: readonly FoundFile[]): string {
  const directories = files.filter(({ excludes }) => excludes !== undefined).length;
  return countFiles(files.length - directories, directories) || 'no files';
}

/** The name of a file or, with a slash behind it, of a directory. */
function nameOf({ title, contents }: PackedArtifact['layers'][number]): string {
  return contents ? `${title}/` : title;
}

/** Names a packed file with its size, or a directory with what is in it. */
function describeLayer(layer: PackedArtifact['layers'][number]): string {
  const { descriptor, contents } = layer;
  const packed = `${formatBytes(descriptor.size)}  ${descriptor.digest}`;
  if (!contents) return `${nameOf(layer)}  ${packed}`;
  const { files, size, first } = contents;
  const named = first.slice(0, maxNamed).map(({ name }) => name);
  const more = files > named.length ? ` and ${files - named.length} more` : '';
  const names = files > 0 ? `  (${named.join(', ')}${more})` : '';
  return `${nameOf(layer)}  ${count(files, 'file')}, ${formatBytes(size)} → ${packed}${names}`;
}
