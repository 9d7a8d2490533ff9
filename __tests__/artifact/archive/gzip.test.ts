import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { gzip, gzipTrailer } from '../../../src/artifact/archive/gzip.ts';
import { buffer } from '../../support/content/buffer.ts';
import { run } from '../../support/servers/peers.ts';

const blockSize = 256 * 1024;

/** Text that repeats itself in part, as real files do; always the same. */
function content(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let state = 1;
  for (let at = 0; at < size; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = at % 7 < 3 ? 97 + (at % 26) : state >>> 28;
  }
  return bytes;
}

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

describe.each([0, 1, blockSize - 1, blockSize, blockSize + 1, 3 * 1024 ** 2])('%d bytes', (size) => {
  const bytes = content(size);

  it('come back from node and gzip', async () => {
    const packed = await buffer(gzip(inChunks(bytes, 64 * 1024)));
    expect(gunzipSync(packed).equals(bytes)).toBe(true);
    expect(packed.subarray(0, 10).toString('hex')).toBe('1f8b08000000000000ff');
    expect(await run('gzip', ['-t'], { input: packed })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(packed.readUInt32LE(packed.byteLength - 4)).toBe(size);
  });

  it.each(size > blockSize + 1 ? [7, 1024 ** 2] : [1, 7, 64 * 1024, 1024 ** 2])('in chunks of %d', async (chunk) => {
    const packed = await buffer(gzip(inChunks(bytes, chunk)));
    expect(packed.equals(await buffer(gzip(inChunks(bytes, size || 1))))).toBe(true);
  });

  it('in memory that is used again', async () => {
    async function* reusing() {
      const memory = Buffer.alloc(5000);
      for (let at = 0; at < size; at += memory.byteLength) {
        const length = bytes.copy(memory, 0, at);
        yield memory.subarray(0, length);
        memory.fill('!');
      }
    }
    expect(gunzipSync(await buffer(gzip(reusing()))).equals(bytes)).toBe(true);
  });
});

it.each([
  [0x01020304, 5, '0403020105000000'],
  [-1, 2 ** 31 - 1, 'ffffffffffffff7f'],
  [0xffffffff, 2 ** 31, 'ffffffff00000080'],
  [0, 2 ** 32 - 1, '00000000ffffffff'],
  [0, 2 ** 32, '0000000000000000'],
  [0, 10 * 2 ** 32 + 3, '0000000003000000'],
])('ends with the sum %d and the size %d as %s', (crc, size, hex) => {
  expect(gzipTrailer(crc, size).toString('hex')).toBe(hex);
});

it('tells after each block how many bytes came in, and how many went out for them', async () => {
  const bytes = content(2 * blockSize + 7);
  const told: [unpacked: number, compressed: number][] = [];
  let written = 0;
  const seen: number[] = [];
  const packed = gzip(inChunks(bytes, 100_000), (unpacked, compressed) => {
    told.push([unpacked, compressed]);
    seen.push(written);
  });
  for await (const chunk of packed) written += chunk.byteLength;
  expect(told.map(([unpacked]) => unpacked)).toEqual([blockSize, 2 * blockSize, bytes.byteLength, bytes.byteLength]);
  // What a block makes goes out after it is told; sum and size follow all.
  expect(told.map(([, compressed]) => compressed)).toEqual([...seen.slice(1), written - 8]);
});

it('takes empty chunks', async () => {
  async function* chunks() {
    for (const text of ['', 'a', '', '', 'b', '']) yield Buffer.from(text);
  }
  expect(gunzipSync(await buffer(gzip(chunks()))).toString()).toBe('ab');
});

it('compresses nearly as well as in one piece', async () => {
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, index) => `line ${index % 5000}\n`).join(''));
  const packed = await buffer(gzip(inChunks(bytes, 100_000)));
  expect(packed.byteLength).toBeLessThan(gzipSync(bytes, { level: 6 }).byteLength * 1.05);
});

it('gives the same bytes for any number of threads', async () => {
  const module = fileURLToPath(new URL('../../../src/artifact/archive/gzip.ts', import.meta.url));
  const program = `
    import { createHash } from 'node:crypto';
    import { gzip } from ${JSON.stringify(module)};
    async function* chunks() {
      for (let i = 0; i < 50; i++) yield Buffer.from(Array.from({ length: 10000 }, (_, n) => (n * n * i) % 1000).join());
    }
    const hash = createHash('sha256');
    for await (const chunk of gzip(chunks())) hash.update(chunk);
    console.log(hash.digest('hex'));`;
  const results = await Promise.all(
    ['1', '4'].map((threads) =>
      run(process.execPath, ['--input-type=module', '-e', program], { env: { UV_THREADPOOL_SIZE: threads } }),
    ),
  );
  async function* chunks() {
    for (let i = 0; i < 50; i++) yield Buffer.from(Array.from({ length: 10_000 }, (_, n) => (n * n * i) % 1000).join());
  }
  const own = createHash('sha256')
    .update(await buffer(gzip(chunks())))
    .digest('hex');
  expect(results.map(({ stdout }) => stdout.trim())).toEqual([own, own]);
});

describe('what goes wrong', () => {
  it.each([0, 1, 3, 10])('passes an error on after %d blocks', async (blocks) => {
    async function* failing() {
      for (let index = 0; index < blocks; index++) yield Buffer.alloc(blockSize, index);
      throw new Error('no such disk');
    }
    await expect(buffer(gzip(failing()))).rejects.toThrow('no such disk');
  });

  it('closes the source when the reader stops', async () => {
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) yield Buffer.alloc(blockSize);
      } finally {
        isClosed = true;
      }
    }
    let chunks = 0;
    for await (const _ of gzip(endless())) if (++chunks === 2) break;
    expect(isClosed).toBe(true);
  });

  it('keeps few blocks in work', async () => {
    let asked = 0;
    async function* counted() {
      for (; asked < 100; asked++) yield Buffer.alloc(blockSize);
    }
    let given = -1;
    for await (const _ of gzip(counted())) {
      given++;
      expect(asked - given).toBeLessThan(8);
      if (given === 50) break;
    }
  });
});
