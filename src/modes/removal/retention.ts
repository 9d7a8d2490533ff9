import { concurrently } from '../../concurrently.ts';
import { orAbsent, orGone } from '../../errors.ts';
import { compareVersions } from '../../go/semver.ts';
import type { Digest } from '../../oci/digest.ts';
import { groupDigestTags, isDigestTag } from '../../oci/digest-tags.ts';
import { listed } from '../../store/listed.ts';
import type { InputsOf } from '../contract/inputs.ts';
import type { Log } from '../contract/mode.ts';
import type { ResultItem } from '../contract/result.ts';
import { parseTagFilter, selectTags } from '../find/tag-filter.ts';
import { versionOfTag } from '../find/tag-versions.ts';
import { type Removals, type Step, type Undone, untagStep } from './carry-out.ts';
import { ManifestFacts } from './manifest-facts.ts';
import { findDoomed } from './removal-graph.ts';
import { byDigest, listTags, type Shelf, type Tagged, untag } from './shelf.ts';

/** A manifest with those of its tags that the filter selects: they stay or go together. */
interface Candidate {
  digest: Digest;
  tags: string[];
}

/**
 * Plans what goes from a repository: the tags that `filter` selects, but for the newest of `keep-last` and what
 * `older-than` is too young for. A manifest goes with what belongs to it alone: the parts of an index, and signatures
 * and the like, by their subject or by the names of their tags. Nothing goes that something needs which stays.
 */
export async function planRetention(
  shelf: Shelf,
  inputs: InputsOf<'delete'>,
  log: Log,
  signal: AbortSignal,
): Promise<Removals> {
  const { filter, untagOnly, concurrency } = inputs;
  const fits = filter === undefined ? () => true : await parseTagFilter(filter);
  const tags = await readTags(shelf, inputs.ifMissing, log, signal);
  const selected = (await selectTags(tags.keys(), (tag) => !isDigestTag(tag) && fits(tag), signal)).sort();
  const groups = Map.groupBy(selected, (tag) => (tags.get(tag) as Tagged).digest);
  const candidates = [...groups].map(([digest, own]): Candidate => ({ digest, tags: own }));
  log.info(`${tags.size} tags, ${selected.length} of them selected, which name ${candidates.length} manifests`);

  const facts = new ManifestFacts(shelf.store, signal);
  const reasons = await judgeAges(candidates, shelf, facts, inputs, log, signal);
  const keptOnes = () =>
    candidates
      .filter(({ digest }) => reasons.has(digest))
      .map(({ digest, tags: own }): ResultItem => {
        const reason = reasons.get(digest) ?? '';
        return { name: own.join(', '), status: 'kept', digest, tags: own, changed: false, reason };
      });
  if (untagOnly) {
    const going = candidates.filter(({ digest }) => !reasons.has(digest));
    const steps = going.flatMap(({ digest, tags: own }) =>
      own.map((tag) =>
        untagStep(tag, digest, async () => {
          await untag(shelf, tag, digest, signal);
          return undefined;
        }),
      ),
    );
    return { steps, settled: keptOnes() };
  }

  const all = byDigest(tags);
  for (const { digest, tags: own } of candidates) {
    const others = all.get(digest)?.filter((tag) => !own.includes(tag) && !isDigestTag(tag)) ?? [];
    if (others.length > 0 && !reasons.has(digest)) reasons.set(digest, alsoHas(others));
  }
  const open = candidates.filter(({ digest }) => !reasons.has(digest));
  await concurrently(open, concurrency, signal, async ({ digest }) => {
    const problem = await facts.problemOf(digest);
    if (problem !== undefined) reasons.set(digest, `what belongs to it is not known: ${problem}`);
  });
  const going = candidates.map(({ digest }) => digest).filter((digest) => !reasons.has(digest));
  const digestTags = groupDigestTags(tags.keys());
  const doomed = await findDoomed({ store: shelf.store, tags, digestTags, facts, concurrency, signal }, going, reasons);
  const steps = new Map<Digest, Step & { after: Step[] }>();
  for (const { digest, tags: own, reason } of doomed) {
    const item = {
      name: own.join(', ') || digest,
      status: 'deleted',
      digest,
      tags: own,
      ...(reason ? { reason } : {}),
    };
    const work = async (): Promise<Undone | undefined> => {
      const added = await shelf.newTagsOf(digest, tags);
      if (added.length > 0) return { status: 'kept', reason: `it got ${listTags(added)} meanwhile` };
      const removed = shelf.remove(digest, own);
      // Some registries let what belongs to a manifest go with it by themselves.
      await (reason === undefined ? removed : orAbsent(removed));
      return undefined;
    };
    steps.set(digest, { item, work, after: [] });
  }
  for (const { digest, above } of doomed) {
    steps.get(digest)?.after.push(...[...above].map((each) => steps.get(each)).filter((step) => step !== undefined));
  }
  return { steps: [...steps.values()], settled: keptOnes() };
}

