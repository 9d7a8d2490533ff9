import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionRun } from '../support/action/run-action.ts';
import { told } from '../support/action/told.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, quirkAlways, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { makeKeys } from '../support/trust/keys.ts';

const keys = makeKeys();
const password = 'a password for the key';
const encrypted = keys.privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password })
  .toString();
const signing = { sign: 'key', 'sign-key': 'key.pem', 'sign-key-password': password };
const verify = '- key: key.pub';
const files = {
  'a.txt': 'a',
  'sbom.json': '{}',
  'key.pem': encrypted,
  'key.pub': keys.publicPem,
  'other.pub': makeKeys().publicPem,
  'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
  'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 0.2.0\n',
  'k8s/app.yaml': 'kind: Deployment\n',
};

let registry: FakeRegistry;
let workspace: string;
const act = (inputs: Record<string, string>) => runStep(inputs, { workspace });
const at = (name: string) => `${registry.host}/team/${name}`;
const push = (name: string, inputs: Record<string, string> = {}) =>
  act({ mode: 'push', reference: at(name), files: 'a.txt', ...inputs });
const isMet = async (name: string, policy = verify) => {
  const { code, stdout } = await act({ mode: 'inspect', reference: at(name), verify: policy });
  expect(stdout).toContain(code === 0 ? 'Verified: ' : 'Not signed as verify asks');
  return code === 0;
};
const requestsOf = async (work: () => Promise<ActionRun>) => {
  registry.requests.splice(0);
  const run = await work();
  return { run, requests: registry.requests.splice(0) };
};

beforeAll(async () => {
  [registry, workspace] = await Promise.all([startFakeRegistry(), makeWorkspace(files)]);
});
afterAll(() => registry?.stop());

