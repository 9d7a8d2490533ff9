import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds of a clock that nobody sets. */
export function clock(): number {
  return process.uptime() * 1_000;
}

/** Waits, or fails with the reason of the abort. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await delay(milliseconds, undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** How time passes; tests have a time of their own. */
export interface Time {
  /** Milliseconds of a clock that nobody sets. */
  now: () => number;
  pause: typeof pause;
}

export const realTime: Time = { now: clock, pause };
