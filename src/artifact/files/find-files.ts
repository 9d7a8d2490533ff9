import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import native, { dirname, type PlatformPath, relative, resolve } from 'node:path';
import picomatch from 'picomatch';
import { heldTo, type Symlinks } from '../../disk/held-to.ts';
import { pathBelow, toSlashes } from '../../disk/paths.ts';
import { foldedPath, problemOfTitle } from '../../disk/title.ts';
import { invalid, OciError, systemCodeOf } from '../../errors.ts';
import { isMediaType } from '../../oci/media-types.ts';
import { composed, ignoresCase, inFormOnDisk, pathOnDisk } from './name-case.ts';
import { ownLine } from './own-name.ts';
import { whyNothing } from './why-nothing.ts';

/** A file to be packed, or a directory to be packed as one archive. */
export interface FoundFile {
  /** Absolute. */
  path: string;
  /** Relative to the root, with `/`; `.` for the root itself. */
  title: string;
  mediaType?: string;
  /** Of a directory: the lines that may take something of it out again. */
  excludes?: Exclude[];
}

/** A `!` line. */
export interface Exclude {
  line: string;
  /** Tells whether it takes out an absolute path. */
  takesOut: (path: string) => boolean;
  /** Whether it has taken out anything so far: of a directory this is known when it is packed. */
  isUsed: boolean;
}

/** What a line found; whether it stays is known after the last line. */
type Candidate = Omit<FoundFile, 'title'>;

export interface FindOptions {
  /** Patterns are relative to this directory. */
  workspace: string;
  /** Titles are relative to this directory. */
  root: string;
  includeHidden: boolean;
  /** What to do with linked files: take those whose content is inside the workspace or the root, all, or none. */
  symlinks: Symlinks;
  /** Is told each hidden file that was skipped. */
  onHidden: (title: string) => void;
  /**
   * Is told each line that found nothing; `isLiteral` when it names one file and not a pattern, `why` as `whyNothing`
   * says it.
   */
  onNothing: (line: string, isLiteral: boolean, why: string) => void;
  /**
   * Is told each `!` line that took nothing out, unless it may take something out of a directory when that is packed.
   */
  onUseless: (line: string) => void;
  /** Is told the folders that a line such as `k8s/*` leaves out, since patterns find files only. */
  onFolders?: (line: string, folders: string[]) => void;
}

/**
 * Finds the files that the lines of the input `files` name: `path`, `glob` or `!glob`, the former two with an optional
 * `:media/type` at the end. Lines work in their order, so that a later one can take back what an earlier one did, or
 * give a file another media type. A directory that a line names is taken as a whole; patterns find files only. Files of
 * one line are sorted by path. Fails with INVALID_INPUT for what cannot be packed.
 */
export async function findFiles(lines: readonly string[], options: FindOptions): Promise<FoundFile[]> {
  const found = new Map<string, Candidate>();
  const excludes: Exclude[] = [];
  for (const line of lines.map((one) => ownLine(one, options.workspace))) {
    if (line.startsWith('!')) {
      const exclude = await readExclude(line, options.workspace);
      excludes.push(exclude);
      for (const [path, file] of found) {
        if (exclude.takesOut(path)) found.delete(path);
        else file.excludes?.push(exclude);
      }
      continue;
    }
    const { pattern, mediaType } = await splitMediaType(line, options.workspace);
    const files = await findLine(pattern, line, options);
    for (const file of await pathsOnDisk(files, options.workspace)) {
      if (mediaType !== undefined) found.set(file.path, { ...file, mediaType });
      else if (!found.has(file.path)) found.set(file.path, file);
    }
  }
  // What was taken out again, or is hidden, may be anywhere; what remains must be in its place.
  const files = [...found.values()].map((candidate) => ({ ...candidate, title: titleOf(candidate, options) }));
  checkLinks(found.keys(), options);
  const pending = new Set(files.flatMap((file) => file.excludes ?? []));
  for (const exclude of excludes) if (!exclude.isUsed && !pending.has(exclude)) options.onUseless(exclude.line);
  return files;
}

