import { realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import type { Topic } from '../errors.ts';
import { once } from '../once.ts';
import { lookAt } from './look-at.ts';

/** What to do with symbolic links: keep those that stay inside, take what they point to, or refuse them. */
export type Symlinks = 'keep' | 'follow' | 'error';

/** What the paths of inputs are held to. */
export interface Held {
  /** The folder that a path in it must not leave by a link: mostly the workspace. Absolute. */
  folder: string;
  symlinks: Symlinks;
}

/** Says what is wrong with a path that really is at `real`; undefined when nothing is. Both are absolute. */
type Judge = (path: string, real: string) => { what: string; topic: Topic } | undefined;

/**
 * Where the system shows processes, devices and itself as files: /proc/self/environ holds the secrets of the step,
 * /dev/zero has no end, and Node's recursive mkdir does not come back from /proc.
 */
const systemFolders = process.platform === 'win32' ? [] : ['/proc', '/sys', '/dev'];

/**
 * Makes the judge of what an input names: a path that is in the folder as it is written must really be there, unless
 * links are followed, and must not be a link itself with `error`. A path that its author wrote outside the folder stays
 * allowed. Nothing may be below /proc, /sys or /dev.
 */
export function heldTo({ folder, symlinks }: Held): Judge {
  const place = once(() => realFolder(folder));
  return (path, real) => {
    const system = systemFolders.find((one) => contains(one, real));
    if (system) {
      const what = `is at ${JSON.stringify(real)}: nothing below ${system} is read or written`;
      return { what, topic: 'system-file' };
    }
    if (symlinks === 'follow') return undefined;
    // The author may have written the real path of the folder: on macOS, /tmp is itself a link.
    const isWrittenInside = contains(folder, path) || contains(place(), path);
    if (!isWrittenInside) return undefined;
    if (symlinks === 'error' && lookAt(path)?.isSymbolicLink()) {
      return { what: 'is a symbolic link, which is refused', topic: 'symbolic-link' };
    }
    if (contains(place(), real)) return undefined;
    return { what: `leads to ${JSON.stringify(real)}, outside ${JSON.stringify(folder)}`, topic: 'outside-link' };
  };
}

function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    // What is missing has nothing in it.
    return folder;
  }
}

function contains(folder: string, path: string): boolean {
  const inner = relative(folder, path);
  return !isAbsolute(inner) && inner.split(sep)[0] !== '..';
}
