import { isDigest } from '../../oci/digest.ts';
import { isManifestType } from '../../oci/media-types.ts';
import type { Content, Source } from '../store.ts';
import { openBytes, readAll } from '../verified.ts';

/**
 * The manifests of a real image have some hundred KiB; what is more is read again. A sync has this for each repository.
 */
const maxRememberedBytes = 16 * 1024 * 1024;

/** A source that reads each manifest once, and has those in `known` beside its own. */
export function remembered(source: Source, known: readonly Content[] = []): Source {
  const held = new Map(known.map((content) => [content.descriptor.digest, content]));
  let free = maxRememberedBytes;
  const hold = (content: Content): Content => {
    if (content.bytes.byteLength <= free && !held.has(content.descriptor.digest)) {
      free -= content.bytes.byteLength;
      held.set(content.descriptor.digest, content);
    }
    return content;
  };
  return {
    ...(source.location ? { location: source.location } : {}),
    resolve: async (name, signal) =>
      (isDigest(name) ? held.get(name)?.descriptor : undefined) ?? source.resolve(name, signal),
    manifest: async (name, signal) =>
      (isDigest(name) ? held.get(name) : undefined) ?? hold(await source.manifest(name, signal)),
    async fetch(descriptor, signal) {
      if (!isManifestType(descriptor.mediaType)) return source.fetch(descriptor, signal);
      const there = held.get(descriptor.digest);
      if (there) return openBytes(there.bytes)();
      const bytes = await readAll(await source.fetch(descriptor, signal), `The manifest ${descriptor.digest}`);
      return openBytes(hold({ descriptor, bytes }).bytes)();
    },
    tags: (signal) => source.tags(signal),
    referrers: (subject, signal) => source.referrers(subject, signal),
  };
}
