import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve as resolvePath } from 'node:path';
import { parse } from 'yaml';
import { limit } from '../under-load.ts';
import { readCommandFile, readEnvironmentFile, readPathFile, readSummaryFile } from './command-files.ts';
import { fill, holds, resolve, type Scope } from './expressions.ts';
import { onlyHas } from './triggers.ts';

type Texts = Record<string, string>;

/** A step as a workflow or a composite action has it. */
export interface Step {
  id?: string;
  name?: string;
  if?: unknown;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, unknown>;
  shell?: string;
  'working-directory'?: string;
  'continue-on-error'?: unknown;
  'timeout-minutes'?: unknown;
}

const stepKeys = 'id name if uses run with env shell working-directory continue-on-error timeout-minutes'.split(' ');

type Outcome = 'success' | 'failure' | 'skipped';

/** A step that was reached. */
export interface StepRun {
  job: string;
  /** Its `id`, else what it uses or runs. */
  name: string;
  uses: string;
  inputs: Texts;
  outcome: Outcome;
  /** The outcome, but for a step that may fail. */
  conclusion: Outcome;
  /** The exit code; null for what is no process, or did not run. */
  code: number | null;
  stdout: string;
  stderr: string;
  outputs: Texts;
  summary: string;
}

/** What an action of others does here; gives its outputs. */
export type Action = (given: { inputs: Texts; machine: Machine; env: Texts }) => Texts | Promise<Texts>;

/** A runner while it has a job. */
export interface Machine {
  workspace: string;
  home: string;
  temporary: string;
  /** What GITHUB_ENV and GITHUB_PATH of earlier steps added. */
  added: Texts;
  path: string[];
  /** The variables that the runner gives, and those of the machine. */
  base: Texts;
  /** That of the workflow, and over it that of the job. */
  env: Texts;
  /** `defaults.run`. */
  defaults: { shell?: string; 'working-directory'?: string };
  masks: Set<string>;
  /** What actions of others do, by their names. */
  actions: Record<string, Action>;
  /** The folder of this action. */
  project: string;
  /** What is added to the inputs of this action, in the place of services that are not here. */
  addInputs: (inputs: Texts) => Texts;
  /** Is told each step that was reached. */
  onStep: (run: StepRun) => void;
}

/** Runs steps one after the other; gives what `steps` has of them, and whether one failed. */
export async function runSteps(steps: readonly Step[], scope: Scope, machine: Machine, job: string) {
  const known: Record<string, { outputs: Texts; outcome: Outcome; conclusion: Outcome }> = {};
  let { hasFailed } = scope;
  for (const step of steps) {
    onlyHas(step, stepKeys);
    const own = { ...scope, hasFailed, contexts: { ...scope.contexts, steps: known } };
    const run = await runStep(step, own, machine, job);
    if (run.conclusion === 'failure') hasFailed = true;
    const { outputs, outcome, conclusion } = run;
    if (step.id !== undefined) known[step.id] = { outputs, outcome, conclusion };
    machine.onStep(run);
  }
  return { steps: known, hasFailed };
}

async function runStep(step: Step, scope: Scope, machine: Machine, job: string): Promise<StepRun> {
  const mayFail = resolve(step['continue-on-error'] ?? false, scope) === true;
  const named = { job, name: step.id ?? step.uses ?? step.run ?? '', uses: step.uses ?? '' };
  const nothing = { inputs: {}, code: null, stdout: '', stderr: '', outputs: {}, summary: '' };
  const before: Texts = { ...machine.env, ...machine.added };
  const within = { ...scope, contexts: { ...scope.contexts, env: before } };
  if (!holds(step.if, within)) return { ...named, ...nothing, outcome: 'skipped', conclusion: 'skipped' };
  const filled = (values: Record<string, unknown>, of: Scope) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(String(value), of, mayFail)]));
  const env = { ...before, ...filled(step.env ?? {}, within) };
  const all = { ...within, contexts: { ...within.contexts, env } };
  if ((step.uses === undefined) === (step.run === undefined)) throw new Error('A step has either `uses` or `run`');
  const inputs = filled(step.with ?? {}, all);
  const done =
    step.uses === undefined
      ? await runScript(step, all, machine, env)
      : await use(step.uses, inputs, all, machine, env, job);
  const outcome = done.code === 0 ? 'success' : 'failure';
  const conclusion = mayFail ? 'success' : outcome;
  return { ...named, ...nothing, inputs, ...done, outcome, conclusion };
}

type Done = Partial<StepRun> & { code: number };