/** Finds where all tags point; none of a repository that is missing and may be. */
async function readTags(
  shelf: Shelf,
  ifMissing: InputsOf<'delete'>['ifMissing'],
  log: Log,
  signal: AbortSignal,
): ReturnType<Shelf['tags']> {
  if (ifMissing === 'error') return shelf.tags();
  // The registry decides: to a token with few rights, the API of a package host says "not found" of anything.
  const tags = await orGone(shelf.tags(), () => listed(shelf.store.tags(signal), 1), signal);
  if (!tags) log.info('The repository does not exist: there is nothing to delete');
  return tags ?? new Map();
}

function alsoHas(others: readonly string[]): string {
  const [stay, alone] = others.length === 1 ? ['stays', 'it'] : ['stay', 'them'];
  return `it also has ${listTags(others)}, which ${stay}: untag-only: true removes the selected tags without ${alone}`;
}

/** Clocks may differ; what was made later than this from now says so to stay, or to be the newest. */
const maxAhead = 3_600_000;

/** Finds the reasons to keep manifests by `keep-last` and `older-than`. */
async function judgeAges(
  candidates: readonly Candidate[],
  shelf: Shelf,
  facts: ManifestFacts,
  { keepLast, olderThan, concurrency }: InputsOf<'delete'>,
  log: Log,
  signal: AbortSignal,
): Promise<Map<Digest, string>> {
  const reasons = new Map<Digest, string>();
  const times = new Map<Digest, Date>();
  const ageless: Candidate[] = [];
  const readTimes = (of: readonly Candidate[]) =>
    concurrently(of, concurrency, signal, async (candidate) => {
      const { digest, tags } = candidate;
      const time = shelf.uploadedAt(digest) ?? (await facts.createdAt(digest));
      const isKnown = time !== undefined && time.getTime() <= Date.now() + maxAhead;
      if (isKnown) times.set(digest, time);
      else reasons.set(digest, 'its age is not known');
      if (!time) ageless.push(candidate);
      else if (!isKnown) {
        const when = `was made on ${time.toISOString()}, in the future`;
        log.warning(`${tags.join(', ')} says that it ${when}: its age is not known, and it stays`);
      }
    });
  if (keepLast !== undefined) {
    const [versions, others] = partition(candidates, ({ tags }) => tags.some(versionOfTag));
    await readTimes(others);
    const byVersion = versions.toSorted((a, b) => compareVersions(newestVersion(b), newestVersion(a)));
    const byAge = others
      .filter(({ digest }) => times.has(digest))
      .sort((a, b) => Number(times.get(b.digest)) - Number(times.get(a.digest)));
    for (const [ranked, what] of [
      [byVersion, 'by version'],
      [byAge, 'by age'],
    ] as const) {
      const reason = keepLast === 1 ? `it is the newest ${what}` : `it is one of the ${keepLast} newest ${what}`;
      for (const { digest } of ranked.slice(0, keepLast)) reasons.set(digest, reason);
    }
  }
  if (olderThan !== undefined) {
    const open = candidates.filter(({ digest }) => !reasons.has(digest));
    await readTimes(open.filter(({ digest }) => !times.has(digest)));
    for (const { digest } of open) {
      const time = times.get(digest);
      if (time && Date.now() - time.getTime() <= olderThan) reasons.set(digest, `it was made on ${time.toISOString()}`);
    }
  }
  if (ageless.length > 0) {
    log.warning(
      `Of ${candidates.length} selected manifests, ${ageless.length} stay because nothing says when they were made: ` +
        'push with created: now or created: commit, which writes that down',
    );
  }
  return reasons;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

function newestVersion({ tags }: Candidate) {
  const versions = tags.map((tag) => versionOfTag(tag)).filter((version) => version !== undefined);
  return versions.reduce((newest, each) => (compareVersions(each, newest) > 0 ? each : newest));
}
