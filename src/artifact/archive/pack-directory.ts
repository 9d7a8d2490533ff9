import type { OpenContent } from '../../chunks.ts';
import { tapped } from '../../chunks.ts';
import { OciError } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import { createGiveWay } from '../../give-way.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, startHash } from '../../oci/digest.ts';
import { writeTemporary } from '../../store/write-temporary.ts';
import { isOverRatio, maxArchiveEntries, maxRatio, maxUnpackedBytes } from './archive-limits.ts';
import { gzip } from './gzip.ts';
import { type ListOptions, listDirectory } from './list-directory.ts';
import { type TarEntry, tar } from './tar.ts';

export interface PackDirectoryOptions extends ListOptions {
  mediaType: string;
  /** An existing folder for the archive; whoever made it removes it. */
  temporary: string;
  /** Archives that the target has already, by the digest of what is in them. */
  known: ReadonlyMap<Digest, Descriptor>;
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

/** A directory as one layer; `open` is absent when the target has the archive already. */
export interface PackedDirectory {
  descriptor: Descriptor;
  contentDigest: Digest;
  contents: DirectoryContents;
  open: OpenContent | undefined;
}

/**
 * Packs a directory as one tar+gzip layer. When the target has archives, it is read once to hash the archive before
 * compression, which is quick: an archive of the same content is taken as it is, for zlib does not promise the same
 * compressed bytes on every machine. Else it is compressed into a temporary file. Fails with INVALID_INPUT for what a
 * pull would refuse.
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
    known,
    onBytes = () => {},
    signal,
  }: Omit<PackDirectoryOptions, keyof ListOptions> & { title: string },
): Promise<PackedDirectory> {
  checkLimits(entries, title, directory);
  const contents = contentsOf(entries, title);
  // Another compression would contradict the media type.
  const candidates = [...known].filter(([, there]) => there.mediaType === mediaType);
  if (candidates.length > 0) {
    const contentDigest = await hashArchive(entries, onBytes, signal);
    const there = known.get(contentDigest);
    if (there?.mediaType === mediaType) {
      const { digest, size } = there;
      return { descriptor: { mediaType, digest, size }, contentDigest, contents, open: undefined };
    }
  }
  const contentHash = startHash();
  const content = tapped(tar(entries), (chunk) => {
    contentHash.update(chunk);
    onBytes(chunk.byteLength);
  });
  const compressed = gzip(content, (unpacked, written) => checkRatio(unpacked, written, directory));
  const { digest, size, open } = await writeTemporary(compressed, temporary, signal);
  return { descriptor: { mediaType, digest, size }, contentDigest: contentHash.finish(), contents, open };
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

async function hashArchive(
  entries: readonly TarEntry[],
  onBytes: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<Digest> {
  const hash = startHash();
  // Nothing above waits for anything: without this, a cancellation would not be heard.
  const giveWay = createGiveWay(signal);
  for await (const chunk of tar(entries)) {
    await giveWay();
    hash.update(chunk);
    onBytes(chunk.byteLength);
  }
  return hash.finish();
}
