import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, type Hook, startFakeRegistry } from '../support/servers/fake-registry.ts';

const login = { username: 'me', password: 'hunter2hunter2' };
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

let registry: FakeRegistry;
let workspace: string;
let digest: string;
beforeAll(async () => {
  registry = await startFakeRegistry();
  workspace = await makeWorkspace({ 'a.txt': 'a' });
  const reference = `${registry.host}/octo/application-of-tests:release-2026-november`;
  const pushed = await runStep({ mode: 'push', reference, files: 'a.txt' }, { workspace });
  expect(pushed.code).toBe(0);
  digest = pushed.outputs['digest'] ?? '';
});
afterAll(() => registry?.stop());

/** Asks for a token, and gives this one to whoever asks. */
const giving =
  (token: string): Hook =>
  ({ path, headers }) => {
    if (path === '/token') return { status: 200, body: JSON.stringify({ token, expires_in: 300 }) };
    if (headers['authorization'] !== undefined) return undefined;
    return { status: 401, headers: { 'www-authenticate': `Bearer realm="${registry.url}/token",service="s"` } };
  };
const pull = (inputs: Record<string, string> = {}, env: Record<string, string> = {}) => {
  const reference = `${registry.host}/octo/application-of-tests:release-2026-november`;
  return runStep({ mode: 'pull', reference, path: 'out', ...inputs }, { workspace, env });
};
const hiddenBy = (stdout: string) => [...stdout.matchAll(/^::add-mask::(.*)$/gm)].map(([, text = '']) => text);

it.each<[string, () => string]>([
  ['a letter', () => 'e'],
  ['the digest', () => digest],
  ['a part of the repository', () => 'application-of-test'],
  ['the host and more', () => `${registry.host}/octo`],
  ['the repository of the workflow', () => 'octo-org/hello-world'],
])('A token for a login that is %s is refused, and nothing is hidden', async (_, token) => {
  registry.onRequest = giving(token());
  const { code, stdout, outputs } = await pull(login, { GITHUB_REPOSITORY: 'octo-org/hello-world' });
  expect(stdout).toMatch(/::error title=oci-artifact%3A Registry error::The token server of .* gave a token .*refused/);
  expect({ code, outputs }).toMatchObject({ code: 1, outputs: expect.not.objectContaining({ digest }) });
  expect(hiddenBy(stdout)).not.toContain(token());
});

it('A token that is a part of what the step would tell fails the step, and sets no output', async () => {
  registry.onRequest = giving(manifestType);
  const { code, stdout, outputs } = await pull(login);
  expect(stdout).toContain('The output media-type contains a token');
  expect({ code, outputs }).toEqual({ code: 1, outputs: {} });
});

it('A token that is a part of what a step would tell that failed is not told as a second failure', async () => {
  registry.onRequest = giving(manifestType);
  const taken = await makeWorkspace({ 'out/a.txt': 'mine' });
  const reference = `${registry.host}/octo/application-of-tests:release-2026-november`;
  const inputs = { mode: 'pull', reference, path: 'out', overwrite: 'false', ...login };
  const { code, stdout, outputs } = await runStep(inputs, { workspace: taken });
  expect(stdout.match(/^::error .*/gm)).toEqual([expect.stringContaining('exists with different content')]);
  expect({ code, outputs }).toEqual({ code: 1, outputs: {} });
});

it('A token whose base64 is a part of what the step would tell fails the step', async () => {
  const token = 'abcdefghijklmnop';
  const title = Buffer.from(token).toString('base64').replace(/=+$/, '');
  registry.onRequest = () => undefined;
  const reference = `${registry.host}/octo/other:v1`;
  await runStep({ mode: 'push', reference, files: title }, { workspace: await makeWorkspace({ [title]: 'x' }) });
  registry.onRequest = giving(token);
  const { code, stdout, outputs } = await pull({ ...login, reference });
  expect(stdout).toContain('The output files contains a token');
  expect({ code, outputs }).toEqual({ code: 1, outputs: {} });
});

it('A token as registries have it is hidden', async () => {
  registry.onRequest = giving('DockerToken.9c9b1d9e-1f3e-4c8e-8d9a');
  const { code, stdout, outputs } = await pull(login);
  expect({ code, outputs }).toMatchObject({ code: 0, outputs: { digest } });
  expect(hiddenBy(stdout)).toContain('DockerToken.9c9b1d9e-1f3e-4c8e-8d9a');
});

it.each([
  ['a digest of the step', () => digest.slice('sha256:'.length)],
  ['hex digits that are no digest', () => '0123456789abcdef0123456789abcdef01234567'],
])('A token for a login that looks like %s is used, and not hidden', async (_, token) => {
  registry.onRequest = giving(token());
  const { code, stdout, outputs } = await pull(login);
  expect({ code, outputs }).toMatchObject({ code: 0, outputs: { digest } });
  expect(hiddenBy(stdout)).not.toContain(token());
  expect(registry.received.at(-1)?.headers.authorization).toBe(`Bearer ${token()}`);
});

it.each([['anonymous'], ['true'], [manifestType]])(
  'A token for everybody is used, and not hidden: %s',
  async (token) => {
    registry.onRequest = giving(token);
    const { code, stdout, outputs } = await pull();
    expect({ code, outputs }).toMatchObject({ code: 0, outputs: { digest } });
    expect(hiddenBy(stdout)).toEqual([]);
    expect(registry.received.at(-1)?.headers.authorization).toBe(`Bearer ${token}`);
  },
);

it.each([
  ['short', 'true', false],
  ['a part of the inputs', 'application-of-tests', false],
  ['a password', 'hunter2hunter2', true],
])('A password of a configuration that is %s: %s, hidden: %s', async (_, password, isHidden) => {
  const auth = Buffer.from(`me:${password}`).toString('base64');
  registry.onRequest = ({ headers }) =>
    headers['authorization'] === `Basic ${auth}`
      ? undefined
      : { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } };
  const DOCKER_CONFIG = await makeWorkspace({
    'config.json': JSON.stringify({ auths: { [registry.host]: { auth } } }),
  });
  const { code, stdout, outputs } = await pull({}, { DOCKER_CONFIG });
  expect({ code, outputs }).toMatchObject({ code: 0, outputs: { digest } });
  expect(hiddenBy(stdout).includes(password)).toBe(isHidden);
  expect(hiddenBy(stdout)).toContain(auth);
});
