import { concurrently } from '../concurrently.ts';
import { hasCode, OciError, orAbsent, orGone } from '../errors.ts';
import { type Digest, isDigest } from '../oci/digest.ts';
import { formatRepository, type Reference } from '../oci/reference.ts';
import type { Store } from '../store/store.ts';
import type { AllInputs, InputsOf } from './contract/inputs.ts';
import type { Log, Mode } from './contract/mode.ts';
import { tell } from './contract/told.ts';
import { withNearTags } from './find/find-manifest.ts';
import type { Judge } from './find/verification.ts';
import {
  carryOut,
  type Otherwise,
  type RemovalStep,
  type Removals,
  thingCalled,
  type Undone,
  untagStep,
} from './removal/carry-out.ts';
import {
  type DeletableRepository,
  deletablePackage,
  deletableStore,
  type Tagged,
  tagList,
  untag,
  untagAlone,
} from './removal/deletable-repository.ts';
import type { Package } from './removal/package.ts';
import { type JudgePlace, planRetention } from './removal/retention.ts';

/**
 * Removes what a reference names: a manifest with its tags, or tags alone; without a tag and a digest, what the inputs
 * for retention leave of a repository. No tag goes that was not asked for.
 */
export async function deleteContent(
  asked: InputsOf<'delete'>,
  mode: Mode,
  { openPackage, judge }: { openPackage: (reference: Reference) => Package | undefined; judge: Judge | undefined },
): Promise<void> {
  const tags = [...new Set([...asked.reference.tags, ...asked.tagging.tags])];
  const inputs = { ...asked, ...asked.sought, reference: { ...asked.reference, tags } };
  const { reference, concurrency, dryRun } = inputs;
  const { log, signal, told } = mode;
  const repository = formatRepository(reference);
  tell(told.about, { repository, tags, fate: 'not reached' });
  const isRetention = checkInputs(inputs, judge !== undefined);
  const pack = openPackage(reference);
  const store = mode.open.store(reference, { canDelete: !dryRun && pack === undefined });
  const deletable = pack ? deletablePackage(store, pack, signal) : deletableStore(store, concurrency, signal);

  const { steps, settled } = isRetention
    ? await log.group(`Look through ${repository}`, async () =>
        planRetention(
          deletable,
          { ...inputs, judgePlace: judge && placesBy(judge, store, repository, log, signal) },
          log,
          signal,
        ),
      )
    : await planNamed(deletable, inputs, mode);
  const what = `${dryRun ? 'Would delete' : 'Delete'} from ${repository}`;
  await log.group(what, () => carryOut(steps, settled, { dryRun, atOnce: deletable.atOnce }, mode));
  // Where tags alone went, there is nothing to free.
  if (dryRun || steps.every(({ item }) => item.fate !== 'deleted')) return;
  log.info(
    store.location
      ? "Space is freed by the registry's garbage collection"
      : 'Files of layers stay in the layout: nothing tells whether they are still needed',
  );
}

/** What is to go, with all its tags in the reference. */
interface Wanted
  extends Pick<
    AllInputs,
    'keepLast' | 'olderThan' | 'filter' | 'untagOnly' | 'ifNotFound' | 'expectDigest' | 'concurrency'
  > {
  reference: Reference;
}

/** Tells whether the inputs ask for retention; fails with INVALID_INPUT when they do not say clearly what is to go. */
function checkInputs(
  { reference, keepLast, olderThan, filter, untagOnly, expectDigest }: Wanted,
  isVerified: boolean,
): boolean {
  const refused = (what: string) => new OciError('INVALID_INPUT', what);
  const policies = { 'keep-last': keepLast, 'older-than': olderThan, filter };
  const [policy] = Object.entries(policies).find(([, value]) => value !== undefined) ?? [];
  const name = reference.digest ?? reference.tags[0];
  if (isVerified && !keepLast) {
    throw refused(
      'In mode delete, the input verify needs keep-last of at least 1: it decides which manifests count towards it',
    );
  }
  if (name === undefined && policy === undefined) {
    throw refused(
      'The input reference has neither a tag nor a digest: say what to delete, or which tags to keep with keep-last, older-than or filter',
    );
  }
  if (name !== undefined && policy !== undefined) {
    throw refused(`The input ${policy} is for a whole repository, but the input reference names ${name}`);
  }
  if (keepLast === 0 && filter === undefined && olderThan === undefined) {
    throw refused('The input keep-last is 0, which would delete everything: add filter or older-than');
  }
  if (untagOnly && name !== undefined && reference.tags.length === 0) {
    throw refused('The input untag-only needs a tag in the input reference: it names a digest alone');
  }
  if (expectDigest !== undefined && name === undefined) {
    throw refused('The input expect-digest does not apply to a whole repository: name a tag in the input reference');
  }
  return name === undefined;
}

/** Makes what decides which manifests count towards `keep-last`. */
function placesBy(judge: Judge, store: Store, repository: string, log: Log, signal: AbortSignal): JudgePlace {
  return async (digest) => {
    const { descriptor } = await store.manifest(digest, signal);
    const { refusal, isComplete } = await judge(store, descriptor, `${repository}@${digest}`);
    if (!refusal) return 'trusted';
    log.info(`Does not count towards keep-last: ${refusal.message}`);
    return isComplete ? 'untrusted' : 'unknown';
  };
}

