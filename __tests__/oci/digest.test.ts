import { describe, expect, it } from '@jest/globals';
import { type Digest, digestOf, isDigest, isDigestOf, partsOf, shortDigest, startHash } from '../../src/oci/digest.ts';

const hex64 = 'a'.repeat(64);
const hex128 = '0123456789abcdef'.repeat(8);
// The digests of no bytes at all, as RFC 6234 implementations print them.
const sha256OfNothing = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const sha512OfNothing =
  'sha512:cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e';

describe('isDigest', () => {
  it.each([`sha256:${hex64}`, `sha512:${hex128}`, sha256OfNothing])('takes %s', (text) => {
    expect(isDigest(text)).toBe(true);
  });

  it.each([
    ['', 'nothing'],
    ['sha256:', 'no hex'],
    [hex64, 'no algorithm'],
    [`sha256:${'a'.repeat(63)}`, 'one character less'],
    [`sha256:${'a'.repeat(65)}`, 'one character more'],
    [`sha256:${'A'.repeat(64)}`, 'capitals'],
    [`SHA256:${hex64}`, 'a capital algorithm'],
    [`sha256:${'g'.repeat(64)}`, 'no hex characters'],
    [`sha512:${hex64}`, 'the length of another algorithm'],
    [`sha384:${'a'.repeat(96)}`, 'an algorithm we cannot verify'],
    [`sha256:${hex64}\n`, 'a line end'],
    [` sha256:${hex64}`, 'a space'],
    ['sha256:../../../../etc/passwd', 'a path'],
    [`sha256:../../${'a'.repeat(58)}`, 'a path of the right length'],
    [`x\nsha256:${hex64}`, 'a second line'],
    [undefined, 'undefined'],
    [null, 'null'],
    [12, 'a number'],
    [[`sha256:${hex64}`], 'a list'],
  ])('refuses %j: %s', (text: unknown, _: string) => {
    expect(isDigest(text)).toBe(false);
  });
});

it('splits a digest', () => {
  expect(partsOf(`sha256:${hex64}`)).toEqual({ algorithm: 'sha256', hex: hex64 });
  expect(partsOf(`sha512:${hex128}`)).toEqual({ algorithm: 'sha512', hex: hex128 });
});

it.each([
  [sha256OfNothing, 'sha256:e3b0c44298fc'],
  [sha256OfNothing.replace(':', '-'), 'sha256-e3b0c44298fc'],
])('shows the start of %s', (text, expected) => {
  expect(shortDigest(text)).toBe(expected);
});

it('hashes in one piece and in several', () => {
  expect(digestOf(Buffer.alloc(0))).toBe(sha256OfNothing);
  for (const like of [undefined, sha256OfNothing, sha512OfNothing] as const) {
    const hash = startHash(like as typeof sha256OfNothing | undefined);
    expect(hash.finish()).toBe(like ?? sha256OfNothing);
  }
  const pieces = startHash();
  pieces.update(Buffer.from('ab'));
  pieces.update(Buffer.from('c'));
  expect(pieces.finish()).toBe(digestOf(Buffer.from('abc')));
});

it.each<[Digest, string, boolean]>([
  [sha256OfNothing as Digest, '', true],
  [sha512OfNothing as Digest, '', true],
  [sha256OfNothing as Digest, 'a', false],
  [sha512OfNothing as Digest, 'a', false],
  ['sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'abc', true],
])('%s is the digest of %j: %s', (digest, text, expected) => {
  expect(isDigestOf(digest, Buffer.from(text))).toBe(expected);
});
