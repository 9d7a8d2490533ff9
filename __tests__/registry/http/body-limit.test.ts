import { describe, expect, it } from '@jest/globals';
import { BodyLimit } from '../../../src/registry/http/body-limit.ts';

const mebibyte = 1024 * 1024;

describe('the limit of bodies', () => {
  it.each<[string, number | undefined, number, number, number | undefined]>([
    ['a body of 5 MiB', undefined, 5 * mebibyte, 0, 4 * mebibyte],
    ['a chunk of 4 MiB', 4 * mebibyte, 4 * mebibyte, 0, mebibyte],
    ['a chunk of 512 KiB', 512 * 1024, 512 * 1024, 0, undefined],
    ['a body that is smaller than all sizes', undefined, 1000, 0, undefined],
    ['a body before the size was changed by another upload', mebibyte, 20 * mebibyte, 0, mebibyte],
    ['a chunk of a small size that was chosen', 1000, 1000, 0, undefined],
    ['a chunk of 4 MiB where 2 MiB are the least', 4 * mebibyte, 4 * mebibyte, 2 * mebibyte, undefined],
    [
      'a body where 2 MiB are the least, and more than 1 MiB is not taken',
      mebibyte,
      20 * mebibyte,
      2 * mebibyte,
      undefined,
    ],
  ])('after %s was refused', (_, size, bytes, min, expected) => {
    const limit = new BodyLimit('registry.test', size);
    expect(limit.sizeBelow(bytes, min)).toBe(expected);
    limit.noteRefused(bytes, min, 413);
    expect(limit.size).toBe(expected ?? size ?? Number.POSITIVE_INFINITY);
  });

  it('is told once for each size', () => {
    const notices: string[] = [];
    const limit = new BodyLimit('registry.test', undefined, (text) => notices.push(text));
    for (const bytes of [9 * mebibyte, 8 * mebibyte, 4 * mebibyte]) limit.noteRefused(bytes, 0, 413);
    limit.noteRefused(mebibyte, 0, 416);
    expect(notices).toHaveLength(3);
  });

  it('may show as a broken connection, but not for a body of a size that passed before', () => {
    const limit = new BodyLimit('registry.test');
    expect(limit.sizeToTry(9 * mebibyte, 0)).toBe(4 * mebibyte);
    expect(limit.sizeToTry(1000, 0)).toBeUndefined();
    limit.notePassed(8 * mebibyte);
    expect(limit.sizeToTry(9 * mebibyte, 0)).toBe(4 * mebibyte);
    expect(limit.sizeToTry(8 * mebibyte, 0)).toBeUndefined();
    // A smaller one that passes later says nothing of it.
    limit.notePassed(1000);
    expect(limit.sizeToTry(8 * mebibyte, 0)).toBeUndefined();
    expect(limit.size).toBe(Number.POSITIVE_INFINITY);
    limit.noteTried(mebibyte);
    expect(limit.size).toBe(mebibyte);
    // Another upload began before that was known.
    limit.noteTried(4 * mebibyte);
    expect(limit.size).toBe(mebibyte);
  });
});