/** Gives files the names they have on the disk, where the line may have them in other letters. */
async function pathsOnDisk(files: readonly Candidate[], workspace: string): Promise<readonly Candidate[]> {
  if (!(await ignoresCase(workspace))) return files;
  const names = new Map<string, string[]>();
  return Promise.all(files.map(async (file) => ({ ...file, path: await pathOnDisk(file.path, workspace, names) })));
}

/**
 * Splits `path[:media/type]` at the last colon. What follows it must have the form of a media type, so that `D:/a/x`
 * and a file named `a:b` stay paths; or nothing, for the default type, as oras has it since 1.3.
 */
export async function splitMediaType(
  line: string,
  workspace: string,
  input = 'files',
): Promise<{ pattern: string; mediaType?: string }> {
  const colon = line.lastIndexOf(':');
  const suffix = line.slice(colon + 1);
  if (colon <= 0 || (await lookAtLine(line, workspace)).stats) return { pattern: line };
  const path = line.slice(0, colon);
  if (suffix === '') return { pattern: path };
  // A pattern with such an end is taken for one with a media type: it could match hardly anything else.
  const isTyped = isGlob(path) && suffix.includes('/');
  if (isMediaType(suffix)) return { pattern: path, mediaType: suffix };
  const isPath = isGlob(suffix) || (colon === 1 && /^[A-Za-z]:[\\/]/.test(line));
  if (isPath || !(isTyped || (await lookAtLine(path, workspace)).stats)) return { pattern: line };
  throw invalid(input, line, `ends in an invalid media type ${quote(suffix)}`, { topic: 'media-type' });
}

async function findLine(pattern: string, line: string, options: FindOptions): Promise<Candidate[]> {
  const { workspace, includeHidden, onHidden, onNothing, onFolders } = options;
  const { path: literal, stats } = await lookAtLine(pattern, workspace);
  if (stats) {
    if (stats.isDirectory()) return [{ path: literal, excludes: [] }];
    if (!stats.isFile()) throw invalid('files', line, 'does not name a regular file');
    return [{ path: literal }];
  }
  const slashed = toSlashes(pattern);
  const paths = isGlob(slashed) ? await (await import('./glob-files.ts')).globFiles(slashed, workspace) : [];
  // Wildcards do not match a leading dot; a pattern can name it.
  const isNamed = matcher(slashed, workspace, { dot: includeHidden });
  const files: Candidate[] = [];
  for (const path of paths) {
    if (isNamed(path)) files.push({ path });
    else onHidden(toSlashes(relative(workspace, path)));
  }
  if (files.length === 0) onNothing(line, !isGlob(slashed), whyNothing(pattern, workspace));
  else if (onFolders) {
    const folders = await foldersBeside(slashed, workspace);
    if (folders.length > 0) onFolders(line, folders);
  }
  return files.sort((a, b) => Buffer.compare(Buffer.from(toSlashes(a.path)), Buffer.from(toSlashes(b.path))));
}

/** The folders that a pattern for all of one folder, `folder/*`, does not take. */
async function foldersBeside(pattern: string, workspace: string): Promise<string[]> {
  const [, folder] = /^((?:[^*]*\/)?)\*$/.exec(pattern) ?? [];
  if (folder === undefined || isGlob(folder)) return [];
  const entries = await readdir(resolve(workspace, folder), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => folder + name);
}

/**
 * Reads a `!` line: it takes out files, and all that is below a folder. Letters count as they do on the disk: what a
 * line names there must not be published for its case.
 */
export async function readExclude(line: string, workspace: string): Promise<Exclude> {
  const matches = await matcherOfExclude(line.slice(1), workspace, await ignoresCase(workspace));
  const exclude: Exclude = {
    line,
    isUsed: false,
    takesOut: (path) => {
      if (!matches(path)) return false;
      exclude.isUsed = true;
      return true;
    },
  };
  return exclude;
}

