// Runs the committed action as the runner does: one process of Node, the inputs in the environment (the defaults of
// action.yml too), and the command files, which are read back when it has ended. For the demo and for the tests.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const project = resolve(import.meta.dirname, '..');
const action = parse(readFileSync(join(project, 'action.yml'), 'utf8'));
const commandFiles = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'];

// What the runner would put in for an expression in a default; there is no token outside of a workflow.
const expressions = { '${{ github.token }}': '' };

/** Reads `name=value` lines and `name<<delimiter` blocks. */
function readCommandFile(text) {
  const values = {};
  const lines = text.split(/\r?\n/);
  while (lines.length > 0) {
    const line = lines.shift();
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
    if (name !== undefined) {
      values[name] = lines.splice(0, lines.indexOf(delimiter)).join('\n');
      lines.shift();
    } else if (line.includes('=')) {
      values[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1);
    }
  }
  return values;
}

/**
 * Starts the action; `done` gives exit code, output, outputs and summary.
 *
 * @param {Record<string, string>} inputs as under `with:`; an input that action.yml does not have is an error
 * @param {{ workspace: string, env?: Record<string, string> }} options `workspace` is the working directory too
 */
export function startAction(inputs, { workspace, env = {} }) {
  for (const name of Object.keys(inputs)) {
    if (!(name in action.inputs)) throw new Error(`action.yml has no input ${name}`);
  }
  const temporary = mkdtempSync(join(tmpdir(), 'run-action-'));
  const fileOf = (name) => join(temporary, name);
  for (const name of commandFiles) writeFileSync(fileOf(name), '');
  const environment = {
    PATH: process.env.PATH,
    HOME: temporary,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo-org/hello',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    GITHUB_RUN_ID: '42',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_ACTOR: 'octocat',
    RUNNER_TEMP: temporary,
    RUNNER_TOOL_CACHE: fileOf('tools'),
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    ...Object.fromEntries(commandFiles.map((name) => [`GITHUB_${name}`, fileOf(name)])),
    ...env,
  };
  for (const [name, input] of Object.entries(action.inputs)) {
    const value = inputs[name] ?? String(input.default ?? '');
    // The runner keeps dashes and replaces spaces only.
    environment[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = expressions[value] ?? value;
  }
  const child = spawn(process.execPath, [join(project, action.runs.main)], { cwd: workspace, env: environment });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (chunk) => {
      output[name] += chunk;
    });
  }
  const done = new Promise((settle, reject) => child.on('error', reject).on('close', settle)).then((code) => {
    const read = (name) => readFileSync(fileOf(name), 'utf8');
    return {
      code,
      ...output,
      outputs: readCommandFile(read('OUTPUT')),
      env: readCommandFile(read('ENV')),
      path: read('PATH'),
      summary: read('STEP_SUMMARY'),
    };
  });
  return { child, output, done: done.finally(() => rmSync(temporary, { recursive: true, force: true })) };
}

/** Runs the action to its end. */
export function runAction(inputs, options) {
  return startAction(inputs, options).done;
}
