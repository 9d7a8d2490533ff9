import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type AnnotationSets, createdAnnotation, parseAnnotationFile } from '../../artifact/annotations.ts';
import { type FoundFile, findFiles } from '../../artifact/files/find-files.ts';
import { type PackedArtifact, type PackOptions, packFiles } from '../../artifact/files/pack.ts';
import type { FluxOptions } from '../../artifact/flux/flux.ts';
import { briefList } from '../../brief-list.ts';
import type { Symlinks } from '../../disk/held-to.ts';
import { readHeld } from '../../disk/read-held.ts';
import { isBeyondWindows } from '../../disk/title.ts';
import { type ErrorFacts, OciError, systemCodeOf } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { maxManifestBytes } from '../../oci/manifest.ts';
import type { AllInputs, InputsOf } from '../contract/inputs.ts';
import type { Build, Log, Mode } from '../contract/mode.ts';
import type { ResultFile } from '../contract/result.ts';
import { uselessExclude } from '../tell/useless-exclude.ts';
import type { Fate } from './count-moved.ts';
import { createdTime } from './created.ts';

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
  const report = (text: string) => {
    if (ifNoFilesFound === 'error') throw new OciError('INVALID_INPUT', text, { topic: 'no-match' });
    if (ifNoFilesFound === 'warn') log.warning(text);
  };
  const root = resolve(workspace, base);
  await checkRoot(root);
  const found = await findFiles(lines, {
    workspace,
    root,
    includeHidden: includeHiddenFiles,
    symlinks,
    onHidden: (title) => log.info(`Skipped the hidden file ${title}`),
    onUseless: (line) => log.notice(uselessExclude(line)),
    onFolders: (line, folders) =>
      log.info(`${line} finds files only, and leaves out the folders ${folders.join(', ')}: name them, or use **`),
    onNothing: (line, isLiteral) => {
      const text = `No file matches the input files ${JSON.stringify(line)} in ${workspace}`;
      if (isLiteral) report(text);
      else log.info(text);
    },
  });
  if (found.length === 0) report(`No file matches the input files ${JSON.stringify(lines)} in ${workspace}`);
  return found;
}

/** Names the root when it is wrong: else each file would be said to be outside. */
async function checkRoot(root: string): Promise<void> {
  const found = await stat(root).catch((error: unknown) => systemCodeOf(error));
  if (typeof found !== 'string' && found.isDirectory()) return;
  const what =
    found === 'ENOENT'
      ? 'does not exist'
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
    known = new Map(),
    sendAhead,
  }: {
    build: Build;
    temporary: string;
    config?: PackOptions['config'];
    subject?: Descriptor;
    /** Archives of directories that need not be packed again, by the digest of what is in them. */
    known?: Map<Digest, Descriptor>;
    sendAhead?: PackOptions['sendAhead'];
  },
): Promise<PackedArtifact> {
  const { log, signal, workspace } = mode;
  const created = await createdTime(inputs.created, build);
  return log.group(files.length === 1 ? 'Pack 1 file' : `Pack ${files.length} files`, async () => {
    const annotations = await gatherAnnotations(inputs, created, workspace, build);
    const directories = {
      symlinks: inputs.symlinks,
      includeHidden: inputs.includeHiddenFiles,
      onHidden: (title: string) => log.info(`Skipped the hidden ${title}`),
      temporary,
      known,
    };
    const artifact =
      inputs.kind === 'flux'
        ? await packFluxSource({ files, annotations, directories }, inputs, mode)
        : await packFiles({
            files,
            artifactType: inputs.artifactType,
            config,
            subject,
            annotations,
            directories: { ...directories, time: created === undefined ? 0 : Math.floor(Date.parse(created) / 1000) },
            sendAhead,
            concurrency: inputs.concurrency,
            signal,
          });
    const excludes = new Set(files.flatMap((file) => file.excludes ?? []));
    for (const { line, isUsed } of excludes) if (!isUsed) log.notice(uselessExclude(line));
    const foreign = artifact.layers.filter(({ title }) => isBeyondWindows(title)).map(({ title }) => title);
    if (foreign.length > 0) {
      log.notice(`Windows does not allow such names, so these cannot be pulled there: ${briefList(foreign)}`);
    }
    for (const { title, descriptor } of artifact.layers) {
      log.info(`${title}  ${formatBytes(descriptor.size)}  ${descriptor.digest}`);
    }
    return artifact;
  });
}

async function packFluxSource(
  source: Pick<FluxOptions, 'files' | 'annotations' | 'directories'>,
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

/** Makes what says of each blob of a packed artifact whether it was sent. */
export function blobTeller({ layers }: PackedArtifact, log: Log): (blob: Descriptor, fate: Fate) => void {
  // The first file of several with the same content gives its name.
  const titles = new Map(layers.toReversed().map(({ title, descriptor }) => [descriptor.digest, title]));
  return ({ digest, size }, fate) =>
    log.info(
      `${fate === 'copied' ? 'Sent' : 'Already there'}: ${titles.get(digest) ?? 'config'}  ${formatBytes(size)}`,
    );
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
