import type { Inputs, Result } from '../modes/context.ts';
import { formatBytes } from '../modes/progress.ts';
import { formatRepository, isLayout } from '../oci/reference.ts';
import { drawReferrers } from './diagram.ts';
import { verbOf } from './headline.ts';
import { printable } from './printable.ts';
import type { Report } from './report.ts';

/** The runner takes 1 MiB of summary for a step; a longer table helps nobody. */
const maxRows = 200;

/** Writes the job summary as GitHub Markdown: what was published or fetched, and how to fetch it. */
export function summaryOf(inputs: Inputs | undefined, result: Partial<Result>, report: Report | undefined): string {
  const { repository, digest, reference, files = [], items, referrers } = result;
  const isIdle = inputs !== undefined && ['push', 'attach'].includes(inputs.mode) && !digest && !items;
  const verb = inputs === undefined ? '' : isIdle ? 'Nothing to do, no files were found' : verbOf(inputs, result);
  const heading = report ? report.title : verb;
  // Of several charts, the table tells; the outputs about one artifact are those of the first.
  const isOfMany = inputs?.mode === 'push' && items !== undefined && items.length > 1;
  const place = isOfMany ? formatRepository(inputs.reference) : repository;
  const parts = [`### ${heading}${place ? `: ${code(place)}` : ''}`];
  if (report) parts.push(`> [!CAUTION]\n> ${code(report.message)}\n>\n> ${report.remedy}`);
  const facts = factsOf(result);
  if (facts.length > 0 && !isOfMany) parts.push(table(['', ''], facts));
  if (files.length > 0 && !isOfMany) {
    const rows = files.slice(0, maxRows).map((file) => [code(file.title), formatBytes(file.size), code(file.digest)]);
    const more = files.length > maxRows ? `\n\n… and ${files.length - maxRows} more files` : '';
    parts.push(
      `<details><summary>${files.length} ${files.length === 1 ? 'file' : 'files'}</summary>\n\n${table(['File', 'Size', 'Digest'], rows)}${more}\n\n</details>`,
    );
  }
  if (items) {
    const rows = items
      .slice(0, maxRows)
      .map(({ name, version, status, digest: own, reason }) => [
        code(version === undefined ? name : `${name} ${version}`),
        status,
        own ? code(own) : '',
        reason ? code(reason) : '',
      ]);
    const more = items.length > maxRows ? `\n\n… and ${items.length - maxRows} more` : '';
    parts.push(`${table(['Name', 'Result', 'Digest', ''], rows)}${more}`);
  }
  if (referrers && referrers.length > 0 && digest) {
    parts.push(drawReferrers({ type: result.artifactType || result.mediaType || 'manifest', digest }, referrers));
  }
  if (!report && reference && inputs?.mode === 'push' && !inputs.dryRun && !isOfMany) {
    const isHelm = inputs.kind === 'helm' && repository !== undefined && !isLayout(inputs.reference);
    parts.push(howToFetch(reference, isHelm ? `helm pull oci://${repository} --version ${result.version}` : undefined));
  }
  if (!report && inputs?.mode === 'delete' && result.changed && !inputs.dryRun && !isLayout(inputs.reference)) {
    parts.push("Space is freed by the registry's garbage collection.");
  }
  return `${parts.join('\n\n')}\n`;
}

/** The rows of the table at the top: what is known in a few words. */
function factsOf(result: Partial<Result>): [name: string, value: string][] {
  const { digest, tags = [], artifactType, version, size, transferred, reused = 0 } = result;
  const more = tags.length > maxRows ? ` … and ${tags.length - maxRows} more` : '';
  const moved =
    transferred === undefined ? [] : [`${formatBytes(transferred)} moved`, `${formatBytes(reused)} already there`];
  const rows: [string, string | undefined][] = [
    ['Digest', digest && code(digest)],
    ['Tags', tags.length > 0 ? `${tags.slice(0, maxRows).map(code).join(', ')}${more}` : undefined],
    ['Version', version && code(version)],
    ['Type', artifactType && code(artifactType)],
    [
      'Size',
      digest && (size !== undefined || moved.length > 0) ? [formatBytes(size ?? 0), ...moved].join(', ') : undefined,
    ],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

function howToFetch(reference: string, helm: string | undefined): string {
  const isLayout = reference.startsWith('oci-layout:');
  const oras = isLayout ? `oras pull --oci-layout ${reference.slice('oci-layout:'.length)}` : `oras pull ${reference}`;
  const step = `- uses: OWNER/oci-artifact@v1\n  with:\n    mode: pull\n    reference: ${reference}`;
  const [tool, command] = helm === undefined ? ['oras', oras] : ['Helm', helm];
  return `Fetch it in another step:\n\n${fence(step, 'yaml')}\n\nor with ${tool}:\n\n${fence(command, 'sh')}`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Shows a text from outside as it is: nothing in a code span is Markdown or HTML, and its fence is longer than any in it. */
function code(text: string): string {
  const shown = printable(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return `${ticks}${gap}${shown}${gap}${ticks}`;
}

function fence(text: string, language: string): string {
  const shown = text.split('\n').map(printable).join('\n');
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${shown}\n${ticks}`;
}
