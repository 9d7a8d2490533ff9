import { tapped } from '../chunks.ts';
import { concurrently, type TransferSlots, transferSlots } from '../concurrently.ts';
import { hasCode, OciError, orAbsent, orGone } from '../errors.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { childrenOf, maxIndexDepth } from '../oci/manifest.ts';
import { isManifestType, isNonDistributable } from '../oci/media-types.ts';
import { fetchContent, parsePassedOn } from './content.ts';
import type { Content, PushOptions, Source, Store } from './store.ts';
import { openBytes } from './verified.ts';

/** What happened to one piece of content; `progress` comes for each piece of it that was read to be sent. */
export type CopyEvent =
  | { kind: 'copied' | 'mounted' | 'skipped'; descriptor: Descriptor }
  | { kind: 'progress'; descriptor: Descriptor; bytes: number };

/**
 * What several copies between the same two repositories share: content is moved once, and the room for transfers is
 * one.
 */
export interface CopySession {
  /** One thing may be a manifest and, to another manifest, a layer: in a registry, neither is the other. */
  readonly started: Record<'manifests' | 'blobs', Map<Digest, Promise<void>>>;
  /** The manifests that were not in the target before these copies. */
  readonly brought: Set<Digest>;
  /** Subjects that are not in the target and were not copied, each with a manifest that refers to it. */
  readonly left: Map<Digest, Digest>;
  readonly slots: TransferSlots;
}

/** Makes a session for copies between two repositories. */
export function startCopySession(concurrency: number): CopySession {
  return { started: startedNone(), brought: new Set(), left: new Map(), slots: transferSlots(concurrency) };
}

function startedNone(): CopySession['started'] {
  return { manifests: new Map(), blobs: new Map() };
}

export interface CopyOptions {
  /** Tags that shall point to the root in the target; none: it is stored under its digest alone. */
  tags?: readonly string[];
  /** Blobs that are known to be in the target: they are neither asked for nor sent. */
  present?: ReadonlySet<Digest>;
  /** Subjects that are known to be in the target. */
  known?: ReadonlySet<Digest>;
  /**
   * What becomes of the subjects that manifests name and the target lacks: `taken`, they are copied too; `left`, they
   * stay behind, and the session tells which. Unless told, nobody looks for them.
   */
  subjects?: 'taken' | 'left' | undefined;
  /** Transfers at a time; without meaning in a session, which has its own number. */
  concurrency?: number;
  session?: CopySession;
  onEvent?: (event: CopyEvent) => void;
  /** As in a push. */
  onTagged?: PushOptions['onTagged'];
  signal?: AbortSignal | undefined;
}

/**
 * Up to this size one upload costs less than asking first, once a sibling was found missing: a request takes a round
 * trip, and 128 KiB take less than that on most links.
 */
const smallBlob = 128 * 1024;

/** Up to this size, manifests are read at the same time; those of real images have some KiB. */
const smallManifest = 512 * 1024;

/** A walk from a root to all that it needs, and how far it has come. */
interface Walk extends Pick<CopyOptions, 'subjects' | 'onTagged' | 'signal'> {
  readonly source: Source;
  readonly target: Store;
  readonly canMount: boolean;
  readonly tags: readonly string[];
  readonly present: ReadonlySet<Digest>;
  readonly known: ReadonlySet<Digest>;
  readonly onEvent: (event: CopyEvent) => void;
  readonly session: CopySession;
  /** What the indexes of this graph list: it comes, whatever becomes of subjects. */
  readonly listed: Set<Digest>;
  /** Manifests that were there, so that nobody looked at what is below them. */
  readonly trusted: Set<Digest>;
  /** Walks also what is below manifests that are there. */
  readonly isForced: boolean;
  /** 0 at the root. */
  readonly depth: number;
}

/** The first small blob of a manifest, which tells about the others: when it is missing, they are sent unasked. */
interface Probe {
  digest: Digest;
  isThere: boolean;
}

/**
 * Copies a manifest and all that it needs: children before parents, so that a manifest that is already in the target
 * vouches for all below it and is not walked. The tags are written last. A target that has a manifest but lacks
 * something below it answers NOT_FOUND to a later write (MANIFEST_BLOB_UNKNOWN); then everything is walked once more.
 * Of the root, the digest alone is believed: it may come from a list that is wrong about its size.
 */
