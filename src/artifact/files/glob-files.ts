import { type Dirent, readdir } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import picomatch from 'picomatch';
import { type FileSystemAdapter, glob } from 'tinyglobby';
import { toSlashes } from '../../disk/paths.ts';
import { OciError, systemCodeOf } from '../../errors.ts';
import { composed, inFormOnDisk } from './name-case.ts';

/** A `*` matches no name that begins so, since it becomes a `.` of a regular expression; such a file would be missing. */
const lineBreak = /^[\n\r\u2028\u2029]/;
const lineBreaks = /[\n\r\u2028\u2029]/g;

/**
 * Lists the files that a pattern matches, hidden ones too, as absolute paths. As in a shell, a linked file is taken,
 * but a wildcard does not go through a linked folder: that could lead in circles, out of the workspace, or take
 * everything twice. Folders named `.git` are left out: a pull would refuse what is in them. Fails with INVALID_INPUT
 * for a folder that cannot be read, and for a name that the pattern means but cannot match.
 */
export async function globFiles(pattern: string, workspace: string): Promise<string[]> {
  const failures: { folder: string; error: unknown }[] = [];
  const unmatched: string[] = [];
  const { base, rest } = splitPattern(pattern);
  const start = await inFormOnDisk(resolve(workspace, base), workspace);
  /** Paths whose names are composed for the pattern, as they are on the disk. */
  const onDisk = new Map<string, string>();
  let isBase = true;
  const list = (shown: string, _: unknown, done: (error: unknown, entries: Dirent[]) => void) => {
    const folder = onDisk.get(resolve(shown)) ?? shown;
    // A base that is missing matches nothing; deeper down, what was listed a moment ago must be readable.
    const mayBeMissing = isBase;
    isBase = false;
    readdir(folder, { withFileTypes: true }, async (error, entries = []) => {
      const isMissing = error !== null && ['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error));
      if (error !== null && !(isMissing && mayBeMissing)) failures.push({ folder, error });
      for (const { name } of entries) if (lineBreak.test(name)) unmatched.push(resolve(start, folder, name));
      const wanted = entries.filter((entry) => entry.name !== '.git' || !entry.isDirectory());
      const there = new Set(wanted.map(({ name }) => name));
      const show = async (found: Dirent) => {
        const entry = await withLinkedFile(folder, found);
        // Beside another file of that name it keeps its own: the two are told as a clash.
        const name = there.has(composed(entry.name)) ? entry.name : composed(entry.name);
        if (folder === shown && name === entry.name) return entry;
        onDisk.set(resolve(shown, name), resolve(folder, entry.name));
        return like(entry, { name });
      };
      done(null, await Promise.all(wanted.map(show)));
    });
  };
  const names = await glob(composed(rest), {
    // With the folders that a pattern starts with, since tinyglobby would lose the server of a path such as
    // //server/share.
    cwd: start,
    dot: true,
    expandDirectories: false,
    absolute: true,
    followSymbolicLinks: false,
    fs: { readdir: list as unknown as NonNullable<FileSystemAdapter['readdir']> },
  });
  const [failure] = failures;
  if (failure) {
    const { folder, error } = failure;
    throw new OciError(
      'INVALID_INPUT',
      `The folder ${JSON.stringify(resolve(workspace, folder))} of the input files cannot be read: ${systemCodeOf(error)}`,
      { cause: error },
    );
  }
  const isMatch = picomatch(composed(rest), { dot: true });
  const missed = unmatched.find((path) => isMatch(composed(toSlashes(relative(start, path))).replace(lineBreaks, '_')));
  if (missed !== undefined) {
    throw new OciError('INVALID_INPUT', `The file ${JSON.stringify(missed)} of the input files has control characters`);
  }
  return names.map((name) => onDisk.get(resolve(name)) ?? resolve(name));
}

/** Splits a pattern into the folders that it starts with, as a path, and a pattern below them. */
function splitPattern(pattern: string): { base: string; rest: string } {
  const { base, glob: rest } = picomatch.scan(pattern);
  // At the start of a pattern, a `!` would turn it round.
  return { base: base.replace(/\\(.)/g, '$1'), rest: rest.replace(/^!(?!\()/, '\\!') };
}

/** Shows a link as a file unless it leads to a folder; a broken one too, so that reading it says so. */
async function withLinkedFile(folder: string, entry: Dirent): Promise<Dirent> {
  if (!entry.isSymbolicLink()) return entry;
  const target = await stat(join(folder, entry.name)).catch(() => undefined);
  if (target?.isDirectory()) return entry;
  return like(entry, { name: entry.name, isFile: () => true, isSymbolicLink: () => false });
}

function like(entry: Dirent, changes: Partial<Dirent>): Dirent {
  return Object.assign(Object.create(entry), changes);
}
