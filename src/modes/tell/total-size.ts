import type { Descriptor } from '../../oci/descriptor.ts';

/** The bytes of blobs, each blob counted once. */
export function totalSize(blobs: Iterable<Descriptor>): number {
  const sizes = new Map([...blobs].map(({ digest, size }) => [digest, size]));
  return sizes.values().reduce((sum, size) => sum + size, 0);
}
