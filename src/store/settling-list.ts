import { OciError } from '../errors.ts';
import type { Digest } from '../oci/digest.ts';
import { realTime, type Time } from '../time.ts';

/** How often a list is written and looked at again, before we give up. */
const maxRounds = 10;

/** A list in a place that others write too: of referrers, or of the signatures under a tag. */
interface SettlingList<Read extends { digest?: Digest }> {
  /** As messages name it. */
  what: string;
  /** The digest is absent where there is no list yet. */
  read: () => Promise<Read>;
  /**
   * Returns a function that makes the list as it should be, and gives its digest, or undefined where it only asked
   * something and the list has to be read again; undefined where the list is as it should be.
   */
  change: (list: Read) => (() => Promise<Digest | undefined>) | undefined;
}

/**
 * Changes a list so that jobs that do the same at the same time lose nothing. No registry promises a conditional PUT,
 * so whoever read the list before our PUT may put back a list without our change. We therefore wait for longer than a
 * read and a write take, look, and are done when nothing was written meanwhile; else we look once more, and write once
 * more when our change is gone, or what another job had on the list.
 */
export async function settleList<Read extends { digest?: Digest }>(
  { what, read, change }: SettlingList<Read>,
  signal: AbortSignal | undefined,
  time: Time = realTime,
): Promise<Read> {
  /** The digest of the list when we saw it last. */
  let last: Digest | undefined;
  for (let round = 0; ; round += 1) {
    const start = time.now();
    const list = await read();
    const write = change(list);
    if (!write && (round === 0 || list.digest === last || round === maxRounds)) return list;
    if (round === maxRounds) throw new OciError('REGISTRY', `${what} does not keep what is written to it`);
    const written = write ? await write() : list.digest;
    if (write && written === undefined) continue;
    last = written;
    await time.pause(settlingTime(time.now() - start), signal);
  }
}

/**
 * The milliseconds to wait before we look whether a list that others write too is still as we wrote it: longer than
 * others may take from reading to writing. Our own time tells that of a slow line; a job on a busy machine may stand
 * still for a moment all the same, and one of fifty times ten jobs on two busy cores lost an entry when this was 100 ms.
 * With jitter, so that jobs do not keep step.
 */
export function settlingTime(measured: number): number {
  return Math.min(Math.max(2 * measured, 700), 2_000) * (1 + Math.random());
}
