import { describe, expect, it } from '@jest/globals';
import { parseTagFilter, selectTags } from '../../../src/modes/find/tag-filter.ts';

const tags = [
  'latest',
  'v1.2.3',
  '1.2.4',
  '1.3.0-rc.1',
  '2.0.0_build.5',
  '16',
  '20240131',
  'main-0a1b2c3',
  `sha256-${'a'.repeat(64)}.sig`,
];

describe('a filter of tags', () => {
  it.each([
    ['^1.2', ['v1.2.3', '1.2.4']],
    ['~1.2.4', ['1.2.4']],
    ['>=1.2.4 <3', ['1.2.4', '2.0.0_build.5']],
    ['>=1.3.0-0 <2', ['1.3.0-rc.1']],
    ['1.2.3', ['v1.2.3']],
    ['*', ['v1.2.3', '1.2.4', '2.0.0_build.5', '16']],
    ['< 1 || > 15', ['16']],
    ['/^v?1\\./', ['v1.2.3', '1.2.4', '1.3.0-rc.1']],
    ['!/^sha256-/', tags.slice(0, -1)],
    ['/LATEST|MAIN/i', ['latest', 'main-0a1b2c3']],
    ['/^LATEST$.^MAIN/ims', []],
    ['!/^V/i', tags.filter((tag) => tag !== 'v1.2.3')],
    ['/nothing/', []],
    // A slash and an end of line in the middle.
    ['/^main\\/x|^latest/', ['latest']],
    ['/^main\n|^latest/', ['latest']],
    ['//', tags],
  ])('%s', async (filter, found) => {
    expect(tags.filter(await parseTagFilter(filter))).toEqual(found);
  });

  it.each([
    ...['latest', '^1.2 and more', '1'.repeat(600), '/^v1', '/', '/(/', '/^(?!sha256-)/'],
    ...['/a/g', '/a/b/c', '/a/u', '/a/U'],
  ])('is refused: %s', async (filter) => {
    await expect(parseTagFilter(filter)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('that takes long is given up when the step is cancelled', async () => {
    const controller = new AbortController();
    const asked: string[] = [];
    const slow = (tag: string) => {
      asked.push(tag);
      controller.abort(new Error('cancelled'));
      for (const end = performance.now() + 60; performance.now() < end; );
      return true;
    };
    await expect(selectTags(tags, slow, controller.signal)).rejects.toThrow('cancelled');
    expect(asked).toHaveLength(1);
  });
});
