import { describe, expect, it } from '@jest/globals';
import { createdTime } from '../../../src/modes/kinds/created.ts';

const build = { commitTime: async () => new Date('2026-01-31T12:00:00.987Z'), sourceDateEpoch: '1000000000' };

describe('The input created', () => {
  it.each([
    ['none', undefined],
    ['commit', '2026-01-31T12:00:00Z'],
    ['source-date-epoch', '2001-09-09T01:46:40Z'],
    // What is given stays as it is written.
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00Z'],
    ['2026-12-01T23:59:59.5+14:00', '2026-12-01T23:59:59.5+14:00'],
    ['2024-02-29T00:00:00-05:00', '2024-02-29T00:00:00-05:00'],
  ])('%s is %s', async (value, expected) => {
    expect(await createdTime(value, build)).toBe(expected);
  });

  it('now is this second', async () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const found = (await createdTime('now', build)) ?? '';
    expect(found).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(Date.parse(found)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(found)).toBeLessThanOrEqual(Date.now());
  });

  it.each([undefined, '', '-1', '1.5', ' 1', '1 ', '123456789012', 'x'])(
    'source-date-epoch needs seconds: not %j',
    async (sourceDateEpoch) => {
      await expect(createdTime('source-date-epoch', { ...build, sourceDateEpoch })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message:
          'The input created "source-date-epoch" needs SOURCE_DATE_EPOCH in the environment, in seconds since 1970',
      });
    },
  );

  it.each([
    'yesterday',
    '2026-01-31',
    '2026-01-31T12:00:00',
    '2026-01-31t12:00:00Z',
    '2026-01-31T12:00:00z',
    '2026-01-31 12:00:00Z',
    '2026-13-31T12:00:00Z',
    '2026-00-31T12:00:00Z',
    '2026-01-32T12:00:00Z',
    '2026-01-00T12:00:00Z',
    // A day that a calendar does not have.
    '2026-02-29T12:00:00Z',
    '2026-04-31T12:00:00+02:00',
    '2026-01-31T24:00:00Z',
    '2026-01-31T12:60:00Z',
    '2026-01-31T12:00:60Z',
    '2026-01-31T12:00:00+24:00',
    ' 2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00Z ',
  ])('is no time: %j', async (value) => {
    await expect(createdTime(value, build)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: `The input created ${JSON.stringify(value)} is not none, now, commit, source-date-epoch or a time such as 2026-01-31T12:00:00Z`,
    });
  });
});
