import type { Digest } from '../../oci/digest.ts';
import { type CopyOptions, copyGraph } from '../../store/copy-graph.ts';
import type { Content, PushOptions, Source, Store } from '../../store/store.ts';
import { openBytes } from '../../store/verified.ts';
import type { Log } from '../contract/mode.ts';
import { tellName } from './plan-tags.ts';

/** One manifest on its way to one place. */
export interface Publication {
  root: Pick<Content, 'descriptor' | 'bytes'>;
  target: Store;
  /** Its digest in the target, where tags lead to it already; absent: its own. */
  named?: Digest;
  /** From where the manifest comes with all that it needs; absent where the target has it. */
  from?: { source: Source } & Omit<CopyOptions, 'tags' | 'onTagged' | 'signal'>;
  /** Those that do not point to it yet. */
  tags: readonly string[];
  /** Told at once: a later tag may be refused, which does not take this one back. */
  onTagged?: PushOptions['onTagged'];
  /** Brings what is attached to it. */
  attach?: (() => Promise<unknown>) | undefined;
  /** Signs what is there now. */
  sign?: (() => Promise<unknown>) | undefined;
  log: Pick<Log, 'notice'>;
  signal: AbortSignal;
}

/**
 * Writes an artifact, for every mode: what is missing of its content, the manifest, what is attached to it, the signature,
 * and then the tags, so that anyone who sees a tag finds all of it. Gives its digest in the target, by whatever
 * algorithm the tags name it there. Fails with what the target says.
 */
export async function publish({ root, target, from, tags, attach, sign, log, ...how }: Publication): Promise<Digest> {
  const { descriptor, bytes } = root;
  const { signal } = how;
  let { named = descriptor.digest } = how;
  const onTagged: PushOptions['onTagged'] = (tag, digest) => {
    named = digest;
    how.onTagged?.(tag, digest);
  };
  // The manifest is put under its tags at once where nothing has to stand between the two.
  const isAtOnce = from !== undefined && !attach && !sign;
  if (from) {
    const { source, ...options } = from;
    await copyGraph(source, descriptor, target, { ...options, ...(isAtOnce ? { tags, onTagged } : {}), signal });
  }
  await attach?.();
  await sign?.();
  if (!isAtOnce && tags.length > 0) await target.push(descriptor, openBytes(bytes), { tags, onTagged, signal });
  tellName(log, target, descriptor.digest, named);
  return named;
}
