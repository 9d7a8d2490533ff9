import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ActionRun } from '../support/action/run-action.ts';
import { told } from '../support/action/told.ts';
import { makeImageLayout } from '../support/content/image-layout.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { filesOfJob, type Job, keyless, signer, startJob, types } from '../support/trust/job.ts';

const attest = ['provenance', 'sbom=spdx.json', `${types.tests}=tests.json`].join('\n');
const policyOf = (predicates: string[], ref = 'refs/tags/v*', github = 'acme/app') =>
  predicates
    .map((type) => `- github: ${github}\n  ref: ${ref}${type === types.signature ? '' : `\n  predicate: ${type}`}`)
    .join('\n');
const pullRequest = {
  ref: 'refs/pull/1/merge',
  event_name: 'pull_request',
  workflow_ref: 'acme/app/.github/workflows/release.yml@refs/pull/1/merge',
  job_workflow_ref: 'acme/app/.github/workflows/release.yml@refs/pull/1/merge',
};

let registry: FakeRegistry;
let job: Job;
beforeAll(async () => {
  registry = await startFakeRegistry();
  job = await startJob(registry.requests);
});
afterAll(() => Promise.all([registry?.stop(), job?.stop()]));
beforeEach(() => {
  job.services.received.splice(0);
  job.services.attestations.splice(0);
  registry.requests.splice(0);
});

const at = (name: string) => `${registry.host}/team/${name}`;
const push = (name: string, inputs: Record<string, string> = {}, env = job.env()) =>
  job.run({ mode: 'push', reference: at(name), files: 'a.txt', ...keyless, ...inputs }, env);
const verify = (name: string, policy: string, inputs: Record<string, string> = {}) =>
  job.run({ mode: 'inspect', reference: at(name), verify: policy, 'trusted-root': 'root.json', ...inputs });
const countOf = (service: string) => job.services.received.filter((each) => each.service === service).length;
const counts = () => ['token', 'fulcio', 'rekor', 'rekor2', 'clock', 'api'].map(countOf);
const signaturesOf = ({ outputs }: ActionRun) =>
  JSON.parse(outputs['signatures'] ?? 'null') as Record<string, string>[];
const summaryRow = ({ summary }: ActionRun, name: string) =>
  summary
    .split('\n')
    .find((line) => line.startsWith(`- **${name}** `))
    ?.slice(name.length + 7);
const isWrite = (line: string) => /^(?:PUT|POST|PATCH|DELETE) \/v2\//.test(line);
const ok = { code: 0, stderr: '' };

