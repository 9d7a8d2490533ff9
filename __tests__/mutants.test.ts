import { existsSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { places } from '../scripts/mutant-places.ts';
import { mutantsOf, strip } from '../scripts/mutate.ts';

it.each(Object.entries(places))('npm run mutants knows where %s and its tests are', (file, tests) => {
  const mirrored = file.replace('src/', '__tests__/').replace('.ts', '.test.ts');
  expect([file, ...tests.map((name) => `__tests__/${name}.test.ts`)].filter((path) => !existsSync(path))).toEqual([]);
  expect(tests.length > 0 || existsSync(mirrored)).toBe(true);
});

it.each([
  ['a < b;', [';', 'a <= b;', 'a >= b;']],
  [
    'if (a && !b) c();',
    ['if (true) c();', 'if (false) c();', 'if (a || !b) c();', 'if (a &&  b) c();', 'if (a && !b) ;'],
  ],
  [
    'export const f = (a: string) => a.trim();',
    ['export const f = (a        ) => undefined;', 'export const f = (a        ) => a;'],
  ],
  [
    "export const s = ['x', ''];",
    ['export const s = [];', "export const s = ['', ''];", "export const s = ['x', 'mutant'];"],
  ],
  ['export const n = 0 + 1n;', ['export const n = 0 - 1n;', 'export const n = 1 + 1n;', 'export const n = 0 + 2n;']],
  [
    'export const r = /^[^a]+?$/i;',
    ['/(?:)/i', '/[^a]+?$/i', '/^[a]+?$/i', '/^[^a]?$/i', '/^[^a]+$/i', '/^[^a]+?/i', '/^[^a]+?$/'].map(
      (pattern) => `export const r = ${pattern};`,
    ),
  ],
  [
    'function f() { return 1; }',
    ['function f() { return undefined; }', 'function f() { return 2; }', 'function f() { return 0; }'],
  ],
  ["import { x } from 'y';", []],
])('The mutants of %s', (source, expected) => {
  const plain = strip(source);
  const texts = mutantsOf(plain).map(({ start, end, text }) => plain.slice(0, start) + text + plain.slice(end));
  expect(texts.sort()).toEqual([...expected].sort());
});
