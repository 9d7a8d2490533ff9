import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import type { Send } from '../../../src/registry/http/http.ts';
import { openRegistry, type RegistryOptions } from '../../../src/registry/registry.ts';
import { isPassing, retried } from '../../../src/registry/wrapped/retried.ts';
import { Silences } from '../../../src/registry/wrapped/silences.ts';
import { makeTime } from '../../support/action/find-in.ts';
import { type FakeRegistry, type Quirk, quirkOnce, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const open = ({ host }: FakeRegistry, options: Partial<RegistryOptions> = {}) =>
  openRegistry(host, registryOptions({ retries: 1, ...options }))('app', 'pull');
const notThere = { mediaType: 'text/plain', digest: `sha256:${'0'.repeat(64)}`, size: 1 } as const;

describe('a request', () => {
  const faults: [string, Quirk][] = [
    ['408', { status: 408 }],
    ['429 with Retry-After in seconds', { status: 429, headers: { 'retry-after': '0' } }],
    ['429 with Retry-After as a date', { status: 429, headers: { 'retry-after': new Date(0).toUTCString() } }],
    ['429 with a Retry-After that cannot be read', { status: 429, headers: { 'retry-after': 'soon' } }],
    ['429 with a wait in the words of GHCR', { status: 429, body: 'toomanyrequests: retry-after: 3.9ms' }],
    ['500', { status: 500 }],
    ['502 with a page', { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway</h1>' }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['a broken connection', { lost: 'request' }],
  ];
  it.each(faults)('is sent again after %s', async (_, quirk) => {
    await using server = await startFakeRegistry();
    server.onRequest = quirkOnce('HEAD', quirk);
    expect(await open(server).has(notThere)).toBe(false);
    expect(server.received).toHaveLength(2);
  });

  it('is sent again when a connection that was kept breaks', async () => {
    await using server = await startFakeRegistry();
    const store = open(server);
    await store.has(notThere);
    server.onRequest = quirkOnce('HEAD', { lost: 'request' });
    expect(await store.has(notThere)).toBe(false);
  });

  it('for a manifest is sent again when the answer breaks off', async () => {
    await using server = await startFakeRegistry();
    const { manifests, tags } = server.content.repository('app');
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    manifests.set('sha256:x', { mediaType, bytes: Buffer.from('{"manifests":[]}') });
    tags.set('v1', 'sha256:x');
    const whole = { 'docker-content-digest': undefined };
    const cut = quirkOnce('GET', { cutAfter: 5 });
    server.onRequest = async (request) => ({ headers: whole, ...(await cut(request)) });
    expect((await open(server).manifest('v1')).bytes.toString()).toBe('{"manifests":[]}');
    expect(server.received).toHaveLength(2);
  });

  it.each([400, 401, 403, 404, 405, 409, 413, 416, 501, 505])('is not sent again after %i', async (status) => {
    await using server = await startFakeRegistry();
    server.onRequest = () => ({ status });
    await open(server)
      .manifest('v1')
      .catch(() => {});
    expect(server.received).toHaveLength(1);
  });

  it.each([
    ['fails', {}],
    // Who waits for the limit of a host has sent it again already.
    ['says when to come again', { 'retry-after': '0' }],
  ])('is given up after the retries when the registry %s', async (_, headers) => {
    await using server = await startFakeRegistry();
    server.onRequest = () => ({ status: 503, headers, body: 'try later' });
    await expect(open(server).manifest('v1')).rejects.toMatchObject({ code: 'REGISTRY', status: 503 });
    expect(server.received).toHaveLength(2);
  });

  it.each([
    ['seconds', '3600'],
    ['a date', new Date(Date.now() + 3_600_000).toUTCString()],
  ])('is given up at once when the registry asks for too long a wait, in %s', async (_, wait) => {
    await using server = await startFakeRegistry();
    server.onRequest = () => ({ status: 429, headers: { 'retry-after': wait } });
    await expect(open(server).manifest('v1')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(server.received).toHaveLength(1);
  });

  it('is given up when the registry asks for a longer wait each time', async () => {
    await using server = await startFakeRegistry();
    const waits = ['0', '61'];
    server.onRequest = () => ({ status: 429, headers: { 'retry-after': waits.shift() }, body: 'slow down' });
    await expect(open(server, { retries: 5 }).manifest('v1')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(server.received).toHaveLength(2);
  });

  it('is not sent again to a server whose certificate is not trusted', async () => {
    await using server = await startFakeRegistry({ tls: true });
    const lines: string[] = [];
    const attempt = open(server, { onRequest: (line) => lines.push(line) }).has(notThere);
    await expect(attempt).rejects.toMatchObject({ code: 'NETWORK' });
    expect(lines).toHaveLength(1);
  });

  it('that is not answered fails after the timeout', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = () => new Promise(() => {});
    const attempt = open(server, { timeout: 100, retries: 0 }).has(notThere);
    await expect(attempt).rejects.toMatchObject({ code: 'NETWORK', message: expect.stringContaining('Timeout') });
  });

  it('is aborted, also in the pause before it is sent again', async () => {
    await using server = await startFakeRegistry();
    const controller = new AbortController();
    const reason = new OciError('CANCELLED', 'Stopped by the test');
    server.onRequest = () => ({ status: 429, headers: { 'retry-after': '30' } });
    const attempt = open(server, { onRequest: () => setImmediate(() => controller.abort(reason)) });
    await expect(attempt.has(notThere, controller.signal)).rejects.toBe(reason);
    expect(server.received).toHaveLength(1);
  });

  it('to a port where nobody listens names the host and the reason', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const { port } = server.address() as { port: number };
    await new Promise((closed) => server.close(closed));
    const attempt = openRegistry(`127.0.0.1:${port}`, registryOptions())('app', 'pull').has(notThere);
    await expect(attempt).rejects.toMatchObject({ code: 'NETWORK' });
  });
});

describe('an answer', () => {
  const url = 'https://r.test/a';
  /** Sends to a host that answers with these statuses, one after the other, and that breaks the connection for a 0. */
  function host(statuses: number[], retries = 3) {
    const attempts: (number | undefined)[] = [];
    const send: Send = async ({ attempt }) => {
      attempts.push(attempt);
      const status = statuses[attempts.length - 1] ?? 200;
      if (status === 0) throw new OciError('NETWORK', 'cut');
      return { status, headers: {}, body: Readable.from([]), url };
    };
    return { attempts, send: retried(send, retries) };
  }

  it.each([
    [[404], undefined],
    [[503, 404], true],
    [[0, 404], true],
    [[503, 0, 200], true],
  ])(
    'to the last of requests that are answered with %j is one to a request that was repeated: %s',
    async (statuses, expected) => {
      const { attempts, send } = host(statuses);
      const response = await send({ method: 'DELETE', url });
      expect([response.status, response.isRepeated]).toEqual([statuses.at(-1), expected]);
      expect(attempts).toEqual([undefined, 2, 3].slice(0, statuses.length));
    },
  );

  it('that may pass is not asked for again once the step has ended', async () => {
    const step = new AbortController();
    const { attempts, send } = host([503]);
    const sending = send({ method: 'GET', url, signal: step.signal });
    await new Promise((settle) => setImmediate(settle));
    step.abort(new Error('the step has ended'));
    await expect(sending).rejects.toThrow('the step has ended');
    expect(attempts).toEqual([undefined]);
  });

  it('that did not come in all attempts of a request is not waited for by who wraps it', async () => {
    const { attempts, send } = host([0, 0, 0, 0], 1);
    await expect(retried(send, 1)({ method: 'GET', url })).rejects.toThrow('cut');
    expect(attempts).toHaveLength(2);
  });
});

describe('a host to which there is no connection', () => {
  const url = 'https://r.test/a';
  const refused = new OciError('NETWORK', 'refused', {
    cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
  });
  /** A host that answers at first, or not, and is not there before so many seconds have passed. */
  async function start({ answersFirst = true, back = 0, retries = 1, failure = refused }) {
    const { time, seconds } = makeTime();
    const lines: string[] = [];
    const silences = new Silences(time);
    let isUp = answersFirst;
    const answering: Send = async () => {
      if (!isUp && seconds() < back) throw failure;
      return { status: 200, headers: {}, body: Readable.from([]), url };
    };
    const send = retried(silences.listening(answering), retries, (line) => lines.push(line), silences);
    if (answersFirst) await send({ method: 'GET', url });
    isUp = false;
    const sent = send({ method: 'GET', url }).then(
      ({ status }) => status,
      ({ message }: Error) => message,
    );
    return { sent: await sent, seconds: Math.round(seconds()), lines };
  }

  it('and that answered before is waited for, whatever the retries are', async () => {
    expect(await start({ back: 10 })).toMatchObject({ sent: 200 });
    expect(await start({ back: 29 })).toMatchObject({ sent: 200 });
  });

  it('and that answered before is given up after 30 s', async () => {
    expect(await start({ back: 60 })).toMatchObject({ sent: 'refused', seconds: 30 });
  });

  it.each<[string, Parameters<typeof start>[0]]>([
    ['that never answered', { answersFirst: false }],
    ['that breaks the connection', { failure: new OciError('NETWORK', 'refused') }],
    ['for which no retries are wanted', { retries: 0 }],
  ])('and %s is given up after the retries', async (_, how) => {
    const { sent, seconds } = await start({ back: 10, ...how });
    expect(sent).toBe('refused');
    expect(seconds).toBeLessThan(2);
  });
});

describe('isPassing', () => {
  const network = (code: string) => new OciError('NETWORK', 'x', { cause: Object.assign(new Error(code), { code }) });
  it.each([
    ['a reset', network('ECONNRESET'), true],
    ['a refused connection', network('ECONNREFUSED'), true],
    ['a name server that does not answer', network('EAI_AGAIN'), true],
    ['a name that does not exist', network('ENOTFOUND'), false],
    ['an expired certificate', network('CERT_HAS_EXPIRED'), false],
    ['an unknown authority', network('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), false],
    ['the certificate of another host', network('ERR_TLS_CERT_ALTNAME_INVALID'), false],
    ['another protocol', network('EPROTO'), false],
    ['wrong content', new OciError('INTEGRITY', 'x'), false],
    ['an error of the program', new TypeError('x'), false],
  ])('judges %s', (_, error, expected) => {
    expect(isPassing(error)).toBe(expected);
  });
});
