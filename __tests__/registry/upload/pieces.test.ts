import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { OpenContent } from '../../../src/chunks.ts';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { Pieces } from '../../../src/registry/upload/pieces.ts';
import { verified } from '../../../src/store/verified.ts';
import { buffer } from '../../support/content/buffer.ts';

const bytes = randomBytes(1000);

/** Content in chunks of 64 bytes that counts how often it is opened and given up or ended. */
function counted(content: Uint8Array = bytes): { open: OpenContent; count: { opened: number; ended: number } } {
  const count = { opened: 0, ended: 0 };
  async function* chunks() {
    count.opened += 1;
    try {
      for (let at = 0; at < content.byteLength; at += 64) yield content.subarray(at, at + 64);
    } finally {
      count.ended += 1;
    }
  }
  return { open: async () => chunks(), count };
}

const read = async (open: OpenContent) => buffer(await open());

describe('pieces of content', () => {
  it.each([1, 63, 64, 65, 300, 1000])('of %i bytes are read in one go', async (size) => {
    const { open, count } = counted();
    const pieces = new Pieces(open, bytes.length);
    for (let at = 0; at < bytes.length; at += size) {
      const end = Math.min(at + size, bytes.length);
      expect(bytes.subarray(at, end).equals(await read(pieces.piece(at, end)))).toBe(true);
    }
    await pieces.finish();
    expect(count).toEqual({ opened: 1, ended: 1 });
  });

  it('are found again from the start when one is repeated, skipped or was given up', async () => {
    const { open, count } = counted();
    const pieces = new Pieces(open, bytes.length);
    const expectPiece = async (start: number, end: number) =>
      expect(bytes.subarray(start, end).equals(await read(pieces.piece(start, end)))).toBe(true);
    await expectPiece(0, 100);
    await expectPiece(0, 100);
    await expectPiece(500, 600);
    const given = (await pieces.piece(600, 700)())[Symbol.asyncIterator]();
    await given.next();
    await given.return?.();
    await expectPiece(600, 700);
    // One that is still being read elsewhere is not disturbed.
    const slow = (await pieces.piece(700, 1000)())[Symbol.asyncIterator]();
    const first = await slow.next();
    await expectPiece(700, 1000);
    expect(bytes.subarray(700, 700 + first.value.length).equals(first.value)).toBe(true);
    pieces.close();
    await new Promise((settled) => setImmediate(settled));
    expect(count).toEqual({ opened: 5, ended: 5 });
  });

  it('are not shared by two who read the same one at once', async () => {
    const { open, count } = counted();
    const pieces = new Pieces(open, bytes.length);
    await read(pieces.piece(0, 100));
    const [one, other] = await Promise.all([read(pieces.piece(100, 1000)), read(pieces.piece(100, 1000))]);
    // The first one is given up for the second, and may end early.
    expect(bytes.subarray(100, 100 + one.length).equals(one)).toBe(true);
    expect(bytes.subarray(100).equals(other)).toBe(true);
    expect(count.opened).toBe(2);
  });

  it('may be cut from content with empty chunks', async () => {
    async function* chunks() {
      for (const at of [0, 500]) {
        yield new Uint8Array();
        yield bytes.subarray(at, at + 500);
      }
    }
    const pieces = new Pieces(async () => chunks(), bytes.length);
    for (const at of [0, 250, 500, 750]) {
      expect(bytes.subarray(at, at + 250).equals(await read(pieces.piece(at, at + 250)))).toBe(true);
    }
    await pieces.finish();
  });

  it('that are wanted no more, since the registry has them, are not missed at the end', async () => {
    const pieces = new Pieces(counted().open, bytes.length);
    await read(pieces.piece(0, 100));
    expect(await pieces.finish()).toBeUndefined();
  });

  it('of content that has more bytes than it should have are refused at the end', async () => {
    const { open, count } = counted();
    const pieces = new Pieces(open, 900);
    await read(pieces.piece(0, 900));
    await expect(pieces.finish()).rejects.toMatchObject({ code: 'INTEGRITY' });
    expect(count).toEqual({ opened: 1, ended: 1 });
  });

  it('end with the check of the content', async () => {
    const changed = Buffer.from(bytes).fill(0, 10, 20);
    const descriptor = describeContent('text/plain', bytes);
    const pieces = new Pieces(async () => verified(await counted(changed).open(), descriptor), bytes.length);
    for (let at = 0; at < 1000; at += 100) await read(pieces.piece(at, at + 100));
    await expect(pieces.finish()).rejects.toMatchObject({ code: 'INTEGRITY' });
  });
});
