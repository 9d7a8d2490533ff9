import { describe, expect, it } from '@jest/globals';
import { createChartBudget } from '../../../../src/artifact/chart/reading/chart-budget.ts';
import type { Dependency } from '../../../../src/artifact/chart/reading/fields.ts';
import { encodeLock, lockDigest, oldLockDigest, readLock } from '../../../../src/artifact/chart/reading/lock.ts';
import type { Origin } from '../../../../src/origin.ts';

const origin: Origin = { label: 'web/Chart.lock', code: 'INVALID_INPUT' };
const read = (text: string) => readLock(Buffer.from(text), origin, createChartBudget());
const alpine = (version: string): Dependency => ({
  name: 'alpine',
  version,
  repository: 'http://localhost:8879/charts',
});

describe('The digest of a lock', () => {
  // helm/helm, internal/resolver/resolver_test.go, TestHashReq
  const known = 'sha256:fb239e836325c5fa14b29d1540a13b7d3ba13151b67fe719f820e0ef6d66aaaf';
  it.each([
    ['0.1.0', '0.1.0', true],
    ['^0.1.0', '0.1.0', false],
    ['0.1.0', '0.1.2', false],
  ])("is Helm's, of what is wanted and what was found: %s and %s", (wanted, found, isKnown) => {
    expect(lockDigest([alpine(wanted)], [alpine(found)]) === known).toBe(isKnown);
  });

  it('is of what is wanted first, and then of what was found', () => {
    // printf '[[{"name":"a","version":"^1","repository":""}],[{"name":"a","version":"1.2.0","repository":""}]]' | sha256sum
    const [wanted, found] = ['^1', '1.2.0'].map((version) => [{ name: 'a', version, repository: '' }]);
    expect(lockDigest(wanted ?? [], found ?? [])).toBe(
      'sha256:b75bb2f7194d360061ebf7480177416ff9c131757bbe360c03dddd94b0dc8b2f',
    );
  });

  it('of Helm 2 is of what is wanted alone', () => {
    // printf '{"dependencies":[{"name":"alpine","version":"0.1.0","repository":"http://localhost:8879/charts"}]}' | sha256sum
    expect(oldLockDigest([alpine('0.1.0')])).toBe(
      'sha256:e70e41f8922e19558a8bf62f591a8b70c8e4622e3c03e5415f09aba881f13885',
    );
  });
});

describe('The time of a lock', () => {
  it.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00Z'],
    ['2026-01-31T12:00:00.5Z', '2026-01-31T12:00:00.5Z'],
    ['2026-01-31T12:00:00.123456789Z', '2026-01-31T12:00:00.123456789Z'],
    ['2026-01-31T12:00:00.1234567891Z', '2026-01-31T12:00:00.123456789Z'],
    ['2026-01-31T12:00:00.100200Z', '2026-01-31T12:00:00.1002Z'],
    ['2026-01-31T12:00:00.000Z', '2026-01-31T12:00:00Z'],
    ['2026-01-31T12:00:10Z', '2026-01-31T12:00:10Z'],
    ['2026-01-31T12:00:00+00:00', '2026-01-31T12:00:00Z'],
    ['2026-01-31T12:00:00.000-00:30', '2026-01-31T12:00:00-00:30'],
    ['2026-01-31T12:00:00.25+05:30', '2026-01-31T12:00:00.25+05:30'],
    ['', '0001-01-01T00:00:00Z'],
  ])('%s is written as %s', async (text, written) => {
    expect((await read(`digest: x\ngenerated: "${text}"\n`)).generated).toBe(written);
  });

  it.each([
    'soon',
    '2026-01-31',
    '2026-01-31T12:00Z',
    '2026-01-31T12:00:00',
    '2026-13-31T12:00:00Z',
    '2026-01-31T25:00:00Z',
    '2026-01-31 12:00:00Z',
    'x2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00Zx',
    '2026-01-31T12:00:00+0x:00',
    '2026-01-31T12:00:00.Z',
    '2026-01-31T12:00:00.5xZ',
    '2026-01-31T12:00:00 01:00',
  ])('is not %s', async (text) => {
    await expect(read(`digest: x\ngenerated: "${text}"\n`)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'web/Chart.lock:2: generated is not an RFC 3339 time',
    });
  });
});

describe('A lock', () => {
  const lock = { generated: '2026-01-31T12:00:00Z', digest: 'sha256:x' };
  it.each([
    [
      'dependencies:\n- name: alpine\n  repository: http://localhost:8879/charts\n  version: 0.1.0\n',
      { dependencies: [alpine('0.1.0')] },
    ],
    ['dependencies: []\n', { dependencies: [] }],
    ['dependencies: null\n', {}],
  ])('is written as it was read: %j', async (list, expected) => {
    const text = `${list}digest: sha256:x\ngenerated: "2026-01-31T12:00:00Z"\n`;
    const found = await read(text);
    expect(found).toStrictEqual({ ...lock, ...expected });
    expect(encodeLock(found)).toBe(text);
  });

  it('may have nothing but a digest, or nothing', async () => {
    const none = { generated: '0001-01-01T00:00:00Z', digest: '' };
    expect(await read('{}')).toStrictEqual(none);
    expect(await read('digest: z\n')).toStrictEqual({ ...none, digest: 'z' });
  });

  it.each([
    ['- a\n', 'web/Chart.lock:1: the file is not a map'],
    ['digest: [a]\n', 'web/Chart.lock:1: digest is a list, not a text'],
    ['dependencies: a\n', 'web/Chart.lock:1: dependencies is not a list'],
  ])('is not %j', async (text, message) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
  });
});
