import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Descriptor } from '../oci/descriptor.ts';
import { type Digest, startHash } from '../oci/digest.ts';
import { tapped } from '../store/chunks.ts';
import { openFile } from '../store/open-file.ts';
import type { Chunks, OpenContent } from '../store/store.ts';
import { gzip } from './gzip.ts';
import { type ListOptions, listDirectory } from './list-directory.ts';
import { type TarEntry, tar } from './tar.ts';

/** The annotations by which oras knows an archive that it has to unpack (oras-go, content/file). */
export const unpackAnnotation = 'io.deis.oras.content.unpack';
export const contentDigestAnnotation = 'io.deis.oras.content.digest';

/** The media type that oras gives to directories. */
export const directoryType = 'application/vnd.oci.image.layer.v1.tar+gzip';

export interface PackDirectoryOptions extends ListOptions {
  mediaType: string;
  /** An existing folder for the archive; whoever made it removes it. */
  temporary: string;
  /** Archives that the target has already, by the digest of what is in them. */
  known: ReadonlyMap<Digest, Descriptor>;
  signal?: AbortSignal | undefined;
}

/** A directory as one layer; `open` is absent when the target has the archive already. */
export interface PackedDirectory {
  descriptor: Descriptor;
  contentDigest: Digest;
  open: OpenContent | undefined;
}

/**
 * Packs a directory as one tar+gzip layer. It is read once to hash the archive before compression, which is quick: when the
 * target has an archive of the same content, that one is taken, for zlib does not promise the same compressed bytes on
 * every machine. Else it is read again and compressed into a temporary file.
 */
export async function packDirectory(directory: string, options: PackDirectoryOptions): Promise<PackedDirectory> {
  const { mediaType, temporary, known, signal } = options;
  const entries = await listDirectory(directory, options);
  const contentDigest = await hashArchive(entries, signal);
  const there = known.get(contentDigest);
  // Another compression would contradict the media type.
  if (there?.mediaType === mediaType) {
    const { digest, size } = there;
    return { descriptor: { mediaType, digest, size }, contentDigest, open: undefined };
  }
  const path = join(temporary, `${contentDigest.slice(7)}.tar.gz`);
  const hash = startHash();
  let size = 0;
  const compressed = tapped(gzip(tar(entries)), (chunk) => {
    hash.update(chunk);
    size += chunk.byteLength;
  });
  await pipeline(compressed, createWriteStream(path, { flags: 'wx', mode: 0o600 }), signal ? { signal } : {});
  return { descriptor: { mediaType, digest: hash.finish(), size }, contentDigest, open: openFile(path) };
}

async function hashArchive(entries: readonly TarEntry[], signal: AbortSignal | undefined): Promise<Digest> {
  const hash = startHash();
  const chunks: Chunks = tar(entries);
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    hash.update(chunk);
  }
  return hash.finish();
}
