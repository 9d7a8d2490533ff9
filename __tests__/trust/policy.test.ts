import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { parsePolicy } from '../../src/trust/policy.ts';
import { makeKeys, pairOf } from '../support/trust/keys.ts';

const { publicPem, privatePem } = makeKeys();
const inline = `- key: |\n${publicPem.replace(/^/gm, '    ')}`;
const byTags = '- github: acme/app\n  ref: refs/tags/v*';
const parse = (yaml: string, pem = publicPem) => parsePolicy(yaml, () => pem);

describe('a policy', () => {
  it.each([
    ['a file', '- key: cosign.pub', ['key cosign.pub']],
    ['a key in place', inline, [expect.stringMatching(/^key sha256:[0-9a-f]{64}$/)]],
    ['a predicate', '- key: a.pub\n  predicate: https://x.test/y', ['key a.pub for https://x.test/y']],
    ['several', '- key: a.pub\n- key: b.pub', ['key a.pub', 'key b.pub']],
    ['any of several', '- any:\n    - key: a.pub\n    - key: b.pub', ['key a.pub or key b.pub']],
    ['a repository', byTags, ['github: acme/app, refs/tags/v*']],
    [
      'somebody',
      '- issuer: https://accounts.test\n  identity: me@x.test',
      ['identity: me@x.test of https://accounts.test'],
    ],
    [
      'a reusable workflow',
      `${byTags}\n  workflow: acme/ci/.github/workflows/release.yml@refs/tags/v3`,
      ['github: acme/app, refs/tags/v*, acme/ci/.github/workflows/release.yml@refs/tags/v3'],
    ],
    ['a number for a file', '- key: 017', ['key 017']],
  ])('takes %s', (_, yaml, labels) => {
    expect(parse(yaml).map(({ label }) => label)).toEqual(labels);
  });

  it.each([
    ['a word', 'cosign.pub', 'is neither none nor a YAML list of signers'],
    ['one entry without a list', 'key: cosign.pub', 'is neither none nor a YAML list of signers'],
    ['no entries', '[]', 'has no entries: write none to require no signature'],
    ['a comment', '# - key: cosign.pub', 'is neither none nor a YAML list of signers'],
    ['what is not YAML', '- key: [', 'is not valid YAML'],
    ['a second document', '- key: a.pub\n---\n- key: b.pub', 'is not valid YAML'],
    ['a second document after the end of the first', '- key: a.pub\n...\n- key: b.pub', 'is not valid YAML'],
    ['a key that stands twice', '- key: a\n  key: b', 'is not valid YAML'],
    ['a bomb of aliases', `- &a [x, x]\n- &b [${'*a,'.repeat(20)}]\n- [${'*b,'.repeat(20)}]`, 'leave out its aliases'],
    ['too many entries', '- key: a.pub\n'.repeat(51), 'has more than 50 entries'],
    ['an entry that is a text', '- cosign.pub', 'in entry 1: it is not a mapping such as key: FILE'],
    ['an empty entry', '- {}', 'it names no signer: use key, github, or issuer and identity'],
    ['a predicate alone', '- predicate: https://x.test', 'it names no signer: use key, github, or issuer and identity'],
    ['an unknown key', '- key: a.pub\n- keys: a.pub', 'in entry 2: unknown field "keys": did you mean key?'],
    ['a strange key', '- zebra: a.pub', 'unknown field "zebra": known are key, github'],
    ['an empty file name', '- key:', 'key is empty or not a string'],
    ['a list of files', '- key: [a, b]', 'key is empty or not a string'],
    [
      'two signers',
      '- key: a.pub\n  github: acme/app',
      'key and github name two signers: write two entries, or use any',
    ],
    [
      'a workflow of a key, behind its predicate',
      '- key: a.pub\n  predicate: x\n  workflow: y',
      'workflow cannot be combined with key',
    ],
    ['a ref of a key', '- key: a.pub\n  ref: refs/heads/main', 'ref cannot be combined with key'],
    [
      'any beside a key',
      '- key: a.pub\n  any:\n    - key: b.pub',
      'key cannot stand next to any: write it in the entries of any',
    ],
    ['an empty any', '- any: []', 'any must be a list with at least one entry'],
    ['too many in any', `- any:\n${'    - key: a.pub\n'.repeat(51)}`, 'any has more than 50 entries'],
    ['any of what is none', '- any: a.pub', 'any must be a list with at least one entry'],
    ['any within any', '- any:\n    - any:\n        - key: a.pub', 'any cannot be nested'],
    [
      'a repository without an owner',
      '- github: app\n  ref: refs/heads/main',
      'github must be a repository such as octo-org/hello, without *',
    ],
    [
      'every repository of an owner',
      '- github: acme/*\n  ref: refs/heads/main',
      'github must be a repository such as octo-org/hello, without *',
    ],
    [
      'a repository without a ref',
      '- github: acme/app',
      "github needs ref, such as refs/tags/v*: otherwise anybody's pull request would be accepted",
    ],
    [
      'a path in a repository',
      '- github: acme/app/x\n  ref: refs/heads/main',
      'github must be a repository such as octo-org/hello, without *',
    ],
    ['a ref that has refs/ later on', '- github: acme/app\n  ref: heads/refs/x', 'ref must begin with refs/, such as'],
    ['any ref', "- github: acme/app\n  ref: '*'", 'ref must begin with refs/, such as refs/heads/main'],
    ['a short ref', '- github: acme/app\n  ref: main', 'ref must begin with refs/, such as refs/heads/main'],
    [
      'an issuer without an identity',
      '- issuer: https://accounts.test',
      'issuer needs identity: anybody can get a certificate there',
    ],
    ['an identity without an issuer', '- identity: me@x.test', 'in entry 1: identity needs issuer'],
    [
      'a pattern at the end of an issuer',
      "- issuer: 'https://accounts.test*'\n  identity: me",
      'issuer must be written in full, without *',
    ],
    ['a pattern for an issuer', '- issuer: https://*\n  identity: me', 'issuer must be written in full, without *'],
    [
      'everybody of an issuer',
      "- issuer: https://accounts.test\n  identity: '*'",
      'identity must not be * alone: anybody can get a certificate there',
    ],
    [
      'everybody of an issuer by two',
      "- issuer: https://accounts.test\n  identity: '*@*'",
      'identity must not be * alone',
    ],
    [
      'the name of a workflow',
      `${byTags}\n  workflow: release.yml`,
      'workflow must be .github/workflows/FILE, or for a reusable workflow octo-org/hello/',
    ],
    [
      'a workflow at no ref',
      `${byTags}\n  workflow: .github/workflows/a.yml@`,
      'workflow must be .github/workflows/FILE',
    ],
    [
      'a workflow of another repository at any ref',
      `${byTags}\n  workflow: acme/ci/.github/workflows/release.yml`,
      'workflow must be .github/workflows/FILE',
    ],
    [
      'a workflow of anybody',
      `${byTags}\n  workflow: '*/*/.github/workflows/a.yml@refs/tags/v1'`,
      'workflow must be .github/workflows/FILE',
    ],
    [
      'the URL of a workflow',
      `${byTags}\n  workflow: https://github.com/acme/app/.github/workflows/a.yml@v1`,
      'workflow must be .github/workflows/FILE',
    ],
  ])('refuses %s', (_, yaml, says) => {
    expect(() => parse(yaml)).toThrow(says);
    expect(() => parse(yaml)).toThrow(
      expect.objectContaining({ topic: 'policy', message: expect.stringMatching(/^The input verify /) }),
    );
  });

  it.each([
    ['a private key', privatePem, 'the key a.pub is a private key: give the public one'],
    ['both keys', `${publicPem}${privatePem}`, 'is a private key'],
    ['two keys', `${publicPem}${publicPem}`, 'must be exactly one PEM public key'],
    ['a certificate', publicPem.replaceAll('PUBLIC KEY', 'CERTIFICATE'), 'must be exactly one PEM public key'],
    ['nothing', '', 'must be exactly one PEM public key'],
    [
      'a key on another curve',
      pairOf(generateKeyPairSync('ec', { namedCurve: 'P-384' })).publicPem,
      'the key a.pub is on the curve secp384r1',
    ],
    ['a key that is cut', publicPem.replace(/\n[A-Za-z0-9+/]{20}/, '\n'), 'is not a public key that can be read'],
  ])('refuses a file with %s, and quotes nothing of it', (_, pem, says) => {
    const work = () => parse('- key: a.pub', pem);
    expect(work).toThrow(expect.objectContaining({ message: expect.stringContaining(says), topic: 'public-key' }));
    expect(work).not.toThrow(/MIGH|MFkw/);
  });
});
