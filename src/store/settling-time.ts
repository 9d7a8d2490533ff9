/**
 * The milliseconds to wait before we look whether a list that others write too is still as we wrote it: longer than
 * others may take from reading to writing. Our own time tells that of a slow line; a job on a busy machine may stand
 * still for a moment all the same, and one of fifty times ten jobs on two busy cores lost an entry when this was 100 ms.
 * With jitter, so that jobs do not keep step.
 */
export function settlingTime(measured: number): number {
  return Math.min(Math.max(2 * measured, 700), 2_000) * (1 + Math.random());
}
