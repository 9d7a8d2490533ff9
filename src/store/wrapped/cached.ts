import { constants } from 'node:fs';
import { lstat, mkdir, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Chunks, chunksOf } from '../../chunks.ts';
import { openFile } from '../../disk/open-file.ts';
import { type NewFile, startFile } from '../../disk/write-atomically.ts';
import { messageOf, systemCodeOf } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, partsOf } from '../../oci/digest.ts';
import { isManifestType } from '../../oci/media-types.ts';
import { forwarded } from '../forwarded.ts';
import type { Source } from '../store.ts';
import { verified } from '../verified.ts';
import { type CacheLimits, cacheRoom } from './cache-room.ts';

export interface BlobCacheOptions extends CacheLimits {
  /** Is told of a blob that need not be fetched. */
  onHit: (digest: Digest) => void;
  /** Is told what is wrong with the cache; the content is then fetched as without it. */
  onProblem: (problem: string) => void;
}

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
  const room = cacheRoom(options);
  let isUsable = true;
  const stopUsing = (error: unknown) => {
    if (isUsable) onProblem(`The cache ${directory} is not used: ${systemCodeOf(error) || messageOf(error)}`);
    isUsable = false;
  };
  return forwarded(source, {
    async fetch(descriptor, signal) {
      const { digest, size, mediaType } = descriptor;
      if (isManifestType(mediaType) || size > maxBytes || !isUsable) return source.fetch(descriptor, signal);
      const { algorithm, hex } = partsOf(digest);
      const path = join(directory, 'blobs', algorithm, hex);
      room.use(path);
      const there = await openEntry(path, descriptor, onProblem, signal).catch((error: unknown) => {
        signal?.throwIfAborted();
        stopUsing(error);
      });
      if (there) {
        onHit(digest);
        return there;
      }
      const content = await source.fetch(descriptor, signal);
      if (!isUsable) return content;
      try {
        await room.take(path, size);
        return stored(content, await startEntry(path), stopUsing);
      } catch (error) {
        stopUsing(error);
        return content;
      }
    },
  });
}

/** Opens a blob of the cache; undefined when there is none, or it was not what it should be and was removed. */
async function openEntry(
  path: string,
  descriptor: Descriptor,
  onProblem: BlobCacheOptions['onProblem'],
  signal: AbortSignal | undefined,
): Promise<Chunks | undefined> {
  await refuseLinks(path);
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return undefined;
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
}

/** Reads the first chunk, so that what cannot be opened is known at once. */
async function begun(chunks: Chunks): Promise<Chunks> {
  const iterator = chunks[Symbol.asyncIterator]();
  let first: IteratorResult<Uint8Array> | undefined = await iterator.next();
  const next = async () => {
    const current = first ?? (await iterator.next());
    first = undefined;
    return current;
  };
  return chunksOf(next, () => iterator.return?.());
}

async function startEntry(path: string): Promise<NewFile> {
  const folder = dirname(path);
  await mkdir(join(folder, '../../..'), { recursive: true });
  // What one repository may read is not for all users of the machine.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await refuseLinks(path);
  return startFile(path, 0o600);
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

/**
 * Passes chunks on and writes them into an entry, which counts when the chunks were right to their end. A failure to
 * write is told, and does not stop the chunks.
 */
function stored(chunks: Chunks, entry: NewFile, onFailure: (error: unknown) => void): Chunks {
  const iterator = chunks[Symbol.asyncIterator]();
  let isKept = true;
  const drop = async () => {
    isKept = false;
    await entry.drop().catch(() => {});
  };
  const write = async ({ done, value }: IteratorResult<Uint8Array>) => {
    // Windows does not replace a file that another job reads; that has the same content.
    if (done) await entry.finish().catch(drop);
    else await entry.handle.writeFile(value);
  };
  const next = async () => {
    const current = await iterator.next().catch(async (error: unknown) => {
      await drop();
      throw error;
    });
    if (!isKept) return current;
    await write(current).catch(async (error: unknown) => {
      await drop();
      onFailure(error);
    });
    return current;
  };
  return chunksOf(next, async () => {
    await drop();
    await iterator.return?.();
  });
}
