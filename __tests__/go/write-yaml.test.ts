import { describe, expect, it } from '@jest/globals';
import { writeYaml } from '../../src/go/write-yaml.ts';

describe('a text that is an indicator of YAML', () => {
  it.each([
    ['-', "'-'"],
    ['?', "'?'"],
    [':', "':'"],
    ['- a', "'- a'"],
    ['-a', '-a'],
    ['?a', '?a'],
    ['---', "'---'"],
    ['...', "'...'"],
    ['..', '..'],
    ['#a', "'#a'"],
    ['a #b', "'a #b'"],
    ['a#b', 'a#b'],
    ['a:', "'a:'"],
    ['a: b', "'a: b'"],
    ['a:b', 'a:b'],
    ...[',', '[', ']', '{', '}', '&', '*', '!', '|', '>', '"', '%', '@', '`'].map((sign) => [`${sign}a`, `'${sign}a'`]),
    ["'a", "'''a'"],
    ["a'", "a'"],
    [' a', "' a'"],
    ['a ', "'a '"],
    [':a', ':a'],
  ])('such as %j is written as %s', (text, written) => {
    expect(writeYaml({ a: text })).toBe(`a: ${written}\n`);
  });
});

it.each([
  ['\t', '"\\t"'],
  ['a\x85b', '"a\\Nb"'],
  ['a\u2028b\u2029', '"a\\Lb\\P"'],
  ['a\x80b', '"a\\x80b"'],
  ['a\x7fb', '"a\\x7Fb"'],
  ['\ufeffa', '"\\uFEFFa"'],
  ['a\ufefe\uff00b', 'a\ufefe\uff00b'],
  ['a\ufffeb', '"a\\uFFFEb"'],
  ['a\xa0b', 'a\xa0b'],
  ['😀', '"\\U0001F600"'],
  ['\x1b"\\', '"\\e\\"\\\\"'],
])('what cannot be printed is escaped: %j as %s', (text, written) => {
  expect(writeYaml({ a: text })).toBe(`a: ${written}\n`);
});

it.each([
  ['a\nb', '|-\n  a\n  b\n'],
  ['a\nb\n', '|\n  a\n  b\n'],
  ['a\n\n', '|+\n  a\n\n'],
  ['\n', '|2+\n\n'],
  [' a\nb', '|2-\n   a\n  b\n'],
  ['\na\n', '|2\n\n  a\n'],
  ['a \nb', '"a \\nb"\n'],
  ['a\nb ', '"a\\nb "\n'],
])('a text of several lines is written as a block where it can be: %j', (text, written) => {
  expect(writeYaml({ a: text })).toBe(`a: ${written}`);
});

it.each([
  [2 ** 63, '9223372036854776000'],
  [2 ** 64, '1.8446744073709552e+19'],
  [-(2 ** 63) + 1024, '-9223372036854775000'],
  [-(2 ** 63), '-9.223372036854776e+18'],
  [1e6, '1000000'],
  [1.5e6, '1500000'],
  [1234567.5, '1.2345675e+06'],
  [null, 'null'],
  [true, 'true'],
])('the value %j is written as %s', (value, written) => {
  expect(writeYaml({ a: value })).toBe(`a: ${written}\n`);
});

it.each([
  [{}, 'a: {}\n'],
  [{ b: undefined }, 'a: {}\n'],
  [{ b: undefined, c: 1 }, 'a:\n  c: 1\n'],
  [[], 'a: []\n'],
  [[[]], 'a:\n- []\n'],
  [[{}], 'a:\n- {}\n'],
  [[{ b: undefined }], 'a:\n- {}\n'],
  [[['b', 'c'], { d: 1, e: ['f'] }], 'a:\n- - b\n  - c\n- d: 1\n  e:\n  - f\n'],
])('what is nested is written as Go writes it: %j', (value, written) => {
  expect(writeYaml({ a: value })).toBe(written);
});

it.each([
  [
    ['a10', 'a9'],
    ['a9', 'a10'],
  ],
  [
    ['a101', 'a12'],
    ['a12', 'a101'],
  ],
  [
    ['a1', 'a01'],
    ['a1', 'a01'],
  ],
  [
    ['b', 'a', 'B', '1', '-'],
    ['-', '1', 'B', 'a', 'b'],
  ],
  [
    ['ab', 'a'],
    ['a', 'ab'],
  ],
  [
    ['a/b', 'ab', 'a.b'],
    ['a.b', 'a/b', 'ab'],
  ],
])('the keys %j come in the order %j', (keys, order) => {
  const written = writeYaml(Object.fromEntries(keys.map((key) => [key, 'x'])));
  expect(
    written
      .trim()
      .split('\n')
      .map((line) => line.replace(/^"(.*)": x$|^'(.*)': x$|: x$/, '$1$2')),
  ).toEqual(order);
});

describe('a long text is folded at the first space behind column 80', () => {
  const word = 'x'.repeat(39);
  it.each([
    [`${word} ${word} y z`, `a: ${word} ${word}\n  y z\n`],
    [`# ${word} ${'x'.repeat(36)} y z`, `a: '# ${word} ${'x'.repeat(36)}\n  y z'\n`],
    // A quote counts twice, as it is written.
    [`#${"'".repeat(39)} y z`, `a: '#${"''".repeat(39)}\n  y z'\n`],
    [`#${"'".repeat(30)} y z`, `a: '#${"''".repeat(30)} y z'\n`],
    [`\t${word} ${word} y z`, `a: "\\t${word} ${word}\n  y z"\n`],
    // A line must not begin with a space of the text.
    [`\t${word} ${word}  y z`, `a: "\\t${word} ${word}\n  \\ y z"\n`],
  ])('%j', (text, written) => {
    expect(writeYaml({ a: text })).toBe(written);
  });
});
