import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { createMachineTrust } from '../../../src/action/open/machine-trust.ts';
import { createAsker, createDownloader, createOpener } from '../../../src/action/open/stores.ts';
import type { RegistryEntry } from '../../../src/action/read/registry-auth.ts';
import type { OpenStoreOptions, SourceSettings } from '../../../src/modes/contract/mode.ts';
import { describe as describeBytes } from '../../../src/oci/descriptor.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { catchOutput } from '../../support/action/catch-output.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { certificates } from '../../support/servers/certificates.ts';
import { quirkAlways, quirkOnce, startFakeRegistry } from '../../support/servers/fake-registry.ts';

const written = catchOutput();

const blob = describeBytes('text/plain', Buffer.from('x'));
const user = { username: 'octocat', password: 'hunter2hunter2' };

interface Given {
  connection?: { plainHttp?: boolean; insecure?: boolean; caFile?: string; retries?: number };
  entry?: Partial<RegistryEntry>;
  settings?: SourceSettings;
  environment?: NodeJS.ProcessEnv;
}

/** What is given to all that connects, with the entry of a host, in a workspace. */
function options(host: string, home: string, { connection = {}, entry, environment = {} }: Given) {
  const { log, said } = collectingLog();
  const none = { path: '', credentials: undefined, caFile: undefined, insecure: undefined, plainHttp: undefined };
  const entries = entry ? [{ ...none, host, ...entry } as RegistryEntry] : [];
  const own = Object.fromEntries(
    Object.entries({ HOME: 'HOME', ...environment }).map(([name, value]) => [name, value?.replaceAll('HOME', home)]),
  );
  const given = {
    connection: {
      ...{ plainHttp: undefined, insecure: false, caFile: '' },
      ...{ retries: 0, timeout: 10_000, chunkSize: undefined },
      ...connection,
    },
    inputHost: host,
    secrets: { username: '', password: '', githubToken: '', entries },
    held: { folder: home, symlinks: 'keep' } as const,
    environment: own,
    machine: createMachineTrust(own),
    gates: new Map(),
    signal: new AbortController().signal,
    log,
  };
  return { given, said };
}

async function makeHome(): Promise<string> {
  const home = await makeWorkspace({ 'none/readme': '' });
  await mkdir(join(home, 'certs'));
  for (const to of ['ca.crt', 'certs/ca.crt']) await copyFile(certificates.caFile, join(home, to));
  await copyFile(certificates.clientCertFile, join(home, 'other.crt'));
  return home;
}

/** Makes an opener for a workspace with the test CA in `ca.crt` and `certs/`. */
async function opener(host: string, { settings = {}, ...more }: Given = {}) {
  const home = await makeHome();
  const { given, said } = options(host, home, more);
  const open = createOpener(given);
  const at = (name: string, options: OpenStoreOptions = {}, actions: 'pull' | 'pull,push' = 'pull') =>
    open(parseReference(name.includes(':') ? name : `${host}/${name}:v1`), actions, { settings, ...options });
  return { open: at, said, home };
}

