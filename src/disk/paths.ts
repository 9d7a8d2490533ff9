import native, { type PlatformPath } from 'node:path';

// Each function takes the system whose paths it is given: its own, or another one in a test.

/** Writes a path with `/` on every system. A backslash is a character like any other where it does not separate. */
export function toSlashes(path: string, { sep }: PlatformPath = native): string {
  return path.replaceAll(sep, '/');
}

/**
 * Gives an absolute path as it is below a folder, with `/`, and `''` for the folder itself; undefined when it is
 * outside, which it also is on another drive.
 */
export function pathBelow(folder: string, path: string, system: PlatformPath = native): string | undefined {
  const inner = system.relative(folder, path);
  const isOutside = system.isAbsolute(inner) || inner.split(system.sep)[0] === '..';
  return isOutside ? undefined : toSlashes(inner, system);
}
