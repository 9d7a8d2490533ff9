import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ClaimedArchive } from '../../artifact/archive/pack-directory.ts';
import { type FoundFile, findFiles } from '../../artifact/files/find-files.ts';
import { lookInside } from '../../artifact/files/look-inside.ts';
import { composed, inFormOnDisk } from '../../artifact/files/name-case.ts';
import { ownName } from '../../artifact/files/own-name.ts';
import { type PackedArtifact, type PackOptions, packFiles } from '../../artifact/files/pack.ts';
import { formNotice, lineEndNotice, macNotice, readerNotices } from '../../artifact/files/reader-notices.ts';
import type { FluxOptions } from '../../artifact/flux/flux.ts';
import type { Symlinks } from '../../disk/held-to.ts';
import { isBeyondWindows } from '../../disk/title.ts';
import { OciError, systemCodeOf } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import { didYouMean } from '../../near-path.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { briefList, count, countFiles } from '../../words.ts';
import type { Group } from '../contract/inputs.ts';
import type { Build, Log } from '../contract/mode.ts';
import type { ResultFile } from '../contract/result.ts';
import { firstLines } from '../tell/first-lines.ts';
import { startProgress } from '../tell/progress.ts';
import { uselessExclude } from '../tell/useless-exclude.ts';
import type { Said } from './annotations.ts';
import { reportMissing } from './missing-files.ts';

/** Of a directory, so many files are named in the log: more names do not fit into one line. */
const maxNamed = 5;

type FileInputs = Group<'files', 'push' | 'attach'>;

/** Finds the files that the inputs name; none only when `if-no-files-found` allows it. */
export async function findInputFiles(
  { files: lines, root: base, ifNoFilesFound, includeHiddenFiles, symlinks }: FileInputs,
  workspace: string,
  log: Log,
): Promise<FoundFile[]> {
  const { onNothing, onEmpty, onEnd } = reportMissing('file', { files: lines, ifNoFilesFound }, workspace, log);
  const root = await inFormOnDisk(resolve(workspace, ownName(base, workspace)), workspace);
  await checkRoot(root, workspace);
  const found = await findFiles(lines, {
    workspace,
    root,
    includeHidden: includeHiddenFiles,
    symlinks,
    onHidden: (title) => log.info(`Skipped ${title}, which is hidden`),
    onUseless: (line) => log.notice(uselessExclude(line)),
    onFolders: (line, folders) =>
      log.info(`${line} finds files only, and leaves out the folders ${folders.join(', ')}: name them, or use **`),
    onNothing,
  });
  const kept: FoundFile[] = [];
  for (const file of found) {
    const content =
      file.excludes === undefined ? undefined : await lookInside(file.path, file.excludes, includeHiddenFiles);
    if (content === undefined || content.hasFiles) kept.push(file);
    else onEmpty(file.title, content.hidden);
  }
  onEnd(kept.length > 0);
  return kept;
}

/** Names the root when it is wrong: else each file would be said to be outside. */
async function checkRoot(root: string, workspace: string): Promise<void> {
  const found = await stat(root).catch((error: unknown) => systemCodeOf(error));
  if (typeof found !== 'string' && found.isDirectory()) return;
  const what =
    found === 'ENOENT'
      ? `does not exist${didYouMean(root, workspace)}`
      : typeof found === 'string'
        ? `cannot be read: ${found}`
        : 'is not a directory';
  throw new OciError('INVALID_INPUT', `The directory ${JSON.stringify(root)} of the input root ${what}`);
}

/** Names the files that have other line ends here than on other systems. */
export async function noteLineEnds(
  files: readonly { path: string }[],
  { convertedFiles }: Pick<Build, 'convertedFiles'>,
  log: Log,
): Promise<void> {
  const names = await convertedFiles(files.map(({ path }) => path));
  if (names.length > 0) log.notice(lineEndNotice(names));
}

/** How files are packed. */
interface Packing extends Pick<PackOptions, 'artifactType' | 'config' | 'subject' | 'sendAhead' | 'concurrency'> {
  said: Said;
  /** As Flux packs a directory. */
  isFlux?: boolean;
  symlinks: Symlinks;
  includeHiddenFiles: boolean;
  /** Archives of directories in the target, by the digest of what is said to be in them. */
  claimed?: ReadonlyMap<Digest, ClaimedArchive>;
  /** An existing folder for the archives. */
  temporary: string;
}