export async function copyGraph(
  source: Source,
  root: Descriptor,
  target: Store,
  options: CopyOptions = {},
): Promise<void> {
  const { concurrency = 8, session = startCopySession(concurrency), signal } = options;
  const walk: Walk = {
    source,
    target,
    canMount: source.location !== undefined && source.location.host === target.location?.host,
    ...{ tags: [], present: new Set<Digest>(), known: new Set<Digest>(), onEvent: () => {}, session },
    ...options,
    listed: new Set(),
    trusted: new Set(),
    isForced: false,
    depth: 0,
  };
  try {
    await begin(walk, copyManifest, root);
  } catch (error) {
    if (walk.trusted.size === 0 || !hasCode(error, 'NOT_FOUND') || signal?.aborted) throw error;
    // It must not believe what others found.
    await begin(
      { ...walk, session: { ...session, started: startedNone() }, listed: new Set(), isForced: true },
      copyManifest,
      root,
    );
  }
}

type Work = (walk: Walk, descriptor: Descriptor) => Promise<void>;

/** Work on a piece of content, and what that is. */
interface Task {
  kind: keyof CopySession['started'];
  work: Work;
}

/** Begins the work for a piece of content, which all copies of the session share; what failed can be begun again. */
async function begin(walk: Walk, { work, kind }: Task, descriptor: Descriptor): Promise<void> {
  const started = walk.session.started[kind];
  const own = work(walk, descriptor);
  started.set(descriptor.digest, own);
  try {
    await own;
  } catch (error) {
    started.delete(descriptor.digest);
    throw error;
  }
}

/** Waits for the work that was begun for a piece of content, or begins it. */
async function share(walk: Walk, task: Task, descriptor: Descriptor): Promise<void> {
  const started = walk.session.started[task.kind];
  const { digest } = descriptor;
  for (let other = started.get(digest); other; other = started.get(digest)) {
    const isDone = await other.then(
      () => true,
      () => false,
    );
    if (isDone) return;
    // It failed for another copy of the session; that one may have been given up, and this one not.
    walk.signal?.throwIfAborted();
  }
  await begin(walk, task, descriptor);
}

/** What lists and subjects say of a manifest may be wrong: of them, the digest alone is believed. */
const copyManifest: Task = {
  kind: 'manifests',
  work: (walk, descriptor) => copyOpened(walk, descriptor, () => walk.source.manifest(descriptor.digest, walk.signal)),
};

/** An index is a witness for its parts. */
const copyPart: Task = {
  kind: 'manifests',
  work: (walk, descriptor) => copyOpened(walk, descriptor, () => fetchContent(walk.source, descriptor, walk.signal)),
};

async function copyOpened(walk: Walk, descriptor: Descriptor, open: () => Promise<Content>): Promise<void> {
  const { target, depth, session, onEvent, onTagged, signal } = walk;
  if (depth > maxIndexDepth) throw new OciError('ARTIFACT', `Manifests are nested more than ${maxIndexDepth} deep`);
  const tags = depth === 0 ? walk.tags : [];
  // The bytes are needed for the tags in any case.
  const early = tags.length > 0 ? await read(walk, descriptor, await open()) : undefined;
  const isThere = await look(walk, descriptor, early?.probe);
  if (isThere && !early) return onEvent({ kind: 'skipped', descriptor });
  const { own, bytes, children, subject, probe } = early ?? (await read(walk, descriptor, await open()));
  if (!isThere) {
    if (subject) await copySubject({ ...walk, depth: depth + 1 }, subject, descriptor.digest);
    await copyParts(walk, children);
    await copyBlobs(walk, children, probe);
  }
  signal?.throwIfAborted();
  await target.push(own, openBytes(bytes), { tags, onTagged, signal });
  session.left.delete(descriptor.digest);
  onEvent({ kind: isThere ? 'skipped' : 'copied', descriptor });
}

async function read(walk: Walk, descriptor: Descriptor, content: Content) {
  const manifest = parsePassedOn(content);
  // Bare, since they stay in memory until all below it is copied.
  const children = childrenOf(manifest).map(bare);
  return {
    // Registries refuse a manifest that comes as what it does not say it is.
    own: { ...descriptor, ...bare(content.descriptor), mediaType: manifest.mediaType },
    bytes: content.bytes,
    children,
    subject: manifest.subject && bare(manifest.subject),
    probe: await probeOf(walk, children),
  };
}

