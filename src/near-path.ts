import { existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { nearest } from './nearest.ts';

/**
 * Finds the path that a misspelt one most likely meant: of its parts, the first one that is not there is compared with
 * the names beside it. Undefined where none of them is near, the rest is not there either, or the path is there.
 *
 * @param path absolute
 * @param workspace what is below it is given relative to it, with `/`
 */
function nearPath(path: string, workspace: string): string | undefined {
  if (existsSync(path)) return undefined;
  let folder = dirname(path);
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  const [missing = '', ...rest] = relative(folder, path).split(sep);
  const best = nearest(missing, namesIn(folder));
  const found = best && join(folder, best, ...rest);
  if (!found || !existsSync(found)) return undefined;
  const inner = relative(workspace, found);
  return isAbsolute(inner) || inner.split(sep)[0] === '..' ? found : inner.replaceAll(sep, '/');
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
