import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { mkdir, realpath, symlink } from 'node:fs/promises';
import { isAbsolute, join, posix } from 'node:path';
import { cutText } from '../../cut-text.ts';
import type { Symlinks } from '../../disk/held-to.ts';
import { type Link, linksInOrder } from '../../disk/links-in-order.ts';
import { pathBelow } from '../../disk/paths.ts';
import { foldedPath, problemOfPath, problemOnThisSystem, problemOnWindows } from '../../disk/title.ts';
import { climbsThroughLink, problemOfDangling } from '../../disk/where-links-lead.ts';
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
  /** Called with names that are written here, and that other systems do not take or take for the same. */
  onForeign?: ((text: string) => void) | undefined;
  /** Default: the one that runs. */
  platform?: NodeJS.Platform;
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
  {
    directory,
    title,
    what,
    symlinks,
    onForeign = () => {},
    platform = process.platform,
    maxEntries = maxArchiveEntries,
    signal,
  }: WriteTreeOptions,
): Promise<void> {
  const fail: Fail = (name, problem, topic = 'refused-entry') =>
    new OciError('ARTIFACT', `${what} has an entry ${JSON.stringify(name)} that ${problem}`, { topic });
  const foreign = createForeign();
  const { addFolder, note } = createNames(directory, { most: maxEntries, platform, foreign }, fail);
  const links: NamedLink[] = [];
  let count = 0;
  try {
    for await (const entry of entries) {
      const name = entry.name.replace(/^(?:\.\/)+/, '').replace(/(?<!\/)\/+$/, '') || '.';
      count += 1;
      if (count > maxEntries) throw fail(name, tooMany(maxEntries));
      const problem = problemOfEntry(name, entry, title, platform === 'win32');
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
    const names = foreign.list();
    if (names !== '') onForeign(`${what} has names that other systems do not take, or take for the same: ${names}`);
  } catch (error) {
    signal.throwIfAborted();
    if (Error.isError(error) && 'syscall' in error) error.message = `${what} cannot be unpacked: ${error.message}`;
    throw error;
  }
}

const tooMany = (most: number) => `exceeds the limit of ${most} entries`;

/** Says what speaks against an entry whatever else there is; `title` is the name of the directory. */
function problemOfEntry(name: string, { kind }: TreeEntry, title: string, isWindows: boolean): string | undefined {
  const isRoot = name === title;
  if (!isRoot && title !== '.' && !name.startsWith(`${title}/`)) return `is not in ${JSON.stringify(title)}`;
  const problemOfName =
    isRoot && title === '.' ? undefined : (problemOfPath(name) ?? problemOnThisSystem(name, isWindows));
  if (problemOfName) return problemOfName;
  return isRoot && kind !== undefined && kind !== 'directory' ? 'should be the directory itself' : undefined;
}

/** Collects the names of a tree that other systems would not write as they are: there may be many, and long ones. */
function createForeign() {
  const maxNamed = 10;
  const first: string[] = [];
  let total = 0;
  const quote = (name: string) => JSON.stringify(cutText(name, 256));
  return {
    note(name: string, twin?: string) {
      total += 1;
      if (first.length < maxNamed)
        first.push(twin === undefined ? quote(name) : `${quote(name)} beside ${quote(twin)}`);
    },
    list: () => `${first.join(', ')}${total > first.length ? ` and ${total - first.length} more` : ''}`,
  };
}

/**
 * Keeps the names of a tree, each of which may be there once on the system that runs, and makes its folders. On a disk
 * of Linux that ignores case, the second of two files is refused by the disk.
 */
function createNames(
  directory: string,
  { most, platform, foreign }: { most: number; platform: NodeJS.Platform; foreign: ReturnType<typeof createForeign> },
  fail: Fail,
) {
  const ignoresCase = platform === 'win32' || platform === 'darwin';
  const seen = new Map<string, EntryKind>();
  /** The first of the names that are one where case and what is not seen do not count. */
  const firsts = new Map<string, string>();
  const note = (name: string, kind: EntryKind) => {
    const isFolder = (other: string) => kind === 'directory' && seen.get(other) === 'directory';
    if (seen.has(name)) {
      if (isFolder(name)) return;
      throw fail(name, 'is there twice');
    }
    const key = foldedPath(name);
    const twin = firsts.get(key);
    if (twin === undefined) firsts.set(key, name);
    if (twin !== undefined && !isFolder(twin)) {
      if (ignoresCase) throw fail(name, `is the same as ${JSON.stringify(twin)} on this system`);
      foreign.note(name, twin);
    } else if (problemOnWindows(name) && !problemOnWindows(posix.dirname(name))) foreign.note(name);
    seen.set(name, kind);
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
  if (isAbsolute(target) || /^[A-Za-z]:/.test(target)) throw fail(name, 'is a link to an absolute path');
  if (target === '' || /[\\\0]/.test(target)) {
    throw fail(name, `is a link to ${JSON.stringify(target)}, which is not a path with slashes`);
  }
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
    const problem =
      real === undefined ? problemOfDangling(path, target, root) : problemOfLink(path, target, root, real);
    if (problem !== undefined) throw fail(name, `is a link to ${JSON.stringify(target)}, ${problem}`);
  }
}

function problemOfLink(path: string, target: string, root: string, real: string): string | undefined {
  if (pathBelow(root, real) === undefined) return 'which is not inside the directory';
  return climbsThroughLink(path, target) ? 'which goes up (..) after another link' : undefined;
}
