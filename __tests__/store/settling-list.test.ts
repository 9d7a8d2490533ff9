import { afterEach, expect, it, jest } from '@jest/globals';
import { settlingTime } from '../../src/store/settling-list.ts';

const random = jest.spyOn(Math, 'random');
afterEach(() => {
  random.mockReset();
});

it.each([
  // A fast line says nothing of how long others stand still.
  [0, 0, 700],
  [350, 0, 700],
  [351, 0, 702],
  [900, 0, 1_800],
  [1_000, 0, 2_000],
  [60_000, 0, 2_000],
  [0, 0.5, 1_050],
  [60_000, 0.5, 3_000],
])('After a round of %i ms, and with %d by chance, we wait for %i ms', (measured, chance, wait) => {
  random.mockReturnValue(chance);
  expect(settlingTime(measured)).toBe(wait);
});
