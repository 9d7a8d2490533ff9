import { formatBytes } from '../../../format-bytes.ts';
import { fates, wordOf } from '../../../modes/contract/fates.ts';
import type { Thing } from '../../../modes/contract/told.ts';
import { shortDigest } from '../../../oci/digest.ts';
import { commonPlace } from '../common-place.ts';
import { code, folded, short, table } from '../markdown.ts';
import type { Things } from '../modes.ts';

/** A longer table helps nobody. */
const maxRows = 200;

/** Shows a text with no more of digests than people compare, also of those in the names of tags. */
function brief(text: string): string {
  return code(text.replace(/\bsha\d{3}[:-][0-9a-f]{32,}/g, (whole) => `${shortDigest(whole)}…`));
}

/** A column of a table of items, which is left out where all of its cells are empty. */
type Column = readonly [head: string, cell: (item: Thing) => string];

const columns: Record<Things['columns'][number], Column> = {
  size: ['Size', (item) => (item.size === undefined ? '' : formatBytes(item.size))],
  source: ['Source', (item) => (item.source ? brief(item.source) : '')],
  // Why a thing failed stands above the table.
  why: ['Why', ({ reason, fate }) => (reason && fate !== 'failed' ? brief(reason) : '')],
  digest: ['Digest', (item) => (item.digest && item.digest !== item.name ? short(item.digest) : '')],
  before: ['Before', ({ previous = {} }) => [...new Set(Object.values(previous))].map(short).join(', ')],
};

/** Counts items by what came of them, failures first and what was left as it is last. */
export function countsOf(items: readonly Thing[], isDryRun: boolean): string[] {
  const { failed, done, still } = sorted(items);
  const words = Map.groupBy([...failed, ...done, ...still], ({ fate }) => wordOf(fate, isDryRun));
  return [...words].map(([word, { length }]) => `**${length}** ${word}`);
}

/** Lists items, failures first, and folded what was left as it is. */
export function tablesOfItems(things: Things, items: readonly Thing[], isDryRun: boolean): string[] {
  if (items.length === 0) return ['Nothing was selected.'];
  const { failed, done, still } = sorted(items);
  const shown = [...failed, ...done];
  const isWhole = shown.length === 0 || items.length <= things.open;
  const rows = rowsOf(things, isDryRun, things.where === 'common' ? commonPlace(items.map(({ name }) => name)) : '');
  if (isWhole || still.length === 0) return [rows([...shown, ...still])];
  return [rows(shown), folded(`${still.length} left as ${still.length === 1 ? 'it is' : 'they are'}`, rows(still))];
}

function sorted(items: readonly Thing[]): Record<'failed' | 'done' | 'still', Thing[]> {
  const kinds = Object.groupBy(items, ({ fate }) =>
    fate === 'failed' ? fate : fates[fate].isQuiet ? 'still' : 'done',
  );
  return { failed: [], done: [], still: [], ...kinds };
}

/** Makes the function that writes items as a table: first what came of each, which is all that a phone has room for. */
function rowsOf(
  { head, columns: more }: Things,
  isDryRun: boolean,
  prefix: string,
): (items: readonly Thing[]) => string {
  const nameOf = ({ name, version }: Thing) =>
    brief((version === undefined ? name : `${name} ${version}`).slice(name.length > prefix.length ? prefix.length : 0));
  const result: Column = ['Result', ({ fate }) => `${fate === 'failed' ? '❌\u00a0' : ''}${wordOf(fate, isDryRun)}`];
  return (items) => {
    const shown = items.slice(0, maxRows);
    // The counts above the table say it of all.
    const isAlike = items.length > 1 && new Set(items.map(({ fate }) => fate)).size === 1;
    const all: Column[] = [...(isAlike ? [] : [result]), [head, nameOf], ...more.map((name) => columns[name])];
    const filled = all.filter(([, cell]) => shown.some((item) => cell(item) !== ''));
    const rest = items.length > maxRows ? `\n\n… and ${items.length - maxRows} more` : '';
    const cells = shown.map((item) => filled.map(([, cell]) => cell(item)));
    return `${table(
      filled.map(([name]) => name),
      cells,
    )}${rest}`;
  };
}
