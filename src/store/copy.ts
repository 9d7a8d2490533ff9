import { concurrently, type TransferSlots, transferSlots } from '../concurrently.ts';
import { hasCode, OciError } from '../errors.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { childrenOf, maxIndexDepth, parsePassedOn } from '../oci/manifest.ts';
import { isManifestType, isNonDistributable } from '../oci/media-types.ts';
import { tapped } from './chunks.ts';
import type { Source, Store } from './store.ts';
import { openBytes, readAll } from './verified.ts';

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
  readonly slots: TransferSlots;
}

/** Makes a session for copies between two repositories. */
export function startCopySession(concurrency: number): CopySession {
  return { started: new Map(), brought: new Set(), slots: transferSlots(concurrency) };
}

export interface CopyOptions {
  /** Tags that shall point to the root in the target; none: it is stored under its digest alone. */
  tags?: readonly string[];
  /** Blobs that are known to be in the target: they are neither asked for nor sent. */
  present?: ReadonlySet<Digest>;
  /** Transfers at a time; without meaning in a session, which has its own number. */
  concurrency?: number;
  session?: CopySession;
  onEvent?: (event: CopyEvent) => void;
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
    concurrency = 8,
    session,
    onEvent = () => {},
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
    const own = work();
    started.set(descriptor.digest, own);
    try {
      await own;
    } catch (error) {
      started.delete(descriptor.digest);
      throw error;
    }
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

  const copyManifest = async (descriptor: Descriptor, depth: number, within: AbortSignal | undefined) => {
    if (depth > maxIndexDepth) throw new OciError('ARTIFACT', `The index is nested more than ${maxIndexDepth} deep`);
    const look = async () => !force && (await target.has(descriptor, within));
    const readAndProbe = async () => {
      const bytes = await readAll(await source.fetch(descriptor, within), `The manifest ${descriptor.digest}`);
      const manifest = parsePassedOn(bytes, descriptor.mediaType);
      // Bare, since they stay in memory until all below them is copied.
      const children = childrenOf(manifest).map(bare);
      // Registries refuse a manifest that comes as what it does not say it is.
      const own = { ...descriptor, mediaType: manifest.mediaType };
      return { bytes, own, children, probe: await probeOf(children, within) };
    };
    const isTagged = depth === 0 && tags.length > 0;
    // The bytes are needed for the tag in any case. A manifest whose first small blob is missing needs not be asked
    // for.
    const early = isTagged ? await readAndProbe() : undefined;
    const isThere = early?.probe?.isThere !== false && (await look());
    if (isThere) onTrusted();
    // A forced walk does not look, and what it finds missing was written by the first one.
    else if (!force) session?.brought.add(descriptor.digest);
    if (isThere && !isTagged) {
      onEvent({ kind: 'skipped', descriptor });
      return;
    }
    const { bytes, own, children, probe } = early ?? (await readAndProbe());
    if (!isThere) await copyChildren(children, depth, probe, within);
    const writes = isTagged ? tags : [undefined];
    for (const tag of writes) {
      within?.throwIfAborted();
      await target.push(own, openBytes(bytes), { ...(tag === undefined ? {} : { tag }), signal: within });
    }
    onEvent({ kind: isThere ? 'skipped' : 'copied', descriptor });
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
    await concurrently(manifests, slots.lanes, within, (child, groupSignal) =>
      once(child, () => copyManifest(child, depth + 1, groupSignal), groupSignal),
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

  await copyManifest(root, 0, signal);
}
