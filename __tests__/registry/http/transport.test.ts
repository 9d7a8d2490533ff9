import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { detectScheme, isLoopback } from '../../../src/registry/http/scheme.ts';
import { createTransport } from '../../../src/registry/http/transport.ts';
import { openRegistry, type RegistryOptions } from '../../../src/registry/registry.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { describeWithPeers } from '../../support/action/describe-with-peers.ts';
import { certificates } from '../../support/servers/certificates.ts';
import { startDockerRegistry } from '../../support/servers/docker-registry.ts';
import { type FakeRegistry, quirkAlways, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const notThere = { mediaType: 'text/plain', digest: `sha256:${'0'.repeat(64)}`, size: 1 } as const;
const has = (host: string, options: Partial<RegistryOptions> = {}) =>
  openRegistry(host, registryOptions(options))('app', 'pull').has(notThere);

let ca: string;
let cert: string;
let key: string;
let plain: FakeRegistry;
let tls: FakeRegistry;
let silent: Server;
let silentHost: string;
let closedHost: string;

const hostOf = (server: Server) => `127.0.0.1:${(server.address() as { port: number }).port}`;

beforeAll(async () => {
  const { caFile, clientCertFile, clientKeyFile } = certificates;
  [ca, cert, key] = (await Promise.all(
    [caFile, clientCertFile, clientKeyFile].map((file) => readFile(file, 'utf8')),
  )) as [string, string, string];
  [plain, tls] = await Promise.all([startFakeRegistry(), startFakeRegistry({ tls: 'asks-client' })]);
  silent = createServer((socket) => socket.on('error', () => {}).resume()).listen(0, '127.0.0.1');
  const closed = createServer().listen(0, '127.0.0.1');
  await Promise.all([silent, closed].map((server) => new Promise((listening) => server.once('listening', listening))));
  silentHost = hostOf(silent);
  closedHost = hostOf(closed);
  await new Promise((done) => closed.close(done));
});
afterAll(async () => {
  await Promise.all([plain?.stop(), tls?.stop()]);
  silent.close();
});

describe('isLoopback', () => {
  it.each([
    ...['localhost', 'localhost:5000', 'localhost.', 'LOCALHOST.:5000', 'x.localhost', 'x.localhost.:5000'],
    ...['127.0.0.1', '127.1.2.3:80', '[::1]:5000', '[0:0::1]'],
  ])('takes %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each([
    'ghcr.io',
    'localhost.example',
    'my-localhost',
    'xlocalhost:5000',
    '10.0.0.1',
    '127.0.0.1.example.com',
    'my-127.0.0.1.example.com',
    '128.0.0.1',
    '0.0.0.0',
    '[::2]',
    '[::11]',
  ])('does not take %s', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});

describe('the scheme of a server on this machine', () => {
  it.each([
    ['http', 'without TLS', () => plain.host],
    ['https', 'with TLS', () => tls.host],
    ['http', 'that is not there', () => closedHost],
    ['http', 'that says nothing', () => silentHost],
  ] as const)('is %s for one %s', async (expected, _, host) => {
    expect(await detectScheme(host())).toBe(expected);
  });

  it.each([
    [0x15, 'https'],
    [0x16, 'https'],
    [0x14, 'http'],
    [0x17, 'http'],
    [0x48, 'http'],
  ])('is, by an IPv6 address and the first byte %d of its answer, %s', async (first, expected) => {
    const server = createServer((socket) =>
      socket.on('error', () => {}).once('data', () => socket.end(Buffer.from([first]))),
    );
    const { promise, resolve } = Promise.withResolvers<boolean>();
    server.once('listening', () => resolve(true)).once('error', () => resolve(false));
    server.listen(0, '::1');
    // Not every machine has IPv6.
    if (!(await promise)) return;
    expect(await detectScheme(`[::1]:${(server.address() as { port: number }).port}`)).toBe(expected);
    server.close();
  });

  it('is found out by itself, and not asked for otherwise', async () => {
    expect(await has(plain.host)).toBe(false);
    expect(await has(plain.host, { plainHttp: true })).toBe(false);
    expect(await has(tls.host, { tls: { ca } })).toBe(false);
    expect(await has(tls.host, { plainHttp: false, tls: { ca } })).toBe(false);
  });

  it.each([
    ['https for a plain server', () => plain.host, false],
    ['http for a server with TLS', () => tls.host, true],
  ])('that is said to be %s gives an error of one line', async (_, host, plainHttp) => {
    const attempt = has(host(), { plainHttp, tls: { ca } });
    await expect(attempt).rejects.toMatchObject({ code: 'NETWORK', message: expect.stringMatching(/^.+$/) });
  });
});

describe('a server with TLS', () => {
  it.each([
    ['is trusted with its authority', () => ({ ca }), false],
    ['is trusted when certificates are not checked', () => ({ insecure: true }), false],
  ])('%s', async (_, options, expected) => {
    expect(await has(tls.host, { tls: options() })).toBe(expected);
  });

  it('is trusted with the authorities of Node, beside one that was given', async () => {
    const known = getCACertificates('default');
    setDefaultCACertificates([ca]);
    try {
      expect(await has(tls.host, { tls: { ca: known[0] as string } })).toBe(false);
    } finally {
      setDefaultCACertificates(known);
    }
  });

  it('is refused without its authority, in one line', async () => {
    await expect(has(tls.host)).rejects.toMatchObject({
      code: 'NETWORK',
      message: expect.stringMatching(/^.*certificate.*$/),
    });
  });

  it('is shown the client certificate, but no other origin is', async () => {
    await using other = await startFakeRegistry({ tls: 'asks-client' });
    tls.onRequest = quirkAlways('HEAD', { status: 307, headers: { location: `${other.url}/blob` } });
    await has(tls.host, { tls: { ca, cert, key } });
    tls.onRequest = () => undefined;
    expect(tls.received.at(-1)?.clientName).toBe('oci-artifact test client');
    expect(other.received.map(({ path, clientName }) => [path, clientName])).toEqual([['/blob', '']]);
  });
});

describe('another server than the registry', () => {
  it.each([
    ['is trusted with its authority', () => ({ ca }), 404],
    ['has to prove who it is, though the registry need not', () => ({ insecure: true }), undefined],
  ])('%s', async (_, options, status) => {
    await using other = await startFakeRegistry({ tls: true });
    tls.onRequest = quirkAlways('HEAD', { status: 307, headers: { location: `${other.url}/blob` } });
    const attempt = has(tls.host, { tls: options() });
    if (status) expect(await attempt).toBe(false);
    else await expect(attempt).rejects.toMatchObject({ code: 'NETWORK', message: expect.stringContaining(other.host) });
    tls.onRequest = () => undefined;
    expect(other.received.map(({ path }) => path)).toEqual(status ? ['/blob'] : []);
  });
});

describe('a request', () => {
  it.each([
    ['more', 5],
    ['less', 7],
  ])('whose short body has %s bytes than it should have fails with that', async (_, size) => {
    const send = createTransport(plain.url, { timeout: 1_000, userAgent: 'test' });
    const sending = send({
      method: 'PUT',
      url: `${plain.url}/`,
      body: { open: openBytes(Buffer.from('6 byte')), size },
    });
    await expect(sending).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it('that cannot be sent gives up its body', async () => {
    let isGivenUp = false;
    const body: AsyncIterableIterator<Uint8Array> = {
      [Symbol.asyncIterator]: () => body,
      next: async () => ({ done: false, value: Buffer.alloc(1 << 16) }),
      async return() {
        isGivenUp = true;
        return { done: true, value: undefined };
      },
    };
    const send = createTransport(`http://${closedHost}`, { timeout: 1_000, userAgent: 'test' });
    const put = {
      method: 'PUT',
      url: `http://${closedHost}/`,
      body: { open: async () => body, size: 1 << 20 },
    } as const;
    await expect(send(put)).rejects.toMatchObject({ code: 'NETWORK' });
    expect(isGivenUp).toBe(true);
  });

  it('carries no more than it needs', async () => {
    plain.received.length = 0;
    await has(plain.host, { userAgent: 'oci-artifact/1' });
    expect(plain.received.map(({ headers }) => headers)).toEqual([
      { host: plain.host, connection: 'keep-alive', 'user-agent': 'oci-artifact/1', 'accept-encoding': 'identity' },
    ]);
  });

  it('to a server that says nothing ends after the timeout', async () => {
    await expect(has(silentHost, { plainHttp: true, timeout: 100 })).rejects.toMatchObject({
      code: 'NETWORK',
      message: expect.stringContaining('Timeout'),
    });
  });

  it('is reported in one line without its query', async () => {
    const lines: string[] = [];
    const onRequest = (line: string) => lines.push(line);
    plain.onRequest = quirkAlways('HEAD /v2/', { status: 307, headers: { location: '/blob?sig=secret' } });
    await has(plain.host, { onRequest });
    plain.onRequest = () => undefined;
    await has(closedHost, { onRequest }).catch(() => {});
    expect(lines.map((line) => line.replace(/\d+ ms$/, 'N ms'))).toEqual([
      `HEAD ${plain.url}/v2/app/blobs/${notThere.digest} 307 N ms`,
      `HEAD ${plain.url}/blob 404 N ms`,
      expect.stringMatching(/^HEAD \S+ failed \(The connection to \S+ failed: connect ECONNREFUSED \S+\) N ms$/),
    ]);
  });
});

describeWithPeers(['docker-registry'], 'a real docker-registry that demands a client certificate', () => {
  it('is found to speak TLS, lets in who has one and nobody else', async () => {
    await using server = await startDockerRegistry({ clientCa: true });
    expect(await has(server.host, { tls: { ca, cert, key } })).toBe(false);
    await expect(has(server.host, { tls: { ca } })).rejects.toMatchObject({
      code: 'NETWORK',
      message: expect.stringMatching(/(?:closed|certificate required)$/),
    });
  });
});

it('A request that is aborted fails with the reason of that, and not as a connection that broke', async () => {
  const step = new AbortController();
  const reason = new Error('stopped');
  const send = createTransport(`http://${silentHost}`, { timeout: 10_000, userAgent: 'test' });
  const sent = send({ method: 'GET', url: `http://${silentHost}/v2/`, signal: step.signal });
  setImmediate(() => step.abort(reason));
  await expect(sent).rejects.toBe(reason);
});
