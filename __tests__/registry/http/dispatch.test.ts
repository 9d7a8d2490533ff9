import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { dispatch } from '../../../src/registry/http/dispatch.ts';
import type { Dispatcher } from '../../../src/registry/http/undici.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const turn = () => new Promise<void>((later) => setImmediate(later));

describe('the chunks of a download', () => {
  const bytes = randomBytes(8 * 1024 * 1024);
  const blob = describeContent('application/octet-stream', bytes);

  it('stay as they are until the next but one is asked for, and are few', async () => {
    await using server = await startFakeRegistry();
    const store = openRegistry(server.host, registryOptions())('app', 'pull,push');
    await store.push(blob, openBytes(bytes));
    const hash = createHash('sha256');
    let previous: Uint8Array = new Uint8Array();
    let count = 0;
    for await (const chunk of await store.fetch(blob)) {
      // More comes in while the reader is slow.
      await turn();
      hash.update(previous);
      previous = chunk;
      count += 1;
    }
    hash.update(previous);
    expect(`sha256:${hash.digest('hex')}`).toBe(blob.digest);
    // A socket gives no more than 64 KiB at a time.
    expect(count).toBeLessThan(bytes.byteLength / 65_536 / 2);
  });
});

describe('the connections of a registry', () => {
  it('are kept after HEAD, which undici closes unless told otherwise', async () => {
    let connections = 0;
    const server = createServer((_, answer) => answer.writeHead(404, { 'content-length': 0 }).end());
    server.on('connection', () => {
      connections += 1;
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const store = openRegistry(host, registryOptions({ plainHttp: true }))('app', 'pull');
    for (let count = 0; count < 5; count += 1) await store.has(describeContent('text/plain', Buffer.from(`${count}`)));
    server.close().closeAllConnections();
    expect(connections).toBe(1);
  });
});

/** A request over a connection in memory: what undici would tell of it, and what is done to it. */
function inMemory({ timeout = 60_000, signal }: { timeout?: number; signal?: AbortSignal } = {}) {
  const done: string[] = [];
  let handler: Dispatcher.DispatchHandler = {};
  const controller = {
    abort(reason: Error) {
      done.push(`abort: ${reason.message}`);
      handler.onResponseError?.(controller, reason);
    },
    pause: () => done.push('pause'),
    resume: () => done.push('resume'),
  } as unknown as Dispatcher.DispatchController;
  const dispatcher = {
    dispatch(_: unknown, given: Dispatcher.DispatchHandler) {
      handler = given;
    },
  } as unknown as Dispatcher;
  const answer = dispatch(dispatcher, { path: '/', method: 'GET' }, timeout, signal);
  return {
    answer,
    done,
    start: () => handler.onRequestStart?.(controller, {}),
    says: (status: number) => handler.onResponseStart?.(controller, status, {}),
    gives: (size: number) => handler.onResponseData?.(controller, Buffer.alloc(size, 'x')),
    ends: () => handler.onResponseEnd?.(controller, {}),
  };
}

describe('an answer', () => {
  it.each([
    [1, true],
    [10, true],
    [11, false],
  ])('may be announced %s times: %s', async (count, isTaken) => {
    const { answer, start, says, ends } = inMemory();
    start();
    for (let number = 0; number < count; number += 1) says(number % 2 === 0 ? 103 : 100);
    says(204);
    ends();
    if (isTaken) expect(await answer).toMatchObject({ status: 204 });
    else await expect(answer).rejects.toThrow('The announced answer did not arrive');
  });

  it('is waited for no more once the step has ended, and a connection that comes later is not used', async () => {
    const step = new AbortController();
    const { answer, done, start } = inMemory({ signal: step.signal });
    step.abort(new Error('the step has ended'));
    await expect(answer).rejects.toThrow('the step has ended');
    expect(done).toEqual([]);
    start();
    expect(done).toEqual(['abort: the step has ended']);
  });

  it.each([
    [512 * 1024 - 1, []],
    [512 * 1024, ['pause']],
  ])('of which %s bytes wait for their reader: %j', async (size, expected) => {
    const { answer, done, start, says, gives, ends } = inMemory();
    start();
    says(200);
    gives(size);
    expect(done).toEqual(expected);
    const { body } = await answer;
    expect((await body[Symbol.asyncIterator]().next()).value).toHaveLength(size);
    expect(done).toEqual([...expected, 'resume']);
    ends();
  });

  it.each([
    [false, ['abort: The rest of the answer was not wanted']],
    [true, []],
  ])('that nobody reads on is cut, unless it has ended: %s', async (hasEnded, expected) => {
    const { answer, done, start, says, gives, ends } = inMemory();
    start();
    says(200);
    gives(10);
    if (hasEnded) ends();
    await (await answer).body[Symbol.asyncIterator]().return?.();
    expect(done).toEqual(expected);
  });

  it('of which nothing more comes is cut, but not while its reader is slow', async () => {
    const { answer, done, start, says, gives } = inMemory({ timeout: 1 });
    start();
    says(200);
    gives(512 * 1024);
    const reader = (await answer).body[Symbol.asyncIterator]();
    // Timers of one length go off in the order in which they were set.
    for (let count = 0; count < 3; count += 1) await new Promise((later) => setTimeout(later, 1));
    expect(done).toEqual(['pause']);
    await reader.next();
    await expect(reader.next()).rejects.toThrow('only 0 bytes came in 0.001 s');
  });

  it('of which next to nothing comes is cut too', async () => {
    const { answer, start, says, gives, ends } = inMemory({ timeout: 50 });
    start();
    says(200);
    const reader = (await answer).body[Symbol.asyncIterator]();
    // At most one byte in a millisecond, where 1 KiB a second is asked for.
    let left = 300;
    const feed = setInterval(() => {
      left -= 1;
      if (left > 0) gives(1);
      else ends();
    }, 1);
    const readAll = async () => {
      while (!(await reader.next()).done);
    };
    await expect(readAll().finally(() => clearInterval(feed))).rejects.toThrow(/^only \d+ bytes came in 0\.05 s$/);
  });
});
