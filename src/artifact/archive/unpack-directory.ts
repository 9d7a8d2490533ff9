import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { mkdir, realpath, symlink } from 'node:fs/promises';
import { isAbsolute, join, posix } from 'node:path';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { untilAborted } from '../../chunks.ts';
import { climbsThroughLink } from '../../disk/climbs-through-link.ts';
import type { Symlinks } from '../../disk/held-to.ts';
import { type Link, linksInOrder } from '../../disk/links-in-order.ts';
import { pathBelow } from '../../disk/paths.ts';
import { foldedPath, problemOfTitle, problemOnThisSystem } from '../../disk/title.ts';
import { OciError, type Topic } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import { createGiveWay } from '../../give-way.ts';
import { type Digest, startHash } from '../../oci/digest.ts';
import { isOverRatio, maxArchiveEntries, maxRatio, maxUnpackedBytes } from './archive-limits.ts';
import { decompressed } from './decompressed.ts';
import { type EntryKind, readTar } from './read-tar.ts';

export interface UnpackOptions {
  /** An existing, empty directory that nobody else writes to. */
  directory: string;
  /** Name of the directory in the archive, which all entries must be in; `.` for none. */
  title: string;
  /** What the archive is called in messages. */
  what: string;
  /** Digest of the uncompressed archive, when it is known. */
  contentDigest: Digest | undefined;
  symlinks: Symlinks;
  signal: AbortSignal;
}

interface NamedLink extends Link {
  /** In the archive. */
  name: string;
}

/**
 * Unpacks a tar archive, plain or compressed by gzip or zstd, into a fresh directory. Only files, folders and links
 * that stay inside are taken; links are made last, so that nothing is written through one. Fails with ARTIFACT for
 * anything else, and with INTEGRITY when the archive is not the one that was described; then the directory is to be
 * thrown away.
 */
export async function unpackDirectory(compressed: AsyncIterable<Uint8Array>, options: UnpackOptions): Promise<void> {
  const { directory, title, what, contentDigest, symlinks, signal } = options;
  const fail = (name: string, problem: string, topic?: Topic) =>
    new OciError('ARTIFACT', `${what} has an entry ${JSON.stringify(name)} that ${problem}`, { topic });
  const hash = contentDigest && startHash(contentDigest);
  const seen = new Map<string, EntryKind>();
  const note = (name: string, kind: EntryKind) => {
    const key = foldedPath(name);
    const before = seen.get(key);
    if (before !== undefined && (before !== 'directory' || kind !== 'directory')) throw fail(name, 'is there twice');
    seen.set(key, kind);
    if (seen.size > maxArchiveEntries) throw fail(name, `exceeds the limit of ${maxArchiveEntries} entries`);
  };
  const folders = new Set<string>(['.']);
  // A folder that is there only because something is in it counts like any other.
  const addFolder = async (name: string) => {
    if (folders.has(name)) return;
    await addFolder(posix.dirname(name));
    note(name, 'directory');
    folders.add(name);
    await mkdir(join(directory, name), { recursive: true });
  };
  const links: NamedLink[] = [];

  let count = 0;
  try {
    const content = unpackedWithin(compressed, what, (chunk) => hash?.update(chunk));
    for await (const entry of readTar(untilAborted(content, signal), createGiveWay(signal))) {
      const name = entry.name.replace(/^(?:\.\/)+/, '').replace(/(?<!\/)\/+$/, '') || '.';
      count += 1;
      if (count > maxArchiveEntries) throw fail(name, `exceeds the limit of ${maxArchiveEntries} entries`);
      const isRoot = name === title;
      if (!isRoot && title !== '.' && !name.startsWith(`${title}/`))
        throw fail(name, `is not in ${JSON.stringify(title)}`);
      const problem = isRoot && title === '.' ? undefined : (problemOfTitle(name) ?? problemOnThisSystem(name));
      if (problem) throw fail(name, problem);
      const { kind, problem: problemOfKind = '' } = entry;
      if (kind === undefined) throw fail(name, problemOfKind);
      if (isRoot && kind !== 'directory') throw fail(name, 'should be the directory itself');
      if (kind === 'directory') {
        await addFolder(name);
        continue;
      }
      await addFolder(posix.dirname(name));
      note(name, kind);
      const path = join(directory, name);
      if (kind === 'link') {
        if (symlinks === 'error')
          throw fail(name, 'is a symbolic link, and the input symlinks is error', 'symbolic-link');
        if (symlinks === 'follow')
          throw fail(
            name,
            'is a symbolic link; a pull keeps links or refuses them, it cannot follow them',
            'symbolic-link',
          );
        const { target } = entry;
        if (target === '' || isAbsolute(target) || /[\\\0]|^[A-Za-z]:/.test(target))
          throw fail(name, 'is a link to an absolute path');
        links.push({ path, name, target });
      } else await writeFile(path, entry.content(), (entry.mode & 0o111) !== 0, signal);
    }
    if (count === 0) throw new OciError('ARTIFACT', `${what} is an archive without entries`);
    const actual = hash?.finish();
    if (actual !== contentDigest) {
      throw new OciError('INTEGRITY', `${what} should unpack to an archive of ${contentDigest}, but it is ${actual}`);
    }
    await makeLinks(links, join(directory, title), fail);
  } catch (error) {
    signal.throwIfAborted();
    throw explained(error, what);
  }
}

