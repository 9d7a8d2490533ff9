import { createPrivateKey, generateKeyPairSync, scryptSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { openPrivateKey } from '../../src/trust/private-key.ts';
import { publicKeyOf } from '../../src/trust/public-key.ts';

const password = 'secret words';
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const der = p256.export({ type: 'pkcs8', format: 'der' });
const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).privateKey;
const pkcs8 = (key: typeof p256) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Encrypts a key as cosign does, with what a case changes. */
function seal(
  changes: object = {},
  content: Uint8Array = der,
  kind = 'SIGSTORE',
  by = password,
  params = { N: 1024, r: 8, p: 1 },
): string {
  const [salt, nonce] = [Buffer.alloc(32, 1), Buffer.alloc(24, 2)];
  const box = xsalsa20poly1305(scryptSync(by, salt, 32, { ...params, maxmem: 2 ** 28 }), nonce).encrypt(content);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const body = {
    kdf: { name: 'scrypt', params, salt: text(salt) },
    cipher: { name: 'nacl/secretbox', nonce: text(nonce) },
    ciphertext: text(box),
    ...changes,
  };
  const lines = text(Buffer.from(JSON.stringify(body))).replace(/.{64}/g, '$&\n');
  return `-----BEGIN ENCRYPTED ${kind} PRIVATE KEY-----\n${lines}\n-----END ENCRYPTED ${kind} PRIVATE KEY-----\n`;
}

const cost = (params: object) => seal({ kdf: { name: 'scrypt', params, salt: 'AAAA' } });
const fingerprint = publicKeyOf(p256).fingerprint;

describe('a private key', () => {
  it.each([
    ['as cosign encrypts it', seal()],
    ['as old versions of cosign name it', seal({}, der, 'COSIGN')],
    ['with the line ends of Windows', seal().replaceAll('\n', '\r\n')],
    ['at the cost that cosign takes', seal({}, der, 'SIGSTORE', password, { N: 65536, r: 8, p: 1 })],
    ['in PKCS #8', pkcs8(p256)],
    ['in SEC 1', p256.export({ type: 'sec1', format: 'pem' }).toString()],
    [
      'encrypted in PKCS #8',
      p256.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password }).toString(),
    ],
  ])('is opened %s', async (_, pem) => {
    expect(publicKeyOf(await openPrivateKey(pem, password)).fingerprint).toBe(fingerprint);
  });

  it.each([2048, 3072, 4096])('of RSA is taken with %d bits', async (bits) => {
    const key = rsa(bits);
    const pkcs1 = key.export({ type: 'pkcs1', format: 'pem' }).toString();
    expect(publicKeyOf(await openPrivateKey(pkcs1, '')).fingerprint).toBe(publicKeyOf(key).fingerprint);
  });

  it.each([
    [
      'a curve that verifiers read in two ways',
      pkcs8(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey),
      'is on the curve secp384r1, which cosign 2 and cosign 3 hash differently',
    ],
    ['Ed25519', pkcs8(generateKeyPairSync('ed25519').privateKey), 'is a key of the kind ed25519: use P-256 or RSA'],
    ['a short RSA key', pkcs8(rsa(1024)), 'is an RSA key of 1024 bits'],
    [
      'a public key',
      publicKeyOf(p256).key.export({ type: 'spki', format: 'pem' }).toString(),
      'is a PUBLIC KEY, not a private key',
    ],
    ['a text', 'hello', 'is not a key in PEM'],
    [
      'an RSA key of a size that not all verifiers take',
      pkcs8(rsa(2560)),
      'is an RSA key of 2560 bits: use one of 2048, 3072, 4096',
    ],
    ['a key that is cut', pkcs8(p256).replace(/\n.{20}/, '\n'), 'is not a private key that can be read'],
    ['another cipher', seal({ cipher: { name: 'aes', nonce: 'AAAA' } }), 'it does not use nacl/secretbox'],
    ['another function', seal({ kdf: { name: 'argon2' } }), 'it does not use scrypt'],
    ['a short nonce', seal({ cipher: { name: 'nacl/secretbox', nonce: 'AAAA' } }), 'its nonce is not of 24 bytes'],
    ['a cost of 8 GiB', cost({ N: 2 ** 23, r: 8, p: 1 }), 'the cost of its scrypt'],
    ['a cost that is no power of two', cost({ N: 65537, r: 8, p: 1 }), 'the cost of its scrypt'],
    ['wide blocks', cost({ N: 1024, r: 9, p: 1 }), 'the cost of its scrypt'],
    ['a text for a cost', cost({ N: '65536', r: 8, p: 1 }), 'the cost of its scrypt'],
    ['much work', cost({ N: 65536, r: 8, p: 1000 }), 'the cost of its scrypt'],
    ['something else in the box', seal({}, Buffer.from('hello')), 'decrypts to something that is not a private key'],
    ['a box of more than 16 KiB', seal({ more: 'x'.repeat(16 * 1024) }), 'it is too long'],
    [
      'with the last line of another name',
      seal().replace('END ENCRYPTED SIGSTORE', 'END ENCRYPTED COSIGN'),
      'is cut off: its last line is missing',
    ],
    ['without its last line', seal().replace(/-----END.*\n/, ''), 'is cut off: its last line is missing'],
    ['content that is not base64', seal().replace(/\n.{8}/, '\n!!!!!!!!'), 'its text is not base64'],
  ])('is refused that is %s', async (_, pem, says) => {
    await expect(openPrivateKey(pem, password)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(says),
      topic: 'sign-key',
    });
  });

  it.each([
    ['cosign', seal()],
    ['PKCS #8', p256.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password }).toString()],
    ['SEC 1', p256.export({ type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase: password }).toString()],
  ])('of %s is not opened without its password', async (_, pem) => {
    await expect(openPrivateKey(pem, 'wrong')).rejects.toMatchObject({
      message: 'The password in sign-key-password does not open sign-key',
      topic: 'sign-key-password',
    });
    await expect(openPrivateKey(pem, '')).rejects.toMatchObject({
      message: 'The input sign-key is encrypted, and sign-key-password is empty',
      topic: 'sign-key-password',
    });
  });

  it('of cosign whose password is empty is opened by that one alone', async () => {
    const pem = seal({}, der, 'SIGSTORE', '');
    expect(publicKeyOf(await openPrivateKey(pem, '')).fingerprint).toBe(fingerprint);
    await expect(openPrivateKey(pem, password)).rejects.toThrow(
      'The password in sign-key-password does not open sign-key',
    );
  });

  it('is opened by its password as it is, with the spaces around it', async () => {
    const spaced = ` ${password}\n`;
    const inPkcs8 = p256.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: spaced }).toString();
    for (const pem of [inPkcs8, seal({}, der, 'SIGSTORE', spaced)]) {
      expect(publicKeyOf(await openPrivateKey(pem, spaced)).fingerprint).toBe(fingerprint);
      await expect(openPrivateKey(pem, password)).rejects.toThrow('does not open sign-key');
    }
  });

  it('that is not encrypted needs no password, and minds none', async () => {
    for (const each of ['', password]) {
      expect((await openPrivateKey(pkcs8(p256), each)).equals(createPrivateKey(pkcs8(p256)))).toBe(true);
    }
  });
});
