import { formatDuration } from '../../../format-duration.ts';
import type { RelatedManifest } from '../../../modes/contract/result.ts';
import { changedIn, type Facts, movedIn, type Thing, type Told } from '../../../modes/contract/told.ts';
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
  told: Told,
  report: Report | undefined,
  around: Surroundings,
): string {
  if (step && !report && told.exists === false) {
    const [name, what] = absenceIn(step);
    return `### ✅ Nothing to ${step.mode}: ${code(name)} ${what}\n\nThe step succeeds all the same, as \`if-not-found: ignore\` says.\n`;
  }
  const parts = [
    `### ${summaryTitle(step, told, report)}`,
    ...(report ? [failureBox(report, told.things ?? [], around)] : []),
    ...(step === undefined ? [] : report ? failed(step, told, around) : done(step, told, around)),
  ].filter((part) => part !== undefined && part !== '');
  while (Buffer.byteLength(parts.join('\n\n')) > maxBytes && parts.length > 1) parts.pop();
  return `${parts.join('\n\n')}\n`;
}

type Parts = (string | undefined)[];

/** What there is to say of a step that failed: what it did before, and nothing of what it only had in mind. */
function failed({ mode }: Step, told: Told, around: Surroundings): Parts {
  const { about, things: items = [], isDryRun } = told;
  const { reference } = about;
  const { things } = modes[mode];
  const isThere = changedIn(told) && !isDryRun && items.length === 0 && modes[mode].publishes;
  const time = around.duration === undefined ? undefined : formatDuration(around.duration);
  // Of several things, some were sent; of one, what was sent is of no use.
  const sent = isDryRun || items.length === 0 ? 0 : (movedIn(told)?.transferred ?? 0);
  const facts = sent > 0 ? traffic(mode, { transferred: sent }, around.duration) : time ? [`failed after ${time}`] : [];
  return [
    ...(isThere && reference ? ['This was written before it failed:', fence(reference)] : []),
    lineOf([...(items.length > 1 ? countsOf(items, isDryRun) : []), ...facts], undefined, around),
    ...(things && items.length > 0 ? tablesOfItems(things, items, isDryRun) : []),
  ];
}

/** What there is to say of a step that did its work, or in a dry run would have. */
function done(step: Step, told: Told, around: Surroundings): Parts {
  const { things: items } = told;
  const { things } = modes[step.mode];
  if (!things || !items || (things.isOneAlone && items.length === 1)) return doneOne(step, told, around);
  return doneMany(step, things, { ...told, things: items }, around);
}

/** Tells of several things in a table; the outputs about one artifact are those of the first. */
function doneMany(
  { mode, reference }: Step,
  things: Things,
  told: Told & { things: Thing[] },
  around: Surroundings,
): Parts {
  const { things: items, about, isDryRun, signatures = [] } = told;
  const counts = items.length > 1 ? countsOf(items, isDryRun) : [];
  const isFreed = !isDryRun && !isLayout(reference) && having(items, 'deleted') > 0;
  // The targets of one source have their content in common.
  const facts = about.source === undefined ? { about: {}, signatures } : told;
  return [
    lineOf(
      [
        ...(isDryRun ? [untouched] : []),
        ...counts,
        ...traffic(mode, isDryRun ? {} : (movedIn(told) ?? {}), around.duration),
      ],
      things.where === 'one' ? around.packageUrl : undefined,
      around,
    ),
    list(factsOf(mode, facts, { tagLine: undefined, related: relatedOf(about) })),
    ...tablesOfItems(things, items, isDryRun),
    isFreed ? "Space is freed by the registry's garbage collection." : undefined,
  ];
}

/** Tells of one artifact what it is, where, and how to use it. */
function doneOne({ mode }: Step, told: Told, around: Surroundings): Parts {
  const { about, isDryRun } = told;
  const { digest, reference, files = [], tags = [], size } = about;
  const { describes, publishes } = modes[mode];
  const line = tagLine(tags, about, isDryRun);
  const related = relatedOf(about);
  const rows = [...factsOf(mode, told, { tagLine: line, related }), ...(describes ? inspectedFacts(about) : [])];
  const moved = isDryRun ? { size } : { size, ...movedIn(told) };
  const isUsable = reference !== undefined && publishes && !isDryRun;
  return [
    // What has a source has a row for its target.
    about.source === undefined ? line : undefined,
    reference === undefined ? undefined : fence(reference),
    lineOf(
      [...(isDryRun ? [untouched] : []), ...loneFile(files), ...traffic(mode, moved, around.duration)],
      around.packageUrl,
      around,
    ),
    list(rows),
    digest !== undefined && related.length + 1 >= fewestNodes ? drawGraph(nodeOf(about, digest), related) : undefined,
    describes ? annotationsOf(about) : undefined,
    listOfFiles(files),
    isUsable ? howToUse(about, around.action) : undefined,
  ];
}

const untouched = 'Nothing was changed';

/** Facts about number, size and time, and links to where more is to be seen. */
function lineOf(facts: readonly string[], packageUrl: string | undefined, { runUrl }: Surroundings): string {
  const links = [packageUrl && link('package', packageUrl), runUrl && link('run', runUrl)];
  const line = [...facts, ...links].filter(Boolean).join(' · ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}

function relatedOf({ digest, referrers = [], related = [] }: Facts): RelatedManifest[] {
  return digest ? [...related, ...relatedIn(referrers, digest)] : [];
}

function nodeOf({ artifactType, mediaType }: Facts, digest: NonNullable<Facts['digest']>) {
  return { type: artifactType || mediaType || 'manifest', digest };
}
