import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { type CopyOptions, copy } from '../../store/copy.ts';
import type { Source, Store } from '../../store/store.ts';
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
  log: Log;
  signal: AbortSignal;
}

/** Sends what is missing of an artifact, and writes its tags. */
export async function sendStaged(
  { store, root, size, present = new Set() }: Staged,
  target: Store,
  { heading, sent = new Set(), onBlob, log, ...options }: SendOptions,
): Promise<Moved> {
  return log.group(heading, async () => {
    const { onEvent, moved } = countMoved(startProgress(log, size), onBlob, sent);
    await copy(store, root, target, { ...options, present: present.union(sent), onEvent });
    // Nobody asks for the blobs of a manifest that is there.
    return { ...moved, reused: size - moved.transferred };
  });
}
