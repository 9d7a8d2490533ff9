import { expect, it } from '@jest/globals';
import { linksInOrder } from '../../src/disk/links-in-order.ts';

const sorted = (links: Record<string, string>) =>
  linksInOrder(Object.entries(links).map(([name, target]) => ({ path: `/top/${name}`, target }))).map(({ path }) =>
    path.slice('/top/'.length),
  );

it.each([
  ['to files stay as they are', { b: 'file', a: 'sub' }, ['b', 'a']],
  ['to another link come after it', { a: 'b', b: 'c', c: 'file' }, ['c', 'b', 'a']],
  ['through another link come after it', { a: 'b/sub/x', b: 'folder' }, ['b', 'a']],
  ['in folders count from there', { 'sub/a': '../b', b: 'file', 'sub/b': 'a' }, ['b', 'sub/a', 'sub/b']],
  ['to what comes later come after it once', { a: 'c', b: 'c', c: 'file' }, ['c', 'a', 'b']],
  ['to what is beside another alike stay', { a: 'bc', b: 'file' }, ['a', 'b']],
  ['in a circle come once each', { a: 'b', b: 'a' }, ['b', 'a']],
  ['to themselves', { a: 'a' }, ['a']],
])('links %s', (_, links, expected) => {
  expect(sorted(links as Record<string, string>)).toEqual(expected);
});

it('takes chains that are as long as an archive may be', () => {
  const count = 100_000;
  const chain = Object.fromEntries(Array.from({ length: count }, (_, at) => [`l${at}`, `l${at + 1}`]));
  expect(sorted(chain)).toHaveLength(count);
});
