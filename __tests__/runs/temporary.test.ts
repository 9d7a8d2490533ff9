import { chmod, chown, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { outcomeOf } from '../support/action/run-outcome.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';

/** Nobody's; root itself may remove everything. */
const uid = process.getuid?.() === 0 ? 65_534 : undefined;

it('warns of a temporary folder that cannot be removed, after what was done was done', async () => {
  await using registry = await startFakeRegistry();
  const workspace = await makeWorkspace({ 'a.txt': 'a' });
  await chmod(workspace, 0o755);
  const temporary = join(workspace, 'temporary');
  await mkdir(temporary);
  if (uid !== undefined) await chown(temporary, uid, uid);
  registry.onRequest = async ({ method }) => {
    if (method !== 'PUT') return undefined;
    for (const name of await readdir(temporary)) {
      const stuck = join(temporary, name, 'stuck');
      await mkdir(stuck, { recursive: true });
      await writeFile(join(stuck, 'file'), '');
      await chmod(stuck, 0o555);
    }
    return undefined;
  };
  const run = await runStep(
    { mode: 'push', reference: `${registry.host}/app:v1`, files: 'a.txt' },
    { workspace, env: { RUNNER_TEMP: temporary }, ...(uid === undefined ? {} : { uid }) },
  );
  for (const name of await readdir(temporary)) {
    await chmod(join(temporary, name, 'stuck'), 0o755);
    await rm(join(temporary, name), { recursive: true });
  }
  expect(outcomeOf(run)).toBe('ok');
  expect(run.outputs).toMatchObject({ changed: 'true', digest: expect.stringMatching(/^sha256:/) });
  expect(run.stdout).toMatch(/^::warning::The temporary folder of this step was not removed: E(?:ACCES|PERM)/m);
  expect(run.stderr).toBe('');
});
