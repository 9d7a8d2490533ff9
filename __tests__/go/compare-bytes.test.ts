import { expect, it } from '@jest/globals';
import { compareBytes } from '../../src/go/compare-bytes.ts';

it.each([
  ['a', 'a', 0],
  ['a', 'b', -1],
  ['a', 'ab', -1],
  ['', 'a', -1],
  ['B', 'a', -1],
  ['a-b', 'a/b', -1],
  ['z', 'ä', -1],
  ['10', '9', -1],
  // By the units of JavaScript it would be the other way round.
  ['\uff01', '😀', -1],
])('%j and %j are ordered by their bytes: %d', (a, b, expected) => {
  expect(Math.sign(compareBytes(a, b))).toBe(expected);
  expect(Math.sign(compareBytes(b, a))).toBe(0 - expected);
});
