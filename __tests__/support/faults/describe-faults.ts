import { beforeAll, expect, it } from '@jest/globals';
import { describeWithPeers } from '../action/describe-with-peers.ts';
import { type CaseOutcome, type FaultCase, type FaultyJob, runFaults } from './fault-cases.ts';

/** Runs all cases of a table side by side, and makes a test of each. */
export function describeFaults(title: string, job: FaultyJob, cases: readonly FaultCase[]): void {
  describeWithPeers(['docker-registry'], title, () => {
    let outcomes: Map<FaultCase, CaseOutcome>;
    beforeAll(async () => {
      outcomes = await runFaults(job, cases);
    }, 300_000);

    it.each(cases.map((current) => [current.name, current] as const))('%s', (_, current) => {
      const { expected } = current;
      expect(outcomes.get(current)).toEqual({ outcome: expected, unfired: [], leaked: [], problems: [] });
    });
  });
}
