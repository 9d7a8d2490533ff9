import { formatBytes } from '../../format-bytes.ts';
import { formatEstimate } from '../../format-duration.ts';
import { clock } from '../../time.ts';
import type { Log } from '../contract/mode.ts';

/** Milliseconds: work that is done before needs no progress line, and later ones are no closer. */
const interval = 5_000;

/** After this many milliseconds, a line comes whatever there is to tell; before, when another tenth is done. */
const patience = 30_000;

/** Is told of the bytes of a transfer. */
export interface Progress {
  /** @param name what they are of, for the line */
  moved(bytes: number, name?: string): void;
  /** These need not be moved after all. */
  skipped(bytes: number): void;
}

/**
 * Says from time to time how far work on bytes is, how fast, and how long it will take; nothing of what is soon done.
 * Without a `total`, which not everybody knows beforehand, it says how much was done.
 *
 * @param verb what is done, as in `Sending`
 */
export function startProgress(
  log: Pick<Log, 'info'>,
  verb: string,
  total = Number.POSITIVE_INFINITY,
  now: () => number = clock,
): Progress {
  let all = total;
  let moved = 0;
  // When the last line was said, and how far the transfer was then.
  let last = { time: now(), moved: 0, percent: -10 };
  /** What bytes came of since then. */
  const names = new Set<string>();
  return {
    skipped(bytes) {
      all -= bytes;
    },
    moved(bytes, name) {
      moved += bytes;
      if (name !== undefined) names.add(name);
      const time = now();
      if (time - last.time < interval) return;
      // Repeated attempts are counted again, and what is attached was not counted before: the line must not claim more
      // than all.
      const isKnown = Number.isFinite(all) && moved < all;
      const percent = isKnown ? Math.floor((moved / all) * 100) : last.percent;
      if (isKnown && percent - last.percent < 10 && time - last.time < patience) return;
      const speed = ((moved - last.moved) / (time - last.time)) * 1000;
      const pace = `${formatBytes(Math.round(speed))}/s`;
      const left = formatEstimate(((all - moved) / speed) * 1000);
      last = { time, moved, percent };
      const others = names.size > 1 ? ` and ${names.size - 1} more` : '';
      const what = name === undefined ? verb : `${verb} ${name}${others}`;
      names.clear();
      if (isKnown) log.info(`${what}: ${percent} % of ${formatBytes(all)}, ${pace}, ${left} left`);
      else log.info(`${what}: ${formatBytes(moved)}, ${pace}`);
    },
  };
}