/** Whether a registry is reached by HTTPS with the test CA, or else by which code not. */
async function reach(given: Given, tls = true, address = '127.0.0.1'): Promise<string> {
  await using registry = await startFakeRegistry({ tls });
  const { open } = await opener(registry.host.replace('127.0.0.1', address), given);
  try {
    return await open('app')
      .has(blob)
      .then(() => 'reached');
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('The certificate of a registry', () => {
  it.each<[what: string, given: Given, outcome: string]>([
    ['that nobody knows is refused', {}, 'NETWORK'],
    ['is known by ca-file', { connection: { caFile: 'ca.crt' } }, 'reached'],
    ['does not count with insecure', { connection: { insecure: true } }, 'reached'],
    ['is known by the ca of its entry', { entry: { caFile: 'ca.crt' } }, 'reached'],
    ['does not count with insecure in its entry', { entry: { insecure: true } }, 'reached'],
    [
      'counts with insecure: false in its entry',
      { connection: { insecure: true }, entry: { insecure: false } },
      'NETWORK',
    ],
    [
      'counts where a sync file verifies, whatever the entry',
      { entry: { insecure: true }, settings: { isVerified: true } },
      'NETWORK',
    ],
    ['does not count where a sync file does not verify', { settings: { isVerified: false } }, 'reached'],
    ['is known by SSL_CERT_FILE', { environment: { SSL_CERT_FILE: 'HOME/ca.crt' } }, 'reached'],
    [
      'is known by a folder in SSL_CERT_DIR',
      { environment: { SSL_CERT_DIR: 'HOME/none:HOME/gone:HOME/certs' } },
      'reached',
    ],
    [
      'counts where SSL_CERT_FILE names another authority',
      { environment: { SSL_CERT_FILE: 'HOME/other.crt' } },
      'NETWORK',
    ],
    ['counts where SSL_CERT_FILE is no certificate', { environment: { SSL_CERT_FILE: 'HOME/none/readme' } }, 'NETWORK'],
    ['counts where SSL_CERT_FILE is gone', { environment: { SSL_CERT_FILE: 'HOME/gone' } }, 'NETWORK'],
    [
      'is known by SSL_CERT_FILE beside a ca-file',
      { connection: { caFile: 'other.crt' }, environment: { SSL_CERT_FILE: 'HOME/ca.crt' } },
      'reached',
    ],
    [
      'is known by the cert-dir of a sync file, whatever its entry has',
      { entry: { caFile: 'other.crt' }, settings: { certDirectory: 'certs' } },
      'reached',
    ],
  ])('%s', async (_, given, outcome) => {
    expect(await reach(given)).toBe(outcome);
  });
});

describe('Plain HTTP', () => {
  it.each<[what: string, given: Given, outcome: string]>([
    ['is spoken when asked for', { connection: { plainHttp: true } }, 'reached'],
    [
      'is spoken when its entry asks for it',
      { connection: { plainHttp: false }, entry: { plainHttp: true } },
      'reached',
    ],
    [
      'is not spoken when its entry forbids it',
      { connection: { plainHttp: true }, entry: { plainHttp: false } },
      'NETWORK',
    ],
    [
      'is not spoken where a sync file verifies',
      { connection: { plainHttp: true }, settings: { isVerified: true } },
      'NETWORK',
    ],
  ])('%s', async (_, given, outcome) => {
    expect(await reach(given, false)).toBe(outcome);
  });
});

// To Linux this is an address of this machine, and to us any other one.
(process.platform === 'linux' ? it : it.skip).each<[what: string, given: Given, outcome: string]>([
  ['is not found out of another machine', {}, 'NETWORK'],
  ['is found out where a sync file does not verify', { settings: { isVerified: false } }, 'reached'],
  ['is not found out where it verifies', { settings: { isVerified: true } }, 'NETWORK'],
  [
    'is not found out behind a proxy',
    { settings: { isVerified: false }, environment: { HTTPS_PROXY: 'http://x.test' } },
    'NETWORK',
  ],
])('Plain HTTP %s', async (_, given, outcome) => {
  expect(await reach(given, false, '0.0.0.0')).toBe(outcome);
});

it('Credentials of a sync file are hidden before they are sent, and are sent', async () => {
  await using registry = await startFakeRegistry({ auth: { scheme: 'basic', user } });
  const { open } = await opener(registry.host, { connection: { plainHttp: true }, settings: { credentials: user } });
  open('app');
  const basic = Buffer.from(`${user.username}:${user.password}`).toString('base64');
  for (const secret of [user.password, basic]) expect(written()).toContain(`::add-mask::${secret}`);
  expect(await open('app').has(blob)).toBe(false);
});

it('What is waited for is told to all, and not in the debug log alone', async () => {
  await using registry = await startFakeRegistry();
  registry.onRequest = quirkOnce('HEAD', { status: 503 });
  const { open, said } = await opener(registry.host, { connection: { plainHttp: true, retries: 1 } });
  // Each look at the clock is two seconds later: a short wait is told when the request before it took long.
  let now = 0;
  const clock = jest.spyOn(process, 'uptime').mockImplementation(() => {
    now += 2;
    return now;
  });
  expect(await open('app').has(blob)).toBe(false);
  clock.mockRestore();
  expect(said).toContainEqual(expect.stringMatching(/^info: \S+ answered 503: attempt 2 of 2 in /));
});

it('A token that a registry gives is hidden', async () => {
  await using registry = await startFakeRegistry({ auth: { scheme: 'bearer', user } });
  const { open } = await opener(registry.host, { connection: { plainHttp: true }, settings: { credentials: user } });
  await open('app').has(blob);
  const bearer = registry.received
    .map(({ headers }) => headers.authorization ?? '')
    .find((text) => text.startsWith('Bearer '));
  expect(bearer).toBeDefined();
  expect(written()).toContain(`::add-mask::${bearer?.slice('Bearer '.length)}`);
});

it('Repositories of one registry share a token for one of them, and ask for a neighbour that is read along', async () => {
  await using registry = await startFakeRegistry({ auth: { scheme: 'bearer', user } });
  const { open } = await opener(registry.host, { connection: { plainHttp: true }, settings: { credentials: user } });
  const scopes = async (alsoRead?: string) => {
    registry.requests.length = 0;
    await open('app', alsoRead === undefined ? {} : { alsoRead: parseReference(alsoRead) as never }, 'pull,push').has(
      blob,
    );
    const asked = registry.requests.find((line) => line.startsWith('GET /token'));
    return [...decodeURIComponent(asked ?? '').matchAll(/scope=(repository:[^& ]+)/g)].map(([, scope]) => scope);
  };
  const own = expect.stringMatching(/^repository:app:/);
  expect(await scopes()).toEqual([own]);
  expect(await scopes(`${registry.host}/app`)).toEqual([]);
  expect(await scopes('elsewhere.test/other')).toEqual([]);
  expect(await scopes(`${registry.host}/other`)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^repository:other:pull$/)]),
  );
});

