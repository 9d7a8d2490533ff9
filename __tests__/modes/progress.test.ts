import { expect, it } from '@jest/globals';
import type { Log } from '../../src/modes/context.ts';
import { countProgress, formatBytes } from '../../src/modes/progress.ts';

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [10 * 1024, '10 KiB'],
  [1024 ** 3 * 1.5, '1.5 GiB'],
])('formatBytes writes %d as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it('countProgress says nothing of quick work, then every five seconds how far it is', () => {
  const lines: string[] = [];
  const log = { info: (text: string) => lines.push(text) } as unknown as Log;
  let now = 0;
  const count = countProgress(log, 100 * 1024 ** 2, () => now);
  for (now = 1000; now <= 11_000; now += 1000) count(5 * 1024 ** 2);
  expect(lines).toEqual([
    '25 % (25 MiB of 100 MiB), 5.0 MiB/s, 15 s left',
    '50 % (50 MiB of 100 MiB), 5.0 MiB/s, 10 s left',
  ]);
});
