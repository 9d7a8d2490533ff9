import type { Chunks, OpenContent } from '../chunks.ts';
import { tapped } from '../chunks.ts';
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

/** Reads content of at most `limit` bytes (4 MiB) into memory; fails with TOO_LARGE and names `what` it was. */
export async function readAll(content: Chunks, what: string, limit: number = maxManifestBytes): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let received = 0;
  for await (const chunk of content) {
    received += chunk.byteLength;
    if (received > limit) throw new OciError('TOO_LARGE', `${what} is larger than ${formatBytes(limit)}`);
    chunks.push(Buffer.from(chunk));
  }
  const [only, ...others] = chunks;
  return only && others.length === 0 ? only : Buffer.concat(chunks);
}

/** Makes an opener of bytes in memory. */
export function openBytes(bytes: Uint8Array): OpenContent {
  async function* chunks() {
    yield bytes;
  }
  return async () => chunks();
}
