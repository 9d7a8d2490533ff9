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
    [':a', ':a'],
  ])('such as %j is written as %s', (text, written) => {
    expect(writeYaml({ a: text })).toBe(`a: ${written}\n`);
  });
});
