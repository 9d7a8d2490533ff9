import { readdir, readlink, rm, stat, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * Makes each link of a tree in a copy of that tree too, in the place of whatever is there: the toolkit copies what the
 * links at the top lead to, and on Windows makes the others lead to absolute paths.
 */
export async function copyLinks(from: string, to: string): Promise<void> {
  // With types, since Node follows links to folders without them, and two that lead upwards have no end.
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(to, relative(from, source));
    await rm(target, { recursive: true, force: true });
    // Windows alone asks for the type, which the source has already.
    const type = (await stat(source)).isDirectory() ? 'dir' : 'file';
    await symlink(await readlink(source), target, type);
  }
}
