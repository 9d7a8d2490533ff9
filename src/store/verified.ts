import type { Chunks, OpenContent } from '../chunks.ts';
import { gather, tapped } from '../chunks.ts';
import { OciError } from '../errors.ts';
import { formatBytes } from '../format-bytes.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { startHash } from '../oci/digest.ts';
import { maxManifestBytes } from '../oci/manifest.ts';

/**
 * Passes chunks on and fails with INTEGRITY as soon as there is one byte more than the descriptor says, and at the end
 * when bytes are missing or the digest differs. Whoever reads to the end has verified content.
 */
export function verified(chunks: Chunks, { digest, size }: Pick<Descriptor, 'digest' | 'size'>): Chunks {
  const hash = startHash(digest);
  let received = 0;
  return tapped(
    chunks,
    (chunk) => {
      received += chunk.byteLength;
      if (received > size) throw new OciError('INTEGRITY', `${digest} is longer than the ${size} bytes it should have`);
      hash.update(chunk);
    },
    () => {
      if (received < size) throw new OciError('INTEGRITY', `${digest} ended after ${received} of ${size} bytes`);
      const actual = hash.finish();
      if (actual !== digest) throw new OciError('INTEGRITY', `Content named ${digest} has the digest ${actual}`);
    },
  );
}

/** The bytes of content that is in memory already, so that `readAll` can return them without a copy. */
const wholes = new WeakMap<Chunks, Buffer>();

/**
 * Reads content of at most `limit` bytes (4 MiB) into memory; fails with TOO_LARGE and names `what` it was.
 *
 * @param size how many bytes are announced
 */
export async function readAll(
  content: Chunks,
  what: string,
  limit: number = maxManifestBytes,
  size = 0,
): Promise<Buffer> {
  const check = (bytes: number) => {
    if (bytes > limit) throw new OciError('TOO_LARGE', `${what} is larger than ${formatBytes(limit)}`);
  };
  const whole = wholes.get(content);
  if (whole) {
    check(whole.byteLength);
    return whole;
  }
  const gathered = gather(size, limit);
  for await (const chunk of content) {
    check(gathered.size + chunk.byteLength);
    gathered.put(chunk);
  }
  return gathered.bytes();
}

/** Returns an opener of bytes in memory, which must not change afterwards. */
export function openBytes(bytes: Uint8Array): OpenContent {
  async function* once() {
    yield bytes;
  }
  return async () => {
    const chunks = once();
    wholes.set(chunks, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return chunks;
  };
}
