import type { PackedArtifact } from '../../artifact/files/pack.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Store } from '../../store/store.ts';
import type { CurrentTag } from '../publish/plan-tags.ts';

/** The place for which something is packed: what is there need not be packed, and what is not may be sent meanwhile. */
export interface Destination {
  target: Store;
  /** What its tags hold. */
  current: readonly CurrentTag[];
  /** Whether the artifact will be sent whatever its digest is. */
  isCertain: boolean;
  /** What the artifact is about, when it is to be found as its referrer. */
  subject?: Descriptor;
}

/** What was found on the disk and is to be one artifact. */
export interface Found {
  /** What it is, in words: `2 files and 1 directory`. */
  label: string;
  /** Whether it pays to know what is in the archives of the place. */
  hasDirectories: boolean;
  stage(place: Destination): Promise<PackedArtifact>;
  /** The title of a file that has another size than it was packed with, or was written since a time in milliseconds. */
  changedSince(start: number, packed: PackedArtifact): string | undefined;
}

/** A kind of artifact that is made of files, with the inputs that say of which. */
export interface Kind {
  /**
   * Finds what the inputs name, and reads all else that goes into the artifact: nothing is asked of a registry yet.
   * Undefined where there is nothing, and `if-no-files-found` allows that. Fails with INVALID_INPUT.
   */
  find(): Promise<Found | undefined>;
}
