import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  isInRange,
  isVersion,
  newestMatching,
  tagOfVersion,
  versionsOfTags,
} from '../../../src/artifact/chart/versions.ts';
import { once } from '../../../src/once.ts';
import { describeWithPeers } from '../../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { askPeer } from '../../support/peers/ask-peer.ts';
import { startDockerRegistry } from '../../support/servers/docker-registry.ts';
import { run } from '../../support/servers/peers.ts';
import { makeArchive } from './corpus.ts';

/** Constraints with versions in them and not in them, as Masterminds/semver 3.4 decides (its constraints_test.go). */
const table: [constraint: string, inside: string, outside: string][] = [
  ['*', '1 4.5.6', '1.2.3-alpha.1'],
  ['*-0', '1.2.3-alpha.1 1.2.3', ''],
  ['=2.0', '2.0.0 2.0.1', '1.2.3 2.1.0'],
  ['=2.0.0', '2.0.0 2.0.0+x v2', '2.0.1'],
  ['4.1', '4.1.0 4.1.9', '4.2.0'],
  ['2', '2.1.1', '1 3.4.5'],
  ['2.*', '2.1.1', '1 3.4.5'],
  ['2.1.*', '2.1.1', '2.2.1'],
  ['0.x.x', '0.9.0', '1.2.3'],
  ['!=4.1.0', '4.1.1', '4.1.0'],
  ['!=4.1', '5.1.0', '4.1.0 4.1.1 5.1.0-alpha.1'],
  ['!=4.x', '5.1.0', '4.1.0'],
  ['!=4.1-alpha', '4.1.0', '4.1.0-alpha'],
  ['<11', '0.1.0', '11.1.0'],
  ['<1.1', '0.1.0', '1.1.0 1.1.1'],
  ['<1.x', '0.1.1', '1.1.1 2.0.0'],
  ['<0-z', '0.0.0-alpha', ''],
  ['<=11', '1.2.3 11.2.3', '12.2.3'],
  ['<=1.1', '0.1.0 1.1.0 1.1.1', '1.2.3 0.1.0-alpha'],
  ['<=1.1-a', '0.1.0-alpha', ''],
  ['=<1.1.0', '1.1.0', '1.1.1'],
  ['>1.1', '4.1.0 1.2.0', '1.1.0 1.1.9'],
  ['>11', '12.0.0', '11.1.0'],
  ['>0', '1', '0 0.0.1-alpha'],
  ['>0.0-0', '', '0.0.1-alpha'],
  ['>1.2.3-alpha.1', '1.2.3-alpha.2 1.3.3-alpha.2 1.2.3', '1.2.3-alpha.1'],
  ['>=11.1', '11.1.2', '11.0.2'],
  ['=>1.1', '4.1.0 1.1.0', '0.0.9'],
  ['>=0-0', '0.0.1-alpha 0.0.0-alpha', ''],
  ['>=0', '0', '0.0.1-alpha'],
  ['~1.2.3', '1.2.4', '1.3.4 1.2.2'],
  ['~1.2', '1.2.4', '1.3.4'],
  ['~1', '1.2.4', '2.3.4'],
  ['~>2.0', '2.0.9', '2.1.0'],
  ['~0.0.0', '1.2.3', ''],
  ['~*', '2.1.1', ''],
  ['~1.2.3-beta.2', '1.2.3-beta.4 1.2.4-beta.2 1.2.5', '1.3.4-beta.2 1.2.3-beta.1'],
  ['^1.2.3', '1.8.9', '2.8.9 1.2.1 1.9.0-rc.1'],
  ['^1.2.0-alpha.0', '1.2.1-alpha.1 1.2.1-alpha.0', '1.1.0-alpha.1'],
  ['^1', '1.8.9', '2.8.9'],
  ['^0.2.3', '0.2.5', '0.5.6'],
  ['^0.2', '0.2.5', '0.5.6'],
  ['^0.0.3', '0.0.3', '0.0.4 0.1.3'],
  ['^0.0', '0.0.3', '0.1.4 1.0.4'],
  ['^0', '0.2.3', '1.1.4'],
  ['^1.x', '1.1.1', '2.1.1 1.1.1-beta1'],
  ['^*', '0.0.0', '1.0.0'],
  ['>1.1, <2', '1.2.1', '1.1.1 2.0.0'],
  ['> 1.1 <     3', '1.2.1', '4.3.2'],
  ['>=1.1, <2, !=1.2.3 || > 3', '4.1.2', '3.1.2 3.0.0 1.2.3'],
  ['>=1.1 <2 !=1.2.3||>= 3', '3.0.0 1.2.4', '1.2.3'],
  ['1.1 - 2', '1.1.1 2.9.0', '3.0.0'],
  ['1.5.0 - 4.5', '3.7.0', '4.6.0'],
  ['1.1-3', '', '4.3.2'],
  // One pre-release opens its whole "and" group.
  ['>=1.0.0-0 <2.0.0', '1.5.0-rc.1', '2.0.0'],
  ['>=1.0.0-0 || <9', '1.5.0-rc.1', ''],
  // And it opens no other group.
  ['>=2.0.0-0 || <1.9', '1.5.0 2.1.0-rc.1', '1.5.0-rc.1'],
  ['<1.9 || >=2.0.0-0', '1.5.0 2.1.0-rc.1', '1.5.0-rc.1'],
  ['>=1.0.0 <1.9 || 2.0.0-rc.1', '1.5.0 2.0.0-rc.1', '1.5.0-rc.1 2.0.0-rc.2'],
  ['  1.2.3  ', '1.2.3', ''],
  ['v1.2', '1.2.9', ''],
  ['>1.9007199254740992.0', '1.9007199254740993.0 1.18446744073709551615.0', '1.9007199254740992.0'],
  ['=1.0.18446744073709551615', '1.0.18446744073709551615', '1.0.18446744073709551614'],
  ['>1.0.0-9007199254740992', '1.0.0-9007199254740993 1.0.0-18446744073709551616', '1.0.0-9007199254740992'],
  // What does not fit 64 bits is a text, and comes after all numbers.
  ['<1.0.0-3a', '1.0.0-9 1.0.0-20000000000000000000', '1.0.0-9a 1.0.0-40000000000000000000'],
];

