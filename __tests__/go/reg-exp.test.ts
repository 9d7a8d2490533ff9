import { describe, expect, it } from '@jest/globals';
import { goRegExp } from '../../src/go/reg-exp.ts';

describe('a regular expression of Go', () => {
  it.each([
    ['^1\\.13\\.[12]-alpine-perl$', '1.13.1-alpine-perl', '1.13.3-alpine-perl'],
    ['3', 'v1.3', 'v1.2'],
    ['(?i)^RC', 'rc1', 'arc'],
    ['(?is)^a.b$', 'A\nB', 'AB'],
    ['(?i:rc)[0-9]', 'RC1', 'RC'],
    ['a(?i)b', 'aB', 'AB'],
    ['(?U)^a+$', 'aa', 'b'],
    ['(?P<major>\\d+)\\.0', '1.0', 'x.0'],
    ['\\A1\\z', '1', '11'],
    ['v\\-1\\_2', 'v-1_2', 'v1_2'],
    ['^[a\\-z]$', '-', 'b'],
    ['^[[:alpha:]_]+$', 'ab_', 'ab1'],
    ['^[[:^alpha:]]$', '1', 'a'],
    ['^[[:digit:][:upper:]]+$', 'A1', 'a1'],
    ['^[]a]$', ']', 'b'],
    ['^[^]a]$', 'b', ']'],
    ['^[a[]$', '[', 'b'],
    ['^a]$', 'a]', 'a'],
    ['^a{2}$', 'aa', 'a'],
    ['^\\Qa.b\\E$', 'a.b', 'axb'],
    ['^[a-z0-9]{0,128}$', 'a1', 'A'],
  ])('%s is understood', (text, yes, no) => {
    const hasMatch = goRegExp(text);
    expect([hasMatch(yes), hasMatch(no)]).toEqual([true, false]);
  });

  it.each([
    ['(', 'missing closing ): `(`'],
    ['[', 'missing closing ]: `[`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['\\', 'trailing backslash'],
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(?!a)b', 'invalid or unsupported Perl syntax: `(?!`'],
    ['(?<!a)b', 'invalid named capture'],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
    ['[[:nope:]]', 'invalid character class range'],
    ['\\C', 'invalid escape sequence: `\\C`'],
    ['a'.repeat(1_001), 'it is longer than 1000 characters'],
    ['.{0,1000}'.repeat(4), 'its repetitions make it too large'],
    ['((a{0,1000}){0,1000}){0,1000}', 'expression too large'],
  ])('%s is refused', (text, says) => {
    expect(() => goRegExp(text)).toThrow(SyntaxError);
    expect(() => goRegExp(text)).toThrow(says);
  });

  it.each(['^(a+)+$', '(a|aa)+$', '(a*)*b', '^([a-z0-9]+)*$', '(x+x+)+y'])('%s ends', (text) => {
    expect(goRegExp(text)(`${'a'.repeat(127)}-`)).toBe(false);
  });
});
