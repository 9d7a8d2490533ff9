import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { dockerConfig } from '../../../src/registry/auth/docker-config.ts';
import { type Credentials, firstOf, type Keychain, type Login, shownOf } from '../../../src/registry/auth/keychain.ts';
import { makeFolder } from '../../support/action/workspace.ts';

let folder: string;
let environment: NodeJS.ProcessEnv;
beforeAll(async () => {
  folder = makeFolder();
  environment = { PATH: `${folder}:${process.env['PATH']}`, HELPER_LOG: join(folder, 'helper.log') };
  const helper = (name: string, script: string) =>
    writeFile(join(folder, `docker-credential-${name}`), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const found = (username: string, secret: string) =>
    JSON.stringify({ ServerURL: 'x', Username: username, Secret: secret });
  await Promise.all([
    helper('echo', `read -r server; echo '{"Username":"'"$1"'","Secret":"'"$server"'"}'`),
    helper('lower', `echo '{"serverurl":"x","username":"u","secret":"pw"}'`),
    helper('token', `echo '${found('<token>', 'refresh')}'`),
    helper('unread', `echo '${found('äö', 'p:w')}'; exec <&-`),
    helper('unknown', `echo 'credentials not found in native keychain'; exit 1`),
    helper('empty', `echo '${found('', '')}'`),
    helper('locked', `echo 'secret: the store is locked'; exit 1`),
    helper('loud', `echo 'No Credentials for this server'; exit 1`),
    helper('null', `echo null`),
    helper('half', `echo '{"Username":"u"}'`),
    helper('late', `echo 'credentials not found in native keychain'; exit 3`),
    helper('talking', `echo '${found('credentials not found', 'pw')}'`),
    helper('broken', `echo 'secret out'; echo 'secret err' >&2; exit 3`),
    helper('killed', 'kill -9 $$'),
    helper('text', `echo 'secret text'`),
    helper('other', `echo '["secret"]'`),
  ]);
});

async function configOf(content: unknown): Promise<Keychain> {
  const file = join(await mkdtemp(join(folder, 'config-')), 'config.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return dockerConfig(file, environment);
}

const auth = (username: string, password = 'pw') => ({
  auth: Buffer.from(`${username}:${password}`).toString('base64'),
});
const as = (username: string, password = 'pw') => ({ username, password });

describe('auths', () => {
  const nested = { 'r.test': auth('host'), 'r.test/a': auth('a'), 'r.test/a/b': auth('ab') };
  it.each<[string, object, string, string, unknown]>([
    ['of the host', { 'r.test': auth('u') }, 'r.test', 'a/b', as('u')],
    ['not of another port', { 'r.test': auth('u') }, 'r.test:5000', 'a', undefined],
    ['not of a name with more before it', { 'my-r.test': auth('u'), 'x.r.test': auth('u') }, 'r.test', 'a', undefined],
    ['not for a longer name', { 'r.test': auth('u') }, 'r.test.evil', 'a', undefined],
    ['not for a name with more before it', { 'r.test': auth('u') }, 'my-r.test', 'a', undefined],
    ['with a scheme and a slash', { 'https://r.test/': auth('u') }, 'r.test', 'a', as('u')],
    ['with the path of version 1', { 'https://r.test/v1/': auth('u') }, 'r.test', 'a', as('u')],
    ['with the path of version 1 and no scheme', { 'r.test/v1/': auth('u') }, 'r.test', 'a', as('u')],
    ['not with the path of another version', { 'r.test/v3': auth('u') }, 'r.test', 'a', undefined],
    ['of a path with a slash', { 'r.test/a/': auth('u') }, 'r.test', 'a/b', as('u')],
    ['not of a scheme within a path', { 'x/https://r.test': auth('u') }, 'r.test', 'a', undefined],
    ['of the longest path', nested, 'r.test', 'a/b', as('ab')],
    ['of a path above', nested, 'r.test', 'a/b/c', as('ab')],
    ['not of a path with the same beginning', nested, 'r.test', 'ab', as('host')],
    [
      'of the exact key, before one with a scheme',
      { 'https://r.test/v1/': auth('old'), 'r.test': auth('u') },
      'r.test',
      'a',
      as('u'),
    ],
    [
      'of the first of several with a scheme',
      { 'https://r.test': auth('u'), 'http://r.test/v2/': auth('x') },
      'r.test',
      'a',
      as('u'),
    ],
    [
      'with a scheme and any path, for the whole host',
      { 'https://r.test/artifactory': auth('u') },
      'r.test',
      'a',
      as('u'),
    ],
    ['not of a path that ends like a version', { 'r.test/team/v2': auth('u') }, 'r.test', 'team/a', undefined],
    ['of a path that ends like a version', { 'r.test/team/v2': auth('u') }, 'r.test', 'team/v2/a', as('u')],
    ['of a path that is a version', { 'r.test/v2': auth('u'), 'r.test': auth('x') }, 'r.test', 'v2/a', as('u')],
    [
      'of a path below a version, with a slash',
      { 'r.test/v2/t/': auth('u'), 'r.test': auth('x') },
      'r.test',
      'v2/t/a',
      as('u'),
    ],
    ['of Docker Hub by its old name', { 'https://index.docker.io/v1/': auth('u') }, 'docker.io', 'library/a', as('u')],
    ['of Docker Hub by its short name', { 'docker.io': auth('u') }, 'registry-1.docker.io', 'library/a', as('u')],
    ['with a colon in the password', { 'r.test': auth('u', 'a:b') }, 'r.test', 'a', as('u', 'a:b')],
    ['with a NUL in the middle', { 'r.test': auth('u', 'p\0w') }, 'r.test', 'a', as('u', 'p\0w')],
    ['with NULs at the end', { 'r.test': auth('u', 'pw\0\0') }, 'r.test', 'a', as('u')],
    ['in fields', { 'r.test': as('u') }, 'r.test', 'a', as('u')],
    [
      'with an identity token',
      { 'r.test': { ...auth('u'), identitytoken: 'id' } },
      'r.test',
      'a',
      { identityToken: 'id' },
    ],
    ['with a registry token', { 'r.test': { registrytoken: 'reg' } }, 'r.test', 'a', { token: 'reg' }],
    [
      'with both tokens',
      { 'r.test': { ...auth('u'), identitytoken: 'id', registrytoken: 'reg' } },
      'r.test',
      'a',
      { token: 'reg' },
    ],
    ['that are empty', { 'r.test': {} }, 'r.test', 'a', undefined],
    ['whose tokens are no text', { 'r.test': { ...auth('u'), identitytoken: 7 } }, 'r.test', 'a', as('u')],
    ['with a user of no letters', { 'r.test': auth('') }, 'r.test', 'a', as('')],
  ])('%s', async (_, auths, host, repository, expected) => {
    expect((await (await configOf({ auths }))(host, repository))?.credentials).toEqual(expected);
  });

  it('without a colon are an error that does not tell them', async () => {
    const keychain = await configOf({ auths: { 'r.test': { auth: Buffer.from('secret').toString('base64') } } });
    const error = await keychain('r.test', 'a').catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect((error as Error).message).not.toContain('secret');
  });
});

describe('helpers', () => {
  const helper = (name: string) => ({ credHelpers: { 'r.test': name } });
  it.each<[string, object, string, unknown]>([
    ['are asked for the server', helper('echo'), 'r.test', as('get', 'r.test')],
    [
      'are asked for Docker Hub by its old name',
      { credsStore: 'echo' },
      'docker.io',
      as('get', 'https://index.docker.io/v1/'),
    ],
    [
      'may be named for Docker Hub by its old name',
      { credHelpers: { 'https://index.docker.io/v1/': 'echo' } },
      'docker.io',
      as('get', 'https://index.docker.io/v1/'),
    ],
    [
      'are those of the exact key',
      { credHelpers: { 'r.test': 'echo', 'https://r.test/v1/': 'broken' } },
      'r.test',
      as('get', 'r.test'),
    ],
    ['may answer in lower case', helper('lower'), 'r.test', as('u')],
    ['give an identity token', helper('token'), 'r.test', { identityToken: 'refresh' }],
    ['need not read', helper('unread'), 'r.test', as('äö', 'p:w')],
    ['may not know the server', helper('unknown'), 'r.test', undefined],
    ['may not know the server, in other words', helper('loud'), 'r.test', undefined],
    ['may say the words of that in a login', helper('talking'), 'r.test', as('credentials not found')],
    ['may have nothing', helper('empty'), 'r.test', undefined],
    [
      'that do not know the server are the only ones asked',
      { ...helper('unknown'), auths: { 'r.test': auth('u') }, credsStore: 'echo' },
      'r.test',
      undefined,
    ],
    ['come before auths', { ...helper('echo'), auths: { 'r.test': auth('u') } }, 'r.test', as('get', 'r.test')],
    ['for all come after auths', { credsStore: 'echo', auths: { 'r.test': auth('u') } }, 'r.test', as('u')],
    [
      'for all are asked when auths is empty',
      { credsStore: 'echo', auths: { 'r.test': {} } },
      'r.test',
      as('get', 'r.test'),
    ],
    ['with a path as name are not run', helper('../evil'), 'r.test', undefined],
    ['of no form are not run', { credHelpers: { 'r.test': 7 }, credsStore: '' }, 'r.test', undefined],
  ])('%s', async (_, config, host, expected) => {
    expect((await (await configOf(config))(host, 'a'))?.credentials).toEqual(expected);
  });

  it.each([...['broken', 'locked', 'killed', 'text', 'other', 'null', 'half', 'missing']])(
    'that fail are an error that does not tell what they said: %s',
    async (name) => {
      const asked = (await configOf(helper(name)))('r.test', 'a');
      const message = expect.stringMatching(/^(?!.*secret).*docker-credential-/);
      await expect(asked).rejects.toMatchObject({ code: 'UNAUTHORIZED', message });
    },
  );
});

describe('a configuration', () => {
  it('that is missing knows nothing', async () => {
    expect(await dockerConfig(join(folder, 'none', 'config.json'))('r.test', 'a')).toBeUndefined();
    expect(await dockerConfig(join(folder, 'docker-credential-echo', 'config.json'))('r.test', 'a')).toBeUndefined();
  });

  it.each(['{"auths": secret}', '["secret"]'])('that is %j is an error that does not tell it', async (content) => {
    const error = await (await configOf(content))('r.test', 'a').catch((caught: unknown) => caught as Error);
    expect(error).toMatchObject({ code: 'INVALID_INPUT' });
    expect((error as Error).cause).toBeUndefined();
    expect((error as Error).message).not.toContain('secret');
  });

  it.each(['', ' \n'])('that is empty knows nothing: %j', async (content) => {
    expect(await (await configOf(content))('r.test', 'a')).toBeUndefined();
  });

  it('that starts with a byte order mark is read, as PowerShell writes it', async () => {
    const text = JSON.stringify({ auths: { 'r.test': { username: 'u', password: 'p' } } });
    const found = await (await configOf(`\ufeff${text}`))('r.test', 'a');
    expect(found?.credentials).toEqual({ username: 'u', password: 'p' });
  });

  it('that is a folder knows nothing, as where Docker mounted a file that was not there', async () => {
    const path = join(folder, 'a-directory');
    await mkdir(path);
    expect(await dockerConfig(path)('r.test', 'a')).toBeUndefined();
  });

  it('that cannot be read is an error', async () => {
    const path = join(folder, 'a-circle');
    await symlink(path, path);
    await expect(dockerConfig(path)('r.test', 'a')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

it('tells where it found the credentials', async () => {
  const file = join(await mkdtemp(join(folder, 'config-')), 'config.json');
  await writeFile(file, JSON.stringify({ auths: { 'r.test': auth('u') } }));
  expect(await dockerConfig(file, environment, 'there')('r.test', 'a')).toEqual({
    credentials: as('u'),
    source: 'configuration',
    place: 'there',
  });
});

describe('firstOf', () => {
  it('takes the first keychain that knows the repository', async () => {
    const login = (username: string): Login => ({ credentials: as(username), source: 'inputs', place: 'a test' });
    const knows =
      (wanted: string, username: string): Keychain =>
      async (host) =>
        host === wanted ? login(username) : undefined;
    const keychain = firstOf(knows('a', 'first'), knows('a', 'second'), knows('b', 'third'));
    expect([await keychain('a', 'x'), await keychain('b', 'x'), await keychain('c', 'x')]).toEqual([
      login('first'),
      login('third'),
      undefined,
    ]);
  });
});

it.each<[string, Credentials, string]>([
  ['a user by the name', as('robot', 'secret'), 'robot'],
  ['a token without a name', { token: 'secret' }, ''],
  ['an identity token without a name', { identityToken: 'secret' }, ''],
])('shows %s, without the secret', (_, credentials, username) => {
  expect(shownOf({ credentials, source: 'github-token', place: 'there' })).toEqual({
    source: 'github-token',
    place: 'there',
    username,
  });
});
