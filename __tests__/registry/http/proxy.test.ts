import { readFile } from 'node:fs/promises';
import { createServer, request as forward, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hasProxy, type TlsOptions } from '../../../src/registry/http/transport.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { runStep } from '../../support/processes/run-step.ts';
import { certificates } from '../../support/servers/certificates.ts';
import { type FakeRegistry, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const variables = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY'];
const notThere = { mediaType: 'text/plain', digest: `sha256:${'0'.repeat(64)}`, size: 1 } as const;
const user = { username: 'robot$ci', password: 'to:ken' };

/** A name that only the proxy knows: for it, every host is this machine. */
const nameOf = ({ host }: FakeRegistry) => host.replace('127.0.0.1', 'registry.invalid');

/** A proxy that lets through who shows `me:secret`, by CONNECT and by forwarding. */
async function startProxy() {
  const requests: string[] = [];
  const isAllowed = ({ headers }: IncomingMessage) =>
    headers['proxy-authorization'] === `Basic ${Buffer.from('me:secret').toString('base64')}`;
  const server = createServer((incoming, outgoing) => {
    requests.push(`${incoming.method} ${incoming.url}`);
    if (!isAllowed(incoming)) return outgoing.writeHead(407).end();
    const { method, headers } = incoming;
    const { port, pathname, search } = new URL(incoming.url ?? '');
    const onward = forward(
      { host: '127.0.0.1', port, path: pathname + search, method, headers, agent: false },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    return incoming.pipe(onward);
  });
  const sockets = new Set<Duplex>();
  server.on('connect', (incoming: IncomingMessage, socket: Duplex) => {
    requests.push(`CONNECT ${incoming.url}`);
    if (!isAllowed(incoming)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const [, port] = (incoming.url ?? '').split(':');
    const onward = connect(Number(port), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    for (const end of [socket, onward]) sockets.add(end.on('error', () => {}));
    return socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const stop = () =>
    new Promise<void>((stopped) => {
      server.close(() => stopped());
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
    });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, requests, stop };
}

describe('a proxy', () => {
  const environment = { ...process.env };
  let ca: string;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let plain: FakeRegistry;
  let tls: FakeRegistry;
  beforeAll(async () => {
    ca = await readFile(certificates.caFile, 'utf8');
    [proxy, plain, tls] = await Promise.all([
      startProxy(),
      startFakeRegistry({ auth: { scheme: 'bearer', user } }),
      startFakeRegistry({ tls: true, auth: { scheme: 'bearer', user } }),
    ]);
    for (const server of [plain, tls]) {
      server.onRequest = (request) => {
        const { headers, ...refused } = server.gate.answer(request) ?? {};
        const challenge = headers?.['www-authenticate'];
        if (challenge === undefined) return undefined;
        return {
          ...refused,
          headers: { 'www-authenticate': String(challenge).replace(server.host, request.headers.host ?? '') },
        };
      };
    }
  });
  afterAll(() => Promise.all([proxy?.stop(), plain?.stop(), tls?.stop()]));
  beforeEach(() => {
    for (const name of variables) delete process.env[name];
    proxy.requests.length = 0;
  });
  afterEach(() => {
    for (const name of variables) {
      if (environment[name] === undefined) delete process.env[name];
      else process.env[name] = environment[name];
    }
  });

  const has = (host: string, trust: TlsOptions = { ca, insecure: true }) =>
    openRegistry(
      host,
      registryOptions({
        credentials: user,
        plainHttp: host.endsWith(plain.host.slice('127.0.0.1'.length)),
        tls: trust,
      }),
    )('app', 'pull').has(notThere);
  const own = (password = 'secret') => `http://me:${password}@${proxy.host}`;

  it.each(['https_proxy', 'HTTPS_PROXY'])('of %s carries TLS, for the token too', async (name) => {
    process.env[name] = own();
    expect(await has(nameOf(tls))).toBe(false);
    expect(new Set(proxy.requests)).toEqual(new Set([`CONNECT ${nameOf(tls)}`]));
  });

  it.each(['http_proxy', 'HTTP_PROXY'])('of %s gets requests without TLS', async (name) => {
    process.env[name] = own();
    expect(await has(nameOf(plain))).toBe(false);
    expect(proxy.requests).not.toEqual([]);
  });

  it.each(['no_proxy', 'NO_PROXY'])('is left out for the hosts of %s', async (name) => {
    process.env['http_proxy'] = own();
    process.env['https_proxy'] = own();
    process.env[name] = 'example.com,registry.invalid';
    for (const server of [plain, tls]) await expect(has(nameOf(server))).rejects.toMatchObject({ code: 'NETWORK' });
    expect(proxy.requests).toEqual([]);
  });

  it.each(['127.0.0.1', 'localhost'])('is left out for this machine, which it could not reach: %s', async (name) => {
    process.env['http_proxy'] = own();
    process.env['https_proxy'] = own();
    for (const server of [plain, tls]) expect(await has(server.host.replace('127.0.0.1', name))).toBe(false);
    expect(proxy.requests).toEqual([]);
  });

  it('is left out for this machine by a step too', async () => {
    const inputs = { mode: 'push', files: 'a', reference: `${plain.host}/app:v1`, ...user };
    const env = { http_proxy: own(), https_proxy: own() };
    const pushed = await runStep(inputs, { workspace: await makeWorkspace({ a: '1' }), env });
    expect(pushed).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(proxy.requests).toEqual([]);
  });

  it('brings the certificate of a registry, whose authority the machine may know', async () => {
    process.env['https_proxy'] = own();
    await expect(has(nameOf(tls), {})).rejects.toThrow('unable to verify the first certificate');
    // Of the two reasons to refuse it, this one is left: it is for another name.
    await expect(has(nameOf(tls), { machine: async () => [ca] })).rejects.toThrow('Host: registry.invalid');
  });

  it('that refuses is reported without its password', async () => {
    process.env['https_proxy'] = own('wrong');
    const error = await has(nameOf(tls)).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'NETWORK', message: expect.stringContaining('407') });
    expect((error as Error).message).not.toContain('wrong');
  });

  it('that is not there is reported', async () => {
    process.env['https_proxy'] = 'http://127.0.0.1:1';
    await expect(has(nameOf(tls))).rejects.toMatchObject({
      code: 'NETWORK',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

it.each([
  [{}, false],
  [{ http_proxy: '' }, false],
  [{ http_proxy: 'http://proxy.test' }, true],
  [{ https_proxy: 'http://proxy.test' }, true],
  [{ HTTP_PROXY: 'http://proxy.test' }, true],
  [{ HTTPS_PROXY: 'http://proxy.test' }, true],
  [{ no_proxy: 'registry.test', all_proxy: 'http://proxy.test' }, false],
])('with %j there is a proxy: %s', (given, expected) => {
  expect(hasProxy(given)).toBe(expected);
});
