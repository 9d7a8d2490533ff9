import { concurrently } from '../../concurrently.ts';
import { hasCode, messageOf, OciError, orAbsent, orGone, unreadable } from '../../errors.ts';
import { bare, type Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { childrenOf, maxEntries, maxIndexDepth } from '../../oci/manifest.ts';
import { isIndexType, isManifestType } from '../../oci/media-types.ts';
import { type Attached, type DigestTags, findAttached, type OnUnread } from '../../store/attached.ts';
import { type CopyEvent, type CopySession, copyGraph } from '../../store/copy-graph.ts';
import type { Content, PushOptions, Source, Store } from '../../store/store.ts';
import { openBytes } from '../../store/verified.ts';
import type { Log } from '../contract/mode.ts';
import { decide, type IfExists, isPending } from './decide.ts';
import { tellKept } from './plan-tags.ts';
import { publish } from './publish.ts';

/** What is attached to a manifest, on its way to the repository to which that has come. */
interface AttachedTask {
  source: Source;
  target: Store;
  /** What belongs to the root and goes along. */
  attached: readonly Attached[];
  /** Absent: a tag of a signature moves only where its subject was not in the target before. */
  ifExists: IfExists | undefined;
  session: CopySession;
  onEvent: (event: CopyEvent) => void;
  /** Whether the root will be signed there. */
  isSigned: boolean;
  log: Log;
  signal: AbortSignal;
}

/** One manifest on its way to one repository. */
export interface CopyTask extends Omit<AttachedTask, 'isSigned'> {
  root: Content;
  /** Its digest there, as far as it is known. */
  named?: Digest;
  /** Tags to be written; those that point to the root already are not among them. */
  tags: readonly string[];
  /** Whether subjects that the target lacks come along; else they stay behind, which `tellLeft` says. */
  takesSubjects: boolean;
  /** As in a push, of the tags of the root. */
  onTagged?: PushOptions['onTagged'];
  /** Signs the root when all is there. */
  sign?: (() => Promise<unknown>) | undefined;
}

/** Where the lists of referrers have to be kept, all that are on the way wait for one change of theirs. */
const attachedAtOnce = 16;

/**
 * Copies a manifest with all that is below it and attached to it, and publishes it under its tags. What is attached under a tag of its own (cosign) moves that tag as `if-exists` says:
 * by default a source does not replace the signatures of what was in the target before. Gives the digest that the tags
 * have in the target.
 */
export async function copyArtifact(task: CopyTask): Promise<Digest> {
  const { source, attached, takesSubjects, session, onEvent, sign, ...rest } = task;
  return publish({
    ...rest,
    from: { source, session, onEvent, subjects: takesSubjects ? 'taken' : 'left' },
    attach: attached.length > 0 ? () => copyAttached({ ...task, isSigned: sign !== undefined }) : undefined,
    sign,
  });
}

/** What belongs on the list of its subject, and whether it was in the target before. */
interface ForList {
  each: Attached;
  isThere: boolean;
}

/** Copies what is attached to a root that has come, and to that in turn. */
export async function copyAttached(task: AttachedTask): Promise<void> {
  const { attached, signal } = task;
  // The root has come, and with it what is below it.
  const known = new Set(attached.filter(({ depth }) => depth === 0).map(({ subject }) => subject.digest));
  const listed: ForList[] = [];
  const left = new Map<Digest, Digest>();
  // A subject comes before what is attached to it: only then is it known whether it was there.
  for (const level of Map.groupBy(attached, ({ depth }) => depth).values()) {
    await concurrently(level, attachedAtOnce, signal, async (each, within) => {
      try {
        const own = { ...task, session: { ...task.session, left }, signal: within };
        const isThere = await copyOne(own, known, each);
        if (isThere !== undefined) listed.push({ each, isThere });
      } catch (error) {
        // Anybody who may push can attach what is none: the rest is copied all the same.
        if (!hasCode(error, 'ARTIFACT')) throw error;
        const { descriptor, subject } = each;
        task.log.warning(`${descriptor.digest}, attached to ${subject.digest}, is left out: ${error.message}`);
      }
    });
  }
  await tellLeftBelow(task, left);
  for (const [subject, own] of Map.groupBy(listed, ({ each }) => each.subject)) {
    // One that came alone is on the list. olareg loses one of several that come at once.
    if (own.length > 1 || own.some(({ isThere }) => isThere))
      await putOnList(
        task,
        subject,
        own.map(({ each }) => each.descriptor),
      );
  }
}

/**
 * Copies what is attached. Tells of one that belongs on the list of its subject whether it was there already, and gives
 * undefined for any other.
 */
async function copyOne(
  task: AttachedTask,
  known: ReadonlySet<Digest>,
  { descriptor, subject, tag, only }: Attached,
): Promise<boolean | undefined> {
  const { source, target, session, log, signal } = task;
  const { digest } = descriptor;
  if (tag !== undefined && only) {
    await copyLayers(task, tag, only);
    return undefined;
  }
  if (tag !== undefined && !(await isToBeMoved(task, { descriptor, subject, tag }))) return undefined;
  let isThere = false;
  const onEvent = (event: CopyEvent) => {
    isThere ||= event.kind === 'skipped' && event.descriptor.digest === digest;
    task.onEvent(event);
  };
  const added = tag === undefined ? [] : await layersToAdd(task, tag, digest);
  const tags = tag === undefined || added.length > 0 ? [] : [tag];
  const options = { session, onEvent, signal, tags, known, subjects: 'left' } as const;
  const copied = copyGraph(source, descriptor, target, options).then(() => true);
  // Not everyone who deletes a manifest takes it off the list.
  if (!(await orGone(copied, () => source.resolve(digest, signal), signal))) {
    log.warning(`${digest} is on the list of what is attached to ${subject.digest}, but does not exist: left out`);
    return undefined;
  }
  if (tag !== undefined && added.length > 0) {
    const { addLayers } = await import('../../trust/publish.ts');
    await addLayers(target, tag, added, signal);
  }
  return tag === undefined ? isThere : undefined;
}

/**
 * Adds some layers of a signature tag to those that the target has under it. As with `sign`, none is taken away, so a
 * target that had the subject before loses nothing.
 */
async function copyLayers(task: AttachedTask, tag: string, layers: readonly Descriptor[]): Promise<void> {
  const { source, target, ifExists, session, onEvent, log, signal } = task;
  const there = await orAbsent(target.resolve(tag, signal));
  if (there && (ifExists === 'skip' || ifExists === 'error')) return tellKept(log, tag, there.digest);
  for (const layer of layers) {
    if (await target.has(layer, signal)) continue;
    await session.slots.take(layer.size, async () => target.push(layer, () => source.fetch(layer, signal), { signal }));
  }
  const { addLayers } = await import('../../trust/publish.ts');
  const added = addLayers(target, tag, layers, signal);
  const digest = await added.catch((error: unknown) => {
    if (!hasCode(error, ...unreadable)) throw error;
    log.warning(`Signatures under the tag ${tag} stay behind: ${error.message}`);
  });
  if (digest !== undefined && digest !== there?.digest)
    onEvent({ kind: 'copied', descriptor: await target.resolve(tag, signal) });
}

/**
 * The signatures of the source that are added to those of the target, where this copy is signed: who signs beside others
 * does not take theirs away. Empty where the tag may be written as it is in the source.
 */
async function layersToAdd(
  { source, target, isSigned, signal }: AttachedTask,
  tag: string,
  digest: Digest,
): Promise<readonly Descriptor[]> {
  if (!isSigned || !tag.endsWith('.sig')) return [];
  const there = await orAbsent(target.manifest(tag, signal));
  if (!there || layersOf(there).length === 0) return [];
  const own = await orAbsent(source.manifest(digest, signal));
  return own ? layersOf(own) : [];
}

function layersOf(content: Content): readonly Descriptor[] {
  const manifest = content.parsed();
  return manifest.kind === 'manifest' ? manifest.layers : [];
}

/**
 * Pushes again what is in the target and not on the list of its subject there, as a job leaves it that is stopped in
 * between, or was lost by a registry that is sent several at once.
 */
async function putOnList(
  { source, target, onEvent, signal }: AttachedTask,
  subject: Descriptor,
  attached: readonly Descriptor[],
): Promise<void> {
  const known = new Set<Digest>();
  for await (const { digest } of target.referrers(subject, signal)) known.add(digest);
  for (const descriptor of attached.filter(({ digest }) => !known.has(digest))) {
    // Not the descriptor of the list, which may be wrong.
    const content = await source.manifest(descriptor.digest, signal);
    await target.push(content.descriptor, openBytes(content.bytes), { signal });
    onEvent({ kind: 'copied', descriptor });
  }
}

async function isToBeMoved(
  task: AttachedTask,
  { descriptor, subject, tag }: { descriptor: Descriptor; subject: Descriptor; tag: string },
): Promise<boolean> {
  const { target, ifExists, session, log, signal } = task;
  const current = (await orAbsent(target.resolve(tag, signal)))?.digest;
  // Without if-exists, a source replaces the signatures of what it brought alone. A signature that differs is no error.
  const usual = session.brought.has(subject.digest) ? 'overwrite' : 'skip';
  const verdict = decide(current, descriptor.digest, ifExists === 'error' ? 'skip' : (ifExists ?? usual));
  if (verdict === 'kept' && ifExists) tellKept(log, tag, current);
  else if (verdict === 'kept' && !(await hasAllOf(task, tag, descriptor.digest))) {
    log.warning(
      `The tag ${tag} of the target stays at ${current}, though the source has ${descriptor.digest}: ` +
        `${subject.digest} was in the target before this copy. To replace its signatures too, set if-exists: overwrite`,
    );
  }
  return isPending(verdict);
}

/** Tells whether what is under a tag of the target has all that the source has there, as where we signed once more. */
async function hasAllOf({ source, target, signal }: AttachedTask, tag: string, digest: Digest): Promise<boolean> {
  const [theirs, ours] = await Promise.all([source.manifest(digest, signal), target.manifest(tag, signal)]);
  const [wanted, there] = [theirs, ours].map(
    (content) => new Set(layersOf(content).map((layer) => JSON.stringify(layer))),
  );
  return wanted !== undefined && wanted.size > 0 && wanted.isSubsetOf(there ?? new Set());
}

/** Says which subjects of attached manifests were left behind; those that the source lacks are told with the root's. */
async function tellLeftBelow({ source, session, log, signal }: AttachedTask, left: CopySession['left']): Promise<void> {
  const there: Digest[] = [];
  for (const [subject, of] of left) {
    if (await orAbsent(source.resolve(subject, signal))) there.push(subject);
    else session.left.set(subject, of);
  }
  const [first, ...others] = there;
  if (!first) return;
  const more = others.length > 0 ? ` Other such subjects: ${others.length}.` : '';
  log.notice(`${first} is not copied: it is only the subject of ${left.get(first)}, which is attached.${more}`);
}

/** Says which subjects the copies of a session left behind, once all of these have ended. */
export function tellLeft(
  { left }: Pick<CopySession, 'left'>,
  takesSubjects: boolean,
  log: Log,
  way: 'true' | 'all' = 'true',
): void {
  const [first, ...others] = left;
  if (!first) return;
  const [subject, of] = first;
  const more = others.length > 0 ? ` Other subjects that stay behind: ${others.length}.` : '';
  const why = takesSubjects ? 'the source does not have it' : `to take it along, set referrers: ${way}`;
  log.notice(`${subject}, the subject of ${of}, stays behind: ${why}.${more}`);
}

/**
 * Finds what is attached to a manifest, to the platforms of an index, and to that in turn. A list that is malformed or
 * too long is a warning, and the rest is found all the same.
 */
export async function attachedTo(
  source: Source,
  root: Content,
  tags: DigestTags,
  signal: AbortSignal,
  log: Log,
): Promise<Attached[]> {
  const subjects = new Map<Digest, Descriptor>([[root.descriptor.digest, root.descriptor]]);
  const collect = async (content: Content, depth: number): Promise<void> => {
    if (depth > maxIndexDepth) throw new OciError('ARTIFACT', `The index is nested more than ${maxIndexDepth} deep`);
    const manifest = content.parsed();
    for (const child of manifest.kind === 'index' ? childrenOf(manifest) : []) {
      if (!isManifestType(child.mediaType) || subjects.has(child.digest)) continue;
      subjects.set(child.digest, bare(child));
      // For each of them a list is asked for.
      if (subjects.size > maxEntries + 1) {
        const what = `${root.descriptor.digest} has more than ${maxEntries} manifests below it`;
        throw new OciError('TOO_LARGE', `${what}: what is attached to them is not looked for`);
      }
      if (isIndexType(child.mediaType)) await collect(await source.manifest(child.digest, signal), depth + 1);
    }
  };
  await collect(root, 0);
  const onUnread: OnUnread = ({ digest }, error) =>
    log.warning(`Not everything attached to ${digest} may be copied: its list cannot be read: ${messageOf(error)}`);
  return findAttached(source, [...subjects.values()], tags, signal, onUnread);
}
