import { beforeAll, describe, expect, it } from '@jest/globals';
import { type HostileCase, runHostile } from './hostile.ts';

/** Runs all cases of a table side by side, and makes a test of each. */
export function describeHostile(title: string, cases: readonly HostileCase[]): void {
  describe(title, () => {
    let result: Awaited<ReturnType<typeof runHostile>>;
    beforeAll(async () => {
      result = await runHostile(cases);
    }, 300_000);

    it.each(cases.map((current) => [current.name, current] as const))('%s', (_, current) => {
      expect(result.outcomes.get(current)).toEqual({ outcome: current.expected, problems: [] });
    });

    it('lets no request go anywhere else', () => {
      expect(result.trapped).toEqual([]);
    });
  });
}