describe('a push that signs without a key', () => {
  it('says who signed what, for whom, and where it is shown', async () => {
    const run = await push('whole:v1', { attest });
    expect(run).toMatchObject(ok);
    expect(run.stdout).not.toContain('::warning');
    const { digest = '' } = run.outputs;
    const name = `${at('whole')}@${digest}`;
    const made = { ...signer, reference: name, digest: expect.stringMatching(/^sha256:[\da-f]{64}$/) };
    const logged = { ...made, logIndex: expect.stringMatching(/^[1-9]\d{3,}$/) };
    expect(signaturesOf(run)).toEqual([
      { ...logged, format: 'bundle', predicateType: types.signature },
      { ...logged, format: 'legacy', predicateType: types.signature },
      { ...logged, format: 'bundle', predicateType: types.provenance },
      { ...logged, format: 'bundle', predicateType: types.spdx },
      { ...logged, format: 'bundle', predicateType: types.tests },
    ]);
    expect(new Set(signaturesOf(run).map(({ logIndex }) => logIndex)).size).toBe(5);
    const urls = [7001, 7002, 7003].map((id) => `https://github.com/acme/app/attestations/${id}`);
    expect(run.outputs['attestation-url']).toBe(urls.join('\n'));
    expect(summaryRow(run, 'Signed')).toBe(`by \`${signer.identity}\``);
    expect(summaryRow(run, 'Attested')).toBe(
      `\`${types.provenance}\`, \`${types.spdx}\`, \`${types.tests}\`<br>${urls.map((url) => `[shown by GitHub](${url})`).join('<br>')}`,
    );
    expect(run.stdout).toContain(
      `Signed: ${name} by acme/app, refs/tags/v1.2.3, release.yml (bundle, legacy, provenance, sbom, ${types.tests})`,
    );
    expect(counts()).toEqual([1, 1, 5, 0, 0, 3]);
  });

  it('gives GitHub the attestations that are in the registry, and not the signature', async () => {
    await push('listed:v1', { attest });
    const stated = job.services.attestations.map((bundle) => {
      const { payload } = bundle['dsseEnvelope'] as { payload: string };
      return JSON.parse(Buffer.from(payload, 'base64').toString()) as { predicateType: string; subject: unknown };
    });
    expect(stated.map(({ predicateType }) => predicateType)).toEqual([types.provenance, types.spdx, types.tests]);
    const [api] = job.services.received.filter(({ service }) => service === 'api');
    expect(api).toMatchObject({
      path: '/repos/acme/app/attestations',
      headers: { authorization: expect.stringMatching(/^Bearer ghs_/), 'x-github-api-version': '2022-11-28' },
    });
  });

  it.each([
    ['SPDX', 'spdx.json', types.spdx],
    ['CycloneDX', 'cyclonedx.json', types.cyclonedx],
  ])('attests an SBOM in %s, and nothing else, without sign', async (_, file, type) => {
    const run = await push(`sbom-${file}:v1`, { sign: 'none', attest: `sbom=${file}` });
    expect(run).toMatchObject(ok);
    expect(signaturesOf(run).map(({ predicateType }) => predicateType)).toEqual([type]);
    expect(await verify(`sbom-${file}:v1`, policyOf([type]))).toMatchObject(ok);
    expect((await verify(`sbom-${file}:v1`, policyOf([types.signature]))).code).toBe(1);
  });

  it.each<[string, Record<string, string>, string[], number[]]>([
    ['a log', {}, ['bundle', 'legacy'], [1, 1, 3, 0, 0, 1]],
    ['a log and a clock', { 'signing-config': 'v1-clock.json' }, ['bundle', 'legacy'], [1, 1, 3, 0, 3, 1]],
    ['a log of the second version', { 'signing-config': 'v2.json' }, ['bundle'], [1, 1, 0, 2, 2, 1]],
    [
      "a clock alone, as GitHub's own",
      { 'signing-config': 'github.json', 'trusted-root': 'github-root.json' },
      ['bundle', 'legacy'],
      [1, 1, 0, 0, 3, 1],
    ],
  ])('with %s is what verify asks for', async (title, inputs, formats, asked) => {
    const name = `${title.replace(/[^a-z]+/g, '-')}:v1`;
    const run = await push(name, { attest: 'provenance', ...inputs });
    expect(run).toMatchObject(ok);
    expect(run.stdout.includes('cannot hold an entry of Rekor v2')).toBe(formats.length === 1);
    expect(counts()).toEqual(asked);
    const signatures = signaturesOf(run).filter(({ predicateType }) => predicateType === types.signature);
    expect(signatures.map(({ format }) => format)).toEqual(formats);
    const hasLog = asked[2] !== 0 || asked[3] !== 0;
    expect(signaturesOf(run).every(({ logIndex }) => (logIndex !== undefined) === hasLog)).toBe(true);
    const root = { 'trusted-root': inputs['trusted-root'] ?? 'root.json' };
    const check = await verify(name, policyOf([types.signature, types.provenance]), root);
    expect(check).toMatchObject(ok);
    // In the older form alone as well.
    const legacy = await push(`legacy-${name}`, { ...inputs, 'signature-format': 'legacy' });
    expect(legacy).toMatchObject(ok);
    expect(await verify(`legacy-${name}`, policyOf([types.signature]), root)).toMatchObject(ok);
  });

  it('of what is signed already sends nothing and signs nothing', async () => {
    await push('again:v1', { attest });
    job.services.received.splice(0);
    registry.requests.splice(0);
    // Of another run, whose provenance would be another.
    const again = await push('again:v1', { attest }, job.env({ run_id: '43', run_attempt: '2' }));
    expect(again).toMatchObject({ ...ok, outputs: told({ changed: false, sent: 0 }) });
    expect(again.stdout).toContain('Already signed by acme/app, refs/tags/v1.2.3, release.yml: ');
    expect(counts()).toEqual([1, 0, 0, 0, 0, 0]);
    expect(registry.requests.filter(isWrite)).toEqual([]);
    expect(signaturesOf(again)).toHaveLength(5);
    expect(again.outputs['attestation-url']).toBeUndefined();
  });

  it('of a changed SBOM adds one attestation, and the tag stays', async () => {
    const [file, name] = ['changing.json', 'changed:v1'];
    await writeFile(join(job.workspace, file), filesOfJob['spdx.json']);
    const first = await push(name, { attest: `provenance\nsbom=${file}` });
    await writeFile(join(job.workspace, file), '{"spdxVersion":"SPDX-2.3","name":"another"}');
    job.services.received.splice(0);
    const second = await push(name, { attest: `provenance\nsbom=${file}` });
    expect(second).toMatchObject({ ...ok, outputs: { digest: first.outputs['digest'] } });
    expect(counts()).toEqual([1, 1, 1, 0, 0, 1]);
    const [before, after] = [first, second].map((run) =>
      Object.fromEntries(
        signaturesOf(run).map((each) => [`${each['predicateType']} ${each['format']}`, each['digest']]),
      ),
    );
    const changed = Object.keys(after ?? {}).filter((key) => before?.[key] !== after?.[key]);
    expect(changed).toEqual([`${types.spdx} bundle`]);
  });

  it('of another job with the same content adds its own signature', async () => {
    await push('both:v1');
    const claims = { repository: 'acme/ci', job_workflow_ref: 'acme/ci/.github/workflows/x.yml@refs/tags/v9' };
    const other = await push('both:v1', {}, job.env(claims));
    expect(other).toMatchObject({ ...ok, outputs: { changed: 'true' } });
    for (const github of ['acme/app', 'acme/ci']) {
      expect(await verify('both:v1', policyOf([types.signature], 'refs/tags/v*', github))).toMatchObject(ok);
    }
  });

  it('only says so in a dry run', async () => {
    const run = await push('dry:v1', { attest, 'dry-run': 'true' });
    expect(run).toMatchObject({ ...ok, outputs: { changed: 'true', signatures: '[]' } });
    expect(run.stdout).toContain(`Would sign ${at('dry')}@sha256:`);
    expect(counts().slice(1)).toEqual([0, 0, 0, 0, 0]);
    expect(registry.requests.filter(isWrite)).toEqual([]);
  });
});

