import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { isManifestType } from '../../oci/media-types.ts';
import type { CopyEvent } from '../../store/copy.ts';
import type { Progress } from '../tell/progress.ts';

/** What copies moved. */
export interface Moved {
  /** Bytes of blobs that were sent, and of those that did not have to be. */
  transferred: number;
  reused: number;
  /** Whether anything was written; manifests count too. */
  isChanged: boolean;
}

/** What became of a blob. */
export type Fate = Exclude<CopyEvent['kind'], 'progress'>;

/**
 * Sums up what a copy does with blobs; each counts once, also where the copy walks everything a second time.
 *
 * @param nameOf what progress calls a blob
 * @param sent the blobs that were sent before, which count as sent where they are found now; those sent now are added
 */
export function countMoved(
  progress: Progress,
  nameOf: (blob: Descriptor) => string,
  onBlob: (blob: Descriptor, fate: Fate) => void = () => {},
  sent: Set<Digest> = new Set(),
): { onEvent: (event: CopyEvent) => void; moved: Moved } {
  const counted = new Set<Digest>();
  const moved = { transferred: 0, reused: 0, isChanged: false };
  const onEvent = (event: CopyEvent) => {
    if (event.kind === 'progress') return progress.moved(event.bytes, nameOf(event.descriptor));
    const { kind, descriptor } = event;
    const { digest, size, mediaType } = descriptor;
    moved.isChanged ||= kind !== 'skipped';
    if (isManifestType(mediaType)) return;
    if (kind === 'copied') sent.add(digest);
    else progress.skipped(size);
    const isSent = sent.has(digest);
    if (!counted.has(digest)) moved[isSent ? 'transferred' : 'reused'] += size;
    counted.add(digest);
    onBlob(descriptor, isSent ? 'copied' : kind);
  };
  return { onEvent, moved };
}

/** Adds what one copy moved to what others did. */
export function addMoved(total: Moved, more: Moved): void {
  total.transferred += more.transferred;
  total.reused += more.reused;
  total.isChanged ||= more.isChanged;
}
