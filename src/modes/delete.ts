import { concurrently } from '../concurrently.ts';
import { hasCode, OciError } from '../errors.ts';
import type { Digest } from '../oci/digest.ts';
import { formatRepository, type Reference } from '../oci/reference.ts';
import { carryOut, type Step, untagStep } from './carry-out.ts';
import type { Inputs, ModeContext } from './context.ts';
import { withNearTags } from './find-manifest.ts';
import { planRetention } from './retention.ts';
import { listTags, type Shelf, shelfOfPackage, shelfOfStore, type Tagged, untag, untagAlone } from './shelf.ts';

/**
 * Removes what a reference names: a manifest with its tags, or tags alone; without a tag and a digest, what the inputs for
 * retention leave of a repository. No tag goes that was not asked for.
 */
export async function deleteContent(inputs: Inputs, context: ModeContext): Promise<void> {
  const { reference, concurrency, dryRun } = inputs;
  const { log, signal, learn } = context;
  const repository = formatRepository(reference);
  learn({ repository, tags: reference.tags, changed: false });
  const isRetention = checkInputs(inputs);
  const pack = context.openPackage(reference);
  const store = context.openStore(reference, { canDelete: !dryRun && pack === undefined });
  const shelf = pack ? shelfOfPackage(store, pack, signal) : shelfOfStore(store, concurrency, signal);

  const { steps, kept } = isRetention
    ? await log.group(`Look through ${repository}`, () => planRetention(shelf, inputs, context))
    : { steps: await planNamed(shelf, inputs, context), kept: [] };
  const what = `${dryRun ? 'Would delete' : 'Delete'} from ${repository}`;
  await log.group(what, () => carryOut(steps, kept, { dryRun, atOnce: shelf.atOnce }, context));
  if (dryRun || steps.length === 0) return;
  log.info(
    store.location
      ? "Space is freed by the registry's garbage collection"
      : 'Files of layers stay in the layout: nothing there tells whether somebody needs them',
  );
}

/** Tells whether the inputs ask for retention; fails with INVALID_INPUT when they do not say clearly what is to go. */
function checkInputs({ reference, keepLast, olderThan, filter, untagOnly, expectDigest }: Inputs): boolean {
  const fail = (what: string) => new OciError('INVALID_INPUT', what);
  const policies = { 'keep-last': keepLast, 'older-than': olderThan, filter };
  const [policy] = Object.entries(policies).find(([, value]) => value !== undefined) ?? [];
  const name = reference.digest ?? reference.tags[0];
  if (name === undefined && policy === undefined) {
    throw fail(
      'The input reference names no tag and no digest: say what to delete, or which tags to keep with keep-last, older-than or filter',
    );
  }
  if (name !== undefined && policy !== undefined) {
    throw fail(`The input ${policy} is for a whole repository, but the input reference names ${name}`);
  }
  if (untagOnly && name !== undefined && reference.tags.length === 0) {
    throw fail('The input untag-only needs a tag in the input reference: it names a digest alone');
  }
  if (expectDigest !== undefined && name === undefined) {
    throw fail('The input expect-digest has no meaning for a whole repository: name a tag in the input reference');
  }
  return name === undefined;
}

/** Plans what a reference asks for by tags, by digest, or by both. */
async function planNamed(shelf: Shelf, inputs: Inputs, { learn, signal }: ModeContext): Promise<Step[]> {
  const { reference, untagOnly, concurrency } = inputs;
  const repository = formatRepository(reference);
  const named = new Map<string, Tagged>();
  await concurrently(reference.tags, concurrency, signal, async (tag, own) => {
    named.set(tag, await withNearTags(shelf.store, tag, () => shelf.store.resolve(tag, own), own));
  });
  for (const [tag, { digest }] of named) checkDigest(`${repository}:${tag}`, digest, inputs);
  if (reference.digest && named.size === 0) {
    const { digest } = await shelf.store.resolve(reference.digest, signal);
    checkDigest(`${repository}@${digest}`, digest, inputs);
  }
  const digests = new Set(reference.digest ? [reference.digest] : [...named.values()].map(({ digest }) => digest));
  const [digest] = digests;
  if (digest !== undefined && digests.size === 1) learn({ digest, reference: `${repository}@${digest}` });

  if (untagOnly) {
    return reference.tags.map((tag) =>
      untagStep(tag, digestAt(named, tag), () => untag(shelf, tag, digestAt(named, tag), signal)),
    );
  }
  const untags: Step[] = [];
  const removals: Step[] = [];
  for (const each of digests) {
    const asked = reference.tags.filter((tag) => named.get(tag)?.digest === each);
    const others = (await shelf.tagsOf(each, named)).filter((tag) => !asked.includes(tag));
    if (others.length === 0) {
      const item = { name: asked.join(', ') || each, status: 'deleted', digest: each, tags: asked };
      removals.push({ item, work: () => shelf.remove(each, asked), after: [] });
    } else if (reference.digest) {
      throw new OciError('CONFLICT', `${repository}@${each} also has ${listTags(others)}, which would go with it`);
    } else {
      for (const tag of asked)
        untags.push(
          untagStep(tag, each, () => untagOrName(shelf, { reference, tag, digest: each, others }, signal), others),
        );
    }
  }
  // What may turn out to be refused comes first.
  return [...untags, ...removals.map((step) => ({ ...step, after: untags }))];
}

/** Removes a tag of several where the place can do that; else it is an error which names the others. */
async function untagOrName(
  shelf: Shelf,
  { reference, tag, digest, others }: { reference: Reference; tag: string; digest: Digest; others: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  try {
    await untagAlone(shelf, tag, await shelf.store.manifest(digest, signal), others);
  } catch (error) {
    if (!hasCode(error, 'UNSUPPORTED')) throw error;
    const what = `${formatRepository(reference)}:${tag} cannot be deleted alone`;
    throw new OciError('CONFLICT', `${what}: ${digest} also has ${listTags(others)}, which would go with it`, {
      cause: error,
    });
  }
}

function digestAt(named: ReadonlyMap<string, Tagged>, tag: string): Digest {
  const tagged = named.get(tag);
  if (!tagged) throw new OciError('NOT_FOUND', `There is no tag ${tag}`);
  return tagged.digest;
}

/** Fails with INTEGRITY unless a name has the digest that the inputs say it has. */
function checkDigest(what: string, found: Digest, { reference, expectDigest }: Inputs): void {
  const claims = { 'the input reference': reference.digest, 'expect-digest': expectDigest };
  for (const [input, claim] of Object.entries(claims)) {
    if (claim !== undefined && claim !== found) {
      throw new OciError('INTEGRITY', `${what} is ${found}, but ${input} asks for ${claim}`);
    }
  }
}
