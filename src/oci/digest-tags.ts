import { type Digest, partsOf } from './digest.ts';

/**
 * `sha256-…` is the list of a manifest's referrers, and with a suffix something that cosign or another tool put beside
 * it.
 */
const pattern = /^(sha(?:256|512)-[0-9a-f]{64})(?:\..+)?$/;

/**
 * Makes the tag of the list of a manifest's referrers; both parts have a length that the distribution spec limits
 * ("Referrers Tag Schema").
 */
export function referrersTag(digest: Digest): string {
  const { algorithm, hex } = partsOf(digest);
  return `${algorithm}-${hex.slice(0, 64)}`;
}

/**
 * Tells whether a tag belongs to another manifest: it is made of the digest of that, alone or with a suffix such as
 * `.sig`.
 */
export function isDigestTag(tag: string): boolean {
  return pattern.test(tag);
}

/** Gathers the tags that are made of a digest, sorted, by the tag of the list of referrers of that digest. */
export function groupDigestTags(tags: Iterable<string>): Map<string, string[]> {
  const own = [...tags].filter(isDigestTag).sort();
  return Map.groupBy(own, (tag) => pattern.exec(tag)?.[1] ?? '');
}
