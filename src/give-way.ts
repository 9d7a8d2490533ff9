import { setImmediate } from 'node:timers/promises';

/**
 * Milliseconds that work may hold the process for: a signal is heard only in between, and a cancelled step has two
 * seconds.
 */
const longestTurn = 50;

/** Lets the process turn to other things when it is time for that; fails when the work was aborted. */
export type GiveWay = () => Promise<void>;

/** Makes the function that long work which waits for nothing calls between its parts, as often as it likes. */
export function createGiveWay(signal: AbortSignal | undefined): GiveWay {
  let start = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - start < longestTurn) return;
    await setImmediate();
    start = performance.now();
    signal?.throwIfAborted();
  };
}
