import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { toldIn } from '../support/action/told.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, quirkAlways, startFakeRegistry } from '../support/servers/fake-registry.ts';

const size = 17 * 1024 * 1024;
let registry: FakeRegistry;
let workspace: string;
beforeAll(async () => {
  registry = await startFakeRegistry();
  workspace = await makeWorkspace();
  await writeFile(join(workspace, 'large.bin'), Buffer.alloc(size, 'large'));
});
afterAll(() => registry?.stop());

/** Pushes the large file, and gives what came of it, with the requests for its bytes as `METHOD status`. */
async function push(reference: string, inputs: Record<string, string> = {}) {
  registry.requests.splice(0);
  registry.received.splice(0);
  const run = await runStep(
    { mode: 'push', reference: `${registry.host}/${reference}`, files: 'large.bin', ...inputs },
    { workspace },
  );
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
  await registry.ended();
  const large = registry.received.filter(({ body }) => body.byteLength === size).map(({ method }) => method);
  return { large, moved: toldIn(run.outputs).sent, log: run.stdout };
}

it('sends a large file of a new artifact while it is hashed', async () => {
  const { large, moved, log } = await push('one/app:v1');
  expect(large).toEqual(['PATCH']);
  expect(moved).toBe(size + 2);
  expect(log).toContain('Sent: large.bin');
});

it('does not send again what is there, though the tag is new', async () => {
  const { moved, log } = await push('one/app:v2', { annotations: 'made=again' });
  expect(moved).toBe(0);
  expect(registry.requests.some((line) => line.startsWith('PUT') && line.includes('/blobs/'))).toBe(false);
  expect(log).toContain('Already there: large.bin');
});

it('hashes first where the tag is there', async () => {
  const { large, moved } = await push('one/app:v1');
  expect([large, moved]).toEqual([[], 0]);
  expect(registry.requests).toHaveLength(1);
});

it.each([
  ['concurrency is 1', { concurrency: '1' }],
  ['it is a dry run', { 'dry-run': 'true' }],
])('sends nothing ahead when %s', async (_, inputs) => {
  const { large } = await push(`two/${Object.keys(inputs)[0]}:v1`, inputs);
  expect(large).toEqual('dry-run' in inputs ? [] : ['PUT']);
});

it('sends in the usual way what a registry does not take before', async () => {
  registry.onRequest = quirkAlways('PATCH', { status: 405 });
  const { large, moved } = await push('three/app:v1');
  expect(large).toEqual(['PATCH', 'PUT']);
  expect(moved).toBe(size + 2);
});
