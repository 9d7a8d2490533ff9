import { createHash, type Hash } from 'node:crypto';

/** A checked content digest: algorithm and lower-case hex of the exact length (image-spec, descriptor.md). */
export type Digest = `sha256:${string}` | `sha512:${string}`;

const digestPattern = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/**
 * Tells whether a text is a digest we can verify. Everything from outside passes here before it becomes part of a URL
 * or a path (GHSA-6wvf-f2vw-3425: an unchecked digest is a path traversal).
 */
export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && digestPattern.test(text);
}

/** Splits a digest into its algorithm and its hex characters. */
export function partsOf(digest: Digest): { algorithm: 'sha256' | 'sha512'; hex: string } {
  return { algorithm: digest.slice(0, 6) as 'sha256' | 'sha512', hex: digest.slice(7) };
}

/**
 * The start of a digest, as people compare them: the algorithm and 12 digits.
 *
 * @param digest a digest, or a tag made of one, such as `sha256-…`
 */
export function shortDigest(digest: string): string {
  return digest.slice(0, 19);
}

/** Computes the sha256 digest of bytes in memory. */
export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Tells whether this is the digest of these bytes, by whatever algorithm. */
export function isDigestOf(digest: Digest, bytes: Uint8Array): boolean {
  const hash = startHash(digest);
  hash.update(bytes);
  return hash.finish() === digest;
}

/** Starts a hash of the same algorithm as `like`, sha256 without it; `finish` gives the digest of what went in. */
export function startHash(like: Digest = 'sha256:'): { update: Hash['update']; finish: () => Digest } {
  const { algorithm } = partsOf(like);
  const hash = createHash(algorithm);
  return { update: hash.update.bind(hash), finish: () => `${algorithm}:${hash.digest('hex')}` as Digest };
}
