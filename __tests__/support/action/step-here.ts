import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../src/action/run.ts';
import { makeFolder } from './workspace.ts';

const given = /^(?:INPUT|GITHUB|RUNNER|ACTIONS)_/;

/** What came of a step: what it wrote to the standard output, and to the file for outputs. */
export interface StepHere {
  code: number;
  stdout: string;
  outputs: string;
}

/**
 * Runs a step from the source in this process, one at a time: the toolkit reads the environment of the process and
 * writes to its standard output, which are put back afterwards.
 */
export async function stepHere(inputs: Record<string, string>, workspace: string): Promise<StepHere> {
  const [environment, write] = [{ ...process.env }, process.stdout.write];
  const output = join(makeFolder(), 'output');
  writeFileSync(output, '');
  for (const name of Object.keys(process.env)) if (given.test(name)) delete process.env[name];
  const around = { GITHUB_WORKSPACE: workspace, RUNNER_TEMP: makeFolder(), RUNNER_TOOL_CACHE: makeFolder() };
  const values = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  Object.assign(process.env, around, { GITHUB_OUTPUT: output }, Object.fromEntries(values));
  let stdout = '';
  process.stdout.write = (text: string | Uint8Array) => {
    stdout += text;
    return true;
  };
  try {
    const code = await run({ ...process.env }, new AbortController().signal);
    return { code, stdout, outputs: readFileSync(output, 'utf8') };
  } finally {
    process.stdout.write = write;
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
  }
}
