import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { digestOf } from '../../src/oci/digest.ts';
import { openRegistry } from '../../src/registry/registry.ts';
import { copyGraph } from '../../src/store/copy-graph.ts';
import { type ActionOptions, type ActionRun, type System, startAction } from '../support/action/run-action.ts';
import { endWell, outcomeOf } from '../support/action/run-outcome.ts';
import { readTree } from '../support/content/read-tree.ts';
import { stage } from '../support/content/staged.ts';
import { type SharedProcess, startSharedProcess } from '../support/processes/shared-process.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { registryOptions } from '../support/servers/registry-options.ts';

type Inputs = Record<string, string>;

/** Where a case runs, by the names that the action is given. */
export interface Place {
  /** A registry that all systems see, and a repository prefix of the case's own in it: `127.0.0.1:PORT/case-7`. */
  registry: string;
  /** The same in a registry that wants the user `a` with the password `b`. */
  guarded: string;
  /** A path in the workspace as the system writes absolute ones. */
  full: (path: string) => string;
  /** A relative path with the separator of the system. */
  own: (path: string) => string;
  /** A name in other letters, where they name the same file: on Windows and macOS. */
  cased: (path: string) => string;
  /** Puts an artifact with any titles below `registry`, as another tool may. */
  put: (repository: string, files: Record<string, string>) => Promise<void>;
  /** The workspace, for the tests themselves. */
  folder: string;
  system: System;
}

/** Steps that must give the same on every system, but for what is said to differ. */
export interface SystemCase {
  name: string;
  files?: Record<string, string | Uint8Array>;
  arrange?: (place: Place) => Promise<unknown>;
  /**
   * What another process of the system does in the workspace meanwhile, in Node with `fs`, `delay`, `until(path)`, which
   * waits for a file or for the end of the steps, and `ready()`, which lets them begin. `../done` is there when they have
   * ended.
   */
  beside?: string;
  steps: (place: Place) => Inputs[];
  /** The folders to look at when all steps are done; `out` unless told. */
  trees?: string[];
  env?: (place: Place) => Record<string, string>;
  /** Of each step, what comes of it on Windows where that is something else; the reason is in the name of the case. */
  onWindows?: ({ outcome: string; said: RegExp; path?: RegExp; hasSameOutputs?: true } | undefined)[];
  /** What the folders hold on Windows where that is something else: each file with its text. */
  treesOnWindows?: Record<string, string>;
  /** Runs on emulated arm64 too. */
  arm64?: true;
  /** Runs on emulated systems in each `npm test`; the others do so nightly. */
  daily?: true;
  /** Each step is a process of its own, from the start of Node to its end, where steps of other cases share processes. */
  whole?: true;
}

/** What came of one step, without what depends on where it ran. */
export interface StepFacts {
  outcome: string;
  /** Annotations, in the order they were given. */
  said: string[];
  outputs: Record<string, string>;
  path: string;
}

/** What came of a case: its steps, and each file in the folders with a digest of its content. */
export interface Facts {
  steps: StepFacts[];
  trees: Record<string, string>;
}

/** Outputs that only repeat others. */
const repeated = ['json'];

type RunStep = (inputs: Inputs, options: ActionOptions) => Promise<ActionRun>;

const runProcess: RunStep = (inputs, options) => endWell(startAction(inputs, options));

/** Some environment counts when a process starts, and a file that another one has open is to stay with that one. */
const isWhole = ({ whole, env, beside }: SystemCase) => whole || env !== undefined || beside !== undefined;

/**
 * Makes a function that runs a case on a system, with a registry of that system's own; the steps of most cases share a few
 * processes where `isShared`.
 */
export async function startCases(
  system: System,
  isShared: boolean,
): Promise<{
  run: (current: SystemCase, number: number) => Promise<Facts>;
  stop: () => Promise<void>;
}> {
  const registry = await startFakeRegistry();
  const guarded = await startFakeRegistry({ auth: { scheme: 'basic', user: { username: 'a', password: 'b' } } });
  const idle: SharedProcess[] = [];
  return {
    run: async (current, number) => {
      const run = (runStep: RunStep) => runCase(current, number, system, registry, guarded.host, runStep);
      if (!isShared || isWhole(current)) return run(runProcess);
      const shared = idle.pop() ?? (await startSharedProcess(system));
      try {
        return await run(shared.run);
      } finally {
        idle.push(shared);
      }
    },
    stop: async () => {
      await Promise.all([registry.stop(), guarded.stop(), ...idle.map((shared) => shared.end())]);
    },
  };
}

/** What stands for the content of a file. */
export const briefDigest = (content: string) => digestOf(Buffer.from(content)).slice(7, 19);

/** The tool cache has a folder for each processor. */
const anyArch = (text: string) => text.replace(/\b(?:x64|arm64)\b/g, '<arch>');

