import { closeSync, constants, openSync, readSync, type Stats } from 'node:fs';
import { cp, link, lstat, mkdir, readdir, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { messageOf, OciError, systemCodeOf } from '../errors.ts';
import { lookAt } from './look-at.ts';
import { renameFile } from './rename-file.ts';

/**
 * Compares a tree with what is at the place where it shall go. Fails with CONFLICT when a folder would take the place
 * of something else or the reverse, and, unless `overwrite` is set, when a file or link is there with other content.
 * Tells whether there is any difference.
 */
export async function compareTree(
  from: string,
  to: string,
  overwrite: boolean,
  signal?: AbortSignal,
): Promise<boolean> {
  signal?.throwIfAborted();
  const [wanted, found] = [await lstat(from), lookAt(to)];
  if (found === undefined) return true;
  const name = JSON.stringify(to);
  if (wanted.isDirectory() !== found.isDirectory()) {
    throw new OciError('CONFLICT', `${name} exists and is ${kindOf(found)}, not ${kindOf(wanted)}`);
  }
  if (wanted.isDirectory()) {
    let differs = false;
    for (const entry of await readdir(from)) {
      if (await compareTree(join(from, entry), join(to, entry), overwrite, signal)) differs = true;
    }
    return differs;
  }
  if (await isSame(from, wanted, to, found, signal)) return false;
  if (!overwrite) throw new OciError('CONFLICT', `The file ${name} exists with different content`);
  return true;
}

/** A file, link or folder that is to get its place. */
export interface Move {
  from: string;
  to: string;
}

/**
 * Moves trees and files to their places; folders that are there are filled, files and links in them replaced one by
 * one. When one cannot be moved, all that were are moved back, and it fails with CONFLICT.
 *
 * @param aside a folder on the same disk that is not there yet, for what is replaced; it is gone in the end, unless
 * something cannot be moved back or removed, which the error says
 */
export async function placeTrees(moves: readonly Move[], aside: string): Promise<void> {
  const undo: Move[] = [];
  const removeAside = () => rm(aside, { recursive: true, force: true });
  try {
    for (const move of moves) await place(move, aside, undo);
  } catch (error) {
    let kept = '';
    for (const { from, to } of undo.reverse()) {
      await renameFile(from, to).catch(() => {
        kept = `not all files could be moved back: what was replaced is in ${JSON.stringify(aside)}`;
      });
    }
    // Windows removes no name of a file that somebody has open, and that may be why it fails.
    if (kept === '') {
      await removeAside().catch(() => {
        kept = `the folder ${JSON.stringify(aside)} could not be removed`;
      });
    }
    if (kept === '') throw error;
    throw new OciError('CONFLICT', `${messageOf(error)}; ${kept}`, { cause: error });
  }
  await removeAside().catch((error: unknown) => {
    const what = `All is in place, but the folder ${JSON.stringify(aside)} with what was replaced could not be removed`;
    throw new OciError('CONFLICT', `${what}: ${messageOf(error)}`, { cause: error });
  });
}

async function place({ from, to }: Move, aside: string, undo: Move[]): Promise<void> {
  const found = lookAt(to);
  if (found?.isDirectory() && (await lstat(from)).isDirectory()) {
    for (const entry of await readdir(from)) await place({ from: join(from, entry), to: join(to, entry) }, aside, undo);
    return;
  }
  try {
    await mkdir(join(to, '..'), { recursive: true });
    const old = found && (await keepAside(to, aside, undo.length));
    await renameFile(from, to);
    undo.push(old === undefined ? { from: to, to: from } : { from: old, to });
  } catch (error) {
    const code = systemCodeOf(error);
    const topic = ['EACCES', 'EBUSY', 'EPERM'].includes(code) ? 'file-in-use' : undefined;
    throw new OciError('CONFLICT', `The file ${JSON.stringify(to)} cannot be put in place: ${code}`, {
      cause: error,
      topic,
    });
  }
}

/** Gives a file a second name, so that it can come back, and stays where it is until another takes its place. */
async function keepAside(path: string, aside: string, number: number): Promise<string> {
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const old = join(aside, String(number));
  // Not every file system has links.
  await link(path, old).catch(() => cp(path, old, { verbatimSymlinks: true, preserveTimestamps: true }));
  return old;
}

async function isSame(
  from: string,
  wanted: Stats,
  to: string,
  found: Stats,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (wanted.isSymbolicLink() && found.isSymbolicLink()) return (await readlink(from)) === (await readlink(to));
  if (!wanted.isFile() || !found.isFile() || wanted.size !== found.size) return false;
  if ((wanted.mode & 0o111) !== (found.mode & 0o111)) return false;
  for (const isEqual of comparePieces(from, to)) {
    if (!isEqual) return false;
    // Nothing below waits for anything: without this, a cancellation would not be heard.
    await setImmediate();
    signal?.throwIfAborted();
  }
  return true;
}

const pieceSize = 64 * 1024;
const piecesAtOnce = 128;

/**
 * Compares two files in calls that wait, as others take ten times as long for the many small files of a tree. Tells
 * after some pieces whether they are equal so far, and nothing at the end. What cannot be read is not equal.
 */
function* comparePieces(one: string, other: string): Generator<boolean> {
  const files: number[] = [];
  const pieces = [one, other].map(() => Buffer.allocUnsafe(pieceSize));
  try {
    for (const path of [one, other]) files.push(openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
    for (let count = 1; ; count += 1) {
      const [left, right] = pieces.map((piece, index) => piece.subarray(0, readSync(files[index] as number, piece)));
      if (!left?.equals(right as Buffer)) yield false;
      else if (left.byteLength === 0) return;
      if (count % piecesAtOnce === 0) yield true;
    }
  } catch {
    yield false;
  } finally {
    for (const file of files) closeSync(file);
  }
}

function kindOf(found: Stats): string {
  return found.isDirectory() ? 'a folder' : found.isSymbolicLink() ? 'a symbolic link' : 'a file';
}
