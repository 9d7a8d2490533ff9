import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type AnnotationSets, parseAnnotationFile } from '../artifact/annotations.ts';
import { type FoundFile, findFiles, splitMediaType } from '../artifact/find-files.ts';
import { type PackedArtifact, type PackOptions, packFiles } from '../artifact/pack.ts';
import { contentDigestAnnotation } from '../artifact/pack-directory.ts';
import { hasCode, OciError, systemCodeOf } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { type Digest, isDigest } from '../oci/digest.ts';
import { parseManifest } from '../oci/manifest.ts';
import { formatRepository } from '../oci/reference.ts';
import { type CopyEvent, copy } from '../store/copy.ts';
import type { Content, Store } from '../store/store.ts';
import type { Inputs, Log, ModeContext } from './context.ts';
import { createdTime } from './created.ts';
import { countProgress, formatBytes } from './progress.ts';
import { pushCharts } from './push-charts.ts';

const createdAnnotation = 'org.opencontainers.image.created';

/** Publishes files as one artifact under any number of tags; what is there already is not sent, and no tag is moved without need. */
export async function push(inputs: Inputs, context: ModeContext): Promise<void> {
  if (inputs.kind === 'helm') return pushCharts(inputs, context);
  const { reference, tags, concurrency, dryRun } = inputs;
  const { log, signal, learn } = context;
  const repository = formatRepository(reference);
  learn({ repository, tags, changed: false, files: [], transferred: 0, reused: 0 });

  const files = await findInputFiles(inputs, context);
  if (files.length === 0) return;
  const target = context.openStore(reference);
  const hasDirectories = files.some(({ excludes }) => excludes !== undefined);
  const current = await readTags(target, tags, hasDirectories, signal);
  const created = await createdTime(inputs.created, context);
  const packed = await log.group(files.length === 1 ? 'Pack 1 file' : `Pack ${files.length} files`, async () => {
    const artifact = await packFiles({
      files,
      artifactType: inputs.artifactType,
      config: await findConfig(inputs.config, context.workspace),
      annotations: await gatherAnnotations(inputs, created, context),
      directories: {
        symlinks: inputs.symlinks,
        includeHidden: inputs.includeHiddenFiles,
        onHidden: (title) => log.info(`Skipped the hidden ${title}`),
        time: created === undefined ? 0 : Math.floor(Date.parse(created) / 1000),
        temporary: context.temporary,
        known: archivesIn(current),
      },
      concurrency,
      signal,
    });
    for (const { title, descriptor } of artifact.layers) {
      log.info(`${title}  ${formatBytes(descriptor.size)}  ${descriptor.digest}`);
    }
    return artifact;
  });
  const { root } = packed;
  const blobs = distinctBlobs(packed);
  const size = [...blobs.values()].reduce((sum, blob) => sum + blob, 0);
  learn({
    digest: root.digest,
    reference: `${repository}@${root.digest}`,
    mediaType: root.mediaType,
    artifactType: packed.artifactType ?? packed.config.mediaType,
    size,
    files: packed.layers.map(({ title, descriptor: { digest, size: bytes, mediaType } }) => ({
      title,
      digest,
      size: bytes,
      mediaType,
    })),
  });
  if (reference.digest !== undefined && reference.digest !== root.digest) {
    throw new OciError(
      'INTEGRITY',
      `The files make the manifest ${root.digest}, but the input reference asks for ${reference.digest}`,
    );
  }

  const plan = planTags(current, root.digest, inputs.ifExists, log);
  if (plan.kept !== undefined) {
    // The artifact that stays is another one: what was found here is not in it.
    learn({ digest: plan.kept, reference: `${repository}@${plan.kept}`, files: [], size: 0 });
    return;
  }
  if (tags.length > 0 && plan.pending.length === 0) {
    learn({ reused: size });
    return;
  }
  if (dryRun) {
    const isThere = tags.length === 0 && (await target.has(root, signal));
    learn({ changed: !isThere, reused: isThere ? size : 0 });
    return;
  }

  let isThere = false;
  const moved = await log.group(`Push to ${repository}`, async () => {
    const onBytes = countProgress(log, size);
    let transferred = 0;
    const onEvent = (event: CopyEvent) => {
      if (event.kind === 'progress') return onBytes(event.bytes);
      if (event.descriptor.digest === root.digest) isThere = event.kind === 'skipped';
      if (!blobs.has(event.descriptor.digest)) return;
      if (event.kind === 'copied') transferred += event.descriptor.size;
      const title = titleOf(packed, event.descriptor.digest);
      log.info(
        `${event.kind === 'copied' ? 'Sent' : 'Already there'}: ${title}  ${formatBytes(event.descriptor.size)}`,
      );
    };
    await copy(packed.store, root, target, {
      tags: plan.pending,
      present: packed.present,
      concurrency,
      onEvent,
      signal,
    });
    return transferred;
  });
  // A tag was written, or without tags the manifest, unless it was there.
  learn({ changed: tags.length > 0 || !isThere, transferred: moved, reused: size - moved });
}

