import { isUtf8 } from 'node:buffer';
import { relative, resolve } from 'node:path';
import { transferSlots } from '../concurrently.ts';
import { toSlashes } from '../disk/paths.ts';
import { failNamed, readNamedFile } from '../disk/read-held.ts';
import { hasCode, OciError } from '../errors.ts';
import { formatBytes } from '../format-bytes.ts';
import { type Digest, isDigest } from '../oci/digest.ts';
import { startCopySession } from '../store/copy-graph.ts';
import type { Content, Source } from '../store/store.ts';
import { cachedManifests, startManifestRoom } from '../store/wrapped/cached-manifests.ts';
import { type GraphBudget, limited, maxGraphBytes, startGraphBudget } from '../store/wrapped/limited.ts';
import { stopYoungGrowth } from '../v8-flags.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Log, Mode } from './contract/mode.ts';
import { addBytes, nothingMoved } from './contract/told.ts';
import { attachedTo, copyArtifact, tellLeft } from './publish/copy-artifact.ts';
import { countMoved, type Moved } from './publish/count-moved.ts';
import { type IfExists, isPending } from './publish/decide.ts';
import { tellTags } from './publish/plan-tags.ts';
import { parseSyncFile, type SyncRepository } from './sync-file/sync-file.ts';
import {
  openPair,
  planName,
  refuseCollisions,
  type SyncName,
  type SyncPair,
  type SyncPlan,
  selectNames,
  thingOf,
} from './sync-file/sync-plan.ts';
import { startReport } from './sync-file/sync-report.ts';
import { targetsBelow } from './sync-file/sync-target.ts';
import { type Progress, startProgress } from './tell/progress.ts';

/**
 * What the manifests of all artifacts that are copied at the same time may take together: an index with 30 platforms and
 * an attestation for each has 300 KiB. What finds no room is copied by itself afterwards, with the room of one copy.
 */
const sharedGraphBytes = 4 * 1024 * 1024;

/** What is kept of manifests that were read to plan: with the room of the copies, no more than that of one copy. */
const cachedBytes = maxGraphBytes - sharedGraphBytes;

/** Large indexes of which platforms are chosen at a time, or four times as many small ones. */
const largeIndexes = 2;

/** A file of this size lists some 10,000 repositories. */
const maxFileBytes = 1024 * 1024;

/**
 * Copies what a sync file lists: first everything is planned, then what is new or has moved is copied. With
 * `keep-going`, what fails is reported among the results, and the step fails at its end.
 */
export async function sync(
  inputs: InputsOf<'sync'>,
  mode: Mode,
  { environment, mask }: { environment: NodeJS.ProcessEnv; mask: (secret: string) => void },
): Promise<void> {
  const { concurrency, dryRun } = inputs;
  const { ifExists } = inputs.tagging;
  const referrers = inputs.referrers !== false;
  const { log, signal, told } = mode;
  const repositories = readSyncFile(inputs.syncFile, mode.workspace, { environment, mask });
  const placeOf = targetsBelow(inputs, log);
  // What is on its way at a time is the same for few repositories and for many.
  const { slots } = startCopySession(concurrency);
  const room = startManifestRoom(cachedBytes);
  const reading = transferSlots(largeIndexes);
  const pairs = repositories.map((repository) => {
    const session = { ...startCopySession(concurrency), slots };
    return openPair(repository, placeOf(repository), { platforms: inputs.platforms, session, room, reading }, mode);
  });
  const report = startReport(pairs, inputs.keepGoing, log, signal);
  const progress = startProgress(log, 'Copying');
  let moved = nothingMoved;
  try {
    await report.each(pairs, { atOnce: concurrency, of: (pair) => [pair] }, async (pair, within) =>
      report.select(pair, await selectNames(pair, referrers, log, within)),
    );
    refuseCollisions(report.names());
    await report.each(report.names(), { atOnce: concurrency, of: (name) => [name] }, async (name, within) => {
      const plan = await planName(name, ifExists ?? 'overwrite', within);
      report.plan(plan);
      if (plan.status === 'refused') throw new OciError('CONFLICT', `${thingOf(name).name} ${plan.reason}`);
      if (!isPending(plan.status)) report.finish(plan);
    });
    const pending = report.planned().filter(({ status }) => isPending(status));
    log.info(`${dryRun ? 'Would copy' : 'To copy'}: ${pending.length} of ${report.count()}`);
    if (dryRun) for (const plan of pending) tellMove(plan, log, dryRun);
    else {
      /** Gives those that found no room beside the others. */
      const copyAll = async (groups: readonly Group[], atOnce: number, budget: GraphBudget): Promise<Group[]> => {
        const crowded = await report.each(groups, { atOnce, of: ({ names }) => names }, async (group, within) => {
          const done = await copyGroup(group, { referrers, ifExists, progress, log, budget }, within);
          if (!done) {
            stopYoungGrowth();
            return [group];
          }
          moved = addBytes(moved, done.moved);
          for (const plan of done.plans) report.finish(plan);
          return [];
        });
        return crowded.flat();
      };
      const alone = await copyAll(groupsOf(pending), concurrency, startGraphBudget(sharedGraphBytes));
      // They go by themselves, and have all of it.
      room.empty();
      await copyAll(alone, 1, startGraphBudget());
    }
    for (const { session } of pairs) tellLeft(session, referrers, log);
  } finally {
    told.things = report.things(dryRun);
    // Several things are one manifest, which is moved once.
    told.about.moved = moved;
  }
  report.end();
}