/** Plans what a reference asks for by tags, by digest, or by both. */
async function planNamed(
  deletable: DeletableRepository,
  wanted: Wanted,
  { told, signal }: Pick<Mode, 'told' | 'signal'>,
): Promise<Removals> {
  const { reference, untagOnly, ifNotFound } = wanted;
  const { store } = deletable;
  const repository = formatRepository(reference);
  const { named, digests, missing } = await findNamed(store, wanted, signal);
  const settled = missing.map((name) => thingCalled(name, notThere));
  const [digest] = digests;
  if (digest !== undefined && digests.size === 1) tell(told.about, { digest, reference: `${repository}@${digest}` });
  // The registry decides what has gone meanwhile: to a token with few rights, an API says "not found" of anything.
  const unlessGone = async (name: string, work: () => Promise<unknown>): Promise<Otherwise | undefined> => {
    const done = work().then((stays) =>
      typeof stays === 'string' ? ({ fate: 'untagged', reason: stays } as const) : 'done',
    );
    const outcome = await (ifNotFound === 'ignore' ? orGone(done, () => store.resolve(name, signal), signal) : done);
    return outcome === 'done' ? undefined : (outcome ?? notThere);
  };

  if (untagOnly) {
    const steps = [...named].map(([tag, { digest: of }]) =>
      untagStep(tag, of, () => unlessGone(tag, () => untag(deletable, tag, of, signal))),
    );
    return { steps, settled };
  }
  const untags: RemovalStep[] = [];
  const removals: RemovalStep[] = [];
  for (const each of digests) {
    const asked = reference.tags.filter((tag) => named.get(tag)?.digest === each);
    const others = (await deletable.tagsOf(each, named)).filter((tag) => !asked.includes(tag));
    if (others.length === 0) {
      const item = thingCalled(asked.join(', ') || each, { fate: 'deleted', digest: each, tags: asked });
      removals.push({ item, work: () => unlessGone(asked[0] ?? each, () => deletable.remove(each, asked)), after: [] });
    } else if (reference.digest) {
      throw new OciError('CONFLICT', `${repository}@${each} also has ${tagList(others)}, which would go with it`, {
        topic: 'other-tags',
      });
    } else {
      for (const tag of asked) {
        const work = () => untagOrName(deletable, { reference, tag, digest: each, others }, signal);
        untags.push(untagStep(tag, each, () => unlessGone(tag, work), others));
      }
    }
  }
  // What may turn out to be refused comes first.
  return { steps: [...untags, ...removals.map((step) => ({ ...step, after: untags }))], settled };
}

const notThere: Undone = { fate: 'missing', reason: 'it does not exist' };

/**
 * Finds where the tags of a reference point, in their order, and all manifests that it names; fails with NOT_FOUND
 * unless `if-not-found` says otherwise.
 */
async function findNamed(
  store: Store,
  { reference, expectDigest, concurrency, ifNotFound }: Wanted,
  signal: AbortSignal,
): Promise<{ named: Map<string, Tagged>; digests: Set<Digest>; missing: string[] }> {
  const { tags, digest: pin } = reference;
  const repository = formatRepository(reference);
  const find = (name: string, own: AbortSignal): Promise<Tagged | undefined> =>
    ifNotFound === 'ignore'
      ? orAbsent(store.resolve(name, own))
      : isDigest(name)
        ? store.resolve(name, own)
        : withNearTags(store, name, () => store.resolve(name, own), own);
  const found = new Map<string, Tagged>();
  const names = [...tags];
  const look = (at: readonly string[]) =>
    concurrently(at, concurrency, signal, async (name, own) => {
      const there = await find(name, own);
      if (there) found.set(name, there);
    });
  await look(tags);
  if (pin && found.size === 0) {
    names.push(pin);
    await look([pin]);
  }
  for (const [name, { digest }] of found) {
    checkDigest(`${repository}${isDigest(name) ? '@' : ':'}${name}`, digest, { reference, expectDigest });
  }
  const named = new Map<string, Tagged>();
  for (const tag of tags) {
    const there = found.get(tag);
    if (there) named.set(tag, there);
  }
  const digests = new Set([...found.values()].map(({ digest }) => digest));
  return { named, digests, missing: names.filter((name) => !found.has(name)) };
}

/** Removes a tag of several where the place can do that; else it is an error which names the others. */
async function untagOrName(
  deletable: DeletableRepository,
  { reference, tag, digest, others }: { reference: Reference; tag: string; digest: Digest; others: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  try {
    await untagAlone(deletable, tag, await deletable.store.manifest(digest, signal), others);
  } catch (error) {
    if (!hasCode(error, 'UNSUPPORTED')) throw error;
    const what = `${formatRepository(reference)}:${tag} cannot be deleted alone`;
    throw new OciError('CONFLICT', `${what}: ${digest} also has ${tagList(others)}, which would go with it`, {
      cause: error,
      topic: 'other-tags',
    });
  }
}

/** Fails with INTEGRITY unless a name has the digest that the inputs say it has. */
function checkDigest(
  what: string,
  found: Digest,
  { reference, expectDigest }: Pick<Wanted, 'reference' | 'expectDigest'>,
): void {
  const claims = { 'the input reference': reference.digest, 'expect-digest': expectDigest };
  for (const [input, claim] of Object.entries(claims)) {
    if (claim !== undefined && claim !== found) {
      throw new OciError('INTEGRITY', `${what} is ${found}, but ${input} asks for ${claim}`, {
        topic: input === 'expect-digest' ? 'expect-digest' : 'pinned-digest',
      });
    }
  }
}
