import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isSignedBy, parsePublicKey, publicKeyOf, signBytes } from '../../src/trust/public-key.ts';
import { makeKeys, pairOf } from '../support/trust/keys.ts';

const mine = makeKeys();
const rsa = (modulusLength: number) => pairOf(generateKeyPairSync('rsa', { modulusLength }));
const parse = (pem: string) => parsePublicKey(pem, (what) => new Error(`It ${what}`));
const der = Buffer.from(mine.publicPem.replace(/-----.*-----|\s/g, ''), 'base64');
const digest = (encoding: 'hex' | 'base64') => createHash('sha256').update(der).digest(encoding);

describe('a public key', () => {
  it.each([
    ['its text', () => parse(mine.publicPem)],
    [
      'its text with the line ends of Windows, and words around it',
      () => parse(`Mine:\r\n${mine.publicPem.replaceAll('\n', '\r\n')}\r\n`),
    ],
    ['itself', () => publicKeyOf(createPublicKey(mine.publicPem))],
    ['the private one', () => publicKeyOf(mine.privateKey)],
  ])('is known by the same names, made of %s', (_, make) => {
    const { key, fingerprint, hint } = make();
    expect([key.type, fingerprint, hint]).toEqual(['public', `sha256:${digest('hex')}`, digest('base64')]);
  });

  it.each([
    [
      'a curve of other verifiers',
      pairOf(generateKeyPairSync('ec', { namedCurve: 'P-384' })),
      'It is on the curve secp384r1, which',
    ],
    ['Ed25519', pairOf(generateKeyPairSync('ed25519')), 'It is a key of the kind ed25519: use P-256 or RSA'],
    ['RSA of 2560 bits', rsa(2560), 'It is an RSA key of 2560 bits: use one of 2048, 3072, 4096'],
  ])('is refused that is of %s', (_, { publicPem }, says) => {
    expect(() => parse(publicPem)).toThrow(says);
  });

  it.each([
    ['before it', `${mine.privatePem}${mine.publicPem}`],
    ['behind it', `${mine.publicPem}${mine.privatePem}`],
    ['behind it, for RSA', `${mine.publicPem}-----BEGIN RSA PRIVATE KEY-----`],
    ['alone', mine.privatePem],
  ])('is refused with the private one %s', (_, pem) => {
    expect(() => parse(pem)).toThrow('It is a private key: give the public one');
  });

  it.each([
    ['two', `${mine.publicPem}${mine.publicPem}`],
    ['one for RSA alone', mine.publicPem.replaceAll('PUBLIC KEY', 'RSA PUBLIC KEY')],
    ['a certificate behind it', `${mine.publicPem}-----BEGIN CERTIFICATE-----`],
    ['none', 'hello'],
  ])('is refused that is %s', (_, pem) => {
    expect(() => parse(pem)).toThrow('It must be exactly one PEM public key (-----BEGIN PUBLIC KEY-----)');
  });
});

describe('a signature', () => {
  const bytes = Buffer.from('what is signed');
  it.each([
    ['P-256', mine],
    ['RSA', rsa(2048)],
  ])('by %s is by that key and over those bytes alone', (_, { privateKey }) => {
    const key = publicKeyOf(privateKey);
    const signature = signBytes(bytes, privateKey);
    expect(isSignedBy(key, bytes, signature)).toBe(true);
    expect(isSignedBy(publicKeyOf(makeKeys().privateKey), bytes, signature)).toBe(false);
    expect(isSignedBy(key, Buffer.from('what is signee'), signature)).toBe(false);
    expect(isSignedBy(key, bytes, signature.subarray(1))).toBe(false);
    expect(isSignedBy(key, bytes, Buffer.alloc(0))).toBe(false);
  });

  it('is never by a key that signs in other ways', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    expect(isSignedBy(publicKeyOf(publicKey), bytes, signBytes(bytes, mine.privateKey))).toBe(false);
  });
});
