import { unlessAborted } from './concurrently.ts';

/** Content piece by piece. A chunk is good until the next but one is asked for: then its memory may be used again. */
export type Chunks = AsyncIterable<Uint8Array>;

/** Opens content from its beginning. It can be called again: retries and 401s replay it. */
export type OpenContent = () => Promise<Chunks>;

/**
 * Looks at each chunk on its way, and at the end. Giving up the result gives up the source too, even before the first
 * chunk was asked for: a generator would not do that, and leave a file or a connection open.
 */
export function tapped(source: Chunks, onChunk: (chunk: Uint8Array) => void, onEnd: () => void = () => {}): Chunks {
  const iterator = source[Symbol.asyncIterator]();
  const result: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => result,
    async next() {
      const next = await iterator.next();
      try {
        if (next.done) onEnd();
        else onChunk(next.value);
      } catch (error) {
        // Whoever is told of a failure does not close what failed.
        await iterator.return?.();
        throw error;
      }
      return next;
    },
    async return() {
      await iterator.return?.();
      return { done: true, value: undefined };
    },
  };
  return result;
}

/** Gives up chunks that are not wanted (any more), and what they come from. */
export async function giveUp(chunks: Chunks): Promise<void> {
  await chunks[Symbol.asyncIterator]().return?.();
}

/** Passes chunks on until an abort, and fails then at once, also when the source says nothing any more. */
export function untilAborted(source: Chunks, signal: AbortSignal): Chunks {
  const iterator = source[Symbol.asyncIterator]();
  const result: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => result,
    async next() {
      // Nothing is begun any more that nobody would wait for.
      signal.throwIfAborted();
      return unlessAborted(iterator.next(), signal);
    },
    async return() {
      // Nobody waits for that: it may come only with the next chunk.
      iterator.return?.().catch(() => {});
      return { done: true, value: undefined };
    },
  };
  return result;
}