it('Two logins of a sync file for one registry are kept apart', async () => {
  await using registry = await startFakeRegistry({ auth: { scheme: 'basic', user } });
  const { open } = await opener(registry.host, { connection: { plainHttp: true }, settings: { credentials: user } });
  expect(await open('app').has(blob)).toBe(false);
  const credentials = { username: 'hexacat', password: 'hunter3hunter3' };
  await expect(open('app', { settings: { credentials } } as never).has(blob)).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
  });
  const users = registry.received.flatMap(({ headers: { authorization = '' } }) =>
    authorization === '' ? [] : [Buffer.from(authorization.slice('Basic '.length), 'base64').toString().split(':')[0]],
  );
  expect([users[0], users.at(-1)]).toEqual(['octocat', 'hexacat']);
});

it('Two registries, two parts of one, and two settings have connections of their own', async () => {
  await using first = await startFakeRegistry();
  await using second = await startFakeRegistry();
  const given: Given = { connection: { plainHttp: true }, entry: { path: 'other', plainHttp: false } };
  const { open } = await opener(first.host, given);
  await open('app').has(blob);
  await open(`${second.host}/app:v1`).has(blob);
  expect([first.requests.length, second.requests.length]).toEqual([1, 1]);
  expect(first.received[0]?.headers['user-agent']).toMatch(/^oci-artifact/);
  await expect(open('other/app').has(blob)).rejects.toMatchObject({ code: 'NETWORK' });
  await expect(open('app', { settings: { isVerified: true } } as never).has(blob)).rejects.toMatchObject({
    code: 'NETWORK',
  });
  expect(await open('app').has(blob)).toBe(false);
});

it('A layout is held to the workspace', async () => {
  const { open, home } = await opener('r.test');
  await symlink(await makeWorkspace(), join(home, 'out'));
  expect(() => open('oci-layout:out:v1')).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining('The OCI layout "out" ') }),
  );
  expect(open('oci-layout:own:v1')).toBeInstanceOf(LayoutStore);
});

