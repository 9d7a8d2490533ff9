import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { mkdir, realpath, symlink } from 'node:fs/promises';
import { isAbsolute, join, posix } from 'node:path';
import { climbsThroughLink } from '../../disk/climbs-through-link.ts';
import type { Symlinks } from '../../disk/held-to.ts';
import { type Link, linksInOrder } from '../../disk/links-in-order.ts';
import { pathBelow } from '../../disk/paths.ts';
import { foldedPath, problemOfTitle, problemOnThisSystem } from '../../disk/title.ts';
import { OciError, type Topic } from '../../errors.ts';
import { maxArchiveEntries } from './archive-limits.ts';
import type { EntryKind, ReadEntry } from './read-tar.ts';

/** What stands in a tree: an entry of an archive, or a file that is in memory. */
export interface TreeEntry extends Pick<ReadEntry, 'name' | 'kind' | 'problem' | 'mode'> {
  target?: string;
  content: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface WriteTreeOptions {
  /** An existing, empty directory that nobody else writes to. */
  directory: string;
  /** Name of the directory that all entries must be in; `.` for none. */
  title: string;
  /** What the tree is called in messages. */
  what: string;
  symlinks: Symlinks;
  /** The most entries, folders that are only in their names included. Default: those that a push takes. */
  maxEntries?: number;
  signal: AbortSignal;
}

interface NamedLink extends Link {
  /** In the tree. */
  name: string;
}

type Fail = (name: string, problem: string, topic?: Topic) => OciError;

/**
 * Writes a tree into a fresh directory. Only files, folders and links that stay inside are taken; links are made last,
 * so that nothing is written through one. Fails with ARTIFACT for anything else; then the directory is to be thrown
 * away.
 */
export async function writeTree(
  entries: AsyncIterable<TreeEntry>,
  { directory, title, what, symlinks, maxEntries = maxArchiveEntries, signal }: WriteTreeOptions,
): Promise<void> {
  const fail: Fail = (name, problem, topic) =>
    new OciError('ARTIFACT', `${what} has an entry ${JSON.stringify(name)} that ${problem}`, { topic });
  const { addFolder, note } = createNames(directory, maxEntries, fail);
  const links: NamedLink[] = [];
  let count = 0;
  try {
    for await (const entry of entries) {
      const name = entry.name.replace(/^(?:\.\/)+/, '').replace(/(?<!\/)\/+$/, '') || '.';
      count += 1;
      if (count > maxEntries) throw fail(name, tooMany(maxEntries));
      const problem = problemOfEntry(name, entry, title);
      const { kind } = entry;
      if (problem !== undefined || kind === undefined) throw fail(name, problem ?? entry.problem ?? '');
      if (kind === 'directory') {
        await addFolder(name);
        continue;
      }
      await addFolder(posix.dirname(name));
      note(name, kind);
      const path = join(directory, name);
      if (kind === 'link') links.push({ path, name, target: checkedTarget(name, entry.target, symlinks, fail) });
      else await writeFile(path, entry.content(), (entry.mode & 0o111) !== 0, signal);
    }
    await makeLinks(links, join(directory, title), fail);
  } catch (error) {
    signal.throwIfAborted();
    if (Error.isError(error) && 'syscall' in error) error.message = `${what} cannot be unpacked: ${error.message}`;
    throw error;
  }
}

const tooMany = (most: number) => `exceeds the limit of ${most} entries`;

/** Says what speaks against an entry whatever else there is; `title` is the name of the directory. */
function problemOfEntry(name: string, { kind }: TreeEntry, title: string): string | undefined {
  const isRoot = name === title;
  if (!isRoot && title !== '.' && !name.startsWith(`${title}/`)) return `is not in ${JSON.stringify(title)}`;
  const problemOfName = isRoot && title === '.' ? undefined : (problemOfTitle(name) ?? problemOnThisSystem(name));
  if (problemOfName) return problemOfName;
  return isRoot && kind !== undefined && kind !== 'directory' ? 'should be the directory itself' : undefined;
}

/** Keeps the names of a tree, each of which may be there once, and makes its folders. */
function createNames(directory: string, most: number, fail: Fail) {
  const seen = new Map<string, EntryKind>();
  const note = (name: string, kind: EntryKind) => {
    const key = foldedPath(name);
    const before = seen.get(key);
    if (before !== undefined && (before !== 'directory' || kind !== 'directory')) throw fail(name, 'is there twice');
    seen.set(key, kind);
    if (seen.size > most) throw fail(name, tooMany(most));
  };
  const folders = new Set<string>(['.']);
  // A folder that is there only because something is in it counts like any other.
  const noteFolder = (name: string): boolean => {
    if (folders.has(name)) return false;
    noteFolder(posix.dirname(name));
    note(name, 'directory');
    folders.add(name);
    return true;
  };
  const addFolder = async (name: string) => {
    if (noteFolder(name)) await mkdir(join(directory, name), { recursive: true });
  };
  return { note, addFolder };
}

function checkedTarget(name: string, target = '', symlinks: Symlinks, fail: Fail): string {
  if (symlinks === 'error') throw fail(name, 'is a symbolic link, and the input symlinks is error', 'symbolic-link');
  if (symlinks === 'follow')
    throw fail(name, 'is a symbolic link; a pull keeps links or refuses them, it cannot follow them', 'symbolic-link');
  if (target === '' || isAbsolute(target) || /[\\\0]|^[A-Za-z]:/.test(target))
    throw fail(name, 'is a link to an absolute path');
  return target;
}

/**
 * Writes a file in calls that wait: most files of a tree are small, and for these a call that does not wait takes
 * longer, in line with the decompression.
 */
async function writeFile(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  isExecutable: boolean,
  signal: AbortSignal,
): Promise<void> {
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
  // Owner and special bits of the archive mean nothing here; the umask of the runner holds.
  const file = openSync(path, flags, isExecutable ? 0o777 : 0o666);
  try {
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      for (let at = 0; at < chunk.byteLength; ) at += writeSync(file, chunk, at);
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Makes the links, and then asks the kernel where each of them leads: their words alone do not tell
 * (GHSA-m37j-52j7-pjw7).
 */
async function makeLinks(links: readonly NamedLink[], directory: string, fail: Fail): Promise<void> {
  for (const { path, target } of linksInOrder(links)) await symlink(target, path);
  const root = await realpath(directory);
  for (const { path, name, target } of links) {
    const real = await realpath(path).catch(() => undefined);
    if (real === undefined || pathBelow(root, real) === undefined) {
      throw fail(name, `is a link to ${JSON.stringify(target)}, which is not inside the directory`);
    }
    if (climbsThroughLink(path, target)) {
      throw fail(name, `is a link to ${JSON.stringify(target)}, which goes up (..) after another link`);
    }
  }
}
