import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createKeychain,
  readCertDirectory,
  readPem,
  readSecrets,
  readTlsFiles,
  type Secrets,
  tokenKindOf,
} from '../../../src/action/read/credentials.ts';
import { catchOutput } from '../../support/action/catch-output.ts';
import { makeFolder } from '../../support/action/workspace.ts';

const written = catchOutput();
const hidden = () => [...written().matchAll(/^::add-mask::(.*)$/gm)].map(([, text = '']) => text);
const base64 = (text: string) => Buffer.from(text).toString('base64');

let folder: string;
const held = () => ({ folder, symlinks: 'keep' as const });
const pem = (name: string) => `-----BEGIN CERTIFICATE-----\n${name}\n`;
beforeAll(() => {
  folder = makeFolder();
  for (const [name, names] of Object.entries({
    ...{ full: ['b.crt', 'a.crt', 'me.cert', 'me.key', 'notes.txt'], authorities: ['a.crt'], none: [] },
    ...{ alone: ['me.cert'], keyAlone: ['me.key'], apart: ['me.cert', 'you.key'] },
    two: ['me.cert', 'me.key', 'you.cert', 'you.key'],
  })) {
    mkdirSync(join(folder, name));
    for (const file of names) writeFileSync(join(folder, name, file), pem(file));
  }
  mkdirSync(join(folder, 'large'));
  mkdirSync(join(folder, 'crowded'));
  for (let number = 0; number <= 1_000; number += 1) writeFileSync(join(folder, 'crowded', `${number}.txt`), '');
  // Together they have a byte too many.
  for (const [name, size] of Object.entries({ a: 500_000, b: 500_000, c: 48_577 })) {
    writeFileSync(join(folder, 'large', `${name}.crt`), pem('').padEnd(size, ' '));
  }
  writeFileSync(join(folder, 'text.pem'), 'no certificate');
  writeFileSync(join(folder, 'bag.pem'), `Bag Attributes\n${pem('bag')}`);
  writeFileSync(join(folder, 'large.pem'), pem('x'.repeat(1024 * 1024)));
  symlinkSync(makeFolder(), join(folder, 'out'));
});

describe('the secrets of the inputs', () => {
  const names = [
    ...['INPUT_USERNAME', 'INPUT_PASSWORD', 'INPUT_GITHUB-TOKEN', 'INPUT_REGISTRY-AUTH'],
    ...['INPUT_SIGN-KEY', 'INPUT_SIGN-KEY-PASSWORD'],
  ];
  afterEach(() => {
    for (const name of names) delete process.env[name];
  });
  const given = (username: string, password: string, token = '', auth = '') => {
    for (const [index, text] of [username, password, token, auth].entries()) process.env[names[index] ?? ''] = text;
    return readSecrets();
  };

  it('are read, and hidden as they are and as they are sent', async () => {
    expect(await given('me', 'pw-11', 'ghs_11', '- { registry: r.test, token: to-11 }')).toEqual({
      ...{ username: 'me', password: 'pw-11', githubToken: 'ghs_11' },
      entries: [expect.objectContaining({ host: 'r.test', credentials: { token: 'to-11' } })],
    });
    expect(hidden()).toEqual(expect.arrayContaining(['pw-11', 'ghs_11', 'to-11', base64('me:pw-11')]));
    expect(hidden()).not.toContain('me');
  });

  it.each([
    ['-----BEGIN PRIVATE KEY-----\nMIGHAg-11', 'MIGHAg-11', true],
    ['QUJD'.repeat(100), 'QUJD'.repeat(100), true],
    ['cosign-11.key', 'cosign-11.key', false],
  ])('of signing are hidden, the password and the key %j, and not its path', async (key, part, isHidden) => {
    Object.assign(process.env, { 'INPUT_SIGN-KEY': key, 'INPUT_SIGN-KEY-PASSWORD': `kp of ${part}` });
    await given('', '');
    expect(hidden()).toContain(`kp of ${part}`);
    expect(hidden().includes(part)).toBe(isHidden);
  });

  it('have the entries without credentials too', async () => {
    const { entries } = await given('', '', '', '- { registry: r.test, ca-file: ca.crt }\n- { registry: s.test }');
    expect(entries).toMatchObject([{ host: 'r.test', caFile: 'ca.crt', credentials: undefined }, { host: 's.test' }]);
  });

  it('may be none', async () => {
    expect(await given('', '')).toEqual({ username: '', password: '', githubToken: '', entries: [] });
  });

  it.each([
    ['', 'pw-12', 'The input password is given without the input username', 'missing-secret'],
    ['me', '', 'The input username is given without the input password: is the secret set?', 'missing-secret'],
  ])(
    'of the user %j with the password %j are refused, and hidden before that',
    async (username, password, message, topic) => {
      await expect(given(username, password, 'ghs_12')).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message,
        topic,
      });
      expect(hidden().includes('pw-12')).toBe(password !== '');
    },
  );
});

