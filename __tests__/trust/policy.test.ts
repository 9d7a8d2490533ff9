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
    ['a word', 'cosign.pub'],
    ['one entry without a list', 'key: cosign.pub'],
    ['no entries', '[]'],
    ['what is not YAML', '- key: ['],
    ['a second document', '- key: a.pub\n---\n- key: b.pub'],
    ['a second document after the end of the first', '- key: a.pub\n...\n- key: b.pub'],
    ['a key that stands twice', '- key: a\n  key: b'],
    ['a bomb of aliases', `- &a [x, x]\n- &b [${'*a,'.repeat(20)}]\n- [${'*b,'.repeat(20)}]`],
    ['too many entries', '- key: a.pub\n'.repeat(51)],
    ['an entry that is a text', '- cosign.pub'],
    ['an empty entry', '- {}'],
    ['a predicate alone', '- predicate: https://x.test'],
    ['an unknown key', '- key: a.pub\n- keys: a.pub'],
    ['an empty file name', '- key:'],
    ['a blank file name', '- key: " "'],
    ['two signers', '- key: a.pub\n  github: acme/app'],
    ['a workflow of a key, behind its predicate', '- key: a.pub\n  predicate: x\n  workflow: y'],
    ['a ref of a key', '- key: a.pub\n  ref: refs/heads/main'],
    ['any beside a key', '- key: a.pub\n  any:\n    - key: b.pub'],
    ['an empty any', '- any: []'],
    ['too many in any', `- any:\n${'    - key: a.pub\n'.repeat(51)}`],
    ['any of what is none', '- any: a.pub'],
    ['any within any', '- any:\n    - any:\n        - key: a.pub'],
    ['a repository without an owner', '- github: app\n  ref: refs/heads/main'],
    ['every repository of an owner', '- github: acme/*\n  ref: refs/heads/main'],
    ['a repository without a ref', '- github: acme/app'],
    ['a path in a repository', '- github: acme/app/x\n  ref: refs/heads/main'],
    ['a ref that has refs/ later on', '- github: acme/app\n  ref: heads/refs/x'],
    ['any ref', "- github: acme/app\n  ref: '*'"],
    ['a short ref', '- github: acme/app\n  ref: main'],
    ['an issuer without an identity', '- issuer: https://accounts.test'],
    ['an identity without an issuer', '- identity: me@x.test'],
    ['a pattern at the end of an issuer', "- issuer: 'https://accounts.test*'\n  identity: me"],
    ['a pattern for an issuer', '- issuer: https://*\n  identity: me'],
    ['everybody of an issuer', "- issuer: https://accounts.test\n  identity: '*'"],
    ['everybody of an issuer by two', "- issuer: https://accounts.test\n  identity: '*@*'"],
    ['the name of a workflow', `${byTags}\n  workflow: release.yml`],
    ['a workflow at no ref', `${byTags}\n  workflow: .github/workflows/a.yml@`],
    ['a workflow of another repository at any ref', `${byTags}\n  workflow: acme/ci/.github/workflows/release.yml`],
    ['a workflow of anybody', `${byTags}\n  workflow: '*/*/.github/workflows/a.yml@refs/tags/v1'`],
    ['the URL of a workflow', `${byTags}\n  workflow: https://github.com/acme/app/.github/workflows/a.yml@v1`],
  ])('refuses %s', (_, yaml) => {
    expect(() => parse(yaml)).toThrow(
      expect.objectContaining({ topic: 'policy', message: expect.stringMatching(/^The input verify /) }),
    );
  });

  it.each([
    ['a private key', privatePem],
    ['both keys', `${publicPem}${privatePem}`],
    ['two keys', `${publicPem}${publicPem}`],
    ['a certificate', publicPem.replaceAll('PUBLIC KEY', 'CERTIFICATE')],
    ['nothing', ''],
    ['a key on another curve', pairOf(generateKeyPairSync('ec', { namedCurve: 'P-384' })).publicPem],
    ['a key that is cut', publicPem.replace(/\n[A-Za-z0-9+/]{20}/, '\n')],
  ])('refuses a file with %s, and quotes nothing of it', (_, pem) => {
    const work = () => parse('- key: a.pub', pem);
    expect(work).toThrow(expect.objectContaining({ topic: 'public-key' }));
    expect(work).not.toThrow(/MIGH|MFkw/);
  });
});
