import { dirname, join } from 'node:path';

/** A symbolic link that is to be made. */
export interface Link {
  /** Absolute. */
  path: string;
  /** As it is written in the link. */
  target: string;
}

/**
 * Sorts links so that each comes after those that its target leads through: Windows must know of a link whether it
 * leads to a folder, and finds out when it is made. Of a circle, one link comes first.
 */
export function linksInOrder<T extends Link>(links: readonly T[]): T[] {
  const pending = new Map(links.map((link) => [link.path, link]));
  const ordered: T[] = [];
  for (const link of links) {
    // A stack of our own: a chain may be as long as an archive has entries.
    const stack = pending.delete(link.path) ? [link] : [];
    for (let last = stack.at(-1); last; last = stack.at(-1)) {
      const next = linkOnTheWay(join(dirname(last.path), last.target), pending);
      if (next) {
        pending.delete(next.path);
        stack.push(next);
      } else {
        ordered.push(last);
        stack.pop();
      }
    }
  }
  return ordered;
}

/** The link that a path is, or the lowest one of those it leads through. */
function linkOnTheWay<T extends Link>(path: string, links: ReadonlyMap<string, T>): T | undefined {
  for (let at = path; ; at = dirname(at)) {
    const found = links.get(at);
    if (found || dirname(at) === at) return found;
  }
}
