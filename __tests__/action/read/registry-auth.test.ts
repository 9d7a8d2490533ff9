import { homedir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { readRegistryAuth } from '../../../src/action/read/registry-auth.ts';
import { catchOutput } from '../../support/action/catch-output.ts';

const nothing = { path: '', credentials: undefined, caFile: undefined, insecure: undefined, plainHttp: undefined };
const written = catchOutput();
const hidden = () => [...written().matchAll(/^::add-mask::(.*)$/gm)].map(([, text = '']) => text);

describe('registry-auth', () => {
  it.each<[string, object]>([
    ['registry: r.test', { host: 'r.test' }],
    ['registry: oci://R.Test:5000/Team/App//', { host: 'r.test:5000', path: 'Team/App' }],
    [
      '{ registry: r.test, username: me, password: pw-1 }',
      { host: 'r.test', credentials: { username: 'me', password: 'pw-1' } },
    ],
    ['{ registry: r.test, identity-token: id-1 }', { host: 'r.test', credentials: { identityToken: 'id-1' } }],
    ['{ registry: r.test, token: to-1 }', { host: 'r.test', credentials: { token: 'to-1' } }],
    [
      '{ registry: r.test, username: me, password: pw-2, token: to-2, identity-token: id-2 }',
      { host: 'r.test', credentials: { username: 'me', password: 'pw-2' } },
    ],
    [
      '{ registry: r.test, token: to-3, identity-token: id-3 }',
      { host: 'r.test', credentials: { identityToken: 'id-3' } },
    ],
    [
      '{ registry: r.test, username: 0123, password: 7_8 }',
      { host: 'r.test', credentials: { username: '0123', password: '7_8' } },
    ],
    [
      '{ registry: r.test, ca-file: ca.pem, insecure: false, plain-http: true }',
      { host: 'r.test', caFile: 'ca.pem', insecure: false, plainHttp: true },
    ],
    [
      '{ registry: r.test, cert-file: ~/me.pem, key-file: me.key }',
      { host: 'r.test', client: { certFile: `${homedir()}/me.pem`, keyFile: 'me.key' } },
    ],
  ])('%s', (yaml, expected) => {
    expect(readRegistryAuth(`- ${yaml}\n`)).toEqual([{ ...nothing, ...expected }]);
  });

  it.each([
    ['- registry: r.test\n- 7', 2, 'the entry is not a map of keys and values'],
    ['- { username: me, password: pw-4 }', 1, 'the entry has no registry'],
    ['- { registry: "oci://" }', 1, 'the entry has no registry'],
    ['-\n  registry: r.test\n  x-note: me', 3, 'the entry has an unknown key: known are registry, '],
    ['- registry: r.test\n  username: [7]\n  password: pw-5', 2, 'username is not text'],
    ['- registry: r.test\n  token:', 2, 'token is not text'],
    ['- registry: r.test\n  insecure: "true"', 2, 'insecure is not true or false'],
    ['- registry: r.test\n  plain-http: yes', 2, 'plain-http is not true or false'],
    ['- { registry: r.test, username: me }', 1, 'a username without a password, or the reverse: is the secret set?'],
    ['- { registry: r.test, cert-file: me.pem }', 1, 'a cert-file without a key-file, or the reverse'],
    ['- registry: "r.test', 1, 'Missing closing "quote'],
    ['- registry: a.test\n- *none', 2, 'an alias refers to nothing'],
  ])('%j is refused on its line', (yaml, line, what) => {
    expect(() => readRegistryAuth(yaml)).toThrow(`The input registry-auth has an error in line ${line}: ${what}`);
  });

  it.each([
    ['- registry: "r.test', 'registry-auth'],
    ['registry: r.test', 'registry-auth'],
    ['- { registry: r.test, username: me }', 'missing-secret'],
    ['- { registry: r.test, username: me, password: "" }', 'missing-secret'],
  ])('%j is refused with the advice about %s', (yaml, topic) => {
    expect(() => readRegistryAuth(yaml)).toThrow(expect.objectContaining({ topic }));
  });

  it('is hidden before anything is refused, as it is and as it is sent', () => {
    expect(() =>
      readRegistryAuth(
        '- { registry: r.test, username: me, password: pw-7 }\n- { token: to-7, identity-token: 1234567, x: 1 }',
      ),
    ).toThrow('an unknown key');
    expect(hidden()).toEqual(
      expect.arrayContaining(['pw-7', 'to-7', '1234567', Buffer.from('me:pw-7').toString('base64')]),
    );
  });

  it('is hidden line by line where it cannot be read', () => {
    expect(() =>
      readRegistryAuth('- registry: other.test\n  password: "pw-8"\n  token: \'to-8\'\n  : : x\n- "'),
    ).toThrow('has an error in line 4');
    expect(hidden()).toEqual(expect.arrayContaining(['pw-8', 'to-8', 'other.test']));
  });

  it('is hidden without the quotes and blanks around it, also with the line ends of Windows', () => {
    expect(() => readRegistryAuth('- password: "pw-9"  \r\n  token: \'to-9\'\r\n  : : x\r\n- "')).toThrow(
      'has an error in line 3',
    );
    expect(hidden()).toEqual(expect.arrayContaining(['pw-9', 'to-9']));
  });
});

const entry = (token: string) => `- registry: a.test\n  token: ${token}\n`;

describe('registry-auth in two documents', () => {
  // The words are others in each row: what is hidden once is not told again.
  it.each([
    ['after a line of dashes', '---', 3, ['word-one', 'word-two']],
    ['after the end of the first', '...', 4, ['word-three', 'word-four']],
  ] as const)('%s is refused, and all that may be secret in it is hidden', (_, between, line, [first, second]) => {
    const yaml = `${entry(first)}${between}\n${entry(second)}`;
    expect(() => readRegistryAuth(yaml)).toThrow(`The input registry-auth has an error in line ${line}: `);
    for (const secret of [first, second]) expect(written()).toContain(`::add-mask::${secret}\n`);
  });

  it('is taken in one, also with a line of dashes before it', () => {
    expect(readRegistryAuth(`---\n${entry('word-five')}`)).toMatchObject([{ host: 'a.test' }]);
  });
});
