import { formatBytes } from '../../../format-bytes.ts';
import { formatDuration } from '../../../format-duration.ts';
import type { ModeName } from '../../../modes/contract/inputs.ts';
import { modes } from '../modes.ts';

/** Bytes of all, of what was moved, and of what did not have to be; absent as far as they are not known. */
type Bytes = { [Count in 'size' | 'transferred' | 'reused']?: number | undefined };

/** Says how large something is, what of it had to be moved, and how long that took. */
export function traffic(
  mode: ModeName,
  { size, transferred = 0, reused = 0 }: Bytes,
  duration: number | undefined,
): string[] {
  const all = transferred + reused;
  const time = duration === undefined ? undefined : formatDuration(duration);
  const took = time === undefined ? [] : [`took ${time}`];
  if (all === 0) return [...(size === undefined ? [] : [formatBytes(size)]), ...took];
  const [, done, toDo] = modes[mode].moves;
  if (transferred === 0) return [`${formatBytes(all)}, nothing to ${toDo}`, ...took];
  const within = time === undefined ? '' : ` in ${time}`;
  if (reused === 0) return [`${formatBytes(all)} ${done}${within}`];
  // Never all of it, which would not be true.
  const share = Math.floor((reused / all) * 100);
  const there = `${share === 0 ? 'under 1' : share} % was there`;
  return [`${formatBytes(all)}, ${formatBytes(transferred)} ${done} (${there})${within}`];
}
