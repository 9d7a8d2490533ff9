import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithPeers } from '../action/describe-with-peers.ts';
import { isNightly } from '../nightly.ts';
import { type FaultCase, type FaultyJob, startFaults } from './fault-cases.ts';
import { isStall } from './faults.ts';
import { runnerOf } from './runner-of.ts';

/** What a fault is to the client: how the step ends, whether it waits, and how it reaches the registry. */
const kindOf = ({ expected, rules, usesTokens = false, usesTls = false }: FaultCase) =>
  [expected, rules.some(({ fault }) => isStall(fault)), usesTokens, usesTls].join();

/** Runs the cases of a table side by side, and makes a test of each. */
export function describeFaults(title: string, job: FaultyJob, all: readonly FaultCase[]): void {
  const cases = all.filter((current) => isNightly || !current.isNightlyOnly);
  describeWithPeers(['docker-registry'], title, () => {
    let table: Awaited<ReturnType<typeof startFaults>>;
    beforeAll(async () => {
      table = await startFaults(job, cases, (current) => runnerOf(kindOf(current)));
    });
    afterAll(async () => await table?.[Symbol.asyncDispose]());

    it.each(cases.map((current) => [current.name, current] as const))('%s', async (_, current) => {
      const outcome = await table.of(current);
      expect(outcome).toEqual({ outcome: current.expected, unfired: [], leaked: [], problems: [] });
    });
  });
}
