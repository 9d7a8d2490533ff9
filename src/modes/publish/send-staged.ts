import { formatBytes } from '../../format-bytes.ts';
import { type Descriptor, emptyJson } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { startCopySession } from '../../store/copy.ts';
import type { Source, Store } from '../../store/store.ts';
import type { Log } from '../contract/mode.ts';
import { firstLines } from '../tell/first-lines.ts';
import { startProgress } from '../tell/progress.ts';
import { countMoved, type Fate, type Moved } from './count-moved.ts';
import { type Publication, publish } from './publish.ts';

/** An artifact that is ready to be sent: the manifest in memory, the blobs where they are. */
interface Staged {
  store: Source;
  root: Descriptor;
  bytes: Buffer;
  /** Bytes of all its blobs. */
  size: number;
  /** Blobs that are known to be in the target. */
  present?: ReadonlySet<Digest>;
}

interface SendOptions extends Pick<Publication, 'tags' | 'onTagged' | 'sign'> {
  concurrency: number;
  /** Blobs that were sent before; those that are sent now are added. */
  sent?: Set<Digest>;
  /** What the log calls a blob. */
  nameOf: (blob: Descriptor) => string;
  log: Log;
  signal: AbortSignal;
}

/** Publishes an artifact, and says what is sent; `isNew` where the target did not have its manifest. */
export async function sendStaged(
  { store, root, bytes, size, present = new Set() }: Staged,
  target: Store,
  { sent = new Set(), nameOf, sign, concurrency, log, ...how }: SendOptions,
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
  const from = { source: store, session, present: present.union(sent), onEvent };
  const signLast = async () => {
    lines.end();
    await sign?.();
  };
  const what = { root: { descriptor: root, bytes }, target, from, sign: sign && signLast };
  await publish({ ...what, log, ...how }).finally(lines.end);
  // Nobody asks for the blobs of a manifest that is there.
  return { ...moved, reused: size - moved.transferred, isNew: session.brought.has(root.digest) };
}
