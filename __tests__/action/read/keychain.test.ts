import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { createKeychain, entryFor } from '../../../src/action/read/credentials.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';

const none = { username: '', password: '', githubToken: '', entries: [] };

it.each([
  ['https://github.com', 'ghcr.io', true],
  ['https://github.com', 'ghrc.io', false],
  ['https://github.com', 'ghcr.io.evil.test', false],
  ['https://github.com', 'evil-ghcr.io', false],
  ['https://github.com', 'my.ghcr.io', false],
  ['https://github.com', 'ghcr.io:8443', false],
  ['https://github.com', '', false],
  ['https://github.com', 'docker.io', false],
  ['https://github.com', 'containers.ghes.example.com', false],
  ['https://ghes.example.com', 'ghcr.io', false],
  ['https://ghes.example.com', 'containers.ghes.example.com', true],
  ['https://ghes.example.com', 'ghes.example.com', false],
  ['https://ghes.example.com', 'containers.ghes.example.com.evil.test', false],
  ['https://ghes.example.com', 'my-containers.ghes.example.com', false],
])('on %s the token for %s: %s', async (server, host, isGiven) => {
  const environment = { GITHUB_SERVER_URL: server, GITHUB_ACTOR: 'octocat', HOME: '/nonexistent' };
  const found = await createKeychain(host, { ...none, githubToken: 'ghs_token' }, environment)(host, 'o/r');
  const credentials = { username: 'octocat', password: 'ghs_token' };
  expect(found).toEqual(isGiven ? { credentials, source: 'github-token', place: 'github-token' } : undefined);
});

it.each([
  ['r.test', 'team/app', 'team/app'],
  ['r.test', 'team/app/more', 'team/app'],
  ['r.test', 'team/apple', 'team'],
  ['r.test', 'team', 'team'],
  ['r.test', 'teams/app', ''],
  ['r.test', 'my/team/app', ''],
  ['r.test', '', ''],
  ['r.test.evil', 'team/app', undefined],
  ['my-r.test', 'team/app', undefined],
  ['r.test:5000', 'team/app', undefined],
])('the entry of registry-auth for %s and %s is that of the path %j', (host, repository, path) => {
  const entries = ['team', '', 'team/app'].map((own) => ({
    host: 'r.test',
    path: own,
    credentials: { username: own, password: 'pw' },
    caFile: undefined,
    insecure: undefined,
    plainHttp: undefined,
  }));
  for (const order of [entries, entries.toReversed()]) expect(entryFor(order, host, repository)?.path).toBe(path);
});

it.each([
  ['r.test', true],
  ['r.test.evil', false],
  ['my-r.test', false],
  ['r.test:5000', false],
])('the inputs username and password, given for r.test, go to %s: %s', async (host, isGiven) => {
  const secrets = { ...none, username: 'me', password: 'hunter2hunter2' };
  const found = await createKeychain('r.test', secrets, { HOME: '/nonexistent' })(host, 'o/r');
  expect(found?.source).toBe(isGiven ? 'inputs' : undefined);
});

const auths = (username: string) =>
  JSON.stringify({ auths: { 'r.test': { auth: Buffer.from(`${username}:pw-${username}`).toString('base64') } } });
const files = {
  'home/.docker/config.json': auths('docker'),
  'docker/config.json': auths('elsewhere'),
  'homestead/config.json': auths('elsewhere'),
  'home/.config/containers/auth.json': auths('podman'),
  'config/containers/auth.json': auths('xdg'),
  'run/containers/auth.json': auths('session'),
};

