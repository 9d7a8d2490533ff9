import { formatBytes } from '../../../format-bytes.ts';
import type { ResultFile } from '../../../modes/contract/result.ts';
import { count } from '../../../words.ts';
import { code, folded, htmlCode, table } from '../markdown.ts';

const maxRows = 200;
/** Of more files, the heading gives the number alone. */
const maxNames = 3;

/** Lists files, folded; of directories also what is in them, where that is known. None where the only one is a file. */
export function listOfFiles(files: readonly ResultFile[]): string | undefined {
  const [only, ...others] = files;
  if (only === undefined) return undefined;
  if (others.length === 0) return listOfEntries(only);
  const names = files.map(nameOf);
  const rows = files.map(({ size }, index) => ({ name: names[index] ?? '', size }));
  const parts = [rowsOf(rows, files.length), ...files.slice(0, maxRows).map(listOfEntries)];
  const heading = files.length > maxNames ? `${files.length} files` : names.map(htmlCode).join(', ');
  return folded(heading, parts.filter((part) => part !== undefined).join('\n\n'));
}

/** The title of a file; that of a directory ends in a slash. */
function nameOf({ title, entries }: ResultFile): string {
  return entries ? `${title}/` : title;
}

/** The name of the only file, which needs no list. */
export function loneFile(files: readonly ResultFile[]): string[] {
  const [only, ...others] = files;
  return only && others.length === 0 && !only.entries ? [code(only.title)] : [];
}

function listOfEntries(file: ResultFile): string | undefined {
  const { entries } = file;
  if (!entries) return undefined;
  const heading = `${htmlCode(nameOf(file))}, ${count(entries.files, 'file')}, ${formatBytes(entries.size)}`;
  return folded(heading, rowsOf(entries.first, entries.files));
}

function rowsOf(all: readonly { name: string; size: number }[], total: number): string {
  const shown = all.slice(0, maxRows);
  const rows = shown.map(({ name, size }) => [code(name), formatBytes(size)]);
  const more = total > shown.length ? `\n\n… and ${total - shown.length} more` : '';
  return `${table(['File', 'Size'], rows)}${more}`;
}
