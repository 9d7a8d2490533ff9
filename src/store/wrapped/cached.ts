import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Chunks } from '../../chunks.ts';
import { openFile } from '../../disk/open-file.ts';
import { renameFile } from '../../disk/rename-file.ts';
import { messageOf, systemCodeOf } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, partsOf } from '../../oci/digest.ts';
import { isManifestType } from '../../oci/media-types.ts';
import { forwarded } from '../forwarded.ts';
import type { Source } from '../store.ts';
import { verified } from '../verified.ts';

export interface BlobCacheOptions {
  /** Holds the blobs, as a layout does: `blobs/ALGORITHM/HEX`. It is made when it is needed. */
  directory: string;
  /** Bytes of all blobs together. */
  maxBytes: number;
  /** Milliseconds for which a blob is kept that nobody asks for. */
  maxAge: number;
  /** Is told of a blob that need not be fetched. */
  onHit: (digest: Digest) => void;
  /** Is told what is wrong with the cache; the content is then fetched as without it. */
  onProblem: (problem: string) => void;
}

interface Entry {
  path: string;
  size: number;
  time: number;
}

/** What is being written, or was left by a process that is gone: after a day it is removed. */
const maxPartAge = 24 * 60 * 60 * 1000;

const entryName = /^(?:[0-9a-f]{64}|[0-9a-f]{128})(\.[0-9a-f]{12}\.part)?$/;

/** A planted link, or a pipe that nobody writes to, must not be opened; Windows has neither flag. */
const safely = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * A source whose blobs are kept in a directory and taken from there the next time. The directory is not trusted, others
 * may write to it: a blob counts when it has its digest, and is removed when it has not. Manifests are always asked
 * for, so that who may not read an artifact does not get it from here. Whatever is wrong with the cache, the content
 * comes.
 */
export function cached(source: Source, options: BlobCacheOptions): Source {
  const { directory, maxBytes, onHit, onProblem } = options;
  let entries: Promise<Entry[]> | undefined;
  let isUsable = true;
  // What is read now, or was just written, is not removed.
  const inUse = new Set<string>();

  const giveUp = (error: unknown) => {
    if (isUsable) onProblem(`The cache ${directory} is not used: ${systemCodeOf(error) || messageOf(error)}`);
    isUsable = false;
  };

  /** Removes the blobs that were not asked for the longest time, until there is room. */
  const makeRoom = async (size: number): Promise<void> => {
    entries ??= prune(options);
    const known = await entries;
    let total = known.reduce((sum, entry) => sum + entry.size, size);
    while (total > maxBytes) {
      const oldest = known.find(({ path }) => !inUse.has(path));
      if (oldest === undefined) return;
      known.splice(known.indexOf(oldest), 1);
      total -= oldest.size;
      await rm(oldest.path, { force: true });
    }
  };

  const open = async (descriptor: Descriptor, signal: AbortSignal | undefined): Promise<Chunks | undefined> => {
    const path = pathOf(directory, descriptor.digest);
    await refuseLinks(path);
    const found = await lstat(path).catch(() => undefined);
    if (found === undefined) return undefined;
    inUse.add(path);
    const read = async () => verified(await openFile(path, signal, safely)(), descriptor);
    const now = new Date();
    // What is in use stays; where this is not allowed, it only goes sooner.
    if (found.isFile()) await utimes(path, now, now).catch(() => {});
    try {
      if (!found.isFile()) throw new Error('it is not a file');
      // Whoever reads uses what comes, so all of it must be known to be right before the first byte.
      for await (const _ of await read());
      // Another job may remove it now, but not from whoever has it open.
      return await begun(await read());
    } catch (error) {
      signal?.throwIfAborted();
      onProblem(`${descriptor.digest} was dropped from the cache: ${messageOf(error)}`);
      await rm(path, { recursive: true, force: true });
      return undefined;
    }
  };

  return forwarded(source, {
    async fetch(descriptor, signal) {
      const { digest, size, mediaType } = descriptor;
      if (isManifestType(mediaType) || size > maxBytes || !isUsable) return source.fetch(descriptor, signal);
      const there = await open(descriptor, signal).catch((error: unknown) => {
        signal?.throwIfAborted();
        giveUp(error);
      });
      if (there) {
        onHit(digest);
        return there;
      }
      const content = await source.fetch(descriptor, signal);
      if (!isUsable) return content;
      const path = pathOf(directory, digest);
      try {
        await makeRoom(size);
        const entry = await startEntry(path, giveUp);
        inUse.add(path);
        (await entries)?.push({ path, size, time: Date.now() });
        return kept(content, entry);
      } catch (error) {
        giveUp(error);
        return content;
      }
    },
  });
}

