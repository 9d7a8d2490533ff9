import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadChart } from '../../../src/artifact/chart/load-chart.ts';
import { createChartBudget } from '../../../src/artifact/chart/reading/chart-budget.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { loadFolder } from '../../support/content/load-folder.ts';
import { makeArchive } from './corpus.ts';

const yaml = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';

async function fails(folder: string, message: string, code = 'INVALID_INPUT') {
  await expect(loadFolder(join(folder, 'web'), 'charts/web/')).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
}

describe('a chart is refused:', () => {
  it.each([
    ['no Chart.yaml', { 'values.yaml': '' }, '^charts/web: this is not a chart: it has no Chart.yaml$'],
    ['a bad Chart.yaml', { 'Chart.yaml': 'name: web\nversion: x\n' }, '^charts/web/Chart.yaml:2: the version "x"'],
    ['a bad rule', { 'Chart.yaml': yaml, '.helmignore': 'a\n**\n' }, '^charts/web/.helmignore:2: '],
  ])('%s', async (_, files: Record<string, string | Uint8Array>, message) => {
    const folder = await makeWorkspace(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`web/${name}`, text])),
    );
    await fails(folder, message);
  });

  it('one that is not there', async () => {
    await fails(await makeWorkspace(), '^charts/web: the chart cannot be read: ENOENT$');
  });

  it('more than 100 MiB in all', async () => {
    const large = Object.fromEntries(
      Array.from({ length: 21 }, (_, at) => [`web/${at}`, Buffer.alloc(5 * 1024 * 1024)]),
    );
    await fails(
      await makeWorkspace({ 'web/Chart.yaml': yaml, ...large }),
      '^charts/web: the chart is larger than 100 MiB unpacked$',
    );
  });

  it('a socket', async () => {
    const folder = await makeWorkspace({ 'web/Chart.yaml': yaml });
    const server = createServer();
    await new Promise<void>((listening) => server.listen(join(folder, 'web', 'socket'), listening));
    await fails(folder, '^charts/web/socket: this is not a regular file$');
    await new Promise((closed) => server.close(closed));
  });
});

describe('a link', () => {
  it.each([
    ['out of the chart', '../secret', '^charts/web/link: the link leads out of the chart, to "/.*/secret"$'],
    ['to a folder outside', '../other', '^charts/web/link: the link leads out of the chart'],
    ['to a path that starts alike', '../web-2/x', '^charts/web/link: the link leads out of the chart'],
    ['by an absolute path', '/etc/passwd', '^charts/web/link: the link leads out of the chart, to "/etc/passwd"$'],
    ['to nothing', 'nothing', '^charts/web/link: the link leads nowhere$'],
    ['to itself', 'link', '^charts/web/link: the link leads back to itself$'],
    ['to the chart', '.', '^charts/web/link: the link leads to a folder that contains it$'],
  ])('%s is refused, but may be left out', async (_, target, message) => {
    const folder = await makeWorkspace({ 'web/Chart.yaml': yaml, secret: 's', 'other/x': '', 'web-2/x': '' });
    await symlink(target, join(folder, 'web', 'link'));
    await fails(folder, message);
    await writeFile(join(folder, 'web', '.helmignore'), 'link\n');
    expect((await loadFolder(join(folder, 'web'))).files.map(({ name }) => name)).toEqual(['.helmignore']);
  });

  it('in a circle of two folders is refused', async () => {
    const folder = await makeWorkspace({ 'web/Chart.yaml': yaml, 'web/a/x': '', 'web/b/x': '' });
    await symlink('../b', join(folder, 'web', 'a', 'b'));
    await symlink('../a', join(folder, 'web', 'b', 'a'));
    await fails(folder, '^charts/web/a/b/a: the link leads to a folder that contains it$');
  });

  it('to the directory of the chart is followed', async () => {
    const folder = await makeWorkspace({ 'real/Chart.yaml': yaml });
    await symlink('real', join(folder, 'web'));
    expect((await loadFolder(join(folder, 'web'))).metadata.name).toBe('web');
  });
});

it('a chart is held to the workspace', async () => {
  const folder = await makeWorkspace({ 'work/a': '', 'chart/Chart.yaml': yaml });
  const [workspace, link] = [join(folder, 'work'), join(folder, 'work/link')];
  await symlink('../chart', link);
  const load = (symlinks: 'keep' | 'follow') =>
    loadChart(link, 'link', { folder: workspace, symlinks }, createChartBudget());
  await expect(load('keep')).rejects.toMatchObject({
    topic: 'outside-link',
    message: expect.stringMatching('^link: the chart leads to'),
  });
  expect((await load('follow')).metadata.name).toBe('web');
});

it('a chart counts all its files, and loses their byte order marks', async () => {
  const folder = await makeWorkspace({
    'Chart.yaml': `\ufeff${yaml}`,
    'values.yaml': '\ufeffa: 1\n',
    'charts/a/Chart.yaml': yaml,
    x: '\ufeffy',
  });
  const load = (left: number) => {
    const budget = createChartBudget();
    budget.spend('files', 10_000 - left, { label: 'x', code: 'INVALID_INPUT' });
    return loadChart(folder, 'web', { folder, symlinks: 'keep' }, budget);
  };
  const chart = await load(4);
  expect([chart.values?.toString(), chart.files[0]?.data.toString()]).toEqual(['a: 1\n', 'y']);
  await expect(load(3)).rejects.toThrow('web: the chart has more than 10000 files');
});

it('a hostile archive in charts/ is refused', async () => {
  const folder = await makeWorkspace({ 'web/Chart.yaml': yaml });
  await mkdir(join(folder, 'web/charts'));
  await writeFile(join(folder, 'web/charts/a.tgz'), await makeArchive({ 'a/Chart.yaml': yaml, 'a/../../x': '' }));
  await fails(folder, '^charts/web/charts/a.tgz: the chart has "a/../../x", which leads out of the chart$');
});

it('a chart says what it dropped and where its fields are', async () => {
  const folder = await makeWorkspace({ 'web/Chart.yaml': `${yaml}engine: x\ndependencies:\n- name: a\n` });
  const chart = await loadFolder(join(folder, 'web'));
  expect(chart.unknownFields).toEqual(['engine']);
  expect(chart.lines.get('dependencies[0]')).toBe(6);
});

it('a rule for folders leaves out a folder, and no file or link to one of that name', async () => {
  const folder = await makeWorkspace({
    'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    '.helmignore': 'docs/\nlinked/\n',
    'docs/a.md': '',
    'more/docs': '',
    'more/linked': '',
    'more/target/b.md': '',
  });
  await symlink('more/target', join(folder, 'linked'));
  const names = (await loadFolder(folder)).files.map(({ name }) => name);
  expect(names).toEqual(['.helmignore', 'more/docs', 'more/linked', 'more/target/b.md']);
});

it('a .helmignore of a sub-chart is a file like others', async () => {
  const folder = await makeWorkspace({
    'web/Chart.yaml': yaml,
    'x/Chart.yaml': 'name: sub\nversion: 1.0.0\n',
    'x/.helmignore': '*\n',
    'x/a.txt': 'a',
  });
  await mkdir(join(folder, 'web/charts'));
  await rename(join(folder, 'x'), join(folder, 'web/charts/sub'));
  const [sub] = (await loadFolder(join(folder, 'web'))).charts;
  expect(sub?.files.map(({ name }) => name)).toEqual(['.helmignore', 'a.txt']);
});
