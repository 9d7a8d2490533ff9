import { formatBytes } from '../../format-bytes.ts';
import { type Descriptor, emptyJson } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { type CopyOptions, copy, startCopySession } from '../../store/copy.ts';
import type { Source, Store } from '../../store/store.ts';
import { openBytes } from '../../store/verified.ts';
import type { Log } from '../contract/mode.ts';
import { firstLines } from '../tell/first-lines.ts';
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
  /** Blobs that were sent before; those that are sent now are added. */
  sent?: Set<Digest>;
  /** What the log calls a blob. */
  nameOf: (blob: Descriptor) => string;
  /** What has to be done when all is there, and before a tag leads to it. */
  beforeTags?: (() => Promise<void>) | undefined;
  log: Log;
  signal: AbortSignal;
}

/** Sends what is missing of an artifact, and writes its tags; `isNew` where the target did not have its manifest. */
export async function sendStaged(
  { store, root, size, present = new Set() }: Staged,
  target: Store,
  { sent = new Set(), nameOf, beforeTags, tags = [], concurrency = 8, log, ...options }: SendOptions,
): Promise<Moved & { isNew: boolean }> {
  const lines = firstLines(log);
  const tellBlob = (blob: Descriptor, fate: Fate) => {
    // The config of most artifacts, which says nothing.
    if (blob.digest === emptyJson.digest) return;
    const verb = fate === 'copied' ? 'Sent' : 'Already there';
    lines.say(verb, `${verb}: ${nameOf(blob)}  ${formatBytes(blob.size)}`);
  };
  const { onEvent, moved } = countMoved(startProgress(log, 'Sending', size), nameOf, tellBlob, sent);
  const session = startCopySession(concurrency);
  await copy(store, root, target, {
    ...options,
    session,
    tags: beforeTags ? [] : tags,
    present: present.union(sent),
    onEvent,
  }).finally(lines.end);
  await beforeTags?.();
  if (beforeTags && tags.length > 0) {
    const { onTagged, signal } = options;
    const { bytes } = await store.manifest(root.digest, signal);
    await target.push(root, openBytes(bytes), { tags, onTagged, signal });
  }
  // Nobody asks for the blobs of a manifest that is there.
  return { ...moved, reused: size - moved.transferred, isNew: session.brought.has(root.digest) };
}
