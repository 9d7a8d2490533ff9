import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { openRegistry, type RegistryOptions } from '../../src/registry/registry.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';
import { registryOptions } from '../support/servers/registry-options.ts';

const blob = { mediaType: 'text/plain', digest: `sha256:${'0'.repeat(64)}`, size: 1 } as const;

/** Where a registry would be asked: the step has ended before, so that nothing is sent. */
async function whereIs(host: string, options: Partial<RegistryOptions> = {}) {
  const lines: string[] = [];
  const registry = openRegistry(host, registryOptions({ ...options, onRequest: (line) => lines.push(line) }));
  await registry('app', 'pull')
    .has(blob, AbortSignal.abort(new Error('nothing is sent')))
    .catch(() => {});
  return lines.map((line) =>
    line.replace(/^HEAD (\S+)\/v2\/app\/blobs\/sha256:0+ failed \(nothing is sent\) \d+ ms$/, '$1'),
  );
}

it.each<[string, Partial<RegistryOptions>, string]>([
  ['r.test', {}, 'https://r.test'],
  ['r.test:5000', {}, 'https://r.test:5000'],
  ['r.test:5000', { plainHttp: true }, 'http://r.test:5000'],
  ['r.test:5000', { plainHttp: false, isSchemeDetected: true }, 'https://r.test:5000'],
  ['docker.io', {}, 'https://registry-1.docker.io'],
  ['index.docker.io', {}, 'https://registry-1.docker.io'],
  ['registry-1.docker.io', {}, 'https://registry-1.docker.io'],
  ['my.docker.io', {}, 'https://my.docker.io'],
  ['docker.io', { plainHttp: true }, 'http://registry-1.docker.io'],
  // Nobody listens at these ports, which is not TLS.
  ['127.0.0.1:1', {}, 'http://127.0.0.1:1'],
  ['127.0.0.1:1', { plainHttp: false }, 'https://127.0.0.1:1'],
  ['0.0.0.0:1', {}, 'https://0.0.0.0:1'],
  ['0.0.0.0:1', { isSchemeDetected: true }, 'http://0.0.0.0:1'],
])('the registry %s, with %j, is at %s', async (host, options, url) => {
  expect(await whereIs(host, options)).toEqual([url]);
});

it('The login for Docker Hub is looked for by the name that it is called by', async () => {
  const server = createServer((_, answer) => answer.writeHead(401, { 'www-authenticate': 'Basic realm="hub"' }).end());
  server.on('connect', (_, socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    server.emit('connection', socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const before = { ...process.env };
  // The registry itself is somewhere else: what a test may ask stands behind a proxy.
  process.env['http_proxy'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asked: [string, string][] = [];
  try {
    const keychain = async (...of: [string, string]) => void asked.push(of);
    const registry = openRegistry('docker.io', registryOptions({ plainHttp: true, keychain }));
    await expect(registry('library/app', 'pull').has(blob)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  } finally {
    process.env = before;
    server.closeAllConnections();
    server.close();
  }
  expect(asked).toEqual([['docker.io', 'library/app']]);
});

it('What a registry without TLS warns of is told', async () => {
  await using server = await startFakeRegistry();
  server.onRequest = () => ({ headers: { warning: '299 - "it moves in May"' } });
  const said: string[] = [];
  const options = registryOptions({ onWarning: (text) => said.push(text) });
  await openRegistry(server.host, options)('app', 'pull').has(blob);
  expect(said).toEqual([`${server.host} warns: it moves in May`]);
});

it('Nobody waits for a token once the step has ended', async () => {
  await using server = await startFakeRegistry({ auth: { scheme: 'bearer', user: { username: 'a', password: 'b' } } });
  const step = new AbortController();
  const reason = new Error('the step has ended');
  server.onRequest = ({ path }) => {
    if (path === '/token') step.abort(reason);
    return undefined;
  };
  const options = registryOptions({ credentials: { username: 'a', password: 'b' }, signal: step.signal });
  await expect(openRegistry(server.host, options)('app', 'pull').has(blob)).rejects.toBe(reason);
});
