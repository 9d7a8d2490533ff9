import { describe, expect, it } from '@jest/globals';
import { goRegExp } from '../../src/modes/go-reg-exp.ts';

describe('a regular expression of Go', () => {
  it.each([
    ['^1\\.13\\.[12]-alpine-perl$', '1.13.1-alpine-perl', '1.13.3-alpine-perl'],
    ['3', 'v1.3', 'v1.2'],
    ['(?i)^RC', 'rc1', 'arc'],
    ['(?is)^a.b$', 'A\nB', 'AB'],
    ['(?i:rc)[0-9]', 'RC1', 'RC'],
    ['(?P<major>\\d+)\\.0', '1.0', 'x.0'],
    ['\\A1\\z', '1', '11'],
    ['v\\-1\\_2', 'v-1_2', 'v1_2'],
    ['^[a\\-z]$', '-', 'b'],
    ['^[[:alpha:]_]+$', 'ab_', 'ab1'],
    ['^[[:digit:][:upper:]]+$', 'A1', 'a1'],
    ['^[]a]$', ']', 'b'],
    ['^[^]a]$', 'b', ']'],
    ['^[a[]$', '[', 'b'],
    ['^a]$', 'a]', 'a'],
    ['^a{2}$', 'aa', 'a'],
  ])('%s is understood', (text, yes, no) => {
    const pattern = goRegExp(text);
    expect([pattern.test(yes), pattern.test(no)]).toEqual([true, false]);
  });

  it.each([
    '(',
    '[',
    'a**',
    '\\',
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    'a(?i)b',
    '(?U)a+',
    '[[:nope:]]',
    '[[:^alpha:]]',
    '\\Qa\\E',
    '\\C',
  ])('%s is refused', (text) => {
    expect(() => goRegExp(text)).toThrow(SyntaxError);
  });
});
