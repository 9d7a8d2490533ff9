import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { type CopyOptions, copy } from '../../store/copy.ts';
import type { Source, Store } from '../../store/store.ts';
import { openBytes } from '../../store/verified.ts';
import type { Log } from '../contract/mode.ts';
import { startProgress } from '../tell/progress.ts';
import { countMoved, type Fate, type Moved } from './count-moved.ts';

/** An artifact that is ready to be sent: the manifest in memory, the blobs where they are. */
interface Staged {
  store: Source;
  root: Descriptor;
  /** Bytes of all its blobs. */
  size: number;
  /** Blobs that are known to be in the target. */
  present?: ReadonlySet<Digest>;
}

interface SendOptions extends Pick<CopyOptions, 'tags' | 'concurrency' | 'onTagged'> {
  /** What the log calls it. */
  heading: string;
  /** Blobs that were sent before; those that are sent now are added. */
  sent?: Set<Digest>;
  onBlob: (blob: Descriptor, fate: Fate) => void;
  /** What has to be done when all is there, and before a tag leads to it. */
  beforeTags?: (() => Promise<void>) | undefined;
  log: Log;
  signal: AbortSignal;
}

/** Sends what is missing of an artifact, and writes its tags. */
export async function sendStaged(
  { store, root, size, present = new Set() }: Staged,
  target: Store,
  { heading, sent = new Set(), onBlob, beforeTags, tags = [], log, ...options }: SendOptions,
): Promise<Moved> {
  const moved = await log.group(heading, async () => {
    const counted = countMoved(startProgress(log, size), onBlob, sent);
    const { onEvent } = counted;
    await copy(store, root, target, {
      ...options,
      tags: beforeTags ? [] : tags,
      present: present.union(sent),
      onEvent,
    });
    // Nobody asks for the blobs of a manifest that is there.
    return { ...counted.moved, reused: size - counted.moved.transferred };
  });
  await beforeTags?.();
  if (beforeTags && tags.length > 0) {
    const { onTagged, signal } = options;
    const { bytes } = await store.manifest(root.digest, signal);
    await target.push(root, openBytes(bytes), { tags, onTagged, signal });
  }
  return moved;
}
