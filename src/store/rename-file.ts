import { renameSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCodeOf } from '../errors.ts';

/** How long a file that somebody else has open is waited for; readers and virus scanners are done in far less. */
const patience = 2_000;

/**
 * Renames a file or folder, over a file that is there. On Windows this fails while another process has one of the two open,
 * as virus scanners do with what is new, so it is tried again for a while there.
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
      await delay(20);
    }
  }
}
