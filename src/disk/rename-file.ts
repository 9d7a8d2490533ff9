import { chmodSync, renameSync, statSync } from 'node:fs';
import { isBusy, whenFree } from './when-free.ts';

/**
 * Renames a file or folder, over a file that is there. On Windows this waits for other processes that have one of the
 * two open, and takes the read-only mark from what is replaced, which on other systems is in nobody's way.
 */
export async function renameFile(
  from: string,
  to: string,
  {
    isWindows = process.platform === 'win32',
    move = renameSync,
  }: { isWindows?: boolean; move?: (from: string, to: string) => void } = {},
): Promise<void> {
  const attempt = () => {
    try {
      move(from, to);
    } catch (error) {
      if (!isWindows || !isBusy(error) || !allowWriting(to)) throw error;
      move(from, to);
    }
  };
  await whenFree(attempt, isWindows);
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
