import { isUtf8 } from 'node:buffer';
import { relative, resolve } from 'node:path';
import { concurrently } from '../concurrently.ts';
import { toSlashes } from '../disk/paths.ts';
import { readHeld } from '../disk/read-held.ts';
import { type ErrorFacts, messageOf, OciError } from '../errors.ts';
import { formatBytes } from '../format-bytes.ts';
import { isDigest } from '../oci/digest.ts';
import { type CopySession, startCopySession } from '../store/copy.ts';
import { bounded } from '../store/wrapped/bounded.ts';
import { remembered } from '../store/wrapped/remembered.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Log, Mode } from './contract/mode.ts';
import { attachedTo, copyArtifact, countCopied, tellLeft } from './send/copy-artifact.ts';
import { tellMoves } from './send/plan-tags.ts';
import { parseSyncFile, type SyncRepository } from './sync-file/sync-file.ts';
import { itemOf, openPair, planJob, refuseCollisions, type SyncJob, selectJobs } from './sync-file/sync-plan.ts';
import { targetsBelow } from './sync-file/sync-target.ts';
import { type Progress, startProgress } from './tell/progress.ts';

/** A file of this size lists some 10,000 repositories. */
const maxFileBytes = 1024 * 1024;

/**
 * Copies what a sync file lists: first everything is planned, then what is new or has moved is copied. With
 * `keep-going`, what fails is reported among the results, and the step fails at its end.
 */
export async function sync(
  inputs: InputsOf<'sync'>,
  mode: Mode<'sync'>,
  around: { environment: NodeJS.ProcessEnv },
): Promise<void> {
  const { concurrency, keepGoing, dryRun } = inputs;
  const { log, signal, learn } = mode;
  const repositories = readSyncFile(inputs.syncFile, mode.workspace, { ...around, mask: mode.mask });
  const placeOf = targetsBelow(inputs, log);
  const pairs = repositories.map((repository) => openPair(repository, placeOf(repository), inputs.platforms, mode));
  const jobs: SyncJob[] = [];
  const progress = startProgress(log);
  const totals = { transferred: 0, reused: 0 };
  const tell = () => {
    const told = jobs.filter(({ isDone, status }) => isDone || (dryRun && status !== 'unknown'));
    const changed = told.some(({ status }) => status === 'new' || status === 'moved');
    learn({ items: told.map(itemOf), changed, ...totals });
  };
  let isStopped = false;
  const fail = (failed: readonly SyncJob[], error: unknown) => {
    // What is given up because of another failure has none of its own.
    if (isStopped || signal.aborted) throw error;
    for (const job of failed) Object.assign(job, { status: 'failed', isDone: true, reason: messageOf(error), error });
    isStopped = !keepGoing;
    if (isStopped) throw error;
    for (const job of failed) log.warning(`${itemOf(job).source} failed: ${messageOf(error)}`);
  };
  /** Goes on after a failure of some jobs, where that is wanted. */
  const attempt = (own: readonly SyncJob[], work: () => Promise<void>) => work().catch((error) => fail(own, error));

  try {
    const selected = new Map<(typeof pairs)[number], SyncJob[]>();
    await concurrently(pairs, concurrency, signal, async (pair, within) => {
      const whole: SyncJob = { pair, name: '', status: 'unknown', isDone: false };
      selected.set(pair, [whole]);
      await attempt([whole], async () => {
        selected.set(pair, await selectJobs(pair, inputs.referrers, log, within));
      });
    }).finally(() => jobs.push(...pairs.flatMap((pair) => selected.get(pair) ?? [])));
    refuseCollisions(jobs.filter(({ error }) => error === undefined));
    const unplanned = jobs.filter(({ error }) => error === undefined);
    await concurrently(unplanned, concurrency, signal, (job, within) =>
      attempt([job], () => planJob(job, inputs.ifExists ?? 'overwrite', within)),
    );
    log.info(`${dryRun ? 'Would copy' : 'To copy'}: ${pending(jobs).length} of ${jobs.length}`);
    if (dryRun) for (const job of pending(jobs)) tellMove(job, log, dryRun);
    if (!dryRun) {
      // What is on its way at a time is the same for few repositories and for many.
      const { slots } = startCopySession(concurrency);
      const sessions = new Map(pairs.map((pair) => [pair, { ...startCopySession(concurrency), slots }]));
      const groups = Map.groupBy(pending(jobs), ({ pair, digest }) => `${pairs.indexOf(pair)} ${digest}`).values();
      await concurrently(groups, concurrency, signal, async (group, within) => {
        const [first] = group;
        const session = first && sessions.get(first.pair);
        if (!session) return;
        await attempt(group, async () => {
          const { transferred, reused } = await copyGroup(group, session, inputs, { log, signal: within, progress });
          totals.transferred += transferred;
          totals.reused += reused;
          for (const job of group) job.isDone = true;
        });
        tell();
      });
      for (const session of sessions.values()) tellLeft(session, inputs.referrers, log);
    }
  } finally {
    tell();
  }
  const failures = jobs.filter(({ status }) => status === 'failed');
  const [first] = failures;
  if (!first) return;
  if (failures.length === 1 || !(first.error instanceof OciError)) throw first.error;
  const text = `${failures.length} of ${jobs.length} failed; the first: ${first.reason}`;
  const { code, position } = first.error;
  throw new OciError(code, text, { cause: first.error, position });
}

