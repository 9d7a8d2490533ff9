import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { headOrGet } from '../../../src/registry/http/head-or-get.ts';
import {
  discard,
  type HttpRequest,
  headerOf,
  mediaTypeOf,
  originOf,
  readShort,
  withoutQuery,
  withoutUser,
  withQuery,
} from '../../../src/registry/http/http.ts';

describe('a header', () => {
  it.each<[string | string[] | undefined, string | undefined]>([
    ['one', 'one'],
    [['one', 'two'], 'one'],
    [undefined, undefined],
  ])('that came as %j is %j', (value, expected) => {
    expect(headerOf({ headers: { location: value } }, 'location')).toBe(expected);
  });

  it.each<[string | string[] | undefined, string]>([
    ['application/json', 'application/json'],
    ['Application/JSON ; charset=utf-8', 'application/json'],
    [['text/html', 'application/json'], 'text/html'],
    ['', ''],
    [undefined, ''],
  ])('for the type, %j, says %j', (value, expected) => {
    expect(mediaTypeOf({ headers: { 'content-type': value, '': 'text/other' } })).toBe(expected);
  });
});

describe('a URL', () => {
  it.each<[string, [string, string][], string]>([
    ['https://r.test/a', [], 'https://r.test/a'],
    ['https://r.test/a', [['x', 'y z']], 'https://r.test/a?x=y+z'],
    // What is signed stays as it is, byte for byte.
    ['https://r.test/a?sig=%2b+%2F', [['d', 'sha256:1']], 'https://r.test/a?sig=%2b+%2F&d=sha256%3A1'],
  ])('%s takes %j along', (url, parameters, expected) => {
    expect(withQuery(url, parameters)).toBe(expected);
  });

  it.each([
    ['https://me:secret@r.test/a?b#c', 'https://r.test/a?b'],
    ['https://me@r.test/', 'https://r.test/'],
    ['https://r.test:444/a?b', 'https://r.test:444/a?b'],
  ])('%s is sent as %s', (url, expected) => {
    expect(withoutUser(new URL(url))).toBe(expected);
  });

  it.each([
    ['https://me:secret@r.test:444/a/b?sig=secret#x', 'https://r.test:444/a/b'],
    ['http://r.test', 'http://r.test/'],
  ])('%s is told as %s', (url, expected) => {
    expect(withoutQuery(url)).toBe(expected);
  });

  it.each([
    ['https://r.test:443/a', 'https://r.test'],
    ['https://r.test:80/a', 'https://r.test:80'],
    ['http://R.test/a', 'http://r.test'],
  ])('%s belongs to %s', (url, expected) => {
    expect(originOf(url)).toBe(expected);
  });
});

describe('a short body', () => {
  /** An answer of chunks with these sizes, and how many of them were read. */
  function answer(sizes: number[]) {
    const read: number[] = [];
    async function* chunks() {
      for (const size of sizes) {
        read.push(size);
        yield Buffer.alloc(size, 'x');
      }
    }
    return { response: { status: 200, headers: {}, body: chunks(), url: 'https://r.test/' }, read };
  }

  it.each([
    [[], 10, []],
    [[4, 6], 10, [4, 6]],
    [[4, 6, 1, 7], 10, [4, 6, 1]],
    [[11, 1], 10, [11]],
  ])('of %j bytes is read up to the chunk that goes beyond %i', async (sizes, limit, expected) => {
    const { response, read } = answer(sizes);
    expect((await readShort(response, limit, 1_000)).byteLength).toBe(expected.reduce((sum, size) => sum + size, 0));
    expect(read).toEqual(expected);
  });

  it('whose chunks come in memory that is used again is read as it came', async () => {
    const memory = Buffer.alloc(2);
    async function* chunks() {
      for (const letter of 'abc') yield memory.fill(letter);
    }
    const response = { status: 200, headers: {}, body: chunks(), url: 'https://r.test/' };
    expect((await readShort(response, 10, 1_000)).toString()).toBe('aabbcc');
  });

  it('that breaks off fails where it is wanted, and not where it is dropped', async () => {
    const broken = () => ({
      ...{ status: 200, headers: {}, url: 'https://r.test/' },
      body: Readable.from(
        (async function* () {
          yield Buffer.from('x');
          throw new Error('cut');
        })(),
      ),
    });
    await expect(readShort(broken(), 10, 1_000)).rejects.toThrow('cut');
    await discard(broken());
  });

  it('that does not end is given up', async () => {
    const { promise, reject } = Promise.withResolvers<never>();
    const body: AsyncIterableIterator<Uint8Array> = {
      [Symbol.asyncIterator]: () => body,
      next: () => promise,
      async return() {
        reject(new Error('given up'));
        return { done: true, value: undefined };
      },
    };
    const response = { status: 200, headers: {}, url: 'https://r.test/', body };
    await expect(readShort(response, 10, 1)).rejects.toThrow('given up');
  });

  it('that is dropped is read to 64 KiB', async () => {
    const { response, read } = answer([64 * 1024, 1, 1]);
    await discard(response);
    expect(read).toEqual([64 * 1024, 1]);
  });
});

describe('A headOrGet by HEAD', () => {
  it.each([
    [200, ['HEAD'], 200],
    [404, ['HEAD'], 404],
    [400, ['HEAD'], 400],
    [405, ['HEAD', 'GET'], 200],
  ])('that is answered with %i', async (status, methods, expected) => {
    const sent: HttpRequest[] = [];
    const bodies: Readable[] = [];
    const response = await headOrGet(
      async (request) => {
        sent.push(request);
        const body = Readable.from(['x']);
        bodies.push(body);
        const answer = { headers: {}, body, url: request.url };
        return { ...answer, status: request.method === 'HEAD' ? status : 200 };
      },
      { url: 'https://r.test/a', headers: { accept: 'x/y' } },
    );
    expect(sent).toEqual(methods.map((method) => ({ url: 'https://r.test/a', headers: { accept: 'x/y' }, method })));
    expect(response.status).toBe(expected);
    // The connection is free for the next request.
    expect(bodies.map(({ destroyed }) => destroyed)).toEqual(methods.map(() => true));
  });
});
