// Runs a table of whole steps on this system, and on Linux x64 under Wine and QEMU too, and compares what came of them.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import type { System } from '../support/action/run-action.ts';
import { isNightly } from '../support/nightly.ts';
import { peer } from '../support/servers/peers.ts';
import { type SideBySide, sideBySide } from '../support/side-by-side.ts';
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

type Table = SideBySide<SystemCase, Facts> & { stop: () => Promise<void> };

/** Runs some cases on a system. */
async function startTable(system: System, chosen: readonly SystemCase[], atOnce: number): Promise<Table> {
  const { run, stop } = await startCases(system, system !== ownSystem || !isNightly);
  const rows = sideBySide(chosen, atOnce, (current) => run(current, cases.indexOf(current)));
  return { ...rows, stop: () => rows.done.then(stop) };
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
async function startOn(
  name: (typeof emulated)[number],
  start: typeof startWindows,
  chosen: readonly SystemCase[],
  atOnce: number,
): Promise<Table | undefined> {
  if (!emulated.includes(name) || peer(name) === undefined) return undefined;
  const { system, stop } = await start();
  const table = await startTable(system, chosen, atOnce);
  return { ...table, stop: () => table.stop().finally(stop) };
}

let own: Table;
let windows: Table | undefined;
let arm64: Table | undefined;
// All systems at once: a run under Wine waits for its server half of the time, while one under QEMU only computes.
beforeAll(async () => {
  [own, windows, arm64] = await Promise.all([
    startTable(ownSystem, cases, emulated.length > 0 ? 1 : 3),
    startOn('windows', startWindows, onEmulated, 3),
    startOn('arm64', startArm64, onArm64, 1),
  ]);
});
afterAll(() => Promise.all([own, windows, arm64].map((table) => table?.stop())));

/** Waits for what came of a case. */
const factsOf = (table: Table | undefined, current: SystemCase) => (table as Table).of(current);

describe('on this system, as on every other one', () => {
  it.each(titled(cases))('%s', async (_, current) => {
    const facts = await factsOf(own, current);
    if (ownSystem.name === 'windows') checkWindows(facts, current);
    expect(common(facts, current)).toMatchSnapshot();
  });
});

if (emulated.includes('windows')) {
  describeWithPeers(['windows'], 'on Windows as on Linux', () => {
    it.each(titled(onEmulated))('%s', async (_, current) => {
      const [facts, wanted] = await Promise.all([factsOf(windows, current), factsOf(own, current)]);
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
    it.each(titled(onArm64))('%s', async (_, current) => {
      expect(await factsOf(arm64, current)).toEqual(await factsOf(own, current));
    });
  });
}
