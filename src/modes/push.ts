import { statSync } from 'node:fs';
import { contentDigestAnnotation } from '../artifact/annotations.ts';
import type { ClaimedArchive } from '../artifact/archive/pack-directory.ts';
import { type FoundFile, splitMediaType } from '../artifact/files/find-files.ts';
import { blobsOf, type PackedArtifact, type PackOptions } from '../artifact/files/pack.ts';
import { tapped } from '../chunks.ts';
import type { Symlinks } from '../disk/held-to.ts';
import { readNamedFile } from '../disk/read-held.ts';
import { hasCode, messageOf, OciError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { type Digest, isDigest } from '../oci/digest.ts';
import { maxManifestBytes } from '../oci/manifest.ts';
import { formatRepository, type Reference } from '../oci/reference.ts';
import type { Content, Store } from '../store/store.ts';
import type { Group, InputsOf } from './contract/inputs.ts';
import type { Build, Log, Mode } from './contract/mode.ts';
import { startTransfer } from './publish/count-moved.ts';
import { deliver } from './publish/deliver.ts';
import { type CurrentTag, describeCollected, planTags, readTags } from './publish/plan-tags.ts';
import { readAnnotations } from './send/annotations.ts';
import { withImageSpec } from './send/image-spec.ts';
import { blobNames, countFound, filesOf, findInputFiles, noteLineEnds, packInputFiles } from './send/input-files.ts';
import type { Sign } from './signing/signing.ts';
import { startProgress } from './tell/progress.ts';
import { totalSize } from './tell/total-size.ts';

/**
 * Publishes files as one artifact under any number of tags; what is there already is not sent, and no tag is moved
 * without need.
 */
export async function push(
  inputs: InputsOf<'push'>,
  { open, learn, log, signal, workspace }: Mode<'push'>,
  { build, temporary, sign }: { build: Build; temporary: string; sign: Sign | undefined },
): Promise<void> {
  const { reference, files: wanted, tagging, artifactType, imageSpec, concurrency, dryRun } = inputs;
  const { tags } = tagging;
  const { symlinks, includeHiddenFiles } = wanted;
  const isFlux = inputs.kind === 'flux';
  const repository = formatRepository(reference);
  learn({ repository, tags, changed: false, files: [], transferred: 0, reused: 0, previous: {} });

  checkCombination(isFlux, inputs.config, artifactType, imageSpec);
  // Without `files`, annotations or a config are all there is.
  const isMark = wanted.files.length === 0 && !isFlux;
  const files = isMark ? [] : await findInputFiles(wanted, workspace, log);
  if (files.length === 0 && !isMark) return;
  await noteLineEnds(files, build, log);
  const said = await readAnnotations(inputs.annotations, { build, isFlux });
  const config = await findConfig(inputs.config, symlinks, workspace);
  const heading = `${dryRun ? 'Would push' : 'Push'} ${countFound(files)} to ${repository}`;
  await log.group(heading, async () => {
    const target = open.store(reference);
    const hasDirectories = files.some(({ excludes }) => excludes !== undefined);
    const current = await readTags(target, tags, hasDirectories, signal);
    // Only what will be pushed whatever its digest is; where a tag is there, the push may well change nothing.
    const isNew = tags.length > 0 && current.every(({ digest }) => digest === undefined);
    const isCertain = isNew && !dryRun && reference.digest === undefined && concurrency > 1;
    const start = Date.now();
    const packing = {
      ...{ said, isFlux, symlinks, includeHiddenFiles, artifactType, config, temporary, concurrency },
      claimed: archivesIn(current, target),
      sendAhead: isCertain ? sendMissing(target, log) : undefined,
    };
    const packed = await packInputFiles(files, packing, workspace, log, signal);
    const task = {
      target,
      reference,
      repository,
      current,
      sent: new Set(packed.sent),
      sign,
      concurrency,
      dryRun,
      ...tagging,
    };
    const isThere = ({ root }: PackedArtifact) => [reference, ...current].some(({ digest }) => digest === root.digest);
    try {
      await withImageSpec(packed, imageSpec, { reference, tags, isThere }, log, (chosen) =>
        publish(chosen, task, { learn, log, signal }),
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
  });
}

/** Refuses inputs of which one would have to be left out; fails with INVALID_INPUT. */
function checkCombination(
  isFlux: boolean,
  config: string | undefined,
  artifactType: string | undefined,
  imageSpec: InputsOf<'push'>['imageSpec'],
): void {
  const foreign = config !== undefined ? 'config' : artifactType !== undefined ? 'artifact-type' : undefined;
  if (isFlux && foreign) {
    throw new OciError('INVALID_INPUT', `The input ${foreign} does not apply to kind flux, which sets its own`, {
      topic: 'foreign-input',
    });
  }
  if (imageSpec === '1.0' && config !== undefined && artifactType !== undefined) {
    throw new OciError(
      'INVALID_INPUT',
      'The inputs config and artifact-type cannot be combined with image-spec "1.0", where the type of the config is that of the artifact',
      { topic: 'combined-inputs' },
    );
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

/** An artifact on its way to the tags that are to lead to it. */
interface Publishing extends Group<'tagging', 'push'> {
  target: Store;
  reference: Reference;
  /** How messages name the target. */
  repository: string;
  /** Where the tags point now. */
  current: readonly CurrentTag[];
  /** Blobs that were sent before. */
  sent: Set<Digest>;
  sign: Sign | undefined;
  concurrency: number;
  dryRun: boolean;
}

/** Sends a packed artifact, signs it, and writes its tags, as far as they are not where they should be. */
async function publish(
  packed: PackedArtifact,
  { target, reference, repository, current, tags, ifExists = 'overwrite', sent, sign, concurrency, dryRun }: Publishing,
  { learn, log, signal }: Pick<Mode<'push'>, 'log' | 'signal' | 'learn'>,
): Promise<void> {
  const { root, store, bytes, present } = packed;
  const { digest } = root;
  const size = totalSize(blobsOf(packed));
  checkPinned(reference.digest, digest);
  /** Told when it is there: what a push that fails would have made is not to be deployed. */
  const about = {
    digest,
    reference: `${repository}@${digest}`,
    mediaType: root.mediaType,
    artifactType: packed.artifactType ?? packed.config.mediaType,
    size,
    files: filesOf(packed),
    details: { manifestSize: root.size },
  };
  const plan = { store: target, repository, tags, digest, ...planTags(current, digest, ifExists, repository, log) };
  const { tagged, previous, kept } = plan;
  learn({ tagged, previous });
  if (kept !== undefined) {
    // The artifact that stays is another one: what was found here is not in it.
    const { details: _, ...rest } = about;
    learn({ ...rest, digest: kept, reference: `${repository}@${kept}`, files: [], size: 0, kept: true });
  }
  const transfer = startTransfer(concurrency, sent);
  const onThere = (isTagged: boolean) => learn({ ...about, ...(isTagged ? { changed: true } : {}) });
  const cargo = {
    root: { descriptor: root, bytes },
    from: { source: store, present },
    size,
    nameOf: blobNames(packed),
  };
  const { isChanged, isThere } = await deliver(plan, { ...cargo, transfer, onThere }, { sign, dryRun, log, signal });
  const { transferred } = transfer.moved;
  // Nobody asks for the blobs of a manifest that is there.
  const reused = kept !== undefined || (dryRun && !isThere) ? 0 : size - transferred;
  const newContent = dryRun ? {} : { newContent: transfer.session.brought.has(digest) };
  learn({ changed: isChanged, transferred, reused, ...newContent });
  const collected = tags.length === 0 && !dryRun ? describeCollected(reference.host) : undefined;
  if (collected !== undefined) log.notice(collected);
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
  // We read no larger config (`read-config.ts`).
  const bytes = readNamedFile('config', pattern, { folder: workspace, symlinks, limit: maxManifestBytes });
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
