import type { Descriptor } from '../../oci/descriptor.ts';
import type { Index, Manifest } from '../../oci/manifest.ts';

/** The bytes of blobs, each blob counted once. */
export function totalSize(blobs: Iterable<Descriptor>): number {
  const sizes = new Map([...blobs].map(({ digest, size }) => [digest, size]));
  return sizes.values().reduce((sum, size) => sum + size, 0);
}

/** The bytes of all blobs of a manifest; undefined for an index, whose parts are not read for that. */
export function sizeOfManifest(manifest: Manifest | Index): number | undefined {
  return manifest.kind === 'manifest' ? totalSize([manifest.config, ...manifest.layers]) : undefined;
}
