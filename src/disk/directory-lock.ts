import { open, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { OciError, systemCodeOf } from '../errors.ts';
import { whenFree } from './when-free.ts';

/** Whoever holds a lock touches it more often than that; one that is older was left by a process that is gone. */
const staleAfter = 30_000;

/** How long we wait for the others: ten jobs at a time are done in far less. */
const defaultPatience = 60_000;

/**
 * Does `work` while this process holds the lock file; fails with INVALID_INPUT when others keep it.
 *
 * @param patience milliseconds to wait for them
 */
export async function withLock<T>(
  path: string,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
  patience = defaultPatience,
): Promise<T> {
  const deadline = Date.now() + patience;
  while (!(await createFile(path))) {
    await removeStale(path);
    if (Date.now() > deadline) {
      throw new OciError(
        'INVALID_INPUT',
        `The lock ${path} was held by other processes for ${patience / 1000} seconds`,
      );
    }
    await delay(10 + Math.random() * 40);
    signal?.throwIfAborted();
  }
  const touch = () => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  };
  const touching = setInterval(touch, staleAfter / 3).unref();
  try {
    return await work();
  } finally {
    clearInterval(touching);
    await rm(path, { force: true });
  }
}

/** Makes a file that is not there yet; tells whether it did. */
async function createFile(path: string): Promise<boolean> {
  try {
    // Windows denies the name of a file that is about to be gone.
    const file = await whenFree(() => open(path, 'wx'));
    await file.close();
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a lock that was left behind. Several processes may find it at once: the one that makes the mark of just this
 * lock removes it, and looks again before, so that nobody removes the lock of the next holder.
 */
async function removeStale(path: string): Promise<void> {
  const lock = await identityOf(path);
  if (lock === undefined || Date.now() - lock.time < staleAfter) return;
  const mark = `${path}.${lock.name}`;
  if (!(await createFile(mark))) return;
  try {
    if ((await identityOf(path))?.name === lock.name) await rm(path, { force: true });
  } finally {
    await rm(mark, { force: true });
  }
}

async function identityOf(path: string): Promise<{ name: string; time: number } | undefined> {
  try {
    const { ino, mtimeMs } = await stat(path);
    return { name: `${ino}-${Math.trunc(mtimeMs)}`, time: mtimeMs };
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
