import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { mkdir, realpath, symlink } from 'node:fs/promises';
import { isAbsolute, join, posix } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { Symlinks } from '../disk/held-to.ts';
import { OciError } from '../errors.ts';
import { type Digest, startHash } from '../oci/digest.ts';
import { isOverRatio, maxArchiveEntries, maxRatio, maxUnpackedBytes } from './archive-limits.ts';
import { climbsThroughLink } from './climbs-through-link.ts';
import { pathBelow } from './paths.ts';
import { type EntryKind, kindOfEntry, startTarReader } from './tar-reader.ts';
import { foldedPath, problemOfTitle } from './title.ts';

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

interface Link {
  path: string;
  name: string;
  target: string;
}

/**
 * Unpacks a tar archive, plain or compressed by gzip or zstd, into a fresh directory. Only files, folders and links that
 * stay inside are taken; links are made last, so that nothing is written through one. Fails with ARTIFACT for anything
 * else, and with INTEGRITY when the archive is not the one that was described; then the directory is to be thrown away.
 */
export async function unpackDirectory(compressed: AsyncIterable<Uint8Array>, options: UnpackOptions): Promise<void> {
  const { directory, title, what, contentDigest, symlinks, signal } = options;
  const fail = (name: string, problem: string) =>
    new OciError('ARTIFACT', `${what} has an entry ${JSON.stringify(name)} that ${problem}`);
  const hash = contentDigest && startHash(contentDigest);
  const seen = new Map<string, EntryKind>();
  const note = (name: string, kind: EntryKind) => {
    const key = foldedPath(name);
    const before = seen.get(key);
    if (before !== undefined && (before !== 'directory' || kind !== 'directory')) throw fail(name, 'is there twice');
    seen.set(key, kind);
    if (seen.size > maxArchiveEntries) throw fail(name, `is one more than the ${maxArchiveEntries} that are unpacked`);
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
  const links: Link[] = [];

  signal.throwIfAborted();
  const archive = startTarReader();
  const onAbort = () => archive.destroy(new Error('The pull was cancelled'));
  signal.addEventListener('abort', onAbort, { once: true });
  let failure: { error: unknown } | undefined;
  const pump = feed(archive, compressed, what, (chunk) => hash?.update(chunk)).catch((error: unknown) => {
    failure = { error };
    archive.destroy(new Error('The archive ended', { cause: error }));
  });
  try {
    let count = 0;
    for await (const entry of archive) {
      signal.throwIfAborted();
      const { name: rawName, mode = 0, linkname } = entry.header;
      const name = rawName.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '') || '.';
      count += 1;
      if (count > maxArchiveEntries) throw fail(name, `is one more than the ${maxArchiveEntries} that are unpacked`);
      const isRoot = name === title;
      if (!isRoot && title !== '.' && !name.startsWith(`${title}/`))
        throw fail(name, `is not in ${JSON.stringify(title)}`);
      const problem = isRoot && title === '.' ? undefined : problemOfTitle(name);
      if (problem) throw fail(name, problem);
      const { kind, problem: problemOfKind } = kindOfEntry(entry.header);
      if (problemOfKind !== undefined) throw fail(name, problemOfKind);
      if (isRoot && kind !== 'directory') throw fail(name, 'should be the directory itself');
      if (kind === 'directory') {
        await addFolder(name);
        entry.resume();
        continue;
      }
      await addFolder(posix.dirname(name));
      note(name, kind);
      const path = join(directory, name);
      if (kind === 'link') {
        if (symlinks === 'error') throw fail(name, 'is a symbolic link, and the input symlinks is error');
        if (symlinks === 'follow')
          throw fail(name, 'is a symbolic link; a pull keeps links or refuses them, it cannot follow them');
        const target = linkname ?? '';
        if (target === '' || isAbsolute(target) || /[\\\0]|^[A-Za-z]:/.test(target))
          throw fail(name, 'is a link to an absolute path');
        links.push({ path, name, target });
        entry.resume();
      } else await writeFile(path, entry as AsyncIterable<Uint8Array>, (mode & 0o111) !== 0, signal);
    }
    await pump;
    if (failure) throw failure.error;
    if (count === 0) throw new OciError('ARTIFACT', `${what} is an archive without entries`);
    const actual = hash?.finish();
    if (actual !== contentDigest) {
      throw new OciError('INTEGRITY', `${what} should unpack to an archive of ${contentDigest}, but it is ${actual}`);
    }
    await makeLinks(links, join(directory, title), fail);
  } catch (error) {
    // Nobody waits for the rest of the input here: it may never come. It is given up as soon as it says something.
    archive.destroy();
    signal.throwIfAborted();
    throw explained(failure ? failure.error : error, what);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** An error of the input is the cause itself; all others are about what is in the archive, or about the disk. */
function explained(error: unknown, what: string): unknown {
  if (error instanceof InputError) return error.cause;
  if (error instanceof OciError) return error;
  if (!Error.isError(error) || !('syscall' in error)) {
    return new OciError('ARTIFACT', `${what} is no readable archive`, { cause: error });
  }
  error.message = `${what} cannot be unpacked: ${error.message}`;
  return error;
}

/** Tells an error of what is unpacked from an error of the unpacking. */
class InputError extends Error {}

/** Decompresses what comes in by its first bytes and hands it to the reader of the archive, up to the limits. */
async function feed(
  archive: ReturnType<typeof startTarReader>,
  compressed: AsyncIterable<Uint8Array>,
  what: string,
  onChunk: (chunk: Uint8Array) => void,
): Promise<void> {
  let received = 0;
  async function* counted() {
    try {
      for await (const chunk of compressed) {
        received += chunk.byteLength;
        // The decompressor keeps what it is given until it comes to it.
        yield Buffer.from(chunk);
      }
    } catch (error) {
      throw new InputError('The input failed', { cause: error });
    }
  }
  let wake = () => {};
  archive.on('drain', () => wake());
  archive.on('close', () => wake());
  const chunks = counted();
  try {
    let unpacked = 0;
    for await (const chunk of decompressed(chunks)) {
      unpacked += chunk.byteLength;
      if (unpacked > maxUnpackedBytes)
        throw new OciError('TOO_LARGE', `${what} unpacks to more than ${maxUnpackedBytes} bytes`);
      if (isOverRatio(unpacked, received)) {
        throw new OciError('TOO_LARGE', `${what} unpacks to more than ${maxRatio} times its size`);
      }
      onChunk(chunk);
      // The reader gave up, and knows why.
      if (archive.destroyed) return;
      if (!archive.write(chunk)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    archive.end(undefined);
  } finally {
    // Gives up the input, however far it was read; what it says to that is of no use any more.
    chunks.return(undefined).catch(() => {});
  }
}

async function* decompressed(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Uint8Array> {
  let start = Buffer.alloc(0);
  while (start.byteLength < 4) {
    const { value, done } = await chunks.next();
    if (done) break;
    start = Buffer.concat([start, value]);
  }
  async function* all() {
    if (start.byteLength > 0) yield start;
    yield* chunks;
  }
  const magic = start.toString('hex', 0, 4);
  const decompressor = magic.startsWith('1f8b')
    ? createGunzip({ chunkSize: 256 * 1024 })
    : magic === '28b52ffd'
      ? createZstdDecompress({ chunkSize: 256 * 1024 })
      : undefined;
  if (!decompressor) {
    yield* all();
    return;
  }
  const source = Readable.from(all(), { objectMode: false });
  // Whichever fails or is given up ends the other; whoever reads is told.
  pipeline(source, decompressor, () => {});
  yield* decompressor as AsyncIterable<Uint8Array>;
  // What checks the input does so at its end: nothing may be left unread.
  if (!source.readableEnded) throw new Error('There is something after the end of the compressed archive');
}

/**
 * Writes a file in calls that wait: most files of a tree are small, and for these a call that does not wait takes longer,
 * in line with the decompression.
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

/** Makes the links, and then asks the kernel where each of them leads: their words alone do not tell (GHSA-m37j-52j7-pjw7). */
async function makeLinks(
  links: readonly Link[],
  directory: string,
  fail: (name: string, problem: string) => OciError,
): Promise<void> {
  for (const { path, target } of links) await symlink(target, path);
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
