import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { run } from '../../src/action/run.ts';
import { catchOutput } from '../support/action/catch-output.ts';
import { makeWorkspace } from '../support/action/workspace.ts';

const written = catchOutput();

// The toolkit reads inputs from the environment of the process.
const environment = { ...process.env };
beforeEach(() => {
  for (const name of Object.keys(process.env)) if (/^(?:INPUT|GITHUB|RUNNER)_/.test(name)) delete process.env[name];
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});

it('A step says how long it took, from its start to its last lines', async () => {
  const workspace = await makeWorkspace({ 'a.txt': 'a' });
  const inputs = { MODE: 'push', REFERENCE: 'oci-layout:app:v1', FILES: 'a.txt' };
  for (const [name, value] of Object.entries(inputs)) process.env[`INPUT_${name}`] = value;
  const looks = [1_000, 126_000];
  const now = () => looks.shift() ?? Number.NaN;
  const env = { ...process.env, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: workspace };
  expect(await run(env, new AbortController().signal, now)).toBe(0);
  expect(written()).toMatch(
    /\nPushed oci-layout:app:v1 in 2 min 5 s \(1 file, 3 B sent\)\n {2}oci-layout:app@sha256:[0-9a-f]{64}\n/,
  );
});
