import { createGunzip, createZstdDecompress, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { decompressed } from '../../../src/artifact/archive/decompressed.ts';
import { buffer } from '../../support/content/buffer.ts';

const text = 'some text';
const gzip = [gzipSync(text), createGunzip] as const;
const zstd = [zstdCompressSync(text), createZstdDecompress] as const;
const zeros = Buffer.alloc(1024 * 1024);

describe('compressed content', () => {
  it.each([
    ['gzip', gzip],
    ['zstd', zstd],
  ])('of %s is unpacked', async (_, [bytes, decompressor]) => {
    expect((await buffer(decompressed([bytes], decompressor()))).toString()).toBe(text);
  });

  it.each([
    ['gzip', gzipSync, createGunzip],
    ['zstd', zstdCompressSync, createZstdDecompress],
  ] as const)('of %s is unpacked from memory that is used again', async (_, compress, decompressor) => {
    const content = Buffer.from(Array.from({ length: 100_000 }, (__, at) => `line ${(at * at) % 9973}\n`).join(''));
    const bytes = compress(content);
    async function* reusing() {
      const memory = Buffer.alloc(20_000);
      for (let at = 0; at < bytes.byteLength; at += memory.byteLength) {
        yield memory.subarray(0, bytes.copy(memory, 0, at));
        memory.fill(0);
      }
    }
    expect((await buffer(decompressed(reusing(), decompressor()))).equals(content)).toBe(true);
  });

  it('ends with the error of its source, and closes it when the reader stops', async () => {
    const error = new Error('The line is cut');
    async function* failing() {
      yield gzip[0].subarray(0, 12);
      throw error;
    }
    await expect(buffer(decompressed(failing(), createGunzip()))).rejects.toBe(error);
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) yield gzipSync(zeros);
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of decompressed(endless(), createGunzip())) break;
    await new Promise(setImmediate);
    expect(isClosed).toBe(true);
  });

  // A decompressor stops reading at such an end, and a digest that is checked at the end of the input never is.
  it.each([
    ['gzip', gzip],
    ['zstd', zstd],
  ])('of %s is refused when more follows than is read', async (_, [bytes, decompressor]) => {
    const reading = buffer(decompressed([Buffer.concat([bytes, zeros])], decompressor()));
    await expect(reading).rejects.toThrow('There is data after the end of the compressed content');
  });
});
