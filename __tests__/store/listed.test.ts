import { expect, it } from '@jest/globals';
import { OciError } from '../../src/errors.ts';
import { listed } from '../../src/store/listed.ts';

it.each([
  [undefined, ['a', 'b', 'c'], ['a', 'b', 'c']],
  [4, ['a', 'b', 'c'], ['a', 'b', 'c']],
  [3, ['a', 'b', 'c'], ['a', 'b', 'c']],
  [2, ['a', 'b'], ['a', 'b']],
  [1, ['a'], ['a']],
])('Of three tags, a list of at most %s reads %j and has %j', async (most, read, found) => {
  const given: string[] = [];
  let isClosed = false;
  async function* tags() {
    try {
      for (const tag of ['a', 'b', 'c']) {
        given.push(tag);
        yield tag;
      }
    } finally {
      isClosed = true;
    }
  }
  expect(await listed(tags(), most)).toEqual(found);
  expect([given, isClosed]).toEqual([read, true]);
});

it('A list fails where its source does, after whatever tags', async () => {
  async function* tags() {
    yield 'a';
    throw new OciError('NOT_FOUND', 'It is gone');
  }
  await expect(listed(tags())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
