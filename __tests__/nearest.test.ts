import { describe, expect, it } from '@jest/globals';
import { byNearness, nearest } from '../src/nearest.ts';

describe('the nearest word', () => {
  it.each([
    ['pus', ['pull', 'push'], 'push'],
    ['PUSH', ['pull', 'push'], 'push'],
    ['puhs', ['pull', 'push'], 'push'],
    ['pusssh', ['pull', 'push'], undefined],
    ['date', ['path'], undefined],
    ['fltr', ['filter'], 'filter'],
    ['tage', ['stages', 'tags'], 'tags'],
    ['fltre', ['files'], undefined],
    ['expect-digset', ['expect-digest'], 'expect-digest'],
    ['expect-dgset', ['expect-digest'], 'expect-digest'],
    ['xepect-dgset', ['expect-digest'], undefined],
    ['copy', ['pull', 'push'], undefined],
    ['', ['a', 'no'], undefined],
    ['x', [], undefined],
    ['x'.repeat(65), ['x'.repeat(65)], undefined],
  ])('%s among %j: %s', (word, candidates, best) => {
    expect(nearest(word, candidates)).toBe(best);
  });

  it('comes first, and very long words are left out', () => {
    const long = `sha256-${'a'.repeat(64)}`;
    expect(byNearness('1.2.3', [long, 'latest', 'v1.2.3', long, '1.2.4', '2.0.0'])).toEqual([
      'v1.2.3',
      '1.2.4',
      '2.0.0',
      'latest',
    ]);
  });
});
