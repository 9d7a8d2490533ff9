import { tapped } from '../chunks.ts';
import { concurrently, type TransferSlots, transferSlots } from '../concurrently.ts';
import { hasCode, OciError, orGone } from '../errors.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { childrenOf, maxIndexDepth } from '../oci/manifest.ts';
import { isManifestType, isNonDistributable } from '../oci/media-types.ts';
import { fetchContent, parsePassedOn } from './content.ts';
import type { PushOptions, Source, Store } from './store.ts';
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
  readonly started: Map<Digest, Promise<void>>;
  /** The manifests that were not in the target before these copies. */
  readonly brought: Set<Digest>;
  /** Subjects that are not in the target and were not copied, each with a manifest that refers to it. */
  readonly left: Map<Digest, Digest>;
  readonly slots: TransferSlots;
}

/** Makes a session for copies between two repositories. */
export function startCopySession(concurrency: number): CopySession {
  return { started: new Map(), brought: new Set(), left: new Map(), slots: transferSlots(concurrency) };
}

export interface CopyOptions {
  /** Tags that shall point to the root in the target; none: it is stored under its digest alone. */
  tags?: readonly string[];
  /** Content that is known to be in the target: it is neither asked for nor sent. */
  present?: ReadonlySet<Digest>;
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

/**
 * Copies a manifest and all that it needs: children before parents, so that a manifest that is already in the target
 * vouches for all below it and is not walked. The tags are written last. A target that has a manifest but lacks
 * something below it answers NOT_FOUND to a later write (MANIFEST_BLOB_UNKNOWN); then everything is walked once more.
 * Of the root, the digest alone is believed: it may come from a list that is wrong about its size.
 */
export async function copy(source: Source, root: Descriptor, target: Store, options: CopyOptions = {}): Promise<void> {
  let isTrusting = false;
  const onTrusted = () => {
    isTrusting = true;
  };
  try {
    await copyGraph(source, root, target, { ...options, force: false, onTrusted });
  } catch (error) {
    if (!isTrusting || !hasCode(error, 'NOT_FOUND') || options.signal?.aborted) throw error;
    await copyGraph(source, root, target, { ...options, force: true, onTrusted });
  }
}

async function copyGraph(
  source: Source,
  root: Descriptor,
  target: Store,
  {
    tags = [],
    present = new Set(),
    subjects,
    concurrency = 8,
    session,
    onEvent = () => {},
    onTagged,
    signal,
    force,
    onTrusted,
  }: CopyOptions & {
    /** Walks also what is below manifests that are there. */
    force: boolean;
    /** Is told that a manifest was there and what is below it was not looked at. */
    onTrusted: () => void;
  },
): Promise<void> {
  // A forced walk must not believe what earlier ones found.
  const { started, slots } = (!force && session) || startCopySession(concurrency);
  /** What the indexes of this graph list: it comes, whatever becomes of subjects. */
  const listed = new Set<Digest>();
  const share = async (descriptor: Descriptor, work: () => Promise<void>) => {
    const own = work();
    started.set(descriptor.digest, own);
    try {
      await own;
    } catch (error) {
      started.delete(descriptor.digest);
      throw error;
    }
  };
  const once = async (descriptor: Descriptor, work: () => Promise<void>, within: AbortSignal | undefined) => {
    for (let other = started.get(descriptor.digest); other; other = started.get(descriptor.digest)) {
      const isDone = await other.then(
        () => true,
        () => false,
      );
      if (isDone) return;
      // It failed for another copy of the session; that one may have been given up, and this one not.
      within?.throwIfAborted();
    }
    await share(descriptor, work);
  };

  const canMount = source.location !== undefined && source.location.host === target.location?.host;

  const copyBlob = async (descriptor: Descriptor, isAsked: boolean, groupSignal: AbortSignal) => {
    if (isAsked && (await target.has(descriptor, groupSignal))) {
      onEvent({ kind: 'skipped', descriptor });
      return;
    }
    let kind: 'copied' | 'mounted' = 'copied';
    const onBytes = (bytes: number) => onEvent({ kind: 'progress', descriptor, bytes });
    const open = async () =>
      tapped(await source.fetch(descriptor, groupSignal), ({ byteLength }) => onBytes(byteLength));
    const options = {
      from: source.location,
      onMounted: () => {
        kind = 'mounted';
      },
      signal: groupSignal,
    };
    try {
      await target.push(descriptor, open, options);
    } catch (error) {
      // Its place is a URL; where the source has it all the same, it was copied.
      if (!isNonDistributable(descriptor.mediaType) || !hasCode(error, 'NOT_FOUND')) throw error;
      onEvent({ kind: 'skipped', descriptor });
      return;
    }
    onEvent({ kind, descriptor });
  };

  const copyManifest = async (
    descriptor: Descriptor,
    depth: number,
    within: AbortSignal | undefined,
    // What lists and subjects say of a manifest may be wrong, while an index is a witness for its parts.
    read = async () => source.manifest(descriptor.digest, within),
  ) => {
    if (depth > maxIndexDepth) throw new OciError('ARTIFACT', `Manifests are nested more than ${maxIndexDepth} deep`);
    const look = async () => !force && (await target.has(descriptor, within));
    const readAndProbe = async () => {
      const content = await read();
      const { bytes } = content;
      const manifest = parsePassedOn(content);
      // Bare, since they stay in memory until all below them is copied.
      const children = childrenOf(manifest).map(bare);
      const subject = manifest.subject && bare(manifest.subject);
      // Registries refuse a manifest that comes as what it does not say it is.
      const own = { ...descriptor, ...bare(content.descriptor), mediaType: manifest.mediaType };
      return { bytes, own, children, subject, probe: await probeOf(children, within) };
    };
    const isTagged = depth === 0 && tags.length > 0;
    // The bytes are needed for the tag in any case. A manifest whose first small blob is missing need not be asked for.
    const early = isTagged ? await readAndProbe() : undefined;
    const isThere = early?.probe?.isThere !== false && (await look());
    if (isThere) onTrusted();
    // A forced walk does not look, and what it finds missing was written by the first one.
    else if (!force) session?.brought.add(descriptor.digest);
    if (isThere && !isTagged) {
      onEvent({ kind: 'skipped', descriptor });
      return;
    }
    const { bytes, own, children, subject, probe } = early ?? (await readAndProbe());
    if (!isThere && subject) await copySubject(subject, descriptor.digest, depth, within);
    if (!isThere) await copyChildren(children, depth, probe, within);
    within?.throwIfAborted();
    await target.push(own, openBytes(bytes), { tags: isTagged ? tags : [], onTagged, signal: within });
    session?.left.delete(descriptor.digest);
    onEvent({ kind: isThere ? 'skipped' : 'copied', descriptor });
  };

  /** Lets a subject come before what refers to it: strict registries refuse a manifest with an unknown subject. */
  const copySubject = async (subject: Descriptor, of: Digest, depth: number, within: AbortSignal | undefined) => {
    const { digest } = subject;
    if (subjects === undefined || present.has(digest)) return;
    if (subjects === 'left' && !listed.has(digest) && !started.has(digest)) {
      if (!(await target.has(subject, within)) && !started.has(digest)) session?.left.set(digest, of);
      return;
    }
    const copied = once(subject, () => copyManifest(subject, depth + 1, within), within).then(() => true);
    // A subject need not exist (image-spec, manifest.md).
    if (!(await orGone(copied, () => source.resolve(digest, within), within))) session?.left.set(digest, of);
  };

  /**
   * Asks for the first small blob, which tells about the others: when it is missing, they are sent unasked. None where
   * a mount tells whether a blob is there.
   */
  const probeOf = async (children: readonly Descriptor[], within: AbortSignal | undefined) => {
    const isNew = ({ digest }: Descriptor) => !present.has(digest) && !started.has(digest);
    const isProbe = (child: Descriptor) =>
      !isManifestType(child.mediaType) && child.size <= smallBlob && child.size > 2;
    const blob = canMount ? undefined : children.find((child) => isProbe(child) && isNew(child));
    return blob && { blob, isThere: await target.has(blob, within) };
  };

  const copyChildren = async (
    children: readonly Descriptor[],
    depth: number,
    probe: Awaited<ReturnType<typeof probeOf>>,
    within: AbortSignal | undefined,
  ) => {
    const manifests = children.filter(({ mediaType }) => isManifestType(mediaType));
    for (const { digest } of manifests) listed.add(digest);
    await concurrently(manifests, slots.lanes, within, (child, groupSignal) =>
      once(
        child,
        () => copyManifest(child, depth + 1, groupSignal, () => fetchContent(source, child, groupSignal)),
        groupSignal,
      ),
    );
    const blobs = children.filter(({ mediaType }) => !isManifestType(mediaType));
    const isAsked = ({ size }: Descriptor) => !canMount && (size > smallBlob || (probe?.isThere ?? true));
    await concurrently(blobs, slots.lanes, within, (blob, groupSignal) =>
      once(
        blob,
        async () => {
          const isProbe = blob.digest === probe?.blob.digest;
          const isThere = present.has(blob.digest) || (isProbe && probe.isThere);
          if (isThere) onEvent({ kind: 'skipped', descriptor: blob });
          else await slots.take(blob.size, () => copyBlob(blob, !isProbe && isAsked(blob), groupSignal));
        },
        groupSignal,
      ),
    );
  };

  await share(root, () => copyManifest(root, 0, signal));
}
