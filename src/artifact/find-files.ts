import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { glob } from 'tinyglobby';
import { OciError, systemCodeOf } from '../errors.ts';
import { isMediaType } from '../oci/media-types.ts';
import { problemOfTitle } from './title.ts';

/** A file to be packed. */
export interface FoundFile {
  /** Absolute. */
  path: string;
  /** Relative to the root, with `/`. */
  title: string;
  mediaType?: string;
}

export interface FindOptions {
  /** Patterns are relative to this directory. */
  workspace: string;
  /** Titles are relative to this directory. */
  root: string;
  includeHidden: boolean;
  /** Is told each hidden file that was skipped. */
  onHidden: (title: string) => void;
  /** Is told each line that found nothing; `isLiteral` when it names one file and not a pattern. */
  onNothing: (line: string, isLiteral: boolean) => void;
}

/**
 * Finds the files that the lines of the input `files` name: `path`, `glob` or `!glob`, the former two with an optional
 * `:media/type` at the end. Lines work in their order, so that a later one can take back what an earlier one did. Files of
 * one line are sorted by title. Fails with INVALID_INPUT for what cannot be packed.
 */
export async function findFiles(lines: readonly string[], options: FindOptions): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const line of lines) {
    if (line.startsWith('!')) {
      const pattern = toSlashes(resolve(options.workspace, line.slice(1)));
      const isExcluded = picomatch([pattern, `${pattern}/**`], { dot: true });
      for (const path of found.keys()) if (isExcluded(toSlashes(path))) found.delete(path);
      continue;
    }
    const { pattern, mediaType } = await splitMediaType(line, options.workspace);
    const files = await findLine(pattern, line, options);
    for (const file of files) {
      if (!found.has(file.path)) found.set(file.path, mediaType === undefined ? file : { ...file, mediaType });
    }
  }
  return [...found.values()];
}

/**
 * Splits `path[:media/type]` at the last colon. What follows it must have the form of a media type, so that `D:/a/x` and a
 * file named `a:b` stay paths.
 */
export async function splitMediaType(
  line: string,
  workspace: string,
  input = 'files',
): Promise<{ pattern: string; mediaType?: string }> {
  const colon = line.lastIndexOf(':');
  const suffix = line.slice(colon + 1);
  if (colon <= 0 || (await statOf(resolve(workspace, line)))) return { pattern: line };
  if (isMediaType(suffix)) return { pattern: line.slice(0, colon), mediaType: suffix };
  const isDrive = colon === 1 && /^[A-Za-z]:[\\/]/.test(line);
  if (isDrive || !(await statOf(resolve(workspace, line.slice(0, colon))))) return { pattern: line };
  throw new OciError('INVALID_INPUT', `The input ${input} ${quote(line)} ends in an invalid media type ${quote(suffix)}`);
}

async function findLine(pattern: string, line: string, options: FindOptions): Promise<FoundFile[]> {
  const { workspace, includeHidden, onHidden, onNothing } = options;
  const literal = resolve(workspace, pattern);
  const literalStat = await statOf(literal);
  if (literalStat) {
    checkFile(literalStat, line);
    return [fileAt(literal, options)];
  }
  const slashed = toSlashes(pattern);
  const { isGlob, base } = picomatch.scan(slashed);
  const files: FoundFile[] = [];
  for (const path of isGlob ? await expand(slashed, resolve(workspace, base), options) : []) {
    const file = fileAt(path, options);
    if (!includeHidden && isHidden(toSlashes(relative(workspace, path)), slashed)) onHidden(file.title);
    else files.push(file);
  }
  if (files.length === 0) onNothing(line, !isGlob);
  return files.sort((a, b) => Buffer.compare(Buffer.from(a.title), Buffer.from(b.title)));
}

/**
 * Lists the files that a pattern matches, as absolute paths. As in a shell, a linked file is taken, but a wildcard does
 * not go through a linked folder: that could lead in circles, or take everything twice.
 */
async function expand(pattern: string, base: string, { workspace, includeHidden }: FindOptions): Promise<string[]> {
  const names = await glob(pattern, {
    cwd: workspace,
    dot: true,
    expandDirectories: false,
    absolute: true,
    // The history of a checkout is large, and is taken only on request.
    ignore: includeHidden || /(?:^|\/)\.git(?:\/|$)/.test(pattern) ? [] : ['**/.git/**'],
  });
  const realBase = await realpath(base).catch(() => base);
  const plainFolders = new Map<string, boolean>();
  const paths: string[] = [];
  for (const path of names.map((name) => resolve(name))) {
    const folder = dirname(path);
    const isPlain = plainFolders.get(folder) ?? (await realpath(folder)) === resolve(realBase, relative(base, folder));
    plainFolders.set(folder, isPlain);
    if (isPlain) paths.push(path);
  }
  return paths;
}

/** Tells whether a part of a path is hidden that the pattern does not name with its dot. */
function isHidden(path: string, pattern: string): boolean {
  const named = pattern.split('/').filter((part) => part.startsWith('.'));
  const isHiddenPart = (part: string) => /^\.[^./]/.test(part) && !named.some((name) => picomatch.isMatch(part, name));
  return path.split('/').some(isHiddenPart);
}

function fileAt(path: string, { root }: FindOptions): FoundFile {
  const fromRoot = relative(root, path);
  if (fromRoot === '' || fromRoot.split(sep)[0] === '..' || isAbsolute(fromRoot)) {
    throw new OciError(
      'INVALID_INPUT',
      `The file ${quote(path)} of the input files is outside the root ${quote(root)}`,
    );
  }
  const title = toSlashes(fromRoot);
  const problem = problemOfTitle(title);
  if (problem) throw new OciError('INVALID_INPUT', `The file ${quote(title)} of the input files ${problem}`);
  return { path, title };
}

function checkFile(found: Stats, line: string): void {
  if (found.isFile()) return;
  const what = found.isDirectory() ? 'a directory, not a file' : 'no regular file';
  throw new OciError('INVALID_INPUT', `The input files ${quote(line)} names ${what}`);
}

/** Looks at a file, following links; undefined when there is none. */
async function statOf(path: string): Promise<Stats | undefined> {
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

function toSlashes(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
