import { expect, it } from '@jest/globals';
import { clock, pause } from '../src/time.ts';

it('a pause that is cut short fails with the reason of that', async () => {
  const reason = new Error('stopped');
  await expect(pause(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  const stopped = new AbortController();
  const pausing = pause(60_000, stopped.signal);
  stopped.abort(reason);
  await expect(pausing).rejects.toBe(reason);
});

it('a pause ends by itself, with a signal or without', async () => {
  expect(await pause(1, undefined)).toBeUndefined();
  expect(await pause(1, new AbortController().signal)).toBeUndefined();
});

it('the clock counts milliseconds since the process began', () => {
  const before = process.uptime() * 1000;
  const read = clock();
  expect(read).toBeGreaterThanOrEqual(before);
  expect(read).toBeLessThanOrEqual(process.uptime() * 1000);
});
