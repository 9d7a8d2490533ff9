import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { told } from '../support/action/told.ts';
import { alreadyThere } from '../support/faults/lies.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { type ServiceHook, serviceFault } from '../support/servers/services.ts';
import { type Job, keyless, startJob } from '../support/trust/job.ts';
import { faults } from './cases/keyless-faults.ts';

let registry: FakeRegistry;
let job: Job;
beforeAll(async () => {
  registry = await startFakeRegistry();
  // Neither a list nor a tag that others may write too: nobody waits to see that it stays.
  registry.content.features.referrers = 'api';
  job = await startJob(registry.requests);
  const { public: own, github } = job.sigstore.roots as Record<string, { certificateAuthorities: object[] }>;
  const certificateAuthorities = [own, github].flatMap((root) => root?.certificateAuthorities ?? []);
  await writeFile(join(job.workspace, 'both-authorities.json'), JSON.stringify({ ...own, certificateAuthorities }));
});
afterAll(() => Promise.all([registry?.stop(), job?.stop()]));
beforeEach(() => {
  job.services.onRequest = () => undefined;
  job.services.received.splice(0);
  job.services.attestations.splice(0);
  registry.requests.splice(0);
});

const policy =
  '- github: acme/app\n  ref: refs/tags/v*\n- github: acme/app\n  ref: refs/tags/v*\n  predicate: https://slsa.dev/provenance/v1';
const at = (name: string) => `${registry.host}/team/${name}`;
const push = (name: string, inputs: Record<string, string> = {}, env = job.env()) =>
  job.run(
    {
      ...{ mode: 'push', reference: at(name), files: 'a.txt', retries: '0', annotations: `for=${name}` },
      ...keyless,
      ...{ attest: 'provenance', 'signature-format': 'bundle', ...inputs },
    },
    env,
  );
const signingError = '::error title=oci-artifact%3A Not signed::';
const tagged = (name: string) =>
  registry.requests.filter((line) => new RegExp(`^PUT /v2/team/${name}/manifests/v\\d`).test(line));

