import type { Digest } from '../../oci/digest.ts';
import type { Mode } from '../contract/mode.ts';
import type { ResultItem } from '../contract/result.ts';
import { several } from '../publish/several.ts';
import { firstLines } from '../tell/first-lines.ts';
import { tagList } from './deletable-repository.ts';

/** What came of a deletion that was not carried out, and is not a failure: it stays for a reason, or is not there. */
export type Undone = { status: 'kept' | 'missing'; reason: string };

/** What came of a deletion in another way than was planned; a manifest may lose its tags alone. */
export type Otherwise = Undone | { status: 'untagged'; reason: string };

/** One deletion of several. */
export interface RemovalStep {
  item: ResultItem;
  work: () => Promise<Otherwise | undefined>;
  /** What has to be done before; when it fails, this is left out. */
  after: readonly RemovalStep[];
}

/** What is to be deleted, and what is settled already: that it stays, or is not there. */
export interface Removals {
  steps: RemovalStep[];
  settled: ResultItem[];
}

/** Makes the step that removes a tag alone; `others` are the tags that its manifest keeps. */
export function untagStep(
  tag: string,
  digest: Digest,
  work: () => Promise<Otherwise | undefined>,
  others: readonly string[] = [],
): RemovalStep {
  const reason = others.length > 0 ? `the manifest stays: it also has ${tagList(others)}` : 'the manifest stays';
  return { item: { name: tag, status: 'untagged', digest, tags: [tag], reason }, work, after: [] };
}

/**
 * Carries out all steps that can be, whatever becomes of the others, and tells of each as an item; in a dry run, of
 * what would be done. Fails at the end when a step did.
 *
 * @param settled what is decided already, to stay or as missing, which is told too
 */
export async function carryOut(
  steps: readonly RemovalStep[],
  settled: readonly ResultItem[],
  { dryRun, atOnce }: { dryRun: boolean; atOnce: number },
  { log, learn, signal }: Pick<Mode<'delete'>, 'log' | 'learn' | 'signal'>,
): Promise<void> {
  const outcomes = new Map<RemovalStep, ResultItem>();
  const all = several<RemovalStep>({ keepGoing: true, signal, log, nameOf: ({ item }) => nameOf(item) });
  const lines = firstLines(log);
  const tell = (step: RemovalStep, item: ResultItem) => {
    outcomes.set(step, item);
    const verb = dryRun ? `would be ${item.status}` : item.status;
    lines.say(verb, `${nameOf(item)}: ${verb}${item.reason ? `, ${item.reason}` : ''}`);
  };
  const take = async (step: RemovalStep) => {
    const { item, after } = step;
    const missed = after.find((each) => all.hasFailed(each) || outcomes.get(each)?.status === 'kept');
    if (missed)
      return tell(step, { ...item, status: 'kept', changed: false, reason: `${missed.item.name} is still there` });
    const otherwise = dryRun ? undefined : await step.work();
    const changed = otherwise === undefined || otherwise.status === 'untagged';
    tell(step, { ...item, ...otherwise, changed });
  };
  for (const { name, status, reason } of settled) {
    lines.say(status, `${name}: ${status}${reason ? `, ${reason}` : ''}`);
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
    const done = steps.map((each) => all.rowOf(each, outcomes.get(each) ?? notReached(each.item)));
    learn({ items: [...done, ...settled], changed: done.some(({ changed }) => changed) });
  }
  all.end(steps);
}

function nameOf({ name, digest }: ResultItem): string {
  return digest === undefined || name === digest ? name : `${name} (${digest})`;
}

/** The row of what a cancelled step did not get to; why it would have been untagged does not matter then. */
function notReached({ reason: _, ...item }: ResultItem): ResultItem {
  return { ...item, status: 'not reached', changed: false };
}
