import { expect, it } from '@jest/globals';
import { formatBytes } from '../src/format-bytes.ts';

it.each([
  [0, '0 B'],
  [1, '1 B'],
  [999, '999 B'],
  [1023, '1023 B'],
  [1024, '1 KiB'],
  [1536, '1.5 KiB'],
  [9.96 * 1024, '10 KiB'],
  [10.5 * 1024, '11 KiB'],
  [99.4 * 1024 ** 2, '99 MiB'],
  [12 * 1024 ** 2, '12 MiB'],
  [1.5 * 1024 ** 3, '1.5 GiB'],
  [2 * 1024 ** 4, '2 TiB'],
  [5000 * 1024 ** 4, '5000 TiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
