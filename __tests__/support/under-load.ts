import { availableParallelism, loadavg } from 'node:os';

/**
 * Gives the milliseconds that something may take now, of which it takes at most `alone` on a machine that has nothing else to
 * do: with twice as many processes as processors, each takes twice as long.
 */
export function underLoad(alone: number): number {
  const [load = 0] = loadavg();
  return Math.ceil(alone * Math.max(1, load / availableParallelism()));
}