describe('a login', () => {
  const entry = { path: '', caFile: undefined, insecure: undefined, plainHttp: undefined };
  const secrets: Secrets = {
    ...{ username: 'me', password: 'pw-13', githubToken: 'ghs_13' },
    entries: [
      { ...entry, host: 'input.test', credentials: { token: 'to-13' } },
      { ...entry, host: 'entry.test', credentials: { token: 'to-14' } },
      // An entry without credentials, which says how the path is reached, hides no other.
      { ...entry, host: 'entry.test', path: 'team', credentials: undefined },
      { ...entry, host: 'ghcr.io', path: 'other', credentials: { token: 'to-15' } },
    ],
  };
  const login = (host: string, repository: string, environment: NodeJS.ProcessEnv = {}) =>
    createKeychain('input.test', secrets, { HOME: folder, ...environment })(host, repository);

  it.each<[string, string, object | undefined]>([
    [
      'input.test',
      'app',
      { credentials: { username: 'me', password: 'pw-13' }, source: 'inputs', place: 'the input username' },
    ],
    ['entry.test', 'app', { credentials: { token: 'to-14' }, source: 'registry-auth', place: 'registry-auth' }],
    ['entry.test', 'team/app', { credentials: { token: 'to-14' }, source: 'registry-auth', place: 'registry-auth' }],
    ['ghcr.io', 'other/app', { credentials: { token: 'to-15' }, source: 'registry-auth', place: 'registry-auth' }],
    [
      'ghcr.io',
      'o/app',
      {
        credentials: { username: 'github-actions', password: 'ghs_13' },
        source: 'github-token',
        place: 'github-token',
      },
    ],
    ['my-input.test', 'app', undefined],
    ['input.test:5000', 'app', undefined],
  ])('for %s/%s', async (host, repository, expected) => {
    expect(await login(host, repository)).toEqual(expected);
  });
});

it.each([
  ['github_pat_x', '', 'fine-grained'],
  ['ghs_x', 'ghs_y', 'app'],
  // The token of the workflow itself.
  ['ghs_x', 'ghs_x', ''],
  ['ghp_x', '', ''],
  ['', '', ''],
])('The password %j beside the token %j is of the kind %j', (password, token, kind) => {
  expect(tokenKindOf(password, token)).toBe(kind);
});

describe('certificates', () => {
  it.each([
    ['full', { ca: `${pem('a.crt')}\n${pem('b.crt')}`, cert: pem('me.cert'), key: pem('me.key') }],
    ['authorities', { ca: pem('a.crt') }],
    ['none', {}],
  ])('of the folder %s', (path, expected) => {
    expect(readCertDirectory(path, held())).toEqual(expected);
  });

  it.each([
    ['alone', 'has a .cert without its .key, or the reverse'],
    ['keyAlone', 'has a .cert without its .key, or the reverse'],
    ['apart', 'has a .cert without its .key, or the reverse'],
    ['two', 'has more than one client certificate'],
    ['missing', 'does not exist'],
    ['krowded', 'does not exist: did you mean "crowded"?'],
    ['large', 'has more than 1 MiB of certificates'],
    ['crowded', 'has more than 1000 files'],
  ])('of the folder %s are refused', (path, what) => {
    expect(() => readCertDirectory(path, held())).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: `The cert-dir "${path}" ${what}` }),
    );
  });

  it('of a folder outside by a link are refused', () => {
    expect(() => readCertDirectory('out', held())).toThrow('The cert-dir "out" leads to ');
  });

  it('of an entry are those that it names', () => {
    const client = { certFile: 'full/me.cert', keyFile: 'full/me.key' };
    const files = { ca: pem('a.crt'), cert: pem('me.cert'), key: pem('me.key') };
    expect(readTlsFiles({ caFile: 'full/a.crt', client }, held())).toEqual(files);
    expect(readTlsFiles({ caFile: undefined }, held())).toEqual({});
  });

  it.each([
    ['text.pem', 'is not a PEM file'],
    ['missing.pem', 'does not exist'],
    ['large.pem', 'is larger than 1 MiB'],
  ])('%s names the input where it %s', (path, what) => {
    expect(() => readPem('ca-file', path, held())).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: `The file "${path}" of the input ca-file ${what}` }),
    );
  });
});

it('A PEM file may have words before what counts', () => {
  expect(readPem('ca-file', 'bag.pem', held())).toBe(`Bag Attributes\n${pem('bag')}`);
});
