import { crc32, createInflateRaw } from 'node:zlib';
import { decompressed } from './decompressed.ts';
import { gzipTrailer } from './gzip.ts';

/** The first bytes of a gzip (RFC 1952): its mark, deflate, and which fields follow. */
const markSize = 4;
/** The mark, a time, and two bytes on how and where it was packed. */
const headerSize = 10;
const trailerSize = 8;

/** What Helm writes into the header of each chart, an extra field and a comment (helm/helm, pkg/chart/v2/util/save.go). */
const helmExtra = Buffer.from('+aHR0cHM6Ly95b3V0dS5iZS96OVV6MWljandyTQo=');
const helmFields = Buffer.concat([Buffer.of(helmExtra.byteLength, 0), helmExtra, Buffer.from('Helm\0')]);
/** The headers that all readers take, by their first bytes: nothing follows the ten bytes, or what Helm writes. */
const fields: Record<string, Buffer> = { '1f8b0800': Buffer.alloc(0), '1f8b0814': helmFields };

/**
 * Decompresses a gzip that all readers read alike: one member, with the header that Go, zlib and we write, or Helm. Go
 * refuses names and comments of 512 bytes, and some readers stop at the end of the first member. Fails for every other
 * gzip, and for what is none.
 */
export async function* plainGunzip(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  let header = Buffer.alloc(0);
  let trailer = Buffer.alloc(0);
  let deflated = 0;
  const missing = () => headerSize + (fields[header.toString('hex', 0, markSize)]?.byteLength ?? 0) - header.byteLength;
  async function* body() {
    for await (const chunk of chunks) {
      let at = 0;
      for (let size = missing(); size > 0 && at < chunk.byteLength; size = missing()) {
        header = Buffer.concat([header, chunk.subarray(at, at + size)]);
        at += size;
      }
      const rest = Buffer.concat([trailer, chunk.subarray(at)]);
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
  const isPlain = fields[header.toString('hex', 0, markSize)]?.equals(header.subarray(headerSize));
  if (!isPlain || inflate.bytesWritten !== deflated || !gzipTrailer(crc, size).equals(trailer))
    throw new Error('This is not a gzip of one plain member');
}
