import { describe, expect, it } from '@jest/globals';
import { writeYaml } from '../../src/go/write-yaml.ts';

describe('a text that older readers of YAML take for a number to the base of 60', () => {
  it.each([
    ['1:30', '"1:30"'],
    ['22:5', '"22:5"'],
    ['1:2:3', '"1:2:3"'],
    ['-1:5.5', '"-1:5.5"'],
    ['1:60', '1:60'],
    ['a:5', 'a:5'],
  ])('such as %j is written as %s', (text, written) => {
    expect(writeYaml({ a: text })).toBe(`a: ${written}\n`);
  });
});

describe('a text that is an indicator of YAML', () => {
  it.each([
    ['-', "'-'"],
    ['?', "'?'"],
    [':', "':'"],
    ['- a', "'- a'"],
    ['-a', '-a'],
    ['?a', '?a'],
    [':a', ':a'],
  ])('such as %j is written as %s', (text, written) => {
    expect(writeYaml({ a: text })).toBe(`a: ${written}\n`);
  });
});
