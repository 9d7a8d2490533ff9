import { unlessAborted } from './concurrently.ts';

/** Content piece by piece. A chunk is good until the next but one is asked for: then its memory may be used again. */
export type Chunks = AsyncIterable<Uint8Array>;

/** Opens content from its beginning. It can be called again: retries and 401s replay it. */
export type OpenContent = () => Promise<Chunks>;

/**
 * Makes chunks from a function that gives the next one and one that is called when they are given up, even before the
 * first one was asked for: a generator would not do that, and leave a file or a connection open.
 */
export function chunksOf(next: () => Promise<IteratorResult<Uint8Array>>, onGivenUp: () => unknown): Chunks {
  const result: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => result,
    next,
    async return() {
      await onGivenUp();
      return { done: true, value: undefined };
    },
  };
  return result;
}

/** Looks at each chunk on its way, and at the end. */
export function tapped(source: Chunks, onChunk: (chunk: Uint8Array) => void, onEnd: () => void = () => {}): Chunks {
  const iterator = source[Symbol.asyncIterator]();
  const close = () => iterator.return?.();
  return chunksOf(async () => {
    const next = await iterator.next();
    try {
      if (next.done) onEnd();
      else onChunk(next.value);
    } catch (error) {
      // Whoever is told of a failure does not close what failed.
      await close();
      throw error;
    }
    return next;
  }, close);
}

/** Gives up chunks that are not wanted (any more), and what they come from. */
export async function giveUp(chunks: Chunks): Promise<void> {
  await chunks[Symbol.asyncIterator]().return?.();
}

/** Passes chunks on until an abort, and fails then at once, also when the source says nothing any more. */
export function untilAborted(source: Chunks, signal: AbortSignal): Chunks {
  const iterator = source[Symbol.asyncIterator]();
  const next = async () => {
    // Nothing is begun any more that nobody would wait for.
    signal.throwIfAborted();
    return unlessAborted(iterator.next(), signal);
  };
  // Nobody waits for the end of that: it may come only with the next chunk.
  return chunksOf(next, () => void iterator.return?.().catch(() => {}));
}

/**
 * Collects chunks in one buffer of the announced size. A list of chunks and its concatenation would be twice the memory
 * until the next garbage collection.
 *
 * @param announced expected size in bytes; pages of the buffer that are never written cost no memory
 * @param limit bytes that are allocated at most for an announced size
 */
export function gather(announced: number, limit: number) {
  let memory = Buffer.allocUnsafe(Math.min(announced, limit));
  let size = 0;
  return {
    get size() {
      return size;
    },
    put(chunk: Uint8Array): void {
      const next = size + chunk.byteLength;
      if (next > memory.byteLength) {
        const larger = Buffer.allocUnsafe(Math.max(next, Math.min(2 * next, limit)));
        memory.copy(larger, 0, 0, size);
        memory = larger;
      }
      memory.set(chunk, size);
      size = next;
    },
    bytes: () => memory.subarray(0, size),
  };
}
