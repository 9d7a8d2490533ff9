import { concurrently } from '../../concurrently.ts';
import { hasCode, orGone } from '../../errors.ts';
import { compareVersions } from '../../go/semver.ts';
import type { Digest } from '../../oci/digest.ts';
import { groupDigestTags, isDigestTag } from '../../oci/digest-tags.ts';
import { listed } from '../../store/listed.ts';
import { count } from '../../words.ts';
import type { AllInputs } from '../contract/inputs.ts';
import type { Log } from '../contract/mode.ts';
import type { Thing } from '../contract/told.ts';
import { parseTagFilter, selectTags } from '../find/tag-filter.ts';
import { versionOfTag } from '../find/tag-versions.ts';
import { type Otherwise, type RemovalStep, type Removals, thingCalled, untagStep } from './carry-out.ts';
import { byDigest, type DeletableRepository, type Tagged, tagList, untag } from './deletable-repository.ts';
import { ManifestFacts } from './manifest-facts.ts';
import { findToDelete, type ToDelete } from './removal-graph.ts';

/** A manifest with those of its tags that the filter selects: they stay or go together. */
interface Candidate {
  digest: Digest;
  tags: string[];
}

/**
 * Decides whether a manifest counts towards `keep-last`. One whose signatures could not all be examined is `unknown`: it
 * stays, since anybody who may push can hide a good signature among bad ones, and does not count.
 */
export type JudgePlace = (digest: Digest) => Promise<'trusted' | 'untrusted' | 'unknown'>;

/** What is to go and what is to stay, and how to look. */
interface Policy
  extends Pick<AllInputs, 'filter' | 'keepLast' | 'olderThan' | 'untagOnly' | 'ifNotFound' | 'concurrency'> {
  /** Absent: all count. */
  judgePlace?: JudgePlace | undefined;
}

/** Why manifests stay, or go. */
type Reasons = ReadonlyMap<Digest, string>;

/**
 * Plans what goes from a repository: the tags that `filter` selects, but for the newest of `keep-last` and what
 * `older-than` is too young for. A manifest goes with what belongs to it alone: the parts of an index, and signatures
 * and the like, by their subject or by the names of their tags. Nothing goes that something needs which stays.
 */
export async function planRetention(
  deletable: DeletableRepository,
  policy: Policy,
  log: Log,
  signal: AbortSignal,
): Promise<Removals> {
  const { filter, concurrency } = policy;
  const fits = filter === undefined ? () => true : await parseTagFilter(filter);
  const tags = await readTags(deletable, policy.ifNotFound, log, signal);
  const selected = new Set(await selectTags(tags.keys(), (tag) => !isDigestTag(tag) && fits(tag), signal));
  const wanted = byDigest([...tags].filter(([tag]) => selected.has(tag)));
  const candidates = [...wanted].map(([digest, own]): Candidate => ({ digest, tags: own }));
  log.info(`${count(tags.size, 'tag')}, ${selected.size} selected, on ${count(candidates.length, 'manifest')}`);

  const facts = new ManifestFacts(deletable.store, signal);
  const createdAt = async (digest: Digest) => deletable.uploadedAt(digest) ?? (await facts.createdAt(digest));
  const fresh = policy.keepLast ? judgeFresh(candidates, deletable) : new Map<Digest, string>();
  const ages = await judgeAges(without(candidates, fresh), policy, createdAt, log, signal);
  const young = new Map([...fresh, ...ages.young]);
  const old = without(candidates, young);
  if (policy.untagOnly) {
    const step = (tag: string, digest: Digest) => {
      const work = () => untag(deletable, tag, digest, signal).then(() => undefined);
      const { item, ...how } = untagStep(tag, digest, work);
      const reason = [ages.old.get(digest), item.reason].filter((each) => each !== undefined).join('; ');
      return { ...how, item: { ...item, reason } };
    };
    const steps = old.flatMap(({ digest, tags: own }) => own.map((tag) => step(tag, digest)));
    return { steps, settled: keptItems(candidates, young) };
  }
  const shared = judgeTags(old, tags);
  const open = without(old, shared);
  const unread = await judgeContent(open, facts, concurrency, signal);
  const going = without(open, unread).map(({ digest }) => digest);
  const digestTags = groupDigestTags(tags.keys());
  const inventory = { store: deletable.store, tags, digestTags, facts, concurrency, signal };
  const { toDelete, needed } = await findToDelete(inventory, going);
  const settled = keptItems(candidates, new Map([...young, ...shared, ...unread, ...needed]));
  return { steps: removalSteps(toDelete, deletable, tags, ages.old), settled };
}

