import { afterEach, expect, it, jest } from '@jest/globals';
import { createGiveWay } from '../src/give-way.ts';

afterEach(() => void jest.restoreAllMocks());
/** The clock of a test, in milliseconds. */
const clockAt = (start: number) => {
  const time = { now: start };
  jest.spyOn(performance, 'now').mockImplementation(() => time.now);
  return time;
};

it.each([
  [0, false],
  [49, false],
  [50, true],
  [1000, true],
])('after %i ms others have a turn: %s', async (passed, expected) => {
  const time = clockAt(1_000);
  const giveWay = createGiveWay(undefined);
  let isHeard = false;
  setImmediate(() => {
    isHeard = true;
  });
  time.now += passed;
  await giveWay();
  expect(isHeard).toBe(expected);
});

it('the next turn begins with the end of that', async () => {
  const time = clockAt(1_000);
  const giveWay = createGiveWay(undefined);
  time.now += 50;
  await giveWay();
  let isHeard = false;
  setImmediate(() => {
    isHeard = true;
  });
  time.now += 49;
  await giveWay();
  expect(isHeard).toBe(false);
});

it('an abort is heard before it is time to give way, and in a turn of others', async () => {
  const reason = new Error('stopped');
  clockAt(1_000);
  await expect(createGiveWay(AbortSignal.abort(reason))()).rejects.toBe(reason);
  const time = clockAt(1_000);
  const stopped = new AbortController();
  const giveWay = createGiveWay(stopped.signal);
  time.now += 50;
  setImmediate(() => stopped.abort(reason));
  await expect(giveWay()).rejects.toBe(reason);
});
