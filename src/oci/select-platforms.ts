import { OciError } from '../errors.ts';
import { type Descriptor, describe } from './descriptor.ts';
import { type Index, parseManifest } from './manifest.ts';
import { formatPlatform, isPlatform, type Platform } from './platform.ts';

/**
 * The annotation by which BuildKit's attestation in an index names the image it is about (moby/buildkit,
 * attestation-storage.md).
 */
const attestedDigest = 'vnd.docker.reference.digest';

/**
 * Reduces an index to some platforms, with the attestations of their images: to the manifest of a platform when one is
 * wanted, and there is one, else to a new index with the other fields as they were. Fails with NOT_FOUND when a
 * platform is not in it.
 *
 * @param name what the index is called in messages
 */
export function selectPlatforms(
  bytes: Uint8Array,
  index: Index,
  platforms: readonly Platform[],
  name: string,
): { single: Descriptor } | { descriptor: Descriptor; bytes: Buffer } {
  const offered = index.manifests.filter((entry) => entry.platform && entry.platform.os !== 'unknown');
  for (const platform of platforms) {
    if (offered.some((entry) => entry.platform && isPlatform(entry.platform, platform))) continue;
    const list = offered.slice(0, 20).map((entry) => (entry.platform ? formatPlatform(entry.platform) : ''));
    throw new OciError(
      'NOT_FOUND',
      `${name} has nothing for the platform ${formatPlatform(platform)}: it has ${list.join(', ') || 'no platforms'}`,
      { topic: 'missing-platform' },
    );
  }
  const chosen = offered.filter(({ platform: own }) => platforms.some((platform) => own && isPlatform(own, platform)));
  const [single, ...others] = chosen;
  if (single && others.length === 0) return { single };
  const digests = new Set(chosen.map(({ digest }) => digest as string));
  const isKept = (entry: Descriptor) =>
    digests.has(entry.digest) || digests.has(entry.annotations?.[attestedDigest] ?? '');
  // Fields that we do not know stay.
  const body = JSON.parse(Buffer.from(bytes).toString()) as { manifests: unknown[] };
  const manifests = body.manifests.filter((_, position) => isKept(index.manifests[position] as Descriptor));
  const reduced = Buffer.from(JSON.stringify({ ...body, manifests }));
  parseManifest(reduced, index.mediaType);
  return { descriptor: describe(index.mediaType, reduced), bytes: reduced };
}
