import { OciError } from '../errors.ts';
import { briefList } from '../words.ts';
import { type Descriptor, describe } from './descriptor.ts';
import { type Index, parseManifest } from './manifest.ts';
import { bestFor, formatPlatform, type Platform } from './platform.ts';

/**
 * The annotation by which BuildKit's attestation in an index names the image it is about (moby/buildkit,
 * attestation-storage.md).
 */
const attestedDigest = 'vnd.docker.reference.digest';

/**
 * Finds the entry of an index for a platform; without one, an index with one manifest will do. Fails with NOT_FOUND,
 * and with INVALID_INPUT where a platform has to be said.
 *
 * @param name what the index is called in messages
 */
export function selectPlatform(index: Index, platform: Platform | undefined, name: string): Descriptor {
  const offered = index.manifests.filter((entry) => entry.platform?.os !== 'unknown');
  const [first, ...others] = platform ? bestFor(platform, offered) : offered;
  if (!first && platform) throw nothingFor(platform, offered, name);
  if (!first) throw new OciError('ARTIFACT', `${name} is an index without manifests`);
  if (!platform && others.length > 0) {
    const what = `${name} is an index of ${listOf(offered)}`;
    throw new OciError('INVALID_INPUT', `${what}: choose one with the input platforms`);
  }
  return first;
}

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
  const taken = new Set(
    platforms.flatMap((platform) => {
      const best = bestFor(platform, offered);
      if (best.length === 0) throw nothingFor(platform, offered, name);
      return best;
    }),
  );
  const chosen = offered.filter((entry) => taken.has(entry));
  const [single, ...others] = chosen;
  if (single && others.length === 0) return { single };
  const digests = new Set<string>(chosen.map(({ digest }) => digest));
  const isKept = (entry: Descriptor | undefined) =>
    entry && (digests.has(entry.digest) || digests.has(entry.annotations?.[attestedDigest] ?? ''));
  // Fields that we do not know stay.
  const body = JSON.parse(Buffer.from(bytes).toString()) as { manifests: unknown[] };
  const manifests = body.manifests.filter((_, position) => isKept(index.manifests[position]));
  const reduced = Buffer.from(JSON.stringify({ ...body, manifests }));
  parseManifest(reduced, index.mediaType);
  return { descriptor: describe(index.mediaType, reduced), bytes: reduced };
}

function nothingFor(platform: Platform, offered: readonly Descriptor[], name: string): OciError {
  const what = `${name} has nothing for the platform ${formatPlatform(platform)}`;
  return new OciError('NOT_FOUND', `${what}: it has ${listOf(offered) || 'no platforms'}`, {
    topic: 'missing-platform',
  });
}

function listOf(offered: readonly Descriptor[]): string {
  const names = offered.map(({ platform, digest }) => (platform ? formatPlatform(platform) : digest));
  return briefList(names, 20);
}
