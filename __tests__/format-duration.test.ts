import { expect, it } from '@jest/globals';
import { formatDuration } from '../src/format-duration.ts';

it.each([
  [0, '0.0 s'],
  [49, '0.0 s'],
  [312, '0.3 s'],
  [4_120, '4.1 s'],
  [9_949, '9.9 s'],
  [9_950, '10 s'],
  [38_400, '38 s'],
  [59_499, '59 s'],
  [59_500, '1 min 0 s'],
  [125_000, '2 min 5 s'],
  [3_599_499, '59 min 59 s'],
  [3_599_500, '1 h 0 min'],
  [3_780_000, '1 h 3 min'],
])('writes %i ms as %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
