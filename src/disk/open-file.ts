import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { OpenContent } from '../chunks.ts';
import { OciError, systemCodeOf } from '../errors.ts';

/**
 * Measured: a push of large files takes 10 % longer with a quarter of it, for each read is a trip to the thread pool.
 */
const readSize = 1024 * 1024;

/**
 * Up to this size a file is read in one go, and while the process waits: that takes a tenth of the time of four trips
 * to the thread pool and three large buffers.
 */
const smallFile = 64 * 1024;

/** A pipe that nobody writes to would keep the process for ever; so it is empty. Windows has no such flag. */
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Makes an opener of a file. The file is opened when the first byte is asked for: what nobody reads holds nothing open.
 * Three buffers take turns, so that reading goes on while a chunk is used, and memory does not grow with the file.
 *
 * @param flags of the system for opening it, beside O_RDONLY
 */
export function openFile(path: string, signal?: AbortSignal, flags = 0): OpenContent {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    signal?.throwIfAborted();
    const small = readSmallFile(path, { flags });
    if (small) {
      if (small.bytes.byteLength > 0) yield small.bytes;
      return;
    }
    const file = await open(path, readOnly | flags).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    let reading: Promise<unknown> | undefined;
    try {
      // Of a file that is smaller, one read takes all.
      const bufferSize = Math.min(readSize, Math.max(fstatSync(file.fd).size, smallFile));
      const buffers = [0, 1, 2].map(() => Buffer.allocUnsafeSlow(bufferSize));
      const read = (turn: number) => {
        const next = file.read(buffers[turn % 3] as Buffer, 0, bufferSize, null);
        // Its failure is seen when its turn has come, or not at all.
        next.catch(() => {});
        reading = next;
        return next;
      };
      let current = read(0);
      for (let turn = 1; ; turn += 1) {
        signal?.throwIfAborted();
        const { bytesRead, buffer } = await current.catch((error: unknown) => {
          throw unreadable(path, error);
        });
        if (bytesRead === 0) return;
        current = read(turn);
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await reading?.catch(() => {});
      await file.close();
    }
  }
  return async () => chunks();
}

/** Memory for `readSmallFile`: a byte more than the content, by which a file is known that grows. */
export function smallFileBuffer(): Buffer {
  return Buffer.allocUnsafeSlow(smallFile + 1);
}

/**
 * Reads a small file and its mode; undefined for one that is not small, or grows meanwhile. Fails with INVALID_INPUT
 * when it cannot be read.
 *
 * @param into where to put it: a `smallFileBuffer`; without it, new memory is taken
 */
export function readSmallFile(
  path: string,
  { flags = 0, into }: { flags?: number; into?: Buffer } = {},
): { bytes: Buffer; mode: number } | undefined {
  try {
    const file = openSync(path, readOnly | flags);
    try {
      const found = fstatSync(file);
      if (!found.isFile() || found.size > smallFile) return undefined;
      const most = found.size + 1;
      const bytes = into ?? Buffer.allocUnsafe(most);
      let filled = 0;
      for (let count = -1; count !== 0 && filled < most; filled += count) {
        count = readSync(file, bytes, filled, most - filled, null);
      }
      return filled > found.size ? undefined : { bytes: bytes.subarray(0, filled), mode: found.mode };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Without a code of ours, a failed read in the middle of an upload would pass for a broken connection. */
function unreadable(path: string, cause: unknown): OciError {
  return new OciError('INVALID_INPUT', `The file ${JSON.stringify(path)} cannot be read: ${systemCodeOf(cause)}`, {
    cause,
  });
}
