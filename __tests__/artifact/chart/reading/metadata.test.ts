import { describe, expect, it } from '@jest/globals';
import { createChartBudget } from '../../../../src/artifact/chart/reading/chart-budget.ts';
import {
  addRequirements,
  chartAnnotations,
  checkMetadata,
  encodeChartConfig,
  encodeChartYaml,
  readChartYaml,
} from '../../../../src/artifact/chart/reading/metadata.ts';

const origin = { label: 'web/Chart.yaml', code: 'INVALID_INPUT' } as const;
const head = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';

async function read(text: string | Uint8Array) {
  return checkMetadata(await readChartYaml(Buffer.from(text as string), origin, createChartBudget()));
}

describe('a Chart.yaml is refused, with its line:', () => {
  it.each([
    ['no name', 'apiVersion: v2\nversion: 1.0.0\n', 'web/Chart.yaml: the name of the chart is missing'],
    ['no version', 'apiVersion: v2\nname: web\n', 'web/Chart.yaml: the version of the chart is missing'],
    ['empty file', '', 'web/Chart.yaml: the name of the chart is missing'],
    ['a list', '- a\n', 'web/Chart.yaml:1: the file is not a map'],
    ['API version', 'apiVersion: v3\nname: web\nversion: 1.0.0\n', ':1: the apiVersion "v3" is not v1 or v2'],
    ['name .', 'apiVersion: v2\nname: .\nversion: 1.0.0\n', ':2: the name "." is not the name of a folder'],
    ['name ..', 'apiVersion: v2\nname: ".."\nversion: 1.0.0\n', ':2: the name ".." is not the name of a folder'],
    ['slash', 'apiVersion: v2\nname: a/b\nversion: 1.0.0\n', ':2: the name "a/b" has a slash'],
    ['backslash', 'apiVersion: v2\nname: a\\b\nversion: 1.0.0\n', ':2: the name "a\\\\b" has a slash'],
    ['version', 'apiVersion: v2\nname: web\n\nversion: latest\n', ':4: the version "latest" is not a semantic version'],
    ['too long', `name: web\nversion: 1.0.0-${'a'.repeat(130)}\n`, 'has more than 128 characters, too many for a tag'],
    ['type', `${head}type: app\n`, ':4: the type "app" is not application or library'],
    ['map for text', `${head}keywords:\n- a\n- b: c\n`, ':6: keywords[1] is a map, not a text'],
    ['text for flag', `${head}deprecated: "true"\n`, ':4: deprecated is not true or false'],
    ['map in annotations', `${head}annotations:\n  a:\n    b: c\n`, ':5: annotations.a is a map, not a text'],
    [
      'alias',
      `${head}dependencies:\n- name: a\n  alias: a.b\n`,
      ':6: the alias "a.b" may have only letters, digits, _ and -',
    ],
    [
      'alias with what is not seen',
      `${head}dependencies:\n- { name: a, alias: "a\\u200bb" }\n`,
      'may have only letters, digits, _ and -',
    ],
    [
      'two dependencies',
      `${head}dependencies:\n- name: a\n- name: a\n`,
      ':6: two dependencies have the name or alias "a"',
    ],
    [
      'two aliases',
      `${head}dependencies:\n- name: a\n- { name: b, alias: a }\n`,
      ':6: two dependencies have the name or alias "a"',
    ],
  ])('%s', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(message) }),
    );
  });
});

it.each(['1.2.3', 'v1.2.3', '1', '1.2', '01.2.3', '1.2.3-rc.1+b', '20240131120000.0.0'])(
  '%s is a version',
  async (version) => {
    expect((await read(`name: web\nversion: ${JSON.stringify(version)}\n`)).version).toBe(version);
  },
);

it('texts are cleaned as Helm cleans them', async () => {
  expect(await read('name: "we\\u0085b\\e\\u009f\\x01"\nversion: 1.0.0\n')).toMatchObject({ name: 'we b' });
  const text = `${head}description: "a\\tb\\u00a0c\\u200bd\\u007fe\\ufefff 😀\\nz"\nannotations: { a: "x\\ty" }\n`;
  expect(await read(text)).toMatchObject({ description: 'a b cdef 😀 z', annotations: { a: 'x\ty' } });
});

it('keys that stand twice are known by file and line, and the last counts', async () => {
  const text = `${head}description: a\nmaintainers: [{ name: a, "name": "b" }]\ndescription: "b"\nx: &x { k: 1, k: 2 }\nz: *x\n`;
  const { metadata, notes } = await readChartYaml(Buffer.from(text), origin, createChartBudget());
  expect(metadata).toMatchObject({ description: 'b', maintainers: [{ name: 'b' }] });
  expect(notes.twice).toEqual(['web/Chart.yaml:5: "name"', 'web/Chart.yaml:6: "description"', 'web/Chart.yaml:7: "k"']);
});

