import { existsSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { withLock } from '../../src/disk/directory-lock.ts';
import { makeFolder } from '../support/action/workspace.ts';

/** Whole seconds, which all file systems hold; the clock of the test stands there until it is moved. */
const now = Math.ceil(Date.now() / 1000) * 1000;

let folder: string;
let lock: string;
beforeEach(() => {
  folder = makeFolder();
  lock = join(folder, 'lock');
  jest.useFakeTimers({ now, doNotFake: ['nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setTimeout'] });
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

/** Leaves a file that is so many seconds old by the clock of the test. */
function leave(path: string, age: number): void {
  writeFileSync(path, '');
  utimesSync(path, now / 1000 - age, now / 1000 - age);
}

const held = expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringMatching(/held by other/) });
/** Looks at the lock once, and waits for nobody. */
const lookOnce = () => withLock(lock, undefined, async () => 'taken', -1);

describe('A lock that is there', () => {
  it.each([
    [0, true],
    [29, true],
    [30, false],
    [31, false],
    [86_400, false],
    // A clock that was set back.
    [-60, true],
  ])('and %i seconds old stays: %s', async (age, stays) => {
    leave(lock, age);
    await expect(lookOnce()).rejects.toEqual(held);
    expect(await readdir(folder)).toEqual(stays ? ['lock'] : []);
  });

  it('and old goes to whoever waits for it', async () => {
    leave(lock, 31);
    expect(await withLock(lock, undefined, async () => readdir(folder))).toEqual(['lock']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('and old stays while another process removes it, which has made its mark', async () => {
    leave(lock, 31);
    const { ino, mtimeMs } = statSync(lock);
    const mark = `lock.${ino}-${mtimeMs}`;
    leave(join(folder, mark), 0);
    await expect(lookOnce()).rejects.toEqual(held);
    expect((await readdir(folder)).sort()).toEqual(['lock', mark]);
  });

  it.each<[string, () => void]>([
    ['was touched', () => leave(lock, 0)],
    [
      'gave way to that of the next holder',
      () => {
        leave(join(folder, 'next'), 31);
        renameSync(join(folder, 'next'), lock);
      },
    ],
  ])('and old is looked at twice: it stays when it %s in between', async (_, change) => {
    leave(lock, 31);
    let reads = 0;
    // The clock is read for the deadline, to open the lock, for its age, to open the mark, and for the deadline again.
    jest.spyOn(Date, 'now').mockImplementation(() => {
      reads += 1;
      if (reads === 3) change();
      return now;
    });
    await expect(lookOnce()).rejects.toEqual(held);
    expect(reads).toBe(5);
    expect(await readdir(folder)).toEqual(['lock']);
  });

  it('goes once for ten that wait, who then hold it one after the other', async () => {
    leave(lock, 31);
    let running = 0;
    let most = 0;
    const numbers = Array.from({ length: 10 }, (_, number) => number);
    const work = async (number: number) => {
      running += 1;
      most = Math.max(most, running);
      await setImmediate();
      expect(existsSync(lock)).toBe(true);
      running -= 1;
      return number;
    };
    const done = numbers.map((number) => withLock(lock, undefined, () => work(number)));
    expect(await Promise.all(done)).toEqual(numbers);
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is waited for until the patience ends, and no longer', async () => {
    leave(lock, 0);
    const waiting = withLock(lock, undefined, async () => 'taken', 5_000);
    const ended = expect(waiting).rejects.toEqual(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        message: `The lock ${lock} was held by other processes for 5 seconds`,
      }),
    );
    jest.setSystemTime(now + 5_001);
    await ended;
    expect(existsSync(lock)).toBe(true);
  });

  it('leaves no mark of its own where an old one went', async () => {
    leave(lock, 31);
    await withLock(lock, undefined, async () => {});
    leave(lock, 31);
    await expect(lookOnce()).rejects.toEqual(held);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is waited for until an abort', async () => {
    leave(lock, 0);
    const reason = new Error('stopped');
    await expect(withLock(lock, AbortSignal.abort(reason), async () => 'taken')).rejects.toBe(reason);
    expect(await readdir(folder)).toEqual(['lock']);
  });
});

describe('A lock that is held', () => {
  it('is touched again and again, so that it stays however long the work takes', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const holding = withLock(lock, undefined, () => promise);
    while (jest.getTimerCount() === 0) await setImmediate();
    for (let turn = 1; turn <= 4; turn += 1) {
      jest.advanceTimersByTime(15_000);
      const last = now + 10_000 * Math.floor(1.5 * turn);
      for (let look = 0; look < 300 && statSync(lock).mtimeMs !== last; look += 1) await delay(10);
      expect(statSync(lock).mtimeMs).toBe(last);
      await expect(lookOnce()).rejects.toEqual(held);
    }
    resolve('done');
    expect(await holding).toBe('done');
    expect(jest.getTimerCount()).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is given back when the work fails', async () => {
    const reason = new Error('failed');
    await expect(withLock(lock, undefined, () => Promise.reject(reason))).rejects.toBe(reason);
    expect(jest.getTimerCount()).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not made in a folder that is not there', async () => {
    const path = join(folder, 'missing', 'lock');
    await expect(withLock(path, undefined, async () => 'taken')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
