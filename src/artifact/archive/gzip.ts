import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

const deflateBlock = promisify(deflateRaw) as (
  input: Uint8Array,
  options: { level: number; finishFlush: number; chunkSize: number; dictionary?: Uint8Array },
) => Promise<Buffer>;

/** Blocks of this size are compressed side by side. It is part of the result: another size makes other bytes. */
const blockSize = 256 * 1024;
/**
 * What deflate can refer back to: the end of the block before serves as dictionary, so that the ratio hardly suffers.
 */
const windowSize = 32 * 1024;
/** Blocks in work at a time: enough for the threads of Node's pool, and the most memory this takes is twice that. */
const maxInFlight = 6;
/** Level 6, no name, no time, "unknown" as system: the same header everywhere. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/**
 * Compresses chunks into one gzip member (RFC 1952), on all threads of Node's pool, as pigz does: blocks are deflated
 * side by side and put in a row. The bytes do not depend on how many run at once. They do depend on the zlib that Node
 * is built with, which promises the same content, not the same bytes, from version to version.
 *
 * @param onBlock is told after each block how many bytes came in up to its end, and how many went out for them
 */
export async function* gzip(
  chunks: AsyncIterable<Uint8Array>,
  onBlock: (unpacked: number, compressed: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const inFlight: { length: number; work: Promise<Buffer> }[] = [];
  let unpacked = 0;
  let compressed = header.byteLength;
  let crc = 0;
  let size = 0;
  let dictionary: Uint8Array | undefined;
  const start = (block: Buffer, isLast: boolean) => {
    crc = crc32(block, crc);
    size += block.byteLength;
    const work = deflateBlock(block, {
      level: 6,
      // Room for the whole result of a text: each piece of it would be one more turn in the pool.
      chunkSize: blockSize / 2,
      finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
      ...(dictionary ? { dictionary } : {}),
    });
    // Whoever waits for it sees its failure; nobody may be waiting yet.
    work.catch(() => {});
    inFlight.push({ length: block.byteLength, work });
    dictionary = block.subarray(Math.max(0, block.byteLength - windowSize));
  };

  const finished = async ({ length, work }: (typeof inFlight)[number]) => {
    const bytes = await work;
    unpacked += length;
    compressed += bytes.byteLength;
    onBlock(unpacked, compressed);
    return bytes;
  };

  yield header;
  for await (const block of blocksOf(chunks)) {
    start(block, false);
    const first = inFlight.length >= maxInFlight ? inFlight.shift() : undefined;
    if (first) yield await finished(first);
  }
  start(Buffer.alloc(0), true);
  for (const block of inFlight) yield await finished(block);
  yield gzipTrailer(crc, size);
}

/** Makes the end of a gzip member: the sum of the content, and its size in bytes as far as 32 bits hold it. */
export function gzipTrailer(crc: number, size: number): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc >>> 0, 0);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  return trailer;
}

/** Beside the blocks in work: one that is being filled, and one that is the dictionary of the oldest in work. */
const blockCount = maxInFlight + 2;

/** Puts chunks of any size together to full blocks, whose memory is used again after `blockCount` of them. */
async function* blocksOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const blocks: Buffer[] = [];
  let turn = 0;
  const nextBlock = () => {
    turn = (turn + 1) % blockCount;
    blocks[turn] ??= Buffer.allocUnsafeSlow(blockSize);
    return blocks[turn] as Buffer;
  };
  let block = nextBlock();
  let filled = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength; ) {
      const part = chunk.subarray(at, at + blockSize - filled);
      block.set(part, filled);
      at += part.byteLength;
      filled += part.byteLength;
      if (filled === blockSize) {
        yield block;
        block = nextBlock();
        filled = 0;
      }
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}