function tellMove(job: SyncJob, log: Log, isDryRun: boolean): void {
  const { previous = {}, digest } = itemOf(job);
  if (digest) tellMoves(log, { previous, digest, isDryRun, place: `${job.pair.targetName}:` });
}

function pending(jobs: readonly SyncJob[]): SyncJob[] {
  return jobs.filter(({ status }) => status === 'new' || status === 'moved');
}

/** Copies one manifest of a repository under all its tags. */
async function copyGroup(
  group: readonly SyncJob[],
  session: CopySession,
  { referrers, ifExists }: InputsOf<'sync'>,
  { log, signal, progress }: { log: Log; signal: AbortSignal; progress: Progress },
): Promise<{ transferred: number; reused: number }> {
  const [{ pair, digest }] = group as [SyncJob];
  if (digest === undefined) throw new Error('A job is copied before it is planned');
  const content = group[0]?.root ?? (await pair.source.manifest(digest, signal));
  const source = bounded(remembered(pair.source, [content]));
  const attached = referrers ? await attachedTo(source, content, await pair.digestTags(), signal) : [];
  const tags = group.map(({ name }) => name).filter((name) => !isDigest(name));
  const { onEvent, totals } = countCopied(progress);
  const named = await copyArtifact({
    source,
    root: content,
    target: pair.target,
    tags,
    attached,
    takesSubjects: referrers,
    ifExists,
    session,
    onEvent,
    log,
    signal,
  });
  for (const job of group) if (!isDigest(job.name)) job.digest = named;
  const names = group.map((job) => itemOf(job).name).join(', ');
  const along = attached.length > 0 ? `, with ${attached.length} attached to it` : '';
  for (const job of group) tellMove(job, log, false);
  log.info(`Copied ${names}: ${digest}, ${formatBytes(totals.transferred)}${along}`);
  return totals;
}

function readSyncFile(
  syncFile: string,
  workspace: string,
  given: { environment: NodeJS.ProcessEnv; mask: (secret: string) => void },
): SyncRepository[] {
  const path = resolve(workspace, syncFile);
  const fail = (what: string, facts?: ErrorFacts) =>
    new OciError('INVALID_INPUT', `The sync-file ${JSON.stringify(syncFile)} ${what}`, facts);
  const bytes = readHeld(path, { folder: workspace, symlinks: 'keep', limit: maxFileBytes, fail });
  if (!isUtf8(bytes)) throw fail('is not UTF-8');
  const yaml = bytes.toString();
  const file = toSlashes(relative(workspace, path));
  return parseSyncFile(yaml, { file, ...given });
}
