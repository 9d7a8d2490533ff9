import { expect, it } from '@jest/globals';
import type { Digest } from '../../src/oci/digest.ts';
import { groupDigestTags, isDigestTag, referrersTag } from '../../src/oci/digest-tags.ts';

const a = 'a'.repeat(64);
const b = '0123456789abcdef'.repeat(4);

it.each<[Digest, string]>([
  [`sha256:${a}`, `sha256-${a}`],
  [`sha512:${b}${a}`, `sha512-${b}`],
])('The list of the referrers of %s is under the tag %s', (digest, tag) => {
  expect(referrersTag(digest)).toBe(tag);
});

it.each([
  [`sha256-${a}`, true],
  [`sha512-${b}`, true],
  [`sha256-${b}.sig`, true],
  [`sha256-${a}.a.b`, true],
  [`sha256-${a}.`, false],
  [`sha256-${a}.\n`, false],
  [`sha256-${a}sig`, false],
  [`sha256-${a}-sig`, false],
  [`sha256-${a}a`, false],
  [`sha256-${a.slice(1)}`, false],
  [`sha256-${a.toUpperCase()}`, false],
  [`sha256-${'g'.repeat(64)}`, false],
  [`sha384-${a}`, false],
  [`sha256:${a}`, false],
  [`v1-sha256-${a}`, false],
  [`.sha256-${a}.sig`, false],
  ['latest', false],
  ['', false],
])('The tag %j is made of a digest: %s', (tag, expected) => {
  expect(isDigestTag(tag)).toBe(expected);
});

it('Tags made of digests are gathered, sorted, by the list of the digest; others are left out', () => {
  const tags = [`sha256-${b}.sig`, 'v1', `sha256-${a}`, `sha256-${b}.att`, `sha256-${b}`, `sha512-${a}.sig`, 'old'];
  expect([...groupDigestTags(tags)]).toEqual([
    [`sha256-${b}`, [`sha256-${b}`, `sha256-${b}.att`, `sha256-${b}.sig`]],
    [`sha256-${a}`, [`sha256-${a}`]],
    [`sha512-${a}`, [`sha512-${a}.sig`]],
  ]);
  expect([...groupDigestTags(['v1'])]).toEqual([]);
});
