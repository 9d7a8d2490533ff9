import { cutText } from '../cut-text.ts';
import { OciError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { artifactTypeOf } from '../oci/manifest.ts';
import type { Platform } from '../oci/platform.ts';
import { formatRepository, type Reference } from '../oci/reference.ts';
import { type Attached, readDigestTags } from '../store/attached.ts';
import type { Content, Source, Store } from '../store/store.ts';
import { cachedManifests } from '../store/wrapped/cached-manifests.ts';
import { limited } from '../store/wrapped/limited.ts';
import { sidedSource, sidedTarget } from '../store/wrapped/sided.ts';
import { spooled } from '../store/wrapped/spooled.ts';
import { briefList, count } from '../words.ts';
import type { Group, InputsOf } from './contract/inputs.ts';
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
import { type Delivered, type Delivery, deliver } from './publish/deliver.ts';
import { nameIn, type Planned, planTags, readTags } from './publish/plan-tags.ts';
import { readTargets, type TargetLine } from './publish/read-targets.ts';
import { several } from './publish/several.ts';
import { withCache } from './runner/blob-cache.ts';
import type { Sign } from './signing/signing.ts';
import { relatedTo } from './tell/related.ts';
import { sizeOfManifest } from './tell/total-size.ts';

/** One place to copy to, and what is told of it. */
interface Place extends TargetLine {
  thing: Thing;
}

/** What is to be done there. */
interface Target extends Planned {
  place: Place;
}

/** What a copy gets from outside beside its inputs. */
interface Around {
  blobCache: string | undefined;
  temporary: string;
  sign: Sign | undefined;
  verify: Verify | undefined;
}

/** What is copied to every target. */
interface Cargo {
  source: Source;
  root: Content;
  attached: readonly Attached[];
}

/** Copies a manifest with all that it needs, and what is attached to it, from one repository or layout to others. */
export async function copy(inputs: InputsOf<'copy'>, mode: Mode, around: Around): Promise<void> {
  const { reference, sought, platforms, tagging, referrers, signing } = inputs;
  const { log, signal, told } = mode;
  const { verify } = around;
  const wanted = { platforms, annotations: ofManifestAlone(inputs.annotations.annotations, 'mode copy') };
  const lines = readTargets(inputs.to, tagging.tags, reference);
  const isAlone = lines.length === 1;
  // Whatever fails, the place that it was for is known.
  if (isAlone) told.about.repository = lines.map(nameOf).join();
  const direct = sidedSource(mode.open.source(reference));
  const { source: opened, hits } = withCache(direct, around.blobCache, log);
  const there = await findVerified(opened, sought, { purpose: 'copy', verify, direct }, mode);
  if (!there) return tell(told.about, nothing);
  const isSigned = signing.sign !== 'none';
  if (verify && !referrers && !isSigned) {
    log.notice('Because of referrers: false, the signatures that were verified are not copied');
  }
  const losesTrust = verify !== undefined && !isSigned;
  const { root, graph } = await chooseRoot(opened, there.top, wanted, { sought, losesTrust, log, signal });
  const manifest = root.parsed();
  const { digest, mediaType } = root.descriptor;
  const known = { digest, mediaType, artifactType: artifactTypeOf(manifest) ?? '', size: sizeOfManifest(manifest) };
  const from = sourceOf(reference, there.top.descriptor.digest);
  told.exists = true;
  tell(told.about, { ...nothing, fate: 'not reached', ...known, source: from });
  const source = isAlone ? graph : spooled(graph, around.temporary, signal);
  await copyToAll(inputs, mode, around, { source, root, from, admit: there.admit, lines }).finally(() => {
    if (hits.size > 0) log.info(`${count(hits.size, 'blob')} came from the cache of the runner`);
  });
}

const nameOf = ({ reference }: TargetLine) => formatRepository(reference);

/** Plans for all targets, and copies to each of them. */
async function copyToAll(
  { reference, tagging: { ifExists }, referrers, concurrency, dryRun, keepGoing }: InputsOf<'copy'>,
  { open, log, signal, told }: Mode,
  { sign, verify }: Around,
  {
    source,
    root,
    from,
    admit,
    lines,
  }: Omit<Cargo, 'attached'> & { from: string; admit: Admit | undefined; lines: readonly TargetLine[] },
): Promise<void> {
  const { about } = told;
  const { digest } = root.descriptor;
  const places = lines.map((line): Place => {
    return { ...line, thing: { what: 'artifact', name: nameOf(line), source: from, fate: 'not reached' } };
  });
  const isAlone = places.length === 1;
  const onDone = () => {
    // One that failed names what it was to get.
    const things = places.map((at) => all.thingOf(at, { ...(all.hasFailed(at) ? { digest } : {}), ...at.thing }));
    if (!isAlone) told.things = things;
    else
      for (const { fate, isWritten, isNew, moved = nothingMoved } of things)
        tell(about, { fate, isWritten, isNew, moved });
  };
  const all = several<Place>({ keepGoing, signal, log, nameOf, onDone });
  const atOnce = places.length;
  const openTarget = (at: Reference) => sidedTarget(open.store(at, { alsoRead: reference }));
  // All targets are asked before anything is sent to one of them.
  const targets = await all.each(places, { atOnce, of: (place) => [place] }, (place, within) =>
    planTarget(place, openTarget, root, ifExists, log, within),
  );
  const found = referrers ? await attachedTo(source, root, await readDigestTags(source, signal), signal, log) : [];
  const attached = admit && referrers !== 'all' ? await admitted(admit, source, found, log) : found;
  tellAttached(attached.length, dryRun, log);
  about.related = relatedTo(digest, root.parsed(), attached);
  const [first] = targets;
  if (first) tell(about, plannedFor(first, targets));
  // What stays under a tag of the target was neither read nor verified.
  if (first?.kept !== undefined && verify) told.verified = [];

  const how = {
    ...{ ifExists, sign, dryRun, concurrency, log, ways: verify ? ['verified'] : [] },
    // The subject of what was verified was not.
    takesSubjects: referrers === 'all' || (referrers && verify === undefined),
    // Groups cannot be open at the same time.
    heading: isAlone ? `Copy ${fullName(reference)}` : undefined,
  };
  await all.each(targets, { atOnce, of: ({ place }) => [place] }, async (target, within) => {
    const onThere = (there: Digest) => {
      if (target === first) tell(about, { digest: there, reference: `${target.repository}@${there}` });
    };
    const end = await copyTo(target, { source, root, attached }, how, onThere, within);
    if (target.kept === undefined) onThere(end.digest);
  });
  all.end(places);
}

/** Makes what is copied of what was found: the chosen platforms alone, or with more annotations. */
async function chooseRoot(
  source: Source,
  top: Content,
  { platforms, annotations }: { platforms: readonly Platform[]; annotations: Record<string, string> },
  {
    sought,
    losesTrust,
    log,
    signal,
  }: { sought: Group<'sought', 'copy'>; losesTrust: boolean; log: Log; signal: AbortSignal },
): Promise<{ root: Content; graph: Source }> {
  const { reference, expectDigest } = sought;
  const chosen = await choosePlatforms(source, top, platforms, fullName(reference), signal, log.info);
  const root = annotated(chosen, annotations);
  const { digest } = root.descriptor;
  checkExpected(expectDigest, reference, top.descriptor.digest, chosen.descriptor.digest, digest);
  if (digest !== top.descriptor.digest) {
    tellOther(log, { top, root, why: platforms.length > 0 ? 'platforms' : 'annotations', losesTrust });
  }
  return { root, graph: limited(cachedManifests(source, [top, chosen, root])) };
}

/** How a copy is made to each target. */
interface Copying extends Pick<Delivery, 'sign' | 'dryRun' | 'ways' | 'log'> {
  ifExists: IfExists | undefined;
  takesSubjects: boolean;
  concurrency: number;
  /** Of the one target alone: lines about several are told apart by their place. */
  heading: string | undefined;
}

/** Copies to one target, and tells what came of it; `onThere` is told the digest as soon as the root is there. */
async function copyTo(
  target: Target,
  { source, root, attached }: Cargo,
  { ifExists, takesSubjects, concurrency, heading, ...how }: Copying,
  onThere: (digest: Digest) => void,
  signal: AbortSignal,
): Promise<Delivered> {
  const { store, repository, digest, place } = target;
  const transfer = startTransfer(concurrency);
  const { session, moved } = transfer;
  const task = { source, target: store, attached, ifExists, session, isSigned: how.sign !== undefined, log: how.log };
  const attach = (onEvent: CopyTask['onEvent']) => copyAttached({ ...task, onEvent, signal });
  const cargo = {
    ...{ root, size: sizeOfManifest(root.parsed()), nameOf: shortDigest, transfer },
    from: { source, subjects: takesSubjects ? ('taken' as const) : ('left' as const) },
    attached: attached.map(({ descriptor }) => descriptor),
    attach: attached.length > 0 ? attach : undefined,
    onThere: () => onThere(digest),
  };
  const end = await deliver(target, cargo, {
    ...{ ...how, signal, verb: 'Copying', place: `${repository}:` },
    ...(heading === undefined ? { lead: `${repository}: ` } : { heading: `${heading} to ${repository}` }),
    // Also of a copy that fails: what was written before is there.
  }).finally(() => tell(place.thing, { isWritten: moved.isChanged, moved }));
  tellLeft(session, takesSubjects, how.log, how.ways?.length ? 'all' : 'true');
  tell(place.thing, { ...factsOf(target, end), isNew: session.brought.has(root.descriptor.digest) });
  return end;
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

/** Of what stays in the target, nothing was read. */
const unread = { related: [], size: 0, mediaType: '', artifactType: '' };

/** What the outputs about one target say before it is copied to; the tags are those of all. */
function plannedFor({ repository, kept, digest, previous, tagged }: Target, all: readonly Target[]): Facts {
  const pin = kept ?? digest;
  return {
    // A reference is told when it is there.
    ...{ repository, digest: pin, previous, tagged },
    ...(kept === undefined ? {} : { fate: 'kept' as const, reference: `${repository}@${pin}`, ...unread }),
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
  place: Place,
  open: (reference: Reference) => Store,
  root: Content,
  ifExists: IfExists = 'overwrite',
  log: Log,
  signal: AbortSignal,
): Promise<Target> {
  const { tags, reference } = place;
  const repository = nameOf(place);
  if (reference.digest !== undefined && reference.digest !== root.descriptor.digest) {
    const what = `The copy has the digest ${root.descriptor.digest}`;
    throw new OciError('INTEGRITY', `${what}, but the input to asks for ${reference.digest}`);
  }
  const store = open(reference);
  const current = await readTags(store, tags, false, signal);
  const digest = nameIn(current, root);
  return { place, store, repository, tags, digest, ...planTags(current, digest, ifExists, repository, log) };
}

/** The first digits of a digest, which are enough to find it among the lines of a log. */
function shortDigest({ digest }: Descriptor): string {
  return digest.slice(0, 19);
}
