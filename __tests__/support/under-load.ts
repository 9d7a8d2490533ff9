import { availableParallelism, loadavg } from 'node:os';

const tick = 250;

/** Something that may take so long, and no longer. */
export interface Limit extends Disposable {
  /** Is aborted when the time is up. */
  signal: AbortSignal;
}

/**
 * Gives something so many milliseconds, of which it takes fewer on a machine that has nothing else to do. They are those
 * that a process had on the processors: with twice as many processes as processors, a second counts as half of one, and a
 * time in which this process had no turn itself does not count. A program that hangs uses up none of its own.
 */
export function limit(alone: number): Limit {
  const controller = new AbortController();
  let left = alone;
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const [load = 0] = loadavg();
    left -= Math.min(now - before, 2 * tick) / Math.max(1, load / availableParallelism());
    before = now;
    if (left > 0) return;
    clearInterval(timer);
    controller.abort();
  }, tick).unref();
  return { signal: controller.signal, [Symbol.dispose]: () => clearInterval(timer) };
}
