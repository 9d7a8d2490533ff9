import { expect, it } from '@jest/globals';
import { code, fence } from '../../../src/action/tell/markdown.ts';

it.each([
  ['a', '```'],
  ['`a`', '```'],
  ['a\n```\nb', '````'],
  ['`````', '``````'],
])('a block of code with %j has a fence that nothing in it ends', (text, ticks) => {
  expect(fence(text, 'sh')).toBe(`${ticks}sh\n${text}\n${ticks}`);
});

it.each([
  ['a <b>', '`a <b>`'],
  ['a `b`', '`` a `b` ``'],
  ['```` x', '````` ```` x `````'],
  ['a|b', '<code>a&#124;b</code>'],
  ['_a_*b*|', '<code>&#95;a&#95;&#42;b&#42;&#124;</code>'],
  ['<img src=x>|', '<code>&#60;img src&#61;x&#62;&#124;</code>'],
  ['&lt;|', '<code>&#38;lt&#59;&#124;</code>'],
  [' ', ''],
])('%j is shown as it is, also in a table', (text, shown) => {
  expect(code(text)).toBe(shown);
});

it('a block of code shows what is not seen, and commands for the runner, in each of its lines', () => {
  expect(fence('a\n::error::b\nc\u202ed\r')).toBe('```\na\n: :error::b\nc\\u{202e}d\\u{d}\n```');
});