describe('The certificate of a web server', () => {
  it.each<[what: string, given: Given, outcome: string]>([
    ['that nobody knows is refused', {}, 'NETWORK'],
    ['is known by ca-file', { connection: { caFile: 'ca.crt' } }, 'reached'],
    ['counts whatever insecure says of registries', { connection: { insecure: true } }, 'NETWORK'],
    ['is known by the ca of its entry', { entry: { caFile: 'ca.crt' } }, 'reached'],
    ['does not count with insecure in its entry', { entry: { insecure: true } }, 'reached'],
    ['counts with insecure: false in its entry', { entry: { insecure: false } }, 'NETWORK'],
    ['is known by SSL_CERT_FILE', { environment: { SSL_CERT_FILE: 'HOME/ca.crt' } }, 'reached'],
  ])('%s', async (_, given, outcome) => {
    await using server = await startFakeRegistry({ tls: true });
    const download = createDownloader(options(server.host, await makeHome(), given).given);
    const what = 'The index';
    const reached = await download(`${server.url}/v2/`, { limit: 100, what }).then(
      () => 'reached',
      ({ code }: { code: string }) => code,
    );
    expect(reached).toBe(outcome);
  });

  (process.platform === 'linux' ? it : it.skip)('lets the login of its entry go to another machine', async () => {
    await using server = await startFakeRegistry({ tls: true });
    const host = server.host.replace('127.0.0.1', '0.0.0.0');
    const { given } = options(host, await makeHome(), { entry: { insecure: true, credentials: user } });
    await createDownloader(given)(`https://${host}/x`, { limit: 100, what: 'The index' }).catch(() => {});
    expect(server.received[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`,
      'user-agent': expect.stringMatching(/^oci-artifact/),
    });
  });

  (process.platform === 'linux' ? it : it.skip).each([
    [{ plainHttp: true }, {}, false],
    [{}, { insecure: true, plainHttp: false }, false],
    [{}, { plainHttp: true }, true],
  ])('lets no login go to another machine without TLS, with %j, unless its entry says so: %j', async (...row) => {
    const [connection, entry, isShown] = row;
    await using server = await startFakeRegistry();
    const host = server.host.replace('127.0.0.1', '0.0.0.0');
    const { given } = options(host, await makeHome(), { connection, entry: { ...entry, credentials: user } });
    await createDownloader(given)(`http://${host}/x`, { limit: 100, what: 'The index' }).catch(() => {});
    expect(server.received.map(({ headers }) => 'authorization' in headers)).toEqual([isShown]);
  });

  it.each<[what: string, given: Given, outcome: string]>([
    ['that nobody knows is refused', {}, 'NETWORK'],
    ['is known by ca-file', { connection: { caFile: 'ca.crt' } }, 'reached'],
    ['counts, whatever insecure says', { connection: { insecure: true } }, 'NETWORK'],
    ['counts, whatever its entry says', { entry: { insecure: true } }, 'NETWORK'],
    ['counts, whatever SSL_CERT_FILE names', { environment: { SSL_CERT_FILE: 'HOME/ca.crt' } }, 'NETWORK'],
  ])('that is asked for a token %s', async (_, given, outcome) => {
    await using server = await startFakeRegistry({ tls: true });
    const ask = createAsker(options(server.host, await makeHome(), given).given);
    const asked = ask(`${server.url}/v2/`, { what: 'The service', accept: '*/*' }).then(
      () => 'reached',
      ({ code }: { code: string }) => code,
    );
    expect(await asked).toBe(outcome);
  });
});

it.each([
  ['1', 1],
  ['', 0],
])('With RUNNER_DEBUG=%s, each request is told for debugging: %d', async (value, count) => {
  await using registry = await startFakeRegistry();
  const before = process.env['RUNNER_DEBUG'];
  process.env['RUNNER_DEBUG'] = value;
  try {
    const { open, said } = await opener(registry.host, { connection: { plainHttp: true } });
    await open('app').has(blob);
    expect(said.filter((line) => line.startsWith('debug: '))).toHaveLength(count);
  } finally {
    if (before === undefined) delete process.env['RUNNER_DEBUG'];
    else process.env['RUNNER_DEBUG'] = before;
  }
});

describe('What a registry says and does is handed on:', () => {
  const plain = { connection: { plainHttp: true } };

  it('a warning is told once, also where two parts of it say the same', async () => {
    await using registry = await startFakeRegistry();
    registry.onRequest = quirkAlways('HEAD', { status: 404, headers: { warning: '299 - "It is old"' } });
    const { open, said } = await opener(registry.host, { ...plain, entry: { path: 'other', plainHttp: true } });
    for (const name of ['app', 'other/app', 'app']) await open(name).has(blob);
    expect(said.filter((line) => line.includes('It is old'))).toEqual([expect.stringMatching(/^warning: /)]);
  });

  it('a token that is none is that of its own host, which may be another than that of the inputs', async () => {
    await using registry = await startFakeRegistry({ auth: { scheme: 'bearer', user } });
    registry.onRequest = quirkAlways('GET /token', { status: 200, body: '{"token":"short"}' });
    const { given } = options('inputs.test', await makeHome(), plain);
    const reference = parseReference(`${registry.host}/app:v1`);
    const store = createOpener(given)(reference, 'pull', { settings: { credentials: user } });
    await expect(store.has(blob)).rejects.toThrow(`The token server of ${registry.host} gave a token of 5 characters`);
  });

  it.each([
    [undefined, 0],
    [1, 2],
  ])('with chunks of %s bytes, two bytes come in %i chunks', async (chunkSize, count) => {
    await using registry = await startFakeRegistry();
    const { given } = options(registry.host, await makeHome(), plain);
    const open = createOpener({ ...given, connection: { ...given.connection, chunkSize } });
    const bytes = Buffer.from('xy');
    const store = open(parseReference(`${registry.host}/app:v1`), 'pull,push');
    await store.push(describeBytes('text/plain', bytes), openBytes(bytes));
    expect(registry.requests.filter((line) => line.startsWith('PATCH'))).toHaveLength(count);
  });
});