describe('a push that signs', () => {
  it('sends content, the manifest by its digest, signatures, and the tag last', async () => {
    const { run, requests } = await requestsOf(() => push('order:v1', signing));
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const digest = run.outputs['digest'] ?? '';
    const puts = requests.filter((line) => /^PUT \S+\/manifests\//.test(line)).map((line) => line.split('/').at(-1));
    expect(puts[0]).toBe(`${digest} 201`);
    expect(puts.at(-1)).toBe('v1 201');
    expect(puts).toContain(`${digest.replace(':', '-')}.sig 201`);
    // The fifth is the list of referrers, which this registry does not keep.
    expect(puts).toHaveLength(5);
  });

  it.each([
    ['the tag of the signatures', '/v2/team/failed/manifests/sha256-'],
    ['the bundle', '/v2/team/failed/manifests/sha256:'],
  ])('moves no tag when the registry does not take %s, and says what is there', async (_, start) => {
    await push('failed:v1');
    const inputs = { ...signing, annotations: `for=${start.at(-1)}` };
    const seen = new Set<string>();
    registry.onRequest = (request) => {
      // The first manifest is that of the artifact.
      if (request.method !== 'PUT' || !request.path.startsWith(start)) return undefined;
      const isFirst = seen.size === 0 && start.endsWith(':');
      seen.add(request.path);
      return isFirst ? undefined : { status: 400, body: '{"errors":[{"code":"MANIFEST_INVALID"}]}' };
    };
    const { run, requests } = await requestsOf(() => push('failed:v1,v2', inputs));
    registry.onRequest = () => undefined;
    expect(run).toMatchObject({ code: 1 });
    expect(run.stdout).toContain(
      `${at('failed')}@${run.outputs['digest']} is there, but not all of its signatures are`,
    );
    expect(requests.filter((line) => /^PUT \S+\/manifests\/v\d/.test(line))).toEqual([]);
    // It goes on from there.
    expect(await push('failed:v1,v2', inputs)).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect([await isMet('failed:v1'), await isMet('failed:v2')]).toEqual([true, true]);
  });

  it('signs later what was pushed without a signature, and then sends nothing', async () => {
    await push('later:v1');
    expect(await push('later:v1', signing)).toMatchObject({ code: 0, outputs: told({ changed: true, sent: 0 }) });
    const { run, requests } = await requestsOf(() => push('later:v1', signing));
    expect(run.outputs['changed']).toBe('false');
    expect(requests.filter((line) => !/^(?:GET|HEAD) /.test(line))).toEqual([]);
  });
});

describe('what is signed', () => {
  it('is a Flux source, a chart or files in a layout, and an attachment', async () => {
    expect((await push('flux:v1', { kind: 'flux', files: 'k8s', ...signing })).code).toBe(0);
    expect(await isMet('flux:v1')).toBe(true);
    const layout = { mode: 'push', reference: 'oci-layout:layout:v1', files: 'a.txt', ...signing };
    expect(await act(layout)).toMatchObject({ code: 0, stderr: '' });
    expect(await act(layout)).toMatchObject({ code: 0, outputs: { changed: 'false' } });
    const pull = { mode: 'pull', reference: 'oci-layout:layout:v1', path: 'from-layout', verify };
    expect(await act(pull)).toMatchObject({ code: 0, stderr: '' });

    await push('subject:v1');
    const attach = {
      mode: 'attach',
      reference: at('subject:v1'),
      files: 'sbom.json',
      'artifact-type': 'text/x',
      ...signing,
    };
    const attached = await act(attach);
    expect(attached).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(await isMet(`subject@${attached.outputs['digest']}`)).toBe(true);
    expect(await isMet('subject:v1')).toBe(false);
    expect(await act(attach)).toMatchObject({ code: 0, outputs: { changed: 'false' } });
  });

  it('is what a tag is to lead to, after a look at who signed it', async () => {
    await push('tagged:v1', signing);
    await push('untagged:v1');
    const tag = (name: string, inputs: Record<string, string>) =>
      act({ mode: 'tag', reference: at(`${name}:v1`), tags: 'stable', ...inputs });
    expect(await tag('tagged', { verify })).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    const refused = await tag('untagged', { verify });
    expect(refused).toMatchObject({ code: 1, outputs: { changed: 'false' } });
    expect(refused.outputs).not.toHaveProperty('reference');
    expect((await act({ mode: 'inspect', reference: at('untagged:stable') })).stdout).toContain('Not found');
    expect(await tag('untagged', signing)).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(await isMet('untagged:stable')).toBe(true);
    expect(await tag('untagged', signing)).toMatchObject({ code: 0, outputs: { changed: 'false' } });
  });
});

describe('a pull that is refused', () => {
  it.each([
    ['without a signature', 'plain', {}],
    ['signed by somebody else', 'foreign', signing],
  ])('%s has asked for no blob of the artifact, and leaves no file', async (_, name, inputs) => {
    const pushed = await push(`${name}:v1`, inputs);
    const pull = {
      mode: 'pull',
      reference: at(`${name}:v1`),
      path: `to-${name}`,
      verify: '- key: other.pub',
      cache: 'true',
    };
    const { run, requests } = await requestsOf(() => act(pull));
    // A step that may fail must not hand it on.
    expect(run).toMatchObject({ code: 1, outputs: { changed: 'false' } });
    for (const name of ['digest', 'reference']) expect(run.outputs).not.toHaveProperty(name);
    expect(run.stdout).toContain('::error title=oci-artifact%3A Not signed as verify asks::');
    const layers = JSON.parse(pushed.outputs['files'] ?? '[]') as { digest: string }[];
    expect(layers).toHaveLength(1);
    for (const { digest } of layers) expect(requests.join('\n')).not.toContain(digest);
    expect(Object.keys(await readTree(workspace)).filter((file) => file.startsWith('to-'))).toEqual([]);
    const tool = await act({ ...pull, path: '.', 'add-to-path': 'true' });
    expect(tool).toMatchObject({ code: 1, path: '' });
  });

  it('goes on by the digest that was verified, whatever becomes of the tag', async () => {
    await push('moving:v1', signing);
    const pull = { mode: 'pull', reference: at('moving:v1'), path: 'moving', verify };
    const { run, requests } = await requestsOf(() => act(pull));
    expect(run.code).toBe(0);
    expect(requests.filter((line) => line.includes('/manifests/v1 '))).toHaveLength(1);
  });
});

describe('secrets', () => {
  it.each([
    ['from a file', { ...signing }],
    ['from the input', { ...signing, 'sign-key': encrypted }],
    ['that do not open', { ...signing, 'sign-key-password': `${password}, but not quite` }],
    ['that cannot be read', { ...signing, 'sign-key': encrypted.replace(/\n.{40}/, '\n') }],
  ])('%s are hidden, and told nowhere', async (_, inputs) => {
    const run = await runStep(
      { mode: 'push', reference: at('secret:v1'), files: 'a.txt', ...inputs },
      { workspace, env: { RUNNER_DEBUG: '1' } },
    );
    const secret = inputs['sign-key-password'];
    expect(run.stdout).toContain(`::add-mask::${secret}`);
    const told =
      run.stdout.replaceAll(/^::add-mask::.*$/gm, '') + run.stderr + run.summary + JSON.stringify(run.outputs);
    const body = keys.privatePem.split('\n')[1] ?? '';
    for (const hidden of [secret, ...encrypted.split('\n').slice(1, -2), body]) expect(told).not.toContain(hidden);
    expect(run.left.filter((name) => name !== 'tools')).toEqual([]);
  });
});

describe('what is no key in PEM, and may be one', () => {
  const lines = keys.privatePem.trim().split('\n');
  it.each([
    ['a key without its first line', lines.slice(1).join('\n')],
    ['a key in base64', Buffer.from(keys.privatePem).toString('base64')],
    ['a key in one line', lines.slice(1, -1).join('')],
  ])('such as %s, is hidden and told nowhere', async (_, key) => {
    const run = await runStep(
      { mode: 'push', reference: at('secret:v2'), files: 'a.txt', sign: 'key', 'sign-key': key },
      { workspace, env: { RUNNER_DEBUG: '1' } },
    );
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toContain(
      'The input sign-key is neither a private key in PEM nor the path of a file%0AGive the',
    );
    const told = run.stdout.replaceAll(/^::add-mask::.*$/gm, '') + run.summary + JSON.stringify(run.outputs);
    for (const line of key.split('\n')) {
      expect(run.stdout).toContain(`::add-mask::${line}`);
      expect(told).not.toContain(line);
    }
  });
});

it.each([
  ['both', 0],
  ['bundle', 1],
])('where lists of referrers are refused, %s signatures are found under the tag alone: %s', async (format, code) => {
  const name = `broken-${format}`;
  await push(`${name}:v1`, { ...signing, 'signature-format': format });
  registry.onRequest = quirkAlways(`GET /v2/team/${name}/referrers/`, { status: 403 });
  const run = await act({ mode: 'pull', reference: at(`${name}:v1`), path: name, verify });
  registry.onRequest = () => undefined;
  // What could not be read is named where nothing else is found.
  expect([run.code, /\b403\b/.test(run.stdout)]).toEqual([code, code === 1]);
});
