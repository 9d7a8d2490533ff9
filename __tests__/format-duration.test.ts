import { expect, it } from '@jest/globals';
import { formatDuration, formatEstimate } from '../src/format-duration.ts';

it.each([
  [0, '0.1 s'],
  [149, '0.1 s'],
  [150, '0.2 s'],
  [300, '0.3 s'],
  [1_000, '1 s'],
  [4_120, '4.1 s'],
  [9_949, '9.9 s'],
  [9_950, '10 s'],
  [38_400, '38 s'],
  [59_499, '59 s'],
  [59_500, '1 min'],
  [120_000, '2 min'],
  [125_000, '2 min 5 s'],
  [3_599_499, '59 min 59 s'],
  [3_599_500, '1 h'],
  [4_200_000, '1 h 10 min'],
  [90_000_000, '25 h'],
])('%d ms are %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

it.each([
  [1, '1 s'],
  [120_000, '120 s'],
  [120_001, '3 min'],
  [7_200_000, '120 min'],
  [7_200_001, '3 h'],
  [21_000_000, '6 h'],
])('as an estimate, %d ms are %s', (milliseconds, text) => {
  expect(formatEstimate(milliseconds)).toBe(text);
});