function swapCase(text: string): string {
  return text.replace(/\p{L}/gu, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
}

async function runCase(
  current: SystemCase,
  number: number,
  system: System,
  registry: FakeRegistry,
  guarded: string,
  runStep: RunStep,
): Promise<Facts> {
  const top = await mkdtemp(join(tmpdir(), 'oci-artifact-system-'));
  const folder = join(top, 'Work');
  const isWindows = system.name === 'windows';
  const place: Place = {
    registry: `${registry.host}/case-${number}`,
    guarded: `${guarded}/case-${number}`,
    full: (path) => system.pathOf(join(folder, path)),
    cased: (path) => (['windows', 'macos'].includes(system.name) ? swapCase(path) : path),
    put: async (repository, files) => {
      const { store, root } = stage(files, true);
      const target = openRegistry(registry.host, registryOptions({}))(`case-${number}/${repository}`, 'pull,push');
      await copyGraph(store, root, target, { tags: ['v1'] });
    },
    own: (path) => (isWindows ? path.replaceAll('/', '\\') : path),
    folder,
    system,
  };
  let other: Other | undefined;
  try {
    await mkdir(folder);
    for (const [path, content] of Object.entries(current.files ?? {})) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    await current.arrange?.(place);
    if (current.beside !== undefined) other = await startOther(current.beside, top, place);
    const env = { RUNNER_TOOL_CACHE: place.full('tools'), ...current.env?.(place) };
    const steps: StepFacts[] = [];
    for (const inputs of current.steps(place)) {
      steps.push(factsOf(await runStep(inputs, { workspace: folder, system, env }), place));
    }
    const trees: Record<string, string> = {};
    for (const name of current.trees ?? ['out']) {
      const tree = await readTree(join(folder, name)).catch(() => ({}));
      for (const [path, content] of Object.entries(tree)) {
        trees[anyArch(`${name}/${path}`.replace(`case-${number}-`, '<case>-'))] = briefDigest(content);
      }
    }
    return { steps, trees };
  } finally {
    await other?.end();
    await rm(top, { recursive: true, force: true, maxRetries: 10 });
  }
}

interface Other {
  end: () => Promise<void>;
}

/** Starts what a case wants to happen beside its steps, and waits until it is ready. */
async function startOther(script: string, top: string, { folder, system }: Place): Promise<Other> {
  const file = join(top, 'other.cjs');
  const known = `const fs = require('node:fs');
const { setTimeout: delay } = require('node:timers/promises');
const { resolve } = require('node:path');
const work = resolve('.');
const isThere = (path) => fs.existsSync(resolve(work, path));
// Whoever started it may have been killed.
const end = Date.now() + 600_000;
const until = async (path) => { while (!isThere(path) && !isThere('../done') && Date.now() < end) await delay(10); };
const ready = () => fs.writeFileSync(resolve(work, '../ready'), '');
`;
  await writeFile(file, `${known}(async () => {\n${script}\n})();`);
  const child = spawn(system.node, [system.pathOf(file)], {
    cwd: folder,
    env: { ...process.env, ...system.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let hasEnded = false;
  const ended = new Promise<void>((settle) => {
    child.on('close', () => {
      hasEnded = true;
      settle();
    });
  });
  while (!existsSync(join(top, 'ready'))) {
    if (hasEnded) throw new Error('What runs beside the steps has ended before they began');
    await delay(10);
  }
  return {
    end: async () => {
      await writeFile(join(top, 'done'), '');
      await ended;
    },
  };
}

function factsOf(run: ActionRun, { folder, system, registry, guarded }: Place): StepFacts {
  const names = [system.sharedPathOf(folder), system.pathOf(folder)];
  const paths = [...names, ...names.map((name) => JSON.stringify(name).slice(1, -1)), folder];
  const known: [string, string][] = [
    ...paths.map((path): [string, string] => [path, '<work>']),
    [registry, '<registry>'],
    [guarded, '<guarded>'],
    // A tool is named by its repository.
    [registry.split('/')[1] ?? '', '<case>'],
    [registry.split('/')[0] ?? '', '<host>'],
    [guarded.split('/')[0] ?? '', '<guarded host>'],
  ];
  const plain = (text: string) => {
    const placed = known.reduce((rest, [value, name]) => rest.replaceAll(value, name), text);
    return anyArch(placed.replace(/\\+/g, '/').replaceAll('\r', ''));
  };
  const outputs = Object.entries(run.outputs).filter(([name]) => !repeated.includes(name));
  return {
    outcome: outcomeOf(run),
    said: plain(run.stdout)
      .split('\n')
      .filter((line) => /^::(?:error|warning|notice)/.test(line)),
    outputs: Object.fromEntries(outputs.map(([name, value]) => [name, plain(value)])),
    path: plain(run.path).trim(),
  };
}
