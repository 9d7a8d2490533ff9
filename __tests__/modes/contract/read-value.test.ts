import { homedir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import {
  age,
  bytes,
  duration,
  flag,
  isKeyPath,
  lines,
  optional,
  path,
  paths,
  whole,
} from '../../../src/modes/contract/read-value.ts';

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

it('a size may be left to the registry, by that word alone', () => {
  expect(bytes('auto', 'chunk-size')).toBeUndefined();
  for (const value of ['automatic', 'Auto', ' auto']) {
    expect(() => bytes(value, 'chunk-size')).toThrow(`The input chunk-size "${value}" is not auto or a size`);
  }
});

it('an age has a unit', () => {
  expect(age('30d', 'older-than')).toBe(2_592_000_000);
  for (const value of ['3', '30', '300']) {
    expect(() => age(value, 'older-than')).toThrow(`"${value}" has no unit: write ${value}d for days`);
  }
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

it.each([
  ['~', 'HOME'],
  ['~/a', 'HOME/a'],
  ['~\\a', 'HOME\\a'],
  ['!~/a', '!HOME/a'],
  // A name that begins so, and a home in the middle, are as written.
  ['~a', '~a'],
  ['~user/a', '~user/a'],
  ['a/~/b', 'a/~/b'],
  ['!!~/a', '!!~/a'],
])('the path %j is %s', (value, expected) => {
  const written = expected.replace('HOME', homedir());
  expect(path(value, 'files')).toBe(written);
  expect(paths(` ${value} \n# ~/not`, 'files')).toEqual([written]);
});

it('lines are read without comments, which begin a line', () => {
  const value = ' a#b \r\n\n  # c\n#d\nhttps://e.test/#f\n';
  expect(lines(value, 'files')).toEqual(['a#b', 'https://e.test/#f']);
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
