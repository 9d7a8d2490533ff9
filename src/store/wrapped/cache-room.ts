import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from '../../once.ts';

export interface CacheLimits {
  /** Holds the blobs, as a layout does: `blobs/ALGORITHM/HEX`. It is made when it is needed. */
  directory: string;
  /** Bytes of all blobs together. */
  maxBytes: number;
  /** Milliseconds for which a blob is kept that nobody asks for. */
  maxAge: number;
}

interface Entry {
  path: string;
  size: number;
  time: number;
}

/** What is being written, or was left by a process that is gone: after a day it is removed. */
const maxPartAge = 24 * 60 * 60 * 1000;

const entryName = /^(?:[0-9a-f]{64}|[0-9a-f]{128})(\.[0-9a-f]{12}\.part)?$/;

/** The room that blobs have in a directory; those that were not asked for the longest time make way. */
export function cacheRoom(limits: CacheLimits) {
  const entries = once(() => prune(limits));
  const inUse = new Set<string>();
  return {
    /** Lets a file stay that is read or written in this step. */
    use: (path: string) => void inUse.add(path),
    /** Removes others until there is room for a new file, and lets that stay. */
    async take(path: string, size: number): Promise<void> {
      const known = await entries();
      let total = known.reduce((sum, entry) => sum + entry.size, size);
      while (total > limits.maxBytes) {
        const oldest = known.find((entry) => !inUse.has(entry.path));
        if (oldest === undefined) break;
        known.splice(known.indexOf(oldest), 1);
        total -= oldest.size;
        await rm(oldest.path, { force: true });
      }
      inUse.add(path);
      known.push({ path, size, time: Date.now() });
    },
  };
}

/** Removes what is too old, and lists the rest, the oldest first. */
async function prune({ directory, maxAge }: CacheLimits): Promise<Entry[]> {
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
