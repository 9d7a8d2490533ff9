import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, readdir, rename, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { extract } from 'tar-stream';
import { packChart } from '../../../src/artifact/chart/pack-chart.ts';
import { encodeChartConfig, fileNameOf } from '../../../src/artifact/chart/reading/metadata.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { loadFolder } from '../../support/content/load-folder.ts';
import { corpus, writeChart } from './corpus.ts';

const yaml = 'apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: "1"\n';

async function packed(folder: string, options: Partial<Parameters<typeof packChart>[1]> = {}) {
  const { metadata, archive } = await packChart(await loadFolder(folder, 'charts/web'), { time: 0, ...options });
  return { metadata, config: encodeChartConfig(metadata), archive: await buffer(archive()) };
}

async function headersOf(archive: Buffer) {
  const tar = extract();
  tar.end(gunzipSync(archive));
  const headers = [];
  for await (const entry of tar) {
    headers.push(entry.header);
    entry.resume();
  }
  return headers;
}

it('entries are in the order of Helm, files only, all alike but for name and size', async () => {
  const folder = await makeWorkspace();
  const { archive } = await packed(await writeChart(folder, 'subcharts'), { time: 1_700_000_000 });
  const headers = await headersOf(archive);
  expect(headers.map(({ name }) => name)).toEqual([
    'subcharts/Chart.yaml',
    'subcharts/Chart.lock',
    'subcharts/values.yaml',
    'subcharts/templates/map.yaml',
    'subcharts/charts/sub/Chart.yaml',
    'subcharts/charts/sub/values.yaml',
    'subcharts/charts/sub/templates/map.yaml',
    'subcharts/charts/undeclared/Chart.yaml',
    'subcharts/charts/undeclared/values.yaml',
    'subcharts/charts/undeclared/templates/map.yaml',
  ]);
  for (const header of headers) {
    expect(header).toMatchObject({ mode: 0o644, uid: 0, gid: 0, uname: '', gname: '', type: 'file' });
    expect(header.mtime?.getTime()).toBe(1_700_000_000_000);
  }
});

it('a schema is packed with or without values', async () => {
  const namesOf = async (files: Record<string, string>) =>
    (await headersOf((await packed(await makeWorkspace({ 'Chart.yaml': yaml, ...files }))).archive)).map(
      ({ name }) => name,
    );
  const schema = { 'values.schema.json': '{}' };
  expect(await namesOf(schema)).toEqual(['web/Chart.yaml', 'web/values.schema.json']);
  const both = ['web/Chart.yaml', 'web/values.yaml', 'web/values.schema.json'];
  expect(await namesOf({ ...schema, 'values.yaml': 'a: 1\n' })).toEqual(both);
});

it('charts inside are in the order of the bytes of their names, and have the time of the chart', async () => {
  const folder = await makeWorkspace({
    'Chart.yaml': yaml,
    'charts/1/Chart.yaml': 'name: b\nversion: 1.0.0\n',
    'charts/2/Chart.yaml': 'name: Zoo\nversion: 1.0.0\n',
    'charts/3/Chart.yaml': 'name: a\nversion: 1.0.0\n',
  });
  const headers = await headersOf((await packed(folder, { time: 7 })).archive);
  expect(headers.map(({ name, mtime }) => [name, mtime?.getTime()])).toEqual(
    ['', 'charts/Zoo/', 'charts/a/', 'charts/b/'].map((inner) => [`web/${inner}Chart.yaml`, 7000]),
  );
});

it('an old chart has its requirements as files, and its config those alone', async () => {
  const folder = await makeWorkspace({
    'Chart.yaml': 'apiVersion: v1\nname: web\nversion: 1.0.0\ndependencies: [{ name: x }]\n',
    'requirements.yaml': 'dependencies: [{ name: a }]\n',
    'requirements.lock': 'digest: old\n',
    'charts/a/Chart.yaml': 'name: a\nversion: 1.0.0\n',
  });
  const { archive, config } = await packed(folder);
  const names = (await headersOf(archive)).map(({ name }) => name);
  expect(names).toEqual(
    ['Chart.yaml', 'requirements.lock', 'requirements.yaml', 'charts/a/Chart.yaml'].map((one) => `web/${one}`),
  );
  expect(JSON.parse(config.toString()).dependencies).toEqual([{ name: 'a', repository: '' }]);
  const bare = await makeWorkspace({
    'Chart.yaml': 'apiVersion: v1\nname: web\nversion: 1.0.0\ndependencies: [{ name: a }]\n',
    'charts/a/Chart.yaml': 'name: a\nversion: 1.0.0\n',
  });
  expect(JSON.parse((await packed(bare)).config.toString())).not.toHaveProperty('dependencies');
});

