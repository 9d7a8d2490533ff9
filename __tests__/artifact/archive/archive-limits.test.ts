import { expect, it } from '@jest/globals';
import {
  isOverRatio,
  maxArchiveEntries,
  maxRatio,
  maxUnpackedBytes,
} from '../../../src/artifact/archive/archive-limits.ts';

const mebi = 1024 ** 2;

it('an archive may have the bytes, entries and ratio that the documents name', () => {
  expect([maxUnpackedBytes, maxArchiveEntries, maxRatio]).toEqual([10_737_418_240, 100_000, 200]);
});

it.each([
  [256 * mebi, 0, undefined, false],
  [256 * mebi + 1, 0, undefined, true],
  [256 * mebi + 200, 1, undefined, false],
  [256 * mebi + 201, 1, undefined, true],
  [456 * mebi, mebi, undefined, false],
  [456 * mebi + 1, mebi, undefined, true],
  [455 * mebi, mebi, mebi, false],
  [455 * mebi + 1, mebi, mebi, true],
])('%d bytes out of %d, with a margin of %j, are too many: %s', (unpacked, compressed, margin, isOver) => {
  expect(isOverRatio(unpacked, compressed, margin)).toBe(isOver);
});
