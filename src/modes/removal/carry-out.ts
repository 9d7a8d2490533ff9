import { type Digest, isDigest } from '../../oci/digest.ts';
import { wordOf } from '../contract/fates.ts';
import type { Mode } from '../contract/mode.ts';
import type { Thing } from '../contract/told.ts';
import { several } from '../publish/several.ts';
import { firstLines } from '../tell/first-lines.ts';
import { tagList } from './deletable-repository.ts';

/** What came of a deletion that was not carried out, and is not a failure: it stays for a reason, or is not there. */
export type Undone = { fate: 'kept' | 'missing'; reason: string };

/** What came of a deletion in another way than was planned; a manifest may lose its tags alone. */
export type Otherwise = Undone | { fate: 'untagged'; reason: string };

/** One deletion of several. */
export interface RemovalStep {
  item: Thing;
  work: () => Promise<Otherwise | undefined>;
  /** What has to be done before; when it fails, this is left out. */
  after: readonly RemovalStep[];
}

/** What is to be deleted, and what is settled already: that it stays, or is not there. */
export interface Removals {
  steps: RemovalStep[];
  settled: Thing[];
}

/** A manifest that is called by its tags, or a tag alone, or of no tag by its digest. */
export function thingCalled(name: string, more: Omit<Thing, 'name' | 'what'>): Thing {
  return { what: isDigest(name) ? 'manifest' : 'tag', name, ...more };
}

/** Makes the step that removes a tag alone; `others` are the tags that its manifest keeps. */
export function untagStep(
  tag: string,
  digest: Digest,
  work: () => Promise<Otherwise | undefined>,
  others: readonly string[] = [],
): RemovalStep {
  const reason = others.length > 0 ? `the manifest stays: it also has ${tagList(others)}` : 'the manifest stays';
  return { item: thingCalled(tag, { fate: 'untagged', digest, tags: [tag], reason }), work, after: [] };
}

/**
 * Carries out all steps that can be, whatever becomes of the others, and tells of each as an item; in a dry run, of
 * what would be done. Fails at the end when a step did.
 *
 * @param settled what is decided already, to stay or as missing, which is told too
 */
export async function carryOut(
  steps: readonly RemovalStep[],
  settled: readonly Thing[],
  { dryRun, atOnce }: { dryRun: boolean; atOnce: number },
  { log, told, signal }: Pick<Mode, 'log' | 'told' | 'signal'>,
): Promise<void> {
  const outcomes = new Map<RemovalStep, Thing>();
  const all = several<RemovalStep>({ keepGoing: true, signal, log, nameOf: ({ item }) => nameOf(item) });
  const lines = firstLines(log);
  const tell = (step: RemovalStep, item: Thing) => {
    outcomes.set(step, item);
    const verb = wordOf(item.fate, dryRun);
    lines.say(verb, `${nameOf(item)}: ${verb}${item.reason ? `, ${item.reason}` : ''}`);
  };
  const take = async (step: RemovalStep) => {
    const { item, after } = step;
    const missed = after.find((each) => all.hasFailed(each) || outcomes.get(each)?.fate === 'kept');
    if (missed) return tell(step, { ...item, fate: 'kept', reason: `${missed.item.name} is still there` });
    const otherwise = dryRun ? undefined : await step.work();
    tell(step, { ...item, ...otherwise });
  };
  for (const { name, fate, reason } of settled) {
    lines.say(fate, `${name}: ${fate}${reason ? `, ${reason}` : ''}`);
  }
  let waiting = [...steps];
  try {
    while (waiting.length > 0) {
      const ready = waiting.filter(({ after }) => after.every((each) => outcomes.has(each) || all.hasFailed(each)));
      // Only tags that were made for it go in a circle; then one is as good a start as another.
      const wave = new Set(ready.length > 0 ? ready : waiting.slice(0, 1));
      await all.each([...wave], { atOnce, of: (step) => [step] }, take);
      waiting = waiting.filter((step) => !wave.has(step));
    }
  } finally {
    lines.end();
    const done = steps.map((each) => all.thingOf(each, outcomes.get(each) ?? notReached(each.item)));
    told.things = [...done, ...settled];
  }
  all.end(steps);
}

function nameOf({ name, digest }: Thing): string {
  return digest === undefined || name === digest ? name : `${name} (${digest})`;
}

/** What is told of what a cancelled step did not get to; why it would have been untagged does not matter then. */
function notReached({ reason: _, ...item }: Thing): Thing {
  return { ...item, fate: 'not reached' };
}
