import { constants } from 'node:fs';
import { mkdir, open, realpath, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { extract } from 'tar-stream';
import { OciError } from '../errors.ts';
import { type Digest, startHash } from '../oci/digest.ts';
import type { Symlinks } from './list-directory.ts';
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

/** An archive of manifests or of a program has far less; more would fill the disk of a hosted runner. */
const maxBytes = 10 * 1024 ** 3;
const maxEntries = 100_000;
/** Deflate reaches 1,032 to 1; texts come to 20. Small archives of zeros may pass. */
const maxRatio = 200;
const minBytesForRatio = 256 * 1024 ** 2;

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
  const archive = extract();
  const pump = feed(archive, compressed, what, (chunk) => hash?.update(chunk));
  const seen = new Map<string, 'file' | 'directory' | 'link'>();
  const links: { path: string; name: string; target: string }[] = [];
  const folders = new Set<string>([directory]);
  const makeFolder = async (path: string) => {
    if (folders.has(path)) return;
    await mkdir(path, { recursive: true });
    for (let made = path; !folders.has(made); made = dirname(made)) folders.add(made);
  };

  try {
    for await (const entry of archive) {
      signal.throwIfAborted();
      const { name: rawName, type, mode = 0, linkname } = entry.header;
      const name = rawName.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '') || '.';
      if (seen.size >= maxEntries) throw fail(name, `is one more than the ${maxEntries} that are unpacked`);
      const isRoot = name === title;
      if (!isRoot && title !== '.' && !name.startsWith(`${title}/`))
        throw fail(name, `is not in ${JSON.stringify(title)}`);
      const problem = isRoot && title === '.' ? undefined : problemOfTitle(name);
      if (problem) throw fail(name, problem);
      const kind = type === 'symlink' ? 'link' : type === 'file' || type === 'contiguous-file' ? 'file' : type;
      if (kind !== 'file' && kind !== 'directory' && kind !== 'link') throw fail(name, `is a ${type}: refused`);
      const key = foldedPath(name);
      const before = seen.get(key);
      if (before !== undefined && (before !== 'directory' || kind !== 'directory')) throw fail(name, 'is there twice');
      if (isRoot && kind !== 'directory') throw fail(name, 'should be the directory itself');
      seen.set(key, kind);
      const path = join(directory, name);
      if (kind === 'directory') {
        await makeFolder(path);
        entry.resume();
      } else if (kind === 'link') {
        if (symlinks === 'error') throw fail(name, 'is a symbolic link, and the input symlinks is error');
        const target = linkname ?? '';
        if (target === '' || isAbsolute(target) || /[\\\0]|^[A-Za-z]:/.test(target))
          throw fail(name, 'is a link to an absolute path');
        links.push({ path, name, target });
        entry.resume();
      } else {
        await makeFolder(dirname(path));
        await writeFile(path, entry as AsyncIterable<Uint8Array>, (mode & 0o111) !== 0, signal);
      }
    }
    await pump;
  } catch (error) {
    archive.destroy();
    // The reason why nothing more came is the first cause, if there is one.
    await pump.catch((cause: unknown) => {
      if (cause instanceof OciError) throw cause;
    });
    signal.throwIfAborted();
    throw error instanceof OciError
      ? error
      : new OciError('ARTIFACT', `${what} is no readable archive`, { cause: error });
  }
  const actual = hash?.finish();
  if (actual !== contentDigest) {
    throw new OciError('INTEGRITY', `${what} should unpack to an archive of ${contentDigest}, but it is ${actual}`);
  }
  await makeLinks(links, directory, symlinks, makeFolder, fail);
}

/** Decompresses what comes in by its first bytes and hands it to the reader of the archive, up to the limits. */
async function feed(
  archive: ReturnType<typeof extract>,
  compressed: AsyncIterable<Uint8Array>,
  what: string,
  onChunk: (chunk: Uint8Array) => void,
): Promise<void> {
  let received = 0;
  async function* counted(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      received += chunk.byteLength;
      // The decompressor keeps what it is given until it comes to it.
      yield Buffer.from(chunk);
    }
  }
  try {
    let unpacked = 0;
    for await (const chunk of decompressed(counted(compressed))) {
      unpacked += chunk.byteLength;
      if (unpacked > maxBytes) throw new OciError('TOO_LARGE', `${what} unpacks to more than ${maxBytes} bytes`);
      if (unpacked > minBytesForRatio && unpacked > received * maxRatio) {
        throw new OciError('TOO_LARGE', `${what} unpacks to more than ${maxRatio} times its size`);
      }
      onChunk(chunk);
      if (!archive.write(chunk))
        await new Promise<void>((resume, reject) => {
          archive.once('drain', () => resume());
          archive.once('close', () => reject(new Error('The archive was closed')));
        });
    }
    archive.end(undefined);
  } catch (error) {
    archive.destroy(error as Error);
    throw error;
  }
}

async function* decompressed(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { value: first, done } = await chunks.next();
  if (done) return;
  async function* all() {
    yield first;
    yield* chunks;
  }
  const magic = Buffer.from(first.subarray(0, 4)).toString('hex');
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
  // An error of the source is the first cause; the decompressor would only say that its input ended.
  source.once('error', (error) => decompressor.destroy(error));
  yield* source.pipe(decompressor) as AsyncIterable<Uint8Array>;
}

async function writeFile(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  isExecutable: boolean,
  signal: AbortSignal,
): Promise<void> {
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
  // Owner and special bits of the archive mean nothing here; the umask of the runner holds.
  const file = await open(path, flags, isExecutable ? 0o777 : 0o666);
  try {
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
}

/** Makes the links, and then asks the kernel where each of them leads: their words alone do not tell (GHSA-m37j-52j7-pjw7). */
async function makeLinks(
  links: readonly { path: string; name: string; target: string }[],
  directory: string,
  symlinks: Symlinks,
  makeFolder: (path: string) => Promise<void>,
  fail: (name: string, problem: string) => OciError,
): Promise<void> {
  if (links.length > 0 && symlinks === 'follow') {
    throw fail(links[0]?.name ?? '', 'is a symbolic link; a pull keeps links or refuses them, it cannot follow them');
  }
  // All folders before the first link: nothing is made through a link either.
  for (const { path } of links) await makeFolder(dirname(path));
  for (const { path, target } of links) await symlink(target, path);
  const root = await realpath(directory);
  for (const { path, name, target } of links) {
    const real = await realpath(path).catch(() => undefined);
    const inner = real === undefined ? '..' : relative(root, real);
    if (inner.split(sep)[0] === '..' || isAbsolute(inner)) {
      throw fail(name, `is a link to ${JSON.stringify(target)}, which is not inside the directory`);
    }
  }
}
