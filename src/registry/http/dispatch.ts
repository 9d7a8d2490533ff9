import type { Dispatcher } from 'undici';
import type { HttpResponse } from './http.ts';
import { received } from './received.ts';

/** Servers send one 1xx or two before an answer. */
const maxAnnouncements = 10;

/** Bytes a second: what comes slower is not a transfer, and would keep a job for hours. */
const minRate = 1024;

/** More than this of a body is not received ahead of its reader. */
const maxAhead = 512 * 1024;

/**
 * Sends a request by undici's `dispatch`. Against `request` this saves a stream for each answer, and a reader that
 * falls behind pauses the socket.
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
  const ahead = received(maxAhead);
  let end: { error?: unknown } | undefined;
  let connectionFree: Promise<void> | undefined;
  let watch: NodeJS.Timeout | undefined;
  let sinceCheck = 0;
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
    const isSlow = sinceCheck < (minRate * timeout) / 1000 && ahead.size === 0 && !wasPaused;
    if (isSlow) controller?.abort(new Error(`only ${sinceCheck} bytes came in ${timeout / 1000} s`));
    sinceCheck = 0;
    wasPaused = ahead.size >= maxAhead;
  };

  const body: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => body,
    async next() {
      while (ahead.size === 0 && end === undefined) {
        await new Promise<void>((woken) => {
          wake = woken;
        });
        wake = undefined;
      }
      const value = ahead.take();
      if (value !== undefined) {
        controller?.resume();
        return { done: false, value };
      }
      if (end && 'error' in end) throw end.error;
      await connectionFree;
      return { done: true, value: undefined };
    },
    async return() {
      ahead.clear();
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
      // 1xx announces the answer, it is none; each starts the timeout again, so that they must not go on for ever.
      if (status >= 200) {
        watch = setInterval(checkRate, timeout).unref();
        resolve({ status, headers, body });
      } else if (++announcements > maxAnnouncements)
        current.abort(new Error('The body that was announced did not arrive'));
    },
    onResponseData(current, chunk) {
      ahead.put(chunk);
      sinceCheck += chunk.byteLength;
      if (ahead.size >= maxAhead) {
        wasPaused = true;
        current.pause();
      }
      // What the socket gives in this turn of the event loop is taken together.
      if (wake) setImmediate(wake);
    },
    onResponseEnd() {
      // undici uses a connection again one turn of the event loop after an answer, which it asks for when this here
      // returns (see `onMessageComplete` in lib/dispatcher/client-h1.js). A request that comes earlier would open a new
      // one.
      connectionFree = new Promise((free) => queueMicrotask(() => setImmediate(free)));
      finish({});
    },
    onResponseError(_, error) {
      finish({ error });
      reject(error);
    },
  });
  return promise;
}
