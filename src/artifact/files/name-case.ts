import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathBelow } from '../../disk/paths.ts';
import { foldedPath } from '../../disk/title.ts';

/**
 * Tells whether two names that differ in case are one file where a folder is: always on Windows, mostly on macOS, and
 * seldom on Linux.
 */
export async function ignoresCase(folder: string, isWindows = process.platform === 'win32'): Promise<boolean> {
  if (isWindows) return true;
  const name = basename(folder);
  const swapped = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
  if (swapped === name) return false;
  const [one, other] = await Promise.all(
    [name, swapped].map((inner) => stat(join(dirname(folder), inner)).catch(() => undefined)),
  );
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

/**
 * Writes a path below a folder in the letters that it has on the disk; another path stays as it is.
 *
 * @param names what is in folders that were read before
 */
export async function pathOnDisk(path: string, folder: string, names: Map<string, string[]>): Promise<string> {
  const below = pathBelow(folder, path);
  if (below === undefined) return path;
  let found = folder;
  for (const part of below.split('/')) {
    const there = names.get(found) ?? (await readdir(found).catch(() => []));
    names.set(found, there);
    const own = there.includes(part) ? part : there.find((name) => foldedPath(name) === foldedPath(part));
    found = join(found, own ?? part);
  }
  return found;
}
