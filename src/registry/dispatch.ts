import type { Dispatcher } from 'undici';
import type { HttpResponse } from './http.ts';

/** Servers send one 1xx or two before an answer. */
const maxAnnouncements = 10;

/** Bytes a second: what comes slower is no transfer, and would keep a job for hours. */
const minRate = 1024;

/** More than this of a body is not received ahead of its reader. */
const maxAhead = 512 * 1024;

/** Above what a socket takes before it asks to wait. */
const largeChunk = 128 * 1024;

/**
 * Sends a request by undici's `dispatch`. Against `request` this saves a stream for each answer: the pieces of a body come
 * as the socket gave them, without a copy (measured: 130 instead of 160 MiB at the peak of a large download), and a
 * reader that falls behind pauses the socket.
 *
 * @param timeout milliseconds over which the rate of a body is measured: silence ends it by undici, a trickle here
 */
export function dispatch(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<Omit<HttpResponse, 'url'>> {
  const { promise, resolve, reject } = Promise.withResolvers<Omit<HttpResponse, 'url'>>();
  const pieces: Uint8Array[] = [];
  const buffers: Buffer[] = [];
  let turn = 0;
  let ahead = 0;
  let end: { error?: unknown } | undefined;
  let watch: NodeJS.Timeout | undefined;
  let received = 0;
  let wasPaused = false;
  let controller: Dispatcher.DispatchController | undefined;
  let wake: (() => void) | undefined;
  const onAbort = () => {
    // While a connection is made there is no controller yet, and nothing else would end the wait.
    reject(signal?.reason);
    controller?.abort(signal?.reason);
  };
  const finish = (result: { error?: unknown }) => {
    end = result;
    signal?.removeEventListener('abort', onAbort);
    clearInterval(watch);
    wake?.();
  };
  /** Ends a body of which next to nothing came, unless it is its reader who is slow. */
  const checkRate = () => {
    const isSlow = received < (minRate * timeout) / 1000 && pieces.length === 0 && !wasPaused;
    if (isSlow) controller?.abort(new Error(`only ${received} bytes came in ${timeout / 1000} s`));
    received = 0;
    wasPaused = ahead >= maxAhead;
  };

  /**
   * Takes all that has come. A socket gives 64 KiB at the most, TLS 16: to copy them into one buffer costs less than to hash
   * and to write each. Three buffers take turns, as in `open-file.ts`, but only for chunks that fill a socket: of smaller
   * ones, several can wait in it to be sent on.
   */
  const take = (): Uint8Array | undefined => {
    const all = pieces.splice(0);
    const size = ahead;
    ahead = 0;
    if (all.length < 2 || size < largeChunk) return all.length < 2 ? all[0] : Buffer.concat(all, size);
    turn = (turn + 1) % 3;
    let buffer = buffers[turn];
    if (buffer === undefined || buffer.byteLength < size) buffer = Buffer.allocUnsafeSlow(Math.max(size, maxAhead));
    buffers[turn] = buffer;
    let filled = 0;
    for (const piece of all) {
      buffer.set(piece, filled);
      filled += piece.byteLength;
    }
    return buffer.subarray(0, filled);
  };

  const body: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => body,
    async next() {
      while (pieces.length === 0 && end === undefined) {
        await new Promise<void>((woken) => {
          wake = woken;
        });
        wake = undefined;
      }
      const value = take();
      if (value !== undefined) {
        controller?.resume();
        return { done: false, value };
      }
      if (end && 'error' in end) throw end.error;
      return { done: true, value: undefined };
    },
    async return() {
      pieces.length = 0;
      if (end === undefined) controller?.abort(new Error('The rest of the answer was not wanted'));
      return { done: true, value: undefined };
    },
  };

  let announcements = 0;
  signal?.addEventListener('abort', onAbort, { once: true });
  dispatcher.dispatch(options, {
    onRequestStart(started) {
      controller = started;
      if (signal?.aborted) onAbort();
    },
    onResponseStart(current, status, headers) {
      // 1xx announces the answer, it is none; each starts the timeout anew, so that they must not go on for ever.
      if (status >= 200) {
        watch = setInterval(checkRate, timeout).unref();
        resolve({ status, headers, body });
      } else if (++announcements > maxAnnouncements)
        current.abort(new Error('The answer was announced, but did not come'));
    },
    onResponseData(current, chunk) {
      pieces.push(chunk);
      ahead += chunk.byteLength;
      received += chunk.byteLength;
      if (ahead >= maxAhead) {
        wasPaused = true;
        current.pause();
      }
      // What the socket gives in this turn of the event loop is taken together.
      if (wake) setImmediate(wake);
    },
    onResponseEnd() {
      finish({});
    },
    onResponseError(_, error) {
      finish({ error });
      reject(error);
    },
  });
  return promise;
}
