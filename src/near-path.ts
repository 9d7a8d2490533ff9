import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { nearest } from './nearest.ts';

/**
 * Finds the path that a misspelt one most likely meant: of its parts, the first one that is not there is compared with
 * the names beside it. Undefined where none of them is near, the rest is not there either, the path is there, or the
 * found one is outside the workspace, as it is written or by a link: what is there is not for the log.
 *
 * @param path absolute
 * @param workspace absolute; the path that is found is given relative to it, with `/`
 */
function nearPath(path: string, workspace: string): string | undefined {
  if (existsSync(path)) return undefined;
  let folder = dirname(path);
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  const [missing = '', ...rest] = relative(folder, path).split(sep);
  const best = nearest(missing, namesIn(folder));
  const found = best && join(folder, best, ...rest);
  if (!found || !existsSync(found)) return undefined;
  return isInside(workspace, found) ? relative(workspace, found).replaceAll(sep, '/') : undefined;
}

/** Tells whether a path is in a folder as it is written, and its own folder really is. */
function isInside(folder: string, path: string): boolean {
  const holds = (outer: string, inner: string) => {
    const way = relative(outer, inner);
    return !isAbsolute(way) && way.split(sep)[0] !== '..';
  };
  try {
    return holds(folder, path) && holds(realpathSync.native(folder), realpathSync.native(dirname(path)));
  } catch {
    // What cannot be looked at is not told of.
    return false;
  }
}

/**
 * Asks for the near path, as the end of a sentence; empty where there is none.
 *
 * @param rest what follows the path where it begins a pattern, such as `/*`
 */
export function didYouMean(path: string, workspace: string, rest = ''): string {
  const near = nearPath(path, workspace);
  return near === undefined ? '' : `: did you mean ${JSON.stringify(near + rest)}?`;
}

/** The names in a folder; none where it cannot be read. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
