import { type OciError, RegistryError } from '../../errors.ts';
import { formatDuration } from '../../format-duration.ts';
import { clock } from '../../time.ts';

/** Is told of each wait that somebody who reads along would wonder about: one line. */
export type WaitObserver = (line: string) => void;

/** Milliseconds; nobody wonders about less. */
export const leastTold = 1_000;

/** What a host said, in short: its own words are told when no attempt is left. */
export function answerOf(url: string, status: number): string {
  return `${new URL(url).host} answered ${status}`;
}

/** Why a request to `url` failed, in short. */
export function reasonOf(error: OciError, url: string): string {
  return error instanceof RegistryError ? answerOf(url, error.status) : error.message;
}

/**
 * Says why there is another attempt, and when, where the one that failed and the wait took a second or more together:
 * a host that says nothing for a minute is waited for too.
 *
 * @param next the number of the attempt that comes, from 2 on, of `all`: absent for a host that is waited for since it
 * answered before
 * @param wait milliseconds until then
 * @param start when the attempt that failed began, by `clock`
 */
export function tellAttempt(
  onWait: WaitObserver | undefined,
  reason: string,
  { next, all, wait, start }: { next: number; all?: number; wait: number; start: number },
): void {
  if (clock() - start + wait < leastTold) return;
  const when = `in ${formatDuration(wait)}`;
  onWait?.(
    `${reason}: attempt ${next} ${all === undefined ? `${when}, since it answered before` : `of ${all} ${when}`}`,
  );
}
