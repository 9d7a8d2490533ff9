import { describe, expect, it } from '@jest/globals';
import { type Chart, loadArchive, makeChart, withoutMark } from '../../../src/artifact/chart/chart-files.ts';
import { createChartBudget } from '../../../src/artifact/chart/reading/chart-budget.ts';
import { originOfInput } from '../../../src/origin.ts';
import { makeArchive } from './corpus.ts';

const yaml = (name: string, more = '') => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;
const mark = '\ufeff';

function make(files: Record<string, string | Buffer>, budget = createChartBudget()): Promise<Chart> {
  const list = Object.entries({ 'Chart.yaml': yaml('web'), ...files });
  return makeChart(
    list.map(([name, text]) => ({ name, data: Buffer.from(text) })),
    originOfInput('web'),
    budget,
  );
}

/** Where each file of a chart went, and what its charts are. */
function places({ metadata, lock, values, schema, templates, files, charts }: Chart) {
  const names = (list: Chart['files']) => list.map(({ name }) => name);
  return {
    needs: metadata.dependencies?.map(({ name }) => name),
    lock: lock?.digest,
    values: values?.toString(),
    schema: schema?.toString(),
    templates: names(templates),
    files: names(files),
    charts: charts.map((one) => one.metadata.name),
  };
}
const nothing = { templates: [], files: [], charts: [] };

it('What has no Chart.yaml is refused, with the advice about it', async () => {
  const made = makeChart([{ name: 'x/Chart.yaml', data: Buffer.from('') }], originOfInput('web'), createChartBudget());
  await expect(made).rejects.toMatchObject({ code: 'INVALID_INPUT', topic: 'missing-chart-yaml' });
});

describe('A file of a chart goes to its place:', () => {
  it.each<[what: string, files: Record<string, string>, expected: object]>([
    [
      'values, and those of another folder',
      { 'values.yaml': 'a: 1\n', 'x/values.yaml': 'b: c: d' },
      { values: 'a: 1\n', files: ['x/values.yaml'] },
    ],
    ['a schema', { 'values.schema.json': '{}' }, { schema: '{}' }],
    ['a lock', { 'Chart.lock': 'digest: x\n' }, { lock: 'x' }],
    [
      'templates, but not what starts alike',
      { 'templates/a': '', 'templates/b/c': '', 'templates-2/a': '', templates: '' },
      { templates: ['templates/a', 'templates/b/c'], files: ['templates-2/a', 'templates'] },
    ],
    [
      'what only sounds like something of the language',
      { constructor: '', toString: '' },
      { files: ['constructor', 'toString'] },
    ],
    [
      'old requirements of a new chart, which are no file of it',
      { 'requirements.yaml': 'dependencies: [{ name: a }]\n', 'requirements.lock': 'digest: old\n' },
      { needs: ['a'], lock: 'old' },
    ],
    [
      'old requirements of an old chart',
      {
        'Chart.yaml': yaml('web').replace('v2', 'v1'),
        'requirements.yaml': 'dependencies: [{ name: a }]\n',
        'requirements.lock': 'digest: old\n',
      },
      { needs: ['a'], lock: 'old', files: ['requirements.yaml', 'requirements.lock'] },
    ],
    [
      'old requirements of a chart that says no apiVersion',
      { 'Chart.yaml': 'name: web\nversion: 1.0.0\n', 'requirements.yaml': 'dependencies: [{ name: a }]\n' },
      { needs: ['a'], files: ['requirements.yaml'] },
    ],
    [
      'charts, by the bytes of their folders',
      { 'charts/b/Chart.yaml': yaml('one'), 'charts/a/Chart.yaml': yaml('two'), 'charts/C/Chart.yaml': yaml('three') },
      { charts: ['three', 'two', 'one'] },
    ],
    [
      'what is kept aside or hidden in charts/',
      { 'charts/_a/Chart.yaml': '-', 'charts/.b/x': '', 'charts/_c.tgz': '', 'charts/.gitkeep': '' },
      {},
    ],
    [
      'what only has such a sign within',
      { 'charts/a_b/Chart.yaml': yaml('a'), 'charts/c.d/Chart.yaml': yaml('c') },
      { charts: ['a', 'c'] },
    ],
    [
      'signatures in charts/, of whatever, which are files',
      { 'charts/a.tgz.prov': '', 'charts/b.prov': '' },
      { files: ['charts/a.tgz.prov', 'charts/b.prov'] },
    ],
    ['a signature elsewhere', { 'x/a.tgz.prov': '' }, { files: ['x/a.tgz.prov'] }],
    ['a folder that is named like an archive', { 'charts/a.tgz/Chart.yaml': yaml('a') }, { charts: ['a'] }],
  ])('%s', async (_, files, expected) => {
    expect(places(await make(files))).toEqual({ ...nothing, ...expected });
  });

  it('a chart as an archive, with what is in it', async () => {
    const inner = await makeArchive({ 'x/Chart.yaml': yaml('c') });
    const archive = await makeArchive({ 'any/Chart.yaml': yaml('a'), 'any/charts/c.tgz': inner, 'any/b': '' });
    const [sub] = (await make({ 'charts/a-1.0.0.tgz': archive })).charts;
    expect(sub && places(sub)).toEqual({ ...nothing, files: ['b'], charts: ['c'] });
  });
});

