import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { giveUp } from '../../src/chunks.ts';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { openBytes, readAll, verified } from '../../src/store/verified.ts';
import { buffer } from '../support/content/buffer.ts';

const bytes = Buffer.from('hello world');
const descriptor = describeContent('text/plain', bytes);
const streamOf = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

describe('verified', () => {
  it.each([
    ['at once', ['hello world']],
    ['in pieces', ['hel', 'lo ', '', 'world']],
  ])('passes on content that comes %s', async (_, chunks) => {
    expect(await buffer(verified(streamOf(...chunks), descriptor))).toEqual(bytes);
  });

  it.each([
    ['shorter', ['hello'], 'ended after 5 of 11 bytes'],
    ['missing', [], 'ended after 0 of 11 bytes'],
    ['longer', ['hello world', '!'], 'is longer than the 11 bytes it should have'],
    ['other', ['jello world'], 'has the digest sha256:'],
  ])('fails for %s content', async (_, chunks, words) => {
    const reading = buffer(verified(streamOf(...chunks), descriptor));
    await expect(reading).rejects.toMatchObject({ code: 'INTEGRITY', message: expect.stringContaining(words) });
  });

  it('reads no further than the first piece too many', async () => {
    let pieces = 0;
    const endless = (async function* () {
      for (; ; pieces += 1) yield Buffer.from('hello');
    })();
    await expect(buffer(verified(endless, descriptor))).rejects.toMatchObject({ code: 'INTEGRITY' });
    expect(pieces).toBe(2);
  });

  it('closes its source, read or not', async () => {
    for (const isRead of [false, true]) {
      let isClosed = false;
      const source: AsyncIterableIterator<Uint8Array> = {
        [Symbol.asyncIterator]: () => source,
        next: async () => ({ done: false, value: Buffer.from('hello') }),
        return: async () => {
          isClosed = true;
          return { done: true, value: undefined };
        },
      };
      const chunks = verified(source, descriptor);
      if (isRead) await chunks[Symbol.asyncIterator]().next();
      await giveUp(chunks);
      expect(isClosed).toBe(true);
    }
  });
});

describe('readAll', () => {
  it('keeps what was in chunks whose memory is used again', async () => {
    async function* chunks() {
      const memory = Buffer.alloc(3);
      for (const text of ['abc', 'def', 'ghi']) {
        memory.write(text);
        yield memory;
      }
    }
    expect(`${await readAll(chunks(), 'It')}`).toBe('abcdefghi');
  });

  it('has nothing of what is empty', async () => {
    expect(await readAll(streamOf(), 'It', 0)).toEqual(Buffer.alloc(0));
  });

  it('reads up to the limit', async () => {
    expect(await readAll(await openBytes(bytes)(), 'It', 11)).toEqual(bytes);
    await expect(readAll(await openBytes(bytes)(), 'It', 10)).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: 'It is larger than 10 B',
    });
  });
});