let count = 0;
/** Pushes while services fail, looks at what is there, and pushes again without a fault. */
async function pushes(hook: ServiceHook, inputs: Record<string, string> = {}, env = job.env()) {
  count += 1;
  const name = `app${count}`;
  let met = 0;
  job.services.onRequest = (request) => {
    const fault = hook(request);
    if (fault) met += 1;
    return fault;
  };
  const failed = await push(`${name}:v1,v2`, inputs, env);
  expect(met).toBeGreaterThan(0);
  const atFailure = { tags: tagged(name), api: job.services.attestations.length };
  const reference = `${at(name)}@${failed.outputs['digest']}`;
  job.services.onRequest = () => undefined;
  registry.requests.splice(0);
  // What is short is so for the fault alone: on a busy machine, right answers take their time.
  const { timeout: _, ...patient } = inputs;
  const again = await push(`${name}:v1,v2`, patient);
  const uploads = registry.requests.filter((line) => /^POST \S+\/blobs\/uploads\//.test(line)).length;
  const root = { 'trusted-root': inputs['trusted-root'] ?? 'root.json' };
  const check = () => job.run({ mode: 'inspect', reference: at(`${name}:v2`), verify: policy, ...root });
  return { failed, atFailure, reference, again, uploads, check };
}

describe('no tag is moved, and a second step goes on from there, when', () => {
  it.each(faults)('%s', async (...[, service, fault, says, advice, inputs]) => {
    const { failed, atFailure, reference, again, uploads } = await pushes(serviceFault(service, fault), inputs);
    expect(failed).toMatchObject({ code: 1, stderr: '' });
    const host = job.services.url.replace('http://', '');
    expect(failed.stdout).toContain(says.replace('HOST', host));
    if (advice !== '') expect(failed.stdout).toContain(signingError);
    expect(failed.stdout).not.toContain('Internal error');
    expect(failed.stdout).toContain(advice);
    expect(failed.stdout).not.toContain('DOCTYPE');
    expect(failed.stdout).toContain(`::warning::${reference} is there, but not all of its signatures are`);
    expect(atFailure).toEqual({ tags: [], api: 0 });
    expect(again).toMatchObject({ code: 0, stderr: '', outputs: told({ changed: true, sent: 0 }) });
    // Those of the signatures at most, and none of the content.
    expect(uploads).toBeLessThanOrEqual(4);
  });
});

describe('a passing fault is no failure:', () => {
  it.each<[string, ServiceHook, Record<string, string>]>([
    ['the authority was busy', serviceFault('fulcio', { status: 503 }, 1), { retries: '1' }],
    ['the log was busy', serviceFault('rekor', { status: 502 }, 1), { retries: '1' }],
    [
      'the clock was busy',
      serviceFault('clock', { status: 503 }, 1),
      { retries: '1', 'signing-config': 'v1-clock.json' },
    ],
    ...(['token', 'fulcio', 'rekor2', 'clock'] as const).map(
      (service): [string, ServiceHook, Record<string, string>] => [
        `an answer of ${service} was lost`,
        serviceFault(service, { lost: 'answer' }, 1),
        { retries: '1', 'signing-config': 'v2.json' },
      ],
    ),
    [
      'a log of version 2 answers after the timeout, when its next checkpoint is there',
      serviceFault('rekor2', { delay: 7_000 }),
      { 'signing-config': 'v2.json', timeout: '5s' },
    ],
    ['the answer of the log was lost, which then has the entry', afterLostAnswer(), { retries: '1' }],
    [
      'the log has the entry already',
      ({ service, method }) => (service === 'rekor' && method === 'POST' ? alreadyThere : undefined),
      {},
    ],
  ])('%s', async (_, hook, inputs) => {
    const { failed, again, check } = await pushes(hook, inputs);
    expect(failed).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
    expect(again).toMatchObject({ code: 0, outputs: { changed: 'false' } });
    expect(await check()).toMatchObject({ code: 0, stderr: '' });
  });
});

/** A log whose answer is lost once, and that says from then on that it has that entry. */
function afterLostAnswer(): ServiceHook {
  const seen = new Set<string>();
  let isLost = false;
  return ({ service, method, body }) => {
    if (service !== 'rekor' || method !== 'POST') return undefined;
    const text = body.toString();
    if (seen.has(text)) return alreadyThere;
    seen.add(text);
    if (isLost) return undefined;
    isLost = true;
    return { lost: 'answer' };
  };
}

// The public instance, which cannot be reached by the way of this step.
it.each([
  [
    'public',
    /::notice.*The signing config of sigstore.dev cannot .*The services that this release knows/,
    'fulcio.sigstore.dev',
  ],
  ['public-v2', /^(?!.*::notice)/s, 'Let the runner reach tuf-repo-cdn.sigstore.dev'],
])('without TUF, signing-config: %s signs by known services, or by none', async (config, told, says) => {
  const env = { ...job.env(), https_proxy: 'http://127.0.0.1:1', no_proxy: '127.0.0.1' };
  const run = await push(`offline-${config}:v1`, { 'signing-config': config, 'trusted-root': '' }, env);
  expect(run).toMatchObject({ code: 1, stderr: '' });
  expect(run.stdout).toMatch(told);
  expect(run.stdout.split('\n').find((line) => line.startsWith(signingError))).toContain(says);
  expect(tagged(`offline-${config}`)).toEqual([]);
});

describe("GitHub's list of attestations", () => {
  it.each([
    [
      'may not be written',
      { status: 403, body: '{"message":"Resource not accessible by integration"}' },
      '403, Resource not accessible by integration',
    ],
    ['is not there', { status: 404, body: '{"message":"Not Found"}' }, '404, Not Found'],
    ['fails', { status: 500, body: '<html>' }, 'gave no entry for an attestation: 500'],
    ['breaks off', { lost: 'request' as const }, 'The connection to '],
    ['says no number', { status: 201, body: '{}' }, 'cannot be used: it has no id'],
    ['says something else', { status: 201, body: '[]' }, 'cannot be used: it is not the JSON that it should be'],
  ])('%s: a warning, and the registry has them', async (_, fault, says) => {
    const { failed, check, again } = await pushes(serviceFault('api', fault));
    expect(failed).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
    const [warning, ...more] = failed.stdout.split('\n').filter((line) => line.startsWith('::warning'));
    expect(warning).toContain('GitHub does not list the attestation, which is in the registry: ');
    expect(warning).toContain(says);
    // Advice for those whom GitHub refused alone.
    expect(warning?.includes('permissions: attestations: write')).toBe(/^40[34], /.test(says));
    expect(more).toEqual([]);
    expect(failed.outputs['attestation-url']).toBeUndefined();
    expect(await check()).toMatchObject({ code: 0 });
    expect(again).toMatchObject({ code: 0, outputs: { changed: 'false' } });
  });

  it('is asked once for what it refuses, however many attestations there are', async () => {
    job.services.onRequest = serviceFault('api', { status: 403, body: '{}' });
    const run = await push('refused:v1', { attest: 'provenance\nsbom=spdx.json\nhttps://example.com/x=tests.json' });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(job.services.received.filter(({ service }) => service === 'api')).toHaveLength(1);
  });
});
