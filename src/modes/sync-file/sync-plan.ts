import type { TransferSlots } from '../../concurrently.ts';
import { hasCode, OciError, orAbsent } from '../../errors.ts';
import { compareVersions, parseVersion } from '../../go/semver.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, isDigest, isDigestOf, partsOf } from '../../oci/digest.ts';
import { groupDigestTags, isDigestTag } from '../../oci/digest-tags.ts';
import { maxManifestBytes } from '../../oci/manifest.ts';
import type { Platform } from '../../oci/platform.ts';
import { formatRepository, type Reference } from '../../oci/reference.ts';
import { once } from '../../once.ts';
import { type DigestTags, readDigestTags } from '../../store/attached.ts';
import type { CopySession } from '../../store/copy-graph.ts';
import { listed } from '../../store/listed.ts';
import type { Content, Source, Store } from '../../store/store.ts';
import { cachedManifests, type ManifestRoom } from '../../store/wrapped/cached-manifests.ts';
import { sidedSource, sidedTarget } from '../../store/wrapped/sided.ts';
import { stopYoungGrowth } from '../../v8-flags.ts';
import type { Log, Mode } from '../contract/mode.ts';
import type { Thing } from '../contract/told.ts';
import { choosePlatforms } from '../find/choose-platforms.ts';
import { withNearTags } from '../find/find-manifest.ts';
import { selectTags } from '../find/tag-filter.ts';
import { decide, type IfExists, type Verdict } from '../publish/decide.ts';
import { type SyncRepository, syncProblem } from './sync-file.ts';

/** An index with 30 platforms and an attestation for each has 300 KiB. Larger ones stop the growth of V8's heap. */
const smallIndex = 512 * 1024;

/** A repository, and where it goes. */
export interface SyncPair {
  repository: SyncRepository;
  name: string;
  source: Source;
  target: Store;
  targetName: string;
  /** The tags of the source that are made of digests, read once. */
  digestTags: () => Promise<DigestTags>;
  /** What is copied for a digest of the source: where platforms are chosen, it may have another digest. */
  chosen: (digest: Digest) => Promise<Chosen>;
  session: CopySession;
}

interface Chosen {
  digest: Digest;
  /** Gives the content of that digest, where it is not the source's own; it is made of what `from` has, if need be. */
  root?: (from: Source, signal: AbortSignal) => Promise<Content>;
}

/** One tag or digest that is to be synced. */
export interface SyncName {
  pair: SyncPair;
  /** The tag or the digest. */
  name: string;
}

/** What is to be done with a tag or digest, or was done: it has this digest in the target, or gets it. */
export interface SyncPlan extends Chosen {
  of: SyncName;
  status: Verdict;
  reason?: string;
  /** Where the tag points that is moved. */
  previous?: Digest;
}

/** What the repositories of a sync share. */
interface SyncRoom {
  /** Of a repository that names none itself. */
  platforms: readonly Platform[];
  session: CopySession;
  room: ManifestRoom;
  /** For the indexes of which platforms are chosen. */
  reading: TransferSlots;
}

/** Opens both sides of a repository; nothing is sent yet. */
export function openPair(
  repository: SyncRepository,
  to: Reference,
  { platforms: usual, session, room, reading }: SyncRoom,
  { open, signal, log }: Pick<Mode, 'open' | 'signal' | 'log'>,
): SyncPair {
  const from = { host: repository.host, repository: repository.repository, tags: [] };
  const source = cachedManifests(sidedSource(open.source(from, repository.settings)), [], room.cache());
  const name = formatRepository(from);
  const platforms = repository.platforms ?? usual;
  // All tags of a repository mostly say the same.
  const told = new Set<string>();
  const onTaken = (line: string) => {
    if (!told.has(line)) log.info(`${name}: ${line}`);
    told.add(line);
  };
  const choose = async (of: Source, digest: Digest, within: AbortSignal, bytes = smallIndex): Promise<Content> => {
    const root = await reading.take(bytes, async () => {
      const content = await of.manifest(digest, within);
      if (content.bytes.byteLength > bytes) return undefined;
      return choosePlatforms(of, content, platforms, `${name}@${digest}`, within, onTaken);
    });
    if (root) return root;
    // What is parsed of a large one takes a multiple of its bytes, so that few of them are chosen from at a time.
    stopYoungGrowth();
    return choose(of, digest, within, maxManifestBytes);
  };
  const chosen = room.cache();
  return {
    repository,
    name,
    source,
    target: sidedTarget(open.store(to, { alsoRead: from })),
    targetName: formatRepository(to),
    digestTags: once(() => readDigestTags(source, signal)),
    chosen: once(async (digest: Digest) => {
      if (platforms.length === 0) return { digest };
      const root = await choose(source, digest, signal);
      const { descriptor } = root;
      if (descriptor.digest === digest) return { digest };
      // What finds no room is chosen once more when its turn comes.
      chosen.keep(root);
      return {
        digest: descriptor.digest,
        root: async (of: Source, within: AbortSignal) => chosen.get(descriptor.digest) ?? choose(of, digest, within),
      };
    }),
    session,
  };
}

