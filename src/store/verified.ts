import { Readable } from 'node:stream';
import { OciError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { startHash } from '../oci/digest.ts';
import { maxManifestBytes } from '../oci/manifest.ts';
import type { OpenContent } from './store.ts';

/**
 * Passes chunks on and fails with INTEGRITY as soon as there is one byte more than the descriptor says, and at the end
 * when bytes are missing or the digest differs. Whoever consumes it to the end has verified content.
 */
export async function* verifiedChunks(
  chunks: AsyncIterable<Uint8Array>,
  { digest, size }: Pick<Descriptor, 'digest' | 'size'>,
): AsyncGenerator<Uint8Array> {
  const hash = startHash(digest);
  let received = 0;
  for await (const chunk of chunks) {
    received += chunk.byteLength;
    if (received > size) throw new OciError('INTEGRITY', `${digest} is longer than the ${size} bytes it should have`);
    hash.update(chunk);
    yield chunk;
  }
  if (received < size) throw new OciError('INTEGRITY', `${digest} ended after ${received} of ${size} bytes`);
  const actual = hash.finish();
  if (actual !== digest) throw new OciError('INTEGRITY', `Content named ${digest} has the digest ${actual}`);
}

/** Wraps a stream so that it fails with INTEGRITY when its bytes differ from the descriptor. */
export function verified(stream: Chunks, descriptor: Pick<Descriptor, 'digest' | 'size'>): Readable {
  return streamOf(verifiedChunks(stream, descriptor), stream);
}

/** Bytes from something that is open and can be given up. */
type Chunks = Readable | AsyncGenerator<Uint8Array>;

/** Makes a stream of what a generator makes of `source`; closing the stream closes the source. */
export function streamOf(chunks: AsyncGenerator<Uint8Array>, source: Chunks): Readable {
  const stream = Readable.from(chunks, { objectMode: false });
  // A generator that was never asked closes nothing: a stream given up unread would keep its file or connection.
  stream.once('close', () => {
    if ('destroy' in source) source.destroy();
    else void source.return(undefined);
  });
  return stream;
}

/** Reads a stream of at most `limit` bytes (4 MiB) into memory; fails with TOO_LARGE and names `what` it was. */
export async function readAll(
  stream: AsyncIterable<Uint8Array>,
  what: string,
  limit: number = maxManifestBytes,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of stream) {
    received += chunk.byteLength;
    if (received > limit) throw new OciError('TOO_LARGE', `${what} is larger than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Makes an opener of bytes in memory. */
export function openBytes(bytes: Uint8Array): OpenContent {
  return async () => Readable.from([bytes], { objectMode: false });
}
