import { type Chunks, type OpenContent, tapped, untilAborted } from '../../chunks.ts';
import { OciError } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, startHash } from '../../oci/digest.ts';
import { writeTemporary } from '../../store/write-temporary.ts';
import { isOverRatio, maxArchiveEntries, maxRatio, maxUnpackedBytes } from './archive-limits.ts';
import { gzip } from './gzip.ts';
import { type DirectoryOptions, listDirectory } from './list-directory.ts';
import { plainGunzip } from './plain-gunzip.ts';
import { type TarEntry, tar } from './tar.ts';

/** An archive in the target that is said to have certain content. */
export interface ClaimedArchive {
  descriptor: Descriptor;
  /** Opens it; its bytes are verified while they are read. */
  open: (signal?: AbortSignal) => Promise<Chunks>;
}

export interface PackDirectoryOptions extends DirectoryOptions {
  mediaType: string;
  /** An existing folder for the archive; whoever made it removes it. */
  temporary: string;
  /** Archives in the target, by the digest of what is said to be in them: the target may say anything. */
  claimed: ReadonlyMap<Digest, ClaimedArchive>;
  /** Is told how many bytes of the archive, before compression, were read. */
  onBytes?: ((bytes: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** What is in a directory that was packed, in short. */
export interface DirectoryContents {
  /** How many files, links among them. */
  files: number;
  /** Bytes of all files. */
  size: number;
  /** The first ones, by their paths below the directory. */
  first: { name: string; size: number }[];
}

/** Nobody reads a longer list, and the output `files` has little room. */
const maxFirst = 200;

/** A directory as one layer; `open` is absent when the target has an archive of the same content, which is kept. */
export interface PackedDirectory {
  descriptor: Descriptor;
  contentDigest: Digest;
  contents: DirectoryContents;
  open: OpenContent | undefined;
}

/**
 * Packs a directory as one tar+gzip layer into a temporary file. Where the target has another archive that claims the
 * same content, since zlib does not promise the same compressed bytes on every machine, that one is read whole, and kept
 * when it unpacks to the same bytes: nothing of it is believed. Fails with INVALID_INPUT for what a pull would refuse.
 */
export async function packDirectory(directory: string, options: PackDirectoryOptions): Promise<PackedDirectory> {
  return packEntries(await listDirectory(directory, options), directory, options);
}

/** Packs entries that are listed already, as `packDirectory` does. */
export async function packEntries(
  entries: readonly TarEntry[],
  directory: string,
  {
    title,
    mediaType,
    temporary,
    claimed,
    onBytes = () => {},
    signal,
  }: Omit<PackDirectoryOptions, keyof DirectoryOptions> & { title: string },
): Promise<PackedDirectory> {
  checkLimits(entries, title, directory);
  const contents = contentsOf(entries, title);
  const contentHash = startHash();
  let contentSize = 0;
  const content = tapped(tar(entries), (chunk) => {
    contentHash.update(chunk);
    contentSize += chunk.byteLength;
    onBytes(chunk.byteLength);
  });
  const compressed = gzip(content, (unpacked, written) => checkRatio(unpacked, written, directory));
  const { digest, size, open } = await writeTemporary(compressed, temporary, signal);
  const contentDigest = contentHash.finish();
  const there = claimed.get(contentDigest);
  // Another media type is another compression.
  const isOther = there?.descriptor.mediaType === mediaType && there.descriptor.digest !== digest;
  if (isOther && (await unpacksTo(there, { digest: contentDigest, size: contentSize }, signal))) {
    const descriptor = { mediaType, digest: there.descriptor.digest, size: there.descriptor.size };
    return { descriptor, contentDigest, contents, open: undefined };
  }
  return { descriptor: { mediaType, digest, size }, contentDigest, contents, open };
}

/** The most bytes that an archive may have beside what is in it: deflate makes nothing longer by more than a thousandth. */
const maxOverhead = 64 * 1024;

/**
 * Reads an archive to its end, and reports whether it unpacks to these bytes for every reader; what cannot be read does
 * not, nor does one with bytes behind its end.
 */
async function unpacksTo(
  { descriptor, open }: ClaimedArchive,
  expected: { digest: Digest; size: number },
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (descriptor.size > expected.size * 1.001 + maxOverhead) return false;
  const hash = startHash(expected.digest);
  let size = 0;
  try {
    const chunks = await open(signal);
    const whole = signal ? untilAborted(chunks, signal) : chunks;
    for await (const chunk of plainGunzip(whole)) {
      size += chunk.byteLength;
      if (size > expected.size) return false;
      hash.update(chunk);
    }
  } catch {
    signal?.throwIfAborted();
    return false;
  }
  return hash.finish() === expected.digest;
}

function contentsOf(entries: readonly TarEntry[], title: string): DirectoryContents {
  const files = entries.filter(({ kind }) => kind !== 'directory');
  const start = title === '.' ? 0 : title.length + 1;
  return {
    files: files.length,
    size: files.reduce((sum, { size = 0 }) => sum + size, 0),
    first: files.slice(0, maxFirst).map(({ name, size = 0 }) => ({ name: name.slice(start), size })),
  };
}

/** Refuses at push what a pull would refuse; the folders above a directory count as entries there. */
function checkLimits(entries: readonly TarEntry[], title: string, directory: string): void {
  const count = entries.length + title.split('/').length - 1;
  if (count > maxArchiveEntries) {
    throw refuse(directory, `has ${count} entries, more than the ${maxArchiveEntries} that a pull unpacks`);
  }
  // A header takes one block, and two more with a long name beside the name itself; content fills its last block.
  const length = ({ name, target = '', size = 0 }: TarEntry) => 2560 + Buffer.byteLength(name + target) + size;
  if (entries.reduce((sum, entry) => sum + length(entry), 0) > maxUnpackedBytes) {
    throw refuse(directory, `is larger than the ${formatBytes(maxUnpackedBytes)} that a pull unpacks`);
  }
}

function checkRatio(unpacked: number, written: number, directory: string): void {
  if (!isOverRatio(unpacked, written, 1024 ** 2)) return;
  throw refuse(
    directory,
    `is more than ${maxRatio} times larger than its archive, which a pull refuses: push such files one by one`,
  );
}

function refuse(directory: string, what: string): OciError {
  return new OciError('INVALID_INPUT', `The directory ${JSON.stringify(directory)} of the input files ${what}`);
}