/**
 * Selects what is synced of one repository; fails with NOT_FOUND where the file asks for something that is not there.
 */
export async function selectNames(
  pair: SyncPair,
  referrers: boolean,
  log: Log,
  signal: AbortSignal,
): Promise<SyncName[]> {
  const { named, selectors, exclude, newest } = pair.repository;
  const names = new Set(named.map(({ name }) => name));
  if (selectors.length === 0) return [...names].map((name) => ({ pair, name }));
  const all = await listed(pair.source.tags(signal));
  const digestTags = groupDigestTags(all);
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
  // Not the list of all, which may be long.
  const known = { ...pair, digestTags: async () => digestTags };
  return [...names].map((name) => ({ pair: known, name }));
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
export function refuseCollisions(names: readonly SyncName[]): void {
  const owners = new Map<string, string>();
  for (const one of names) {
    const { name, source = '' } = thingOf(one);
    const other = owners.get(name);
    if (other !== undefined && !isDigest(one.name)) {
      throw syncProblem(one.pair.repository.position, `${name} would be written from ${other} and from ${source}`);
    }
    owners.set(name, source);
  }
}

/**
 * Finds out what is to be done for a tag or digest: one HEAD on each side, and with platforms the source's manifest.
 */
export async function planName(one: SyncName, ifExists: IfExists, signal: AbortSignal): Promise<SyncPlan> {
  const { pair, name } = one;
  const find = async (what: string) => (await orAbsent(pair.target.resolve(what, signal)))?.digest;
  if (isDigest(name)) {
    const plan = { of: one, ...(await pair.chosen(name)) };
    if (await find(plan.digest)) return { ...plan, status: 'unchanged' };
    await resolveNamed(one, signal);
    return { ...plan, status: 'new' };
  }
  const [own, current] = await Promise.all([resolveNamed(one, signal), find(name)]);
  const chosen = await pair.chosen(own.digest);
  const plan = { of: one, ...chosen };
  if (current === undefined) return { ...plan, status: 'new' };
  const digest = (await isSame(pair, current, chosen, signal)) ? current : chosen.digest;
  const status = decide(current, digest, ifExists);
  if (status === 'moved') return { ...plan, status, previous: current };
  if (status === 'kept') return { of: one, digest: current, status, reason: `the source has ${digest}` };
  const reason = `exists with ${current}, not with ${digest} of the source`;
  return { ...plan, digest, status, ...(status === 'refused' ? { reason } : {}) };
}

/** Tells whether two digests name the same bytes; by different algorithms, these are read. */
async function isSame({ source }: SyncPair, current: Digest, { digest, root }: Chosen, signal: AbortSignal) {
  if (current === digest || partsOf(current).algorithm === partsOf(digest).algorithm) return current === digest;
  return isDigestOf(current, (await (root?.(source, signal) ?? source.manifest(digest, signal))).bytes);
}

async function resolveNamed({ pair, name }: SyncName, signal: AbortSignal): Promise<Descriptor> {
  try {
    return await withNearTags(pair.source, name, () => pair.source.resolve(name, signal), signal);
  } catch (error) {
    const position = pair.repository.named.find((one) => one.name === name)?.position;
    if (!position || !hasCode(error, 'NOT_FOUND')) throw error;
    throw new OciError('NOT_FOUND', error.message, { cause: error, position });
  }
}

/** Shows a tag or digest, or a repository of which none could be selected, as a thing of the step. */
export function thingOf(part: SyncName | SyncPair, plan?: SyncPlan): Thing {
  if (!('pair' in part)) return { what: 'tag', name: part.targetName, source: part.name, fate: 'not reached' };
  const { pair, name } = part;
  const mark = isDigest(name) ? '@' : ':';
  const { digest, status, reason, previous }: Partial<SyncPlan> = plan ?? {};
  return {
    what: isDigest(name) ? 'manifest' : 'tag',
    name: `${pair.targetName}${mark}${isDigest(name) ? (digest ?? name) : name}`,
    source: `${pair.name}${mark}${name}`,
    fate: status === 'refused' ? 'failed' : (status ?? 'not reached'),
    ...(digest ? { digest } : {}),
    previous: previous && { [name]: previous },
    reason,
  };
}
