import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { tellIfPrivate } from '../../src/action/open/visibility.ts';
import { createAsk, createDownload } from '../../src/registry/web.ts';
import type { ActionRun } from '../support/action/run-action.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { serviceFault, signingConfig } from '../support/servers/services.ts';
import { type Job, keyless, secrets, startJob } from '../support/trust/job.ts';

let registry: FakeRegistry;
let job: Job;
let elsewhere: Server;
const askedElsewhere: string[] = [];
beforeAll(async () => {
  registry = await startFakeRegistry();
  registry.content.features.referrers = 'api';
  job = await startJob(registry.requests);
  elsewhere = createServer((request, response) => {
    askedElsewhere.push(`${request.method} ${request.url}`);
    response.writeHead(404).end();
  });
  await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
});
afterAll(() => {
  elsewhere?.close();
  return Promise.all([registry?.stop(), job?.stop()]);
});
beforeEach(() => {
  job.services.onRequest = () => undefined;
  job.services.received.splice(0);
  registry.requests.splice(0);
  askedElsewhere.splice(0);
});

const attest = 'provenance\nsbom=spdx.json';
const push = (name: string, inputs: Record<string, string> = {}, env: Record<string, string> = job.env()) =>
  job.run(
    {
      mode: 'push',
      reference: `${registry.host}/team/${name}`,
      files: 'a.txt',
      retries: '0',
      ...keyless,
      attest,
      ...inputs,
    },
    env,
  );
const servicesAsked = () => job.services.received.map(({ service }) => service);

describe('the requests of a push that signs and attests', () => {
  /** Names for what stands in the log. */
  const readable = (lines: string[], { outputs }: ActionRun) => {
    const signatures = JSON.parse(outputs['signatures'] ?? '[]') as { digest: string; format: string }[];
    const names = new Map([[outputs['digest'] ?? '', 'MANIFEST']]);
    for (const { digest, format } of signatures) if (format === 'bundle') names.set(digest, 'BUNDLE-MANIFEST');
    return lines.map((line) =>
      line
        .replace(/sha256-([\da-f]{64})\.(\w+)/, (_, hex, end) => `${names.get(`sha256:${hex}`)}.${end}`)
        .replace(/sha256(?::|%3A)([\da-f]{64})/, (_, hex) => names.get(`sha256:${hex}`) ?? 'BLOB')
        .replace('/v2/team/golden/', ''),
    );
  };

  it('are these, and no more', async () => {
    const run = await push('golden:v1', { concurrency: '1' });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const lines = readable(registry.requests.splice(0), run);
    const [end, start] = [lines.lastIndexOf('POST rekor 201') + 1, lines.indexOf('POST rekor 201')];
    expect(lines.slice(0, end)).toEqual([
      'HEAD manifests/v1 404',
      'HEAD manifests/MANIFEST 404',
      'HEAD blobs/BLOB 404',
      'POST blobs/uploads/ 202',
      'PUT blobs/uploads/<uuid>?digest=BLOB 201',
      'HEAD blobs/BLOB 404',
      'POST blobs/uploads/ 202',
      'PUT blobs/uploads/<uuid>?digest=BLOB 201',
      'PUT manifests/MANIFEST 201',
      'GET token 200',
      'GET referrers/MANIFEST 200',
      'GET manifests/MANIFEST.sig 404',
      'GET manifests/MANIFEST.att 404',
      'POST fulcio 200',
      ...Array.from({ length: 4 }, () => 'POST rekor 201'),
    ]);
    expect(end - start).toBe(4);
    // What was signed is sent side by side.
    const times = <T>(count: number, ...each: T[]) => Array.from({ length: count }, () => each).flat();
    expect(lines.slice(end, -3).toSorted()).toEqual(
      [
        // The empty config of three bundles, which the artifact has too.
        ...times(3, 'HEAD blobs/BLOB 200'),
        // Three bundles, the payload of the older form, and the config of its manifest.
        ...times(5, 'HEAD blobs/BLOB 404', 'POST blobs/uploads/ 202', 'PUT blobs/uploads/<uuid>?digest=BLOB 201'),
        ...times(3, 'PUT manifests/BUNDLE-MANIFEST 201'),
        'GET manifests/MANIFEST.sig 404',
        'PUT manifests/MANIFEST.sig 201',
        'GET manifests/MANIFEST.sig 200',
      ].toSorted(),
    );
    expect(lines.slice(-3)).toEqual(['POST api 201', 'POST api 201', 'PUT manifests/v1 201']);
  });

  const times = (count: number, line: string) => Array.from({ length: count }, () => line);
  it.each([
    [
      'a log of version 2 and a clock',
      'v2',
      'root.json',
      [...times(3, 'POST clock 201'), ...times(3, 'POST rekor2 201')],
    ],
    ["a clock alone, as GitHub's own services", 'github', 'github-root.json', times(4, 'POST clock 201')],
  ])('to services with %s are these, and no more', async (_, config, root, witnesses) => {
    const services = { 'signing-config': `${config}.json`, 'trusted-root': root };
    expect(await push(`${config}:v1`, services)).toMatchObject({ code: 0, stderr: '' });
    const asked = registry.requests.filter((line) => /^\w+ (?:token|fulcio|rekor2?|clock|api) /.test(line));
    expect(asked.slice(0, 2)).toEqual(['GET token 200', 'POST fulcio 200']);
    expect(asked.slice(2, -2).toSorted()).toEqual(witnesses);
    expect(asked.slice(-2)).toEqual(times(2, 'POST api 201'));
  });

  it('ask each service for what it answers with', async () => {
    for (const config of ['v1', 'v2']) {
      expect(await push(`accept-${config}:v1`, { 'signing-config': `${config}.json` })).toMatchObject({ code: 0 });
    }
    const named = job.services.received.map(
      ({ service, headers }) => `${service} ${headers.accept} ${headers['content-type']}`,
    );
    expect([...new Set(named)].toSorted()).toEqual([
      'api application/vnd.github+json application/json',
      'clock application/timestamp-reply application/json',
      'fulcio application/json application/json',
      'rekor application/json application/json',
      'rekor2 application/json application/json',
      'token application/json undefined',
    ]);
  });

  it("ask GitHub's token server for JSON, and a TUF repository for files of any type", async () => {
    const types: unknown[] = [];
    const note = ({ headers }: IncomingMessage) => types.push(headers.accept);
    elsewhere.prependListener('request', note);
    const base = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    const options = { tls: () => ({}), retries: 0, timeout: 5_000, userAgent: 'test', credentials: () => undefined };
    const event = join(job.workspace, 'event.json');
    await writeFile(event, JSON.stringify({ repository: { private: false } }));
    await tellIfPrivate(
      { about: { fate: 'pushed', reference: `ghcr.io/octo-org/hello@sha256:${'a'.repeat(64)}` } },
      { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'octo-org/hello', GITHUB_EVENT_PATH: event },
      (url, asked) => createAsk(options)(url.replace('https://ghcr.io', base), asked),
      { notice: () => {} },
    );
    expect(types.splice(0)).toEqual(['application/json']);
    const download = createDownload(options);
    await download(`${base}/timestamp.json`, { limit: 100, what: 'The file' }).catch(() => {});
    expect(types).toEqual([undefined]);
    elsewhere.off('request', note);
  });

  it('of what is signed are those that look for it', async () => {
    await push('golden:again');
    registry.requests.splice(0);
    const run = await push('golden:again');
    expect(readable(registry.requests, run)).toEqual([
      'HEAD manifests/again 200',
      'GET token 200',
      'GET referrers/MANIFEST 200',
      ...Array.from({ length: 3 }, () => ['GET manifests/BUNDLE-MANIFEST 200', 'GET blobs/BLOB 200']).flat(),
      'GET manifests/MANIFEST.sig 200',
      'GET blobs/BLOB 200',
    ]);
  });
});

