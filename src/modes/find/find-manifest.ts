import { hasCode, OciError } from '../../errors.ts';
import { byNearness } from '../../nearest.ts';
import { type Digest, isDigest } from '../../oci/digest.ts';
import type { Platform } from '../../oci/platform.ts';
import { formatRepository, type Reference } from '../../oci/reference.ts';
import { listed } from '../../store/listed.ts';
import type { Content, Source } from '../../store/store.ts';
import type { Log } from '../contract/mode.ts';
import { choosePlatform } from './choose-platform.ts';

/** Looked at for names near to one that is missing: one page, as we ask for it. */
const maxCandidates = 1000;
const maxHints = 3;

/** What a reference asks a repository for: a tag or a digest. Fails with INVALID_INPUT when it is a repository alone. */
export function nameFor(reference: Reference, purpose: string): string {
  const name = nameOf(reference);
  if (name !== undefined) return name;
  throw new OciError(
    'INVALID_INPUT',
    `The input reference has neither a tag nor a digest: say which version to ${purpose}`,
    { topic: 'untagged-reference' },
  );
}

/** Does what fails with NOT_FOUND when a tag is missing, and adds to that error the tags that are nearest to it. */
export async function withNearTags<T>(
  source: Source,
  name: string,
  work: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!hasCode(error, 'NOT_FOUND')) throw error;
    const near = await nearTags(source, name, signal);
    throw near === '' ? error : new OciError('NOT_FOUND', `${error.message}${near}`, { cause: error });
  }
}

/** Reads what a platform chooses from what a reference names: without one, the same. */
export async function findChosen(
  source: Source,
  top: Content,
  { reference, platform }: { reference: Reference; platform: Platform | undefined },
  { log, signal }: { log: Log; signal: AbortSignal },
): Promise<Content> {
  if (!platform) return top;
  return (await choosePlatform(source, top, platform, formatRepository(reference), signal, log.info)).content;
}

/**
 * Fails with INTEGRITY unless what was found has the expected digest, or what was made of it: a tag may name an index,
 * and the manifest chosen from that is as good a pin.
 */
export function checkExpected(
  expected: Digest | undefined,
  reference: Reference,
  found: Digest,
  ...chosen: Digest[]
): void {
  if (expected === undefined || [found, ...chosen].includes(expected)) return;
  throw new OciError('INTEGRITY', `${fullName(reference)} is ${found}, but expect-digest asks for ${expected}`, {
    topic: 'expect-digest',
  });
}

/** Writes what a reference asks for as messages name it: `host/repository:tag` or `host/repository@digest`. */
export function fullName(reference: Reference): string {
  const name = nameOf(reference);
  return `${formatRepository(reference)}${name === undefined ? '' : isDigest(name) ? `@${name}` : `:${name}`}`;
}

/** What a reference asks a repository for: the digest, which counts more than the tag. */
export function nameOf({ tags, digest }: Reference): string | undefined {
  return digest ?? tags[0];
}

/** Says which tags there are in place of a missing one, after a semicolon; `''` when they cannot be had. */
export async function nearTags(source: Source, missing: string, signal: AbortSignal): Promise<string> {
  // A digest is no slip of the pen.
  const tags = isDigest(missing) ? undefined : await listed(source.tags(signal), maxCandidates).catch(() => undefined);
  if (!tags) return '';
  if (tags.length === 0) return '; there are no tags';
  const near = byNearness(missing, tags).slice(0, maxHints);
  if (near.length === 0) return '';
  const which = near.length === tags.length ? 'only' : 'nearest';
  return `; the ${which} ${near.length === 1 ? 'tag is' : 'tags are'} ${near.join(', ')}`;
}