/** Reads the first chunk, so that what cannot be opened is known at once. */
async function begun(chunks: Chunks): Promise<Chunks> {
  const iterator = chunks[Symbol.asyncIterator]();
  let first: IteratorResult<Uint8Array> | undefined = await iterator.next();
  const result: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => result,
    async next() {
      const next = first ?? (await iterator.next());
      first = undefined;
      return next;
    },
    async return() {
      await iterator.return?.();
      return { done: true, value: undefined };
    },
  };
  return result;
}

function pathOf(directory: string, digest: Digest): string {
  const { algorithm, hex } = partsOf(digest);
  return join(directory, 'blobs', algorithm, hex);
}

/** Removes what is too old, and lists the rest, the oldest first. */
async function prune({ directory, maxAge }: BlobCacheOptions): Promise<Entry[]> {
  const entries: Entry[] = [];
  // Without following links: what is found below is removed.
  const names = await readdir(join(directory, 'blobs'), { recursive: true, withFileTypes: true }).catch(() => []);
  for (const { name, parentPath } of names) {
    const [isEntry, part] = entryName.exec(name) ?? [];
    if (isEntry === undefined) continue;
    const path = join(parentPath, name);
    const found = await lstat(path).catch(() => undefined);
    if (!found?.isFile()) continue;
    if (Date.now() - found.mtimeMs > (part === undefined ? maxAge : maxPartAge)) await rm(path, { force: true });
    else entries.push({ path, size: found.size, time: found.mtimeMs });
  }
  return entries.sort((a, b) => a.time - b.time);
}

/** A blob on its way into the cache; none of its functions fails. */
interface NewEntry {
  write: (chunk: Uint8Array) => Promise<void>;
  finish: () => Promise<void>;
  drop: () => Promise<void>;
}

async function startEntry(path: string, onProblem: (error: unknown) => void): Promise<NewEntry> {
  const folder = dirname(path);
  await mkdir(join(folder, '../../..'), { recursive: true });
  // What one repository may read is not for all users of the machine.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await refuseLinks(path);
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  const file = await open(temporary, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  let isOpen = true;
  const drop = async () => {
    if (!isOpen) return;
    isOpen = false;
    await file.close().catch(() => {});
    await rm(temporary, { force: true }).catch(() => {});
  };
  const attempt = async (work: () => Promise<void>) => {
    if (!isOpen) return;
    try {
      await work();
    } catch (error) {
      await drop();
      onProblem(error);
    }
  };
  return {
    write: (chunk) => attempt(() => file.writeFile(chunk)),
    finish: () =>
      attempt(async () => {
        await file.close();
        // Windows does not replace a file that another job reads; that has the same content.
        await renameFile(temporary, path).catch(() => rm(temporary, { force: true }));
        isOpen = false;
      }),
    drop,
  };
}

/** Fails when one of the three folders above an entry is a link, which could lead anywhere. */
async function refuseLinks(path: string): Promise<void> {
  let folder = path;
  for (let depth = 0; depth < 3; depth += 1) {
    folder = dirname(folder);
    const found = await lstat(folder).catch(() => undefined);
    if (found && !found.isDirectory()) throw new Error(`${folder} is not a folder`);
  }
}

/** Passes chunks on and writes them into an entry, which counts when the chunks were right to their end. */
function kept(chunks: Chunks, entry: NewEntry): Chunks {
  const iterator = chunks[Symbol.asyncIterator]();
  const result: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => result,
    async next() {
      try {
        const next = await iterator.next();
        if (next.done) await entry.finish();
        else await entry.write(next.value);
        return next;
      } catch (error) {
        await entry.drop();
        throw error;
      }
    },
    async return() {
      await entry.drop();
      await iterator.return?.();
      return { done: true, value: undefined };
    },
  };
  return result;
}
