import { expect, it } from '@jest/globals';
import { link } from '../../../../src/action/tell/markdown.ts';
import { linkToFile } from '../../../../src/action/tell/summary/links.ts';

it.each([
  ['https://github.com/o/r', '[x](https://github.com/o/r)'],
  [
    'https://github.com/a)b|c "d" `e` <f>[g]*',
    '[x](https://github.com/a%29b%7cc%20%22d%22%20%60e%60%20%3Cf%3E%5bg%5d%2a)',
  ],
  // Nothing but the web, and nothing that is not an address.
  ['javascript:alert(1)', 'x'],
  ['http://github.com/o/r', 'x'],
  ['data:text/html,x', 'x'],
  ['/o/r', 'x'],
  ['', 'x'],
])('links to %j', (address, markdown) => {
  expect(link('x', address)).toBe(markdown);
});

it.each<[Parameters<typeof linkToFile>[0], Parameters<typeof linkToFile>[1], string]>([
  [
    { file: 'a/b c.yml', line: 4 },
    { source: 'https://x.test/o/r', revision: 'c0ffee' },
    '[`a/b c.yml`, line 4](https://x.test/o/r/blob/c0ffee/a/b%20c.yml#L4)',
  ],
  [
    { file: 'a(#)?.yml' },
    { source: 'https://x.test/o/r', revision: 'c0ffee' },
    '[`a(#)?.yml`](https://x.test/o/r/blob/c0ffee/a%28%23%29%3F.yml)',
  ],
  // A half of a pair is no character.
  [
    { file: '\ud800' },
    { source: 'https://x.test/o/r', revision: 'c0ffee' },
    '[`\ud800`](https://x.test/o/r/blob/c0ffee/%EF%BF%BD)',
  ],
  [{ file: 'a.yml', line: 4 }, { source: 'https://x.test/o/r' }, '`a.yml`, line 4'],
  [{ file: 'a.yml' }, { revision: 'c0ffee' }, '`a.yml`'],
])('names the place %j', (position, around, markdown) => {
  expect(linkToFile(position, around)).toBe(markdown);
});
