import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { concurrently, inTurn, inWaves, transferSlots, unlessAborted } from '../src/concurrently.ts';

const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('concurrently', () => {
  it.each([
    [0, 3, 0],
    [1, 3, 1],
    [10, 3, 3],
    [10, 1, 1],
    [10, 0, 1],
    [3, 100, 3],
  ])('runs %i items, at most %i at a time', async (count, limit, most) => {
    let running = 0;
    let peak = 0;
    const done: number[] = [];
    await concurrently(Array(count).keys(), limit, undefined, async (item) => {
      running += 1;
      peak = Math.max(peak, running);
      await turn();
      running -= 1;
      done.push(item);
    });
    expect(peak).toBe(most);
    expect(done.sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
  });

  it('takes the next item only when there is room for it', async () => {
    const taken: number[] = [];
    function* items() {
      for (let item = 0; item < 4; item += 1) {
        taken.push(item);
        yield item;
      }
    }
    await concurrently(items(), 1, undefined, async (item) => {
      expect(taken).toEqual([...Array(item + 1).keys()]);
      await turn();
    });
  });

  it('throws the first failure, aborts the others, waits for them and starts no more', async () => {
    const first = new Error('first');
    const started: number[] = [];
    const ended: number[] = [];
    const work = async (item: number, signal: AbortSignal) => {
      started.push(item);
      if (item === 1) {
        await turn();
        throw first;
      }
      await never(signal).catch((reason: unknown) => {
        expect(reason).toBe(first);
      });
      await turn();
      ended.push(item);
      throw new Error('later');
    };
    await expect(concurrently([0, 1, 2, 3, 4], 3, undefined, work)).rejects.toBe(first);
    expect({ started, ended }).toEqual({ started: [0, 1, 2], ended: [0, 2] });
  });

  it.each([undefined, null, 0, ''])('throws even %j', async (value) => {
    const run = concurrently([1], 1, undefined, async () => {
      throw value;
    });
    await expect(
      run.then(
        () => 'done',
        (error: unknown) => ['failed', error],
      ),
    ).resolves.toEqual(['failed', value]);
  });

  it('starts nothing when aborted before', async () => {
    const reason = new Error('cancelled');
    const started: number[] = [];
    const run = concurrently([1, 2], 2, AbortSignal.abort(reason), async (item) => {
      started.push(item);
    });
    await expect(run).rejects.toBe(reason);
    expect(started).toEqual([]);
  });

  it('passes an abort on to what is running', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const started: number[] = [];
    const run = concurrently([1, 2, 3], 2, controller.signal, async (item, signal) => {
      started.push(item);
      await never(signal);
    });
    controller.abort(reason);
    await expect(run).rejects.toBe(reason);
    expect(started).toEqual([1, 2]);
  });

  it('waits for what is running when the list itself fails', async () => {
    const broken = new Error('broken list');
    let isEnded = false;
    function* items() {
      yield 1;
      throw broken;
    }
    const run = concurrently(items(), 2, undefined, async (_, signal) => {
      await never(signal).catch(() => {});
      await turn();
      isEnded = true;
    });
    await expect(run).rejects.toBe(broken);
    expect(isEnded).toBe(true);
  });
});

it('the first failure aborts the others also where there is a signal', async () => {
  const reason = new Error('failed');
  const { signal } = new AbortController();
  const seen: unknown[] = [];
  const run = concurrently([0, 1], 2, signal, async (item, own) => {
    if (item === 0) throw reason;
    await never(own).catch((error: unknown) => void seen.push(error));
  });
  await expect(run).rejects.toBe(reason);
  expect([seen, signal.aborted]).toEqual([[reason], false]);
});

describe('waves', () => {
  it('ask about all of a wave, and take the answers in their order, whichever came first', async () => {
    const asked: string[] = [];
    const taken: string[] = [];
    const ask = async (item: string, _: AbortSignal, depth: number) => {
      asked.push(`${item} at ${depth}`);
      // The last one is answered first.
      for (let turns = item.startsWith('a') ? 3 : 0; turns > 0; turns -= 1) await turn();
      return item.toUpperCase();
    };
    const take = (item: string, answer: string) => {
      taken.push(answer);
      return item.length < 3 ? [`${item}1`, `${item}2`] : [];
    };
    await inWaves(['aa', 'b'], 4, undefined, ask, take);
    expect(asked).toEqual([
      ...['aa at 0', 'b at 0', 'aa1 at 1', 'aa2 at 1', 'b1 at 1', 'b2 at 1'],
      ...['b11 at 2', 'b12 at 2', 'b21 at 2', 'b22 at 2'],
    ]);
    expect(taken).toEqual(['AA', 'B', 'AA1', 'AA2', 'B1', 'B2', 'B11', 'B12', 'B21', 'B22']);
  });

  it('end with the first failure, and take nothing of that wave', async () => {
    const taken: number[] = [];
    const ask = async (item: number) => {
      if (item === 1) throw new Error('failed');
      return item;
    };
    const take = (item: number) => {
      taken.push(item);
      return [];
    };
    await expect(inWaves([0, 1], 1, undefined, ask, take)).rejects.toThrow('failed');
    expect(taken).toEqual([]);
  });
});

