import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { readdir, readlink, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { heldTo, type Symlinks } from '../../disk/held-to.ts';
import { pathBelow, toSlashes } from '../../disk/paths.ts';
import { foldedPath, problemOfTitle } from '../../disk/title.ts';
import { climbsThroughLink } from '../../disk/where-links-lead.ts';
import { OciError, systemCodeOf, type Topic } from '../../errors.ts';
import type { TarEntry } from './tar.ts';

export interface DirectoryOptions {
  /** Name of the directory in the archive, in front of all entries; `.` for none. */
  title: string;
  symlinks: Symlinks;
  includeHidden: boolean;
  /** Is told each hidden file or folder that was skipped. */
  onHidden: (title: string) => void;
  /** Called with the name of each file or folder that macOS adds to others, but of nothing inside such a folder. */
  onMacFile?: (name: string) => void;
  /** Called with the name of each file or folder that is packed. */
  onName?: (name: string) => void;
  /** Is told each link that `keep` would keep, and leaves it out; without it, links are kept. */
  onLink?: (name: string) => void;
  /** Seconds since 1970 for all entries. */
  time: number;
  /** Tells whether to leave out a file or folder, by its path below the directory. */
  isIgnored?: (path: string, isDirectory: boolean) => boolean;
}

const readSize = 256 * 1024;
/** Settings of the Finder, and what macOS keeps of a file where a disk or an archive has no room for it. */
const macNames = /^(?:\.DS_Store|\._.+|__MACOSX)$/;

/**
 * Lists a directory as entries of an archive, always in the same order: each folder before what is in it, names sorted
 * by their bytes. Modes are 0644 or, for folders and what somebody may execute, 0755. Fails with INVALID_INPUT for what
 * cannot be packed, which includes all that a pull would refuse. The files are to be read one after the other: they are
 * read into the same memory.
 */
export async function listDirectory(directory: string, options: DirectoryOptions): Promise<TarEntry[]> {
  const { title, time } = options;
  const prefix = title === '.' ? '' : `${title}/`;
  const root = await realpath(directory);
  const entries: TarEntry[] = [{ name: title, kind: 'directory', mode: 0o755, time }];
  const links: { full: string; target: string; to: string }[] = [];
  const memory = Buffer.allocUnsafeSlow(readSize);

  const visit = async (folder: string, path: string, above: readonly string[]): Promise<void> => {
    for (const entry of await readFolder(folder)) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      const full = join(folder, entry.name);
      if (entry.name.startsWith('.') && !options.includeHidden) {
        options.onHidden(prefix + inner);
        continue;
      }
      const isLink = entry.isSymbolicLink();
      if (options.isIgnored?.(inner, entry.isDirectory())) continue;
      if (isLink && options.symlinks === 'error')
        throw refuse(full, 'is a symbolic link, and the input symlinks is error', 'symbolic-link');
      const name = prefix + inner;
      if (isLink && options.symlinks === 'keep' && options.onLink) {
        options.onLink(name);
        continue;
      }
      if (macNames.test(entry.name) && !path.split('/').includes('__MACOSX')) options.onMacFile?.(name);
      const problem = problemOfTitle(name);
      if (problem) throw refuse(full, problem);
      options.onName?.(name);
      if (isLink && options.symlinks === 'keep') {
        const { target, inner: to } = await checkedTarget(full, root);
        entries.push({ name, kind: 'link', mode: 0o777, time, target });
        links.push({ full, target, to: to === '' ? title : prefix + to });
        continue;
      }
      const found = isLink ? targetOf(full) : ownStats(full);
      if (found.isDirectory()) {
        const real = await realpath(full);
        if (above.includes(real)) throw refuse(full, 'leads back to a folder it is in', 'broken-link');
        entries.push({ name, kind: 'directory', mode: 0o755, time });
        await visit(full, inner, [...above, real]);
      } else entries.push(fileEntry(full, name, found, time, memory));
    }
  };
  await visit(directory, '', [root]);
  checkNames(entries);
  const names = new Set(entries.map(({ name }) => name));
  const broken = links.find(({ to }) => !names.has(to));
  if (broken)
    throw refuse(broken.full, `is a link to ${JSON.stringify(broken.target)}, which is not packed`, 'broken-link');
  return entries;
}