/** Packs files as one artifact. */
export async function packInputFiles(
  files: readonly FoundFile[],
  { said, isFlux = false, symlinks, includeHiddenFiles, claimed = new Map(), temporary, ...packing }: Packing,
  workspace: string,
  log: Log,
  signal: AbortSignal,
): Promise<PackedArtifact> {
  const { created, ...annotations } = said;
  const lines = firstLines(log);
  const macFiles: string[] = [];
  const decomposed = new Set<string>();
  const foreign = new Set<string>();
  const onName = (name: string) => {
    if (name !== composed(name)) decomposed.add(name);
    if (isBeyondWindows(name)) foreign.add(name);
  };
  const directories = {
    symlinks,
    includeHidden: includeHiddenFiles,
    onHidden: (title: string) => log.info(`Skipped ${title}, which is hidden`),
    onMacFile: (title: string) => macFiles.push(title),
    onName,
    temporary,
    claimed,
  };
  const hashing = startProgress(log, 'Hashing');
  const onRead = (title: string, bytes: number) => hashing.moved(bytes, title);
  const time = created === undefined ? 0 : Math.floor(Date.parse(created) / 1000);
  const artifact = isFlux
    ? await packFluxSource({ files, annotations, directories, onRead }, workspace, log, signal)
    : await packFiles({
        ...packing,
        files,
        annotations,
        directories: { ...directories, time },
        onRead,
        signal,
      });
  const titles = new Set(files.map(({ title }) => title));
  const idle = [...annotations.layers.keys()].filter((title) => !titles.has(title));
  if (idle.length > 0)
    log.warning(`Lines of the input annotations are for layers that are not there: ${briefList(idle)}`);
  const excludes = new Set(files.flatMap((file) => file.excludes ?? []));
  for (const { line, isUsed } of excludes) if (!isUsed) log.notice(uselessExclude(line));
  if (macFiles.length > 0) log.notice(macNotice(macFiles.sort()));
  for (const { title } of artifact.layers) onName(title);
  if (decomposed.size > 0) log.notice(formNotice([...decomposed].sort()));
  if (foreign.size > 0) {
    log.notice(`Windows does not allow such names, so these cannot be pulled there: ${briefList([...foreign].sort())}`);
  }
  if (files.length === 0) log.notice('The artifact has no files, only its annotations and config');
  for (const layer of artifact.layers) lines.say('Packed', describeLayer(layer));
  lines.end();
  // These programs read no attachments.
  if (!packing.subject) for (const notice of readerNotices(artifact.layers)) log.notice(notice);
  return artifact;
}

async function packFluxSource(
  source: Pick<FluxOptions, 'files' | 'annotations' | 'directories' | 'onRead'>,
  workspace: string,
  log: Log,
  signal: AbortSignal,
): Promise<PackedArtifact> {
  const { packFlux } = await import('../../artifact/flux/flux.ts');
  const links: string[] = [];
  const kept: string[] = [];
  const artifact = await packFlux({
    ...source,
    workspace,
    onIgnored: (path) => log.info(`Left out ${path}, as .sourceignore or the defaults of Flux say`),
    onKept: (path) => kept.push(path),
    onLink: (path) => links.push(path),
    signal,
  });
  if (links.length > 0) {
    log.warning(
      `Flux skips symbolic links, so these are left out: ${briefList(links)}. Set symlinks to follow to take what they point to`,
    );
  }
  if (kept.length > 0) {
    log.notice(
      `Flux reads some lines of .sourceignore differently from git, so these stay in: ${briefList(kept)}. Write [^a] for [!a], and name folders without **`,
    );
  }
  return artifact;
}

/** Lists the files of a packed artifact as outputs have them. */
export function filesOf({ layers }: PackedArtifact): ResultFile[] {
  return layers.map(({ title, descriptor: { digest, size, mediaType }, contents }) => {
    return { title, digest, size, mediaType, ...(contents ? { entries: contents } : {}) };
  });
}

/** Makes what names each blob of a packed artifact. */
export function blobNames({ layers }: PackedArtifact): (blob: Descriptor) => string {
  // The first file of several with the same content gives its name.
  const names = new Map(layers.toReversed().map((layer) => [layer.descriptor.digest, nameOf(layer)]));
  return ({ digest }) => names.get(digest) ?? 'config';
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
