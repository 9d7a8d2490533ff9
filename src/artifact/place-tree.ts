import type { Stats } from 'node:fs';
import { lstat, mkdir, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { OciError, systemCodeOf } from '../errors.ts';
import { renameFile } from '../store/rename-file.ts';
import { describeFile } from './file-content.ts';

/**
 * Compares a tree with what is at the place where it shall go. Fails with CONFLICT when a folder would take the place of
 * something else or the reverse, and, unless `overwrite` is set, when a file or link is there with other content. Tells
 * whether there is any difference.
 */
export async function compareTree(from: string, to: string, overwrite: boolean): Promise<boolean> {
  const [wanted, found] = [await lstat(from), await lookAt(to)];
  if (found === undefined) return true;
  const name = JSON.stringify(to);
  if (wanted.isDirectory() !== found.isDirectory()) {
    throw new OciError('CONFLICT', `${name} exists and is ${kindOf(found)}, not ${kindOf(wanted)}`);
  }
  if (wanted.isDirectory()) {
    let differs = false;
    for (const entry of await readdir(from)) {
      if (await compareTree(join(from, entry), join(to, entry), overwrite)) differs = true;
    }
    return differs;
  }
  if (await isSame(from, wanted, to, found)) return false;
  if (!overwrite) throw new OciError('CONFLICT', `The file ${name} exists with other content`);
  return true;
}

/** Moves a tree to its place; folders that are there are filled, files and links in them replaced one by one. */
export async function placeTree(from: string, to: string): Promise<void> {
  const found = await lookAt(to);
  if (found?.isDirectory() && (await lstat(from)).isDirectory()) {
    for (const entry of await readdir(from)) await placeTree(join(from, entry), join(to, entry));
    return;
  }
  await mkdir(join(to, '..'), { recursive: true });
  await renameFile(from, to);
}

async function isSame(from: string, wanted: Stats, to: string, found: Stats): Promise<boolean> {
  if (wanted.isSymbolicLink() && found.isSymbolicLink()) return (await readlink(from)) === (await readlink(to));
  if (!wanted.isFile() || !found.isFile() || wanted.size !== found.size) return false;
  if ((wanted.mode & 0o111) !== (found.mode & 0o111)) return false;
  const [one, other] = await Promise.all([from, to].map((path) => describeFile(path, '', 'path')));
  return one?.digest === other?.digest;
}

function kindOf(found: Stats): string {
  return found.isDirectory() ? 'a folder' : found.isSymbolicLink() ? 'a symbolic link' : 'a file';
}

/** Looks at a path without following a link; undefined when nothing is there. */
export async function lookAt(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT' || systemCodeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