/** More of the same, of which Helm 4 said the same once: to ask it for each every time would take long. */
const more: typeof table = [
  ['1.2.3+x', '1.2.3 1.2.3+y', '1.2.4'],
  ['1.X+build', '1.0.0 1.9.9', '2.0.0'],
  ['!=1.2-a', '1.2.0 1.3.0-a', '1.2.5-a'],
  ['>1.5\t<2.0\n', '1.6.0', '1.5.9 2.0.0 1.6.0-a'],
  ['1.2\n-\t1.4', '1.2.0 1.4.9', '1.5.0 1.1.9'],
  ['~0.0', '0.0.9', '0.1.0'],
  ['>=1.0.0-a', '1.0.0-b 2.0.0-a', '1.0.0-0'],
  ['1.2+x', '1.2.3', '1.3.0'],
  ['>=1.2-a+x', '1.2.0-b 1.2.0', '1.1.0'],
  ['~0.1', '0.1.0', '0.0.9 0.2.0'],
  ['~0.0.1', '0.0.2', '0.1.0 1.0.0'],
  ['~0.1.0', '0.1.5', '0.2.0 1.1.0'],
  ['~1.0.0', '1.0.5', '1.1.0 2.0.0'],
  ['~0', '0.5.0', '1.0.0'],
  ['^1.2', '1.3.0', '1.1.0 2.0.0'],
  ['^0.0.0', '0.0.0', '0.0.1'],
  ['!=x', '0.0.1 1.0.0', '0.0.0'],
  ['^0.1.2', '0.1.5', '0.2.0 0.1.1'],
  ['>x', '0.0.1', '0.0.0'],
  ['>1.x', '2.0.0', '1.9.9 0.1.0'],
  ['>1.2.x', '1.3.0 2.0.0', '1.2.9 0.3.0'],
  ['<=1.2.x', '1.2.9 0.9.0', '1.3.0 2.0.0'],
  ['<=x', '0.0.0', '1.0.0'],
  ['1 - 2 || 4 - 5', '1.0.0 4.9.0', '3.0.0 6.0.0'],
  ['1 - 2 || 4 - 5 || 7 - 8', '7.5.0', '6.0.0'],
  ['vX', '1.2.3', ''],
  ['1.X.5', '1.9.0', '2.0.0'],
];

const words = (text: string) => text.split(' ').filter(Boolean);

it.each([...table, ...more])('%s', (constraint, inside, outside) => {
  const all = [...words(inside), ...words(outside)];
  expect(all.filter((version) => isInRange(version, constraint))).toEqual(words(inside));
});

