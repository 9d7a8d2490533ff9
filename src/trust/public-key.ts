import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { type Digest, digestOf } from '../oci/digest.ts';

/** A public key, with the names by which it is known. */
export interface PublicKey {
  key: KeyObject;
  /** The digest of its SubjectPublicKeyInfo: what `openssl pkey -pubin -outform DER | sha256sum` says. */
  fingerprint: Digest;
  /** The same in base64, as a Sigstore bundle names the key that signed it. */
  hint: string;
}

const rsaBits = [2048, 3072, 4096];

/** Makes a public key of its own, or of the private one that it belongs to. */
export function publicKeyOf(from: KeyObject): PublicKey {
  const key = from.type === 'private' ? createPublicKey(from) : from;
  const der = key.export({ type: 'spki', format: 'der' });
  return { key, fingerprint: digestOf(der), hint: createHash('sha256').update(der).digest('base64') };
}

/**
 * Reads a public key in PEM as cosign writes it; fails with what `fail` makes of the reason. Node would take a private
 * key and a certificate too, which nobody meant.
 */
export function parsePublicKey(pem: string, fail: (what: string) => Error): PublicKey {
  const kinds = [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, kind = '']) => kind);
  if (kinds.some((kind) => kind.endsWith('PRIVATE KEY'))) throw fail('is a private key: give the public one');
  if (kinds.length !== 1 || kinds[0] !== 'PUBLIC KEY') {
    throw fail('must be exactly one PEM public key (-----BEGIN PUBLIC KEY-----)');
  }
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw fail('is not a public key that can be read');
  }
  const problem = problemOfKey(key);
  if (problem !== undefined) throw fail(problem);
  return publicKeyOf(key);
}

/** Says what keeps a key from use: all verifiers take P-256, and RSA of these sizes, in the same way. */
export function problemOfKey({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | undefined {
  const { namedCurve, modulusLength = 0 } = asymmetricKeyDetails ?? {};
  if (asymmetricKeyType === 'ec') {
    if (namedCurve === 'prime256v1') return undefined;
    return `is on the curve ${namedCurve}, which cosign 2 and cosign 3 hash differently: use P-256`;
  }
  if (asymmetricKeyType !== 'rsa') return `is a key of the kind ${asymmetricKeyType}: use P-256 or RSA`;
  if (rsaBits.includes(modulusLength)) return undefined;
  return `is an RSA key of ${modulusLength} bits: use one of ${rsaBits.join(', ')}`;
}

/** Signs bytes as cosign does: by SHA-256, with ECDSA in DER or RSA in PKCS #1 v1.5. */
export function signBytes(bytes: Uint8Array, privateKey: KeyObject): Buffer {
  return sign('sha256', bytes, privateKey);
}

export function isSignedBy({ key }: PublicKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify('sha256', bytes, key, signature);
  } catch {
    return false;
  }
}
