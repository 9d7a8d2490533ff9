import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HostileCase, startHostile } from './hostile.ts';
import { runnerOf } from './runner-of.ts';

const kindOf = ({ expected, inputs }: HostileCase) => [expected, inputs?.['mode']].join();

/** Runs all cases of a table side by side, and makes a test of each. */
export function describeHostile(title: string, cases: readonly HostileCase[]): void {
  describe(title, () => {
    let table: Awaited<ReturnType<typeof startHostile>>;
    beforeAll(async () => {
      table = await startHostile(cases, (current) => runnerOf(kindOf(current)));
    });
    afterAll(async () => await table?.[Symbol.asyncDispose]());

    it.each(cases.map((current) => [current.name, current] as const))('%s', async (_, current) => {
      expect(await table.of(current)).toEqual({ outcome: current.expected, problems: [] });
    });

    it('lets no request go anywhere else', async () => {
      expect(await table.trapped()).toEqual([]);
    });
  });
}
