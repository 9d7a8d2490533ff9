import type { Position } from '../../errors.ts';
import type { Log } from '../contract/mode.ts';
import type { Thing } from '../contract/told.ts';
import { several } from '../publish/several.ts';
import { type SyncName, type SyncPair, type SyncPlan, thingOf } from './sync-plan.ts';

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
  const nameOf = (part: Part) => thingOf(part).source ?? '';
  const all = several<Part>({ keepGoing, signal, log, nameOf, positionOf: placeOf });
  /** All parts in the order of the sync file. */
  const parts = () => pairs.flatMap((pair): readonly Part[] => selected.get(pair) ?? [pair]);
  return {
    each: all.each,
    select: (pair: SyncPair, names: readonly SyncName[]) => void selected.set(pair, names),
    plan: (plan: SyncPlan) => void plans.set(plan.of, plan),
    /** The target is now as planned. */
    finish(plan: SyncPlan): void {
      plans.set(plan.of, plan);
      done.add(plan.of);
    },
    count: () => parts().length,
    /** What was selected, and what is planned, without what has failed. */
    names: () => parts().flatMap((part) => ('pair' in part && !all.hasFailed(part) ? part : [])),
    planned: () => parts().flatMap((part) => (all.hasFailed(part) ? [] : (plans.get(part) ?? []))),
    /** What is told of each part; in a dry run, with what is planned. */
    things: (isDryRun: boolean): Thing[] =>
      parts().map((part) => {
        const isKnown = done.has(part) || isDryRun || all.hasFailed(part);
        return all.thingOf(part, thingOf(part, isKnown ? plans.get(part) : undefined));
      }),
    /** Fails where something did, with one error for all. */
    end: () => all.end(parts()),
  };
}
