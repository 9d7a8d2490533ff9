import { OciError, orAbsent } from '../../errors.ts';
import { type Digest, isDigestOf } from '../../oci/digest.ts';
import type { Content, Store } from '../../store/store.ts';
import type { AllInputs } from '../contract/inputs.ts';
import type { Log } from '../contract/mode.ts';
import type { Result } from '../contract/result.ts';

/** Where a tag points now, and what is there; `content` is read only when it is of use. */
export interface CurrentTag {
  tag: string;
  digest: Digest | undefined;
  content?: Content;
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
 * Decides what is to be done: `pending` are the tags to be written, and `previous` says where those of them point that
 * are there. `kept` is the digest of the first tag when `if-exists: skip` leaves nothing to do.
 */
export function planTags(
  current: readonly CurrentTag[],
  digest: Digest,
  ifExists: NonNullable<AllInputs['ifExists']>,
  log: Log,
): { pending: string[]; previous: Result['previous']; kept?: Digest } {
  const differing = current.filter((entry) => entry.digest !== undefined && entry.digest !== digest);
  if (differing.length > 0 && ifExists === 'error') {
    const list = differing.map((entry) => `${entry.tag} (${entry.digest})`).join(', ');
    throw new OciError('CONFLICT', `A tag exists with different content than ${digest}: ${list}`);
  }
  const isKept = (entry: (typeof current)[number]) => ifExists === 'skip' && differing.includes(entry);
  for (const entry of differing) {
    if (isKept(entry)) log.notice(`The tag ${entry.tag} exists and stays at ${entry.digest}`);
  }
  const pending = current.filter((entry) => entry.digest !== digest && !isKept(entry)).map(({ tag }) => tag);
  const isAllKept = differing.length === current.length && ifExists === 'skip';
  const kept = isAllKept ? differing[0]?.digest : undefined;
  const previous = Object.fromEntries(
    differing.flatMap((entry) => (entry.digest && pending.includes(entry.tag) ? [[entry.tag, entry.digest]] : [])),
  );
  return { pending, previous, ...(kept === undefined ? {} : { kept }) };
}

/**
 * Says of each tag that was moved, or in a dry run would be, where it pointed before; `place` stands before its name.
 */
export function tellMoves(
  log: Pick<Log, 'info'>,
  {
    previous,
    digest,
    isDryRun,
    place = '',
  }: { previous: Result['previous']; digest: Digest; isDryRun: boolean; place?: string },
): void {
  for (const [tag, before] of Object.entries(previous)) {
    log.info(`${isDryRun ? 'Would move ' : ''}${place}${tag}: ${before} -> ${digest}`);
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
