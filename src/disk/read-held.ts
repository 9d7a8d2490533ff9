import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { type ErrorFacts, OciError, systemCodeOf, type Topic } from '../errors.ts';
import { formatBytes } from '../format-bytes.ts';
import { didYouMean } from '../near-path.ts';
import { type Held, heldTo } from './held-to.ts';

export interface ReadHeldOptions extends Held {
  /** Bytes. */
  limit: number;
  /** Makes the error of what is wrong: `is larger than …`. */
  fail: (what: string, facts?: ErrorFacts) => OciError;
}

/** Makes the error of what is wrong with a file that an input names; messages name it as it was typed. */
export function failNamed(input: string, path: string, topic?: Topic): ReadHeldOptions['fail'] {
  const what = `The file ${JSON.stringify(path)} of the input ${input}`;
  return (problem, facts) =>
    new OciError('INVALID_INPUT', `${what} ${problem}`, { ...(topic ? { topic } : {}), ...facts });
}

/** Reads a file that an input names, from the folder that it is held to, as `readHeld` does. Fails with INVALID_INPUT. */
export function readNamedFile(
  input: string,
  path: string,
  { topic, ...held }: Held & { limit: number; topic?: Topic },
): Buffer {
  return readHeld(resolve(held.folder, path), { ...held, fail: failNamed(input, path, topic) });
}

/** A pipe that nobody writes to would keep the process for ever. Windows has neither flag. */
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * Reads a regular file that an input names, in calls that wait. Fails with what `fail` makes of the reason when it
 * cannot be read, is not a file, is larger than the limit, changes meanwhile, or is not held to its folder (see
 * `heldTo`).
 */
export function readHeld(path: string, { folder, symlinks, limit, fail }: ReadHeldOptions): Buffer {
  const problemOf = heldTo({ folder, symlinks });
  let file: number | undefined;
  try {
    const real = realpathSync.native(path);
    // Before it is opened: to open some devices does something already.
    const problem = problemOf(path, real);
    if (problem !== undefined) throw fail(problem.what, problem);
    file = openSync(real, readOnly);
    const found = fstatSync(file);
    if (found.isDirectory()) throw fail('cannot be read: EISDIR');
    if (!found.isFile()) throw fail('is not a regular file');
    // A link may have taken the place of a folder since then: what is read is what was opened, so that is what is
    // judged.
    const changed = problemOf(path, placeOf(file, found, real));
    if (changed !== undefined) throw fail(changed.what, changed);
    if (found.size > limit) throw fail(`is larger than ${formatBytes(limit)}`);
    const bytes = readWhole(file, found.size);
    const after = fstatSync(file);
    if (bytes.byteLength !== found.size || after.mtimeMs !== found.mtimeMs || after.size !== found.size) {
      throw fail('changed while it was read');
    }
    return bytes;
  } catch (error) {
    if (error instanceof OciError) throw error;
    const code = systemCodeOf(error);
    if (code === 'ENOENT') {
      throw fail(`does not exist${didYouMean(path, folder)}`, { cause: error, topic: 'missing-file' });
    }
    throw fail(`cannot be read: ${code}`, { cause: error });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Reads a file as `readHeld` does; undefined when there is none. */
export function readHeldIfThere(path: string, options: ReadHeldOptions): Buffer | undefined {
  try {
    statSync(path);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    // To say what else is wrong is left to reading.
  }
  return readHeld(path, options);
}

/** The real path of an open file: Linux knows it; elsewhere the path must still lead to the same file. */
function placeOf(file: number, found: Stats, path: string): string {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/self/fd/${file}`);
    } catch {
      // There is no /proc.
    }
  }
  if (lstatSync(path).ino !== found.ino) throw Object.assign(new Error('Another file'), { code: 'ESTALE' });
  return realpathSync.native(path);
}

/** Reads a byte more than the size at most, by which a file is known that grows. */
function readWhole(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size + 1);
  let filled = 0;
  for (let count = -1; count !== 0 && filled < bytes.byteLength; filled += count) {
    count = readSync(file, bytes, filled, bytes.byteLength - filled, null);
  }
  return bytes.subarray(0, filled);
}
