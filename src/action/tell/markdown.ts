import { cutText } from '../../cut-text.ts';
import { printable } from './printable.ts';

/** A longer cell makes a table that nobody reads. */
const maxCode = 500;

/** Shows a text from outside as it is: nothing in it is taken for Markdown, HTML or a link. */
export function code(text: string): string {
  const shown = printable(cutText(text, maxCode, '…'));
  if (shown.trim() === '') return '';
  // In a table, a bar ends the cell, and what stands before it may undo its escape: there, entities are safe.
  if (shown.includes('|')) return `<code>${entities(shown)}</code>`;
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return `${ticks}${gap}${shown}${gap}${ticks}`;
}

/** Writes a table; the cells are Markdown. GitHub knows none without a head. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => ':---')), ...rows.map(line)].join('\n');
}

/** Writes a block of code whose fence is longer than any in it. */
export function fence(text: string, language: string): string {
  const shown = text.split('\n').map(printable).join('\n');
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${shown}\n${ticks}`;
}

/** Folds Markdown under a heading, which is text of our own. */
export function folded(heading: string, body: string, isOpen = false): string {
  return `<details${isOpen ? ' open' : ''}><summary>${heading}</summary>\n\n${body}\n\n</details>`;
}

function entities(text: string): string {
  return text.replace(/[^A-Za-z0-9 ]/gu, (character) => `&#${character.codePointAt(0)};`);
}
