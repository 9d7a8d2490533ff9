import type { Inputs, Result } from '../modes/context.ts';
import { formatBytes } from '../modes/progress.ts';
import { isLayout } from '../oci/reference.ts';
import { verbOf } from './headline.ts';
import { printable } from './printable.ts';
import type { Report } from './report.ts';

/** The runner takes 1 MiB of summary for a step; a longer table helps nobody. */
const maxRows = 200;

/** Writes the job summary as GitHub Markdown: what was published or fetched, and how to fetch it. */
export function summaryOf(inputs: Inputs | undefined, result: Partial<Result>, report: Report | undefined): string {
  const { repository, digest, reference, tags = [], files = [], items, size = 0, transferred = 0, reused = 0 } = result;
  const isIdle = inputs !== undefined && ['push', 'attach'].includes(inputs.mode) && !digest && !items;
  const verb = inputs === undefined ? '' : isIdle ? 'Nothing to do, no files were found' : verbOf(inputs, result);
  const heading = report ? report.title : verb;
  const parts = [`### ${heading}${repository ? `: ${code(repository)}` : ''}`];
  if (report) parts.push(`> [!CAUTION]\n> ${code(report.message)}\n>\n> ${report.remedy}`);
  const facts: [string, string][] = [
    ...(digest ? [['Digest', code(digest)] as [string, string]] : []),
    ...(tags.length > 0 ? [['Tags', tags.map(code).join(', ')] as [string, string]] : []),
    ...(result.artifactType ? [['Type', code(result.artifactType)] as [string, string]] : []),
    ...(digest
      ? [
          ['Size', `${formatBytes(size)}, ${formatBytes(transferred)} moved, ${formatBytes(reused)} already there`] as [
            string,
            string,
          ],
        ]
      : []),
  ];
  if (facts.length > 0) parts.push(table(['', ''], facts));
  if (files.length > 0) {
    const rows = files.slice(0, maxRows).map((file) => [code(file.title), formatBytes(file.size), code(file.digest)]);
    const more = files.length > maxRows ? `\n\n… and ${files.length - maxRows} more files` : '';
    parts.push(
      `<details><summary>${files.length} ${files.length === 1 ? 'file' : 'files'}</summary>\n\n${table(['File', 'Size', 'Digest'], rows)}${more}\n\n</details>`,
    );
  }
  if (items) {
    const rows = items
      .slice(0, maxRows)
      .map(({ name, status, digest: own, reason }) => [
        code(name),
        status,
        own ? code(own) : '',
        reason ? code(reason) : '',
      ]);
    const more = items.length > maxRows ? `\n\n… and ${items.length - maxRows} more` : '';
    parts.push(`${table(['Name', 'Result', 'Digest', ''], rows)}${more}`);
  }
  if (!report && inputs?.mode === 'delete' && result.changed && !inputs.dryRun && !isLayout(inputs.reference)) {
    parts.push("Space is freed by the registry's garbage collection.");
  }
  if (!report && reference && inputs?.mode === 'push' && !inputs.dryRun) parts.push(howToFetch(reference));
  return `${parts.join('\n\n')}\n`;
}

function howToFetch(reference: string): string {
  const isLayout = reference.startsWith('oci-layout:');
  const oras = isLayout ? `oras pull --oci-layout ${reference.slice('oci-layout:'.length)}` : `oras pull ${reference}`;
  const step = `- uses: OWNER/oci-artifact@v1\n  with:\n    mode: pull\n    reference: ${reference}`;
  return `Fetch it in another step:\n\n${fence(step, 'yaml')}\n\nor with oras:\n\n${fence(oras, 'sh')}`;
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
