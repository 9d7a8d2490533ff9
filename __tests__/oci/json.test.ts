import { expect, it } from '@jest/globals';
import { measureJson } from '../../src/oci/json.ts';

it.each([
  ['', 0, 0],
  ['1', 0, 0],
  ['{"a":[1,2]}', 2, 3],
  ['[[],[]]', 2, 4],
  ['[{},{},[[]]]', 3, 7],
  ['"[[,"', 0, 3],
  [String.raw`["\"[[", 1]`, 1, 4],
  [String.raw`["\\",[1]]`, 2, 3],
  ['[[[', 3, 3],
  [']]]', 0, 0],
])('measures %s', (text, depth, pieces) => {
  expect(measureJson(text)).toEqual({ depth, pieces });
});
