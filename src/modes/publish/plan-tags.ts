import { OciError, orAbsent } from '../../errors.ts';
import { type Digest, isDigestOf } from '../../oci/digest.ts';
import type { Content, Store } from '../../store/store.ts';
import type { Log } from '../contract/mode.ts';
import type { Facts } from '../contract/told.ts';
import { decide, type IfExists, isPending, type Verdict } from './decide.ts';

/** Where a tag points now, and what is there; `content` is read only when it is of use. */
export interface CurrentTag {
  tag: string;
  digest: Digest | undefined;
  content?: Content;
}

/** A tag, where it points now, and what becomes of it. */
export interface DecidedTag extends Pick<CurrentTag, 'tag' | 'digest'> {
  verdict: Verdict;
}

/** What is to be done with tags. */
export interface TagPlan {
  /** Those to be written. */
  pending: string[];
  /** Where those of them point that are there. */
  previous: NonNullable<Facts['previous']>;
  /** What becomes of each tag. */
  tagged: NonNullable<Facts['tagged']>;
}

/** A place, and what is to be done there. */
export interface Planned extends TagPlan {
  store: Store;
  /** How messages name the place. */
  repository: string;
  /** All tags that were asked for. */
  tags: readonly string[];
  /** The digest of the manifest there: by another algorithm than ours where a tag is named so already. */
  digest: Digest;
  /** Where its tags stay, as `if-exists: skip` says, when that leaves nothing to do. */
  kept?: Digest | undefined;
}

/** Asks where tags point, with one request for each. */
export function readTags(
  target: Store,
  tags: readonly string[],
  withContent: boolean,
  signal: AbortSignal,
): Promise<CurrentTag[]> {
  const readTag = async (tag: string): Promise<CurrentTag> => {
    if (!withContent) return { tag, digest: (await orAbsent(target.resolve(tag, signal)))?.digest };
    const content = await orAbsent(target.manifest(tag, signal));
    return content ? { tag, digest: content.descriptor.digest, content } : { tag, digest: undefined };
  };
  return Promise.all(tags.map(readTag));
}

/**
 * Decides what is to be done. `kept` is the digest of the first tag when `if-exists: skip` leaves nothing to do. Fails
 * with CONFLICT.
 *
 * @param place the repository, as messages name it
 */
export function planTags(
  current: readonly CurrentTag[],
  digest: Digest,
  ifExists: IfExists,
  place: string,
  log: Log,
): TagPlan & { kept?: Digest } {
  const verdicts = current.map((entry) => ({ ...entry, verdict: decide(entry.digest, digest, ifExists) }));
  const refused = verdicts.filter(({ verdict }) => verdict === 'refused');
  if (refused.length > 0) {
    const list = refused.map((entry) => `${place}:${entry.tag} points to ${entry.digest}`).join(', ');
    throw new OciError('CONFLICT', `A tag exists with different content: ${list}; this step has ${digest}`);
  }
  const kept = verdicts.filter(({ verdict }) => verdict === 'kept');
  for (const entry of kept) tellKept(log, entry.tag, entry.digest);
  const [first] = kept.length === current.length ? kept : [];
  return { ...planOf(verdicts), ...(first?.digest ? { kept: first.digest } : {}) };
}

/** Puts the verdicts on tags together. */
export function planOf(verdicts: readonly DecidedTag[]): TagPlan {
  const pending = verdicts.filter(({ verdict }) => isPending(verdict));
  return {
    pending: pending.map(({ tag }) => tag),
    previous: Object.fromEntries(pending.flatMap(({ tag, digest }) => (digest ? [[tag, digest]] : []))),
    tagged: Object.fromEntries(verdicts.map(({ tag, verdict }) => [tag, verdict])),
  };
}

/** Says that `if-exists` lets a tag stay where it is. */
export function tellKept(log: Pick<Log, 'notice'>, tag: string, digest: Digest | undefined): void {
  log.notice(`The tag ${tag} exists and stays at ${digest}`);
}

/** Says that what a tag leads to, and goes on leading to, is not what this step vouches for. */
export function tellUntouched(log: Pick<Log, 'notice'>, name: string, ways: readonly string[]): void {
  if (ways.length > 0) log.notice(`${name} stays where it is: this step has not ${ways.join(' or ')} it`);
}

/**
 * Says of each tag that was written, or in a dry run would be, that it is new, or where it pointed before; `place` stands
 * before its name.
 */
export function tellTags(
  log: Pick<Log, 'info'>,
  {
    tags,
    previous,
    digest,
    isDryRun,
    place = '',
  }: {
    tags: readonly string[];
    previous: NonNullable<Facts['previous']>;
    digest: Digest;
    isDryRun: boolean;
    place?: string | undefined;
  },
): void {
  for (const tag of tags) {
    // Tags have names such as `constructor` too.
    if (!Object.hasOwn(previous, tag)) log.info(`${place}${tag}: ${isDryRun ? 'would be new' : 'new'}`);
    else log.info(`${isDryRun ? 'Would move ' : ''}${place}${tag}: ${previous[tag]} → ${digest}`);
  }
}

/**
 * The digest of a manifest in a place where some of its tags are: by another algorithm than elsewhere, where tags say
 * so.
 */
export function nameIn(current: readonly CurrentTag[], { descriptor, bytes }: Content): Digest {
  const found = current.find(({ digest }) => digest !== undefined && isDigestOf(digest, bytes));
  return found?.digest ?? descriptor.digest;
}

/**
 * Says so where tags point to another digest than that of the manifest: many registries name all manifests by sha256.
 */
export function tellName(log: Pick<Log, 'notice'>, { location }: Store, digest: Digest, named: Digest): void {
  if (named === digest) return;
  const place = location ? `${location.host}/${location.repository}` : 'the target';
  log.notice(
    `${place} names the manifest ${digest} by another digest, to which its tags point: ${named}. ` +
      'What refers to the manifest by the first one, such as a signature, is not found by these tags',
  );
}

/** Registries that collect what has no tag, as far as the name of their host tells which they are. */
const collecting: readonly (readonly [host: RegExp, how: string])[] = [
  [/^(?:registry\.)?gitlab\./, 'GitLab collects it a day after nothing refers to it'],
  [/(?:^|[.-])harbor[.-]/, 'Harbor collects it where its garbage collection deletes untagged artifacts'],
];

/** Says what becomes of a manifest that was pushed without a tag; undefined where it stays, or nothing is known. */
export function describeCollected(host: string): string | undefined {
  const [, how] = collecting.find(([name]) => name.test(host)) ?? [];
  return how && `The artifact has no tag, and ${how}: give it one to keep it`;
}
