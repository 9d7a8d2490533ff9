import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { extensionsIn, isOnlyName } from '../../../src/trust/formats/certificate.ts';
import { makeAuthority, utf8, type Written } from '../../support/trust/certificate.ts';

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { issue } = makeAuthority();
const certificate = (written: Written) => new X509Certificate(issue(publicKey, written));

describe('the extensions of Fulcio', () => {
  it.each<[string, Written['own'], Record<number, string>]>([
    [
      'are texts up to 7, and then UTF8Strings',
      [
        [1, 'a'],
        [7, 'b'],
        [8, utf8('c')],
      ],
      { 1: 'a', 7: 'b', 8: 'c' },
    ],
    ['up to 7 are not unwrapped', [[7, utf8('b')]], { 7: '\f\u0001b' }],
    [
      'from 8 on are left out where they are none',
      [
        [8, 'c'],
        [12, Buffer.of(0x13, 1, 0x63)],
      ],
      {},
    ],
    [
      'that stand there twice count once, the first',
      [
        [1, 'a'],
        [1, 'b'],
        [12, utf8('c')],
        [12, utf8('d')],
      ],
      { 1: 'a', 12: 'c' },
    ],
    [
      'of another arc are none',
      [
        ['1.3.6.1.4.1.57264.2.1', 'a'],
        ['1.3.6.1.4.1.57264.1.1.1', 'b'],
      ],
      {},
    ],
  ])('%s', async (_, own, expected) => {
    expect((await extensionsIn(certificate({ own: own ?? [] }))).own).toEqual(expected);
  });

  it('are told from those that others have', async () => {
    const { has } = await extensionsIn(certificate({ own: [['1.3.6.1.4.1.11129.2.4.2', 'x']] }));
    expect(['1.3.6.1.4.1.11129.2.4.2', '2.5.29.37', '1.3.6.1.4.1.11129.2.4', '2.5.29.17'].map(has)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

it.each<[string, Written['names'], string, boolean]>([
  ['a URL', ['URI:https://x.test/a'], 'https://x.test/a', true],
  ['a mail address', ['email:a@x.test'], 'a@x.test', true],
  ['a URL with a comma', ['URI:https://x.test/a, DNS:b'], 'https://x.test/a, DNS:b', true],
  ['a URL that begins with another kind', ['URI:email:a@x.test'], 'a@x.test', false],
  ['a mail address behind another kind', ['DNS:x.test', 'email:a@x.test'], 'a@x.test', false],
  ['the first of two', ['URI:https://x.test/a', 'URI:https://x.test/b'], 'https://x.test/a', false],
  ['the second of two', ['URI:https://x.test/a', 'URI:https://x.test/b'], 'https://x.test/b', false],
  ['nothing, of an empty one', ['URI:'], '', false],
])('a certificate is asked whether its only name is %s', (_, names, name, expected) => {
  expect(isOnlyName(name, certificate({ names: names ?? [] }))).toBe(expected);
});