/** Asks for the first small blob; none where a mount tells whether a blob is there. */
async function probeOf({ target, canMount, present, session, signal }: Walk, children: readonly Descriptor[]) {
  const isNew = ({ digest }: Descriptor) => !present.has(digest) && !session.started.blobs.has(digest);
  const isProbe = (child: Descriptor) => !isManifestType(child.mediaType) && child.size <= smallBlob && child.size > 2;
  const blob = canMount ? undefined : children.find((child) => isProbe(child) && isNew(child));
  return blob && { digest: blob.digest, isThere: await target.has(blob, signal) };
}

/** Looks whether a manifest is in the target, and notes what comes of that; to a forced walk, none is. */
async function look(walk: Walk, descriptor: Descriptor, probe: Probe | undefined): Promise<boolean> {
  const { target, session, trusted, signal } = walk;
  // What it finds missing was written by the first walk.
  if (walk.isForced) return false;
  // A manifest whose first small blob is missing need not be asked for.
  const isThere = probe?.isThere !== false && (await target.has(descriptor, signal));
  (isThere ? trusted : session.brought).add(descriptor.digest);
  return isThere;
}

/** Lets a subject come before what refers to it: strict registries refuse a manifest with an unknown subject. */
async function copySubject(walk: Walk, subject: Descriptor, of: Digest): Promise<void> {
  const { digest } = subject;
  const { source, target, listed, known, subjects, signal } = walk;
  const { left } = walk.session;
  const started = walk.session.started.manifests;
  if (subjects === undefined || known.has(digest)) return;
  if (subjects === 'left' && !listed.has(digest) && !started.has(digest)) {
    if (!(await target.has(subject, signal)) && !started.has(digest)) left.set(digest, of);
    return;
  }
  const copied = share(walk, copyManifest, subject).then(() => true);
  // A subject need not exist (image-spec, manifest.md).
  if (!(await orGone(copied, () => source.resolve(digest, signal), signal))) left.set(digest, of);
}

async function copyParts(walk: Walk, children: readonly Descriptor[]): Promise<void> {
  const manifests = children.filter(({ mediaType }) => isManifestType(mediaType));
  for (const { digest } of manifests) walk.listed.add(digest);
  const copyAll = (parts: readonly Descriptor[], atOnce: number) =>
    concurrently(parts, atOnce, walk.signal, (child, signal) =>
      share({ ...walk, depth: walk.depth + 1, signal }, copyPart, child),
    );
  const isLarge = ({ size }: Descriptor) => size > smallManifest;
  await copyAll(
    manifests.filter((part) => !isLarge(part)),
    walk.session.slots.lanes,
  );
  // One after the other: at each level of the graph, only one of these is in memory at a time.
  await copyAll(manifests.filter(isLarge), 1);
}

async function copyBlobs(walk: Walk, children: readonly Descriptor[], probe: Probe | undefined): Promise<void> {
  const { slots } = walk.session;
  const blobs = children.filter(({ mediaType }) => !isManifestType(mediaType));
  const copyBlob: Work = async (within, blob) => {
    const { target, canMount, present, onEvent, signal } = within;
    const isProbe = blob.digest === probe?.digest;
    if (present.has(blob.digest) || (isProbe && probe.isThere)) return onEvent({ kind: 'skipped', descriptor: blob });
    const isAsked = !isProbe && !canMount && (blob.size > smallBlob || (probe?.isThere ?? true));
    await slots.take(blob.size, async () => {
      if (isAsked && (await target.has(blob, signal))) onEvent({ kind: 'skipped', descriptor: blob });
      else await sendBlob(within, blob);
    });
  };
  await concurrently(blobs, slots.lanes, walk.signal, (blob, signal) =>
    share({ ...walk, signal }, { kind: 'blobs', work: copyBlob }, blob),
  );
}

const sendBlob: Work = async ({ source, target, onEvent, signal }, descriptor) => {
  let kind: 'copied' | 'mounted' = 'copied';
  const onChunk = ({ byteLength: bytes }: Uint8Array) => onEvent({ kind: 'progress', descriptor, bytes });
  const open = async () => tapped(await source.fetch(descriptor, signal), onChunk);
  const onMounted = () => {
    kind = 'mounted';
  };
  const pushed = target.push(descriptor, open, { from: source.location, onMounted, signal }).then(() => true);
  // The place of some layers is a URL; where the source has one all the same, it is copied.
  const isThere = await (isNonDistributable(descriptor.mediaType) ? orAbsent(pushed) : pushed);
  onEvent({ kind: isThere ? kind : 'skipped', descriptor });
};
