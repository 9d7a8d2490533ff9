import type { Position } from '../../errors.ts';
import type { Log } from '../contract/mode.ts';
import type { ResultItem } from '../contract/result.ts';
import { startFailures } from '../tell/failures.ts';
import { rowOf, type SyncName, type SyncPair, type SyncPlan } from './sync-plan.ts';

/** A tag or digest, or a repository of which none could be selected. */
type Part = SyncName | SyncPair;

/** The line of the sync file that asks for a part. */
function placeOf(part: Part): Position {
  const { named, position } = 'pair' in part ? part.pair.repository : part.repository;
  const lines = positions.get(named) ?? new Map(named.toReversed().map((each) => [each.name, each.position]));
  positions.set(named, lines);
  return lines.get(part.name) ?? position;
}

/** The lines of the names of a repository: there may be thousands, and as many failures. */
const positions = new WeakMap<object, ReadonlyMap<string, Position>>();

/** Keeps what came of a sync so far: the stage that each of its parts has reached, and failures. */
export function startReport(pairs: readonly SyncPair[], keepGoing: boolean, log: Log, signal: AbortSignal) {
  const selected = new Map<SyncPair, readonly SyncName[]>();
  const plans = new Map<Part, SyncPlan>();
  const done = new Set<Part>();
  const nameOf = (part: Part) => rowOf(part).source ?? '';
  const failures = startFailures<Part>({ keepGoing, signal, log, nameOf, positionOf: placeOf });
  /** All parts in the order of the sync file. */
  const parts = () => pairs.flatMap((pair): readonly Part[] => selected.get(pair) ?? [pair]);
  return {
    /** Does some work for parts; after a failure it goes on with the others, where that is wanted. */
    attempt: failures.attempt,
    select: (pair: SyncPair, names: readonly SyncName[]) => void selected.set(pair, names),
    plan: (plan: SyncPlan) => void plans.set(plan.of, plan),
    /** The target is now as planned. */
    finish(plan: SyncPlan): void {
      plans.set(plan.of, plan);
      done.add(plan.of);
    },
    count: () => parts().length,
    /** What was selected, and what is planned, without what has failed. */
    names: () => parts().flatMap((part) => ('pair' in part && !failures.has(part) ? part : [])),
    planned: () => parts().flatMap((part) => (failures.has(part) ? [] : (plans.get(part) ?? []))),
    /** A row for each part; in a dry run, with what is planned. */
    rows: (isDryRun: boolean): ResultItem[] =>
      parts().map((part) => {
        const row = rowOf(part, plans.get(part));
        if (failures.has(part)) return { ...row, ...failures.rowOf(part) };
        return done.has(part) || (isDryRun && plans.has(part)) ? row : rowOf(part);
      }),
    /** Fails where something did, with one error for all. */
    end: () => failures.end(parts()),
  };
}
