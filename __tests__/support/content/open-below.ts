import { readdirSync, readlinkSync } from 'node:fs';

/** The files below a folder that this process has open, where the system tells. */
export function openBelow(folder: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(folder) ? path : [];
    } catch {
      // It was closed meanwhile.
      return [];
    }
  });
}