it.each([
  '',
  'foo',
  '>= bar',
  'BAR >= 1.2.3',
  '12.3.4.1234',
  '12.3.34~ 1.2.3',
  '1.2,',
  '1x',
  '>',
  '1 | 2',
  '>>1',
  '1 ||',
  '|| 1',
  '1,,2',
  '1.2.3-',
  '== 1',
  '1 & 2',
  '01.2.3-01',
  'x'.repeat(600),
  '18446744073709551616',
])('%j is not a constraint', (constraint) => {
  const message = `The version ${JSON.stringify(constraint)} is neither a semantic version nor a range of versions`;
  expect(() => isInRange('1.0.0', constraint)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', message }));
});

it('A constraint has 512 characters at most', () => {
  const long = (length: number) => `<1.2.3+${'x'.repeat(length - 7)}`;
  expect(isInRange('1.0.0', long(512))).toBe(true);
  expect(() => isInRange('1.0.0', long(513))).toThrow('is neither a semantic version nor a range of versions');
});

it.each([
  ['1.2.3', true],
  ['v1', true],
  ['1.x', false],
  ['^1.2.3', false],
  ['latest', false],
])('%s is one version rather than a range: %s', (text, expected) => {
  expect(isVersion(text)).toBe(expected);
});

it.each(['latest', '1.2.3.4', '1.18446744073709551616.0', '9'.repeat(100_000), '1.2.3-', '1.2.3-01', 'a1', '1..2'])(
  '%j is not a version and in no range',
  (version) => {
    expect(isInRange(version, '>=0-0')).toBe(false);
  },
);

it('tags are versions with _ for +', () => {
  expect(tagOfVersion('1.2.3+a+b')).toBe('1.2.3_a_b');
  expect(versionsOfTags(['1.2.3_a', 'latest', 'v1.2.3', '1.2', '2.0.0-rc.1'])).toEqual(['1.2.3+a', '2.0.0-rc.1']);
});

describe('the newest', () => {
  const versions = ['1.0.0', '1.10.0', '1.9.0', '2.0.0-rc.1', '2.0.0-rc.10', 'odd', '1.10.0+build'];
  versions.push('0.0.9007199254740992', '0.0.9007199254740993', '0.0.18446744073709551616');
  it.each([
    ['', '1.10.0'],
    ['*', '1.10.0'],
    ['~1.9', '1.9.0'],
    ['>=1-0', '2.0.0-rc.10'],
    ['2.0.0-rc.1', '2.0.0-rc.1'],
    ['1.10.0+build', '1.10.0+build'],
    ['odd', 'odd'],
    ['>2', undefined],
    ['<0.1', '0.0.9007199254740993'],
  ])('of %j is %s', (constraint, expected) => {
    expect(newestMatching(constraint, versions)).toBe(expected);
  });
});

describeWithPeers(['helm', 'docker-registry'], 'Helm', () => {
  const versions = [
    '0.0.3',
    '0.0.9007199254740993',
    '0.0.9007199254740992',
    '0.0.18446744073709551615-2',
    '0.0.18446744073709551615-20000000000000000000',
    '0.1.0',
    '1.0.0',
    '1.1.0-rc.1',
    '1.1.0',
    '1.1.4',
    '1.2.0+b.1',
    '2.0.0-alpha',
    '2.0.0-beta.2',
    '2.0.0-beta.11',
  ];
  let registry: Awaited<ReturnType<typeof startDockerRegistry>> | undefined;
  /** Starts a registry, and lets Helm push all versions to it. */
  const filled = once(async () => {
    registry = await startDockerRegistry();
    const folder = await makeWorkspace();
    for (const version of versions) {
      const chart = { 'c/Chart.yaml': `apiVersion: v2\nname: c\nversion: ${version}\n` };
      await writeFile(join(folder, 'c.tgz'), await makeArchive(chart));
      await run('helm', ['push', 'c.tgz', `oci://${registry.host}/x`, '--plain-http'], { cwd: folder });
    }
    return registry;
  });
  afterAll(async () => registry?.stop());

  it('puts all versions into a registry', async () => {
    const ask = async () => {
      const { url } = await filled();
      const { tags } = (await (await fetch(`${url}/v2/x/c/tags/list`)).json()) as { tags: string[] };
      return tags;
    };
    const tags = await askPeer({ peer: 'helm', question: ['push', versions], ask });
    expect(versionsOfTags(tags).sort()).toEqual([...versions].sort());
  });

  it.each([
    '',
    ...table.map(([constraint]) => constraint).filter((text) => !isVersion(text.trim())),
    ...['~1.1.0-0', '1.1.x-0', '0.0.x', '0.0.x-0', '<2.0.0-beta', '>1.1 <=2-0', '2.0.0-x'],
  ])('takes for %j what we take out of a registry', async (constraint) => {
    const ask = async () => {
      const { host } = await filled();
      const chart = ['show', 'chart', `oci://${host}/x/c`, '--plain-http', '--version', constraint];
      const { code, stdout } = await run('helm', chart);
      return (code === 0 && /^version: (.+)$/m.exec(stdout)?.[1]) || null;
    };
    const theirs = await askPeer({ peer: 'helm', question: ['show chart', versions, constraint], ask });
    expect(newestMatching(constraint, versions) ?? null).toBe(theirs);
  });
});
