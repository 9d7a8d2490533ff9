import { blobsOf, type PackedArtifact } from '../../artifact/files/pack.ts';
import { formatBytes } from '../../format-bytes.ts';
import type { Digest } from '../../oci/digest.ts';
import { type CopyEvent, copy } from '../../store/copy.ts';
import type { PushOptions, Store } from '../../store/store.ts';
import { openBytes } from '../../store/verified.ts';
import type { Log } from '../contract/mode.ts';
import { blobSizes } from '../tell/blob-sizes.ts';
import { startProgress } from '../tell/progress.ts';

/**
 * Sends a packed artifact, and tells of each file whether it was sent; gives the bytes moved, and whether the manifest
 * was there.
 *
 * @param sent the blobs that were sent before, and those that are sent now
 */
export async function sendPacked(
  packed: PackedArtifact,
  target: Store,
  {
    tags,
    size,
    repository,
    concurrency,
    sent,
    onTagged,
    beforeTags,
  }: {
    tags: readonly string[];
    size: number;
    repository: string;
    concurrency: number;
    sent: Set<Digest>;
    onTagged?: PushOptions['onTagged'];
    /** What has to be done when all is there, and before a tag leads to it. */
    beforeTags?: (() => Promise<void>) | undefined;
  },
  log: Log,
  signal: AbortSignal,
): Promise<{ moved: number; isThere: boolean }> {
  const { root } = packed;
  const blobs = blobSizes(blobsOf(packed));
  let isThere = false;
  const moved = await log.group(`Push to ${repository}`, async () => {
    const progress = startProgress(log, size);
    let transferred = 0;
    // The first file of several with the same content gives its name.
    const titles = new Map(packed.layers.toReversed().map(({ title, descriptor }) => [descriptor.digest, title]));
    const onEvent = (event: CopyEvent) => {
      if (event.kind === 'progress') return progress.moved(event.bytes);
      if (event.descriptor.digest === root.digest) isThere = event.kind === 'skipped';
      if (!blobs.has(event.descriptor.digest)) return;
      if (event.kind === 'copied') sent.add(event.descriptor.digest);
      const isSent = sent.has(event.descriptor.digest);
      if (isSent) transferred += event.descriptor.size;
      if (event.kind !== 'copied') progress.skipped(event.descriptor.size);
      const title = titles.get(event.descriptor.digest) ?? 'config';
      log.info(`${isSent ? 'Sent' : 'Already there'}: ${title}  ${formatBytes(event.descriptor.size)}`);
    };
    await copy(packed.store, root, target, {
      tags: beforeTags ? [] : tags,
      present: packed.present.union(sent),
      concurrency,
      onEvent,
      onTagged,
      signal,
    });
    return transferred;
  });
  await beforeTags?.();
  if (beforeTags && tags.length > 0) await target.push(root, openBytes(packed.bytes), { tags, onTagged, signal });
  return { moved, isThere };
}
