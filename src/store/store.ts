import type { Chunks, OpenContent } from '../chunks.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import type { Index, Manifest } from '../oci/manifest.ts';

/** Where a registry can find content by itself, to mount it instead of receiving it. */
export interface Location {
  host: string;
  repository: string;
}

/** A manifest with the bytes it was served as: they are passed on as they are, never written again. */
export interface Content {
  descriptor: Descriptor;
  bytes: Buffer;
  /** What it says; fails with ARTIFACT, or TOO_LARGE, where it is not what its media type promises. */
  parsed(): Manifest | Index;
}

/**
 * One repository to read from: blobs and manifests in one content-addressed space.
 * Every method fails with CANCELLED (the reason of the signal) when aborted.
 */
export interface Source {
  /** Finds what a tag or digest names; fails with NOT_FOUND. */
  resolve(name: string, signal?: AbortSignal): Promise<Descriptor>;
  /** Resolves and reads a manifest in one step; fails with NOT_FOUND, and with TOO_LARGE above 4 MiB. */
  manifest(name: string, signal?: AbortSignal): Promise<Content>;
  /**
   * Opens content; fails with NOT_FOUND. The chunks are verified: reading fails with INTEGRITY when they differ from
   * the descriptor.
   */
  fetch(descriptor: Descriptor, signal?: AbortSignal): Promise<Chunks>;
  /** Lists the tags, in no order to rely on; fails with NOT_FOUND when there is no such repository. */
  tags(signal?: AbortSignal, options?: ListOptions): AsyncIterable<string>;
  /** Lists the manifests whose subject this is, with their artifact types and annotations; none is not an error. */
  referrers(subject: Descriptor, signal?: AbortSignal): AsyncIterable<Descriptor>;
  /** Finds the one manifest of a place that has no other, by tag or without; undefined where it has more or none. */
  onlyManifest?(signal?: AbortSignal): Promise<Digest | undefined>;
  /** Where a registry could mount this content from; absent where there is no registry. */
  readonly location?: Location;
}

/** How a list is read; ignored by a store whose lists have no pages. */
export interface ListOptions {
  /** Also asks for more where the list seems to be at its end: for a delete, which must not miss a tag. */
  untilSure?: boolean;
}

/** What `push` may be told; each is ignored by a store in which it means nothing. */
export interface PushOptions {
  /** Also lets these tags point to the content, which is a manifest: written last, and in their order. */
  tags?: readonly string[];
  /** Is told of each tag when it is written, with the digest by which the store names what it points to. */
  onTagged?: ((tag: string, digest: Digest) => void) | undefined;
  /** A place from which the registry could mount the blob. */
  from?: Location | undefined;
  /** Is told that the blob was mounted and no byte was sent. */
  onMounted?: () => void;
  signal?: AbortSignal | undefined;
}

/** Content on its way to a store before its digest is known. */
export interface SentAhead {
  /**
   * Stores what was sent under the digest it should have; false when it is to be pushed in the usual way, for whatever
   * reason.
   */
  commit(descriptor: Descriptor): Promise<boolean>;
  /** Gives it up. */
  cancel(): Promise<void>;
}

/** One repository to read from and write to. */
export interface Store extends Source {
  /** Tells whether the content is there, by its digest. */
  has(descriptor: Descriptor, signal?: AbortSignal): Promise<boolean>;
  /**
   * Stores content; fails with INTEGRITY when the bytes differ from the descriptor. Storing again what is there is no
   * error.
   */
  push(descriptor: Descriptor, open: OpenContent, options?: PushOptions): Promise<void>;
  /** Begins to send a large blob whose digest is still to be computed; absent where that is of no use. */
  sendAhead?(content: { open: OpenContent; size: number }, signal: AbortSignal): SentAhead;
  /**
   * Removes a tag, or by its digest a manifest with all its tags. Fails with NOT_FOUND, and with UNSUPPORTED where the
   * place does not do it: many registries remove no single tags.
   */
  delete(name: string, signal?: AbortSignal): Promise<void>;
}
