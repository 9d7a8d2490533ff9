import { concurrently } from '../concurrently.ts';
import { messageOf, OciError } from '../errors.ts';
import { formatBytes } from '../format-bytes.ts';
import { describe } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { artifactTypeOf } from '../oci/manifest.ts';
import { imageIndex, imageManifest } from '../oci/media-types.ts';
import { formatRepository, isTag, parseReference, type Reference } from '../oci/reference.ts';
import { type Attached, readDigestTags } from '../store/attached.ts';
import { contentOf } from '../store/content.ts';
import { startCopySession } from '../store/copy.ts';
import type { Content, Source, Store } from '../store/store.ts';
import { bounded } from '../store/wrapped/bounded.ts';
import { remembered } from '../store/wrapped/remembered.ts';
import { spooled } from '../store/wrapped/spooled.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Log, Mode } from './contract/mode.ts';
import type { Result, ResultSignature } from './contract/result.ts';
import { choosePlatforms } from './find/choose-platforms.ts';
import { checkExpected, findManifest, fullName } from './find/find-manifest.ts';
import { openPolicy } from './find/verification.ts';
import { withCache } from './runner/blob-cache.ts';
import { attachedTo, type CopyTask, copyArtifact, countCopied, type Moved, tellLeft } from './send/copy-artifact.ts';
import { nameIn, planTags, readTags, tellMoves } from './send/plan-tags.ts';
import { openSigning, type Sign } from './send/signing.ts';
import { totalSize } from './tell/blob-sizes.ts';
import { startProgress } from './tell/progress.ts';
import { relatedTo } from './tell/related.ts';

/** One place to copy to, and what is to be done there. */
interface Target {
  name: string;
  reference: Reference;
  store: Store;
  /** All tags asked for. */
  tags: string[];
  /** The digest of the root there: by another algorithm than ours where a tag is named so already. */
  digest: Digest;
  /** Those that do not point to the root. */
  pending: string[];
  /** What its tags point to and `if-exists: skip` keeps, when nothing is left to do. */
  kept: Digest | undefined;
  /** Where the pending tags point that are there. */
  previous: Result['previous'];
}

/** Copies a manifest with all that it needs, and what is attached to it, from one repository or layout to others. */
export async function copy(
  inputs: InputsOf<'copy'>,
  mode: Mode<'copy'>,
  { blobCache, temporary }: { blobCache: string | undefined; temporary: string },
): Promise<void> {
  const { reference, platforms, expectDigest } = inputs;
  const { log, signal, learn } = mode;
  const places = readTargets(inputs);
  const [verify, sign] = [await openPolicy(inputs, mode), await openSigning(inputs, mode)];
  const direct = mode.open.source(reference);
  const { source: opened, hits } = withCache(direct, blobCache, log);
  const top = await findManifest(opened, reference, 'copy', signal);
  await verify(direct, top, formatRepository(reference));
  if (inputs.verify !== 'none' && !inputs.referrers && !sign) {
    log.notice('With referrers: false, the signatures that were verified stay behind: the copy is not signed');
  }
  const chosen = await choosePlatforms(opened, top, platforms, fullName(reference), signal);
  const root = annotated(chosen, inputs.annotations);
  const { digest, mediaType } = root.descriptor;
  const sourceName = sourceOf(reference, top.descriptor.digest);
  checkExpected(expectDigest, reference, top.descriptor.digest, chosen.descriptor.digest, digest);
  if (digest !== top.descriptor.digest) {
    const why = platforms.length > 0 ? 'The chosen platforms are' : 'With the annotations it is';
    log.notice(`${why} another manifest than ${top.descriptor.digest}: the copy has the digest ${digest}`);
  }
  const manifest = root.parsed();
  const size = manifest.kind === 'manifest' ? { size: totalSize([manifest.config, ...manifest.layers]) } : {};
  const artifactType = artifactTypeOf(manifest) ?? '';
  learn({
    digest,
    mediaType,
    artifactType,
    ...size,
    changed: false,
    transferred: 0,
    reused: 0,
    previous: {},
    source: sourceName,
  });

  const isSpooled = places.length > 1;
  const kept = bounded(remembered(opened, [top, chosen, root]));
  const source = isSpooled ? spooled(kept, temporary, signal) : kept;
  const items: NonNullable<Result['items']> = [];
  const failures: unknown[] = [];
  const onFailure = (name: string, error: unknown) => {
    items.push({ name, digest, status: 'failed', changed: false, reason: messageOf(error), source: sourceName });
    if (!inputs.keepGoing || signal.aborted) throw error;
    failures.push(error);
  };
  // All targets are asked before anything is sent to one of them.
  const planned = await Promise.all(
    places.map((place) =>
      planTarget(place, root, inputs, mode).catch((error: unknown) =>
        onFailure(formatRepository(place.reference), error),
      ),
    ),
  );
  const targets = planned.filter((target) => target !== undefined);
  const [first] = targets;
  const attached = inputs.referrers ? await attachedTo(source, root, await readDigestTags(source, signal), signal) : [];
  learn({ related: relatedTo(digest, manifest, attached) });
  const verb = inputs.dryRun ? 'Would also copy' : 'Also copies';
  if (attached.length > 0) log.info(`${verb} what is attached, such as signatures: ${attached.length}`);

  const totals: Moved = { transferred: 0, reused: 0, isChanged: false };
  const onMoved = (moved: Moved) => {
    totals.transferred += moved.transferred;
    totals.reused += moved.reused;
    totals.isChanged ||= moved.isChanged;
  };
  const copyOne = async (target: Target, within: AbortSignal) => {
    const { name, tags, previous } = target;
    try {
      const done = await copyTo(target, { source, root, attached, onMoved, sign }, inputs, log, within);
      const item = {
        ...{ name, reference: `${name}@${done.digest}`, digest: done.digest, tags, source: sourceName },
        ...(Object.keys(previous).length > 0 ? { previous } : {}),
        ...(done.signatures ? { signatures: done.signatures } : {}),
      };
      if (target === first && !target.kept) learn({ digest: done.digest, reference: item.reference });
      totals.isChanged ||= done.isChanged;
      const status = target.kept ? 'kept' : done.isChanged ? 'copied' : 'unchanged';
      items.push({ ...item, status, changed: done.isChanged });
    } catch (error) {
      onFailure(target.name, error);
    } finally {
      const { transferred, reused, isChanged } = totals;
      learn({ ...(isSpooled ? { items: sortLike(items, places) } : {}), transferred, reused, changed: isChanged });
    }
  };
  if (first) {
    const pin = first.kept ?? first.digest;
    learn({
      repository: first.name,
      digest: pin,
      reference: `${first.name}@${pin}`,
      kept: first.kept !== undefined,
      previous: first.previous,
      tags: isSpooled ? [...new Set(targets.flatMap(({ tags }) => tags))] : first.tags,
    });
  }
  await concurrently(targets, targets.length, signal, copyOne);
  if (hits.size > 0) log.info(`${hits.size} ${hits.size === 1 ? 'blob' : 'blobs'} came from the cache of the runner`);
  if (isSpooled) learn({ items: sortLike(items, places) });
  if (failures.length > 0) throw failures[0];
}

