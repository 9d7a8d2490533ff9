import { crc32, createInflateRaw } from 'node:zlib';
import { decompressed } from './decompressed.ts';
import { gzipTrailer } from './gzip.ts';

const headerSize = 10;
const trailerSize = 8;

/**
 * Decompresses a gzip that all readers read alike: one member, whose header has nothing but its ten bytes, as Go, zlib
 * and we write it (RFC 1952). Go refuses names and comments of 512 bytes, and some readers stop at the end of the first
 * member. Fails for every other gzip, and for what is none.
 */
export async function* plainGunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  let header = Buffer.alloc(0);
  let trailer = Buffer.alloc(0);
  let deflated = 0;
  async function* body() {
    for await (const chunk of chunks) {
      const missing = headerSize - header.byteLength;
      if (missing > 0) header = Buffer.concat([header, chunk.subarray(0, missing)]);
      const rest = Buffer.concat([trailer, chunk.subarray(Math.max(0, missing))]);
      const end = Math.max(0, rest.byteLength - trailerSize);
      trailer = rest.subarray(end);
      deflated += end;
      if (end > 0) yield rest.subarray(0, end);
    }
  }
  let crc = 0;
  let size = 0;
  for await (const chunk of decompressed(body(), inflate)) {
    crc = crc32(chunk, crc);
    size += chunk.byteLength;
    yield chunk;
  }
  const isPlain = header.readUInt32BE() === 0x1f8b0800 && inflate.bytesWritten === deflated;
  if (!isPlain || !gzipTrailer(crc, size).equals(trailer)) throw new Error('This is not a gzip of one plain member');
}
