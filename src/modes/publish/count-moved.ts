import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { isManifestType } from '../../oci/media-types.ts';
import { type CopyEvent, type CopySession, startCopySession } from '../../store/copy-graph.ts';
import type { Progress } from '../tell/progress.ts';

/** What copies moved. */
export interface Moved {
  /** Bytes of blobs that were sent, and of those that did not have to be. */
  transferred: number;
  reused: number;
  /** Whether anything was written; manifests count too. */
  isChanged: boolean;
}

/** What goes to one place, and how far that is. */
export interface Transfer {
  session: CopySession;
  moved: Moved;
  /** Blobs that were sent, also before. */
  sent: Set<Digest>;
}

/** @param sent blobs that were sent before, which count as sent where they are found now; those sent now are added */
export function startTransfer(concurrency: number, sent: Set<Digest> = new Set()): Transfer {
  return { session: startCopySession(concurrency), moved: { transferred: 0, reused: 0, isChanged: false }, sent };
}

/** What became of a blob. */
export type Fate = Exclude<CopyEvent['kind'], 'progress'>;

/**
 * Sums up what a copy does with blobs; each counts once, also where the copy walks everything a second time.
 *
 * @param nameOf what progress calls a blob
 */
export function countMoved(
  progress: Progress,
  nameOf: (blob: Descriptor) => string | undefined,
  { moved, sent }: Pick<Transfer, 'moved' | 'sent'>,
  onBlob: (blob: Descriptor, fate: Fate) => void = () => {},
): (event: CopyEvent) => void {
  const counted = new Set<Digest>();
  return (event) => {
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
}
