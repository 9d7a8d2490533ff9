import { formatBytes } from '../../../format-bytes.ts';
import { type FateName, fates, wordOf } from '../../../modes/contract/fates.ts';
import type { ModeName } from '../../../modes/contract/inputs.ts';
import type { ResultItem } from '../../../modes/contract/result.ts';
import { shortDigest } from '../../../oci/digest.ts';
import { code, folded, short, table } from './markdown.ts';

/** A longer table helps nobody. */
const maxRows = 200;
/** So many charts are all shown: each of them was named by the step. */
const maxOpenCharts = 10;

/** Shows a text with no more of digests than people compare, also of those in the names of tags. */
function brief(text: string): string {
  return code(text.replace(/\bsha\d{3}[:-][0-9a-f]{32,}/g, (whole) => `${shortDigest(whole)}…`));
}

/** A column of a table of items, which is left out where all of its cells are empty. */
type Column = readonly [head: string, cell: (item: ResultItem) => string];

const size: Column = ['Size', (item) => (item.size === undefined ? '' : formatBytes(item.size))];
const source: Column = ['Source', (item) => (item.source ? brief(item.source) : '')];
/** Why a thing failed stands above the table. */
const why: Column = ['Why', ({ reason, status }) => (reason && status !== 'failed' ? brief(reason) : '')];
const digest: Column = ['Digest', (item) => (item.digest && item.digest !== item.name ? short(item.digest) : '')];
const before: Column = ['Before', ({ previous = {} }) => [...new Set(Object.values(previous))].map(short).join(', ')];

const named: readonly [head: string, more: readonly Column[]] = ['Name', [why]];
const columns: Partial<Record<ModeName, typeof named>> = {
  push: ['Chart', [size, why, before]],
  copy: ['Target', [why, before]],
  sync: ['Target', [source, why, before]],
  delete: ['Tag', [why, digest]],
};

/** Counts items by what came of them, failures first and what was left as it is last. */
export function countsOf(items: readonly ResultItem[], isDryRun: boolean): string[] {
  const { failed, done, still } = sorted(items);
  const words = Map.groupBy([...failed, ...done, ...still], ({ status }) => wordOf(status, isDryRun));
  return [...words].map(([word, { length }]) => `**${length}** ${word}`);
}

/** How many items have one of these statuses. */
export function having(items: readonly ResultItem[], ...statuses: FateName[]): number {
  return items.filter(({ status }) => statuses.includes(status)).length;
}

/** Lists items, failures first, and folded what was left as it is. */
export function tablesOfItems(mode: ModeName, items: readonly ResultItem[], isDryRun: boolean): string[] {
  if (items.length === 0) return ['Nothing was selected.'];
  const { failed, done, still } = sorted(items);
  const shown = [...failed, ...done];
  const isWhole = shown.length === 0 || (mode === 'push' && items.length <= maxOpenCharts);
  const rows = rowsOf(mode, isDryRun, mode === 'sync' ? commonPlace(items.map(({ name }) => name)) : '');
  if (isWhole || still.length === 0) return [rows([...shown, ...still])];
  return [rows(shown), folded(`${still.length} left as ${still.length === 1 ? 'it is' : 'they are'}`, rows(still))];
}

function sorted(items: readonly ResultItem[]): Record<'failed' | 'done' | 'still', ResultItem[]> {
  const kinds = Object.groupBy(items, ({ status }) =>
    status === 'failed' ? status : fates[status].isQuiet ? 'still' : 'done',
  );
  return { failed: [], done: [], still: [], ...kinds };
}

/** Makes the function that writes items as a table: first what came of each, which is all that a phone has room for. */
function rowsOf(mode: ModeName, isDryRun: boolean, prefix: string): (items: readonly ResultItem[]) => string {
  const [head, more] = columns[mode] ?? named;
  const nameOf = ({ name, version }: ResultItem) =>
    brief((version === undefined ? name : `${name} ${version}`).slice(name.length > prefix.length ? prefix.length : 0));
  const result: Column = [
    'Result',
    ({ status }) => `${status === 'failed' ? '❌\u00a0' : ''}${wordOf(status, isDryRun)}`,
  ];
  return (items) => {
    const shown = items.slice(0, maxRows);
    // The counts above the table say it of all.
    const isAlike = items.length > 1 && new Set(items.map(({ status }) => status)).size === 1;
    const all: Column[] = [...(isAlike ? [] : [result]), [head, nameOf], ...more];
    const kept = all.filter(([, cell]) => shown.some((item) => cell(item) !== ''));
    const rest = items.length > maxRows ? `\n\n… and ${items.length - maxRows} more` : '';
    const cells = shown.map((item) => kept.map(([, cell]) => cell(item)));
    return `${table(
      kept.map(([name]) => name),
      cells,
    )}${rest}`;
  };
}

/**
 * What all names of targets begin with: of one repository its name and the mark before the tag, else the path above all
 * repositories; `''` where they have nothing in common.
 */
export function commonPlace(names: readonly string[]): string {
  const repositories = names.map((name) => name.replace(/@.*$/s, '').replace(/(?<=\/[^/]*):[^/:\\]*$/, ''));
  const [first = '', ...rest] = repositories;
  if (rest.every((each) => each === first)) {
    const marks = new Set(names.map((name) => name.slice(first.length, first.length + 1)));
    return `${first}${marks.size === 1 ? [...marks].join('') : ''}`;
  }
  const segments = repositories.map((each) => each.split('/'));
  const [own = []] = segments;
  const end = own.findIndex((segment, index) =>
    segments.some((each) => each[index] !== segment || each.length === index + 1),
  );
  return end <= 0 ? '' : `${own.slice(0, end).join('/')}/`;
}
