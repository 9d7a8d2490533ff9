import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const dist = join(import.meta.dirname, '../dist');

it.each([
  ['HTTP/2', 'function connectH2'],
  ['the mocks of undici', 'class MockAgent'],
  ['the reader of YAML', 'class LineCounter'],
  ['the reader of tar archives', 'Unexpected end of data'],
  ['the search for files', 'followSymbolicLinks'],
])('has %s in a chunk that is loaded when it is needed', async (_, text) => {
  const names = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  const texts = await Promise.all(names.map((name) => readFile(join(dist, name), 'utf8')));
  const having = names.filter((_, index) => texts[index]?.includes(text));
  expect(having).not.toContain('index.js');
  expect(having.length).toBeGreaterThan(0);
});
