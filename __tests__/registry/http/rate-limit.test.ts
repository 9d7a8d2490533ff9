import { describe, expect, it } from '@jest/globals';
import {
  backoff,
  isPassingStatus,
  parseRetryAfter,
  parseWaitIn,
  rateLimitOf,
  waitOf,
} from '../../../src/registry/http/rate-limit.ts';

describe('rateLimitOf', () => {
  const secondary = '{"message":"You have exceeded a secondary rate limit. Please wait a few minutes."}';
  it.each<[string, number, Record<string, string>, string, ReturnType<typeof rateLimitOf>]>([
    ['429', 429, {}, '', { asked: undefined, isSecondary: false }],
    ['429 with a header', 429, { 'retry-after': '2' }, 'retry-after: 1s', { asked: 2_000, isSecondary: false }],
    ['429 with words', 429, {}, 'toomanyrequests: retry-after: 1s', { asked: 1_000, isSecondary: false }],
    ['403 of GitHub', 403, {}, secondary, { asked: undefined, isSecondary: true }],
    ['403 with a word that ends alike', 403, {}, 'nosecondary rate limit', undefined],
    ['403 of GitHub with a header', 403, { 'retry-after': '60' }, secondary, { asked: 60_000, isSecondary: true }],
    ['403 to a HEAD', 403, { 'retry-after': '60' }, '', { asked: 60_000, isSecondary: true }],
    ['403 with a header that cannot be read', 403, { 'retry-after': 'soon' }, '', undefined],
    ['503 with a header', 503, { 'retry-after': '1' }, '', { asked: 1_000, isSecondary: false }],
    ['404 with a header', 404, { 'retry-after': '1' }, '', undefined],
  ])('reads %s', (_, status, headers, words, expected) => {
    expect(rateLimitOf({ status, headers }, words)).toEqual(expected);
  });
});

describe('waitOf', () => {
  it.each([
    [0, 100],
    [333.9, 333.9],
    [60_000, 60_000],
    [60_001, undefined],
  ])('keeps to %i ms that are asked for as %j', (asked, expected) => {
    expect(waitOf({ asked, isSecondary: false }, 3)).toBe(expected);
    expect(waitOf({ asked, isSecondary: true }, 3)).toBe(expected);
  });

  it('has a schedule for those who do not say: a quarter of a second, and 15 s for GitHub', () => {
    const schedule = (isSecondary: boolean) =>
      [0, 1, 2, 3, 9].map((before) => waitOf({ asked: undefined, isSecondary }, before));
    expect(schedule(true)).toEqual([15_000, 30_000, 60_000, 60_000, 60_000]);
    for (const [index, expected] of [250, 500, 1_000, 2_000, 10_000].entries()) {
      expect(Math.abs((schedule(false)[index] ?? 0) - expected)).toBeLessThanOrEqual(expected / 4);
    }
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT');
  it.each([
    [undefined, undefined],
    ['0', 0],
    [' 120 ', 120_000],
    ['Wed, 21 Oct 2026 07:29:00 GMT', 60_000],
    ['Wed, 21 Oct 2026 07:27:00 GMT', 0],
    ['-1 s', undefined],
    ['120 s', undefined],
    ['999999999', 999_999_999_000],
    ['1234567890', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('reads %j as %j', (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });
});

describe('parseWaitIn', () => {
  it.each([
    ['toomanyrequests: retry-after: 333.939671ms, allowed: 44000/minute', 333.939671],
    ['retry-after:15µs', 0.015],
    ['retry-after:15us', 0.015],
    ['retry-after: 2500000ns', 2.5],
    ['retry-after: 1ms', 1],
    ['retry-after: 5', undefined],
    ['retry-after: soon', undefined],
    ['retry-after: -5s', undefined],
    [`retry-after: ${'9'.repeat(50)}s`, undefined],
    ['', undefined],
  ])('reads %j as %j', (words, expected) => {
    const found = parseWaitIn(words);
    if (expected === undefined || found === undefined) expect(found).toBe(expected);
    else expect(found).toBeCloseTo(expected, 6);
  });
});

describe('backoff', () => {
  it.each([
    [0, 250],
    [1, 500],
    [2, 1_000],
    [9, 10_000],
    [99, 10_000],
  ])('before retry %i is about %i ms', (attempt, expected) => {
    expect(backoff(attempt)).toBeGreaterThanOrEqual(expected * 0.75);
    expect(backoff(attempt)).toBeLessThanOrEqual(expected * 1.25);
  });
});

it.each([
  [[408, 500, 502, 503, 504, 520, 521, 522, 523, 524], true],
  [[200, 307, 400, 401, 403, 404, 407, 409, 413, 429, 499, 501, 505, 519, 525, 526], false],
])('An answer with %j may be another one at the next attempt: %s', (statuses, expected) => {
  expect(statuses.map(isPassingStatus)).toEqual(statuses.map(() => expected));
});
