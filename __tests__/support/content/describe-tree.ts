import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Gives kind, executable bit and content of all that is below a folder. */
export async function describeTree(folder: string): Promise<Record<string, string>> {
  const tree: Record<string, string> = {};
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const path = join(folder, name);
    const found = await lstat(path);
    if (found.isSymbolicLink()) tree[name] = `-> ${await readlink(path)}`;
    else if (found.isDirectory()) tree[name] = 'folder';
    else tree[name] = `${found.mode & 0o111 ? 'run' : 'file'} ${await readFile(path, 'utf8')}`;
  }
  return tree;
}
