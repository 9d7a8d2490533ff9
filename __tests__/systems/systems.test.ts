// Runs a table of whole steps on this system, and on Linux x64 under Wine and QEMU too, and compares what came of them.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { concurrently } from '../../src/concurrently.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import type { System } from '../support/action/run-action.ts';
import { isNightly } from '../support/nightly.ts';
import { peer } from '../support/servers/peers.ts';
import { artifactCases } from './cases/artifacts.ts';
import { chartCases } from './cases/charts.ts';
import { lineCases } from './cases/lines.ts';
import { localCases } from './cases/local.ts';
import { programCases } from './cases/programs.ts';
import { verbCases } from './cases/verbs.ts';
import { briefDigest, type Facts, type StepFacts, type SystemCase, startCases } from './system-cases.ts';
import { emulated, ownSystem, startArm64, startWindows } from './systems.ts';

const cases: SystemCase[] = [
  ...artifactCases,
  ...lineCases,
  ...chartCases,
  ...localCases,
  ...programCases,
  ...verbCases,
];

/** All cases on all systems take less than a minute; ten times that on a machine with ten times as much to do. */
const patience = 600_000;

type AllFacts = Map<SystemCase, Facts>;

/** Runs some cases on a system. */
async function runAll(system: System, chosen: readonly SystemCase[], atOnce: number): Promise<AllFacts> {
  const { run, stop } = await startCases(system, system !== ownSystem || !isNightly);
  const facts: AllFacts = new Map();
  try {
    await concurrently(chosen, atOnce, undefined, async (current) => {
      facts.set(current, await run(current, cases.indexOf(current)));
    });
  } finally {
    await stop();
  }
  return facts;
}

/** What is the same on all systems. */
const common = ({ steps, trees }: Facts, { onWindows = [], treesOnWindows }: SystemCase) => ({
  steps: steps.map((step, index) => (onWindows[index] ? 'otherwise on Windows' : step)),
  trees: treesOnWindows ? 'otherwise on Windows' : trees,
});

/** Looks at what is otherwise on Windows. */
const checkWindows = ({ steps, trees }: Facts, { onWindows = [], treesOnWindows }: SystemCase) => {
  for (const [index, wanted] of onWindows.entries()) {
    if (!wanted) continue;
    const { outcome, said, path } = steps[index] as StepFacts;
    expect(outcome).toBe(wanted.outcome);
    expect(said.join('\n')).toMatch(wanted.said);
    expect(path).toMatch(wanted.path ?? /^$/);
  }
  if (treesOnWindows) {
    const wanted = Object.entries(treesOnWindows).map(([path, content]) => [path, briefDigest(content)]);
    expect(trees).toEqual(Object.fromEntries(wanted));
  }
};

const titled = (chosen: readonly SystemCase[]) => chosen.map((current) => [current.name, current] as const);
const onEmulated = cases.filter(({ daily }) => isNightly || daily);
const onArm64 = onEmulated.filter(({ arm64 }) => arm64);

/** Runs some cases on a system that is started for them, if it is there. */
async function runOn(
  name: (typeof emulated)[number],
  start: typeof startWindows,
  chosen: readonly SystemCase[],
  atOnce: number,
): Promise<AllFacts> {
  if (!emulated.includes(name) || peer(name) === undefined) return new Map();
  const { system, stop } = await start();
  try {
    return await runAll(system, chosen, atOnce);
  } finally {
    await stop();
  }
}

let own: AllFacts;
let windows: AllFacts;
let arm64: AllFacts;
// All systems at once: a run under Wine waits for its server half of the time, while one under QEMU only computes.
beforeAll(async () => {
  const all = await Promise.allSettled([
    runAll(ownSystem, cases, emulated.length > 0 ? 1 : 3),
    runOn('windows', startWindows, onEmulated, 3),
    runOn('arm64', startArm64, onArm64, 1),
  ]);
  [own, windows, arm64] = all.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  }) as [AllFacts, AllFacts, AllFacts];
}, patience);

describe('on this system, as on every other one', () => {
  it.each(titled(cases))('%s', (_, current) => {
    const facts = own.get(current) as Facts;
    if (ownSystem.name === 'windows') checkWindows(facts, current);
    expect(common(facts, current)).toMatchSnapshot();
  });
});

if (emulated.includes('windows')) {
  describeWithPeers(['windows'], 'on Windows as on Linux', () => {
    it.each(titled(onEmulated))('%s', (_, current) => {
      const facts = windows.get(current) as Facts;
      const wanted = own.get(current) as Facts;
      expect(common(facts, current)).toEqual(common(wanted, current));
      for (const [index, step] of current.onWindows?.entries() ?? []) {
        if (step?.hasSameOutputs) expect(facts.steps[index]?.outputs).toEqual(wanted.steps[index]?.outputs);
      }
      checkWindows(facts, current);
    });
  });
}

if (emulated.includes('arm64')) {
  describeWithPeers(['arm64'], 'on arm64 as on x64', () => {
    it.each(titled(onArm64))('%s', (_, current) => {
      expect(arm64.get(current)).toEqual(own.get(current));
    });
  });
}