function without(candidates: readonly Candidate[], reasons: Reasons): Candidate[] {
  return candidates.filter(({ digest }) => !reasons.has(digest));
}

function keptItems(candidates: readonly Candidate[], reasons: Reasons): Thing[] {
  return candidates.flatMap(({ digest, tags }) => {
    const reason = reasons.get(digest);
    return reason === undefined ? [] : thingCalled(tags.join(', '), { fate: 'kept', digest, tags, reason });
  });
}

/** Makes a step of each manifest that goes, after those for whose sake it is there. */
function removalSteps(
  toDelete: readonly ToDelete[],
  deletable: DeletableRepository,
  tags: ReadonlyMap<string, Tagged>,
  old: Reasons,
): RemovalStep[] {
  const steps = new Map<Digest, RemovalStep & { after: RemovalStep[] }>();
  for (const { digest, tags: own, reason } of toDelete) {
    const name = own.join(', ') || digest;
    const why = reason ?? old.get(digest);
    const item = thingCalled(name, { fate: 'deleted', digest, tags: own, reason: why });
    const work = async (): Promise<Otherwise | undefined> => {
      const added = await deletable.newTagsOf(digest, tags);
      if (added.length > 0) return { fate: 'kept', reason: `it got ${tagList(added)} meanwhile` };
      try {
        const stays = await deletable.remove(digest, own);
        return stays === undefined ? undefined : { fate: 'untagged', reason: stays };
      } catch (error) {
        // Some registries let what belongs to a manifest go with it by themselves, or keep it as long as that stays.
        if (reason === undefined || !hasCode(error, 'NOT_FOUND', 'CONFLICT')) throw error;
        if (error.code === 'NOT_FOUND') return undefined;
        if (error.topic !== 'referenced-manifest') throw error;
        return { fate: 'kept', reason: 'another manifest refers to it, which stays' };
      }
    };
    steps.set(digest, { item, work, after: [] });
  }
  for (const { digest, above } of toDelete) {
    steps.get(digest)?.after.push(...[...above].map((each) => steps.get(each)).filter((step) => step !== undefined));
  }
  return [...steps.values()];
}

/** Finds where all tags point; none of a repository that is missing and may be. */
async function readTags(
  deletable: DeletableRepository,
  ifNotFound: AllInputs['ifNotFound'],
  log: Log,
  signal: AbortSignal,
): ReturnType<DeletableRepository['tags']> {
  if (ifNotFound === 'error') return deletable.tags();
  // The registry decides: to a token with few rights, the API of a package host says "not found" of anything.
  const tags = await orGone(deletable.tags(), () => listed(deletable.store.tags(signal), 1), signal);
  if (!tags) log.info('The repository does not exist: there is nothing to delete');
  return tags ?? new Map();
}

/** Finds the manifests that also have tags which were not selected, and stay with them. */
function judgeTags(candidates: readonly Candidate[], tags: ReadonlyMap<string, Tagged>): Reasons {
  const all = byDigest(tags);
  const reasons = new Map<Digest, string>();
  for (const { digest, tags: own } of candidates) {
    const others = all.get(digest)?.filter((tag) => !own.includes(tag) && !isDigestTag(tag)) ?? [];
    const [stay, alone] = others.length === 1 ? ['stays', 'it'] : ['stay', 'them'];
    const advice = `untag-only: true removes the selected tags without ${alone}`;
    if (others.length > 0) reasons.set(digest, `it also has ${tagList(others)}, which ${stay}: ${advice}`);
  }
  return reasons;
}

/** Finds the manifests that cannot be read. */
async function judgeContent(
  candidates: readonly Candidate[],
  facts: ManifestFacts,
  concurrency: number,
  signal: AbortSignal,
): Promise<Reasons> {
  const reasons = new Map<Digest, string>();
  await concurrently(candidates, concurrency, signal, async ({ digest }) => {
    const problem = await facts.problemOf(digest);
    if (problem !== undefined) reasons.set(digest, `what belongs to it is not known: ${problem}`);
  });
  return reasons;
}

/**
 * Milliseconds after the upload in which a manifest stays and takes no place of `keep-last`: otherwise anybody who may
 * push could have all releases deleted with a few high versions.
 */
const freshness = 24 * 3_600_000;

