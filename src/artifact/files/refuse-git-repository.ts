import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { lookAt } from '../../disk/look-at.ts';
import { foldedPath } from '../../disk/title.ts';
import { OciError } from '../../errors.ts';

/** A file or a tree on its way to its place. */
interface Arrival {
  /** Where it will be, absolute. */
  to: string;
  /** Where a tree is until then. */
  from?: string;
}

/**
 * Refuses to make a folder into which something is written a repository of git, or to write into one: the settings in
 * it make git run programs, and git takes any folder for one that has HEAD with objects and refs, or with commondir, a
 * file that says where those are (git, setup.c, `is_git_directory`). Looks at what comes and at what is there, below
 * `directory`, and at the folders around it. Fails with ARTIFACT.
 *
 * @param directory absolute; it is there
 */
export function refuseGitRepository(arrivals: readonly Arrival[], directory: string): void {
  const folders = new Map<string, Set<string>>();
  const namesIn = (folder: string) => {
    const known = folders.get(folder);
    if (known) return known;
    const names = new Set(list(folder).map(({ name }) => name));
    folders.set(folder, names);
    return names;
  };
  const note = (path: string) => {
    for (let inner = path; inner !== directory; inner = dirname(inner)) namesIn(dirname(inner)).add(basename(inner));
  };
  const walk = (from: string, to: string) => {
    const names = namesIn(to);
    for (const entry of list(from)) {
      names.add(entry.name);
      if (entry.isDirectory()) walk(join(from, entry.name), join(to, entry.name));
    }
  };
  // `directory` may be the folder of hooks in a repository, or be what makes one of the folder around it.
  if (arrivals.length > 0) {
    for (let inner = realpathSync.native(directory); dirname(inner) !== inner; inner = dirname(inner)) {
      const around = dirname(inner);
      // Looked up, not listed: there may be thousands of others in it, as in a folder for temporary files.
      if (isGitRepository((name) => lookAt(join(around, name)) !== undefined)) throw refusal(around);
    }
  }
  for (const { from, to } of arrivals) {
    note(to);
    if (from !== undefined) walk(from, to);
  }
  for (const [folder, names] of folders) {
    // As a system sees them that ignores case and invisible characters.
    const folded = new Set([...names].map((name) => foldedPath(name)));
    if (isGitRepository((name) => folded.has(foldedPath(name)))) throw refusal(folder);
  }
}

function refusal(folder: string): OciError {
  const what =
    'HEAD, objects and refs together: git would take it for a repository, and run the programs that its settings name';
  return new OciError('ARTIFACT', `The folder ${JSON.stringify(folder)} would have ${what}`, {
    topic: 'git-repository',
  });
}

/** Whether git may take a folder that has these names for a repository. */
function isGitRepository(has: (name: string) => boolean): boolean {
  return has('HEAD') && (has('commondir') || (has('objects') && has('refs')));
}

function list(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // It is not there yet, or what is in its place is told when it is written to.
    return [];
  }
}
