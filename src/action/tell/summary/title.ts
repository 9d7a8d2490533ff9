import type { ModeName } from '../../../modes/contract/inputs.ts';
import type { Result, ResultItem } from '../../../modes/contract/result.ts';
import { isDigest } from '../../../oci/digest.ts';
import { formatRepository } from '../../../oci/reference.ts';
import { count } from '../../../words.ts';
import { absenceIn, type Step, verbOf } from '../headline.ts';
import type { Report } from '../report.ts';
import { commonPlace, having } from './items.ts';
import { code, short } from './markdown.ts';

type Told = Partial<Result>;

/** How a mode says that it failed, before anything was written and after something was. */
const failures: Record<ModeName, [nothing: string, partly: string]> = {
  push: ['Not pushed to', 'Pushed only in part to'],
  pull: ['Could not pull', 'Could not finish the pull of'],
  copy: ['Not copied to', 'Copied only in part to'],
  sync: ['Not synced to', 'Synced only in part to'],
  inspect: ['Could not inspect', 'Could not inspect'],
  tags: ['Could not list the tags of', 'Could not list the tags of'],
  tag: ['Not tagged in', 'Tagged only in part in'],
  attach: ['Not attached in', 'Attached only in part in'],
  discover: ['Could not list what is attached in', 'Could not list what is attached in'],
  delete: ['Not deleted in', 'Deleted only in part in'],
};

/** What of a mode says more than its verb and the place; undefined where there is nothing to count. */
const outcomes: Partial<Record<ModeName, (step: Step, result: Told) => string | undefined>> = {
  push: pushed,
  copy: copied,
  sync: synced,
  tags: (_, { tags = [], repository = '' }) => `Listed ${count(tags.length, 'tag')} of ${code(repository)}`,
  attach: attached,
  discover: (_, { details, repository = '' }) =>
    `Found ${count(Number(details?.['total'] ?? 0), 'referrer')} in ${code(repository)}`,
  delete: deleted,
};

/** What failed of several, and what did not. */
const parts: Partial<Record<ModeName, (step: Step, result: Told, why: string) => string | undefined>> = {
  push: pushedInPart,
  copy: copiedInPart,
  sync: syncedInPart,
};

/** Says in one line what came of a step: a mark, what was done, and where. */
export function titleOf(step: Step | undefined, result: Told, report: Report | undefined): string {
  if (step === undefined) return `❌ ${report?.title ?? ''}`;
  if (report) {
    const why = lowered(report.title);
    if (step.mode === 'copy' && result.repository === undefined && result.items === undefined) {
      return `❌ Could not copy ${code(absenceIn(step)[0])}: ${why}`;
    }
    const [nothing, partly] = failures[step.mode];
    const general = `${result.changed && !step.dryRun ? partly : nothing} ${placeOf(step, result)}: ${why}`;
    return `❌ ${parts[step.mode]?.(step, result, why) ?? general}`;
  }
  const verb = verbOf(step, result);
  const usual = `${verb}${verb === 'Unchanged' ? ':' : ''} ${placeOf(step, result)}`;
  const outcome = outcomes[step.mode]?.(step, result) ?? usual;
  return step.dryRun ? `🔍 Dry run: ${lowered(outcome)}` : `✅ ${outcome}`;
}

