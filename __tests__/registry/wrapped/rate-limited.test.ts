import { describe, expect, it, jest } from '@jest/globals';
import type { HttpRequest, HttpResponse, Send } from '../../../src/registry/http/http.ts';
import { readShort } from '../../../src/registry/http/http.ts';
import { rateLimited } from '../../../src/registry/wrapped/rate-limited.ts';
import { openBytes } from '../../../src/store/verified.ts';

const request = (path: string, rest: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url: `http://registry.test/${path}`,
  ...rest,
});

async function answer(url: string, status: number, wait?: string, words = ''): Promise<HttpResponse> {
  const body = await openBytes(Buffer.from(words))();
  return { status, headers: wait === undefined ? {} : { 'retry-after': wait }, body, url };
}

/** Sends to a host that refuses a path the first so many times; notes what comes. */
function host(refusals: Record<string, number>, refusal: [status: number, wait?: string, words?: string], retries = 1) {
  const seen: string[] = [];
  const left = new Map(Object.entries(refusals));
  const send: Send = async ({ url, attempt }) => {
    const path = url.replace('http://registry.test/', '');
    seen.push(attempt === undefined ? path : `${path} ${attempt}`);
    const more = left.get(path) ?? 0;
    left.set(path, more - 1);
    return more > 0 ? answer(url, ...refusal) : answer(url, 200);
  };
  return { seen, send: rateLimited(send, new Map(), retries) };
}

describe('a request that is refused for the rate', () => {
  it('is sent again, and counts as an attempt only while nothing gets through', async () => {
    const { seen, send } = host({ a: 3 }, [429, '0'], 2);
    let isDone = false;
    const others = async () => {
      while (!isDone) await send(request('b'));
    };
    const mine = send(request('a', { attempt: 3 })).finally(() => {
      isDone = true;
    });
    await Promise.all([mine, others(), others()]);
    expect((await mine).status).toBe(200);
    expect(seen.filter((line) => line.startsWith('a'))).toEqual(['a 3', 'a 4', 'a 5', 'a 6']);
  });

  it.each([
    [429, '0', ''],
    [503, '0', ''],
    [403, '0', 'You have exceeded a secondary rate limit'],
  ])('with %i is the answer after the retries, and can be read', async (status, wait, words) => {
    const { seen, send } = host({ a: 9 }, [status, wait, words]);
    const response = await send(request('a'));
    expect([response.status, (await readShort(response, 100, 1_000)).toString()]).toEqual([status, words]);
    expect(seen).toEqual(['a', 'a 2']);
  });

  it('is the answer at once when the wait is too long, and no other waits for it', async () => {
    const { seen, send } = host({ a: 9 }, [429, '3600']);
    expect((await send(request('a'))).status).toBe(429);
    expect((await send(request('b'))).status).toBe(200);
    expect(seen).toEqual(['a', 'b']);
  });

  it.each([408, 500, 502, 503, 504])(
    'with %i is left to its sender when it is a chunk that a failing server may have stored',
    async (status) => {
      const { seen, send } = host({ a: 1 }, [status, '0']);
      const response = await send(request('a', { method: 'PATCH' }));
      expect([response.status, response.headers, seen]).toEqual([status, {}, ['a']]);
    },
  );

  it('with 503 is not left to the sender of anything but a chunk, nor a chunk that is refused for the rate', async () => {
    for (const method of ['POST', 'PUT', 'DELETE'] as const) {
      const { send: again } = host({ a: 1 }, [503, '0']);
      expect((await again(request('a', { method }))).status).toBe(200);
    }
    const { send: limited } = host({ a: 1 }, [429, '0']);
    expect((await limited(request('a', { method: 'PATCH' }))).status).toBe(200);
  });

  it('is not sent again when it is of no consequence', async () => {
    const { seen, send } = host({ a: 9 }, [429, '0'], 5);
    expect((await send(request('a', { isBestEffort: true }))).status).toBe(429);
    expect(seen).toEqual(['a']);
  });

  it('is given up after the retries, whatever a failing server says to others meanwhile', async () => {
    const seen: string[] = [];
    const failing: Send = ({ url }) => {
      seen.push(new URL(url).pathname);
      return url.endsWith('a') ? answer(url, 429, '0') : answer(url, 500);
    };
    const send = rateLimited(failing, new Map(), 1);
    let isDone = false;
    const others = async () => {
      while (!isDone && seen.length < 100) await send(request('b'));
    };
    const mine = send(request('a')).finally(() => {
      isDone = true;
    });
    await Promise.all([mine, others(), others()]);
    expect((await mine).status).toBe(429);
    expect(seen.filter((path) => path === '/a')).toHaveLength(2);
  });

  it('is the answer when nothing of the host got through for two minutes, whatever retries are left', async () => {
    const { seen, send } = host({ a: 99 }, [429, '0'], 50);
    const { uptime } = process;
    let seconds = uptime();
    process.uptime = () => {
      seconds += 10;
      return seconds;
    };
    try {
      expect((await send(request('a'))).status).toBe(429);
    } finally {
      process.uptime = uptime;
    }
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.length).toBeLessThan(15);
  });

  it('leaves no gap in the line when some who wait give up', async () => {
    const { seen, send } = host({ a: 1 }, [429, '0']);
    const step = new AbortController();
    const refused = send(request('a'));
    await new Promise((settle) => setImmediate(settle));
    const waiting = ['b', 'b', 'b'].map((path) => send(request(path, { signal: step.signal })));
    const next = send(request('c'));
    step.abort(new Error('given up'));
    for (const given of waiting) await expect(given).rejects.toThrow('given up');
    expect([(await refused).status, (await next).status]).toEqual([200, 200]);
    expect(seen.toSorted()).toEqual(['a', 'a 2', 'c']);
  });

  it('leaves no timer behind when all who wait give up', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    const { send } = host({ a: 1 }, [429, '30']);
    const step = new AbortController();
    const refused = send(request('a', { signal: step.signal }));
    await new Promise((settle) => setImmediate(settle));
    const before = jest.getTimerCount();
    step.abort(new Error('given up'));
    await expect(refused).rejects.toThrow('given up');
    expect([before, jest.getTimerCount()]).toEqual([1, 0]);
    jest.useRealTimers();
  });

  it('lets all others wait, of this host alone, and each can be given up', async () => {
    const { seen, send } = host({ a: 1 }, [429, '30']);
    const [first, second] = [new AbortController(), new AbortController()];
    const refused = send(request('a', { signal: first.signal }));
    await new Promise((settle) => setImmediate(settle));
    const waiting = send(request('b', { signal: second.signal }));
    await send({ method: 'GET', url: 'http://token.test/c' });
    await send({ method: 'GET', url: 'http://registry.test:81/d' });
    second.abort(new Error('second'));
    await expect(waiting).rejects.toThrow('second');
    first.abort(new Error('first'));
    await expect(refused).rejects.toThrow('first');
    expect(seen).toEqual(['a', 'http://token.test/c', 'http://registry.test:81/d']);
  });
});
