import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { createKeychain } from '../../src/action/credentials.ts';
import { makeWorkspace } from '../support/workspace.ts';

const auths = (username: string) =>
  JSON.stringify({ auths: { 'r.test': { auth: Buffer.from(`${username}:pw-${username}`).toString('base64') } } });
const files = {
  'home/.docker/config.json': auths('docker'),
  'docker/config.json': auths('elsewhere'),
  'home/.config/containers/auth.json': auths('podman'),
  'config/containers/auth.json': auths('xdg'),
  'run/containers/auth.json': auths('session'),
};

it.each<[string, (keyof typeof files)[], Record<string, string>, string, string]>([
  ['Docker’s configuration', ['home/.docker/config.json'], {}, 'docker', '~/.docker/config.json'],
  ['that of DOCKER_CONFIG', ['docker/config.json'], { DOCKER_CONFIG: 'docker' }, 'elsewhere', 'docker/config.json'],
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
