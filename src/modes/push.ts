import { statSync } from 'node:fs';
import { contentDigestAnnotation } from '../artifact/annotations.ts';
import type { ClaimedArchive } from '../artifact/archive/pack-directory.ts';
import { type FoundFile, splitMediaType } from '../artifact/files/find-files.ts';
import { blobsOf, type PackedArtifact, type PackOptions } from '../artifact/files/pack.ts';
import { tapped } from '../chunks.ts';
import type { Symlinks } from '../disk/held-to.ts';
import { hasCode, messageOf, OciError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { type Digest, isDigest } from '../oci/digest.ts';
import { formatRepository } from '../oci/reference.ts';
import type { Content, Store } from '../store/store.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Build, Download, Log, Mode } from './contract/mode.ts';
import { withImageSpec } from './send/image-spec.ts';
import { blobNames, countFound, filesOf, findInputFiles, packInputFiles, readInputFile } from './send/input-files.ts';
import { type CurrentTag, planTags, readTags, tellTags } from './send/plan-tags.ts';
import { sendStaged } from './send/send-staged.ts';
import { openSigning, type Sign, tellUntouched } from './send/signing.ts';
import { startProgress } from './tell/progress.ts';
import { totalSize } from './tell/total-size.ts';

/**
 * Publishes files as one artifact under any number of tags; what is there already is not sent, and no tag is moved
 * without need.
 */
export async function push(
  inputs: InputsOf<'push'>,
  mode: Mode<'push'>,
  around: { build: Build; download: Download; temporary: string },
): Promise<void> {
  if (inputs.kind === 'helm') return (await import('./chart/push-charts.ts')).pushCharts(inputs, mode, around);
  const { reference, tags, dryRun } = inputs;
  const { log, learn, workspace } = mode;
  const repository = formatRepository(reference);
  learn({ repository, tags, changed: false, files: [], transferred: 0, reused: 0, previous: {} });

  const sign = (await openSigning(inputs, mode))?.sign;
  const files = await findInputFiles(inputs, workspace, log);
  if (files.length === 0) return;
  const heading = `${dryRun ? 'Would push' : 'Push'} ${countFound(files)} to ${repository}`;
  await log.group(heading, () => pushFiles(files, sign, inputs, mode, around));
}

/** Packs files and sends what is missing. */
async function pushFiles(
  files: readonly FoundFile[],
  sign: Sign | undefined,
  inputs: InputsOf<'push'>,
  mode: Mode<'push'>,
  around: { build: Build; temporary: string },
): Promise<void> {
  const { reference, tags, concurrency, dryRun } = inputs;
  const { log, signal, workspace } = mode;
  const target = mode.open.store(reference);
  const hasDirectories = files.some(({ excludes }) => excludes !== undefined);
  const current = await readTags(target, tags, hasDirectories, signal);
  // Only what will be pushed whatever its digest is; where a tag is there, the push may well change nothing.
  const isNew = tags.length > 0 && current.every(({ digest }) => digest === undefined);
  const isCertain = isNew && !dryRun && reference.digest === undefined && concurrency > 1;
  const start = Date.now();
  const packed = await packInputFiles(files, inputs, mode, {
    ...around,
    config: await findConfig(inputs.config, inputs.symlinks, workspace),
    claimed: archivesIn(current, target),
    sendAhead: isCertain ? sendMissing(target, log) : undefined,
  });
  const sent = new Set(packed.sent);
  const known = new Set([reference.digest, ...current.map(({ digest }) => digest)]);
  try {
    await withImageSpec(packed, inputs, known, log, (chosen) =>
      publish(chosen, target, { current, sent, sign }, inputs, mode),
    );
  } catch (error) {
    const isOpen = hasCode(error, 'INTEGRITY') && error.topic === undefined;
    const changed = isOpen ? changedSince(start, files, packed) : undefined;
    if (changed === undefined) throw error;
    throw new OciError('INTEGRITY', `${changed} changed while it was pushed: ${messageOf(error)}`, {
      cause: error,
      topic: 'changed-file',
    });
  }
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

/** Sends a packed artifact, signs it, and writes its tags, as far as they are not where they should be. */
async function publish(
  packed: PackedArtifact,
  target: Store,
  { current, sent, sign }: { current: readonly CurrentTag[]; sent: Set<Digest>; sign: Sign | undefined },
  {
    reference,
    tags,
    ifExists = 'overwrite',
    concurrency,
    dryRun,
  }: Pick<InputsOf<'push'>, 'reference' | 'tags' | 'ifExists' | 'concurrency' | 'dryRun'>,
  { log, signal, learn }: Pick<Mode<'push'>, 'log' | 'signal' | 'learn'>,
): Promise<void> {
  const repository = formatRepository(reference);
  const { root } = packed;
  const size = totalSize(blobsOf(packed));
  checkPinned(reference.digest, root.digest);
  /** Told when it is there: what a push that fails would have made is not to be deployed. */
  const about = {
    digest: root.digest,
    reference: `${repository}@${root.digest}`,
    mediaType: root.mediaType,
    artifactType: packed.artifactType ?? packed.config.mediaType,
    size,
    files: filesOf(packed),
  };

  const plan = planTags(current, root.digest, ifExists, repository, log);
  learn({ tagged: plan.tagged });
  if (plan.kept !== undefined) {
    // The artifact that stays is another one: what was found here is not in it.
    learn({ ...about, digest: plan.kept, reference: `${repository}@${plan.kept}`, files: [], size: 0, kept: true });
    tellUntouched(log, `${repository}@${plan.kept}`, sign ? ['signed'] : []);
    return;
  }
  const signRoot = async () => (await sign?.(target, root, repository))?.isChanged ?? false;
  if (tags.length > 0 && plan.pending.length === 0) {
    learn({ ...about, reused: size });
    learn({ changed: await signRoot() });
    return;
  }
  const { previous } = plan;
  learn({ previous });
  if (dryRun) {
    learn(about);
    tellTags(log, { tags: plan.pending, previous, digest: root.digest, isDryRun: true });
    const isThere = tags.length === 0 && (await target.has(root, signal));
    const isSigned = await signRoot();
    learn({ changed: !isThere || isSigned, reused: isThere ? size : 0 });
    return;
  }

  // Told at once: a later tag may be refused, which does not take this one back.
  const onTagged = () => learn({ ...about, changed: true });
  let isSigned = false;
  const beforeTags = async () => {
    learn(about);
    isSigned = await signRoot();
  };
  const { isChanged, transferred, reused } = await sendStaged({ ...packed, size }, target, {
    ...{ tags: plan.pending, sent, concurrency, onTagged, beforeTags: sign && beforeTags },
    ...{ nameOf: blobNames(packed), log, signal },
  });
  tellTags(log, { tags: plan.pending, previous, digest: root.digest, isDryRun: false });
  // A tag was written, or without tags the manifest, unless it was there and signed.
  learn({ ...about, changed: tags.length > 0 || isChanged || isSigned, transferred, reused });
}

/** Fails with INTEGRITY when the reference asks for another digest. */
function checkPinned(pinned: Digest | undefined, digest: Digest): void {
  if (pinned === undefined || pinned === digest) return;
  const what = `The files make the manifest ${digest}`;
  throw new OciError('INTEGRITY', `${what}, but the input reference asks for ${pinned}`, { topic: 'pinned-digest' });
}

/** Sends large files while they are hashed, and stops as soon as the target turns out to have one. */
function sendMissing(target: Store, log: Log): PackOptions['sendAhead'] {
  const send = target.sendAhead?.bind(target);
  if (!send) return undefined;
  return (content, signal) => {
    const progress = startProgress(log, 'Sending', content.size);
    const open = async () =>
      tapped(await content.open(), ({ byteLength }) => progress.moved(byteLength, content.title));
    const ahead = send({ ...content, open }, signal);
    return {
      ...ahead,
      async commit(descriptor) {
        if (!(await target.has(descriptor, signal))) return ahead.commit(descriptor);
        await ahead.cancel();
        return false;
      },
    };
  };
}

async function findConfig(
  config: string | undefined,
  symlinks: Symlinks,
  workspace: string,
): Promise<PackOptions['config']> {
  if (config === undefined) return undefined;
  const { pattern, mediaType } = await splitMediaType(config, workspace, 'config');
  const bytes = readInputFile('config', pattern, symlinks, workspace);
  return { bytes, ...(mediaType === undefined ? {} : { mediaType }) };
}

/** The archives of directories in what the tags point to, by the digest of what is said to be in them. */
function archivesIn(current: readonly CurrentTag[], target: Store): Map<Digest, ClaimedArchive> {
  const archives = new Map<Digest, ClaimedArchive>();
  for (const { content } of current) {
    for (const layer of content ? layersOf(content) : []) {
      const digest = layer.annotations?.[contentDigestAnnotation];
      if (isDigest(digest)) {
        archives.set(digest, { descriptor: layer, open: (signal) => target.fetch(layer, signal) });
      }
    }
  }
  return archives;
}

/** The layers of a manifest; none of one that we cannot read, which is no reason not to replace it. */
function layersOf({ parsed }: Content): Descriptor[] {
  try {
    const manifest = parsed();
    return manifest.kind === 'manifest' ? manifest.layers : [];
  } catch (error) {
    if (hasCode(error, 'ARTIFACT')) return [];
    throw error;
  }
}
