import { messageOf, OciError, type Position } from '../../errors.ts';
import type { Log } from '../contract/mode.ts';
import type { ResultItem } from '../contract/result.ts';
import { rowOf, type SyncName, type SyncPair, type SyncPlan } from './sync-plan.ts';

/** A tag or digest, or a repository of which none could be selected. */
type Part = SyncName | SyncPair;

/** The line of the sync file that is to blame, or that asks for the part. */
function placeOf(part: Part, error: unknown): Position {
  if (error instanceof OciError && error.position) return error.position;
  const { named, position } = 'pair' in part ? part.pair.repository : part.repository;
  const lines = positions.get(named) ?? new Map(named.toReversed().map((each) => [each.name, each.position]));
  positions.set(named, lines);
  return lines.get(part.name) ?? position;
}

/** The lines of the names of a repository: there may be thousands, and as many failures. */
const positions = new WeakMap<object, ReadonlyMap<string, Position>>();

/**
 * Reads the stack of an error that is kept. Until then, V8 holds the frames themselves, and with them what these
 * functions held, such as manifests.
 */
function writeStack(error: unknown): void {
  for (let next = error; Error.isError(next); next = next.cause) void next.stack;
}

/** Keeps what came of a sync so far: the stage that each of its parts has reached, and failures. */
export function startReport(pairs: readonly SyncPair[], keepGoing: boolean, log: Log, signal: AbortSignal) {
  const selected = new Map<SyncPair, readonly SyncName[]>();
  const plans = new Map<Part, SyncPlan>();
  const done = new Set<Part>();
  const errors = new Map<Part, unknown>();
  let isStopped = false;
  /** All parts in the order of the sync file. */
  const parts = () => pairs.flatMap((pair): readonly Part[] => selected.get(pair) ?? [pair]);
  const fail = (failed: readonly Part[], error: unknown) => {
    // What is given up because of another failure has none of its own.
    if (isStopped || signal.aborted) throw error;
    writeStack(error);
    for (const part of failed) errors.set(part, error);
    isStopped = !keepGoing;
    if (isStopped) throw error;
    for (const part of failed) log.warning(`${rowOf(part).source} failed: ${messageOf(error)}`);
  };
  return {
    /** Does some work for parts; after a failure it goes on with the others, where that is wanted. */
    attempt: (own: readonly Part[], work: () => Promise<void>) => work().catch((error: unknown) => fail(own, error)),
    select: (pair: SyncPair, names: readonly SyncName[]) => void selected.set(pair, names),
    plan: (plan: SyncPlan) => void plans.set(plan.of, plan),
    /** The target is now as planned. */
    finish(plan: SyncPlan): void {
      plans.set(plan.of, plan);
      done.add(plan.of);
    },
    count: () => parts().length,
    /** What was selected, and what is planned, without what has failed. */
    names: () => parts().flatMap((part) => ('pair' in part && !errors.has(part) ? part : [])),
    planned: () => parts().flatMap((part) => (errors.has(part) ? [] : (plans.get(part) ?? []))),
    /** The rows of what is done and of what failed and, in a dry run, of what is planned. */
    rows: (isDryRun: boolean): ResultItem[] =>
      parts().flatMap((part) => {
        const row = rowOf(part, plans.get(part));
        const error = errors.get(part);
        if (errors.has(part)) {
          return { ...row, status: 'failed', reason: messageOf(error), position: placeOf(part, error) };
        }
        return done.has(part) || (isDryRun && plans.has(part)) ? row : [];
      }),
    /** Fails where something did, with one error for all. */
    end(): void {
      const failed = parts().filter((part) => errors.has(part));
      const [first] = failed.map((part) => errors.get(part));
      if (failed.length === 0) return;
      if (failed.length === 1 || !(first instanceof OciError)) throw first;
      const text = `${failed.length} of ${parts().length} failed; the first: ${first.message}`;
      throw new OciError(first.code, text, { cause: first, position: first.position });
    },
  };
}
