import { formatBytes } from '../../format-bytes.ts';
import { type Descriptor, emptyJson } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { CopyEvent, CopyOptions } from '../../store/copy-graph.ts';
import type { Source } from '../../store/store.ts';
import type { Log } from '../contract/mode.ts';
import type { ResultSignature } from '../contract/result.ts';
import type { Sign } from '../signing/signing.ts';
import { firstLines } from '../tell/first-lines.ts';
import { startProgress } from '../tell/progress.ts';
import { countMoved, type Transfer } from './count-moved.ts';
import { type Planned, tellTags, tellUntouched } from './plan-tags.ts';
import { type Publication, publish } from './publish.ts';

/** An artifact on its way to one place. */
export interface Cargo {
  root: Publication['root'];
  /** From where it comes; absent where the place has it. */
  from?: { source: Source } & Pick<CopyOptions, 'subjects' | 'present'>;
  /** Bytes of all its blobs, as far as they are known. */
  size: number | undefined;
  /** What the log calls a blob; undefined for one of which it says nothing. */
  nameOf: (blob: Descriptor) => string | undefined;
  transfer: Transfer;
  /** What else the place has to have. */
  attached?: readonly Descriptor[];
  /** Brings that when the manifest is there. */
  attach?: ((onEvent: (event: CopyEvent) => void) => Promise<void>) | undefined;
  /** Whether nothing is to be sent; absent: as the tags say, and in a dry run the place. */
  isThere?: boolean;
  /** Called when the manifest is there, and again for each tag that is written. */
  onThere: (isTagged: boolean) => void;
}

/** How it is done and told. */
export interface Delivery {
  sign: Sign | undefined;
  dryRun: boolean;
  log: Log;
  signal: AbortSignal;
  /** How progress calls the work. */
  verb?: 'Sending' | 'Copying';
  /** Folds what is said while something is sent. */
  heading?: string | undefined;
  /** What stands before each line about a blob, and before a tag. */
  lead?: string;
  place?: string;
  /** What this step did beside signing, and not to what stays in the place. */
  ways?: readonly string[];
}

/** What came of it. */
export interface Delivered {
  /** The digest of the manifest in the place. */
  digest: Digest;
  /** Whether all of it was there before. */
  isThere: boolean;
  /** Whether anything was written or, in a dry run, would be. */
  isChanged: boolean;
  signatures?: ResultSignature[] | undefined;
}

/**
 * Does what is planned for one place, or in a dry run says so: a tag that stays ends it, what is there already is signed
 * only, and the rest is published.
 */
export async function deliver(plan: Planned, cargo: Cargo, how: Delivery): Promise<Delivered> {
  const { store, repository, digest, kept, pending, previous } = plan;
  const { sign, dryRun, log, signal, place, heading } = how;
  if (kept !== undefined) {
    tellUntouched(log, `${repository}@${kept}`, [...(how.ways ?? []), ...(sign ? ['signed'] : [])]);
    return { digest, isThere: false, isChanged: false };
  }
  if (dryRun) tellTags(log, { tags: pending, previous, digest, isDryRun: true, place });
  const isThere = cargo.isThere ?? (await isAllThere(plan, cargo, dryRun, signal));
  if (isThere || dryRun) {
    cargo.onThere(false);
    const signed = await sign?.(store, cargo.root.descriptor, repository, signal);
    return { digest, isThere, isChanged: !isThere || signed?.isChanged === true, signatures: signed?.signatures };
  }
  const work = async () => {
    const done = await send(plan, cargo, how);
    tellTags(log, { tags: pending, previous, digest: done.digest, isDryRun: false, place });
    return done;
  };
  return heading === undefined ? work() : log.group(heading, work);
}

/** Whether a place has all that is to come, as far as its tags say that; a dry run asks for the rest. */
async function isAllThere(
  { store, tags, pending }: Planned,
  { root, attached = [] }: Cargo,
  dryRun: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const rest = [...(tags.length === 0 ? [root.descriptor] : []), ...attached];
  if (pending.length > 0 || (rest.length > 0 && !dryRun)) return false;
  for (const descriptor of rest) if (!(await store.has(descriptor, signal))) return false;
  return true;
}

/** Publishes an artifact, and says what is sent. */
async function send(
  { store, repository, digest, pending }: Planned,
  { root, from, size, nameOf, transfer, attach, onThere }: Cargo,
  { sign, log, signal, verb = 'Sending', lead = '' }: Delivery,
): Promise<Delivered> {
  const { session, sent, moved } = transfer;
  const say = (text: string) => log.info(`${lead}${text}`);
  const lines = firstLines({ info: say, debug: (text) => log.debug(`${lead}${text}`) });
  const onEvent = countMoved(startProgress({ info: say }, verb, size), nameOf, transfer, (blob, fate) => {
    const name = nameOf(blob);
    // The config of most artifacts says nothing.
    if (name === undefined || blob.digest === emptyJson.digest) return;
    const what = { copied: 'Sent', mounted: 'Mounted', skipped: 'Already there' }[fate];
    lines.say(what, `${what}: ${name}  ${formatBytes(blob.size)}`);
  });
  let signed: Awaited<ReturnType<Sign>> | undefined;
  const signFirst = async () => {
    onThere(false);
    lines.end();
    signed = await sign?.(store, root.descriptor, repository, signal);
  };
  const named = await publish({
    ...{ root, target: store, named: digest, tags: pending, log, signal },
    ...(from ? { from: { ...from, present: (from.present ?? new Set()).union(sent), session, onEvent } } : {}),
    // Told at once: a later tag may be refused, which does not take this one back.
    onTagged: () => {
      moved.isChanged = true;
      onThere(true);
    },
    attach: attach && (() => attach(onEvent)),
    sign: sign && signFirst,
  }).finally(lines.end);
  const isChanged = moved.isChanged || pending.length > 0 || signed?.isChanged === true;
  return { digest: named, isThere: false, isChanged, signatures: signed?.signatures };
}