it('a merge key is merged over what stands before it, the first of several over the others', async () => {
  expect(await read(`${head}home: a\n<<: [{ home: b }, { home: c, icon: d }]\nicon: e\n`)).toMatchObject({
    home: 'b',
    icon: 'e',
  });
  expect(await read('x: &x { name: other, version: 2.0.0 }\n<<: *x\nname: web\n')).toMatchObject({
    name: 'web',
    version: '2.0.0',
  });
});

it.each(['"<<"', "'<<'", '<'])('%s is a key like others, and nothing is merged', async (key) => {
  const merged = await read(`${head}home: a\n${key}: { home: b }\n`);
  expect(merged).toMatchObject({ home: 'a' });
});

it('a field that is __proto__ is data', async () => {
  const metadata = await read(`${head}annotations: { __proto__: x, constructor: "y" }\n`);
  expect(encodeChartConfig(metadata).toString()).toContain('"annotations":{"__proto__":"x","constructor":"y"}');
});

it('the config is in the order of Helm, without what is empty, escaped for HTML', async () => {
  const text = `${head}type: library\nkeywords: []\nhome: ""\nannotations: { b: "<&>", a2: x, "10": z }\ndependencies:\n- name: a\n  tags: []\n  import-values: [{ z: 1.5, a: [true, null] }]\n`;
  expect(encodeChartConfig(await read(text)).toString()).toBe(
    '{"name":"web","version":"1.0.0","apiVersion":"v2","annotations":{"10":"z","a2":"x","b":"\\u003c\\u0026\\u003e"},' +
      '"dependencies":[{"name":"a","repository":"","import-values":[{"a":[true,null],"z":1.5}]}],"type":"library"}',
  );
});

it('requirements.yaml gives the dependencies of an old chart, which its Chart.yaml does not get', async () => {
  const budget = createChartBudget();
  const chart = await readChartYaml(Buffer.from('apiVersion: v1\nname: web\nversion: 1.0.0\n'), origin, budget);
  const own = { ...origin, label: 'web/requirements.yaml' };
  const metadata = checkMetadata(await addRequirements(chart, Buffer.from('dependencies: [{ name: a }]'), own, budget));
  expect(metadata.dependencies).toEqual([{ name: 'a', repository: '' }]);
  expect(encodeChartYaml(metadata)).toBe('apiVersion: v1\nname: web\nversion: 1.0.0\n');
});

it('requirements.yaml is laid over an old chart: its dependencies count, on no line of the Chart.yaml', async () => {
  const budget = createChartBudget();
  const text = 'name: web\nversion: 1.0.0\nphone: "1"\nhome: a\nhome: b\ndependencies: [{ name: old, alias: fine }]\n';
  const chart = await readChartYaml(Buffer.from(text), origin, budget);
  const own = { ...origin, label: 'web/requirements.yaml' };
  const lay = (requirements: string) => addRequirements(chart, Buffer.from(requirements), own, budget);
  const laid = await lay('dependencies: [{ name: a, tags: [v], tags: [w], engine: z }]\nfax: "2"\n');
  expect(checkMetadata(laid)).toMatchObject({
    apiVersion: 'v1',
    dependencies: [{ name: 'a', tags: ['w'] }],
    home: 'b',
  });
  expect(laid.notes.unknown).toEqual(['phone']);
  expect(laid.notes.twice).toEqual(['web/Chart.yaml:5: "home"', 'web/requirements.yaml:1: "tags"']);
  expect([laid.notes.lines.get('home'), laid.notes.lines.get('dependencies[0]')]).toEqual([5, undefined]);
  const wrong = await lay('dependencies: [{ name: a, alias: a.b }]\n');
  expect(() => checkMetadata(wrong)).toThrow('web/Chart.yaml: the alias "a.b" may have');
});

it('annotations are those of Helm; the chart may replace all but title and version', async () => {
  const text = `${head}description: " "\nhome: https://h\nsources: [https://s, https://t]\nmaintainers: [{ name: A, email: a@b }, { name: B }]\nannotations:\n  x: ""\n  org.opencontainers.image.title: no\n  org.opencontainers.image.url: https://own\n`;
  const prefix = 'org.opencontainers.image';
  expect(chartAnnotations(await read(text), '2024-01-01T00:00:00Z')).toEqual({
    [`${prefix}.title`]: 'web',
    [`${prefix}.version`]: '1.0.0',
    [`${prefix}.url`]: 'https://own',
    [`${prefix}.created`]: '2024-01-01T00:00:00Z',
    [`${prefix}.source`]: 'https://s',
    [`${prefix}.authors`]: 'A (a@b), B',
    x: '',
  });
  const others = { [`${prefix}.url`]: 'https://given', [`${prefix}.version`]: 'main', x: 'given', y: '' };
  expect(chartAnnotations(await read(text), undefined, others)).toMatchObject({
    [`${prefix}.title`]: 'web',
    [`${prefix}.version`]: '1.0.0',
    [`${prefix}.url`]: 'https://given',
    x: 'given',
    y: '',
  });
  expect(chartAnnotations(await read(head))).toEqual({ [`${prefix}.title`]: 'web', [`${prefix}.version`]: '1.0.0' });
});
