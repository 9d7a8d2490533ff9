import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Tells whether the target of a link goes back up (`..`) after another link: `a/../b` is `b` while `a` is a folder, but
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
