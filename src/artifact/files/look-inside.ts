import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exclude } from './find-files.ts';

/**
 * Looks for the first file in a directory that would be packed; a link counts as one. `hidden` is how many hidden files
 * and folders were passed over until then.
 */
export async function lookInside(
  directory: string,
  excludes: readonly Exclude[],
  includeHidden: boolean,
): Promise<{ hasFiles: boolean; hidden: number }> {
  let hidden = 0;
  const hasFiles = async (folder: string): Promise<boolean> => {
    // What cannot be read is not empty: packing says what is wrong with it.
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
    if (entries === undefined) return true;
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') && !includeHidden) hidden += 1;
      else if (excludes.some(({ takesOut }) => takesOut(path))) continue;
      else if (!entry.isDirectory() || (await hasFiles(path))) return true;
    }
    return false;
  };
  return { hasFiles: await hasFiles(directory), hidden };
}
