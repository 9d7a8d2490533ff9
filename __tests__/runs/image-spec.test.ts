import { afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { ActionRun } from '../support/action/run-action.ts';
import { toldIn } from '../support/action/told.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeAnswer, type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

const unknownConfig = 'application/vnd.unknown.config.v1+json';
const refusal = (status: number, error: object): FakeAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ errors: [{ code: 'MANIFEST_INVALID', message: 'manifest invalid', ...error }] }),
});

/** What registries answer to a manifest of OCI 1.1. */
const refusals: [name: string, answer: FakeAnswer][] = [
  ['GitLab', refusal(400, { detail: 'unknown media type: application/vnd.unknown.artifact.v1' })],
  ['Quay 3.10', refusal(400, { detail: { message: 'failed to parse manifest: manifest data does not match schema' } })],
  ['Quay 2', refusal(415, { detail: { message: 'manifest schema version not supported' } })],
  ['Artifactory', refusal(400, { detail: { description: 'null' } })],
  ['a registry of few words', { status: 415 }],
];

let registry: FakeRegistry;
let workspace: string;
beforeAll(async () => {
  workspace = await makeWorkspace({ 'a.txt': 'first', 'b.txt': 'x'.repeat(200_000), 'c.json': '{}' });
});
beforeEach(async () => {
  registry = await startFakeRegistry();
});
afterEach(() => registry.stop());

const refuseNewForm = (answer: FakeAnswer) => {
  registry.content.features.newForm = answer;
};
const push = (inputs: Record<string, string> = {}): Promise<ActionRun> =>
  runStep({ mode: 'push', reference: `${registry.host}/app:v1`, files: '*.txt', ...inputs }, { workspace });
const puts = () => registry.requests.filter((line) => /^PUT \S+\/manifests\//.test(line)).map((line) => line.slice(-3));

it.each(refusals)('A push that %s refuses is done in the form of OCI 1.0', async (_, answer) => {
  refuseNewForm(answer);
  const done = await push();
  expect(done).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true', 'artifact-type': unknownConfig } });
  expect(done.stdout).toMatch(
    /^::notice::\S+ refuses artifacts in the form of OCI 1\.1, so this one is sent in the form of 1\.0/m,
  );
  expect(toldIn(done.outputs).sent).toBe(200_000 + 5 + 2);
  expect(puts()).toEqual([String(answer.status), '201']);
  const { tags, manifests } = registry.content.repository('app');
  expect(tags.get('v1')).toBe(done.outputs['digest']);
  const manifest = JSON.parse(manifests.get(done.outputs['digest'] ?? '')?.bytes.toString() ?? '');
  expect(manifest.config).toEqual({ mediaType: unknownConfig, digest: expect.any(String), size: 2 });
  expect(manifest).not.toHaveProperty('artifactType');
  // Blobs go out once.
  expect(registry.requests.filter((line) => /^PUT \S+\/blobs\//.test(line))).toHaveLength(3);

  registry.requests.length = 0;
  const again = await push({ 'if-exists': 'error' });
  expect(again).toMatchObject({ code: 0, outputs: { changed: 'false', digest: done.outputs['digest'] } });
  expect(puts()).toEqual([]);
  const pulled = await runStep({ mode: 'pull', reference: `${registry.host}/app:v1`, path: 'out' }, { workspace });
  expect(pulled).toMatchObject({ code: 0 });
});

it('An attachment that is refused is done in the form of OCI 1.0', async () => {
  expect(await push()).toMatchObject({ code: 0 });
  refuseNewForm(refusal(400, { detail: 'unknown media type: x/sbom' }));
  const inputs = { mode: 'attach', reference: `${registry.host}/app:v1`, files: 'c.json', 'artifact-type': 'x/sbom' };
  const done = await runStep(inputs, { workspace });
  expect(done).toMatchObject({ code: 0, outputs: { changed: 'true' } });
  const found = await runStep({ mode: 'discover', reference: `${registry.host}/app:v1` }, { workspace });
  expect(JSON.parse(found.outputs['referrers'] ?? '')).toMatchObject([
    { digest: done.outputs['digest'], artifactType: 'x/sbom' },
  ]);
  const again = await runStep(inputs, { workspace });
  expect(again).toMatchObject({ code: 0, outputs: { changed: 'false', digest: done.outputs['digest'] } });
});

it('image-spec 1.0 sends that form at once, with the type of the artifact as that of its config', async () => {
  refuseNewForm({ status: 500 });
  const done = await push({ 'image-spec': '1.0', 'artifact-type': 'x/y' });
  expect(done).toMatchObject({ code: 0, outputs: { 'artifact-type': 'x/y' } });
  expect(puts()).toEqual(['201']);
});

it('A push that is refused in both forms tells of both', async () => {
  registry.onRequest = (request) =>
    request.method === 'PUT' && request.path.includes('/manifests/') ? refusal(400, {}) : undefined;
  const { code, stdout } = await push();
  expect(code).toBe(1);
  expect(puts()).toEqual(['400', '400']);
  expect(stdout).toMatch(/MANIFEST_INVALID.*refuses all forms that `image-spec` allows/);
});
