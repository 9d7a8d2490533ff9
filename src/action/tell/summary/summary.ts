import { formatDuration } from '../../../format-duration.ts';
import type { RelatedManifest, Result } from '../../../modes/contract/result.ts';
import { isLayout } from '../../../oci/reference.ts';
import { absenceIn, type Step } from '../headline.ts';
import { code, fence, link, list } from '../markdown.ts';
import { modes, type Things } from '../modes.ts';
import { having } from '../outcomes.ts';
import type { Report } from '../report.ts';
import { drawGraph, fewestNodes, relatedIn } from './diagram.ts';
import { factsOf } from './facts.ts';
import { failureBox } from './failure.ts';
import { howToUse } from './fetching.ts';
import { listOfFiles, loneFile } from './files.ts';
import { annotationsOf, inspectedFacts } from './inspected.ts';
import { countsOf, tablesOfItems } from './items.ts';
import type { Surroundings } from './links.ts';
import { tagLine } from './tag-line.ts';
import { summaryTitle } from './title.ts';
import { traffic } from './traffic.ts';

/** The runner takes 1 MiB of summary for a step. */
const maxBytes = 1000 * 1024;

/** Writes the job summary as GitHub Markdown: what came of a step, and how to use what was published. */
export function summaryOf(
  step: Step | undefined,
  result: Partial<Result>,
  report: Report | undefined,
  around: Surroundings,
): string {
  if (step && !report && result.exists === false) {
    const [name, what] = absenceIn(step);
    return `### ✅ Nothing to ${step.mode}: ${code(name)} ${what}\n\nThe step succeeds all the same, as \`if-not-found: ignore\` says.\n`;
  }
  const parts = [
    `### ${summaryTitle(step, result, report)}`,
    ...(report ? [failureBox(report, result.items ?? [], around)] : []),
    ...(step === undefined ? [] : report ? failed(step, result, around) : done(step, result, around)),
  ].filter((part) => part !== undefined && part !== '');
  while (Buffer.byteLength(parts.join('\n\n')) > maxBytes && parts.length > 1) parts.pop();
  return `${parts.join('\n\n')}\n`;
}

type Parts = (string | undefined)[];

/** What there is to say of a step that failed: what it did before, and nothing of what it only had in mind. */
function failed({ mode, dryRun }: Step, result: Partial<Result>, around: Surroundings): Parts {
  const { changed, reference, items = [] } = result;
  const { things } = modes[mode];
  const isThere = changed && !dryRun && items.length === 0 && modes[mode].publishes;
  const time = around.duration === undefined ? undefined : formatDuration(around.duration);
  // Of several things, some were sent; of one, what was sent is of no use.
  const sent = dryRun || items.length === 0 ? 0 : (result.transferred ?? 0);
  const facts = sent > 0 ? traffic(mode, { transferred: sent }, around.duration) : time ? [`failed after ${time}`] : [];
  return [
    ...(isThere && reference ? ['This was written before it failed:', fence(reference)] : []),
    lineOf([...(items.length > 1 ? countsOf(items, dryRun) : []), ...facts], undefined, around),
    ...(things && items.length > 0 ? tablesOfItems(things, items, dryRun) : []),
  ];
}

/** What there is to say of a step that did its work, or in a dry run would have. */
function done(step: Step, result: Partial<Result>, around: Surroundings): Parts {
  const { items } = result;
  const { things } = modes[step.mode];
  if (!things || !items || (things.isOneAlone && items.length === 1)) return doneOne(step, result, around);
  return doneMany(step, things, { ...result, items }, around);
}

/** Tells of several things in a table; the outputs about one artifact are those of the first. */
function doneMany(
  { mode, dryRun, reference }: Step,
  things: Things,
  result: Partial<Result> & Pick<Result, 'items'>,
  around: Surroundings,
): Parts {
  const { items, signatures = [] } = result;
  const counts = items.length > 1 ? countsOf(items, dryRun) : [];
  const moved = dryRun ? {} : { transferred: result.transferred, reused: result.reused };
  const isFreed = !dryRun && !isLayout(reference) && having(items, 'deleted') > 0;
  // The targets of one source have their content in common.
  const facts = result.source === undefined ? { signatures } : result;
  return [
    lineOf(
      [...(dryRun ? [untouched] : []), ...counts, ...traffic(mode, moved, around.duration)],
      things.where === 'one' ? around.packageUrl : undefined,
      around,
    ),
    list(factsOf(mode, facts, { tagLine: undefined, related: relatedOf(result) })),
    ...tablesOfItems(things, items, dryRun),
    isFreed ? "Space is freed by the registry's garbage collection." : undefined,
  ];
}

/** Tells of one artifact what it is, where, and how to use it. */
function doneOne({ mode, dryRun }: Step, result: Partial<Result>, around: Surroundings): Parts {
  const { digest, reference, files = [], tags = [] } = result;
  const { describes, publishes } = modes[mode];
  const line = tagLine(tags, result, dryRun);
  const related = relatedOf(result);
  const rows = [...factsOf(mode, result, { tagLine: line, related }), ...(describes ? inspectedFacts(result) : [])];
  const moved = dryRun ? { size: result.size } : result;
  const isUsable = reference !== undefined && publishes && !dryRun;
  return [
    // What has a source has a row for its target.
    result.source === undefined ? line : undefined,
    reference === undefined ? undefined : fence(reference),
    lineOf(
      [...(dryRun ? [untouched] : []), ...loneFile(files), ...traffic(mode, moved, around.duration)],
      around.packageUrl,
      around,
    ),
    list(rows),
    digest !== undefined && related.length + 1 >= fewestNodes ? drawGraph(nodeOf(result, digest), related) : undefined,
    describes ? annotationsOf(result) : undefined,
    listOfFiles(files),
    isUsable ? howToUse(result, around.action) : undefined,
  ];
}

const untouched = 'Nothing was changed';

/** Facts about number, size and time, and links to where more is to be seen. */
function lineOf(facts: readonly string[], packageUrl: string | undefined, { runUrl }: Surroundings): string {
  const links = [packageUrl && link('package', packageUrl), runUrl && link('run', runUrl)];
  const line = [...facts, ...links].filter(Boolean).join(' · ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}

function relatedOf({ digest, referrers = [], related = [] }: Partial<Result>): RelatedManifest[] {
  return digest ? [...related, ...relatedIn(referrers, digest)] : [];
}

function nodeOf({ artifactType, mediaType }: Partial<Result>, digest: Result['digest']) {
  return { type: artifactType || mediaType || 'manifest', digest };
}
