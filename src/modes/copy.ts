import { cutText } from '../cut-text.ts';
import { OciError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { artifactTypeOf } from '../oci/manifest.ts';
import { formatRepository, type Reference } from '../oci/reference.ts';
import { type Attached, readDigestTags } from '../store/attached.ts';
import type { Content, Source } from '../store/store.ts';
import { cachedManifests } from '../store/wrapped/cached-manifests.ts';
import { limited } from '../store/wrapped/limited.ts';
import { sidedSource, sidedTarget } from '../store/wrapped/sided.ts';
import { spooled } from '../store/wrapped/spooled.ts';
import { briefList, count } from '../words.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Log, Mode } from './contract/mode.ts';
import { type Facts, nothingMoved, type Thing, tell } from './contract/told.ts';
import { choosePlatforms } from './find/choose-platforms.ts';
import { checkExpected, fullName } from './find/find-manifest.ts';
import { findVerified } from './find/find-top.ts';
import type { Admit, Verify } from './find/verification.ts';
import { ofManifestAlone } from './kinds/annotations.ts';
import { annotated, tellOther } from './publish/annotated.ts';
import { attachedTo, type CopyTask, copyAttached, tellLeft } from './publish/copy-artifact.ts';
import { startTransfer } from './publish/count-moved.ts';
import type { IfExists } from './publish/decide.ts';
import { type Delivered, deliver } from './publish/deliver.ts';
import { nameIn, type Planned, planTags, readTags } from './publish/plan-tags.ts';
import { readTargets, type TargetLine } from './publish/read-targets.ts';
import { several } from './publish/several.ts';
import { withCache } from './runner/blob-cache.ts';
import type { Sign } from './signing/signing.ts';
import { relatedTo } from './tell/related.ts';
import { sizeOfManifest } from './tell/total-size.ts';

/** One place to copy to, and what is to be done there. */
interface Target extends Planned {
  line: TargetLine;
}

/** Copies a manifest with all that it needs, and what is attached to it, from one repository or layout to others. */
export async function copy(
  inputs: InputsOf<'copy'>,
  mode: Mode,
  {
    blobCache,
    temporary,
    sign,
    verify,
  }: { blobCache: string | undefined; temporary: string; sign: Sign | undefined; verify: Verify | undefined },
): Promise<void> {
  const { reference, sought, platforms, tagging, referrers, concurrency, dryRun, keepGoing } = inputs;
  const { ifExists } = tagging;
  const annotations = ofManifestAlone(inputs.annotations.annotations, 'mode copy');
  const { log, signal, told } = mode;
  const { about } = told;
  const places = readTargets(inputs.to, tagging.tags, reference);
  const isSpooled = places.length > 1;
  // Whatever fails, the place that it was for is known.
  if (!isSpooled) about.repository = places.map(({ reference }) => formatRepository(reference)).join();
  const direct = sidedSource(mode.open.source(reference));
  const { source: opened, hits } = withCache(direct, blobCache, log);
  const there = await findVerified(opened, sought, { purpose: 'copy', verify, direct }, mode);
  if (!there) return tell(about, nothing);
  const { top, admit } = there;
  const isSigned = inputs.signing.sign !== 'none';
  if (verify && !referrers && !isSigned) {
    log.notice('Because of referrers: false, the signatures that were verified are not copied');
  }
  const chosen = await choosePlatforms(opened, top, platforms, fullName(reference), signal, log.info);
  const root = annotated(chosen, annotations);
  const { digest, mediaType } = root.descriptor;
  checkExpected(sought.expectDigest, reference, top.descriptor.digest, chosen.descriptor.digest, digest);
  if (digest !== top.descriptor.digest) {
    const why = platforms.length > 0 ? 'platforms' : 'annotations';
    tellOther(log, { top, root, why, losesTrust: verify !== undefined && !isSigned });
  }
  const graph = limited(cachedManifests(opened, [top, chosen, root]));
  const from = sourceOf(reference, top.descriptor.digest);
  const source = isSpooled ? spooled(graph, temporary, signal) : graph;
  const manifest = root.parsed();
  const size = sizeOfManifest(manifest);
  const artifactType = artifactTypeOf(manifest) ?? '';
  told.exists = true;
  tell(about, { ...nothing, fate: 'not reached', digest, mediaType, artifactType, source: from, size });

  const nameOf = ({ reference }: TargetLine) => formatRepository(reference);
  const known = new Map<TargetLine, Thing>();
  const thingOf = (line: TargetLine): Thing =>
    known.get(line) ?? { what: 'artifact', name: nameOf(line), source: from, fate: 'not reached' };
  const tellAll = () => {
    const things = places.map((line) =>
      all.thingOf(line, { ...(all.hasFailed(line) ? { digest } : {}), ...thingOf(line) }),
    );
    if (isSpooled) told.things = things;
    else
      for (const { fate, isWritten, isNew, moved } of things)
        tell(about, { fate, isWritten, isNew, moved: moved ?? nothingMoved });
  };
  const all = several<TargetLine>({ keepGoing, signal, log, nameOf, onDone: tellAll });
  const atOnce = places.length;
  // All targets are asked before anything is sent to one of them.
  const targets = await all.each(places, { atOnce, of: (place) => [place] }, (place, within) =>
    planTarget(place, root, { from: reference, ifExists }, { open: mode.open, log, signal: within }),
  );
  const [first] = targets;
  const found = referrers ? await attachedTo(source, root, await readDigestTags(source, signal), signal, log) : [];
  const attached = admit && referrers !== 'all' ? await admitted(admit, source, found, log) : found;
  // What stays under a tag of the target was neither read nor verified.
  if (first?.kept) {
    tell(about, { related: [], size: 0, mediaType: '', artifactType: '' });
    if (verify) told.verified = [];
  } else about.related = relatedTo(digest, manifest, attached);
  tellAttached(attached.length, dryRun, log);

  // The subject of what was verified was not.
  const takesSubjects = referrers === 'all' || (referrers && verify === undefined);
  const copyOne = async (target: Target, within: AbortSignal) => {
    const { store, repository } = target;
    const transfer = startTransfer(concurrency);
    const { session, moved } = transfer;
    const onThere = () => {
      if (target === first) about.reference = `${repository}@${target.digest}`;
    };
    const task = { source, target: store, attached, ifExists, session, isSigned: sign !== undefined, log };
    const attach = (onEvent: CopyTask['onEvent']) => copyAttached({ ...task, onEvent, signal: within });
    const end = await deliver(
      target,
      {
        ...{ root, from: { source, subjects: takesSubjects ? 'taken' : 'left' }, size, nameOf: shortDigest, transfer },
        attached: attached.map(({ descriptor }) => descriptor),
        attach: attached.length > 0 ? attach : undefined,
        onThere,
      },
      {
        ...{ sign, dryRun, log, signal: within, verb: 'Copying', place: `${repository}:` },
        ways: verify ? ['verified'] : [],
        // Groups cannot be open at the same time.
        ...(isSpooled ? { lead: `${repository}: ` } : { heading: `Copy ${fullName(reference)} to ${repository}` }),
      },
    ).finally(() => {
      // Also of a copy that fails: what was written before is there.
      known.set(target.line, { ...thingOf(target.line), isWritten: moved.isChanged, moved });
    });
    tellLeft(session, takesSubjects, log, verify ? 'all' : 'true');
    const thing = { ...thingOf(target.line), ...factsOf(target, end), isNew: session.brought.has(digest) };
    if (target === first && target.kept === undefined) {
      tell(about, { digest: thing.digest, reference: thing.reference });
    }
    known.set(target.line, thing);
  };
  if (first) tell(about, plannedFor(first, targets));
  await all.each(targets, { atOnce, of: ({ line }) => [line] }, copyOne);
  if (hits.size > 0) log.info(`${count(hits.size, 'blob')} came from the cache of the runner`);
  tellAll();
  all.end(places);
}

/** Returns what the policy lets through of what is attached, and names the rest in the log. */
async function admitted(admit: Admit, source: Source, found: readonly Attached[], log: Log): Promise<Attached[]> {
  if (found.length === 0) return [];
  const { admitted: own, left } = await admit(source, found);
  if (left.length === 0) return own;
  const names = left.map(({ tag, descriptor: { digest, artifactType } }) => {
    const type = artifactType === undefined ? '' : ` (${cutText(artifactType, 100, '…')})`;
    return tag ?? `${digest}${type}`;
  });
  const isPart = own.some(({ only }) => only) ? ', or only in part' : '';
  const what = `${count(left.length, 'attached manifest')} without a signature that verify accepts`;
  const verb = left.length === 1 ? 'is' : 'are';
  log.notice(`${what} ${verb} not copied${isPart}: ${briefList(names, 5)}. To copy everything, set referrers: all`);
  return own;
}

function tellAttached(attached: number, isDryRun: boolean, log: Log): void {
  const verb = isDryRun ? 'Would also copy' : 'Also copies';
  if (attached > 0) log.info(`${verb} ${count(attached, 'manifest')} attached to it, such as signatures`);
}

/** What is known before anything is done. */
const nothing = { moved: nothingMoved, previous: {} };

/** What the outputs about one target say before it is copied to; the tags are those of all. */
function plannedFor({ repository, kept, digest, previous, tagged }: Target, all: readonly Target[]): Facts {
  const pin = kept ?? digest;
  return {
    // A reference is told when it is there.
    ...{ repository, digest: pin, previous, tagged },
    ...(kept === undefined ? {} : { fate: 'kept' as const, reference: `${repository}@${pin}` }),
    tags: [...new Set(all.flatMap(({ tags }) => tags))],
  };
}

function factsOf(
  { repository, tags, kept, previous }: Target,
  { digest, isChanged, signatures }: Delivered,
): Partial<Thing> & Pick<Thing, 'fate'> {
  return {
    ...{ reference: `${repository}@${digest}`, digest, tags: [...tags], signatures },
    ...(Object.keys(previous).length > 0 ? { previous } : {}),
    fate: kept ? 'kept' : isChanged ? 'copied' : 'unchanged',
  };
}

/** Names what is copied, by tag and digest. */
function sourceOf(reference: Reference, digest: Digest): string {
  const [tag] = reference.tags;
  return `${formatRepository(reference)}${tag === undefined ? '' : `:${tag}`}@${digest}`;
}

async function planTarget(
  line: TargetLine,
  root: Content,
  { from, ifExists = 'overwrite' }: { from: Reference; ifExists: IfExists | undefined },
  { open, log, signal }: Pick<Mode, 'open' | 'log' | 'signal'>,
): Promise<Target> {
  const { reference, tags } = line;
  const repository = formatRepository(reference);
  const asked = reference.digest;
  if (asked !== undefined && asked !== root.descriptor.digest) {
    const what = `The copy has the digest ${root.descriptor.digest}`;
    throw new OciError('INTEGRITY', `${what}, but the input to asks for ${asked}`);
  }
  const store = sidedTarget(open.store(reference, { alsoRead: from }));
  const current = await readTags(store, tags, false, signal);
  const digest = nameIn(current, root);
  return { line, store, repository, tags, digest, ...planTags(current, digest, ifExists, repository, log) };
}

/** The first digits of a digest, which are enough to find it among the lines of a log. */
function shortDigest({ digest }: Descriptor): string {
  return digest.slice(0, 19);
}