/** Names what is copied, by tag and digest. */
function sourceOf(reference: Reference, digest: Digest): string {
  const [tag] = reference.tags;
  return `${formatRepository(reference)}${tag === undefined ? '' : `:${tag}`}@${digest}`;
}

/** Lists what came of the targets in the order of the input. */
function sortLike(items: NonNullable<Result['items']>, places: readonly { reference: Reference }[]) {
  const names = places.map(({ reference }) => formatRepository(reference));
  return items.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

/** Reads the lines of `to`: the tags of each are its own, else those of the source, and those of `tags`. */
function readTargets({ to, tags, reference }: InputsOf<'copy'>): { reference: Reference; tags: string[] }[] {
  const places = to.map((line) => parseReference(line, { from: 'to' }));
  const names = places.map(formatRepository);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new OciError('INVALID_INPUT', `The input to names ${twice} twice: write its tags as ${twice}:one,two`);
  }
  const more = tags.map((line) => {
    if (isTag(line)) return { tag: line };
    const full = parseReference(line, { from: 'tags' });
    const [tag, ...others] = full.tags;
    const name = formatRepository(full);
    if (tag === undefined || others.length > 0 || full.digest || !names.includes(name)) {
      const where = names.join(', ');
      throw new OciError('INVALID_INPUT', `The input tags ${JSON.stringify(line)} does not name one tag in ${where}`);
    }
    return { tag, name };
  });
  return places.map((place) => {
    const own = place.tags.length > 0 || place.digest ? place.tags : reference.tags;
    const added = more.filter(({ name }) => name === undefined || name === formatRepository(place));
    return { reference: place, tags: [...new Set([...own, ...added.map(({ tag }) => tag)])] };
  });
}

async function planTarget(
  { reference, tags }: { reference: Reference; tags: string[] },
  root: Content,
  { reference: from, ifExists = 'overwrite' }: InputsOf<'copy'>,
  { open, log, signal }: Mode,
): Promise<Target> {
  const name = formatRepository(reference);
  const asked = reference.digest;
  if (asked !== undefined && asked !== root.descriptor.digest) {
    const what = `The copy has the digest ${root.descriptor.digest}`;
    throw new OciError('INTEGRITY', `${what}, but the input to asks for ${asked}`);
  }
  const store = open.store(reference, { alsoRead: from });
  const current = await readTags(store, tags, false, signal);
  const digest = nameIn(current, root);
  const { pending, kept, previous } = planTags(current, digest, ifExists, log);
  return { name, reference, store, tags, digest, pending, kept, previous };
}