describe('inTurn', () => {
  it('lets work of one key follow one another, also after a failure, and that of another key go on', async () => {
    const events: string[] = [];
    const first = Promise.withResolvers<void>();
    const work = (name: string, until?: Promise<void>) => async () => {
      events.push(`${name} starts`);
      await until;
      events.push(`${name} ends`);
      return name;
    };
    const results = [inTurn('x', work('1', first.promise)), inTurn('x', work('2')), inTurn('y', work('3'))];
    expect(await results[2]).toBe('3');
    expect(events).toEqual(['1 starts', '3 starts', '3 ends']);
    first.reject(new Error('broken'));
    await expect(results[0]).rejects.toThrow('broken');
    expect(await results[1]).toBe('2');
    expect(events).toEqual(['1 starts', '3 starts', '3 ends', '2 starts', '2 ends']);
  });

  it('lets go at once who is aborted while it waits, and nobody else go before', async () => {
    const events: string[] = [];
    const first = Promise.withResolvers<void>();
    const controller = new AbortController();
    const reason = new Error('stopped');
    const running = inTurn('x', () => first.promise);
    const given = inTurn('x', async () => void events.push('aborted'), controller.signal);
    const last = inTurn('x', async () => void events.push('last'));
    controller.abort(reason);
    await expect(given).rejects.toBe(reason);
    await turn();
    const later = inTurn('x', async () => void events.push('later'));
    await turn();
    expect(events).toEqual([]);
    first.resolve();
    await Promise.all([running, last, later]);
    expect(events).toEqual(['last', 'later']);
  });

  it('lets nobody go before what one waited for who was the last, and was aborted', async () => {
    const events: string[] = [];
    const first = Promise.withResolvers<void>();
    const running = inTurn('z', () => first.promise);
    const given = inTurn('z', async () => {}, AbortSignal.abort(new Error('stopped')));
    await expect(given).rejects.toThrow('stopped');
    await turn();
    const later = inTurn('z', async () => void events.push('later'));
    await turn();
    expect(events).toEqual([]);
    first.resolve();
    await Promise.all([running, later]);
    expect(events).toEqual(['later']);
  });
});

it('work of one key that comes when the first has ended waits for the second', async () => {
  const events: string[] = [];
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const results = [
    inTurn('w', () => first.promise),
    inTurn('w', async () => {
      await second.promise;
      events.push('second');
    }),
  ];
  first.resolve();
  await turn();
  results.push(inTurn('w', async () => void events.push('third')));
  await turn();
  expect(events).toEqual([]);
  second.resolve();
  await Promise.all(results);
  expect(events).toEqual(['second', 'third']);
});

it('who waited with a signal leaves nothing behind on it', async () => {
  const { signal } = new AbortController();
  expect(await unlessAborted(Promise.resolve('done'), signal)).toBe('done');
  await expect(unlessAborted(Promise.reject(new Error('failed')), signal)).rejects.toThrow('failed');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

describe('room for transfers', () => {
  const large = 1024 * 1024 + 1;
  /** Does work of these sizes, and tells the order and the most that ran at a time. */
  const observe = async (concurrency: number, sizes: readonly number[], bad?: number) => {
    const slots = transferSlots(concurrency);
    const began: number[] = [];
    let running = 0;
    let most = 0;
    const work = async (index: number) => {
      began.push(index);
      running += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
      if (index === bad) throw new Error('bad');
    };
    const results = await Promise.allSettled(sizes.map((size, index) => slots.take(size, () => work(index))));
    return { began, most, statuses: results.map(({ status }) => status) };
  };

  it('lets so many large ones in at a time, in their order, and the next one also after a failure', async () => {
    const { began, most, statuses } = await observe(2, [large, large, large, large], 0);
    expect(statuses).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect(most).toBe(2);
    expect(began).toEqual([0, 1, 2, 3]);
  });

  it.each([
    ['four small ones in the place of each', 2, Array(20).fill(1), 8],
    ['small ones beside a large one', 2, [large, ...Array(20).fill(large - 1)], 8],
    ['one when one is asked for, large or small', 1, [1, large, 1, 1], 1],
  ])('lets %s in', async (_, concurrency, sizes, expected) => {
    const { began, most } = await observe(concurrency, sizes);
    expect(most).toBe(expected);
    expect(began).toEqual([...sizes.keys()]);
  });
});
