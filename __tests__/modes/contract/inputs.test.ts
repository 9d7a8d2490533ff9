import { homedir } from 'node:os';
import { expect, it } from '@jest/globals';
import { camelCase, type InputsOf, inputTable } from '../../../src/modes/contract/inputs.ts';

it('an input that a mode does not know is an error of the compiler', () => {
  const readings = [
    (inputs: InputsOf<'delete'>) => inputs.keepLast,
    // @ts-expect-error a deletion overwrites nothing
    (inputs: InputsOf<'delete'>) => inputs.overwrite,
    (inputs: InputsOf<'pull'>) => inputs.overwrite,
    (inputs: InputsOf<'push' | 'attach'>) => inputs.files.root,
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

it('a home is written out in each input that is a path, and in no other', () => {
  const value = '~/a';
  const reads = (name: string) => {
    try {
      return JSON.stringify(inputTable[name]?.read(value, name)) ?? '';
    } catch {
      return '';
    }
  };
  const home = JSON.stringify(`${homedir()}/a`);
  expect(Object.keys(inputTable).filter((name) => reads(name).includes(home))).toEqual([
    ...['ca-file', 'files', 'root', 'config', 'path', 'sync-file'],
    ...['trusted-root', 'sign-key', 'signing-config'],
  ]);
});
