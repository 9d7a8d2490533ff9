import { inWaves } from '../concurrently.ts';
import { hasCode, OciError, orAbsent, unreadable } from '../errors.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import { groupDigestTags, referrersTag } from '../oci/digest-tags.ts';
import { maxIndexDepth } from '../oci/manifest.ts';
import { listed } from './listed.ts';
import type { Source } from './store.ts';

/**
 * A manifest that belongs to another one: one that names it as its subject, or one under a tag made of its digest, as
 * cosign does.
 */
export interface Attached {
  descriptor: Descriptor;
  subject: Descriptor;
  tag?: string;
  /** 0 for what belongs to a manifest that was asked about, 1 for what belongs to that, and so on. */
  depth: number;
  /** Of what a tag holds, the layers that go along, where not all of it does. */
  only?: readonly Descriptor[];
}

/** The tags of a source that are made of digests, as `groupDigestTags` gathers them. */
export type DigestTags = ReadonlyMap<string, readonly string[]>;

/** One image has a handful; a list without end is a trap. */
const maxAttached = 10_000;

/** Lists are small, and each costs a round trip; one that is not small has 4 MiB, and several times that in memory. */
export const listsAtOnce = 8;

/** Called with a list of referrers that is malformed or too long; ends the walk by throwing. */
export type OnUnread = (subject: Descriptor, error: unknown) => void;

const stop: OnUnread = (_, error) => {
  throw error;
};

/** Lists what is attached to one manifest. If its list of referrers cannot be read, what is under tags is still listed. */
export async function* listAttached(
  source: Source,
  subject: Descriptor,
  tags: DigestTags,
  depth: number,
  signal: AbortSignal | undefined,
  onUnread: OnUnread = stop,
): AsyncGenerator<Attached> {
  const referrers = source.referrers(subject, signal)[Symbol.asyncIterator]();
  const next = () =>
    referrers.next().catch((error: unknown) => {
      if (!hasCode(error, ...unreadable)) throw error;
      onUnread(subject, error);
    });
  for (let item = await next(); item && !item.done; item = await next()) {
    yield { descriptor: item.value, subject, depth };
  }
  const list = referrersTag(subject.digest);
  for (const tag of tags.get(list) ?? []) {
    if (tag === list) continue;
    const descriptor = await source.resolve(tag, signal).catch((error: unknown) => {
      if (!hasCode(error, 'NOT_FOUND')) throw error;
      // It may have been removed since the tags were listed; what a layout lists and does not have is lost.
      if (error.topic === 'missing-content') onUnread(subject, error);
    });
    if (descriptor) yield { descriptor, subject, tag, depth };
  }
}

/** Lists what is attached to manifests, and what is attached to that in turn, by their bare descriptors and types. */
export async function findAttached(
  source: Source,
  subjects: readonly Descriptor[],
  tags: DigestTags,
  signal: AbortSignal | undefined,
  onUnread?: OnUnread,
): Promise<Attached[]> {
  const walked = new Set(subjects.map(({ digest }) => digest));
  // What is on a list may have a tag too.
  const seen = new Set<string>(walked);
  const found: Attached[] = [];
  let count = 0;
  const list = async (subject: Descriptor, within: AbortSignal, depth: number): Promise<Attached[]> => {
    const own: Attached[] = [];
    if (depth === maxIndexDepth) return own;
    for await (const { descriptor, ...rest } of listAttached(source, subject, tags, depth, within, onUnread)) {
      count += 1;
      if (count > maxAttached) throw new OciError('TOO_LARGE', `More than ${maxAttached} manifests are attached`);
      const { artifactType } = descriptor;
      own.push({
        ...rest,
        descriptor: { ...bare(descriptor), ...(artifactType === undefined ? {} : { artifactType }) },
      });
    }
    return own;
  };
  await inWaves(subjects, listsAtOnce, signal, list, (_, own) => {
    const fresh = own.filter(({ descriptor, tag }) => isNew(seen, tag ?? descriptor.digest));
    found.push(...fresh);
    return fresh.map(({ descriptor }) => descriptor).filter(({ digest }) => isNew(walked, digest));
  });
  return found;
}

function isNew<T>(seen: Set<T>, item: T): boolean {
  const { size } = seen;
  return seen.add(item).size > size;
}

/**
 * Reads the tags of a source that are made of digests; none where it does not tell its tags. To look at all tags costs
 * less than to ask for those that each manifest may have.
 */
export async function readDigestTags(source: Source, signal: AbortSignal | undefined): Promise<DigestTags> {
  const tags = await orAbsent(listed(source.tags(signal)), 'DENIED', 'UNAUTHORIZED', 'UNSUPPORTED');
  return groupDigestTags(tags ?? []);
}