/** Refuses two names that are one path where case or Unicode form does not count; two folders may share a path. */
function checkNames(entries: readonly TarEntry[]): void {
  const seen = new Map<string, TarEntry>();
  for (const entry of entries) {
    const key = foldedPath(entry.name);
    const before = seen.get(key);
    if (before && (before.kind !== 'directory' || entry.kind !== 'directory')) {
      const names = `${JSON.stringify(before.name)} and ${JSON.stringify(entry.name)}`;
      throw new OciError('INVALID_INPUT', `The input files has ${names}, which are one path on some systems`, {
        topic: 'path-clash',
      });
    }
    seen.set(key, entry);
  }
}

async function readFolder(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  } catch (error) {
    throw refuse(folder, `cannot be read: ${systemCodeOf(error)}`);
  }
}

function fileEntry(path: string, name: string, found: Stats, time: number, memory: Buffer): TarEntry {
  if (!found.isFile()) throw refuse(path, 'is not a regular file, folder or link');
  const isExecutable = (found.mode & 0o111) !== 0;
  return {
    name,
    kind: 'file',
    mode: isExecutable ? 0o755 : 0o644,
    time,
    size: found.size,
    read: () => readFile(path, found, memory),
  };
}

/**
 * Reads a file in calls that wait: a call that does not would stand in line behind the compression of what was read
 * before, three times for each file.
 */
function* readFile(path: string, found: Stats, memory: Buffer): Generator<Uint8Array> {
  let file: number | undefined;
  let after: Stats;
  try {
    // What has become a FIFO since it was listed must not wait for a writer.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    for (let count = readSync(file, memory); count > 0; count = readSync(file, memory)) yield memory.subarray(0, count);
    after = fstatSync(file);
  } catch (error) {
    throw refuse(path, `cannot be read: ${systemCodeOf(error)}`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
  // What is packed must be one state of the file, which its size alone does not tell.
  if (after.mtimeMs !== found.mtimeMs || after.ino !== found.ino) throw refuse(path, 'changed while it was packed');
}

/** The target of a link that is kept: relative, and inside the directory by the words of the link and by the kernel. */
async function checkedTarget(path: string, root: string): Promise<{ target: string; inner: string }> {
  const target = await readlink(path);
  const advice = 'set the input symlinks to follow to pack what it points to';
  if (isAbsolute(target)) throw refuse(path, `is a link to the absolute path ${JSON.stringify(target)}: ${advice}`);
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined)
    throw refuse(path, `is a link to ${JSON.stringify(target)}, which does not exist`, 'broken-link');
  // Not even on its way: the directory may have another name where it is pulled.
  const parent = await realpath(join(path, '..'));
  const slashed = toSlashes(target);
  const steps = slashed.split('/').map((_, index, parts) => resolve(parent, ...parts.slice(0, index + 1)));
  const inner = pathBelow(root, real);
  if (inner === undefined || steps.some((step) => pathBelow(root, step) === undefined)) {
    throw refuse(path, `is a link to ${JSON.stringify(target)}, which is outside the directory: ${advice}`);
  }
  if (climbsThroughLink(path, slashed)) {
    throw refuse(path, `is a link to ${JSON.stringify(target)}, which goes up (..) after another link: ${advice}`);
  }
  return { target: slashed, inner };
}

function ownStats(path: string): Stats {
  try {
    // What has become a link since it was listed must not be followed.
    return lstatSync(path);
  } catch (error) {
    throw refuse(path, `cannot be read: ${systemCodeOf(error)}`);
  }
}

/** Looks at what a link leads to, which may be anywhere but among the files that the system makes up. */
function targetOf(path: string): Stats {
  let real: string;
  let found: Stats;
  try {
    real = realpathSync.native(path);
    found = statSync(real);
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'ELOOP') throw refuse(path, 'is a link that leads back to itself', 'broken-link');
    if (code === 'ENOENT') throw refuse(path, 'is a link to something that does not exist', 'broken-link');
    throw refuse(path, `cannot be read: ${code}`);
  }
  const problem = heldTo({ folder: dirname(path), symlinks: 'follow' })(path, real);
  if (problem !== undefined) throw refuse(path, problem.what, problem.topic);
  return found;
}

function refuse(path: string, what: string, topic?: Topic): OciError {
  return new OciError('INVALID_INPUT', `The file ${JSON.stringify(path)} of the input files ${what}`, { topic });
}
