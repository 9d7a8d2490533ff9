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

it('each sign that has a letter of its own is escaped by it, others by their number', () => {
  const text = '\0\x07\b\t\v\f\r\x1b"\\\x85\u2028\u2029\xad\ufeff\uffff\u{10000}\u{10ffff}\x01';
  const escaped = '\\0\\a\\b\\t\\v\\f\\r\\e\\"\\\\\\N\\L\\P\xad\\uFEFF\\uFFFF\\U00010000\\U0010FFFF\\x01';
  expect(writeYaml({ a: text })).toBe(`a: "${escaped}"\n`);
});

describe('a long text', () => {
  const words = (count: number) => Array(count).fill('123456789').join(' ');
  const [eight, ten] = [words(8).replaceAll('1', 'x'), words(10).replaceAll('1', 'x')];
  /** Starts in column 3, so that this many signs end before the last column, or behind it. */
  const upTo = (column: number) => 'x'.repeat(column - 3);
  it.each([
    ['is broken at the first space behind the last column', `${upTo(81)} b c`, `${upTo(81)}\n  b c`],
    ['is not broken at a space in the last column', `${upTo(80)} b c`, `${upTo(80)} b\n  c`],
    ['is broken as often as it takes', `${eight} ${eight} b`, `${eight}\n  ${eight}\n  b`],
    ['is not broken at two spaces', `${eight}  b c`, `${eight}  b\n  c`],
    ['is not broken before a space at its end', `${ten} `, `'${words(8).replaceAll('1', 'x')}\n  ${ten.slice(80)} '`],
    ['in single quotes counts the two of a quote', `it's ${upTo(74)}: b c`, `'it''s ${upTo(74)}:\n  b c'`],
    ['in double quotes counts what is escaped', `\t${upTo(78)} b c`, `"\\t${upTo(78)}\n  b c"`],
    ['in double quotes keeps a second space', `\t${upTo(79)}  b c`, `"\\t${upTo(79)}\n  \\ b c"`],
  ])('%s', (_, text, written) => {
    expect(writeYaml({ a: text })).toBe(`a: ${written}\n`);
  });

  it('is broken in a list and in a map as far as these are indented, and never as a key', () => {
    const nested = { a: [{ b: [`${eight} b`] }], c: { d: `${eight} b` } };
    expect(writeYaml(nested)).toBe(`a:\n- b:\n  - ${eight}\n    b\nc:\n  d: ${eight}\n    b\n`);
    expect(writeYaml({ [`${eight} b`]: 1, [`\t${eight} b`]: 2 })).toBe(`"\\t${eight} b": 2\n${eight} b: 1\n`);
  });
});

it('keys are in the order of Go: letters last, numbers by their value, those with fewer digits first', () => {
  const keys = [
    'b',
    'a100',
    'a90',
    'a10',
    'a9',
    'a01',
    'a1b',
    'a1a',
    'a1',
    'a_',
    'a.b',
    'a-',
    'a',
    'B',
    'é',
    '10',
    '2',
    '1',
  ];
  const sorted = ['"1"', '"2"', '"10"', 'B', 'a', 'a-', 'a.b', 'a_', 'a1', 'a1a', 'a1b', 'a01', 'a9', 'a10', 'a90'];
  const written = writeYaml(Object.fromEntries(keys.map((key) => [key, 'x'])));
  expect(written).toBe([...sorted, 'a100', 'b', 'é'].map((key) => `${key}: x\n`).join(''));
});
