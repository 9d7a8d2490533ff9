import { realpathSync } from 'node:fs';
import { isAbsolute, join, parse } from 'node:path';
import { pathBelow, toSlashes } from '../../disk/paths.ts';

/**
 * Names a path of the workspace as the workspace is named. It may have another name, by a link on the way to it: the
 * temporary folder of macOS is reached by one, and so are the folders of runners that keep them on another disk.
 *
 * @param path a path or a pattern; anything that is not absolute, or not in the workspace, is given back as it is
 */
export function ownName(path: string, workspace: string): string {
  if (!isAbsolute(path) || pathBelow(workspace, path) !== undefined) return path;
  const real = realOf(workspace);
  const { root } = parse(path);
  const parts = toSlashes(path.slice(root.length)).split('/');
  // The shortest name: a link inside the workspace that leads back to it is part of what its author wrote.
  for (let length = 1; length <= parts.length; length += 1) {
    const folder = join(root, ...parts.slice(0, length));
    const found = realOf(folder);
    if (found === undefined) return path;
    if (found === real) return join(workspace, ...parts.slice(length));
  }
  return path;
}

/** Does the same for a line of the input `files`, which may begin with `!`. */
export function ownLine(line: string, workspace: string): string {
  return line.startsWith('!') ? `!${ownName(line.slice(1), workspace)}` : ownName(line, workspace);
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