function placeOf({ mode, reference }: Step, { repository, items = [] }: Told): string {
  if (mode === 'sync')
    return code(commonPlace(items.map(({ name }) => name)).replace(/[/:@]$/, '') || formatRepository(reference));
  const isOfMany = mode === 'push' && items.length > 1;
  return code(isOfMany || repository === undefined ? formatRepository(reference) : repository);
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The charts among what a push of charts tells; beside them, it has metadata of their repositories. */
function chartsOf(items: readonly ResultItem[]): readonly ResultItem[] {
  return items.filter(({ name }) => !/(?:^|\/)artifacthub-repo\.ya?ml$/.test(name));
}

function pushed(step: Step, result: Told): string | undefined {
  const { items, digest, changed } = result;
  const place = placeOf(step, result);
  if (!items && !digest) return `Nothing to push to ${place}: no files were found`;
  const charts = chartsOf(items ?? []);
  if (!items || items.length < 2) return undefined;
  if (!changed) return `Unchanged: ${count(charts.length, 'chart')} in ${place}`;
  const done = having(charts, 'pushed');
  const few = done < charts.length ? `${done} of ${count(charts.length, 'chart')}` : count(done, 'chart');
  return `${verbOf(step, result)} ${done === 0 ? '' : `${few} `}to ${place}`;
}

function pushedInPart(step: Step, result: Told, why: string): string | undefined {
  const { items = [] } = result;
  const charts = chartsOf(items);
  const failed = having(charts, 'failed');
  if (items.length < 2 || failed === 0) return undefined;
  const all = count(charts.length, 'chart');
  const done = having(charts, 'pushed');
  const place = placeOf(step, result);
  if (done > 0) return `Pushed ${done} of ${all} to ${place}, ${failed} failed`;
  const reason = failed > 1 ? 'failed' : why === 'already exists' ? 'exists with other content' : `failed, ${why}`;
  return `Not pushed to ${place}: ${failed} of ${all} ${reason}`;
}

/** What is copied: up to three tags by their names, else how many, and without tags the digest. */
function cargoOf({ tags = [], digest }: Told): string {
  if (tags.length === 0) return short(digest ?? '');
  return tags.length > 3 ? count(tags.length, 'tag') : tags.map(code).join(', ');
}

function copied(step: Step, result: Told): string | undefined {
  const { items, changed } = result;
  const places = items === undefined ? placeOf(step, result) : count(items.length, 'place');
  return changed
    ? `${verbOf(step, result)} ${cargoOf(result)} to ${places}`
    : `Unchanged: ${cargoOf(result)} in ${places}`;
}

function copiedInPart(_: Step, result: Told, why: string): string | undefined {
  if (result.items === undefined) return undefined;
  const { items } = result;
  const done = having(items, 'copied', 'unchanged', 'kept');
  if (done === 0) return `Not copied to any of ${count(items.length, 'place')}: ${why}`;
  return `Copied ${cargoOf(result)} to ${done} of ${count(items.length, 'place')}`;
}

/** What a sync is about: tags, unless there are digests among them. */
function nounOf(items: readonly ResultItem[]): string {
  return items.some(({ name }) => name.includes('@')) ? 'reference' : 'tag';
}

function synced(step: Step, result: Told): string | undefined {
  const { items = [], changed } = result;
  const place = placeOf(step, result);
  const all = count(items.length, nounOf(items));
  if (!changed) return items.length === 0 ? 'Nothing to sync' : `Unchanged: ${all} in ${place}`;
  if (!step.dryRun) return `Synced ${all} to ${place}`;
  return `Would sync ${having(items, 'new', 'moved')} of ${all} to ${place}`;
}

function syncedInPart(step: Step, result: Told): string | undefined {
  const { items = [] } = result;
  const done = having(items, 'new', 'moved', 'unchanged', 'kept');
  if (done === 0 || step.dryRun) return undefined;
  return `Synced ${done} of ${count(items.length, nounOf(items))} to ${placeOf(step, result)}`;
}

function attached(step: Step, result: Told): string | undefined {
  const { digest, artifactType, changed } = result;
  const place = placeOf(step, result);
  if (!digest) return `Nothing to attach in ${place}: no files were found`;
  return changed && artifactType ? `${verbOf(step, result)} ${code(artifactType)} to ${place}` : undefined;
}

function deleted(step: Step, result: Told): string | undefined {
  const { items = [], changed } = result;
  if (!changed) return undefined;
  const done = items.filter(({ status }) => status === 'deleted' || status === 'untagged');
  const tags = done.reduce((sum, { tags: own = [] }) => sum + own.length, 0);
  const bare = done.filter(({ name }) => isDigest(name)).length;
  const counts = [...(tags > 0 ? [count(tags, 'tag')] : []), ...(bare > 0 ? [count(bare, 'untagged manifest')] : [])];
  return `${step.dryRun ? 'Would delete' : 'Deleted'} ${counts.join(' and ')} of ${placeOf(step, result)}`;
}
