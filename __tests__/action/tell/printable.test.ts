import { expect, it } from '@jest/globals';
import { printable } from '../../../src/action/tell/printable.ts';

it.each([
  ['plain ü ✓', 'plain ü ✓'],
  ['::error::x', ': :error::x'],
  ['  ::add-path::/x', '  : :add-path::/x'],
  ['a ##[command]x', 'a # #[command]x'],
  ['##[group]a##[error]b', '# #[group]a# #[error]b'],
  ['a\n::set-env name=x::y', 'a\\u{a}::set-env name=x::y'],
  ['\u001b[31mred', '\\u{1b}[31mred'],
  ['a\u202eb\u2066c\u200bd\u2028e\u2029f', 'a\\u{202e}b\\u{2066}c\\u{200b}d\\u{2028}e\\u{2029}f'],
  ['tag \u{e0041}', 'tag \\u{e0041}'],
])('printable makes %j safe', (text, safe) => {
  expect(printable(text)).toBe(safe);
});
