import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { withInputs, withOutputs } from '../../scripts/doc-tables.ts';
import { outputs } from '../../src/action/tell/outputs.ts';
import { inputTable, modeNames } from '../../src/modes/contract/inputs.ts';
import { action } from '../support/action/run-action.ts';

const project = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(project, file), 'utf8');
const documented = { inputs: read('docs/inputs.md'), outputs: read('docs/outputs.md') };

describe('action.yml', () => {
  it('has the inputs of the table, and no other', () => {
    expect(Object.keys(inputTable).sort()).toEqual(Object.keys(action.inputs).sort());
  });

  it('has a description that the Marketplace takes, of less than 125 characters', () => {
    expect(action.description.length).toBeLessThan(125);
  });

  // The runner prints each input that is not empty, before the first line of a step.
  it('declares no default, but for what cannot be found out otherwise', () => {
    const declared = Object.entries(action.inputs).filter(([, input]) => input.default);
    expect(Object.fromEntries(declared.map(([name, input]) => [name, input.default]))).toEqual({
      'github-token': '${{ github.token }}',
      // An expression that came to nothing is not the default.
      verify: 'none',
    });
    expect(inputTable['verify']).toMatchObject({ default: 'none', refusesEmpty: true });
  });

  it('leaves it to docs/inputs.md to say what the code takes as default', () => {
    for (const [name, { default: usual = '' }] of Object.entries(inputTable)) {
      if (usual !== '') expect(documented.inputs).toContain(`\n| \`${name}\` | \`${usual}\` | `);
    }
  });

  it('has the outputs that the code sets', () => {
    expect(Object.keys(action.outputs)).toEqual([...Object.keys(outputs), 'json', 'truncated', 'json-path']);
  });

  it('is what the tables of the documents say, each input and output once', () => {
    expect(withInputs(documented.inputs, action)).toBe(documented.inputs);
    expect(withOutputs(documented.outputs, action)).toBe(documented.outputs);
    for (const kind of ['inputs', 'outputs'] as const) {
      const rows = Object.keys(action[kind]).map((name) => documented[kind].split(`\n| \`${name}\` | `).length - 1);
      expect(new Set(rows)).toEqual(new Set([1]));
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
