import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathBelow } from './paths.ts';

/**
 * Reports whether the target of a link goes back up (`..`) after another link: `a/../b` is `b` while `a` is a folder, but
 * where `a` is a link it is whatever that leads to. A later pull may replace `a`, and so send a link that was inside
 * anywhere. Without such links, no order of pulls makes one lead out.
 *
 * @param path of the link, absolute, below folders that are not links
 * @param target relative, with `/`; what it leads to must be there
 */
export function climbsThroughLink(path: string, target: string): boolean {
  let place = realpathSync.native(dirname(path));
  const parts = target.split('/').filter((part) => part !== '' && part !== '.');
  for (const [index, part] of parts.entries()) {
    const next = join(place, part);
    // Only what is followed by a way up matters.
    if (part !== '..' && parts.slice(index + 1).includes('..') && realpathSync.native(next) !== next) return true;
    place = next;
  }
  return false;
}

/** More links on the way than any kernel follows. */
const maxFollowed = 40;

const partsOf = (target: string) => target.split(/[/\\]/).filter((part) => part !== '' && part !== '.');

/**
 * Says why a link that leads to nothing must not be kept; undefined when it stays below `root` whatever comes into the
 * missing place later. It may not go back up (`..`) behind what is missing or a link: either may become a link that leads
 * anywhere else.
 *
 * @param path of the link, absolute, below folders that are not links
 * @param target relative, with `/`
 * @param root absolute and real
 */
export function problemOfDangling(path: string, target: string, root: string): string | undefined {
  let place = realpathSync.native(dirname(path));
  let isOpen = false;
  let followed = 0;
  const parts = partsOf(target);
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    if (part === '..' && isOpen) return 'which goes up (..) after another link, or after something that is missing';
    place = part === '..' ? dirname(place) : join(place, part);
    if (pathBelow(root, place) === undefined) return 'which is not inside the directory';
    const found = look(place);
    if (found === 'folder') continue;
    isOpen = true;
    if (found === 'missing') continue;
    followed += 1;
    if (followed > maxFollowed) return 'which leads back to itself';
    parts.unshift(...partsOf(readlinkSync(place)));
    place = dirname(place);
  }
  return undefined;
}

/** What stands at a place, as far as it can be gone through: nothing is below a file. */
function look(place: string): 'folder' | 'link' | 'missing' {
  try {
    const found = lstatSync(place);
    return found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'folder' : 'missing';
  } catch {
    return 'missing';
  }
}
