import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { linearTest } from '../../../src/artifact/files/linear-reg-exp.ts';

/** What globs are made of, and what picomatch passes on to a RegExp. */
const pieces = [
  ...['a', 'b', '.', '/', '-', 'é', '😀', '*', '**', '**/', '/**', '?', '!', '\\*', '\\.', ' ', '$', '^', '+', '|'],
  ...['[ab]', '[!a]', '[^a]', '[a-c]', '[[:alpha:]]', '[.]', '[]]', '{a,b}', '{a,{b,c}}', '{,a}', '{1..3}', '{*,b}'],
  ...[
    '(a|b)',
    '(a)',
    '(?:a|b*)',
    '(?!a)',
    '(?=.b)',
    '@(a|b)',
    '?(a)',
    '*(a|b)',
    '+(a|*b)',
    '!(a)',
    '!(a|*b)',
    '!(*.a)',
  ],
  ...['+(+(a)b)', '*(*a*)', '\\d', '\\x61', '\\u0062', '{2}', '{1,2}', '[', ']', '{', '}', '(', ')', '"', ','],
];
const globs = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 7 }).map((parts) => parts.join(''));
const letters = fc.constantFrom('a', 'b', 'c', '.', '/', '1', 'é', '😀', '*', '-', '(', '[', ' ');
const texts = fc.array(letters, { maxLength: 10 }).map((parts) => parts.join(''));

describe('Globs in linear time', () => {
  it('take what picomatch takes', () => {
    const property = fc.property(globs, fc.array(texts, { minLength: 5, maxLength: 10 }), (glob, all) => {
      const pattern = picomatch.makeRe(glob, { dot: true });
      const isTaken = linearTest(pattern);
      for (const text of all) {
        expect([glob, text, isTaken(text)]).toEqual([glob, text, pattern.test(text)]);
      }
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it.each([
    [/^a{2,3}b{2}c{1,}$/, ['aabbc', 'aaabbccc'], ['abbc', 'aaaabbc', 'aabc', 'aabb', 'aabbcd']],
    [/^(?:(?:a*)+|b?){2}$/, ['', 'aaa', 'ab', 'ba', 'bb'], ['bbb', 'bab', 'c']],
    [/^(?!.*b).(?=c)c$/, ['ac', 'cc'], ['bc', 'a', 'acc']],
    [/$^/, [], ['a', '\n']],
  ])('%s is read as it is everywhere', (pattern, taken, others) => {
    const isTaken = linearTest(pattern);
    for (const text of [...taken, ...others]) expect([text, pattern.test(text)]).toEqual([text, taken.includes(text)]);
    for (const text of [...taken, ...others]) expect([text, isTaken(text)]).toEqual([text, taken.includes(text)]);
  });

  it.each([/^(?<=a)b/, /^(?<!a)b/, /^(a)\1/, /^(?<n>a)\k<n>/, /^\bfoo/, /^(?i:a)/])('%s is refused', (pattern) => {
    expect(() => linearTest(pattern)).toThrow(SyntaxError);
  });

  it('need no more steps for a text that goes back again and again', () => {
    const isTaken = linearTest(picomatch.makeRe('*(*a*|*b*|*c*)*d*e*', { dot: true }));
    expect(isTaken('abc'.repeat(1_000))).toBe(false);
    expect(isTaken(`${'abc'.repeat(1_000)}de`)).toBe(true);
  });
});
