// Runs the committed action as the runner does: one process of Node, the inputs in the environment (the defaults of
// action.yml too), and the command files, which are read back when it has ended. For the demo and for the tests.
import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { readCommandFile, readSummaryFile } from '../workflow/command-files.ts';

/** A run of the action that has ended. */
export interface ActionRun {
  /** The exit code; null when a signal ended the process. */
  code: number | null;
  /** Each duration in it is `0.1 s`. */
  stdout: string;
  stderr: string;
  outputs: Record<string, string>;
  /** What the action wrote to GITHUB_ENV and GITHUB_PATH. */
  env: Record<string, string>;
  path: string;
  summary: string;
  /** What the action left in RUNNER_TEMP. */
  left: string[];
  /** The most memory that the process took, in MiB; 0 where the system does not tell. */
  peak: number;
}

interface ActionMetadata {
  description: string;
  inputs: Record<string, { default?: string; description: string; required?: boolean }>;
  outputs: Record<string, { description: string }>;
  runs: { main: string; using: string };
}

const project = resolve(import.meta.dirname, '../../..');

/** The content of action.yml. */
export const action = parse(readFileSync(join(project, 'action.yml'), 'utf8')) as ActionMetadata;

const commandFiles = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'];

/**
 * Lets Node note at its end how much memory it took. The system tells a process this; to its parent it tells the
 * parent's own peak.
 */
const notePeak = `import { readFileSync, writeFileSync } from 'node:fs';
process.on('exit', () => {
  try { writeFileSync(process.env.PEAK_FILE, /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]); } catch {}
});`;

// What the runner would put in for an expression in a default; there is no token outside of a workflow.
const expressions: Record<string, string> = { '${{ github.token }}': '' };

/** Lets every run take the same time, by what it says in its last lines. */
function withoutTimes(text: string): string {
  return text.replace(/ in (?:[\d.]+ s|\d+ min(?: \d+ s)?)(?= \(|$)/gm, ' in 0.1 s');
}

/** Where and how the action runs; `workspace` is the working directory too. */
export interface ActionOptions {
  workspace: string;
  env?: Record<string, string>;
  /** A program with arguments that runs the action as its last ones do. */
  prefix?: readonly string[];
  /** The user that runs it, where that is another than the one of the tests. */
  uid?: number;
  /** The system that it runs on, where that is another than the one of the tests. */
  system?: System;
}

/** A Node that runs the action, and what the world looks like to it. */
export interface System {
  name: 'linux' | 'macos' | 'windows' | 'arm64';
  node: string;
  /** The executable file of that Node, by a path of ours. */
  program: string;
  /** The name that the system has for a path of ours. */
  pathOf: (path: string) => string;
  /** The same by way of a server, as `\\\\server\\share\\path`, where the system has such names. */
  sharedPathOf: (path: string) => string;
  /** The environment that makes it look for programs in these folders first. */
  searching: (folders: readonly string[]) => Record<string, string>;
  env: Record<string, string>;
}

/** The bundle that runs. */
export const main = join(project, action.runs.main);

/** Where Node keeps what it compiled of the bundle. */
export const compileCache = join(project, 'node_modules/.cache/compiled');

/** How a run of the action ended, as its process tells. */
export type Ended = Pick<ActionRun, 'code' | 'stdout' | 'stderr'>;

/**
 * Makes what a run of the action starts with: the command files, and its environment. `read` reads back what it left when
 * it has ended, and `remove` takes that away.
 */
export function prepareAction(
  inputs: Record<string, string>,
  { workspace, env = {}, uid, system }: ActionOptions,
): { environment: Record<string, string>; read: (ended: Ended) => ActionRun; remove: () => void } {
  if (!existsSync(main)) throw new Error('There is no bundle: run npm run bundle');
  for (const name of Object.keys(inputs)) {
    if (!(name in action.inputs)) throw new Error(`action.yml has no input ${name}`);
  }
  const temporary = mkdtempSync(join(tmpdir(), 'run-action-'));
  const fileOf = (name: string) => join(temporary, name);
  const { pathOf = (path: string) => path } = system ?? {};
  for (const name of commandFiles) writeFileSync(fileOf(name), '');
  if (uid !== undefined) for (const path of [temporary, ...commandFiles.map(fileOf)]) chownSync(path, uid, uid);
  const environment: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    HOME: pathOf(temporary),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: pathOf(workspace),
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo-org/hello',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    GITHUB_RUN_ID: '42',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_ACTOR: 'octocat',
    RUNNER_TEMP: pathOf(temporary),
    RUNNER_TOOL_CACHE: pathOf(fileOf('tools')),
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    ...Object.fromEntries(commandFiles.map((name) => [`GITHUB_${name}`, pathOf(fileOf(name))])),
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(notePeak)}`,
    PEAK_FILE: fileOf('PEAK'),
    // Half of a small step is the compilation of the bundle.
    ...(system ? system.env : { NODE_COMPILE_CACHE: compileCache }),
    ...env,
  };
  for (const [name, input] of Object.entries(action.inputs)) {
    const value = inputs[name] ?? String(input.default ?? '');
    // The runner keeps dashes and replaces spaces only.
    environment[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = expressions[value] ?? value;
  }
  return {
    environment,
    read: (ended) => {
      const read = (name: string) => readFileSync(fileOf(name), 'utf8');
      const isWindows = process.platform === 'win32' || system?.name === 'windows';
      return {
        ...ended,
        stdout: withoutTimes(ended.stdout),
        outputs: readCommandFile(read('OUTPUT'), isWindows),
        env: readCommandFile(read('ENV'), isWindows),
        path: read('PATH'),
        summary: readSummaryFile(read('STEP_SUMMARY')),
        left: readdirSync(temporary).filter((name) => ![...commandFiles, 'PEAK'].includes(name)),
        peak: Math.round(Number(existsSync(fileOf('PEAK')) ? read('PEAK') : 0) / 1024),
      };
    },
    remove: () => rmSync(temporary, { recursive: true, force: true }),
  };
}

/** Starts the action with inputs as under `with:`; an input that action.yml does not have is an error. */
export function startAction(
  inputs: Record<string, string>,
  options: ActionOptions,
): { child: ChildProcess; output: { stdout: string; stderr: string }; done: Promise<ActionRun> } {
  const { workspace, prefix = [], uid, system } = options;
  const { environment, read, remove } = prepareAction(inputs, options);
  const { node = process.execPath, pathOf = (path: string) => path } = system ?? {};
  const [program = '', ...args] = [...prefix, node, pathOf(main)];
  const child = spawn(program, args, { cwd: workspace, env: environment, ...(uid === undefined ? {} : { uid }) });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk;
    });
  }
  const ended = new Promise<number | null>((settle, reject) => child.on('error', reject).on('close', settle));
  return { child, output, done: ended.then((code) => read({ code, ...output })).finally(remove) };
}

/** Runs the action to its end. */
export function runAction(inputs: Record<string, string>, options: ActionOptions): Promise<ActionRun> {
  return startAction(inputs, options).done;
}
