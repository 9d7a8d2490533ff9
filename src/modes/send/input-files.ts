import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type AnnotationSets, createdAnnotation, parseAnnotationFile } from '../../artifact/annotations.ts';
import type { ClaimedArchive } from '../../artifact/archive/pack-directory.ts';
import { type FoundFile, findFiles } from '../../artifact/files/find-files.ts';
import { type PackedArtifact, type PackOptions, packFiles } from '../../artifact/files/pack.ts';
import type { FluxOptions } from '../../artifact/flux/flux.ts';
import type { Symlinks } from '../../disk/held-to.ts';
import { readHeld } from '../../disk/read-held.ts';
import { isBeyondWindows } from '../../disk/title.ts';
import { type ErrorFacts, OciError, systemCodeOf } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import { didYouMean } from '../../near-path.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { maxManifestBytes } from '../../oci/manifest.ts';
import { briefList, count, countFiles } from '../../words.ts';
import type { AllInputs, InputsOf } from '../contract/inputs.ts';
import type { Build, Log, Mode } from '../contract/mode.ts';
import type { ResultFile } from '../contract/result.ts';
import { startProgress } from '../tell/progress.ts';
import { uselessExclude } from '../tell/useless-exclude.ts';
import { createdTime } from './created.ts';
import { reportMissing } from './missing-files.ts';

/** Of a directory, so many files are named in the log: more names do not fit into one line. */
const maxNamed = 5;

/** Finds the files that the inputs name; none only when `if-no-files-found` allows it. */
export async function findInputFiles(
  {
    files: lines,
    root: base,
    ifNoFilesFound,
    includeHiddenFiles,
    symlinks,
  }: Pick<InputsOf<'push' | 'attach'>, 'files' | 'root' | 'ifNoFilesFound' | 'includeHiddenFiles' | 'symlinks'>,
  workspace: string,
  log: Log,
): Promise<FoundFile[]> {
  const { onNothing, onEnd } = reportMissing('file', { files: lines, ifNoFilesFound }, workspace, log);
  const root = resolve(workspace, base);
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
  onEnd(found.length > 0);
  return found;
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

/** A push may make other kinds of artifacts, and gives a config. */
type PackInputs = InputsOf<'push' | 'attach'> & Partial<Pick<AllInputs, 'kind' | 'config'>>;

/** Packs the files that the inputs name, with the annotations they ask for. */
export async function packInputFiles(
  files: readonly FoundFile[],
  inputs: PackInputs,
  mode: Mode,
  {
    build,
    temporary,
    config,
    subject,
    claimed = new Map(),
    sendAhead,
  }: {
    build: Build;
    temporary: string;
    config?: PackOptions['config'];
    subject?: Descriptor;
    /** Archives of directories in the target, by the digest of what is said to be in them. */
    claimed?: ReadonlyMap<Digest, ClaimedArchive>;
    sendAhead?: PackOptions['sendAhead'];
  },
): Promise<PackedArtifact> {
  const { log, signal, workspace } = mode;
  const created = await createdTime(inputs.created, build);
  const annotations = await gatherAnnotations(inputs, created, workspace, build);
  const directories = {
    symlinks: inputs.symlinks,
    includeHidden: inputs.includeHiddenFiles,
    onHidden: (title: string) => log.info(`Skipped ${title}, which is hidden`),
    temporary,
    claimed,
  };
  const hashing = startProgress(log, 'Hashing');
  const onRead = (title: string, bytes: number) => hashing.moved(bytes, title);
  const artifact =
    inputs.kind === 'flux'
      ? await packFluxSource({ files, annotations, directories, onRead }, inputs, mode)
      : await packFiles({
          files,
          artifactType: inputs.artifactType,
          config,
          subject,
          annotations,
          directories: { ...directories, time: created === undefined ? 0 : Math.floor(Date.parse(created) / 1000) },
          sendAhead,
          onRead,
          concurrency: inputs.concurrency,
          signal,
        });
  const excludes = new Set(files.flatMap((file) => file.excludes ?? []));
  for (const { line, isUsed } of excludes) if (!isUsed) log.notice(uselessExclude(line));
  const foreign = artifact.layers.filter(({ title }) => isBeyondWindows(title)).map(({ title }) => title);
  if (foreign.length > 0) {
    log.notice(`Windows does not allow such names, so these cannot be pulled there: ${briefList(foreign)}`);
  }
  for (const layer of artifact.layers) log.info(describeLayer(layer));
  return artifact;
}

async function packFluxSource(
  source: Pick<FluxOptions, 'files' | 'annotations' | 'directories' | 'onRead'>,
  { config, artifactType }: PackInputs,
  { workspace, log, signal }: Pick<Mode, 'workspace' | 'log' | 'signal'>,
): Promise<PackedArtifact> {
  const foreign = config !== undefined ? 'config' : artifactType !== undefined ? 'artifact-type' : undefined;
  if (foreign) {
    throw new OciError('INVALID_INPUT', `The input ${foreign} does not apply to kind flux, which sets its own`);
  }
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
  return countFiles(files.length - directories, directories);
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

/**
 * Puts the sources of annotations together: what is given outright wins over the file, and the file over the
 * workflow's.
 */
async function gatherAnnotations(
  inputs: PackInputs,
  created: string | undefined,
  workspace: string,
  build: Build,
): Promise<AnnotationSets> {
  const path = inputs.annotationFile;
  const fromFile: AnnotationSets = path
    ? parseAnnotationFile(readInputFile('annotation-file', path, inputs.symlinks, workspace).toString(), path)
    : { manifest: {}, config: {}, layers: new Map() };
  const { source, runUrl } = build;
  const isFlux = inputs.kind === 'flux';
  const revision = isFlux ? fluxRevision(build) : build.revision;
  const wanted = inputs.githubAnnotations ?? (isFlux ? 'all' : 'source');
  const isAll = wanted === 'all';
  const fromWorkflow = {
    ...(source && wanted !== 'none' ? { 'org.opencontainers.image.source': source } : {}),
    ...(revision && isAll ? { 'org.opencontainers.image.revision': revision } : {}),
    // Flux writes none, and a second run of one commit would make another artifact.
    ...(runUrl && isAll && !isFlux ? { 'org.opencontainers.image.url': runUrl } : {}),
  };
  return {
    ...fromFile,
    manifest: {
      ...fromWorkflow,
      ...(created === undefined ? {} : { [createdAnnotation]: created }),
      ...fromFile.manifest,
      ...inputs.annotations,
    },
  };
}

/** The commit as Flux names it: `main@sha1:…` (fluxcd/flux2, RFC 0005). */
function fluxRevision({ revision, refName }: Build): string | undefined {
  if (revision === undefined) return undefined;
  const digest = `${revision.length === 64 ? 'sha256' : 'sha1'}:${revision}`;
  return refName === undefined ? digest : `${refName}@${digest}`;
}

/**
 * Reads a file that an input names, of at most 4 MiB: what is to go into a manifest can have no more, nor a config that
 * we read (`read-config.ts`). Fails with INVALID_INPUT.
 */
export function readInputFile(input: string, path: string, symlinks: Symlinks, workspace: string): Buffer {
  const file = resolve(workspace, path);
  const fail = (what: string, facts?: ErrorFacts) =>
    new OciError('INVALID_INPUT', `The file ${JSON.stringify(file)} of the input ${input} ${what}`, facts);
  return readHeld(file, { folder: workspace, symlinks, limit: maxManifestBytes, fail });
}
