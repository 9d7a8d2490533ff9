import { type Digest, isDigest } from '../../oci/digest.ts';
import { ownTypeOf } from '../../oci/manifest.ts';
import { isManifestType } from '../../oci/media-types.ts';
import { contentOf, fetchContent } from '../content.ts';
import { forwarded } from '../forwarded.ts';
import type { Content, Source } from '../store.ts';
import { openBytes } from '../verified.ts';

/** The manifests of a real image have some hundred KiB; what is more is read again. */
const maxCachedBytes = 16 * 1024 * 1024;

/** Memory for manifests, which several sources may share. */
export interface ManifestRoom {
  /** Returns a part of it, for one source. */
  cache(): ManifestCache;
  /** Drops everything that is kept. */
  empty(): void;
}

/** Manifests of one source, kept while there is room. */
export interface ManifestCache {
  get(key: string): Content | undefined;
  /** Keeps content under its digest, unless another key is given. */
  keep(content: Content, key?: string): void;
}

export function startManifestRoom(bytes = maxCachedBytes): ManifestRoom {
  const caches: Map<string, Pick<Content, 'descriptor' | 'bytes'>>[] = [];
  let free = bytes;
  return {
    cache() {
      const manifests: (typeof caches)[number] = new Map();
      caches.push(manifests);
      return {
        get(key) {
          const one = manifests.get(key);
          return one && contentOf(one.descriptor, one.bytes);
        },
        keep({ descriptor, bytes: own }, key = descriptor.digest) {
          if (own.byteLength > free || manifests.has(key)) return;
          free -= own.byteLength;
          // What is parsed of it takes a multiple of its bytes, and stays with whoever asked for it.
          manifests.set(key, { descriptor, bytes: own });
        },
      };
    },
    empty() {
      for (const manifests of caches) manifests.clear();
      free = bytes;
    },
  };
}

/** A source that reads each manifest once, and has those in `known` beside its own. */
export function cachedManifests(
  source: Source,
  known: readonly Content[] = [],
  cache: ManifestCache = startManifestRoom().cache(),
): Source {
  const given = new Map(known.map(({ descriptor, bytes }) => [descriptor.digest, { descriptor, bytes }]));
  const find = (digest: Digest): Content | undefined => {
    const one = given.get(digest);
    return one ? contentOf(one.descriptor, one.bytes) : cache.get(digest);
  };
  const keep = (content: Content, key?: string): Content => {
    cache.keep(content, key);
    return content;
  };
  return forwarded(source, {
    resolve: async (name, signal) =>
      (isDigest(name) ? find(name)?.descriptor : undefined) ?? source.resolve(name, signal),
    async manifest(name, signal) {
      return (isDigest(name) ? find(name) : undefined) ?? keep(await source.manifest(name, signal));
    },
    async fetch(descriptor, signal) {
      const { digest, mediaType } = descriptor;
      if (!isManifestType(mediaType)) return source.fetch(descriptor, signal);
      // The type of a manifest that does not say its own is that which the source tells, not the claim of an index.
      const claimed = `${mediaType} ${digest}`;
      const known = find(digest) ?? cache.get(claimed);
      if (known) return openBytes(known.bytes)();
      const content = await fetchContent(source, descriptor, signal);
      return openBytes(keep(content, ownTypeOf(content.bytes) === mediaType ? digest : claimed).bytes)();
    },
  });
}