describe('a job that may not have a token', () => {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: token = '' } = {
    ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:1/token',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'a-token',
  };
  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['neither variable', {}, {}],
    ['an address alone', { ACTIONS_ID_TOKEN_REQUEST_URL: url }, {}],
    ['a token alone', { ACTIONS_ID_TOKEN_REQUEST_TOKEN: token }, {}],
    ['neither, to attest', {}, { sign: 'none' }],
    ['neither, in a dry run', {}, { 'dry-run': 'true' }],
    ['neither, in a push of charts', {}, { kind: 'helm', files: 'charts/*' }],
  ])('has %s: it fails before anything is sent', async (_, env, inputs) => {
    const run = await push('tokenless', { tags: inputs['kind'] ? '' : 'v1', ...inputs }, env);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toContain(
      '::error title=oci-artifact%3A Not signed::Signing without a key needs an OIDC token, and this job may not ask for one%0AAdd `id-token: write` to the `permissions` of the job',
    );
    expect(registry.requests).toEqual([]);
  });
});

describe('the token of the job', () => {
  const port = () => (elsewhere.address() as AddressInfo).port;

  it.each([301, 302, 303, 307, 308])('follows no redirect of the authority: %s', async (status) => {
    const location = `http://127.0.0.1:${port()}/api/v2/signingCert`;
    job.services.onRequest = serviceFault('fulcio', { status, headers: { location } });
    const run = await push(`redirected${status}:v1`);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toContain(`refused a certificate: ${status}`);
    expect(askedElsewhere).toEqual([]);
    expect(servicesAsked()).toEqual(['token', 'fulcio']);
  });

  it.each(['token', 'rekor', 'api'] as const)(
    'follows none of the service %s, nor does what is sent there',
    async (service) => {
      const location = `http://127.0.0.1:${port()}/somewhere`;
      job.services.onRequest = serviceFault(service, { status: 307, headers: { location } });
      const run = await push(`elsewhere-${service}:v1`);
      expect(run.code).toBe(service === 'api' ? 0 : 1);
      expect(servicesAsked()).toContain(service);
      expect(askedElsewhere).toEqual([]);
    },
  );

  it('goes to the authority alone', async () => {
    const { code } = await push('alone:v1', { 'signing-config': 'v1-clock.json' });
    expect(code).toBe(0);
    const [{ body } = { body: '' }] = job.services.received.filter(({ service }) => service === 'fulcio');
    const { oidcIdentityToken: token } = JSON.parse(body.toString()).credentials as { oidcIdentityToken: string };
    const whoSees = (secret: string) =>
      new Set(
        job.services.received
          .filter((each) => JSON.stringify(each.headers).includes(secret) || each.body.includes(secret))
          .map(({ service }) => service),
      );
    expect(whoSees(token.split('.')[2] ?? '')).toEqual(new Set(['fulcio']));
    expect(whoSees(secrets.request)).toEqual(new Set(['token']));
    expect(whoSees(secrets.github)).toEqual(new Set(['api']));
    const seen = registry.received.map(({ headers, body: sent }) => JSON.stringify(headers) + sent.toString());
    for (const secret of [token, secrets.request, secrets.github]) expect(seen.join('')).not.toContain(secret);
    const [asked] = job.services.received;
    expect(new URL(asked?.path ?? '', 'http://x').searchParams.getAll('audience')).toEqual(['sigstore']);
  });

  it.each([
    ['an authority', 'caUrls', 'The authority'],
    ['a log', 'rekorTlogUrls', 'The log'],
    ['a clock', 'tsaUrls', 'The clock'],
  ])('is not given away where %s has to be reached without TLS', async (_, list, what) => {
    const config = JSON.parse(signingConfig(job.services.url, { clock: true }));
    config[list][0].url = 'http://sigstore.test/public';
    await writeFile(join(job.workspace, 'plain.json'), JSON.stringify(config));
    const run = await push(`plain-${list}:v1`, { 'signing-config': 'plain.json' });
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toContain(
      `${what} has to be reached by https, without credentials in its URL: http://sigstore.test/public`,
    );
    expect(servicesAsked().includes('fulcio')).toBe(list !== 'caUrls');
  });
});

