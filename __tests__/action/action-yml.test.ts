import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { defaults, inputNames } from '../../src/action/inputs.ts';
import { outputs } from '../../src/action/outputs.ts';
import { action } from '../support/run-action.ts';

const project = join(import.meta.dirname, '../..');
const readme = readFileSync(join(project, 'README.md'), 'utf8');
const sources = ['inputs', 'credentials', 'stores', 'run']
  .map((name) => readFileSync(join(project, `src/action/${name}.ts`), 'utf8'))
  .join('\n');

/** The rows of the README's table under a heading, as cells without their Markdown. */
function tableUnder(heading: string): string[][] {
  const [, section = ''] = readme.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  const rows = own.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => row.slice(2, -2).split(/ (?<!\\)\| /));
}

describe('action.yml', () => {
  it('has the inputs that the code reads, and no other', () => {
    const read = [...sources.matchAll(/\b(?:text|lines|flag|choice|integer|duration|bytes)\('([a-z-]+)'/g)].map(
      ([, name]) => name,
    );
    expect([...new Set(read)].sort()).toEqual(Object.keys(action.inputs).sort());
    expect(inputNames.toSorted()).toEqual(Object.keys(action.inputs).sort());
  });

  it('has the defaults of the code', () => {
    const declared = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']);
    const own = Object.keys(action.inputs).map((name) => [name, defaults[name] ?? '']);
    expect(declared.filter(([name]) => name !== 'github-token')).toEqual(
      own.filter(([name]) => name !== 'github-token'),
    );
    expect(action.inputs['github-token']?.default).toBe('${{ github.token }}');
  });

  it('has the outputs that the code sets', () => {
    expect(Object.keys(action.outputs)).toEqual([...Object.keys(outputs), 'json', 'json-path']);
  });

  it('is what the README says, input by input and output by output', () => {
    const inputRows = Object.entries(action.inputs).map(([name, input]) => {
      const value = input.required ? 'required' : input.default ? `\`${input.default}\`` : '';
      return [`\`${name}\``, value, input.description.replaceAll('|', '\\|')];
    });
    expect(tableUnder('Inputs')).toEqual(inputRows);
    expect(tableUnder('Outputs')).toEqual(
      Object.entries(action.outputs).map(([name, output]) => [
        `\`${name}\``,
        output.description.replaceAll('|', '\\|'),
      ]),
    );
  });

  it('starts the committed bundle on Node 24', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js' });
    expect(readFileSync(join(project, action.runs.main), 'utf8').length).toBeGreaterThan(1000);
  });
});
