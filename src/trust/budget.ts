import type { Place } from './find.ts';
import { EvidenceError } from './read-evidence.ts';

/** Evidence that was not judged: it may well prove what it says. */
export class UnjudgedError extends EvidenceError {}

/** What a step spends on proofs that prove nothing, and on all proofs, in ms. A real one takes some 5 ms. */
const most = { misses: 20, time: 5_000 };

/** The part of it that the list of referrers may use up: the rest is for the tags. */
const shareOfList = 0.8;

/** Counts what judging costs: anybody who may push can publish proofs that are wrong at their very end. */
export interface Budget {
  /** Runs a proof; fails with an UnjudgedError, without running it, after too many wrong ones. */
  prove: <T>(place: Place, work: () => Promise<T>) => Promise<T>;
}

export function startBudget(): Budget {
  let [misses, time] = [0, 0];
  return {
    async prove(place, work) {
      const share = place === 'list' ? shareOfList : 1;
      if (misses >= most.misses * share || time >= most.time * share) {
        throw new UnjudgedError('is left unjudged: too many others were wrong, or took too long');
      }
      const start = performance.now();
      try {
        return await work();
      } catch (error) {
        misses += 1;
        throw error;
      } finally {
        time += performance.now() - start;
      }
    },
  };
}
