import { describe, expect, it } from '@jest/globals';
import { Pace } from '../../../src/registry/wrapped/pace.ts';
import { createRate } from '../../support/faults/rate.ts';

/** Milliseconds from a request to its answer. */
const roundTrip = 20;

/**
 * Sends requests by a clock of its own, so many at a time; `limit` gives the wait of each, 0 for none. Counts what is
 * sent, and the time.
 */
function simulate(total: number, lanes: number, limit: (now: number) => number) {
  const pace = new Pace();
  const underWay: { ends: number; round: number; wait: number }[] = [];
  let [now, left, sent] = [0, total, 0];
  while (left > 0 || underWay.length > 0) {
    const wait = left > 0 && underWay.length < lanes ? pace.waitAt(now) : Number.POSITIVE_INFINITY;
    if (wait === 0) {
      underWay.push({ ends: now + roundTrip, round: pace.noteSent(now), wait: limit(now) });
      left -= 1;
      sent += 1;
      continue;
    }
    now = Math.min(now + wait, underWay[0]?.ends ?? Number.POSITIVE_INFINITY);
    while (underWay[0] && underWay[0].ends <= now) {
      const { round, wait: asked } = underWay.shift() as (typeof underWay)[number];
      pace.noteEnded(round);
      if (asked > 0) {
        pace.noteRefused(now, round, asked);
        left += 1;
      } else pace.notePassed(now);
    }
  }
  return { sent, time: now };
}

/** So many requests in each second, as the header has it: in whole seconds. */
function perSecond(requests: number) {
  let now = 0;
  const rate = createRate(requests, 1_000, () => now);
  return (at: number) => {
    now = at;
    return rate() > 0 ? 1_000 : 0;
  };
}

/** A bucket that holds so many requests and is filled with so many a second. */
function bucket(holds: number, filled: number, wait: number) {
  let [level, since] = [holds, 0];
  return (now: number) => {
    level = Math.min(holds, level + ((now - since) * filled) / 1_000);
    since = now;
    if (level < 1) return wait;
    level -= 1;
    return 0;
  };
}

describe('the pace of requests', () => {
  it.each<[string, total: number, rate: number, limit: () => (now: number) => number]>([
    ['10 a second', 85, 10, () => perSecond(10)],
    ['10 a second, a pull', 41, 10, () => perSecond(10)],
    ['50 a second', 405, 50, () => perSecond(50)],
    ['20 a second, for long', 2_000, 20, () => perSecond(20)],
    ['100 a second, for long', 10_000, 100, () => perSecond(100)],
    ['a bucket of 10 that is filled with 10 a second', 200, 10, () => bucket(10, 10, 1_000)],
    ['a bucket of 100 that is filled with 20 a second', 400, 20, () => bucket(100, 20, 1_000)],
    ['a bucket that asks for short waits', 200, 10, () => bucket(10, 10, 100)],
  ])('finds %s, whatever runs side by side', (_, total, rate, limit) => {
    for (const lanes of [4, 8, 32, 256]) {
      const { sent, time } = simulate(total, lanes, limit());
      expect(sent).toBeLessThanOrEqual(total * 1.5);
      // No slower than half of what the host gives.
      expect(time).toBeLessThan((2_000 * total) / rate);
    }
  });

  it('is free where nothing is refused, after a start with few at a time', () => {
    const { sent, time } = simulate(1_000, 1_000, () => 0);
    expect(sent).toBe(1_000);
    expect(time).toBeLessThan(15 * roundTrip);
    // A chain of requests never waits.
    expect(simulate(1_000, 8, () => 0).time).toBe(125 * roundTrip);
  });

  it('begins again with one at a time where a refusal tells nothing of it', () => {
    const pace = new Pace();
    const rounds = [1, 2, 3].map(() => pace.noteSent(0));
    for (const round of rounds) pace.noteRefused(0, round, 30_000);
    expect(pace.waitAt(10_000)).toBe(20_000);
    expect(pace.waitAt(30_000)).toBe(0);
    const round = pace.noteSent(30_000);
    expect(pace.waitAt(30_000)).toBe(Number.POSITIVE_INFINITY);
    // The others were sent before the host was closed.
    for (const before of rounds) pace.noteEnded(before);
    expect(pace.waitAt(30_000)).toBe(Number.POSITIVE_INFINITY);
    pace.noteEnded(round);
    pace.notePassed(30_020);
    expect([pace.noteSent(30_020), pace.waitAt(30_020)]).toEqual([1, 0]);
  });

  it('waits for the longest of several refusals', () => {
    const pace = new Pace();
    const rounds = [pace.noteSent(0), pace.noteSent(0), pace.noteSent(0)];
    for (const [at, wait] of [1_000, 30_000, 500].entries()) pace.noteRefused(0, rounds[at] as number, wait);
    expect(pace.waitAt(0)).toBe(30_000);
  });

  it('is measured anew after each refusal', () => {
    const pace = new Pace();
    const passes = (count: number, now: number) => {
      const round = pace.noteSent(now);
      for (let number = 0; number < count; number += 1) pace.notePassed(now);
      pace.noteEnded(round);
    };
    passes(4, 0);
    pace.noteRefused(0, pace.noteSent(0), 4_000);
    // 4 in 4 s are too few to go by.
    expect(pace.rate).toBeUndefined();
    passes(1, 4_000);
    pace.noteRefused(4_000, pace.noteSent(4_000), 100);
    // One in 0.1 s, of which 80 % are tried.
    expect(pace.rate).toBe(8);
    // Each that follows waits for those before it.
    for (const _ of [1, 2, 3]) pace.noteSent(4_100);
    expect(pace.waitAt(4_100)).toBe(3 * 125);
  });

  it('knows how many waits were in vain, and since when nothing gets through', () => {
    const pace = new Pace();
    const [first, second] = [pace.noteSent(0), pace.noteSent(0)];
    expect(pace.waitsInVain(first)).toBe(0);
    pace.noteRefused(0, first, 1_000);
    // Refused in the same moment: there was no wait between them.
    expect(pace.waitsInVain(second)).toBe(0);
    const third = pace.noteSent(1_000);
    expect([pace.waitsInVain(third), pace.silenceAt(1_000)]).toEqual([1, 1_000]);
    pace.noteRefused(1_000, third, 1_000);
    expect(pace.waitsInVain(pace.noteSent(2_000))).toBe(2);
    pace.notePassed(2_000);
    expect([pace.waitsInVain(pace.noteSent(3_000)), pace.silenceAt(3_000), pace.passed]).toEqual([0, 0, 1]);
  });
});
