import type { FateName } from '../../modes/contract/fates.ts';
import type { Result, ResultItem } from '../../modes/contract/result.ts';
import { isDigest } from '../../oci/digest.ts';
import { count } from '../../words.ts';
import { code, short } from './markdown.ts';

type Told = Partial<Result>;

/** What a title is made of, beside what was told. */
export interface Around {
  /** The verb for what came of the step. */
  verb: string;
  place: string;
  isDryRun: boolean;
}

/** What a title is made of where something failed. */
export interface AroundFailure {
  place: string;
  isDryRun: boolean;
  /** The title of the failure, in lower case. */
  why: string;
}

/** How many items have one of these statuses. */
export function having(items: readonly ResultItem[], ...statuses: FateName[]): number {
  return items.filter(({ status }) => statuses.includes(status)).length;
}

/** The charts among what a push of charts tells; beside them, it has metadata of their repositories. */
function chartsOf(items: readonly ResultItem[]): readonly ResultItem[] {
  return items.filter(({ name }) => !/(?:^|\/)artifacthub-repo\.ya?ml$/.test(name));
}

export function pushed({ items, digest, changed }: Told, { verb, place }: Around): string | undefined {
  if (!items && !digest) return `Nothing to push to ${place}: no files were found`;
  const charts = chartsOf(items ?? []);
  if (!items || items.length < 2) return undefined;
  if (!changed) return `Unchanged: ${count(charts.length, 'chart')} in ${place}`;
  const done = having(charts, 'pushed');
  const few = done < charts.length ? `${done} of ${count(charts.length, 'chart')}` : count(done, 'chart');
  return `${verb} ${done === 0 ? '' : `${few} `}to ${place}`;
}

export function pushedInPart({ items = [] }: Told, { place, why }: AroundFailure): string | undefined {
  const charts = chartsOf(items);
  const failed = having(charts, 'failed');
  if (items.length < 2 || failed === 0) return undefined;
  const all = count(charts.length, 'chart');
  const done = having(charts, 'pushed');
  if (done > 0) return `Pushed ${done} of ${all} to ${place}, ${failed} failed`;
  const reason = failed > 1 ? 'failed' : why === 'already exists' ? 'exists with other content' : `failed, ${why}`;
  return `Not pushed to ${place}: ${failed} of ${all} ${reason}`;
}

/** What is copied: up to three tags by their names, else how many, and without tags the digest. */
function cargoOf({ tags = [], digest }: Told): string {
  if (tags.length === 0) return short(digest ?? '');
  return tags.length > 3 ? count(tags.length, 'tag') : tags.map(code).join(', ');
}

export function copied(result: Told, { verb, place }: Around): string {
  const { items, changed } = result;
  const places = items === undefined ? place : count(items.length, 'place');
  return changed ? `${verb} ${cargoOf(result)} to ${places}` : `Unchanged: ${cargoOf(result)} in ${places}`;
}

export function copiedInPart(result: Told, { why }: AroundFailure): string | undefined {
  const { items } = result;
  if (items === undefined) return undefined;
  const done = having(items, 'copied', 'unchanged', 'kept');
  if (done === 0) return `Not copied to any of ${count(items.length, 'place')}: ${why}`;
  return `Copied ${cargoOf(result)} to ${done} of ${count(items.length, 'place')}`;
}

/** What a sync is about: tags, unless there are digests among them. */
function nounOf(items: readonly ResultItem[]): string {
  return items.some(({ name }) => name.includes('@')) ? 'reference' : 'tag';
}

export function synced({ items = [], changed }: Told, { place, isDryRun }: Around): string {
  const all = count(items.length, nounOf(items));
  if (!changed) return items.length === 0 ? 'Nothing to sync' : `Unchanged: ${all} in ${place}`;
  if (!isDryRun) return `Synced ${all} to ${place}`;
  return `Would sync ${having(items, 'new', 'moved')} of ${all} to ${place}`;
}

export function syncedInPart({ items = [] }: Told, { place, isDryRun }: AroundFailure): string | undefined {
  const done = having(items, 'new', 'moved', 'unchanged', 'kept');
  if (done === 0 || isDryRun) return undefined;
  return `Synced ${done} of ${count(items.length, nounOf(items))} to ${place}`;
}

export function attached({ digest, artifactType, changed }: Told, { verb, place }: Around): string | undefined {
  if (!digest) return `Nothing to attach in ${place}: no files were found`;
  return changed && artifactType ? `${verb} ${code(artifactType)} to ${place}` : undefined;
}

export function deleted({ items = [], changed }: Told, { place, isDryRun }: Around): string | undefined {
  if (!changed) return undefined;
  const done = items.filter(({ status }) => status === 'deleted' || status === 'untagged');
  const tags = done.reduce((sum, { tags: own = [] }) => sum + own.length, 0);
  const bare = done.filter(({ name }) => isDigest(name)).length;
  const counts = [...(tags > 0 ? [count(tags, 'tag')] : []), ...(bare > 0 ? [count(bare, 'untagged manifest')] : [])];
  return `${isDryRun ? 'Would delete' : 'Deleted'} ${counts.join(' and ')} of ${place}`;
}