async function use(
  uses: string,
  inputs: Texts,
  scope: Scope,
  machine: Machine,
  env: Texts,
  job: string,
): Promise<Done> {
  const [name = ''] = uses.split('@');
  const action = machine.actions[name];
  if (action) {
    return { code: 0, outputs: await action({ inputs, machine, env }) };
  }
  const isOurs = name === 'OWNER/oci-artifact';
  if (!isOurs && !name.startsWith('./')) throw new Error(`The runner of the tests has no action ${uses}`);
  const folder = isOurs ? machine.project : resolvePath(machine.workspace, name);
  const file = ['action.yml', 'action.yaml'].map((one) => join(folder, one)).find(existsSync);
  if (file === undefined) throw new Error(`There is no action in ${name}: is there a step with actions/checkout?`);
  const { inputs: declared = {}, outputs = {}, runs } = parse(readFileSync(file, 'utf8')) as ActionFile;
  const preset = Object.entries(declared).map(([input, { default: value = '' }]) => [
    input,
    fill(String(value), scope, true),
  ]);
  const given: Texts = { ...Object.fromEntries(preset), ...inputs };
  if (runs.using === 'composite') {
    for (const { run, shell } of runs.steps ?? []) if (run && !shell) throw new Error(`A step of ${name} has no shell`);
    const inner = { ...scope, hasFailed: false, contexts: { ...scope.contexts, inputs: given } };
    Object.assign(inner.contexts, { github: { ...(scope.contexts['github'] as object), action_path: folder } });
    const around = { ...machine, defaults: {}, env, base: { ...machine.base, GITHUB_ACTION_PATH: folder } };
    const { steps, hasFailed } = await runSteps(runs.steps ?? [], inner, around, job);
    const after = { ...inner, contexts: { ...inner.contexts, steps } };
    const values = Object.entries(outputs).map(([key, { value = '' }]) => [key, fill(value, after, true)]);
    return { code: hasFailed ? 1 : 0, outputs: Object.fromEntries(values) };
  }
  if (runs.using !== 'node24') throw new Error(`The runner of the tests does not run actions by ${runs.using}`);
  const all = { ...given, ...(isOurs ? machine.addInputs(inputs) : {}) };
  const variables = Object.entries(all).map(([key, value]) => [
    `INPUT_${key.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ]);
  const main = join(folder, runs.main ?? '');
  return start(process.execPath, [main], machine.workspace, machine, { ...env, ...Object.fromEntries(variables) });
}

interface ActionFile {
  inputs?: Record<string, { default?: unknown }>;
  outputs?: Record<string, { value?: string }>;
  runs: { using: string; main?: string; steps?: Step[] };
}

/** How the runner starts the shells that are here. */
const shells: Record<string, [program: string, ...parameters: string[]]> = {
  '': ['bash', '-e'],
  bash: ['bash', '--noprofile', '--norc', '-eo', 'pipefail'],
  sh: ['sh', '-e'],
};

async function runScript(step: Step, scope: Scope, machine: Machine, env: Texts): Promise<Done> {
  if (step.with) throw new Error('A step with `run` has no `with`');
  const shell = shells[step.shell ?? machine.defaults.shell ?? ''];
  if (!shell) throw new Error(`The runner of the tests has no shell ${step.shell}`);
  const folder = fill(step['working-directory'] ?? machine.defaults['working-directory'] ?? '.', scope);
  const file = join(mkdtempSync(join(machine.temporary, 'script-')), 'script.sh');
  writeFileSync(file, fill(step.run ?? '', scope));
  const [program, ...parameters] = shell;
  return start(program, [...parameters, file], resolvePath(machine.workspace, folder), machine, env);
}

/** Starts the process of a step, and reads what it wrote into the command files. */
async function start(
  program: string,
  parameters: string[],
  folder: string,
  machine: Machine,
  env: Texts,
): Promise<Done> {
  const files = mkdtempSync(join(machine.temporary, 'commands-'));
  const fileOf = (name: string) => join(files, name);
  const names = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'];
  for (const name of names) writeFileSync(fileOf(name), '');
  const PATH = [...machine.path, env['PATH'] ?? machine.base['PATH']].join(delimiter);
  const child = spawn(program, parameters, {
    cwd: folder,
    env: {
      ...{ ...machine.base, ...env, PATH },
      ...Object.fromEntries(names.map((name) => [`GITHUB_${name}`, fileOf(name)])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
    });
  }
  using time = limit(90_000);
  time.signal.addEventListener('abort', () => child.kill('SIGKILL'));
  const code = await new Promise<number>((ended, fail) =>
    child.on('error', fail).on('close', (own) => ended(own ?? -1)),
  );
  heedCommands(said.stdout, machine.masks);
  const read = (name: string) => readFileSync(fileOf(name), 'utf8');
  readCommandFile(read('STATE'));
  Object.assign(machine.added, readEnvironmentFile(read('ENV')));
  const added = readPathFile(read('PATH'));
  machine.path.splice(0, machine.path.length, ...new Set([...added, ...machine.path]));
  return { code, ...said, outputs: readCommandFile(read('OUTPUT')), summary: readSummaryFile(read('STEP_SUMMARY')) };
}

const commands = 'add-mask debug notice warning error group endgroup'.split(' ');

/** Heeds what a step told the runner by its output; what the runner takes no more, or we do not know, is an error. */
function heedCommands(stdout: string, masks: Set<string>): void {
  for (const [line, name = '', value = ''] of stdout.matchAll(/^[ \t]*::([\w-]+)(?: [^:\n]*)?::(.*)$/gm)) {
    if (!commands.includes(name)) throw new Error(`The runner does not take the command ${line}`);
    if (name === 'add-mask') masks.add(decodeURIComponent(value.replace(/%(?!25|0D|0A)/g, '%25')));
  }
}
