import type { Descriptor } from '../oci/descriptor.ts';
import { type Index, type Manifest, maxManifestBytes, ownTypeOf, parseManifest } from '../oci/manifest.ts';
import { twinOf } from '../oci/media-types.ts';
import { once } from '../once.ts';
import type { Content, Source } from './store.ts';
import { readAll } from './verified.ts';

/** Makes content of a manifest's bytes, which are parsed when somebody wants to know what they say; that is kept. */
export function contentOf(descriptor: Descriptor, bytes: Buffer): Content {
  return { descriptor, bytes, parsed: once(() => parseManifest(bytes, descriptor.mediaType, descriptor.digest)) };
}

/** Fetches a manifest by what is known of it, such as by its entry in an index. */
export async function fetchContent(
  source: Pick<Source, 'fetch'>,
  descriptor: Descriptor,
  signal: AbortSignal | undefined,
  name: string = descriptor.digest,
): Promise<Content> {
  const content = await source.fetch(descriptor, signal);
  return contentOf(descriptor, await readAll(content, `The manifest ${name}`, maxManifestBytes, descriptor.size));
}

/**
 * Reads a manifest or an index that is only passed on: it may say that it is Docker's where it was announced as OCI's,
 * or the other way round. Its own type is given then.
 */
export function parsePassedOn({ descriptor: { mediaType, digest }, bytes, parsed }: Content): Manifest | Index {
  try {
    return parsed();
  } catch (error) {
    const twin = twinOf(mediaType);
    if (twin === undefined || ownTypeOf(bytes) !== twin) throw error;
    return parseManifest(bytes, twin, digest);
  }
}
