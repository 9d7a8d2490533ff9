// Writes the tables of inputs and outputs in README.md anew, from action.yml and from what the code knows of modes.
// Usage: node scripts/readme-tables.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inputTable, modeNames } from '../src/modes/contract/inputs.ts';

interface ActionMetadata {
  inputs: Record<string, { description: string; default?: string; required?: boolean }>;
  outputs: Record<string, { description: string }>;
}

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;
const cell = (text: string) => text.replaceAll('|', '\\|');
const list = (names: string[]) => names.map(code).join(', ');
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Puts the tables into a README, between the comments that name them. */
export function withTables(readme: string, { inputs, outputs }: ActionMetadata): string {
  const names = Object.keys(inputs);
  const tables = {
    'inputs by mode': table(
      ['`mode`', 'Needs', 'Takes also'],
      [
        ...modeNames.map((mode) => {
          const own = names.filter((name) => inputTable[name]?.needs?.[mode] !== undefined);
          const needed = [...(mode === 'sync' ? [] : ['reference']), ...own];
          const taken = names.filter((name) => inputTable[name]?.modes?.includes(mode) && !needed.includes(name));
          return [code(mode), list(needed), list(taken)];
        }),
        [
          'all',
          code('mode'),
          list(names.filter((name) => !['mode', 'reference'].includes(name) && !inputTable[name]?.modes)),
        ],
      ],
    ),
    inputs: table(
      ['Input', 'Default', 'Meaning'],
      Object.entries(inputs).map(([name, input]) => [
        code(name),
        input.required ? 'required' : defaultOf(name, input.default),
        cell(input.description),
      ]),
    ),
    outputs: table(
      ['Output', 'Meaning'],
      Object.entries(outputs).map(([name, output]) => [code(name), cell(output.description)]),
    ),
  };
  return Object.entries(tables).reduce((text, [name, rows]) => {
    const [start, end] = [`<!-- ${name}: npm run docs -->\n`, `\n<!-- end of ${name} -->`];
    const [before, rest] = split(text, start);
    const [, after] = split(rest, end);
    return `${before}${start}\n${rows}\n${end}${after}`;
  }, readme);
}

/** Most are applied in the code, and empty in action.yml: the runner prints each input that is not. */
function defaultOf(name: string, declared = ''): string {
  const text = declared || (inputTable[name]?.default ?? '');
  return text === '' ? '' : code(text);
}

function split(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`README.md has no ${mark.trim()}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

if (import.meta.main) {
  const action = parse(readFileSync('action.yml', 'utf8')) as ActionMetadata;
  writeFileSync('README.md', withTables(readFileSync('README.md', 'utf8'), action));
}
