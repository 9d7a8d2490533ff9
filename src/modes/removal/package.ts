import type { Digest } from '../../oci/digest.ts';

/** A manifest in a package, with its tags. */
export interface PackageVersion {
  id: number;
  digest: Digest;
  tags: string[];
  /** When it was pushed first. */
  createdAt: Date;
}

/** A repository as the API of a package host shows it, where manifests are deleted by that API alone. */
export interface Package {
  /** Lists all manifests, the newest first. */
  versions(): AsyncIterable<PackageVersion>;
  /** Looks once more which tags a manifest has; none when it is gone. */
  tagsOf(version: PackageVersion): Promise<string[]>;
  /** Deletes a manifest with all its tags. */
  delete(version: PackageVersion): Promise<void>;
}
