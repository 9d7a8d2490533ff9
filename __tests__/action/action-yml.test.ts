import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { withTables } from '../../scripts/readme-tables.ts';
import { outputs } from '../../src/action/tell/outputs.ts';
import { inputTable, modeNames } from '../../src/modes/contract/inputs.ts';
import { action } from '../support/action/run-action.ts';

const project = join(import.meta.dirname, '../..');
const readme = readFileSync(join(project, 'README.md'), 'utf8');
describe('action.yml', () => {
  it('has the inputs of the table, and no other', () => {
    expect(Object.keys(inputTable).sort()).toEqual(Object.keys(action.inputs).sort());
  });

  it('has a description that the Marketplace takes, of less than 125 characters', () => {
    expect(action.description.length).toBeLessThan(125);
  });

  it('has the defaults of the code', () => {
    const declared = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']);
    const own = Object.keys(action.inputs).map((name) => [name, inputTable[name]?.default ?? '']);
    expect(declared.filter(([name]) => name !== 'github-token')).toEqual(
      own.filter(([name]) => name !== 'github-token'),
    );
    expect(action.inputs['github-token']?.default).toBe('${{ github.token }}');
  });

  it('has the outputs that the code sets', () => {
    expect(Object.keys(action.outputs)).toEqual([...Object.keys(outputs), 'json', 'json-path']);
  });

  it('is what the tables of the README say', () => {
    expect(withTables(readme, action)).toBe(readme);
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)]) {
      expect(readme).toContain(`\n| \`${name}\` | `);
    }
  });

  it('says in the description of an input which modes it is for', () => {
    const silent = Object.entries(inputTable).flatMap(([name, { modes = [] }]) => {
      const description = action.inputs[name]?.description ?? '';
      return modes.filter((mode) => !new RegExp(`\\b${mode}\\b`).test(description)).map((mode) => `${name}: ${mode}`);
    });
    expect(silent).toEqual([]);
  });

  it('names all modes, and so does the form for bugs', () => {
    const form = parse(readFileSync(join(project, '.github/ISSUE_TEMPLATE/bug.yml'), 'utf8')) as {
      body: { id?: string; attributes: { options?: string[] } }[];
    };
    expect(form.body.find(({ id }) => id === 'mode')?.attributes.options).toEqual(modeNames);
    const named = [...(action.inputs['mode']?.description ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect(named).toEqual(modeNames);
  });

  it('starts the committed bundle on Node 24', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js' });
    expect(readFileSync(join(project, action.runs.main), 'utf8').length).toBeGreaterThan(1000);
  });
});
