import { describe, expect, it } from '@jest/globals';
import { goFloat, needsQuotes, resolveScalar } from '../../src/go/scalar.ts';

describe('a scalar without quotes', () => {
  it.each<[text: string, value: string | boolean | null]>([
    ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((text): [string, true] => [
      text,
      true,
    ]),
    ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE'].map((text): [string, false] => [text, false]),
    ...['off', 'Off', 'OFF'].map((text): [string, false] => [text, false]),
    ...['', '~', 'null', 'Null', 'NULL'].map((text): [string, null] => [text, null]),
    ...['yEs', 'tRUE', 'oN', 'nO', 'oFF', 'nULL', '~~', 'yes ', 'nil'].map((text): [string, string] => [text, text]),
  ])('%j is %j', (text, value) => {
    expect(resolveScalar(text)).toBe(value);
  });

  it.each([
    ...['1:30', '1.2.3', '1e999', '-', '+', '.', '-a', '0x', '0xg', '0b2', '0o8', '--1', '1e', '._1', '.5_0', 'x1'],
    ...['2001-12-14', '2001-12-14T21:59:43Z', '.infinity', '.Nan', '-.nan', '1 2'],
  ])('%s is a text', (text) => {
    expect(resolveScalar(text)).toBe(text);
  });
});

describe('a number without quotes', () => {
  it.each<[text: string, read: string, value: number]>([
    ...['0', '7', '42'].map((text): [string, string, number] => [text, text, Number(text)]),
    ['-12', '-12', -12],
    ['+12', '12', 12],
    ['1_000', '1000', 1000],
    ['0x1F', '31', 31],
    ['0Xab', '171', 171],
    ['-0x10', '-16', -16],
    ['0b101', '5', 5],
    ['0B11', '3', 3],
    ['0o17', '15', 15],
    ['0O17', '15', 15],
    ['017', '15', 15],
    ['-0123', '-83', -83],
    // What 64 bits hold, with a sign or without one, is whole.
    ['18446744073709551615', '18446744073709551615', 2 ** 64],
    ['-9223372036854775808', '-9223372036854775808', -(2 ** 63)],
    ['18446744073709551616', '1.8446744e+19', 2 ** 64],
    ['-9223372036854775809', '-9.223372e+18', -(2 ** 63)],
    ['089', '89', 89],
    ['1.', '1', 1],
    ['.25', '0.25', 0.25],
    ['-12.50', '-12.5', -12.5],
    ['+12.34', '12.34', 12.34],
    ['12e10', '1.2e+11', 12e10],
    ['1E-12', '1e-12', 1e-12],
    ['1.25e+2', '125', 125],
    ['0.1234567891', '0.12345679', 0.1234567891],
    ['16777217', '16777217', 16_777_217],
    ['16777217.0', '1.6777216e+07', 16_777_217],
    ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((text): [string, string, number] => [
      text,
      '+Inf',
      Number.POSITIVE_INFINITY,
    ]),
    ...['-.inf', '-.Inf', '-.INF'].map((text): [string, string, number] => [text, '-Inf', Number.NEGATIVE_INFINITY]),
    ...['.nan', '.NaN', '.NAN'].map((text): [string, string, number] => [text, 'NaN', Number.NaN]),
  ])('%s is %s', (text, read, value) => {
    expect(resolveScalar(text)).toEqual({ text: read, value });
  });

  it.each(['1x', 'x1.5', '1.5x', '1.5e3x', '1-2', ' 1', '1 ', '1.5.'])('%j is none', (text) => {
    expect(resolveScalar(text)).toBe(text);
  });
});

it.each([
  ...['', '~', 'yes', 'N', 'null', '1', '-1', '.5', '1e3', '0x1F', '-.inf', '1_0'].map((text) => [text, true] as const),
  ...['1:30', '22:5', '+1:2', '-1:5.5', '1:2:3', '1_0:5'].map((text) => [text, true] as const),
  ...['1:60', 'a:5', ':5', '1:', '1:5a', '1::5'].map((text) => [text, false] as const),
  ...['2001-12-14', '2001-1-1', '2000-02-29', '2001-12-14 1:2:3', '2001-12-14 21:59:43.1'].map(
    (text) => [text, true] as const,
  ),
  ...['2001-12-14T21:59:43Z', '2001-12-14t21:59:43.10-05:00', '2001-12-14T1:2:3+01:00'].map(
    (text) => [text, true] as const,
  ),
  ...['2001-13-01', '2001-00-01', '2001-01-00', '2001-02-29', '2001-04-31', '2001-12-99'].map(
    (text) => [text, false] as const,
  ),
  ...['2001-12-14T21:59:43', '2001-12-14T21:59:43+0500', '2001-12-14 21:59:43Z', '01-12-14'].map(
    (text) => [text, false] as const,
  ),
  ...['2001-12-14x', 'x2001-12-14', '1.2.3', 'v1', 'text', '._1'].map((text) => [text, false] as const),
])('%j is quoted by Go: %s', (text, expected) => {
  expect(needsQuotes(text)).toBe(expected);
});

it.each<[number, 32 | 64, string]>([
  [0, 64, '0'],
  [1.5, 64, '1.5'],
  [100_000, 64, '100000'],
  [999_999, 64, '999999'],
  [1_000_000, 64, '1e+06'],
  [1_234_567, 64, '1.234567e+06'],
  [-1_234_567.5, 64, '-1.2345675e+06'],
  [0.0001, 64, '0.0001'],
  [0.000123, 64, '0.000123'],
  [0.00001, 64, '1e-05'],
  [1e100, 64, '1e+100'],
  [1e-100, 64, '1e-100'],
  [0.1, 64, '0.1'],
  [0.1, 32, '0.1'],
  [16_777_217, 32, '1.6777216e+07'],
  [1 / 3, 64, '0.3333333333333333'],
  [1 / 3, 32, '0.33333334'],
  [1e39, 32, '+Inf'],
  [1e39, 64, '1e+39'],
  [-1e39, 32, '-Inf'],
])('the number %d of %d bits is written as %s', (value, bits, text) => {
  expect(goFloat(value, bits)).toBe(text);
});