/** An error of the input is the cause itself; all others are about what is in the archive, or about the disk. */
function explained(error: unknown, what: string): unknown {
  if (error instanceof InputError) return error.cause;
  if (error instanceof OciError) return error;
  if (!Error.isError(error) || !('syscall' in error)) {
    return new OciError('ARTIFACT', `${what} is not a readable archive`, { cause: error });
  }
  error.message = `${what} cannot be unpacked: ${error.message}`;
  return error;
}

/** Tells an error of what is unpacked from an error of the unpacking. */
class InputError extends Error {}

/** Decompresses what comes in by its first bytes, up to the limits. */
async function* unpackedWithin(
  compressed: AsyncIterable<Uint8Array>,
  what: string,
  onChunk: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  let received = 0;
  async function* counted() {
    try {
      for await (const chunk of compressed) {
        received += chunk.byteLength;
        yield chunk;
      }
    } catch (error) {
      throw new InputError('The input failed', { cause: error });
    }
  }
  let unpacked = 0;
  for await (const chunk of decompressedByMagic(counted())) {
    unpacked += chunk.byteLength;
    if (unpacked > maxUnpackedBytes)
      throw new OciError('TOO_LARGE', `${what} unpacks to more than ${formatBytes(maxUnpackedBytes)}`);
    if (isOverRatio(unpacked, received)) {
      throw new OciError('TOO_LARGE', `${what} unpacks to more than ${maxRatio} times its size`);
    }
    onChunk(chunk);
    yield chunk;
  }
}

async function* decompressedByMagic(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start = Buffer.alloc(0);
  while (start.byteLength < 4) {
    const { value, done } = await chunks.next();
    if (done) break;
    start = Buffer.concat([start, value]);
  }
  async function* all() {
    try {
      if (start.byteLength > 0) yield start;
      yield* chunks;
    } finally {
      // Whoever gives up at the first chunk gives up the rest too.
      await chunks.return(undefined);
    }
  }
  const magic = start.toString('hex', 0, 4);
  if (magic.startsWith('1f8b')) yield* decompressed(all(), createGunzip({ chunkSize: 256 * 1024 }));
  else if (magic === '28b52ffd') yield* decompressed(all(), createZstdDecompress({ chunkSize: 256 * 1024 }));
  else yield* all();
}

/**
 * Writes a file in calls that wait: most files of a tree are small, and for these a call that does not wait takes
 * longer, in line with the decompression.
 */
async function writeFile(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  isExecutable: boolean,
  signal: AbortSignal,
): Promise<void> {
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
  // Owner and special bits of the archive mean nothing here; the umask of the runner holds.
  const file = openSync(path, flags, isExecutable ? 0o777 : 0o666);
  try {
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      for (let at = 0; at < chunk.byteLength; ) at += writeSync(file, chunk, at);
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Makes the links, and then asks the kernel where each of them leads: their words alone do not tell
 * (GHSA-m37j-52j7-pjw7).
 */
async function makeLinks(
  links: readonly NamedLink[],
  directory: string,
  fail: (name: string, problem: string) => OciError,
): Promise<void> {
  for (const { path, target } of linksInOrder(links)) await symlink(target, path);
  const root = await realpath(directory);
  for (const { path, name, target } of links) {
    const real = await realpath(path).catch(() => undefined);
    if (real === undefined || pathBelow(root, real) === undefined) {
      throw fail(name, `is a link to ${JSON.stringify(target)}, which is not inside the directory`);
    }
    if (climbsThroughLink(path, target)) {
      throw fail(name, `is a link to ${JSON.stringify(target)}, which goes up (..) after another link`);
    }
  }
}
