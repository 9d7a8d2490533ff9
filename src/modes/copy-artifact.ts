import { concurrently } from '../concurrently.ts';
import { hasCode, OciError, unlessMissing } from '../errors.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { childrenOf, maxIndexDepth, parseManifest } from '../oci/manifest.ts';
import { isIndexType, isManifestType } from '../oci/media-types.ts';
import { type Attached, type DigestTags, findAttached } from '../store/attached.ts';
import { type CopyEvent, type CopySession, copy } from '../store/copy.ts';
import type { Content, Source, Store } from '../store/store.ts';
import { openBytes } from '../store/verified.ts';
import type { Inputs, Log } from './context.ts';
import type { Progress } from './progress.ts';

/** One manifest on its way to one repository. */
export interface CopyTask {
  source: Source;
  root: Content;
  target: Store;
  /** Tags to be written; those that point to the root already are not among them. */
  tags: readonly string[];
  /** What belongs to the root and goes along. */
  attached: readonly Attached[];
  /** Absent: a tag of a signature moves only where its subject was not in the target before. */
  ifExistsGiven: Inputs['ifExistsGiven'];
  session: CopySession;
  onEvent: (event: CopyEvent) => void;
  log: Log;
  signal: AbortSignal;
}

/** Where the lists of referrers have to be kept, all that are on the way wait for one change of theirs. */
const attachedAtOnce = 16;

/**
 * Copies a manifest with all that is below it and attached to it. The tags are written last, so that whoever sees the
 * tag also finds the signatures. What is attached under a tag of its own (cosign) moves that tag as `if-exists` says:
 * by default a source does not replace the signatures of what was in the target before.
 */
export async function copyArtifact(task: CopyTask): Promise<void> {
  const { source, root, target, tags, attached, session, onEvent, signal } = task;
  const options = { session, onEvent, signal };
  if (attached.length === 0) return copy(source, root.descriptor, target, { ...options, tags });
  await copy(source, root.descriptor, target, options);
  const found: Attached[] = [];
  // A subject comes before what is attached to it: only then is it known whether it was there.
  for (const level of Map.groupBy(attached, ({ depth }) => depth).values()) {
    await concurrently(level, attachedAtOnce, signal, async (each, within) => {
      if (await copyAttached({ ...task, signal: within }, each)) found.push(each);
    });
  }
  for (const [subject, own] of Map.groupBy(found, (each) => each.subject)) await putOnList(task, subject, own);
  for (const tag of tags) await target.push(root.descriptor, openBytes(root.bytes), { tag, signal });
}

/** Copies what is attached; tells whether it is one for the list of its subject, and was there already. */
async function copyAttached(task: CopyTask, { descriptor, subject, tag }: Attached): Promise<boolean> {
  const { source, target, session, log, signal } = task;
  const { digest } = descriptor;
  if (tag !== undefined && !(await isToBeMoved(task, { descriptor, subject, tag }))) return false;
  let isThere = false;
  const onEvent = (event: CopyEvent) => {
    isThere ||= event.kind === 'skipped' && event.descriptor.digest === digest;
    task.onEvent(event);
  };
  try {
    await copy(source, descriptor, target, { session, onEvent, signal, tags: tag === undefined ? [] : [tag] });
  } catch (error) {
    // Not everyone who deletes a manifest takes it off the list.
    if (!hasCode(error, 'NOT_FOUND') || (await unlessMissing(source.resolve(digest, signal)))) throw error;
    log.warning(`${digest} is on the list of what is attached to ${subject.digest}, but it is not there: left out`);
  }
  return isThere && tag === undefined;
}

/**
 * Pushes again what is in the target and not on the list of its subject there, as a job leaves it that is stopped in
 * between.
 */
async function putOnList(
  { source, target, onEvent, signal }: CopyTask,
  subject: Descriptor,
  attached: readonly Attached[],
): Promise<void> {
  const listed = new Set<Digest>();
  for await (const { digest } of target.referrers(subject, signal)) listed.add(digest);
  for (const { descriptor } of attached.filter((each) => !listed.has(each.descriptor.digest))) {
    const { bytes } = await source.manifest(descriptor.digest, signal);
    await target.push(descriptor, openBytes(bytes), { signal });
    onEvent({ kind: 'copied', descriptor });
  }
}

async function isToBeMoved(
  { target, ifExistsGiven, session, log, signal }: CopyTask,
  { descriptor, subject, tag }: { descriptor: Descriptor; subject: Descriptor; tag: string },
): Promise<boolean> {
  const current = (await unlessMissing(target.resolve(tag, signal)))?.digest;
  if (current === undefined) return true;
  if (current === descriptor.digest) return false;
  if (ifExistsGiven === 'overwrite') return true;
  if (ifExistsGiven !== undefined) {
    log.notice(`The tag ${tag} exists and stays at ${current}`);
    return false;
  }
  if (session.brought.has(subject.digest)) return true;
  log.warning(
    `The tag ${tag} of the target stays at ${current}, though the source has ${descriptor.digest}: ` +
      `${subject.digest} was in the target before this copy. To replace its signatures too, set if-exists: overwrite`,
  );
  return false;
}

/** Finds what is attached to a manifest, to the platforms of an index, and to that in turn. */
export async function attachedTo(
  source: Source,
  { descriptor, bytes }: Content,
  tags: DigestTags,
  signal: AbortSignal,
): Promise<Attached[]> {
  const subjects = new Map<Digest, Descriptor>([[descriptor.digest, descriptor]]);
  const collect = async (content: Content, depth: number): Promise<void> => {
    if (depth > maxIndexDepth) throw new OciError('ARTIFACT', `The index is nested more than ${maxIndexDepth} deep`);
    const manifest = parseManifest(content.bytes, content.descriptor.mediaType);
    for (const child of manifest.kind === 'index' ? childrenOf(manifest) : []) {
      if (!isManifestType(child.mediaType) || subjects.has(child.digest)) continue;
      subjects.set(child.digest, bare(child));
      if (isIndexType(child.mediaType)) await collect(await source.manifest(child.digest, signal), depth + 1);
    }
  };
  await collect({ descriptor, bytes }, 0);
  return findAttached(source, [...subjects.values()], tags, signal);
}

/** Sums up what a copy did with blobs; manifests count as moved only when they are. */
export function countCopied(
  progress: Progress,
  onBlob: (event: Exclude<CopyEvent, { kind: 'progress' }>) => void = () => {},
): {
  onEvent: (event: CopyEvent) => void;
  /** Bytes of blobs that went through here, and bytes that did not have to; whether anything was written. */
  totals: { transferred: number; reused: number; isChanged: boolean };
} {
  const totals = { transferred: 0, reused: 0, isChanged: false };
  const onEvent = (event: CopyEvent) => {
    if (event.kind === 'progress') return progress.moved(event.bytes);
    totals.isChanged ||= event.kind !== 'skipped';
    if (isManifestType(event.descriptor.mediaType)) return;
    if (event.kind === 'copied') totals.transferred += event.descriptor.size;
    else {
      totals.reused += event.descriptor.size;
      progress.skipped(event.descriptor.size);
    }
    onBlob(event);
  };
  return { onEvent, totals };
}
