import { createPrivateKey, type KeyObject, type ScryptOptions, scrypt } from 'node:crypto';
import { OciError, type Topic } from '../errors.ts';
import { isRecord } from '../oci/descriptor.ts';
import { parseJson } from '../oci/json.ts';
import { fromBase64 } from './formats/from-base64.ts';
import { problemOfKey } from './public-key.ts';

/** How cosign names a key that it encrypted; the second name is that of old versions. */
const cosignPem =
  /-----BEGIN ENCRYPTED (SIGSTORE|COSIGN) PRIVATE KEY-----([\s\S]*?)-----END ENCRYPTED \1 PRIVATE KEY-----/;

/** Cosign's own numbers are 65536 (32768 before), 8 and 1: 64 MiB of memory. */
const most = { N: 2 ** 18, r: 8, p: 4 };
const maxKeyBytes = 16 * 1024;

/** Opens a key that cosign encrypted, or in PEM. Fails with INVALID_INPUT; no message quotes anything of the key. */
export async function openPrivateKey(pem: string, password: string): Promise<KeyObject> {
  const encrypted = cosignPem.exec(pem)?.[2];
  const key = encrypted === undefined ? readPem(pem, password) : await openCosignKey(encrypted, password);
  const problem = problemOfKey(key);
  if (problem !== undefined) throw failed(problem);
  return key;
}

function readPem(pem: string, password: string): KeyObject {
  const [, kind] = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(pem) ?? [];
  if (!kind?.endsWith('PRIVATE KEY')) {
    throw failed(kind === undefined ? 'is not a key in PEM' : `is a ${kind}, not a private key`);
  }
  if (/ (?:SIGSTORE|COSIGN) /.test(kind)) throw failed('is cut off: its last line is missing');
  const isEncrypted = kind.startsWith('ENCRYPTED') || /^Proc-Type: 4,ENCRYPTED/m.test(pem);
  if (isEncrypted && password === '') throw noPassword();
  try {
    return createPrivateKey({ key: pem, passphrase: password });
  } catch {
    throw isEncrypted ? wrongPassword() : failed('is not a private key that can be read');
  }
}

/**
 * Opens a key as cosign encrypts it: JSON in base64, with a NaCl box whose key scrypt makes of the password, around
 * PKCS #8 (sigstore/pkg/cryptoutils, secure-systems-lab/go-securesystemslib `encrypted`).
 */
async function openCosignKey(encrypted: string, password: string): Promise<KeyObject> {
  const { box, nonce, salt, cost } = readEncrypted(encrypted);
  const [{ openSecretbox }, key] = await Promise.all([import('./secretbox.ts'), derive(password, salt, cost)]);
  const der = openSecretbox(box, key, nonce);
  // An empty password is one too: where nobody is asked for it, cosign takes it from a variable.
  if (!der) throw password === '' ? noPassword() : wrongPassword();
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } catch {
    throw failed('decrypts to something that is not a private key');
  }
}

function readEncrypted(encrypted: string) {
  try {
    const bytes = fromBase64(encrypted.replace(/\s/g, ''), 'its text');
    if (bytes.byteLength > maxKeyBytes) throw notCosigns('it is too long');
    const body = parseJson(bytes, 'its text');
    const { kdf, cipher, ciphertext } = isRecord(body) ? body : {};
    if (!isRecord(kdf) || kdf['name'] !== 'scrypt' || !isRecord(kdf['params']))
      throw notCosigns('it does not use scrypt');
    if (!isRecord(cipher) || cipher['name'] !== 'nacl/secretbox') throw notCosigns('it does not use nacl/secretbox');
    const { N, r, p } = kdf['params'];
    const isWithin = (value: unknown, limit: number): value is number =>
      typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= limit;
    // They come from the key: they are checked before memory is taken for them.
    if (!isWithin(N, most.N) || !isWithin(r, most.r) || !isWithin(p, most.p) || N < 2 || (N & (N - 1)) !== 0) {
      throw notCosigns('the cost of its scrypt is not one that is used');
    }
    const nonce = fromBase64(cipher['nonce'], 'its nonce');
    if (nonce.byteLength !== 24) throw notCosigns('its nonce is not of 24 bytes');
    return {
      box: fromBase64(ciphertext, 'its content'),
      nonce,
      salt: fromBase64(kdf['salt'], 'its salt'),
      cost: { N, r, p },
    };
  } catch (error) {
    throw error instanceof OciError && error.code !== 'INVALID_INPUT' ? notCosigns(error.message) : error;
  }
}

function derive(password: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }): Promise<Buffer> {
  // What scrypt takes, and room for what OpenSSL counts beside it.
  const options: ScryptOptions = { N, r, p, maxmem: 128 * r * (N + p + 2) + 1024 * 1024 };
  return new Promise((settle, reject) => {
    scrypt(password, salt, 32, options, (error, key) => (error ? reject(error) : settle(key)));
  });
}

function failed(what: string, topic: Topic = 'sign-key'): OciError {
  return new OciError('INVALID_INPUT', `The input sign-key ${what}`, { topic });
}

function notCosigns(what: string): OciError {
  return failed(`is not a key as cosign encrypts it: ${what}`);
}

function noPassword(): OciError {
  return failed('is encrypted, and sign-key-password is empty', 'sign-key-password');
}

function wrongPassword(): OciError {
  const what = 'The password in sign-key-password does not open sign-key';
  return new OciError('INVALID_INPUT', what, { topic: 'sign-key-password' });
}
