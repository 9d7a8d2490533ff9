import { expect, it } from '@jest/globals';
import { BadPattern, compileMatch } from '../../src/go/match.ts';

// Nearly all are those of Go's own test of `filepath.Match`.
it.each([
  ['abc', 'abc', true],
  ['abc', 'abcd', false],
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['*', 'abc', true],
  ['*c', 'abc', true],
  ['a*', 'a', true],
  ['a*', 'ab/c', false],
  ['*b', 'a/b', false],
  ['a*/b', 'abc/b', true],
  ['a*/b', 'a/c/b', false],
  ['a*b*c*d*e*/f', 'axbxcxdxexxx/f', true],
  ['a*b*c*d*e*/f', 'axbxcxdxe/xxx/f', false],
  ['a*b*c*d*e*/f', 'axbxcxdxexxx/fff', false],
  ['a*b?c*x', 'abxbbxdbxebxczzx', true],
  ['a*b?c*x', 'abxbbxdbxebxczzy', false],
  ['*x', 'xxx', true],
  ['**', 'a/b', false],
  ['ab[c]', 'abc', true],
  ['ab[b-d]', 'abb', true],
  ['ab[b-d]', 'abd', true],
  ['ab[e-g]', 'abc', false],
  ['ab[^c]', 'abc', false],
  ['ab[^b-d]', 'abd', false],
  ['ab[^e-g]', 'abc', true],
  ['[d-b]', 'c', false],
  ['a[^x]b', 'a/b', true],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'aab', false],
  ['a\\bc', 'abc', true],
  ['a?b', 'a☺b', true],
  ['a?b', 'a😀b', true],
  ['a??b', 'a😀b', false],
  ['a[😀]b', 'a😀b', true],
  ['a[^a]b', 'a😀b', true],
  ['[a-ζ]*', 'α', true],
  ['*[a-ζ]', 'A', false],
  ['a?b', 'a/b', false],
  ['[\\]a]', ']', true],
  ['[\\-x]', '-', true],
  ['[x\\-]', '-', true],
  ['[x\\-]', '\\', false],
  ['[\\-x]', 'a', false],
  ['[a\\-c]', 'b', false],
  ['[\\^a]', '^', true],
  ['[\\^a]', 'b', false],
  ['[a^]', '^', true],
  ['[^a]', '/', true],
  ['[!a]', '!', true],
  ['[*]', '*', true],
  ['[ac-d]', 'a', true],
  ['*ab', 'aab', true],
  ['a', '', false],
  [']', ']', true],
])('the pattern %j fits %j: %s', (pattern, name, expected) => {
  expect(compileMatch(pattern)(name)).toBe(expected);
});

it.each([
  ['[]a]', 'has a class that is not closed or empty'],
  ['[a-]', 'has a class that is not closed or empty'],
  ['[a', 'has a class that is not closed'],
  ['a\\', 'ends in a backslash'],
])('the pattern %j %s', (pattern, message) => {
  expect(() => compileMatch(pattern)).toThrow(expect.objectContaining({ message }));
});

it('many stars end soon', () => {
  expect(compileMatch('*a'.repeat(40))(`${'a'.repeat(200)}b`)).toBe(false);
});

it.each([
  '[]a]',
  '[-]',
  '[x-]',
  '[-x]',
  '\\',
  'a\\',
  '[a-b-c]',
  '[',
  '[^',
  '[^]',
  '[^bc',
  'a[',
  'a/b[',
  '[a',
  '[a-',
  '[\\',
  '[a\\',
])('the pattern %j is bad', (pattern) => {
  expect(() => compileMatch(pattern)).toThrow(BadPattern);
});