it.each<[string, Record<string, string>, (job: Job) => void]>([
  ['that succeeds', {}, () => {}],
  [
    'that the authority refuses',
    {},
    ({ services }) => (services.onRequest = serviceFault('fulcio', { status: 400, body: 'no' })),
  ],
  [
    'that the list of attestations refuses',
    {},
    ({ services }) => (services.onRequest = serviceFault('api', { status: 403, body: 'no' })),
  ],
  ['in a dry run', { 'dry-run': 'true' }, () => {}],
])('no secret is told by a step %s', async (title, inputs, prepare) => {
  prepare(job);
  const tokens: string[] = [];
  const { onRequest } = job.services;
  job.services.onRequest = (request) => {
    if (request.service !== 'token') return onRequest(request);
    return {
      saying: (answer) => {
        tokens.push(JSON.parse(answer.toString()).value);
        return answer;
      },
    };
  };
  const run = await push(`secret-${title.replaceAll(' ', '-')}:v1`, inputs, { ...job.env(), RUNNER_DEBUG: '1' });
  expect(run.stdout).toContain('::debug::');
  const [token = ''] = tokens;
  expect(token.length).toBeGreaterThan(100);
  const lines = run.stdout.split('\n');
  const masked = lines.flatMap((line) => (line.startsWith('::add-mask::') ? [line.slice('::add-mask::'.length)] : []));
  expect(masked).toEqual(expect.arrayContaining([token, secrets.github]));
  // What is hidden is hidden from then on.
  const told = lines.filter((line) => !line.startsWith('::add-mask::')).join('\n');
  const everything = told + run.stderr + run.summary + JSON.stringify(run.outputs) + JSON.stringify(run.env);
  const encoded = (secret: string) => [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)];
  const [, claims = '', signature = ''] = token.split('.');
  for (const secret of [claims, signature, secrets.request, secrets.github].flatMap(encoded)) {
    expect(everything).not.toContain(secret);
  }
  // A private key in PEM, or the beginning of one of P-256 in DER.
  expect(run.stdout).not.toMatch(/PRIVATE KEY|MIGHAgEAMBMGByqGSM49|MHcCAQEE/);
  expect(everything).not.toMatch(/PRIVATE KEY|MIGHAgEAMBMGByqGSM49|MHcCAQEE/);
  expect(run.left).toEqual([]);
});
