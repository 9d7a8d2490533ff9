import { isDigest } from '../../oci/digest.ts';
import { isManifestType } from '../../oci/media-types.ts';
import { contentOf, fetchContent } from '../content.ts';
import { forwarded } from '../forwarded.ts';
import type { Content, Source } from '../store.ts';
import { openBytes } from '../verified.ts';

/**
 * The manifests of a real image have some hundred KiB; what is more is read again. A sync has this once, for all of its
 * repositories.
 */
const maxRememberedBytes = 16 * 1024 * 1024;

/** Room for manifests that are kept, in bytes, which several sources may share. */
export interface Room {
  free: number;
}

export function startRoom(): Room {
  return { free: maxRememberedBytes };
}

/** A source that reads each manifest once, and has those in `known` beside its own. */
export function remembered(source: Source, known: readonly Content[] = [], room: Room = startRoom()): Source {
  const kept = new Map(known.map(({ descriptor, bytes }) => [descriptor.digest, { descriptor, bytes }]));
  const keep = (content: Content): Content => {
    const { descriptor, bytes } = content;
    if (bytes.byteLength <= room.free && !kept.has(descriptor.digest)) {
      room.free -= bytes.byteLength;
      // What is parsed of it takes a multiple of its bytes, and stays with whoever asked for it.
      kept.set(descriptor.digest, { descriptor, bytes });
    }
    return content;
  };
  return forwarded(source, {
    resolve: async (name, signal) =>
      (isDigest(name) ? kept.get(name)?.descriptor : undefined) ?? source.resolve(name, signal),
    async manifest(name, signal) {
      const seen = isDigest(name) ? kept.get(name) : undefined;
      return seen ? contentOf(seen.descriptor, seen.bytes) : keep(await source.manifest(name, signal));
    },
    async fetch(descriptor, signal) {
      if (!isManifestType(descriptor.mediaType)) return source.fetch(descriptor, signal);
      const content = kept.get(descriptor.digest) ?? keep(await fetchContent(source, descriptor, signal));
      return openBytes(content.bytes)();
    },
  });
}
