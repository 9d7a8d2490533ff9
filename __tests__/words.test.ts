import { expect, it } from '@jest/globals';
import { briefList, count, countFiles } from '../src/words.ts';

it.each([
  [0, '0 tags'],
  [1, '1 tag'],
  [2, '2 tags'],
])('counts %i things', (number, words) => {
  expect(count(number, 'tag')).toBe(words);
});

it.each([
  [2, 1, '2 files and 1 directory'],
  [1, 0, '1 file'],
  [0, 2, '2 directories'],
])('counts %i files and %i directories', (files, directories, words) => {
  expect(countFiles(files, directories)).toBe(words);
});

it('lists the first of many', () => {
  expect(briefList(['a', 'b'], 2)).toBe('a, b');
  expect(briefList(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
  expect(briefList([...'abcdefghij'])).toBe('a, b, c, d, e, f, g, h, i, j');
  expect(briefList([...'abcdefghijkl'])).toBe('a, b, c, d, e, f, g, h, i, j and 2 more');
  expect(briefList([])).toBe('');
});
