import { lstatSync, type Stats } from 'node:fs';
import { systemCodeOf } from '../errors.ts';

/** Looks at a path without following a link; undefined when nothing is there. */
export function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (systemCodeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