/** What is on its way to all targets. */
interface Cargo {
  source: Source;
  root: Content;
  attached: Attached[];
  onMoved: (moved: Moved) => void;
  sign: Sign | undefined;
}

/** What came of a copy to one target. */
interface Copied {
  digest: Digest;
  isChanged: boolean;
  signatures?: ResultSignature[] | undefined;
}

async function copyTo(
  target: Target,
  cargo: Cargo,
  inputs: InputsOf<'copy'>,
  log: Log,
  signal: AbortSignal,
): Promise<Copied> {
  const { store, name, tags, pending, kept } = target;
  const { root, attached, sign } = cargo;
  const none = { digest: target.digest, isChanged: false };
  if (kept) return none;
  if (inputs.dryRun) return lookAtTarget(target, cargo, log, signal);
  // Where all tags are right, the root is there; what is attached to it may be new.
  if (tags.length > 0 && pending.length === 0 && attached.length === 0) {
    return { ...none, ...(await sign?.(store, root.descriptor, name)) };
  }
  // Groups cannot be open at the same time.
  const isAlone = inputs.to.length === 1;
  const work = (say: (text: string) => void) => sendTo(target, cargo, inputs, { log, say, signal });
  return isAlone
    ? log.group(`Copy to ${name}`, () => work((text) => log.info(text)))
    : work((text) => log.info(`${name}: ${text}`));
}

/** Tells what a copy would change. */
async function lookAtTarget(
  { store, name, tags, pending, previous, digest }: Target,
  { root, attached, sign }: Cargo,
  log: Log,
  signal: AbortSignal,
): Promise<Copied> {
  tellMoves(log, { previous, isDryRun: true, place: `${name}:`, digest });
  const asked = [...(tags.length === 0 ? [root.descriptor] : []), ...attached.map(({ descriptor }) => descriptor)];
  let isComplete = pending.length === 0;
  for (const descriptor of asked) isComplete &&= await store.has(descriptor, signal);
  const signed = await sign?.(store, root.descriptor, name);
  return { digest, isChanged: !isComplete || signed?.isChanged === true, signatures: signed?.signatures };
}

async function sendTo(
  target: Target,
  { source, root, attached, onMoved, sign }: Cargo,
  { ifExists, referrers, concurrency }: InputsOf<'copy'>,
  { log, say, signal }: { log: Log; say: (text: string) => void; signal: AbortSignal },
): Promise<Copied> {
  const { store, name, pending, previous } = target;
  // Of an index, it is not known beforehand which parts are there.
  const manifest = root.parsed();
  const size = manifest.kind === 'manifest' ? totalSize([manifest.config, ...manifest.layers]) : undefined;
  const progress = startProgress({ info: say }, size);
  const { onEvent, totals } = countCopied(progress, ({ kind, descriptor: { digest, size: bytes } }) => {
    const verb = { copied: 'Sent', mounted: 'Mounted', skipped: 'Already there' }[kind];
    say(`${verb}: ${digest}  ${formatBytes(bytes)}`);
  });
  const session = startCopySession(concurrency);
  let signed: Awaited<ReturnType<Sign>> | undefined;
  const beforeTags = async () => {
    signed = await sign?.(store, root.descriptor, name);
  };
  const task: CopyTask = {
    source,
    root,
    target: store,
    tags: pending,
    attached,
    takesSubjects: referrers,
    ifExists,
    session,
    onEvent,
    onTagged: () => {
      totals.isChanged = true;
    },
    beforeTags: sign && beforeTags,
    log,
    signal,
  };
  // Also of a copy that fails: what was written before is there.
  const named = await copyArtifact(task).finally(() => onMoved(totals));
  const digest = pending.length > 0 ? named : target.digest;
  tellLeft(session, referrers, log);
  tellMoves(log, { previous, isDryRun: false, place: `${name}:`, digest });
  const isChanged = totals.isChanged || pending.length > 0 || signed?.isChanged === true;
  return { digest, isChanged, signatures: signed?.signatures };
}

/**
 * Adds annotations to a manifest or index, which makes it another one. Fails with INVALID_INPUT for a Docker manifest,
 * which has none.
 */
function annotated(content: Content, annotations: Record<string, string>): Content {
  if (Object.keys(annotations).length === 0) return content;
  const { mediaType } = content.descriptor;
  if (mediaType !== imageManifest && mediaType !== imageIndex) {
    throw new OciError('INVALID_INPUT', `The input annotations does not apply: a ${mediaType} has no annotations`);
  }
  const { annotations: own } = content.parsed();
  const body = { ...JSON.parse(content.bytes.toString()), annotations: { ...own, ...annotations } };
  const bytes = Buffer.from(JSON.stringify(body));
  return contentOf(describe(mediaType, bytes), bytes);
}