async function findInputFiles(inputs: Inputs, { workspace, log }: ModeContext): Promise<FoundFile[]> {
  const { files: lines, ifNoFilesFound, includeHiddenFiles } = inputs;
  const report = (text: string) => {
    if (ifNoFilesFound === 'error') throw new OciError('INVALID_INPUT', text);
    if (ifNoFilesFound === 'warn') log.warning(text);
  };
  const root = resolve(workspace, inputs.root);
  const found = await findFiles(lines, {
    workspace,
    root,
    includeHidden: includeHiddenFiles,
    symlinks: inputs.symlinks,
    onHidden: (title) => log.info(`Skipped the hidden file ${title}`),
    onNothing: (line, isLiteral) => {
      const text = `The input files ${JSON.stringify(line)} matches no file in ${workspace}`;
      if (isLiteral) report(text);
      else log.info(text);
    },
  });
  if (found.length === 0) report(`The input files ${JSON.stringify(lines)} matches no file in ${workspace}`);
  return found;
}

async function findConfig(config: string | undefined, workspace: string): Promise<PackOptions['config']> {
  if (config === undefined) return undefined;
  const { pattern, mediaType } = await splitMediaType(config, workspace, 'config');
  return { path: resolve(workspace, pattern), ...(mediaType === undefined ? {} : { mediaType }) };
}

/** Puts the sources of annotations together: what is given outright wins over the file, and the file over the workflow's. */
async function gatherAnnotations(
  inputs: Inputs,
  created: string | undefined,
  { workspace, workflow }: ModeContext,
): Promise<AnnotationSets> {
  const path = inputs.annotationFile;
  const fromFile: AnnotationSets = path
    ? parseAnnotationFile(await readInputFile(resolve(workspace, path), 'annotation-file'), path)
    : { manifest: {}, config: {}, layers: new Map() };
  const { source, revision, runUrl } = workflow;
  const isAll = inputs.githubAnnotations === 'all';
  const fromWorkflow = {
    ...(source && inputs.githubAnnotations !== 'none' ? { 'org.opencontainers.image.source': source } : {}),
    ...(revision && isAll ? { 'org.opencontainers.image.revision': revision } : {}),
    ...(runUrl && isAll ? { 'org.opencontainers.image.url': runUrl } : {}),
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

async function readInputFile(path: string, input: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new OciError(
      'INVALID_INPUT',
      `The file ${JSON.stringify(path)} of the input ${input} cannot be read: ${systemCodeOf(error)}`,
      { cause: error },
    );
  }
}

/** Where a tag points now, and what is there; `content` is read only when it is of use. */
interface CurrentTag {
  tag: string;
  digest: Digest | undefined;
  content?: Content;
}

/** Asks where tags point, with one request for each. */
function readTags(
  target: Store,
  tags: readonly string[],
  withContent: boolean,
  signal: AbortSignal,
): Promise<CurrentTag[]> {
  const readTag = async (tag: string): Promise<CurrentTag> => {
    try {
      if (!withContent) return { tag, digest: (await target.resolve(tag, signal)).digest };
      const content = await target.manifest(tag, signal);
      return { tag, digest: content.descriptor.digest, content };
    } catch (error) {
      if (hasCode(error, 'NOT_FOUND')) return { tag, digest: undefined };
      throw error;
    }
  };
  return Promise.all(tags.map(readTag));
}

/** The archives of directories in what the tags point to, by the digest of what is in them. */
function archivesIn(current: readonly CurrentTag[]): Map<Digest, Descriptor> {
  const archives = new Map<Digest, Descriptor>();
  for (const { content } of current) {
    for (const layer of content ? layersOf(content) : []) {
      const digest = layer.annotations?.[contentDigestAnnotation];
      if (isDigest(digest)) archives.set(digest, layer);
    }
  }
  return archives;
}

/** The layers of a manifest; none of one that we cannot read, which is no reason not to replace it. */
function layersOf({ bytes, descriptor }: Content): Descriptor[] {
  try {
    const manifest = parseManifest(bytes, descriptor.mediaType);
    return manifest.kind === 'manifest' ? manifest.layers : [];
  } catch (error) {
    if (hasCode(error, 'ARTIFACT')) return [];
    throw error;
  }
}

/**
 * Decides what is to be done: `pending` are the tags to be written. `kept` is the digest of the first tag when `if-exists: skip`
 * leaves nothing to do.
 */
function planTags(
  current: readonly CurrentTag[],
  digest: Digest,
  ifExists: Inputs['ifExists'],
  log: Log,
): { pending: string[]; kept?: Digest } {
  const differing = current.filter((entry) => entry.digest !== undefined && entry.digest !== digest);
  if (differing.length > 0 && ifExists === 'error') {
    const list = differing.map((entry) => `${entry.tag} (${entry.digest})`).join(', ');
    throw new OciError('CONFLICT', `A tag exists with other content than ${digest}: ${list}`);
  }
  const isKept = (entry: (typeof current)[number]) => ifExists === 'skip' && differing.includes(entry);
  for (const entry of differing) {
    if (isKept(entry)) log.notice(`The tag ${entry.tag} exists and stays at ${entry.digest}`);
  }
  const pending = current.filter((entry) => entry.digest !== digest && !isKept(entry)).map(({ tag }) => tag);
  const isAllKept = differing.length === current.length && ifExists === 'skip';
  const kept = isAllKept ? differing[0]?.digest : undefined;
  return kept === undefined ? { pending } : { pending, kept };
}

/** The blobs of an artifact with their sizes, each once. */
function distinctBlobs({ config, layers }: PackedArtifact): Map<Digest, number> {
  return new Map([config, ...layers.map(({ descriptor }) => descriptor)].map(({ digest, size }) => [digest, size]));
}

function titleOf({ layers }: PackedArtifact, digest: Digest): string {
  return layers.find(({ descriptor }) => descriptor.digest === digest)?.title ?? 'config';
}
