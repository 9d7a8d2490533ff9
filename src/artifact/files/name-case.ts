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
  const swappedOf = (name: string) => (name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase());
  // A name without letters tells nothing: then one in the folder does.
  const inner = swappedOf(basename(folder)) === basename(folder) ? await readdir(folder).catch(() => []) : [];
  const path = [folder, ...inner.map((name) => join(folder, name))].find(
    (one) => swappedOf(basename(one)) !== basename(one),
  );
  if (path === undefined) return false;
  const [one, other] = await Promise.all(
    [path, join(dirname(path), swappedOf(basename(path)))].map((each) => stat(each).catch(() => undefined)),
  );
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

/** Longer than any path; the order of a million accents takes minutes, and titles come from anybody. */
const maxLength = 4096;

/**
 * One form of a name that Unicode can write in two: macOS and what was packed there often have `é` in two characters,
 * and keyboards write one. On Linux and Windows these are two names.
 */
export function composed(path: string): string {
  return path.length > maxLength ? path : path.normalize('NFC');
}

/** Writes a path below a folder, or the folders a pattern begins with, in the Unicode form that they have on the disk. */
export async function inFormOnDisk(path: string, folder: string): Promise<string> {
  return /^\p{ASCII}*$/u.test(path) ? path : pathOnDisk(path, folder, new Map(), composed);
}

/**
 * Writes a path below a folder in the letters that it has on the disk; another path stays as it is.
 *
 * @param names what is in folders that were read before
 * @param form makes two names equal that are one
 */
export async function pathOnDisk(
  path: string,
  folder: string,
  names: Map<string, string[]>,
  form: (name: string) => string = foldedPath,
): Promise<string> {
  const below = pathBelow(folder, path);
  if (below === undefined) return path;
  let found = folder;
  for (const part of below.split('/')) {
    const there = names.get(found) ?? (await readdir(found).catch(() => []));
    names.set(found, there);
    const own = there.includes(part) ? part : there.find((name) => form(name) === form(part));
    found = join(found, own ?? part);
  }
  return found;
}
