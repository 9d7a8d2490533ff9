import { type FateName, fates } from '../../modes/contract/fates.ts';
import { changedIn, type Facts, type Thing, type Told } from '../../modes/contract/told.ts';
import { count } from '../../words.ts';
import { code, short } from './markdown.ts';

/** What a title is made of, beside what was told. */
export interface Around {
  /** The verb for what came of the step. */
  verb: string;
  place: string;
}

/** What a title is made of where something failed. */
export interface AroundFailure {
  place: string;
  /** The title of the failure, in lower case. */
  why: string;
}

/** How many items have one of these statuses. */
export function having(things: readonly Thing[], ...names: FateName[]): number {
  return things.filter(({ fate }) => names.includes(fate)).length;
}

/** The charts among what a push of charts tells; beside them, it has metadata of their repositories. */
function chartsOf(things: readonly Thing[]): readonly Thing[] {
  return things.filter(({ what }) => what !== 'metadata');
}

export function pushed(told: Told, { verb, place }: Around): string | undefined {
  const { things, about } = told;
  if (!things && !about.digest) return `Nothing to push to ${place}: no files were found`;
  const charts = chartsOf(things ?? []);
  if (!things || things.length < 2) return undefined;
  if (!changedIn(told)) return `Unchanged: ${count(charts.length, 'chart')} in ${place}`;
  const done = having(charts, 'pushed');
  const few = done < charts.length ? `${done} of ${count(charts.length, 'chart')}` : count(done, 'chart');
  return `${verb} ${done === 0 ? '' : `${few} `}to ${place}`;
}

export function pushedInPart({ things = [] }: Told, { place, why }: AroundFailure): string | undefined {
  const charts = chartsOf(things);
  const failed = having(charts, 'failed');
  if (things.length < 2 || failed === 0) return undefined;
  const all = count(charts.length, 'chart');
  const done = having(charts, 'pushed');
  if (done > 0) return `Pushed ${done} of ${all} to ${place}, ${failed} failed`;
  const reason = failed > 1 ? 'failed' : why === 'already exists' ? 'exists with other content' : `failed, ${why}`;
  return `Not pushed to ${place}: ${failed} of ${all} ${reason}`;
}

/** What is copied: up to three tags by their names, else how many, and without tags the digest. */
function cargoOf({ tags = [], digest }: Facts): string {
  if (tags.length === 0) return short(digest ?? '');
  return tags.length > 3 ? count(tags.length, 'tag') : tags.map(code).join(', ');
}

export function copied(told: Told, { verb, place }: Around): string {
  const { about, things } = told;
  const places = things === undefined ? place : count(things.length, 'place');
  return changedIn(told) ? `${verb} ${cargoOf(about)} to ${places}` : `Unchanged: ${cargoOf(about)} in ${places}`;
}

export function copiedInPart({ about, things }: Told, { why }: AroundFailure): string | undefined {
  if (things === undefined) return undefined;
  const done = having(things, 'copied', 'unchanged', 'kept');
  if (done === 0) return `Not copied to any of ${count(things.length, 'place')}: ${why}`;
  return `Copied ${cargoOf(about)} to ${done} of ${count(things.length, 'place')}`;
}

/** What a sync is about: tags, unless there are digests among them. */
function nounOf(things: readonly Thing[]): string {
  return things.some(({ what }) => what === 'manifest') ? 'reference' : 'tag';
}

export function synced(told: Told, { place }: Around): string {
  const { things = [], isDryRun } = told;
  const all = count(things.length, nounOf(things));
  if (!changedIn(told)) return things.length === 0 ? 'Nothing to sync' : `Unchanged: ${all} in ${place}`;
  if (!isDryRun) return `Synced ${all} to ${place}`;
  return `Would sync ${having(things, 'new', 'moved')} of ${all} to ${place}`;
}

export function syncedInPart({ things = [], isDryRun }: Told, { place }: AroundFailure): string | undefined {
  const done = having(things, 'new', 'moved', 'unchanged', 'kept');
  if (done === 0 || isDryRun) return undefined;
  return `Synced ${done} of ${count(things.length, nounOf(things))} to ${place}`;
}

export function attached(told: Told, { verb, place }: Around): string | undefined {
  const { digest, artifactType } = told.about;
  if (!digest) return `Nothing to attach in ${place}: no files were found`;
  return changedIn(told) && artifactType ? `${verb} ${code(artifactType)} to ${place}` : undefined;
}

export function deleted(told: Told, { place }: Around): string | undefined {
  const { things = [], isDryRun } = told;
  if (!changedIn(told)) return undefined;
  const done = things.filter(({ fate }) => fates[fate].wrote);
  const tags = done.reduce((sum, { tags: own = [] }) => sum + own.length, 0);
  const bare = done.filter(({ what }) => what === 'manifest').length;
  const counts = [...(tags > 0 ? [count(tags, 'tag')] : []), ...(bare > 0 ? [count(bare, 'untagged manifest')] : [])];
  return `${isDryRun ? 'Would delete' : 'Deleted'} ${counts.join(' and ')} of ${place}`;
}