describe('the version', () => {
  it.each([
    ['2.0.0', '2.0.0'],
    ['v2.0.0', '2.0.0'],
    ['2.0.0+build.1', '2.0.0+build.1'],
  ])('%s becomes %s in every place', async (version, expected) => {
    const folder = await makeWorkspace({ 'Chart.yaml': yaml });
    const { metadata, config, archive } = await packed(folder, { version, appVersion: '9' });
    expect([metadata.version, fileNameOf(metadata)]).toEqual([expected, `web-${expected}.tgz`]);
    expect(JSON.parse(config.toString())).toMatchObject({ version: expected, appVersion: '9' });
    expect(gunzipSync(archive).toString()).toContain(`appVersion: "9"\nname: web\nversion: ${expected}\n`);
  });

  it.each(['latest', 'vv1', '1.2.3.4', ''.padEnd(140, '1')])('%s is refused', async (version) => {
    const folder = await makeWorkspace({ 'Chart.yaml': yaml });
    await expect(packed(folder, { version })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/^The chart version "/),
    });
  });
});

it.each([
  ['is missing', '^1', {}, 'chart-dependency'],
  ['is outside of its range', '^2', { 'charts/a/Chart.yaml': 'name: a\nversion: 1.0.0\n' }, 'chart-dependency-range'],
])('a dependency that %s is refused, by its line in Chart.yaml', async (_, range, files, topic) => {
  const needs = `${yaml}dependencies:\n- name: a\n  version: ${range}\n`;
  const position = { file: 'charts/web/Chart.yaml', line: 6 };
  const error = { code: 'INVALID_INPUT', topic, position };
  await expect(packed(await makeWorkspace({ 'Chart.yaml': needs, ...files }))).rejects.toMatchObject(error);
});

describe('the same files make the same bytes', () => {
  it('whatever modes, times and the order in the folder are', async () => {
    const folder = await makeWorkspace();
    const directory = await writeChart(folder, 'aliases');
    const first = await packed(directory);
    const copy = join(folder, 'copy');
    await cp(directory, copy, { recursive: true });
    for (const entry of await readdir(copy, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isDirectory()) continue;
      // A new name and back moves a file in many file systems' order.
      await rename(path, `${path}~`);
      await rename(`${path}~`, path);
      await chmod(path, 0o600);
      await utimes(path, 1, 2);
    }
    const second = await packed(copy);
    expect(second.archive.equals(first.archive)).toBe(true);
  });

  it('whatever time zone, locale and umask are', async () => {
    const folder = await makeWorkspace();
    const directory = await writeChart(folder, 'subcharts');
    const source = `
      import { loadFolder } from '${join(import.meta.dirname, '../../support/content/load-folder.ts')}';
      import { packChart } from '${join(import.meta.dirname, '../../../src/artifact/chart/pack-chart.ts')}';
      process.umask(0o077);
      const { archive } = await packChart(await loadFolder(process.argv[1]), { time: 0 });
      for await (const chunk of archive()) process.stdout.write(Buffer.from(chunk).toString('hex'));`;
    const outputs = [{}, { TZ: 'Asia/Kolkata', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }].map(async (env) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', source, directory], { env });
      let output = '';
      child.stdout.on('data', (chunk) => (output += chunk));
      await once(child, 'close');
      return output;
    });
    const [plain = '', other] = await Promise.all(outputs);
    expect(plain).toBe((await packed(directory)).archive.toString('hex'));
    expect(other).toBe(plain);
  });

  it('whether a sub-chart is a folder or an archive', async () => {
    const folder = await makeWorkspace();
    const nested = await packed(await writeChart(folder, 'nested'));
    const outer = await packed(join(folder, 'nested/charts/outer'), { time: 5 });
    const files = corpus['nested'] ?? {};
    const other = await makeWorkspace({
      'Chart.yaml': files['Chart.yaml'] as string,
      'values.yaml': files['values.yaml'] as string,
      'templates/map.yaml': files['templates/map.yaml'] as string,
      'charts/outer-1.0.0.tgz': outer.archive,
    });
    expect((await packed(other)).archive.equals(nested.archive)).toBe(true);
  });
});
