import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { received } from '../../../src/registry/http/received.ts';

const usual = 512 * 1024;

describe('what came of a body', () => {
  it.each([
    ['one small piece', [100]],
    ['one large piece', [200_000]],
    ['small pieces', [10, 20_000, 30_000]],
    ['pieces of all sizes, more than is usual', [10, 300_000, 5, 400_000, 31_000]],
  ])('is kept whatever becomes of its memory: %s', (_, sizes) => {
    const ahead = received(usual);
    const memory = Buffer.alloc(400_000);
    const content = sizes.map((size) => randomBytes(size));
    for (const piece of content) {
      // As a socket does, which fills its buffer anew.
      ahead.put(memory.subarray(memory.byteLength - piece.copy(memory, memory.byteLength - piece.byteLength)));
      memory.fill(0);
    }
    expect(ahead.size).toBe(Buffer.concat(content).byteLength);
    expect(Buffer.from(ahead.take() ?? []).equals(Buffer.concat(content))).toBe(true);
    expect([ahead.size, ahead.take()]).toEqual([0, undefined]);
  });

  it('stays until the next but one is taken', () => {
    const ahead = received(usual);
    const content = [300_000, 200_000, 150_000, 20, 200_000].map((size) => randomBytes(size));
    const taken: Uint8Array[] = [];
    for (const [index, piece] of content.entries()) {
      ahead.put(piece);
      // The next one is there, and not taken yet.
      for (const back of [1, 2]) {
        const [wanted, there] = [content[index - back], taken[index - back]];
        if (wanted && there) expect(wanted.equals(there)).toBe(true);
      }
      taken.push(ahead.take() as Uint8Array);
      expect(piece.equals(taken[index] ?? Buffer.of())).toBe(true);
    }
  });

  it('stays where it is small, as long as somebody has it: several wait to be sent on', () => {
    const ahead = received(usual);
    const content = [40_000, 33_000, 10, 128 * 1024 - 1, 40_000, 40_000, 40_000].map((size) => randomBytes(size));
    const taken = content.map((piece) => {
      ahead.put(piece);
      return ahead.take() as Uint8Array;
    });
    expect(content.map((piece, index) => piece.equals(taken[index] ?? Buffer.of()))).toEqual(content.map(() => true));
  });

  it('is forgotten when it is not wanted', () => {
    const ahead = received(usual);
    ahead.put(randomBytes(200_000));
    ahead.clear();
    expect(ahead.take()).toBeUndefined();
  });
});