describe('A chart is refused, with the file', () => {
  const archived = (files: Record<string, string>) => makeArchive({ 'a/Chart.yaml': yaml('a'), ...files });
  it.each<[what: string, files: Record<string, string | Promise<Buffer>>, position: object | undefined]>([
    ['with values that are none', { 'values.yaml': '- a\n' }, { file: 'web/values.yaml', line: 1 }],
    ['with a schema that is none', { 'values.schema.json': '{' }, { file: 'web/values.schema.json' }],
    ['with a lock that is none', { 'Chart.lock': '- a\n' }, { file: 'web/Chart.lock', line: 1 }],
    ['with a folder in charts/ that is no chart', { 'charts/a/b': '' }, { file: 'web/charts/a' }],
    [
      'with bad values in a chart inside',
      { 'charts/a/Chart.yaml': yaml('a'), 'charts/a/values.yaml': '- a\n' },
      { file: 'web/charts/a/values.yaml', line: 1 },
    ],
    ['with an archive that is none', { 'charts/a.tgz': 'text' }, { file: 'web/charts/a.tgz' }],
    [
      'with bad values in an archive, which has no line in the workspace',
      { 'charts/a.tgz': archived({ 'a/values.yaml': '- a\n' }) },
      undefined,
    ],
    [
      'with two charts of one name',
      { 'charts/x/Chart.yaml': yaml('a'), 'charts/a.tgz': archived({}) },
      { file: 'web' },
    ],
    ['with a file right in charts/', { 'charts/notes': '' }, { file: 'web/charts/notes' }],
    [
      'with two dependencies of one name in old requirements',
      { 'requirements.yaml': 'dependencies: [{ name: a }, { name: a }]\n' },
      { file: 'web/Chart.yaml' },
    ],
  ])('%s', async (_, files, position) => {
    const given: Record<string, string | Buffer> = {};
    for (const [name, text] of Object.entries(files)) given[name] = await text;
    const error = (await make(given).catch((caught: unknown) => caught)) as Error & { position?: object };
    expect(error).toMatchObject({ code: 'INVALID_INPUT' });
    expect(error.position).toEqual(position);
  });

  it('when what is inside is too deep, as folders or as archives', async () => {
    const nested = (depth: number) => ({ [`${'charts/a/'.repeat(depth)}Chart.yaml`]: yaml('a') });
    const folders = (depth: number) => Object.assign({}, ...Array.from({ length: depth }, (_, at) => nested(at + 1)));
    await expect(make(folders(9))).resolves.toBeDefined();
    await expect(make(folders(10))).rejects.toThrow('the chart is more than 10 charts deep');
    let archive = await archived({});
    for (let depth = 1; depth < 10; depth += 1)
      archive = await makeArchive({ 'a/Chart.yaml': yaml('a'), 'a/charts/a.tgz': archive });
    await expect(make({ 'charts/a.tgz': archive })).rejects.toThrow('the chart is more than 10 charts deep');
  });

  it('when its schema and its values have too many pieces in all', async () => {
    const list = `[${'0,'.repeat(20_000)}0]`;
    const files = { 'values.schema.json': list, 'charts/a/Chart.yaml': yaml('a'), 'charts/a/values.schema.json': list };
    const budget = (left: number) => {
      const own = createChartBudget();
      own.spend('pieces', 2_000_000 - left, originOfInput('web'));
      return own;
    };
    await expect(make(files, budget(50_000))).resolves.toBeDefined();
    await expect(make(files, budget(30_000))).rejects.toThrow(
      'web/charts/a/values.schema.json: the chart has more than 2000000 pieces',
    );
    const values = { 'values.yaml': `a: ${list}\n` };
    await expect(make(values, budget(100_000))).resolves.toBeDefined();
    await expect(make(values, budget(15_000))).rejects.toThrow(
      'web/values.yaml: the chart has more than 2000000 pieces',
    );
  });
});

it('an archive of charts loses the byte order marks of all its files, and one at the start alone', async () => {
  const archive = await makeArchive({
    'a/Chart.yaml': mark + yaml('a'),
    'a/values.yaml': `${mark}b: 1\n`,
    'a/x': `${mark}${mark}y`,
  });
  const chart = await loadArchive([archive], originOfInput('web'), createChartBudget());
  expect([chart.values?.toString(), chart.files[0]?.data.toString()]).toEqual(['b: 1\n', `${mark}y`]);
  expect([`y${mark}`, '', 'y'].map((text) => withoutMark(Buffer.from(text)).toString())).toEqual([`y${mark}`, '', 'y']);
});
