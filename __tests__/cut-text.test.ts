import { beforeAll, expect, it } from '@jest/globals';
import { cutText, holdsSecret, noteSecret } from '../src/cut-text.ts';

// The shorter one is noted first, and is within the longer one.
const [short, long] = ['hunter2', 'the-hunter2-of-all'];
beforeAll(() => {
  for (const secret of [short, long]) noteSecret(secret);
});

it.each([
  ['what is short enough', 'abc', 3, '…', 'abc'],
  ['what is too long', 'abcd', 3, '…', 'abc…'],
  ['what is too long, without a mark', 'abcd', 3, '', 'abc'],
  ['nothing', '', 0, '…', ''],
  ['a secret at the edge', `ab ${short} cd`, 5, '…', 'ab **…'],
  ['a secret that is the rest', `ab ${short}`, 6, '…', 'ab ***'],
  ['a secret within another', `ab ${long} cd`, 9, '…', 'ab *** cd'],
  ['both, one after the other', `${short} ${long} ${short}`, 20, '…', '*** *** ***'],
  ['the same one twice', `${short}${short} and more`, 8, '…', '****** a…'],
  // The runner hides it as it is.
  ['a secret where all is shown', `x ${short}`, 9, '…', `x ${short}`],
])('cuts %s', (_, text, length, end, expected) => {
  expect(cutText(text, length, end)).toBe(expected);
});

it.each([
  [short, true],
  [`x${short}y`, true],
  [short.slice(1), false],
  [short.toUpperCase(), false],
  ['', false],
])('%j is or holds a secret: %s', (text, expected) => {
  expect(holdsSecret(text)).toBe(expected);
});
