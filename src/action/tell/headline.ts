import { formatBytes } from '../../format-bytes.ts';
import type { ModeName } from '../../modes/contract/inputs.ts';
import type { Result } from '../../modes/contract/result.ts';
import { fullName } from '../../modes/find/find-manifest.ts';
import { formatRepository, type Reference } from '../../oci/reference.ts';
import { statusWord } from './status-word.ts';

/** What of the inputs is told of a step. */
export interface Step {
  mode: ModeName;
  reference: Reference;
  dryRun: boolean;
}

/** How a mode says that it did its work, that a dry run would, and that there was nothing to do. */
const verbs: Record<ModeName, [done: string, planned: string, unchanged: string]> = {
  push: ['Pushed', 'Would push', 'Unchanged'],
  pull: ['Pulled', 'Pulled', 'Pulled'],
  copy: ['Copied', 'Would copy', 'Unchanged'],
  sync: ['Synced', 'Would sync', 'Unchanged'],
  inspect: ['Inspected', 'Inspected', 'Inspected'],
  tags: ['Listed', 'Listed', 'Listed'],
  tag: ['Tagged', 'Would tag', 'Unchanged'],
  attach: ['Attached', 'Would attach', 'Unchanged'],
  discover: ['Discovered', 'Discovered', 'Discovered'],
  delete: ['Deleted in', 'Would delete in', 'Nothing to delete in'],
};

/** The verb that tells what came of a step. */
export function verbOf({ mode, dryRun }: Pick<Step, 'mode' | 'dryRun'>, { changed }: Partial<Result>): string {
  const [done, planned, unchanged] = verbs[mode];
  return !changed ? unchanged : dryRun ? planned : done;
}

/** Names what a step was to work on, and says that it does not exist; a repository alone stands for its versions. */
export function absenceIn({ reference }: Pick<Step, 'reference'>): [name: string, what: string] {
  const isNamed = reference.digest !== undefined || reference.tags.length > 0;
  return isNamed ? [fullName(reference), 'does not exist'] : [formatRepository(reference), 'has no such version'];
}

/** The last line of the log: what was done to what, in one sentence. */
export function headline(step: Step, result: Partial<Result>): string {
  const { reference, repository = '', tags = [], files = [], items, size } = result;
  // A dry run moves nothing, and says nothing of it.
  const transferred = step.dryRun ? undefined : result.transferred;
  if (['push', 'attach'].includes(step.mode) && reference === undefined && items === undefined) {
    return 'Nothing to do: no files were found';
  }
  if (result.exists === false) return `Nothing to ${step.mode}: ${absenceIn(step).join(' ')}`;
  const verb = verbOf(step, result);
  const moved = transferred === undefined ? [] : [`${formatBytes(transferred)} moved`];
  const isCharts = step.mode === 'push' && items !== undefined;
  // One chart is told like one artifact.
  if (items !== undefined && !(isCharts && items.length === 1 && reference !== undefined)) {
    const counts = Map.groupBy(items, ({ status }) => statusWord(status, step.dryRun));
    const list = [...counts].map(([status, { length }]) => `${length} ${status}`);
    // Of the items, some may be "moved".
    const sent = transferred === undefined ? [] : [`${formatBytes(transferred)} transferred`];
    const place = isCharts || step.mode === 'copy' ? formatRepository(step.reference) : repository;
    return `${verb}${place ? ` ${place}` : ''}: ${[...(list.length > 0 ? list : ['nothing was selected']), ...sent].join(', ')}`;
  }
  if (step.mode === 'tags') return `${verb} ${tags.length === 1 ? '1 tag' : `${tags.length} tags`} of ${repository}`;
  if (step.mode === 'discover' && result.referrers) {
    const count = Number(result.details?.['total'] ?? 0);
    return `${verb} ${count === 1 ? '1 referrer' : `${count} referrers`} of ${reference}`;
  }
  const facts = [
    ...(files.length > 0 ? [files.length === 1 ? '1 file' : `${files.length} files`] : []),
    ...(size === undefined ? [] : [formatBytes(size)]),
    ...moved,
  ];
  const names = ['push', 'tag', 'copy'].includes(step.mode) && tags.length > 0 ? ` as ${tags.join(', ')}` : '';
  const from = result.source === undefined ? '' : ` from ${result.source}`;
  return `${verb}${verb === 'Unchanged' ? ':' : ''} ${reference ?? repository}${names}${from}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
}
