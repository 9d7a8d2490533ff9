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

  // A decompressor stops reading at such an end, and a digest that is checked at the end of the input never is.
  it.each([
    ['gzip', gzip],
    ['zstd', zstd],
  ])('of %s is refused when more follows than is read', async (_, [bytes, decompressor]) => {
    const reading = buffer(decompressed([Buffer.concat([bytes, zeros])], decompressor()));
    await expect(reading).rejects.toThrow('There is data after the end of the compressed content');
  });
});
