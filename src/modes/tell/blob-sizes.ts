import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';

/** The sizes of blobs in bytes, each blob once. */
export function blobSizes(blobs: Iterable<Descriptor>): Map<Digest, number> {
  return new Map([...blobs].map(({ digest, size }) => [digest, size]));
}

/** The bytes of blobs, each blob counted once. */
export function totalSize(blobs: Iterable<Descriptor>): number {
  return blobSizes(blobs)
    .values()
    .reduce((sum, size) => sum + size, 0);
}
