import { expect, it } from '@jest/globals';
import { camelCase, type InputsOf, inputTable } from '../../../src/modes/contract/inputs.ts';

it('an input that a mode does not know is an error of the compiler', () => {
  const readings = [
    (inputs: InputsOf<'delete'>) => inputs.keepLast,
    // @ts-expect-error a deletion overwrites nothing
    (inputs: InputsOf<'delete'>) => inputs.overwrite,
    (inputs: InputsOf<'pull'>) => inputs.overwrite,
    (inputs: InputsOf<'push' | 'attach'>) => inputs.root,
    // @ts-expect-error of several modes, one does not know it
    (inputs: InputsOf<'push' | 'attach'>) => inputs.kind,
  ];
  expect(readings).toHaveLength(5);
});

it('each input has a name of its own in a program', () => {
  const names = Object.keys(inputTable).map(camelCase);
  expect(new Set(names).size).toBe(names.length);
  expect(camelCase('chart-app-version')).toBe('chartAppVersion');
});
