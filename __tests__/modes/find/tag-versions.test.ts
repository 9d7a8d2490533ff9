import { describe, expect, it } from '@jest/globals';
import { newestTag, sortTags, versionOfTag } from '../../../src/modes/find/tag-versions.ts';

const list = `sha256-${'0'.repeat(64)}`;
const tags = ['v1.9.0', 'latest', '1.10.0', '1.10.0-rc.1', list, '16', '20240131', '1.2', 'v1.2.0', '1.3.0_b1', 'Beta'];

describe('the order of tags', () => {
  it('is newest first, names after versions', () => {
    const sorted = ['16', '1.10.0', '1.10.0-rc.1', 'v1.9.0', '1.3.0_b1', 'v1.2.0', '1.2'];
    sorted.push('20240131', 'Beta', 'latest', list);
    expect(sortTags(tags)).toEqual(sorted);
    expect(sortTags(tags.toReversed())).toEqual(sorted);
  });

  it.each([
    [['1.2.3', '1.3.0-rc.1', 'latest'], '1.2.3'],
    [['1.3.0-rc.1', '1.3.0-rc.2', '1.3.0-beta.9'], '1.3.0-rc.2'],
    [['9.0.0', '10.0.0', '1.0.0'], '10.0.0'],
    // Of one version under two names, the one that sorts last.
    [['1.0.0', 'v1.0.0'], 'v1.0.0'],
    [['v1.0.0', '1.0.0'], 'v1.0.0'],
    [['2.0.0', 'v1.0.0'], '2.0.0'],
    [['latest', list, '0123456', '20240131', '123456789012'], undefined],
    [[], undefined],
  ])('of %j, %s is the newest', (all, newest) => {
    expect(newestTag(all)).toBe(newest);
  });

  it.each([
    ['v1.2.3', [1n, 2n, 3n]],
    ['1.2', [1n, 2n, 0n]],
    ['1.2.3_build', [1n, 2n, 3n]],
    ['123456', [123456n, 0n, 0n]],
    ['1234567', undefined],
    ['1234567.0', [1234567n, 0n, 0n]],
    ['1.2.3.4', undefined],
    ['alpha', undefined],
    ['', undefined],
  ])('%s stands for %s', (tag, version) => {
    const { major, minor, patch } = versionOfTag(tag) ?? {};
    expect(major === undefined ? undefined : [major, minor, patch]).toEqual(version);
  });
});
