import { expect, it } from '@jest/globals';
import { fence } from '../../../src/action/tell/markdown.ts';

it.each([
  ['a', '```'],
  ['`a`', '```'],
  ['a\n```\nb', '````'],
  ['`````', '``````'],
])('a block of code with %j has a fence that nothing in it ends', (text, ticks) => {
  expect(fence(text, 'sh')).toBe(`${ticks}sh\n${text}\n${ticks}`);
});
