import type { Dispatcher } from 'undici';
import type { HttpResponse } from './http.ts';

/** More than this of a body is not received ahead of its reader. */
const maxAhead = 256 * 1024;

/**
 * Sends a request by undici's `dispatch`. Against `request` this saves a stream for each answer: the pieces of a body come
 * as the socket gave them, without a copy (measured: 130 instead of 160 MiB at the peak of a large download), and a
 * reader that falls behind pauses the socket.
 */
export function dispatch(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal | undefined,
): Promise<Omit<HttpResponse, 'url'>> {
  const { promise, resolve, reject } = Promise.withResolvers<Omit<HttpResponse, 'url'>>();
  const pieces: Uint8Array[] = [];
  let ahead = 0;
  let end: { error?: unknown } | undefined;
  let controller: Dispatcher.DispatchController | undefined;
  let wake = () => {};
  const onAbort = () => controller?.abort(signal?.reason);
  const finish = (result: { error?: unknown }) => {
    end = result;
    signal?.removeEventListener('abort', onAbort);
    wake();
  };

  const body: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => body,
    async next() {
      while (pieces.length === 0 && end === undefined) {
        await new Promise<void>((woken) => {
          wake = woken;
        });
      }
      const value = pieces.shift();
      if (value !== undefined) {
        ahead -= value.byteLength;
        if (ahead === 0) controller?.resume();
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

  dispatcher.dispatch(options, {
    onRequestStart(started) {
      controller = started;
      if (signal?.aborted) onAbort();
      else signal?.addEventListener('abort', onAbort, { once: true });
    },
    onResponseStart(_, status, headers) {
      // 1xx announces the answer, it is none.
      if (status >= 200) resolve({ status, headers, body });
    },
    onResponseData(current, chunk) {
      pieces.push(chunk);
      ahead += chunk.byteLength;
      if (ahead >= maxAhead) current.pause();
      wake();
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
