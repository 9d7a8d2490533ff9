import { describe, expect, it } from '@jest/globals';
import { bytes, duration, flag, isKeyPath, optional, whole } from '../../../src/modes/contract/read-value.ts';

describe('a number', () => {
  it.each([
    ['1', 1],
    ['64', 64],
    ['0', undefined],
    ['-1', undefined],
    ['65', undefined],
    ['1.5', undefined],
    ['1e1', undefined],
    ['0x10', undefined],
    ['', undefined],
  ])('from 1 to 64 is read: %j', (value, expected) => {
    const reading = () => whole(1, 64)(value, 'concurrency');
    if (expected !== undefined) expect(reading()).toBe(expected);
    else expect(reading).toThrow(`The input concurrency "${value}" is not a whole number from 1 to 64`);
  });

  it.each([
    ['500ms', 500],
    ['1', 1_000],
    ['60 s', 60_000],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['30d', 2_592_000_000],
    ['2w', 1_209_600_000],
    ['0s', undefined],
    ['0', undefined],
    ['-1s', undefined],
    ['1.5h', undefined],
    ['1y', undefined],
    ['12345678s', undefined],
  ])('of a time is read: %j', (value, expected) => {
    if (expected !== undefined) expect(duration(value, 'timeout')).toBe(expected);
    else expect(() => duration(value, 'timeout')).toThrow(`The input timeout "${value}" is not a time`);
  });

  it.each([
    ['512KiB', 524_288],
    ['4MB', 4_000_000],
    ['1GiB', 1_073_741_824],
    ['7 B', 7],
    ['7', 7],
    ['0', undefined],
    ['0MiB', undefined],
    ['-1', undefined],
    ['1TiB', undefined],
    ['1.5MiB', undefined],
  ])('of bytes is read: %j', (value, expected) => {
    if (expected !== undefined) expect(bytes(value, 'chunk-size')).toBe(expected);
    else expect(() => bytes(value, 'chunk-size')).toThrow(`The input chunk-size "${value}" is not auto or a size`);
  });
});

it.each([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
  ['', undefined],
])('a yes or no is read: %j', (value, expected) => {
  expect(optional(flag)(value, 'plain-http')).toBe(expected);
});

it.each(['yes', 'no', '1', '0', 'tRUE', 'on'])('%j is not a yes or no', (value) => {
  expect(() => flag(value, 'insecure')).toThrow(`The input insecure "${value}" is not true or false`);
});

// What is no path is masked, and not told: a secret that was cut off is short too.
it.each([
  ['keys/cosign.key', true],
  ['x'.repeat(120), true],
  ['x'.repeat(121), false],
  ['MIGHAgEA\nMBMGByqG', false],
  ['MIGHAgEA\rMBMGByqG', false],
])('%j may be the path of a key: %s', (value, expected) => {
  expect(isKeyPath(value)).toBe(expected);
});