/** One manifest of a repository, and what is planned for all that is to name it. */
interface Group {
  pair: SyncPair;
  digest: Digest;
  plans: SyncPlan[];
  names: SyncName[];
}

function groupsOf(pending: readonly SyncPlan[]): Group[] {
  return [...Map.groupBy(pending, ({ of }) => of.pair)].flatMap(([pair, own]) =>
    [...Map.groupBy(own, (plan) => plan.digest)].map(([digest, plans]) => ({
      pair,
      digest,
      plans,
      names: plans.map(({ of }) => of),
    })),
  );
}

function tellMove({ of: { pair, name }, previous, digest }: SyncPlan, log: Log, isDryRun: boolean): void {
  if (previous) {
    tellTags(log, { tags: [name], previous: { [name]: previous }, digest, isDryRun, place: `${pair.targetName}:` });
  }
}

interface CopyGroupOptions {
  ifExists: IfExists | undefined;
  referrers: boolean;
  log: Log;
  progress: Progress;
  /** What all groups that are copied at the same time may hold together. */
  budget: GraphBudget;
}

/**
 * Copies one manifest of a repository under all its tags; in the plans then stands the digest that these have. Gives
 * nothing where others hold so much that there is no room for it.
 */
async function copyGroup(
  group: Group,
  options: CopyGroupOptions,
  signal: AbortSignal,
): Promise<{ plans: SyncPlan[]; moved: Moved } | undefined> {
  const { pair, digest, plans } = group;
  const cache = startManifestRoom().cache();
  const source = limited(cachedManifests(pair.source, [], cache), options.budget);
  try {
    // One that was made of chosen platforms is not in the source, and counts like what comes from there.
    const made = await plans[0]?.root?.(source, signal);
    if (made) cache.keep(made);
    return await copyRoot(group, await source.manifest(digest, signal), source, options, signal);
  } catch (error) {
    if (source.isCrowded && hasCode(error, 'TOO_LARGE')) return undefined;
    throw error;
  } finally {
    source.release();
  }
}

async function copyRoot(
  { pair, digest, plans }: Group,
  root: Content,
  source: Source,
  { log, progress, ...how }: CopyGroupOptions,
  signal: AbortSignal,
): Promise<{ plans: SyncPlan[]; moved: Moved }> {
  const attached = how.referrers ? await attachedTo(source, root, await pair.digestTags(), signal, log) : [];
  const [first = digest] = plans.map((plan) => thingOf(plan.of, plan).name);
  const moved: Moved = { transferred: 0, reused: 0, isChanged: false };
  const named = await copyArtifact({
    source,
    root,
    target: pair.target,
    tags: plans.map(({ of }) => of.name).filter((name) => !isDigest(name)),
    attached,
    takesSubjects: how.referrers,
    ifExists: how.ifExists,
    session: pair.session,
    onEvent: countMoved(progress, () => first, { moved, sent: new Set() }),
    log,
    signal,
  });
  const copied = plans.map((plan) => (isDigest(plan.of.name) ? plan : { ...plan, digest: named }));
  for (const plan of copied) tellMove(plan, log, false);
  const names = copied.map((plan) => thingOf(plan.of, plan).name).join(', ');
  const along = attached.length > 0 ? `, with ${attached.length} attached to it` : '';
  log.info(`Copied ${names}: ${digest}, ${formatBytes(moved.transferred)}${along}`);
  return { plans: copied, moved };
}

function readSyncFile(
  syncFile: string,
  workspace: string,
  given: { environment: NodeJS.ProcessEnv; mask: (secret: string) => void },
): SyncRepository[] {
  const bytes = readNamedFile('sync-file', syncFile, { folder: workspace, symlinks: 'keep', limit: maxFileBytes });
  if (!isUtf8(bytes)) throw failNamed('sync-file', syncFile)('is not UTF-8');
  const yaml = bytes.toString();
  const file = toSlashes(relative(workspace, resolve(workspace, syncFile)));
  return parseSyncFile(yaml, { file, ...given });
}
