import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { pack } from 'tar-stream';
import { readChart } from '../../../src/artifact/chart/read-chart.ts';
import { createChartBudget } from '../../../src/artifact/chart/reading/chart-budget.ts';
import { readArchive } from '../../../src/artifact/chart/reading/read-archive.ts';
import type { Origin } from '../../../src/origin.ts';
import { makeArchive } from './corpus.ts';

const yaml = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
const chart = { 'web/Chart.yaml': yaml };

async function fails(archive: Buffer, message: string) {
  const error = { code: 'ARTIFACT', message: expect.stringContaining(message) };
  await expect(readChart([archive])).rejects.toMatchObject(error);
}

describe('an archive is refused:', () => {
  it.each([
    ['a file by both separators', { ...chart, 'web\\x': '', 'web/x': '' }, 'the chart has "x" twice'],
    ['no chart', { 'web/values.yaml': '' }, 'the chart: this is not a chart: it has no Chart.yaml'],
    ['nothing in it', {}, 'this is not a chart: the archive is empty'],
    [
      'a bad Chart.yaml',
      { 'web/Chart.yaml': 'name: web\nversion: 1\nname: [x]\n' },
      'the chart/Chart.yaml:3: name is a list, not a text',
    ],
    [
      'a name that is not a folder',
      { 'web/Chart.yaml': 'name: ..\nversion: 1\n' },
      'the chart/Chart.yaml:1: the name ".."',
    ],
  ])('%s', async (_, files, message) => {
    await fails(await makeArchive(files), message);
  });
});

it('an archive without a Chart.yaml is told with the topic of that', async () => {
  const reading = readChart([await makeArchive({ 'web/x/Chart.yaml': yaml })]);
  await expect(reading).rejects.toMatchObject({ topic: 'missing-chart-yaml' });
});

it('folders in an archive say nothing', async () => {
  const tar = pack();
  tar.entry({ name: 'web/', type: 'directory' });
  tar.entry({ name: 'web/Chart.yaml' }, `\ufeff${yaml}`);
  tar.finalize();
  const { metadata } = await readChart([gzipSync(await buffer(tar))]);
  expect(metadata).toMatchObject({ name: 'web', version: '1.0.0' });
});

it('backslashes separate folders, as in archives made on Windows', async () => {
  const archive = await makeArchive({
    'web\\Chart.yaml': yaml,
    'web\\templates\\x.yaml': 'x',
    'web\\charts/README': '',
  });
  const paths: string[] = [];
  const origin: Origin = { label: 'web', code: 'ARTIFACT' };
  for await (const { path } of readArchive([archive], origin, createChartBudget())) paths.push(path);
  expect(paths).toEqual(['Chart.yaml', 'templates/x.yaml', 'charts/README']);
});

it('keeps only what says what the chart is, where no more is wanted, and still looks at all the rest', async () => {
  const about = { 'web/Chart.yaml': 'name: web\nversion: 1.0.0\n', 'web/requirements.yaml': 'dependencies: []\n' };
  const rest = { 'web/values.yaml': 'a: 1\n', 'web/charts/a/Chart.yaml': 'name: a\nversion: 1.0.0\n' };
  const readWithout = async (files: Record<string, string>) =>
    readChart([await makeArchive(files)], undefined, undefined, { keepsFiles: false });
  const all = await readChart([await makeArchive({ ...about, ...rest })]);
  expect(all.files.map(({ name }) => name)).toHaveLength(4);
  const { metadata, files } = await readWithout({ ...about, ...rest });
  expect(metadata).toMatchObject({ name: 'web', version: '1.0.0' });
  expect(files.map(({ name }) => name)).toEqual(['Chart.yaml', 'requirements.yaml']);
  await expect(readWithout({ ...about, 'web/../../x': '' })).rejects.toMatchObject({ code: 'ARTIFACT' });
});

it('all that is read is counted once, in whatever file, and stops with what reads it', async () => {
  const list = `[${'a, '.repeat(3_000)}a]`;
  const about = {
    'web/Chart.yaml': 'name: web\nversion: 1.0.0\n',
    'web/requirements.yaml': `dependencies: [{ name: a, tags: ${list} }]\n`,
  };
  const archive = await makeArchive(about);
  const readWith = async (left: number) => {
    const budget = createChartBudget();
    budget.spend('pieces', 2_000_000 - left, { label: 'x', code: 'ARTIFACT' });
    return readChart([archive], { label: 'web', code: 'INVALID_INPUT' }, budget);
  };
  await expect(readWith(40_000)).resolves.toBeDefined();
  await expect(readWith(1_000)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'web/requirements.yaml: the chart has more than 2000000 pieces of YAML and JSON',
  });
});
