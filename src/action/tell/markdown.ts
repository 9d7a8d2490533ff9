import { cutText } from '../../cut-text.ts';
import { shortDigest } from '../../oci/digest.ts';
import { printable } from './printable.ts';

/** A longer cell makes a table that nobody reads. */
const maxCode = 500;

/** Shows a text from outside as it is: nothing in it is taken for Markdown, HTML or a link. */
export function code(text: string): string {
  const shown = printable(cutText(text, maxCode, '…'));
  if (shown.trim() === '') return '';
  // In a table, a bar ends the cell, and what stands before it may undo its escape: there, entities are safe.
  if (shown.includes('|')) return htmlCode(shown);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return `${ticks}${gap}${shown}${gap}${ticks}`;
}

/** Shows a text from outside as `code` does, where HTML is written and not Markdown. */
export function htmlCode(text: string): string {
  return `<code>${entities(printable(cutText(text, maxCode, '…')))}</code>`;
}

/**
 * Links words of our own, which are Markdown, to an address from outside; gives the words alone where the address is
 * not one of the web.
 */
export function link(words: string, address: string): string {
  if (!URL.canParse(address)) return words;
  const { protocol, href } = new URL(address);
  if (protocol !== 'https:') return words;
  // An address is ASCII. What could end it, or the cell of a table, is written as its number.
  const safe = href.replace(/[^A-Za-z0-9:/?#=&%.,+~@_-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `[${words}](${safe})`;
}

/** Writes a table; the cells are Markdown. GitHub knows none without a head. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => ':---')), ...rows.map(line)].join('\n');
}

/** Writes a list of what is known: the name of each is text of our own, and its value Markdown. */
export function list(rows: readonly [name: string, value: string][]): string {
  return rows.map(([name, value]) => `- **${name}** ${value}`).join('\n');
}

/** Puts together what is known of texts, and says how many more there are than are shown. */
export function some(texts: readonly string[], most: number, between = ', '): string {
  const more = texts.length > most ? ` … and ${texts.length - most} more` : '';
  return `${texts.slice(0, most).join(between)}${more}`;
}

/** Writes a block of code whose fence is longer than any in it. */
export function fence(text: string, language = ''): string {
  const shown = text.split('\n').map(printable).join('\n');
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${shown}\n${ticks}`;
}

/** Folds Markdown under a heading, which is HTML of our own. */
export function folded(heading: string, body: string): string {
  return `<details><summary>${heading}</summary>\n\n${body}\n\n</details>`;
}

/** Shows a digest as people compare them. */
export function short(digest: string): string {
  return code(shortDigest(digest));
}

function entities(text: string): string {
  return text.replace(/[^A-Za-z0-9 ]/gu, (character) => `&#${character.codePointAt(0)};`);
}
