import { describe, expect, it } from '@jest/globals';
import { once, onceMade } from '../src/once.ts';

describe('what is made once', () => {
  it('is made for all who ask meanwhile, and later', async () => {
    let count = 0;
    const get = onceMade(async () => (count += 1));
    expect(await Promise.all([get(), get()])).toEqual([1, 1]);
    expect(await get()).toBe(1);
  });

  it('is made anew where it failed, once for all who ask then', async () => {
    let count = 0;
    const get = onceMade(async () => {
      count += 1;
      if (count === 1) throw new Error('failed');
      return count;
    });
    await expect(Promise.all([get(), get()])).rejects.toThrow('failed');
    expect(await Promise.all([get(), get()])).toEqual([2, 2]);
  });

  it('stays when the one before it turns out to have failed later', async () => {
    const makes = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    let count = 0;
    const get = onceMade(() => (makes[count++] as PromiseWithResolvers<string>).promise);
    const first = get();
    const again = first.catch(() => get());
    // It is asked for twice while it is on its way: its failure is heard of by both.
    const second = get().catch(() => get());
    makes[0]?.reject(new Error('failed'));
    makes[1]?.resolve('made');
    expect([await again, await second, count]).toEqual(['made', 'made', 2]);
  });
});

describe('what a function returned', () => {
  it('is remembered by all of its arguments, each by itself', () => {
    const calls: string[][] = [];
    const ask = once((...names: string[]) => {
      calls.push(names);
      return names.length;
    });
    for (const names of [['a'], ['a'], [], [], ['a', 'b'], ['a b'], ['a,b'], ['b', 'a'], ['']]) ask(...names);
    expect(calls).toEqual([['a'], [], ['a', 'b'], ['a b'], ['a,b'], ['b', 'a'], ['']]);
  });

  it.each([undefined, 0, false, ''])('is remembered even where it is %j', (value) => {
    let count = 0;
    const ask = once(() => {
      count += 1;
      return value;
    });
    expect([ask(), ask(), count]).toEqual([value, value, 1]);
  });

  it('is asked for again after a throw, and not after a promise that failed', async () => {
    let count = 0;
    const failing = once(() => {
      count += 1;
      if (count === 1) throw new Error('thrown');
      return Promise.reject(new Error('rejected'));
    });
    expect(failing).toThrow('thrown');
    await expect(failing()).rejects.toThrow('rejected');
    await expect(failing()).rejects.toThrow('rejected');
    expect(count).toBe(2);
  });
});
