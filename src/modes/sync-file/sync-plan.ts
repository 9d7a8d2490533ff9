import { hasCode, OciError } from '../../errors.ts';
import { compareVersions, parseVersion } from '../../go/semver.ts';
import { type Digest, isDigest, isDigestOf, partsOf } from '../../oci/digest.ts';
import { groupDigestTags, isDigestTag } from '../../oci/digest-tags.ts';
import type { Platform } from '../../oci/platform.ts';
import { formatRepository, type Reference } from '../../oci/reference.ts';
import { once } from '../../once.ts';
import { type DigestTags, readDigestTags } from '../../store/attached.ts';
import { listed } from '../../store/listed.ts';
import type { Content, Source, Store } from '../../store/store.ts';
import { remembered } from '../../store/wrapped/remembered.ts';
import type { InputsOf } from '../contract/inputs.ts';
import type { Log, Mode } from '../contract/mode.ts';
import type { ResultItem } from '../contract/result.ts';
import { choosePlatforms } from '../find/choose-platforms.ts';
import { withNearTags } from '../find/find-manifest.ts';
import { selectTags } from '../find/tag-filter.ts';
import { readTags } from '../send/plan-tags.ts';
import type { SyncRepository } from './sync-file.ts';

/** A repository, and where it goes. */
export interface SyncPair {
  repository: SyncRepository;
  /** None: all. */
  platforms: readonly Platform[];
  name: string;
  source: Source;
  target: Store;
  targetName: string;
  /** The tags of the source that are made of digests, read once. */
  digestTags: () => Promise<DigestTags>;
  /** The content that a digest stands for, reduced to the platforms. */
  chosen: (digest: Digest) => Promise<Content>;
}

/** One tag or digest on its way: what is to be done with it, and in the end what was. */
export interface SyncJob {
  pair: SyncPair;
  /** The tag or the digest. */
  name: string;
  /** What it has or gets in the target. */
  digest?: Digest;
  /** The content of that digest, where it is not the source's own. */
  root?: Content;
  status: 'new' | 'moved' | 'unchanged' | 'kept' | 'failed' | 'unknown';
  reason?: string;
  /** Where the tag points that is moved. */
  previous?: Digest;
  error?: unknown;
  /** Whether `status` has become true. */
  isDone: boolean;
}

/** Opens both sides of a repository; nothing is sent yet. */
export function openPair(
  repository: SyncRepository,
  to: Reference,
  usual: readonly Platform[],
  { open, signal }: Pick<Mode, 'open' | 'signal'>,
): SyncPair {
  const from = { host: repository.host, repository: repository.repository, tags: [] };
  const source = remembered(open.source(from, repository.settings));
  const name = formatRepository(from);
  const platforms = repository.platforms ?? usual;
  const chosen = once(async (digest: Digest) =>
    choosePlatforms(source, await source.manifest(digest, signal), platforms, `${name}@${digest}`, signal),
  );
  return {
    repository,
    platforms,
    name,
    source,
    target: open.store(to, { alsoRead: from }),
    targetName: formatRepository(to),
    digestTags: once(() => readDigestTags(source, signal)),
    chosen,
  };
}

/**
 * Selects what is synced of one repository; fails with NOT_FOUND where the file asks for something that is not there.
 */
export async function selectJobs(
  pair: SyncPair,
  referrers: boolean,
  log: Log,
  signal: AbortSignal,
): Promise<SyncJob[]> {
  const { named, selectors, exclude, newest } = pair.repository;
  const names = new Set(named.map(({ name }) => name));
  if (selectors.length > 0) {
    const all = await listed(pair.source.tags(signal));
    const digestTags = groupDigestTags(all);
    // Not the list of all, which may be long.
    pair.digestTags = async () => digestTags;
    const isCandidate = (tag: string) => !(referrers && isDigestTag(tag)) && !exclude.some((excludes) => excludes(tag));
    const candidates = await selectTags(all, isCandidate, signal);
    for (const { what, takes, mayBeIdle, position } of selectors) {
      const taken = newestOf(await selectTags(candidates, takes, signal), newest);
      for (const tag of taken) names.add(tag);
      if (taken.length > 0) continue;
      const text = `${pair.name} has no tag for ${what}`;
      if (!mayBeIdle) throw new OciError('NOT_FOUND', text, { position, topic: 'missing-selection' });
      log.warning(text);
    }
  }
  return [...names].map((name) => ({ pair, name, status: 'unknown', isDone: false }));
}

