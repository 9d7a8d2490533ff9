import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeFolder, makeWorkspace } from '../support/action/workspace.ts';
import { openPlace, putArtifact } from '../support/content/shelf.ts';
import { signKeyless } from '../support/content/sign-keyless.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startNames } from '../support/servers/fake-packages.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { signingConfig } from '../support/servers/services.ts';
import { putReferrer } from '../support/trust/forge.ts';
import { type Job, keyless, startJob } from '../support/trust/job.ts';
import { namesake } from '../support/trust/namesake.ts';

let registry: FakeRegistry;
/** A server whose certificate nobody trusts. */
let impostor: FakeRegistry;
beforeAll(async () => {
  [registry, impostor] = await Promise.all([startFakeRegistry(), startFakeRegistry({ tls: true })]);
});
afterAll(() => Promise.all([registry?.stop(), impostor?.stop()]));
beforeEach(() => {
  for (const { requests, received } of [registry, impostor]) {
    requests.splice(0);
    received.splice(0);
  }
});

const files = { 'a.txt': 'a' };
const push = () => ({ mode: 'push', reference: `${registry.host}/team/app:v1`, files: 'a.txt' });
const none = join(makeFolder(), 'none');

describe('What the runner gives is looked at before anything is asked:', () => {
  const setUp = () => ({ mode: 'pull', reference: `${registry.host}/team/app:v1`, 'add-to-path': 'true' });
  it.each<[string, () => Record<string, string>, Record<string, string>]>([
    ['no file for outputs', push, { GITHUB_OUTPUT: none }],
    ['a folder for outputs', push, { GITHUB_OUTPUT: makeFolder() }],
    ['no name of a file for outputs', push, { GITHUB_OUTPUT: '' }],
    ['no file for the path', setUp, { GITHUB_PATH: none }],
    ['an address of GitHub without https', push, { GITHUB_SERVER_URL: 'github.com' }],
    ['an address of GitHub that is none', push, { GITHUB_SERVER_URL: 'https://' }],
    ['an address of the API that is none', push, { GITHUB_API_URL: 'api' }],
  ])('%s', async (_, inputs, env) => {
    const run = await runStep(inputs(), { workspace: await makeWorkspace(files), env });
    const [[name = '', value = ''] = []] = Object.entries(env);
    expect(run).toMatchObject({ code: 1, stderr: '', path: '' });
    const [error, ...more] = run.stdout.split('\n').filter((line) => line.startsWith('::error'));
    expect(more).toEqual([]);
    for (const part of ['oci-artifact%3A Invalid input', name, value, 'The runner sets this variable']) {
      expect(error).toContain(part);
    }
    expect(registry.requests).toEqual([]);
  });

  it('no file for the path, which a push does not need', async () => {
    const run = await runStep(push(), { workspace: await makeWorkspace(files), env: { GITHUB_PATH: none } });
    expect(run).toMatchObject({ code: 0, outputs: { changed: 'true' } });
  });
});

describe('NODE_TLS_REJECT_UNAUTHORIZED=0', () => {
  const unverified = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const warning = '::warning::NODE_TLS_REJECT_UNAUTHORIZED=0 is set';

  it('holds for registries, and is named', async () => {
    const workspace = await makeWorkspace(files);
    const inputs = { ...push(), reference: `${impostor.host}/team/app:v1` };
    const run = await runStep(inputs, { workspace, env: unverified });
    expect(run).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(run.stdout).toContain(warning);
    const auth = `- registry: ${impostor.host}\n  insecure: false`;
    expect((await runStep({ ...inputs, 'registry-auth': auth }, { workspace, env: unverified })).code).toBe(1);
    expect((await runStep(inputs, { workspace })).stdout).not.toContain(warning);
  });

  describe('never holds where trust begins:', () => {
    let job: Job;
    beforeAll(async () => {
      job = await startJob();
    });
    afterAll(() => job?.stop());

    it.each<[string, (url: string) => Record<string, string>, (url: string) => Record<string, string>]>([
      ['the token', () => ({}), (url) => ({ ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/oidc/token?a=b` })],
      ['Fulcio', () => ({ 'signing-config': 'impostor.json' }), () => ({})],
      ['the list of attestations', () => ({ attest: 'provenance' }), (url) => ({ GITHUB_API_URL: url })],
    ])('%s', async (title, inputs, env) => {
      const url = `https://${impostor.host}`;
      await writeFile(join(job.workspace, 'impostor.json'), signingConfig(url));
      const reference = `${registry.host}/team/${title.replaceAll(' ', '-').toLowerCase()}:v1`;
      const run = await job.run(
        { ...push(), reference, retries: '0', ...keyless, ...inputs(url) },
        { ...job.env(), ...env(url), ...unverified },
      );
      expect(run.stdout).toContain('unable to verify the first certificate');
      expect(impostor.received).toEqual([]);
    });

    it('the roots that TUF fetches', async () => {
      const reference = `${registry.host}/team/tuf:v1`;
      const store = openPlace(reference);
      const artifact = await putArtifact(store, files, ['v1']);
      const json = await signKeyless(job.sigstore, { log: 'v1' });
      json.verificationMaterial.certificate = { rawBytes: namesake };
      await putReferrer(store, artifact, Buffer.from(JSON.stringify(json)));
      await using names = await startNames({ 'tuf-repo-cdn.sigstore.dev:443': impostor.host });
      const env = { ...unverified, https_proxy: names.url, no_proxy: '127.0.0.1' };
      const verify = '- github: acme/app\n  ref: refs/tags/v*';
      const run = await runStep({ mode: 'inspect', reference, verify, retries: '0' }, { workspace: makeFolder(), env });
      expect(run.stdout).toContain('The trust root of sigstore.dev cannot be brought up to date: The connection to ');
      expect(impostor.received).toEqual([]);
    });
  });
});
