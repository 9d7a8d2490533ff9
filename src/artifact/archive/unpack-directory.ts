import { createGunzip, createZstdDecompress } from 'node:zlib';
import { untilAborted } from '../../chunks.ts';
import { OciError } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import { createGiveWay } from '../../give-way.ts';
import { type Digest, startHash } from '../../oci/digest.ts';
import { isOverRatio, maxRatio, maxUnpackedBytes } from './archive-limits.ts';
import { decompressed } from './decompressed.ts';
import { type ReadEntry, readTar } from './read-tar.ts';
import { type WriteTreeOptions, writeTree } from './write-tree.ts';

export interface UnpackOptions extends WriteTreeOptions {
  /** Digest of the uncompressed archive, when it is known. */
  contentDigest: Digest | undefined;
}

/**
 * Unpacks a tar archive, plain or compressed by gzip or zstd, into a fresh directory, as `writeTree` does. Fails with
 * INTEGRITY when the archive is not the one that was described; then the directory is to be thrown away.
 */
export async function unpackDirectory(compressed: AsyncIterable<Uint8Array>, options: UnpackOptions): Promise<void> {
  try {
    await writeTree(entriesOf(compressed, options), options);
  } catch (error) {
    options.signal.throwIfAborted();
    // An error of the input is the cause itself; all others are about what is in the archive, or about the disk.
    if (error instanceof InputError) throw error.cause;
    if (error instanceof OciError || (Error.isError(error) && 'syscall' in error)) throw error;
    throw new OciError('ARTIFACT', `${options.what} is not a readable archive`, { cause: error });
  }
}

async function* entriesOf(
  compressed: AsyncIterable<Uint8Array>,
  { what, contentDigest, signal }: UnpackOptions,
): AsyncGenerator<ReadEntry> {
  const hash = contentDigest && startHash(contentDigest);
  const content = unpackedWithin(compressed, what, (chunk) => hash?.update(chunk));
  let isEmpty = true;
  for await (const entry of readTar(untilAborted(content, signal), createGiveWay(signal))) {
    isEmpty = false;
    yield entry;
  }
  if (isEmpty) throw new OciError('ARTIFACT', `${what} is an archive without entries`);
  const actual = hash?.finish();
  if (actual !== contentDigest) {
    throw new OciError('INTEGRITY', `${what} should unpack to an archive of ${contentDigest}, but it is ${actual}`);
  }
}

/** Tells an error of what is unpacked from an error of the unpacking. */
class InputError extends Error {}

/** Decompresses what comes in by its first bytes, up to the limits. */
async function* unpackedWithin(
  compressed: AsyncIterable<Uint8Array>,
  what: string,
  onChunk: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  let received = 0;
  async function* counted() {
    try {
      for await (const chunk of compressed) {
        received += chunk.byteLength;
        yield chunk;
      }
    } catch (error) {
      throw new InputError('The input failed', { cause: error });
    }
  }
  let unpacked = 0;
  for await (const chunk of decompressedByMagic(counted())) {
    unpacked += chunk.byteLength;
    if (unpacked > maxUnpackedBytes)
      throw new OciError('TOO_LARGE', `${what} unpacks to more than ${formatBytes(maxUnpackedBytes)}`);
    if (isOverRatio(unpacked, received)) {
      throw new OciError('TOO_LARGE', `${what} unpacks to more than ${maxRatio} times its size`);
    }
    onChunk(chunk);
    yield chunk;
  }
}

async function* decompressedByMagic(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start = Buffer.alloc(0);
  while (start.byteLength < 4) {
    const { value, done } = await chunks.next();
    if (done) break;
    start = Buffer.concat([start, value]);
  }
  async function* all() {
    try {
      if (start.byteLength > 0) yield start;
      yield* chunks;
    } finally {
      // Whoever gives up at the first chunk gives up the rest too.
      await chunks.return(undefined);
    }
  }
  const magic = start.toString('hex', 0, 4);
  if (magic.startsWith('1f8b')) yield* decompressed(all(), createGunzip({ chunkSize: 256 * 1024 }));
  else if (magic === '28b52ffd') yield* decompressed(all(), createZstdDecompress({ chunkSize: 256 * 1024 }));
  else yield* all();
}