/** Takes the newest versions; what is not a version is left out. */
function newestOf(tags: string[], count: number | undefined): string[] {
  if (count === undefined) return tags;
  return tags
    .flatMap((tag) => {
      const version = parseVersion(tag);
      return version ? [{ tag, version }] : [];
    })
    .sort((a, b) => compareVersions(b.version, a.version) || (a.tag < b.tag ? -1 : 1))
    .slice(0, count)
    .map(({ tag }) => tag);
}

/** Refuses two sources for one tag, of which the last would win. Fails with INVALID_INPUT. */
export function refuseCollisions(jobs: readonly SyncJob[]): void {
  const owners = new Map<string, SyncJob>();
  for (const job of jobs) {
    const name = targetOf(job);
    const other = owners.get(name);
    if (other && !isDigest(job.name)) {
      const { position } = job.pair.repository;
      const text = `${name} would be written from ${sourceOf(other)} and from ${sourceOf(job)}`;
      throw new OciError('INVALID_INPUT', `${position.file}:${position.line}: ${text}`, { position });
    }
    owners.set(name, job);
  }
}

/**
 * Finds out what is to be done for a tag or digest: one HEAD on each side, and with platforms the source's manifest.
 */
export async function planJob(
  job: SyncJob,
  ifExists: NonNullable<InputsOf<'sync'>['ifExists']>,
  signal: AbortSignal,
): Promise<void> {
  const { pair, name } = job;
  const { source, target } = pair;
  const there = async (what: string) => (await readTags(target, [what], false, signal))[0]?.digest;
  if (isDigest(name)) {
    await choose(name);
    job.status = (await there(job.digest ?? name)) ? 'unchanged' : 'new';
    if (job.status === 'new') await resolveNamed();
  } else {
    const [{ digest: own }, current] = await Promise.all([resolveNamed(), there(name)]);
    await choose(own);
    job.status = current === undefined ? 'new' : (await isSame(current, job.digest ?? own)) ? 'unchanged' : 'moved';
    if (job.status === 'unchanged') job.digest = current as Digest;
    if (current && job.status === 'moved' && ifExists === 'overwrite') job.previous = current;
    if (job.status === 'moved' && ifExists === 'error') {
      throw new OciError('CONFLICT', `${targetOf(job)} exists with ${current}, not with ${job.digest} of the source`);
    }
    if (job.status === 'moved' && ifExists === 'skip') {
      job.reason = `the source has ${job.digest}`;
      job.digest = current as Digest;
      job.status = 'kept';
    }
  }
  job.isDone = job.status === 'unchanged' || job.status === 'kept';

  async function choose(own: Digest) {
    job.digest = own;
    if (pair.platforms.length === 0) return;
    const root = await pair.chosen(own);
    job.digest = root.descriptor.digest;
    if (job.digest !== own) job.root = root;
  }

  /** Tells whether two digests name the same bytes; by different algorithms, these are read. */
  async function isSame(current: Digest, digest: Digest): Promise<boolean> {
    if (current === digest || partsOf(current).algorithm === partsOf(digest).algorithm) return current === digest;
    return isDigestOf(current, (job.root ?? (await source.manifest(digest, signal))).bytes);
  }

  async function resolveNamed() {
    try {
      return await withNearTags(source, name, () => source.resolve(name, signal), signal);
    } catch (error) {
      const position = pair.repository.named.find((one) => one.name === name)?.position;
      if (!position || !hasCode(error, 'NOT_FOUND')) throw error;
      throw new OciError('NOT_FOUND', error.message, { cause: error, position });
    }
  }
}

/** Shows a job as a row of the results. */
export function itemOf(job: SyncJob): ResultItem {
  const { digest, status, reason, previous } = job;
  return {
    name: targetOf(job),
    source: sourceOf(job),
    status,
    ...(digest ? { digest } : {}),
    ...(previous ? { previous: { [job.name]: previous } } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

function targetOf({ pair, name, digest }: SyncJob): string {
  return isDigest(name) ? `${pair.targetName}@${digest ?? name}` : `${pair.targetName}${name && ':'}${name}`;
}

function sourceOf({ pair, name }: SyncJob): string {
  return `${pair.name}${isDigest(name) ? '@' : name && ':'}${name}`;
}
