import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { runAction, startAction } from '../support/action/run-action.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { openPlace, putArtifact } from '../support/content/shelf.ts';
import { type FakeRegistry, quirkOnce, startFakeRegistry } from '../support/servers/fake-registry.ts';

let registry: FakeRegistry;
let reference: string;
beforeAll(async () => {
  registry = await startFakeRegistry();
  reference = `${registry.host}/team/app`;
  await putArtifact(openPlace(reference), { 'a.txt': 'a' }, ['v1']);
});
afterAll(() => registry?.stop());
beforeEach(() => {
  registry.onRequest = () => undefined;
  registry.requests.splice(0);
});

it('A pull waits for what appears meanwhile', async () => {
  const workspace = await makeWorkspace();
  registry.onRequest = quirkOnce('HEAD', { status: 404 });
  const inputs = { mode: 'pull', reference: `${reference}:v1`, wait: '1h', path: 'out' };
  const { code, stdout, outputs } = await runAction(inputs, { workspace });
  expect({ code, outputs }).toMatchObject({ code: 0, outputs: { exists: 'true', changed: 'true' } });
  expect(stdout).toContain(`${reference}:v1 does not exist yet; looking again in 1 s, with 60 min left\n`);
  expect(Object.values(await readTree(workspace))).toEqual(['a']);
  expect(registry.requests.slice(0, 3)).toEqual([
    'HEAD /v2/team/app/manifests/v1 404',
    'HEAD /v2/team/app/manifests/v1 200',
    'GET /v2/team/app/manifests/v1 200',
  ]);
});

it('A step that is cancelled while it waits ends at once', async () => {
  const workspace = await makeWorkspace();
  const inputs = { mode: 'copy', reference: `${reference}:v2`, to: 'oci-layout:out:v1', wait: '1h' };
  const step = startAction({ ...inputs, 'if-not-found': 'ignore' }, { workspace });
  while (!step.output.stdout.includes('looking again')) await new Promise((wake) => setTimeout(wake, 10));
  step.child.kill('SIGINT');
  const { code, stdout, outputs } = await step.done;
  expect(code).toBe(1);
  expect(stdout).toContain('::error title=oci-artifact%3A Cancelled::The step was cancelled (SIGINT)');
  expect(outputs).not.toHaveProperty('exists');
  expect(await readTree(workspace)).toEqual({});
});
