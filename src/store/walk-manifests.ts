import { orAbsent, unreadable } from '../errors.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { childrenOf, describeReferrer, type Index, type Manifest } from '../oci/manifest.ts';
import { isManifestType } from '../oci/media-types.ts';
import { fetchContent } from './content.ts';
import type { Source } from './store.ts';

/** A manifest that was read, with its descriptor. */
interface Walked {
  descriptor: Descriptor;
  manifest: Manifest | Index;
}

/** Reads manifests and those that they list, each once; what is missing or broken is left out. */
export async function* walkManifests(
  source: Pick<Source, 'fetch'>,
  roots: Iterable<Descriptor>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Walked> {
  const seen = new Set<Digest>();
  const waiting = [...roots];
  for (let descriptor = waiting.pop(); descriptor; descriptor = waiting.pop()) {
    signal?.throwIfAborted();
    if (seen.has(descriptor.digest) || !isManifestType(descriptor.mediaType)) continue;
    seen.add(descriptor.digest);
    // Layouts with one platform of several are common, and one broken manifest does not hide the others.
    const read = fetchContent(source, descriptor, signal).then(({ parsed }) => parsed());
    const manifest = await orAbsent(read, ...unreadable);
    if (!manifest) continue;
    yield { descriptor, manifest };
    for (const child of childrenOf(manifest)) {
      if (isManifestType(child.mediaType) && !seen.has(child.digest)) waiting.push(bare(child));
    }
  }
}

/** Lists those of the manifests, and of what they list, whose subject this is. */
export async function* referrersAmong(
  source: Pick<Source, 'fetch'>,
  roots: Iterable<Descriptor>,
  subject: Descriptor,
  signal: AbortSignal | undefined,
): AsyncGenerator<Descriptor> {
  for await (const { descriptor, manifest } of walkManifests(source, roots, signal)) {
    if (manifest.subject?.digest === subject.digest) yield describeReferrer(descriptor, manifest);
  }
}
