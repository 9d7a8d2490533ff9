import { chmodSync, renameSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCodeOf } from '../errors.ts';

/** How long a file that somebody else has open is waited for; readers and virus scanners are done in far less. */
const patience = 2_000;

/**
 * Renames a file or folder, over a file that is there. On Windows this fails while another process has one of the two
 * open, as virus scanners do with what is new, so it is tried again for a while there. It also fails there over a file
 * that is read-only, which on other systems says nothing of its place, so that it loses this mark first.
 *
 * @see https://github.com/isaacs/node-graceful-fs#improvements-over-fs-module
 */
export async function renameFile(
  from: string,
  to: string,
  {
    isWindows = process.platform === 'win32',
    move = renameSync,
  }: { isWindows?: boolean; move?: (from: string, to: string) => void } = {},
): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return move(from, to);
    } catch (error) {
      const isBusy = isWindows && ['EACCES', 'EBUSY', 'EPERM'].includes(systemCodeOf(error));
      if (!isBusy || Date.now() > deadline) throw error;
      if (allowWriting(to)) continue;
      await delay(20);
    }
  }
}

/** Takes the mark from a file that is read-only; tells whether there was one. */
function allowWriting(path: string): boolean {
  try {
    const found = statSync(path);
    if (!found.isFile() || (found.mode & 0o200) !== 0) return false;
    chmodSync(path, found.mode | 0o200);
    return true;
  } catch {
    return false;
  }
}
