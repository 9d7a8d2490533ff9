import type { HttpResponse } from './http.ts';
import { received } from './received.ts';
import { connectionFree, type Dispatcher } from './undici.ts';

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
  let controller: Dispatcher.DispatchController | undefined;
  let arrival: ReturnType<typeof arriving> | undefined;
  let announcements = 0;
  const onAbort = () => {
    // While a connection is made there is no controller yet, and nothing else would end the wait.
    reject(signal?.reason);
    controller?.abort(signal?.reason);
  };
  const finish = (end: Promise<void>) => {
    // It may be that nobody reads on.
    end.catch(() => {});
    signal?.removeEventListener('abort', onAbort);
    arrival?.finish(end);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  dispatcher.dispatch(options, {
    onRequestStart(started) {
      controller = started;
      if (signal?.aborted) onAbort();
    },
    onResponseStart(current, status, headers) {
      // 1xx announces the answer and is not one; each starts the timeout again, so that they must not go on for ever.
      if (status >= 200) {
        arrival = arriving(current, timeout);
        resolve({ status, headers, body: arrival.body });
      } else if (++announcements > maxAnnouncements) current.abort(new Error('The announced answer did not arrive'));
    },
    onResponseData: (_, piece) => arrival?.put(piece),
    onResponseEnd: () => finish(connectionFree()),
    onResponseError(_, error) {
      finish(Promise.reject(error));
      reject(error);
    },
  });
  return promise;
}

/** A body on its way from a socket to its reader. */
function arriving(controller: Dispatcher.DispatchController, timeout: number) {
  const ahead = received(maxAhead);
  let ended: Promise<void> | undefined;
  let wake: (() => void) | undefined;
  let sinceCheck = 0;
  let wasPaused = false;
  /** Ends a body of which next to nothing came, unless it is its reader who is slow. */
  const checkRate = () => {
    const isSlow = sinceCheck < (minRate * timeout) / 1000 && ahead.size === 0 && !wasPaused;
    if (isSlow) controller.abort(new Error(`only ${sinceCheck} bytes came in ${timeout / 1000} s`));
    sinceCheck = 0;
    wasPaused = ahead.size >= maxAhead;
  };
  const watch = setInterval(checkRate, timeout).unref();
  const body: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => body,
    async next() {
      while (ahead.size === 0 && ended === undefined) {
        await new Promise<void>((woken) => {
          wake = woken;
        });
        wake = undefined;
      }
      const value = ahead.take();
      if (value === undefined) {
        await ended;
        return { done: true, value: undefined };
      }
      controller.resume();
      return { done: false, value };
    },
    async return() {
      ahead.clear();
      if (ended === undefined) controller.abort(new Error('The rest of the answer was not wanted'));
      return { done: true, value: undefined };
    },
  };
  return {
    body,
    /** Takes in a piece, whose memory may be filled again afterwards. */
    put(piece: Uint8Array): void {
      ahead.put(piece);
      sinceCheck += piece.byteLength;
      if (ahead.size >= maxAhead) {
        wasPaused = true;
        controller.pause();
      }
      // What the socket gives in this turn of the event loop is taken together.
      if (wake) setImmediate(wake);
    },
    /** Notes that nothing more comes: the reader hears of the end, or of the failure, when it has all that came. */
    finish(end: Promise<void>): void {
      ended = end;
      clearInterval(watch);
      wake?.();
    },
  };
}