/** Finds the manifests that were uploaded just now, where the place remembers when: nobody who pushes can change that. */
function judgeFresh(candidates: readonly Candidate[], deletable: DeletableRepository): Reasons {
  const start = Date.now() - freshness;
  const fresh = candidates.filter(({ digest }) => Number(deletable.uploadedAt(digest) ?? 0) > start);
  return new Map(fresh.map(({ digest }) => [digest, 'it was pushed less than a day ago']));
}

/** Clocks may differ; what was made later than this from now says so to stay, or to be the newest. */
const maxAhead = 3_600_000;

/** Finds the manifests that `keep-last` and `older-than` let stay, and says of the others why they do not. */
async function judgeAges(
  candidates: readonly Candidate[],
  { keepLast, olderThan, concurrency, judgePlace = async () => 'trusted' }: Policy,
  createdAt: (digest: Digest) => Promise<Date | undefined>,
  log: Log,
  signal: AbortSignal,
): Promise<{ young: Reasons; old: Reasons }> {
  /** Undefined: not known. */
  const times = new Map<Digest, Date | undefined>();
  let ageless = 0;
  const readTimes = (of: readonly Candidate[]) =>
    concurrently(of, concurrency, signal, async ({ digest, tags }) => {
      const time = await createdAt(digest);
      const isAhead = time !== undefined && time.getTime() > Date.now() + maxAhead;
      times.set(digest, isAhead ? undefined : time);
      if (!time) ageless += 1;
      if (!isAhead) return;
      const when = `was made on ${time.toISOString()}, in the future`;
      log.warning(`${tags.join(', ')} says that it ${when}: its age is not known, and it stays`);
    });
  const [versions, others] = partition(candidates, ({ tags }) => tags.some(versionOfTag));
  if (keepLast !== undefined) await readTimes(others);
  const newest = await judgeRanks(versions, others, keepLast, times, judgePlace);
  if (olderThan !== undefined) await readTimes(without(candidates, newest).filter(({ digest }) => !times.has(digest)));
  const young = new Map(newest);
  const old = new Map<Digest, string>();
  for (const { digest, tags } of without(candidates, newest)) {
    const time = times.get(digest);
    const made = time && `was made on ${time.toISOString()}`;
    if (times.has(digest) && !time) young.set(digest, 'its age is not known');
    else if (time && olderThan !== undefined && Date.now() - time.getTime() <= olderThan) {
      young.set(digest, `it ${made}`);
    } else {
      const rank = keepLast
        ? `is not ${newestOf(keepLast, tags.some(versionOfTag) ? 'by version' : 'by age')}`
        : undefined;
      const facts = [made, rank].filter((each) => each !== undefined);
      if (facts.length > 0) old.set(digest, `it ${facts.join(' and ')}`);
    }
  }
  if (ageless > 0) {
    log.warning(
      `Of ${candidates.length} selected manifests, ${ageless} stay because nothing says when they were made: ` +
        'push with created: now or created: commit, which writes that down',
    );
  }
  return { young, old };
}

/** Finds the newest versions, and the newest of what has no version. */
async function judgeRanks(
  versions: readonly Candidate[],
  others: readonly Candidate[],
  keepLast: number | undefined,
  times: ReadonlyMap<Digest, Date | undefined>,
  judgePlace: JudgePlace,
): Promise<Reasons> {
  if (keepLast === undefined) return new Map();
  const byVersion = versions.toSorted((a, b) => compareVersions(newestVersion(b), newestVersion(a)));
  const byAge = others
    .filter(({ digest }) => times.get(digest))
    .sort((a, b) => Number(times.get(b.digest)) - Number(times.get(a.digest)));
  const first = async (ranked: Candidate[], what: string) => {
    const reason = `it is ${newestOf(keepLast, what)}`;
    const staying: [Digest, string][] = [];
    let left = keepLast;
    // In turn, since most of them need no look.
    for (const { digest } of ranked) {
      if (left === 0) break;
      const verdict = await judgePlace(digest);
      if (verdict === 'trusted') left -= 1;
      if (verdict !== 'untrusted') {
        staying.push([digest, verdict === 'trusted' ? reason : 'not all of its signatures could be examined']);
      }
    }
    return staying;
  };
  return new Map([...(await first(byVersion, 'by version')), ...(await first(byAge, 'by age'))]);
}

function newestOf(keepLast: number, what: string): string {
  return keepLast === 1 ? `the newest ${what}` : `one of the ${keepLast} newest ${what}`;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

function newestVersion({ tags }: Candidate) {
  const versions = tags.map((tag) => versionOfTag(tag)).filter((version) => version !== undefined);
  return versions.reduce((newest, each) => (compareVersions(each, newest) > 0 ? each : newest));
}
