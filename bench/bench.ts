// Compares the committed action with the real peers, on real registries that keep their storage on the same disk. The programs take
// turns (A B A B), so that what runs beside them hits all alike: the ratio within a turn counts, not the seconds. Linux only.
// Usage: npm run bench -- [--only NAME]... [--pairs 5] [--latency 20ms] [--tls] [--json FILE] [--show]
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureFixture } from './fixtures.ts';
import { measure } from './measure.ts';
import { type Network, Networks } from './network.ts';
import { forgetWhatSkopeoKnows, type Run } from './programs.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { type Measured, tableOf } from './table.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    pairs: { type: 'string', default: '5' },
    latency: { type: 'string' },
    tls: { type: 'boolean' },
    json: { type: 'string' },
    show: { type: 'boolean', default: false },
  },
});

/** Whether a name was asked for: in full, or by its beginning and a star. */
function isWanted(name: string): boolean {
  if (options.only === undefined) return true;
  return options.only.some((only) => (only.endsWith('*') ? name.startsWith(only.slice(0, -1)) : name === only));
}

function networkOf({ network }: Scenario): Network {
  const [, latency] = /^(\d+)(?:ms)?$/.exec(options.latency ?? '') ?? [];
  if (options.latency !== undefined && latency === undefined) throw new Error(`--latency ${options.latency}: try 20ms`);
  return {
    token: network?.token ?? false,
    tls: options.tls ?? network?.tls ?? false,
    latency: latency === undefined ? (network?.latency ?? 0) : Number(latency),
  };
}

let runs = 0;

async function measureScenario(scenario: Scenario, networks: Networks, workspace: string): Promise<Measured> {
  const network = networkOf(scenario);
  const [place, other] = [await networks.place(network), await networks.place(network, 2)];
  const requests = async () => (await place.count()) + (await other.count());
  for (const fixture of scenario.fixtures) ensureFixture(workspace, fixture);
  runs += 1;
  const seed = `${scenario.name}/seed-${runs}`;
  const prepared: Run = { place, other, seed, fresh: '', out: '' };
  for (const command of scenario.seed?.(prepared, workspace) ?? []) await measure([command], workspace);

  const once = async (program: string, side: Scenario['sides']['ours'], isCounted: boolean) => {
    runs += 1;
    const run = { ...prepared, fresh: `${scenario.name}/${program}-${runs}`, out: `out-${runs}` };
    forgetWhatSkopeoKnows();
    const commands = side(run);
    if (scenario.isAgain) {
      await measure(commands, workspace);
      // oras writes the time into its manifests, in seconds: within one of them a second push would be the first.
      await delay(1_100);
    }
    const before = isCounted ? await requests() : 0;
    const cost = await measure(commands, workspace);
    rmSync(join(workspace, run.out), { recursive: true, force: true });
    return { cost, sent: isCounted ? (await requests()) - before : 0 };
  };

  const sides: Measured['sides'] = {};
  // The first round warms up, and counts what is sent.
  for (const [program, side] of Object.entries(scenario.sides)) {
    sides[program] = { costs: [], requests: (await once(program, side, true)).sent };
  }
  for (let pair = 0; pair < Number(options.pairs); pair += 1) {
    for (const [program, side] of Object.entries(scenario.sides)) {
      sides[program]?.costs.push((await once(program, side, false)).cost);
    }
  }
  return { network: JSON.stringify(network), sides };
}

const { json } = options;
const results: Record<string, Measured> =
  json !== undefined && existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')) : {};
if (!options.show) {
  // Storage, fixtures and temporary files: all in one place. /dev/shm, which is memory, is below /dev, where the action reads nothing.
  const folder = mkdtempSync(join(tmpdir(), 'oci-artifact-bench-'));
  process.env['TMPDIR'] = folder;
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  try {
    await using networks = new Networks();
    for (const scenario of scenarios.filter(({ name }) => isWanted(name))) {
      const measured = await measureScenario(scenario, networks, workspace);
      results[scenario.name] = measured;
      console.log(`${tableOf({ [scenario.name]: measured })}\n`);
      if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, undefined, 1)}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
console.log(tableOf(results));
