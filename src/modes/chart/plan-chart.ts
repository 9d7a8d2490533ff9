import { differenceOf } from '../../artifact/chart/chart-difference.ts';
import type { Staged } from '../../artifact/chart/chart-manifest.ts';
import { tagOfVersion, versionsOfTags } from '../../artifact/chart/versions.ts';
import { OciError, orAbsent } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { formatRepository, type Reference } from '../../oci/reference.ts';
import { type CopyEvent, copy } from '../../store/copy.ts';
import type { Content, Store } from '../../store/store.ts';
import { openBytes } from '../../store/verified.ts';
import type { InputsOf } from '../contract/inputs.ts';
import type { Log, Mode } from '../contract/mode.ts';
import type { Result } from '../contract/result.ts';
import { startProgress } from '../tell/progress.ts';
import type { ReadyChart } from './ready-chart.ts';

/** What is to be done with a chart. */
export interface Planned {
  status: 'unchanged' | 'skipped' | 'pushed';
  /** What stays in its place: the same chart in another manifest, or with `if-exists: skip` another one. */
  kept?: Descriptor;
  /** All tags that were asked for, that of the version first. */
  tags: string[];
  /** Those that have to be written. */
  pending: string[];
  /** Where those of them point that are there. */
  previous: Result['previous'];
  /** Whether a signature was added or, in a dry run, would be. */
  isSigned?: boolean;
}

/** A plan, and what came of it. */
export interface Plan extends Planned {
  store: Store;
  /** The manifest that gets the pending tags, when it is not ours. */
  content?: Content;
  /** Bytes of blobs that were sent, and of those that were there. */
  transferred: number;
  reused: number;
}

/** The bytes of all blobs of an artifact. */
export function sizeOf({ config, layers }: Staged): number {
  return [config, ...layers].reduce((sum, { size }) => sum + size, 0);
}

/**
 * Compares a chart with what its tags hold, by one request for each. `if-exists` guards the version, and other tags
 * that read as a version; `latest` or `1.2` are there to be moved. Fails with CONFLICT.
 */
export async function planChart(
  {
    chart,
    staged,
    said,
    target,
  }: { chart: ReadyChart; staged: Staged; said: Record<string, string>; target: Reference },
  { tags: more, ifExists = 'error' }: InputsOf<'push'>,
  { open, log, signal }: Mode,
): Promise<Plan> {
  const store = open.store(target);
  const versionTag = tagOfVersion(chart.version);
  const tags = [...new Set([versionTag, ...more])];
  const repository = formatRepository(target);
  const current = await orAbsent(store.manifest(versionTag, signal));
  const plan: Plan = { status: 'pushed', store, tags, pending: [], previous: {}, transferred: 0, reused: 0 };
  const move = (tag: string, before: Digest | undefined) => {
    plan.pending.push(tag);
    if (before) plan.previous = { ...plan.previous, [tag]: before };
  };
  if (current && current.descriptor.digest !== staged.root.digest) {
    const difference = await differenceOf(staged, said, current, store, signal);
    const { digest } = current.descriptor;
    if (difference === undefined) {
      plan.kept = current.descriptor;
      plan.content = current;
    } else if (ifExists === 'error') {
      const what = `${repository}:${versionTag} exists with different content: ${difference}`;
      throw new OciError('CONFLICT', `The chart version ${what} (${digest})`, { topic: 'chart-release' });
    } else if (ifExists === 'skip') {
      log.notice(`The chart ${repository}:${versionTag} exists and stays at ${digest}: ${difference}`);
      return { ...plan, status: 'skipped', kept: current.descriptor };
    } else move(versionTag, digest);
  } else if (!current) move(versionTag, undefined);
  const wanted = (plan.kept ?? staged.root).digest;
  for (const tag of tags.slice(1)) {
    const there = await orAbsent(store.resolve(tag, signal));
    if (there?.digest === wanted) continue;
    const isVersion = versionsOfTags([tag]).length > 0;
    if (there && isVersion && ifExists === 'error') {
      throw new OciError(
        'CONFLICT',
        `The chart version ${repository}:${tag} exists with different content (${there.digest})`,
        { topic: 'chart-release' },
      );
    }
    if (there && isVersion && ifExists === 'skip') log.notice(`The tag ${tag} exists and stays at ${there.digest}`);
    else move(tag, there?.digest);
  }
  if (plan.pending.length === 0) return { ...plan, status: 'unchanged', reused: sizeOf(staged) };
  return plan;
}

/** Looks whether the metadata of a repository is there; that is meant to change. */
export async function planMetadata(
  { staged, target, tag }: { staged: Staged; target: Reference; tag: string },
  { open, signal }: Mode,
): Promise<Plan> {
  const store = open.store(target);
  const there = await orAbsent(store.resolve(tag, signal));
  const isSame = there?.digest === staged.root.digest;
  const counts = { transferred: 0, reused: isSame ? sizeOf(staged) : 0 };
  const previous = there && !isSame ? { [tag]: there.digest } : {};
  const pending = isSame ? [] : [tag];
  return { status: isSame ? 'unchanged' : 'pushed', store, tags: [tag], pending, previous, ...counts };
}

/** Sends what is missing and writes the pending tags; counts in the plan what was moved. */
export async function sendChart(
  {
    plan,
    staged,
    chart,
    beforeTags,
  }: {
    plan: Plan;
    staged: Staged;
    chart: ReadyChart | undefined;
    /** What has to be done when all is there, and before a tag leads to it. */
    beforeTags?: (() => Promise<void>) | undefined;
  },
  concurrency: number,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const { store, pending, content } = plan;
  const size = sizeOf(staged);
  if (content) {
    await beforeTags?.();
    if (pending.length > 0) await store.push(content.descriptor, openBytes(content.bytes), { tags: pending, signal });
    plan.reused = size;
    return;
  }
  const progress = startProgress(log, size);
  const onEvent = (event: CopyEvent) => {
    if (event.kind === 'progress') return progress.moved(event.bytes);
    if (event.kind !== 'copied' || event.descriptor.digest === staged.root.digest) return;
    plan.transferred += event.descriptor.size;
    const { digest, size: sent } = event.descriptor;
    if (digest !== staged.config.digest) log.info(`Sent: ${titleOf(staged, digest, chart)}  ${formatBytes(sent)}`);
  };
  const tags = beforeTags ? [] : pending;
  await copy(staged.store, staged.root, store, { tags, concurrency, onEvent, signal });
  plan.reused = size - plan.transferred;
  if (!beforeTags) return;
  await beforeTags();
  const root = await staged.store.manifest(staged.root.digest, signal);
  await store.push(staged.root, openBytes(root.bytes), { tags: pending, signal });
}

/** The name of the file that a layer holds. */
export function titleOf({ layers }: Staged, digest: Digest, chart: ReadyChart | undefined): string {
  const layer = layers.find((one) => one.digest === digest);
  if (!chart) return layer?.annotations?.['org.opencontainers.image.title'] ?? '';
  return layer?.mediaType.endsWith('.prov') ? `${chart.fileName}.prov` : chart.fileName;
}