describe('a job for a pull request', () => {
  it('may sign, and no policy of branches and tags takes it', async () => {
    const run = await push('pull:v1', { attest: 'provenance' }, job.env(pullRequest));
    expect(run).toMatchObject(ok);
    for (const ref of ['refs/heads/*', 'refs/tags/v*', 'refs/*']) {
      for (const type of [types.signature, types.provenance]) {
        const refused = await verify('pull:v1', policyOf([type], `"${ref}"`));
        expect(refused.code).toBe(1);
        expect(refused.stdout).toContain('::error title=oci-artifact%3A Not signed as verify asks::');
      }
    }
    expect(await verify('pull:v1', policyOf([types.signature], 'refs/pull/1/merge'))).toMatchObject(ok);
  });
});

describe('what is signed', () => {
  it('is each chart, by one certificate for all', async () => {
    const inputs = { kind: 'helm', files: 'charts/*', attest: 'provenance\nsbom=spdx.json' };
    const run = await push('charts', inputs);
    expect(run).toMatchObject(ok);
    // Two charts, each with four pieces.
    expect(counts()).toEqual([1, 1, 8, 0, 0, 4]);
    expect(signaturesOf(run)).toHaveLength(8);
    const items = JSON.parse(run.outputs['json'] ?? '[]') as { name: string; digest: string; signatures: object[] }[];
    expect(items.map(({ name, signatures }) => [name, signatures.length])).toEqual([
      ['api', 4],
      ['web', 4],
    ]);
    const all = policyOf([types.signature, types.provenance, types.spdx]);
    for (const name of ['charts/api:0.2.0', 'charts/web:0.1.0']) expect(await verify(name, all)).toMatchObject(ok);
    job.services.received.splice(0);
    registry.requests.splice(0);
    expect(await push('charts', inputs)).toMatchObject({ ...ok, outputs: { changed: 'false' } });
    expect(counts()).toEqual([1, 0, 0, 0, 0, 0]);
    expect(registry.requests.filter(isWrite)).toEqual([]);
  });

  it('is a copy in each of its targets, by one certificate', async () => {
    expect(await push('source:v1', { sign: 'none', 'signing-config': '', 'trusted-root': '' })).toMatchObject(ok);
    job.services.received.splice(0);
    const to = `${at('one')}:v1\n${at('two')}:v1`;
    const copy = { mode: 'copy', reference: at('source:v1'), to, attest: 'provenance', ...keyless };
    const run = await job.run(copy);
    expect(run).toMatchObject(ok);
    expect(run.stdout).not.toContain('::warning');
    expect(counts()).toEqual([1, 1, 6, 0, 0, 2]);
    const both = policyOf([types.signature, types.provenance]);
    for (const name of ['one:v1', 'two:v1']) expect(await verify(name, both)).toMatchObject(ok);
    expect((await verify('source:v1', both)).code).toBe(1);
  });

  it('is an index that is copied, and with it what it lists', async () => {
    await makeImageLayout(join(job.workspace, 'image'));
    const copy = { mode: 'copy', reference: 'oci-layout:image:v1', to: `${at('index')}:v1`, ...keyless };
    const run = await job.run({ ...copy, attest: 'provenance' });
    expect(run).toMatchObject({ ...ok, outputs: { 'media-type': 'application/vnd.oci.image.index.v1+json' } });
    expect(signaturesOf(run).map(({ reference }) => reference)).toEqual(
      Array.from({ length: 3 }, () => `${at('index')}@${run.outputs['digest']}`),
    );
    expect(await verify('index:v1', policyOf([types.signature, types.provenance]))).toMatchObject(ok);
    expect(await verify('index:v1', policyOf([types.signature]), { platforms: 'linux/amd64' })).toMatchObject(ok);
  });
});
