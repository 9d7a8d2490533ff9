import { describe, expect, it } from '@jest/globals';
import { parseTagFilter } from '../../src/modes/tag-filter.ts';

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
    ['/^(?!sha256-)/', tags.slice(0, -1)],
    ['/LATEST|MAIN/i', ['latest', 'main-0a1b2c3']],
    ['/./u', tags],
    ['/nothing/', []],
    ['//', tags],
  ])('%s', (filter, found) => {
    expect(tags.filter(parseTagFilter(filter))).toEqual(found);
  });

  it.each([
    ['latest', 'The input filter "latest" is no range of versions such as ^1.2, and no /regular expression/'],
    ['^1.2 and more', 'is no range of versions'],
    ['/^v1', 'is a regular expression without a / at its end'],
    ['/(/', 'is no regular expression: Unterminated group'],
    ['/a/g', 'has after the last / something else than the flags i, m, s, u and v'],
    ['/a/b/c', 'has after the last / something else than the flags'],
    ['/a/uv', 'is no regular expression: Invalid flags'],
    ['1'.repeat(600), 'is no range of versions'],
  ])('is refused: %s', (filter, says) => {
    expect(() => parseTagFilter(filter)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    expect(() => parseTagFilter(filter)).toThrow(says);
  });

  it('names the place it stands in', () => {
    expect(() => parseTagFilter('y', 'Line 3 of sync.yml')).toThrow('Line 3 of sync.yml "y" is no range');
  });
});
