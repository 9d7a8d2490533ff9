import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { heldPlace } from '../../disk/held-place.ts';
import { pathBelow, toSlashes } from '../../disk/paths.ts';
import { isGitFolder } from '../../disk/title.ts';
import { type ErrorFacts, OciError } from '../../errors.ts';

/**
 * Makes an absolute path of the input `path` of a pull. Fails with INVALID_INPUT when a link leads it out of the
 * workspace, or when it is in a folder of git, whose hooks and settings make git run programs, by its words or by a
 * link.
 */
export function pullDirectory(path: string, workspace: string): string {
  const directory = resolve(workspace, path);
  const fail = (what: string, facts?: ErrorFacts) =>
    new OciError('INVALID_INPUT', `The directory ${JSON.stringify(path)} of the input path ${what}`, {
      topic: 'pull-path',
      ...facts,
    });
  const real = heldPlace(directory, { folder: workspace, symlinks: 'keep' }, fail);
  // The workspace itself may be anywhere.
  const places = [
    pathBelow(workspace, directory) ?? directory,
    pathBelow(realpathSync.native(workspace), real) ?? real,
  ];
  if (places.some((place) => toSlashes(place).split('/').some(isGitFolder))) {
    throw fail('has a part .git, which belongs to git');
  }
  return directory;
}
