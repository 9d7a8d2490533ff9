import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createMachineTrust } from '../../../src/action/open/machine-trust.ts';
import { createDownloader } from '../../../src/action/open/stores.ts';
import type { RegistryEntry } from '../../../src/action/read/registry-auth.ts';
import { type StandIn, startStandIn } from '../../support/servers/stand-in.ts';

/** All hosts are this server, which notes whom it was taken for and who asked. */
const asked: string[] = [];
const server = createServer(({ headers, url }, response) => {
  const user = Buffer.from((headers.authorization ?? '').replace('Basic ', ''), 'base64').toString();
  asked.push(`${headers.host}${url} ${user.split(':')[0] || '-'}`);
  response.end('the index');
});
const variables = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY'];
const environment = { ...process.env };
let proxy: StandIn;
let port: number;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
  proxy = await startStandIn(`127.0.0.1:${port}`);
  for (const name of variables) delete process.env[name];
  Object.assign(process.env, proxy.env);
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(async () => {
  for (const name of variables) {
    if (environment[name] === undefined) delete process.env[name];
    else process.env[name] = environment[name];
  }
  await proxy.stop();
  server.close();
});

const entry = (host: string, more: Partial<RegistryEntry> = {}): RegistryEntry => ({
  host,
  path: '',
  credentials: { username: `${host.replace(':', ' ')}/${more.path ?? ''}`, password: 'secret' },
  caFile: undefined,
  insecure: undefined,
  plainHttp: undefined,
  ...more,
});
const download = (url: string) =>
  createDownloader({
    connection: {
      plainHttp: undefined,
      insecure: false,
      caFile: '',
      retries: 0,
      timeout: 60_000,
      chunkSize: undefined,
    },
    secrets: {
      username: 'me',
      password: 'secret',
      githubToken: 'ghs_token',
      entries: [
        entry('charts.test'),
        entry('plain.test', { plainHttp: true }),
        entry('plain.test', { plainHttp: true, path: 'team' }),
        entry('port.test:80', { plainHttp: true }),
        entry('other.test:8080', { plainHttp: true }),
        entry('tls.test', { plainHttp: false }),
        entry(`127.0.0.1:${port}`),
      ],
    },
    held: { folder: import.meta.dirname, symlinks: 'keep' },
    gates: new Map(),
    machine: createMachineTrust({}),
    signal: new AbortController().signal,
    log: { info: () => {}, notice: () => {}, warning: () => {}, debug: () => {}, group: (_, work) => work() },
  })(url, { limit: 1000, what: 'The index' });

it.each([
  ['http://plain.test/x', 'plain.test/'],
  ['http://plain.test:80/x', 'plain.test/'],
  ['http://PLAIN.test/x', 'plain.test/'],
  ['http://plain.test/team/x', 'plain.test/team'],
  ['http://plain.test/teams/x', 'plain.test/'],
  ['http://port.test/x', 'port.test 80/'],
  ['http://other.test:8080/x', 'other.test 8080/'],
  // Without TLS they could be read on the way.
  ['http://charts.test/x', '-'],
  ['http://tls.test/x', '-'],
  ['http://plain.test:8080/x', '-'],
  ['http://other.test/x', '-'],
  ['http://plain.test.evil/x', '-'],
  ['http://my-plain.test/x', '-'],
  ['http://x.plain.test/x', '-'],
  ['http://lain.test/x', '-'],
  ['http://plain.tes/x', '-'],
  // What the inputs and GitHub give is for registries.
  ['http://ghcr.io/x', '-'],
])('a file of %s is asked for as %s', async (url, user) => {
  await download(url);
  const { host, pathname } = new URL(url);
  expect(asked).toEqual([`${host}${pathname} ${user}`]);
});

it('a file of this machine is asked for with credentials, also without TLS', async () => {
  await download(`http://127.0.0.1:${port}/x`);
  expect(asked).toEqual([`127.0.0.1:${port}/x 127.0.0.1 ${port}/`]);
});
