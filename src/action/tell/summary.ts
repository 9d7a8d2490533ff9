import { formatBytes } from '../../format-bytes.ts';
import type { Result, ResultItem } from '../../modes/contract/result.ts';
import { signerOf } from '../../modes/tell/signer-of.ts';
import { formatRepository, isLayout } from '../../oci/reference.ts';
import { signaturePredicate } from '../../trust/formats/statement.ts';
import { drawGraph, relatedIn } from './diagram.ts';
import { howToFetch } from './fetching.ts';
import { absenceIn, type Step, verbOf } from './headline.ts';
import { code, folded, table } from './markdown.ts';
import type { Report } from './report.ts';
import { statusWord } from './status-word.ts';

/** The runner takes 1 MiB of summary for a step; a longer table helps nobody. */
const maxBytes = 1000 * 1024;
const maxRows = 200;

/** Of more files, the table is folded. */
const maxOpenRows = 10;

/** What a step did nothing about: shown last. */
const quiet = ['unchanged', 'kept', 'skipped', 'missing'];

/** Writes the job summary as GitHub Markdown: what was published or fetched, and how to fetch it. */
export function summaryOf(step: Step | undefined, result: Partial<Result>, report: Report | undefined): string {
  if (step && !report && result.exists === false) {
    const [name, what] = absenceIn(step);
    return `### Nothing to ${step.mode}: ${code(name)} ${what}\n\nThe step succeeds all the same, as \`if-not-found: ignore\` says.\n`;
  }
  const { repository, digest, reference, files = [], items } = result;
  const isIdle = step !== undefined && ['push', 'attach'].includes(step.mode) && !digest && !items;
  const verb = step === undefined ? '' : isIdle ? 'Nothing to do, no files were found' : verbOf(step, result);
  // Of several charts, the table tells; the outputs about one artifact are those of the first.
  const isOfMany = step?.mode === 'push' && items !== undefined && items.length > 1;
  const place = isOfMany ? formatRepository(step.reference) : repository;
  const title = report ? report.title : verb;
  const link = title.endsWith(' in') ? ' ' : ': ';
  const parts = [`### ${title}${place ? `${link}${code(place)}` : ''}`];
  if (report) parts.push(`> [!CAUTION]\n> ${code(report.message)}\n>\n> ${report.remedy}`);
  const facts = factsOf(result, isOfMany, step?.dryRun ?? false);
  const [first, ...rest] = facts;
  if (first) parts.push(table(first, rest));
  // Of one chart, all is said already.
  const isOne = step?.mode === 'push' && items?.length === 1 && !report;
  if (items && !isOne) parts.push(...tableOfItems(items, step?.dryRun ?? false));
  if (files.length > 0 && !isOfMany) parts.push(tableOfFiles(files));
  const graph = graphOf(result);
  if (graph && !report) parts.push(graph);
  const isPublished = step !== undefined && ['push', 'copy', 'attach', 'tag'].includes(step.mode) && !step.dryRun;
  if (!report && reference && isPublished && !isOfMany) parts.push(howToFetch(result));
  const isRemoved = step?.mode === 'delete' && items?.some(({ status }) => status === 'deleted');
  if (!report && isRemoved && !step.dryRun && !isLayout(step.reference)) {
    parts.push("Space is freed by the registry's garbage collection.");
  }
  while (Buffer.byteLength(parts.join('\n\n')) > maxBytes && parts.length > 1) parts.pop();
  return `${parts.join('\n\n')}\n`;
}

