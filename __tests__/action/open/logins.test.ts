import { expect, it } from '@jest/globals';
import { createMachineTrust } from '../../../src/action/open/machine-trust.ts';
import { createOpener } from '../../../src/action/open/stores.ts';
import { mask } from '../../../src/action/tell/mask.ts';
import { describe as describeBytes } from '../../../src/oci/descriptor.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { catchOutput } from '../../support/action/catch-output.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { type FakeRegistry, startFakeRegistry } from '../../support/servers/fake-registry.ts';

catchOutput();

const blob = describeBytes('text/plain', Buffer.from('x'));
const user = { username: 'octocat', password: 'hunter2hunter2' };
const none = { username: '', password: '', githubToken: '', entries: [] };

/** Looks for a blob in two repositories of a registry, twice in each, and gives what was said, without its port. */
async function said(
  registry: FakeRegistry,
  given: { secrets?: object; config?: object; settings?: object },
): Promise<string[]> {
  const home = await makeWorkspace({ '.docker/config.json': JSON.stringify(given.config ?? {}) });
  const { log, said: lines } = collectingLog();
  const open = createOpener({
    connection: {
      ...{ plainHttp: true, insecure: false, caFile: '' },
      ...{ retries: 0, timeout: 10_000, chunkSize: undefined },
    },
    inputHost: registry.host,
    secrets: { ...none, ...given.secrets },
    held: { folder: home, symlinks: 'keep' },
    environment: { HOME: home },
    gates: new Map(),
    machine: createMachineTrust({}),
    signal: new AbortController().signal,
    log,
  });
  for (const name of ['app', 'app', 'other/app', 'other/app']) {
    const reference = parseReference(`${registry.host}/${name}:v1`);
    await open(reference, 'pull', { settings: given.settings ?? {} })
      .has(blob)
      .catch(() => {});
  }
  return lines.map((line) => line.replaceAll(registry.host, 'HOST'));
}

const auth = Buffer.from(`${user.username}:${user.password}`).toString('base64');
const entry = { path: 'other', caFile: undefined, insecure: undefined, plainHttp: true };

it.each<[string, (host: string) => Parameters<typeof said>[1], string[]]>([
  ['the inputs', () => ({ secrets: user }), ['Login at HOST: user "octocat" (from the input username)']],
  [
    'registry-auth, for a part of the registry alone',
    (host) => ({ secrets: { entries: [{ ...entry, host, credentials: user }] } }),
    [
      'Login at HOST: none found; registry-auth has logins for HOST/other',
      'Login at HOST: user "octocat" (from registry-auth)',
    ],
  ],
  [
    'the configuration of Docker',
    (host) => ({ config: { auths: { [host]: { auth } } } }),
    ['Login at HOST: user "octocat" (from ~/.docker/config.json)'],
  ],
  [
    'the configuration of Docker, a token',
    (host) => ({ config: { auths: { [host]: { identitytoken: 'a-long-token' } } } }),
    ['Login at HOST: a token (from ~/.docker/config.json)'],
  ],
  [
    'the configuration of Docker, a token in the place of the user',
    (host) => ({ config: { auths: { [host]: { auth: Buffer.from('ghp_x1y2z3:x-oauth-basic').toString('base64') } } } }),
    ['Login at HOST: a hidden user (from ~/.docker/config.json)'],
  ],
  ['a sync file', () => ({ settings: { credentials: user } }), ['Login at HOST: user "octocat" (from the sync file)']],
  ['nowhere', () => ({}), ['Login at HOST: none found']],
  // An entry that is no host may be a secret in the wrong place.
  [
    'registry-auth, for other registries',
    () => ({
      secrets: {
        entries: [
          { ...entry, host: 'a.test', path: '', credentials: user },
          { ...entry, host: 'me:pw@b.test', credentials: user },
          { ...entry, host: 'c.test', credentials: undefined },
        ],
      },
    }),
    ['Login at HOST: none found; registry-auth has logins for a.test, entry 2'],
  ],
])('A login that a registry asks for is told once, with its origin: %s', async (_, given, expected) => {
  await using registry = await startFakeRegistry({ auth: { scheme: 'bearer', user } });
  expect(await said(registry, given(registry.host))).toEqual(expected.map((line) => `info: ${line}`));
});

it('A user whose name is hidden, or has a secret in it, is not named', async () => {
  await using registry = await startFakeRegistry({ auth: { scheme: 'basic', user } });
  const secrets = { username: 'robot$s3cr3t-name', password: 'hunter2hunter2' };
  mask('s3cr3t-name');
  expect(await said(registry, { secrets })).toEqual(['info: Login at HOST: a hidden user (from the input username)']);
});

it('A registry that asks for no login is told of none', async () => {
  await using registry = await startFakeRegistry();
  expect(await said(registry, { secrets: user })).toEqual([]);
});
