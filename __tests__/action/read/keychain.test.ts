import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { createKeychain } from '../../../src/action/read/credentials.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';

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
  const secrets = { username: '', password: '', githubToken: '', entries: [] };
  const keychain = createKeychain('', secrets, { HOME: join(folder, 'home'), ...environment });
  expect(await keychain('r.test', 'app')).toEqual({
    credentials: { username, password: `pw-${username}` },
    source: 'configuration',
    place: place.startsWith('~') ? place : join(folder, place),
  });
});

describe('a login that is found is hidden', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const none = { username: '', password: '', githubToken: '', entries: [] };
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