/** The rows of the table at the top: what is known in a few words. */
function factsOf(result: Partial<Result>, isOfMany: boolean, isDryRun: boolean): [name: string, value: string][] {
  const {
    digest,
    tags = [],
    artifactType,
    version,
    size,
    transferred = 0,
    reused = 0,
    source,
    previous = {},
    verified = [],
  } = result;
  const more = tags.length > maxRows ? ` … and ${tags.length - maxRows} more` : '';
  const own: [string, string | undefined][] = [
    ['Digest', digest && code(digest)],
    ['Tags', tags.length > 0 ? `${tags.slice(0, maxRows).map(code).join(', ')}${more}` : undefined],
    [isDryRun ? 'Would move' : 'Moved', digest && movesTo(digest, previous)],
    ['Source', source && code(source)],
    ['Version', version && code(version)],
    ['Type', artifactType && code(artifactType)],
    ['Size', digest && size !== undefined ? formatBytes(size) : undefined],
  ];
  const rows: [string, string | undefined][] = [
    ...(isOfMany ? [] : own),
    [source ? 'Source verified' : 'Verified', verifiedBy(verified)],
    ['Signed', signedBy(result.signatures)],
    ['Attested', attestedAs(result.signatures, result.attestationUrls)],
    ['Transfer', transferred + reused > 0 ? bar(transferred, reused) : undefined],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

/** Tells who signed, each once, and of attestations also their type. */
function verifiedBy(verified: Result['verified']): string | undefined {
  const lines = verified.map((each) => {
    const type = isSignature(each) ? '' : `${code(each.predicateType)}, `;
    return `${type}signed by ${code(signerOf(each))}`;
  });
  return lines.length > 0 ? [...new Set(lines)].join('<br>') : undefined;
}

/** Tells who signed, now or before. */
function signedBy(signatures: Result['signatures'] = []): string | undefined {
  const [first] = signatures.filter(isSignature);
  if (!first) return undefined;
  return first.key === undefined ? `by ${code(first.identity ?? '')}` : `with the key ${code(first.key)}`;
}

/** Tells of which types the attestations are, and where GitHub shows them. */
function attestedAs(signatures: Result['signatures'] = [], urls: readonly string[] = []): string | undefined {
  const types = new Set(
    signatures.filter((each) => !isSignature(each)).map(({ predicateType }) => code(predicateType)),
  );
  if (types.size === 0) return undefined;
  return [[...types].join(', '), ...urls.slice(0, maxOpenRows).map(code)].join('<br>');
}

function isSignature({ predicateType }: { predicateType: string }): boolean {
  return predicateType === signaturePredicate;
}

/** Tells where tags pointed that were moved, so that they can be moved back. */
function movesTo(digest: string, previous: Result['previous']): string {
  const moves = Object.entries(previous);
  const more = moves.length > maxOpenRows ? [`… and ${moves.length - maxOpenRows} more`] : [];
  const shown = moves.slice(0, maxOpenRows).map(([tag, old]) => `${code(tag)}: ${code(old)} → ${code(digest)}`);
  return [...shown, ...more].join('<br>');
}

/** Draws which part of the bytes had to be moved. */
function bar(moved: number, reused: number): string {
  const cells = 20;
  const share = Math.round((moved / (moved + reused)) * cells);
  // The smallest part is seen too.
  const filled = Math.min(reused > 0 ? cells - 1 : cells, Math.max(moved > 0 ? 1 : 0, share));
  const words = [
    ...(moved > 0 ? [`${formatBytes(moved)} moved`] : []),
    ...(reused > 0 ? [`${formatBytes(reused)} already there`] : []),
  ];
  return `\`${'█'.repeat(filled)}${'░'.repeat(cells - filled)}\` ${words.join(', ')}`;
}

function tableOfFiles(files: Result['files']): string {
  const rows = files
    .slice(0, maxRows)
    .map(({ title, size, digest }) => [code(title), formatBytes(size), short(digest)]);
  const more = files.length > maxRows ? `\n\n… and ${files.length - maxRows} more files` : '';
  const body = `${table(['File', 'Size', 'Digest'], rows)}${more}`;
  return files.length > maxOpenRows ? folded(`${files.length} files`, body) : body;
}

/** Tells first how many there are of each kind, then what was done, and folded what was left as it is. */
function tableOfItems(items: readonly ResultItem[], isDryRun: boolean): string[] {
  if (items.length === 0) return ['Nothing was selected.'];
  const words = Map.groupBy(items, ({ status }) => statusWord(status, isDryRun));
  const counts = [...words].map(([word, { length }]) => `**${length}** ${word}`);
  const [still, done] = [true, false].map((isQuiet) =>
    items.filter(({ status }) => quiet.includes(status) === isQuiet),
  );
  const open = done && done.length > 0 ? done : items;
  const rest = open === items ? [] : (still ?? []);
  return [
    ...(items.length > 1 ? [counts.join(', ')] : []),
    rowsOf(open, isDryRun),
    ...(rest.length > 0
      ? [folded(`${rest.length} left as ${rest.length === 1 ? 'it is' : 'they are'}`, rowsOf(rest, isDryRun))]
      : []),
  ];
}

function rowsOf(items: readonly ResultItem[], isDryRun: boolean): string {
  const rows = items
    .slice(0, maxRows)
    .map(({ name, version, status, digest, source, reason, previous = {} }) => [
      code(version === undefined ? name : `${name} ${version}`),
      statusWord(status, isDryRun),
      digest
        ? [[...new Set(Object.values(previous))].map(short).join(', '), short(digest)].filter(Boolean).join(' → ')
        : '',
      reason ? code(reason) : source ? code(source) : '',
    ]);
  const more = items.length > maxRows ? `\n\n… and ${items.length - maxRows} more` : '';
  const head = ['Name', 'Result', 'Digest', items.some(({ source }) => source) ? 'Source' : ''];
  const width = rows.some(([, , , last]) => last) ? 4 : 3;
  return `${table(
    head.slice(0, width),
    rows.map((row) => row.slice(0, width)),
  )}${more}`;
}

/** Draws how manifests hang together, where there is more than one. */
function graphOf({
  digest,
  artifactType,
  mediaType,
  referrers = [],
  related = [],
}: Partial<Result>): string | undefined {
  const all = digest ? [...related, ...relatedIn(referrers, digest)] : [];
  return digest && all.length > 0
    ? drawGraph({ type: artifactType || mediaType || 'manifest', digest }, all)
    : undefined;
}

function short(digest: string): string {
  return code(digest.slice(0, 19));
}
