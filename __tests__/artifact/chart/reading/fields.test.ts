import { describe, expect, it } from '@jest/globals';
import { createChartBudget } from '../../../../src/artifact/chart/reading/chart-budget.ts';
import {
  dependenciesInOrder,
  type Fields,
  inOrder,
  type ReadNotes,
  readDependencies,
  readFields,
} from '../../../../src/artifact/chart/reading/fields.ts';
import { readYaml } from '../../../../src/go/read-yaml.ts';
import { goJson } from '../../../../src/oci/manifest.ts';

const origin = { label: 'f', code: 'INVALID_INPUT' } as const;
const fields: Fields = {
  name: 'text',
  rawText: 'raw',
  list: 'texts',
  flag: 'flag',
  notes: 'map',
  people: { of: { name: 'text', email: 'text' } },
  dependencies: 'dependencies',
};

async function read(text: string) {
  const notes: ReadNotes = { lines: new Map(), unknown: [], twice: [] };
  const node = await readYaml(Buffer.from(text), origin, createChartBudget(), () => {});
  return { values: readFields(node, fields, notes, origin), notes };
}

describe('A field is read', () => {
  it.each<[text: string, values: object]>([
    ['NAME: a', { name: 'a' }],
    ['RAWTEXT: a', { rawText: 'a' }],
    ['name: 1.50', { name: '1.5' }],
    ['name: true', { name: 'true' }],
    ['name: ~', {}],
    ['name: ""', {}],
    ['name: "a\\tb\\u200bc"', { name: 'a bc' }],
    ['name: "\\u200b"', {}],
    ['rawText: "a\\tb\\u200bc"', { rawText: 'a\tb\u200bc' }],
    ['list: ["a\\tb", 2, ""]', { list: ['a b', '2', ''] }],
    ['list: ~', {}],
    ['list: []', {}],
    ['flag: true', { flag: true }],
    ['flag: false', {}],
    ['flag: ~', {}],
    ['notes: { a: "x\\ty", b: 1 }', { notes: { a: 'x\ty', b: '1' } }],
    ['people: [{ NAME: a, email: "" }, {}]', { people: [{ name: 'a' }, {}] }],
    [
      'dependencies: [{ Version: 1, name: a, enabled: true, enabled2: true }]',
      { dependencies: [{ name: 'a', version: '1', repository: '', enabled: true }] },
    ],
    ['dependencies: [{ alias: "a\\u200bb" }]', { dependencies: [{ name: '', repository: '', alias: 'a\u200bb' }] }],
    // Go takes one after the other, in the order of bytes; what is null leaves what was there.
    ['name: a\nName: b\nNAME: c', { name: 'a' }],
    ['Name: a\nname: ""', {}],
    ['Name: a\nname: ~', { name: 'a' }],
    ['Flag: true\nflag: false', {}],
    ['List: [a]\nlist: []', {}],
  ])('%j as %j', async (text, values) => {
    expect((await read(text)).values).toStrictEqual(values);
  });

  it('with its line, by the name that Helm has for it; others are known by their place', async () => {
    const text = 'NAME: a\npeople:\n- email: b\n- { name: c, phone: d }\nx: 1\ndependencies:\n- alias: e\n  w: 2\n';
    const { notes } = await read(text);
    expect(Object.fromEntries(notes.lines)).toEqual({
      name: 1,
      people: 2,
      'people[0]': 3,
      'people[0].email': 3,
      'people[1]': 4,
      'people[1].name': 4,
      dependencies: 6,
      'dependencies[0]': 7,
      'dependencies[0].alias': 7,
    });
    expect(notes.unknown).toEqual(['dependencies[0].w', 'people[1].phone', 'x']);
  });

  it.each([
    ['name: [a]', 'f:1: name is a list, not a text'],
    ['rawText: { a: b }', 'f:1: rawText is a map, not a text'],
    ['flag: "true"', 'f:1: flag is not true or false'],
    ['flag: 1', 'f:1: flag is not true or false'],
    ['flag: [true]', 'f:1: flag is not true or false'],
    ['list: a', 'f:1: list is not a list'],
    ['list:\n- a\n- [b]', 'f:3: list[1] is a list, not a text'],
    ['notes: a', 'f:1: notes is not a map'],
    ['people: [~]', 'f:1: people[0] is empty'],
    ['people: [a]', 'f:1: people[0] is not a map'],
    ['people:\n- name: a\n- name: [b]', 'f:3: people[1].name is a list, not a text'],
    ['- a', 'f:1: the file is not a map'],
  ])('but not %j', async (text, message) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
  });
});

describe('A record is written', () => {
  const odd = { z: 1, '9': [{ b: 1, '10': 2, '9': 3 }], '10': true, '-': null };

  it('in the order of its struct, without what is empty, and its maps in that of bytes', () => {
    const record = {
      people: [{ email: 'e', name: 'n' }, { email: '' }],
      flag: false,
      list: [],
      rawText: 'r',
      notes: odd,
      name: 'a',
      more: 1,
    };
    const sorted = '{"-":null,"10":true,"9":[{"10":2,"9":3,"b":1}],"z":1}';
    expect(goJson(inOrder(record, fields))).toBe(
      `{"name":"a","rawText":"r","notes":${sorted},"people":[{"name":"n","email":"e"},{}]}`,
    );
    expect(inOrder(record, fields, 'plain')).toMatchObject({ notes: odd });
    const dependency = { name: 'a', repository: '', 'import-values': [odd] };
    expect(goJson(dependenciesInOrder([dependency]))).toBe(
      `[{"name":"a","repository":"","import-values":[${sorted}]}]`,
    );
    expect(dependenciesInOrder([dependency], 'plain')).toEqual([dependency]);
  });

  it('with name and repository of a dependency, which are there in any case', () => {
    const dependencies = [{ alias: 'b', version: '', tags: [] }] as never;
    expect(goJson(dependenciesInOrder(dependencies))).toBe('[{"name":"","repository":"","alias":"b"}]');
  });
});

it('a list of dependencies is read with their values as they are', async () => {
  const text = '- { name: a, import-values: [b, { c: [1, ~, 1.5, 0x10] }], depends-on: [d] }\n';
  const node = await readYaml(Buffer.from(text), origin, createChartBudget(), () => {});
  expect(readDependencies(node, origin)).toEqual([
    { name: 'a', repository: '', 'import-values': ['b', { c: [1, null, 1.5, 16] }], 'depends-on': ['d'] },
  ]);
});