it.each<[string, (keyof typeof files)[], Record<string, string>, string, string]>([
  ['Docker’s configuration', ['home/.docker/config.json'], {}, 'docker', '~/.docker/config.json'],
  ['that of DOCKER_CONFIG', ['docker/config.json'], { DOCKER_CONFIG: 'docker' }, 'elsewhere', 'docker/config.json'],
  [
    'that of DOCKER_CONFIG, in a folder whose name begins like that of the home',
    ['homestead/config.json'],
    { DOCKER_CONFIG: 'homestead' },
    'elsewhere',
    'homestead/config.json',
  ],
  ['podman’s', ['home/.config/containers/auth.json'], {}, 'podman', '~/.config/containers/auth.json'],
  [
    'that of XDG_CONFIG_HOME, in the place of podman’s',
    ['home/.config/containers/auth.json', 'config/containers/auth.json'],
    { XDG_CONFIG_HOME: 'config' },
    'xdg',
    'config/containers/auth.json',
  ],
  [
    'that of XDG_RUNTIME_DIR before that of XDG_CONFIG_HOME',
    ['run/containers/auth.json', 'config/containers/auth.json'],
    { XDG_CONFIG_HOME: 'config', XDG_RUNTIME_DIR: 'run' },
    'session',
    'run/containers/auth.json',
  ],
  [
    'that of REGISTRY_AUTH_FILE before that of XDG_RUNTIME_DIR',
    ['docker/config.json', 'run/containers/auth.json'],
    { REGISTRY_AUTH_FILE: 'docker/config.json', XDG_RUNTIME_DIR: 'run' },
    'elsewhere',
    'docker/config.json',
  ],
  [
    'Docker’s configuration before that of REGISTRY_AUTH_FILE',
    ['home/.docker/config.json', 'docker/config.json'],
    { REGISTRY_AUTH_FILE: 'docker/config.json' },
    'docker',
    '~/.docker/config.json',
  ],
])('A login is found in %s', async (_, there, variables, username, place) => {
  const folder = await makeWorkspace(Object.fromEntries(there.map((path) => [path, files[path]])));
  const environment = Object.fromEntries(Object.entries(variables).map(([name, path]) => [name, join(folder, path)]));
  const keychain = createKeychain('', none, { HOME: join(folder, 'home'), ...environment });
  expect(await keychain('r.test', 'app')).toEqual({
    credentials: { username, password: `pw-${username}` },
    source: 'configuration',
    place: place.startsWith('~') ? place : join(folder, place),
  });
});

describe('a login that is found is hidden', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const entry = { host: 'r.test', path: '', caFile: undefined, insecure: undefined, plainHttp: undefined };
  /** The texts that the runner is told to hide when the login for r.test is looked up. */
  const hiddenBy = async (secrets: Parameters<typeof createKeychain>[1], config: object, variables = {}) => {
    const home = await makeWorkspace({ '.docker/config.json': JSON.stringify(config) });
    const written: string[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    try {
      await createKeychain('r.test', secrets, { HOME: home, ...variables })('r.test', 'app');
    } finally {
      write.mockRestore();
    }
    return written.flatMap((text) => /^::add-mask::(.*)$/m.exec(text)?.[1] ?? []);
  };
  const auths = (username: string, password: string) => ({ auths: { 'r.test': { username, password } } });
  const shown = { INPUT_REFERENCE: 'r.test/team/application:v1' };

  // `hides` is the password itself: beside its user it is hidden always.
  it.each<[title: string, password: string, variables: Record<string, string>, hides: boolean]>([
    ['of a configuration', 'eight-8!', shown, true],
    ['of a configuration, with seven letters', 'seven-7', shown, false],
    ['of a configuration, with a word of the inputs', 'application', shown, false],
    ['of a configuration, with a word of no input', 'applications', shown, true],
    ['of a configuration, with a secret input', 'a-secret-input', { INPUT_PASSWORD: 'a-secret-input' }, true],
  ])('%s', async (_, password, variables, hides) => {
    const found = await hiddenBy(none, auths('ci', password), variables);
    expect(found).toContain(base64(`ci:${password}`));
    expect(found.includes(password)).toBe(hides);
  });

  it.each([
    ['the inputs', { ...none, username: 'me', password: 'in-7-1' }, 'in-7-1'],
    [
      'registry-auth',
      { ...none, entries: [{ ...entry, credentials: { username: 'me', password: 'in-7-2' } }] },
      'in-7-2',
    ],
  ])('of %s, also when it is short', async (_, secrets, password) => {
    expect(await hiddenBy(secrets, {})).toEqual(expect.arrayContaining([password, base64(`me:${password}`)]));
  });

  it.each([
    ['identitytoken', 'an-identity-token'],
    ['registrytoken', 'a-registry-token'],
  ])('that is a token: %s', async (name, token) => {
    expect(await hiddenBy(none, { auths: { 'r.test': { [name]: token } } })).toContain(token);
  });
});
