import { setTimeout as delay } from 'node:timers/promises';
import { OciError, systemCodeOf } from '../errors.ts';

/** How long a file that somebody else has open is waited for; readers and virus scanners are done in far less. */
const patience = 2_000;

/**
 * Does something with a file or folder. On Windows this fails while another process has it open, as virus scanners do
 * with what is new, and while it is being removed, so it is tried again for a while there. Fails as the last try does.
 *
 * @see https://github.com/isaacs/node-graceful-fs#improvements-over-fs-module
 */
export async function whenFree<T>(
  attempt: () => T | Promise<T>,
  isWindows: boolean = process.platform === 'win32',
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isWindows || !isBusy(error) || Date.now() > deadline) throw error;
      await delay(20);
    }
  }
}

/** Tells whether an error is, or comes from, one that Windows gives for a file that is open elsewhere, or read-only. */
export function isBusy(error: unknown): boolean {
  return ['EACCES', 'EBUSY', 'EPERM'].includes(systemCodeOf(error instanceof OciError ? error.cause : error));
}
