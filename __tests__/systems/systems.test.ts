// Runs a table of whole steps on this system, and on Linux x64 under Wine and QEMU too, and compares what came of them.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { concurrently } from '../../src/concurrently.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import type { System } from '../support/action/run-action.ts';
import { artifactCases } from './cases/artifacts.ts';
import { chartCases } from './cases/charts.ts';
import { lineCases } from './cases/lines.ts';
import { localCases } from './cases/local.ts';
import { programCases } from './cases/programs.ts';
import { verbCases } from './cases/verbs.ts';
import { type Facts, type StepFacts, type SystemCase, startCases } from './system-cases.ts';
import { arm64, emulated, ownSystem, startWindows } from './systems.ts';

const cases: SystemCase[] = [
  ...artifactCases,
  ...lineCases,
  ...chartCases,
  ...localCases,
  ...programCases,
  ...verbCases,
];

/** All cases on one system take half a minute; ten times that on a machine with ten times as much to do. */
const patience = 600_000;

/** Runs some cases on a system; three at a time, since a start under Wine waits half of its time. */
async function runAll(system: System, chosen: readonly SystemCase[]): Promise<Map<SystemCase, Facts>> {
  const { run, stop } = await startCases(system);
  const facts = new Map<SystemCase, Facts>();
  try {
    await concurrently(chosen, 3, undefined, async (current) => {
      facts.set(current, await run(current, cases.indexOf(current)));
    });
  } finally {
    await stop();
  }
  return facts;
}

/** What is the same on all systems. */
const common = ({ steps, trees }: Facts, { onWindows = [] }: SystemCase) => ({
  steps: steps.map((step, index) => (onWindows[index] ? 'otherwise on Windows' : step)),
  trees,
});

/** Looks at what is otherwise on Windows. */
const checkWindows = ({ steps }: Facts, { onWindows = [] }: SystemCase) => {
  for (const [index, wanted] of onWindows.entries()) {
    if (!wanted) continue;
    const { outcome, said, path } = steps[index] as StepFacts;
    expect(outcome).toBe(wanted.outcome);
    expect(said.join('\n')).toMatch(wanted.said);
    expect(path).toMatch(wanted.path ?? /^$/);
  }
};

const titled = cases.map((current) => [current.name, current] as const);
let own: Map<SystemCase, Facts>;
beforeAll(async () => {
  own = await runAll(ownSystem, cases);
}, patience);

describe('on this system, as on every other one', () => {
  it.each(titled)('%s', (_, current) => {
    const facts = own.get(current) as Facts;
    if (ownSystem.name === 'windows') checkWindows(facts, current);
    expect(common(facts, current)).toMatchSnapshot();
  });
});

if (emulated.includes('windows')) {
  describeWithPeers(['windows'], 'on Windows as on Linux', () => {
    let facts: Map<SystemCase, Facts>;
    let stop = async () => {};
    beforeAll(async () => {
      const started = await startWindows();
      stop = started.stop;
      facts = await runAll(started.system, cases);
    }, patience);
    afterAll(() => stop());
    it.each(titled)('%s', (_, current) => {
      const found = facts.get(current) as Facts;
      expect(common(found, current)).toEqual(common(own.get(current) as Facts, current));
      checkWindows(found, current);
    });
  });
}

if (emulated.includes('arm64')) {
  describeWithPeers(['arm64'], 'on arm64 as on x64', () => {
    const chosen = titled.filter(([, current]) => current.arm64);
    let facts: Map<SystemCase, Facts>;
    beforeAll(async () => {
      facts = await runAll(
        arm64(),
        chosen.map(([, current]) => current),
      );
    }, patience);
    it.each(chosen)('%s', (_, current) => expect(facts.get(current)).toEqual(own.get(current)));
  });
}