/** Makes the test of a `!` line from what stands behind the `!`. */
export async function matcherOfExclude(
  pattern: string,
  workspace: string,
  isCaseIgnored: boolean,
  system: PlatformPath = native,
): Promise<(path: string) => boolean> {
  const folded = (path: string) => (isCaseIgnored ? foldedPath(path) : composed(path));
  const literal = await inFormOnDisk(system.resolve(workspace, pattern), workspace);
  const literalFile = folded(literal);
  const literalFolder = literalFile + system.sep;
  if (await statOf(literal)) {
    return (path) => folded(path) === literalFile || folded(path).startsWith(literalFolder);
  }
  const slashed = toSlashes(pattern, system).replace(/\/$/, '');
  const options = { dot: true, nocase: isCaseIgnored, system };
  const isFile = matcher(slashed, workspace, options);
  const isBelow = matcher(`${slashed}/**`, workspace, options);
  return (path) => isFile(path) || isBelow(path);
}

/**
 * Makes a test of absolute paths from a pattern; the path of the workspace itself is not a pattern, whatever is in it.
 */
export function matcher(
  pattern: string,
  workspace: string,
  { dot, nocase = false, system = native }: { dot: boolean; nocase?: boolean; system?: PlatformPath },
): (path: string) => boolean {
  const isMatch = picomatch(composed(toSlashes(system.normalize(pattern), system)), { dot, nocase });
  const { isAbsolute, relative } = system;
  return (path) => isMatch(composed(toSlashes(isAbsolute(pattern) ? path : relative(workspace, path), system)));
}

/** Tells whether a line has wildcards. */
export function isGlob(pattern: string): boolean {
  return picomatch.scan(pattern).isGlob;
}

/** The path of a file or directory below the root, which names it in the artifact. */
function titleOf({ path, excludes }: Candidate, { root }: FindOptions): string {
  const title = pathBelow(root, path);
  if (excludes && title === '') return '.';
  if (title === undefined || title === '') {
    throw new OciError(
      'INVALID_INPUT',
      `The file ${quote(path)} of the input files is outside the root ${quote(root)}`,
      { topic: 'outside-root' },
    );
  }
  const problem = problemOfTitle(title);
  if (problem) throw new OciError('INVALID_INPUT', `The file ${quote(title)} of the input files ${problem}`);
  return title;
}

/**
 * Refuses links by the input `symlinks`: what is checked out may link to a secret of the runner. What is in the
 * workspace as it is written is held to it, and what is below a root elsewhere to that root.
 */
function checkLinks(
  paths: Iterable<string>,
  { workspace, root, symlinks }: Pick<FindOptions, 'workspace' | 'root' | 'symlinks'>,
): void {
  const inWorkspace = heldTo({ folder: workspace, symlinks });
  const belowRoot = heldTo({ folder: root, symlinks });
  const problemOf = (path: string, real: string) =>
    (pathBelow(workspace, path) === undefined ? belowRoot : inWorkspace)(path, real);
  /** Folders that are in their place, and with them each plain file in them. */
  const inside = new Set<string>();
  for (const path of paths) {
    // What cannot be looked at cannot be read either, which is said there.
    const found = orNone(() => lstatSync(path));
    const isPlain = found?.isFile() === true;
    const folder = dirname(path);
    if (isPlain && inside.has(folder)) continue;
    const real = orNone(() => realpathSync.native(path));
    if (real === undefined) continue;
    const problem = problemOf(path, real);
    if (problem !== undefined) {
      throw new OciError('INVALID_INPUT', `The file ${quote(path)} of the input files ${problem.what}`, problem);
    }
    if (isPlain && problemOf(folder, dirname(real)) === undefined) inside.add(folder);
  }
}

function orNone<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** Looks at what a line names without wildcards, in whatever form of Unicode. */
export async function lookAtLine(line: string, workspace: string): Promise<{ path: string; stats: Stats | undefined }> {
  const path = await inFormOnDisk(resolve(workspace, line), workspace);
  return { path, stats: await statOf(path) };
}

/** Looks at a file, following links; undefined when there is none. */
export async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    const code = systemCodeOf(error);
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL', 'ERR_INVALID_ARG_VALUE'].includes(code)) return undefined;
    throw new OciError('INVALID_INPUT', `The file ${quote(path)} of the input files cannot be read: ${code}`, {
      cause: error,
    });
  }
}

function quote(text: string): string {
  return JSON.stringify(text);
}
