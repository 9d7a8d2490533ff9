import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parseHelmIgnore } from '../../../src/artifact/chart/helm-ignore.ts';
import { packChart } from '../../../src/artifact/chart/pack-chart.ts';
import { describeWithPeers } from '../../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { loadFolder } from '../../support/content/load-folder.ts';
import { run } from '../../support/servers/peers.ts';

const origin = { label: 'chart/.helmignore', code: 'INVALID_INPUT' } as const;

it.each([
  ['a\n**/x\n', 'chart/.helmignore:2: the rule "**/x" has a double star, which Helm refuses'],
  ['a**\n', 'chart/.helmignore:1: the rule "a**" has a double star, which Helm refuses'],
  ['# a\n\n[x\n', 'chart/.helmignore:3: the rule "[x" has a class that is not closed'],
  ['x\\', 'chart/.helmignore:1: the rule "x\\\\" ends in a backslash'],
])('a bad rule %j is told with its line', (text, message) => {
  expect(() => parseHelmIgnore(text, origin)).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(message) }),
  );
});

const given = ['#b', 'a.txt', 'b', 'd/', 'd/a.txt', 'd/d', 'templates/', 'templates/x', 'templates/.x'];
const byDefault = ['templates/.x'];

it.each<[rules: string, leftOut: string[]]>([
  ['', byDefault],
  ['\ufeffb\n', ['b', ...byDefault]],
  ['# b\n\n  b  \r\n', ['b', ...byDefault]],
  ['#b\n', byDefault],
  ['*.txt', ['a.txt', 'd/a.txt', ...byDefault]],
  ['/*.txt', ['a.txt', ...byDefault]],
  ['d', ['d/', 'd/d', ...byDefault]],
  ['d/', ['d/', ...byDefault]],
  ['/d/', ['d/', ...byDefault]],
  ['/d', ['d/', ...byDefault]],
  ['d/d', ['d/d', ...byDefault]],
  ['!d/', given.filter((path) => path !== 'd/')],
  ['!b\n!d', given],
  ['!*\nb', ['b', ...byDefault]],
  ['b\n!*', ['b', ...byDefault]],
])('%j leaves out %j', (rules, leftOut) => {
  const ignores = parseHelmIgnore(rules, origin);
  const isLeftOut = (path: string) => ignores(path.replace(/\/$/, ''), path.endsWith('/'));
  expect(given.filter(isLeftOut)).toEqual(leftOut);
});

const tree = [
  'a.txt',
  'b.txt',
  'deep/a.txt',
  'deep/b.md',
  'deep/more/a.txt',
  'templates/a.yaml',
  'templates/.x',
  '.dot',
  'c d.txt',
];

// Each is the file of a chart that real Helm packs; what is in the archive must be the same.
const files = [
  '',
  '*.txt',
  '/*.txt',
  '/a.txt',
  '//a.txt',
  'a.txt',
  'deep',
  'deep/',
  '/deep/',
  'a.txt/',
  'deep/*.txt',
  'deep/*/a.txt',
  '*/a.txt',
  'more',
  'deep/more/',
  './a.txt',
  '.*',
  '.dot',
  'c d.txt',
  '  a.txt  ',
  '[ab].txt',
  '[^a].txt',
  '?.txt',
  '\\a.txt',
  '# x\n\na.txt\r\nb.txt\r\n',
  '!Chart.yaml',
  '!*a*',
  '!*\na.txt',
  'a.txt\n!a.txt',
  '!*a*\n!*e*',
  '!deep/',
  '!*/',
  '/',
  '!',
  'templates',
  'templates/*',
];

describeWithPeers(['helm'], 'a .helmignore', () => {
  it.each(files)('%j leaves out what it leaves out for Helm', async (text) => {
    const folder = await makeWorkspace({
      'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
      'c/.helmignore': text,
    });
    for (const path of tree) {
      await mkdir(dirname(join(folder, 'c', path)), { recursive: true });
      await writeFile(join(folder, 'c', path), path);
    }
    const { code } = await run('helm', ['package', 'c'], { cwd: folder });
    const ours = await loadFolder(join(folder, 'c')).then(
      (chart) => packChart(chart, { time: 0 }),
      (error: unknown) => error,
    );
    if (code !== 0) return expect(ours).toMatchObject({ code: 'INVALID_INPUT' });
    await writeFile(join(folder, 'ours.tgz'), (ours as Awaited<ReturnType<typeof packChart>>).archive());
    const list = async (file: string) => (await run('tar', ['-tzf', file], { cwd: folder })).stdout.split('\n').sort();
    const theirs = (await readdir(folder)).find((name) => name.startsWith('c-')) ?? '';
    expect(await list('ours.tgz')).toEqual(await list(theirs));
  });
});
