import { expect, it } from '@jest/globals';
import { compareVersions, parseStrict, parseVersion, type SemVer, whatToLeaveOut } from '../../src/go/semver.ts';

const version = (major: bigint, minor: bigint, patch: bigint, ...prerelease: string[]): SemVer => ({
  ...{ major, minor, patch, prerelease },
});

it.each<[string, SemVer]>([
  ['1', version(1n, 0n, 0n)],
  ['v1.2', version(1n, 2n, 0n)],
  ['1.2.3', version(1n, 2n, 3n)],
  ['01.002.0003', version(1n, 2n, 3n)],
  ['0.0.18446744073709551615', version(0n, 0n, 18446744073709551615n)],
  ['00000000000000000000000001.0.0', version(1n, 0n, 0n)],
  ['1.2.3-rc.1', version(1n, 2n, 3n, 'rc', '1')],
  ['1.2-0.00a.-', version(1n, 2n, 0n, '0', '00a', '-')],
  ['1.2.3-a0b', version(1n, 2n, 3n, 'a0b')],
  ['1.2.3-a.b-c+d.e-f', version(1n, 2n, 3n, 'a', 'b-c')],
  ['1.2.3+build', version(1n, 2n, 3n)],
])('The version %s is read as Masterminds reads it', (text, expected) => {
  expect(parseVersion(text)).toEqual(expected);
});

it.each([
  ...['', 'v', 'latest', 'vv1', '1.', '1..2', '.1', '1.2.3.4', '1.2.3-', '1.2.3+', '1.2.3-a..b', '1.2.3-a+b..c'],
  ...['1.2.3-01', '1.2.3-a.007', '1.2.3-00', '1.2.3-a_b', '1.2.3+a+b', ' 1.2.3', '1.2.3 ', '1.2.3\n', 'x1.2.3', '-1'],
  ...['18446744073709551616', '1.18446744073709551616', '1.2.18446744073709551616', `1.2.${'9'.repeat(21)}`],
])('%j is no version', (text) => {
  expect(parseVersion(text)).toBeUndefined();
});

it.each<[string, boolean]>([
  ['1.2.3', true],
  ['0.0.0', true],
  ['10.20.30-a+b', true],
  ['v1.2.3', false],
  ['1.2', false],
  ['1', false],
  ['01.2.3', false],
  ['1.02.3', false],
  ['1.2.03', false],
  ['1.2.3.4', false],
  ['1.2.3-01', false],
])('%s is a version of semver.org: %s', (text, isStrict) => {
  expect(parseStrict(text)).toEqual(isStrict ? parseVersion(text) : undefined);
});

/** From the lowest to the highest; those of one row are equal. */
const order = [
  ['0.0.0-0', '0.0.0-0+x'],
  ['0.0.0'],
  ['0.0.9'],
  ['0.0.10'],
  ['0.9.0'],
  ['0.10.0'],
  ['1.0.0-9'],
  ['1.0.0-10'],
  ['1.0.0-18446744073709551615'],
  ['1.0.0-18446744073709551616'],
  ['1.0.0-RC'],
  ['1.0.0-a'],
  ['1.0.0-a.1'],
  ['1.0.0-a.1.1'],
  ['1.0.0-a.2'],
  ['1.0.0-a.b'],
  ['1.0.0-a1'],
  ['1.0.0-b'],
  ['1.0.0-rc.9'],
  ['1.0.0-rc.10'],
  ['1.0.0', '1', 'v1.0', '1.0.0+x'],
  ['2.0.0-a'],
  ['2.0.0'],
];
const rows = order.flatMap((texts, row) => texts.map((text) => ({ text, row })));

it.each(rows)('The order of $text among others is that of their rows', ({ text, row }) => {
  const own = parseVersion(text) as SemVer;
  const found = rows.map((other) => Math.sign(compareVersions(own, parseVersion(other.text) as SemVer)));
  expect(found).toEqual(rows.map((other) => Math.sign(row - other.row)));
});

it.each([
  ['web-1.2.3', 'web-'],
  ['web-v1.2.3', 'web-'],
  ['my-web_1.2.3', 'my-web_'],
  ['charts/1.2.3-rc.1', 'charts/'],
  ['web@1.2.3', 'web@'],
  ['1.2.3', undefined],
  ['web-1.2', undefined],
  ['web.1.2.3', undefined],
  ['web-1.2.3.4', undefined],
  ['', undefined],
])('of %j a version is made without %j', (text, start) => {
  expect(whatToLeaveOut(text)).toBe(start === undefined ? '' : `: leave out ${JSON.stringify(start)}`);
});
