import { describe, expect, it } from '@jest/globals';
import { checkValues, readYaml, type YamlBudget } from '../../src/go/read-yaml.ts';
import { isNull, mapIn, textIn, textOfScalar, type YamlNode } from '../../src/go/yaml-node.ts';
import type { Origin } from '../../src/origin.ts';

const origin: Origin = { code: 'INVALID_INPUT', label: 'x.yaml' };
const budget: YamlBudget = { spend: () => {}, giveWay: async () => {} };
const read = (text: string, onTwice?: (key: string, line: number) => void) =>
  readYaml(Buffer.from(text), origin, budget, onTwice);

/** The values of a file, scalars as texts, as Helm's fields take them. */
function plain(node: YamlNode): unknown {
  if (node.kind === 'list') return node.items.map(plain);
  return node.kind === 'map'
    ? Object.fromEntries([...node.entries].map(([key, item]) => [key, plain(item)]))
    : textOfScalar(node.value);
}

describe('a YAML file', () => {
  it.each<[string, string, unknown]>([
    ['nothing', '', ''],
    ['a comment alone', '# a\n', ''],
    [
      'scalars as texts',
      'a: 0x10\nb: 18446744073709551615\nc: ~\nd: yes\ne: "0x10"\n',
      { a: '16', b: '18446744073709551615', c: '', d: 'true', e: '0x10' },
    ],
    ['a tag for a text', 'a: !!str 0x10\n', { a: '0x10' }],
    ['keys that are no texts', '1: a\ntrue: b\n.inf: c\n', { 1: 'a', true: 'b', '+Inf': 'c' }],
    [
      'an anchor before and after another of its name',
      'a: &x 1\nb: *x\nc: &x 2\nd: *x\n',
      { a: '1', b: '1', c: '2', d: '2' },
    ],
    [
      'an anchor within what is repeated, after another of its name',
      'a: &x { b: &y 1 }\nc: &y 2\nd: *x\ne: *y\n',
      { a: { b: '1' }, c: '2', d: { b: '1' }, e: '2' },
    ],
    [
      'a merge key before and behind a field',
      'b: { k: 1 }\na: &a { k: 2, l: 2 }\nc: { k: 3, <<: *a }\nd: { <<: *a, k: 3 }\n',
      {
        a: { k: '2', l: '2' },
        b: { k: '1' },
        c: { k: '2', l: '2' },
        d: { k: '3', l: '2' },
      },
    ],
    ['a tab and a space without a break', 'a: "x\t\u00a0y"\n', { a: 'x\t\u00a0y' }],
    ['a line separator that is kept', 'a: "x\u2028y"\nb: |\n  x\u2028\n  y\n', { a: 'x\u2028y', b: 'x\u2028\ny\n' }],
    ['the first of several documents', 'a: 1\n---\na: 2\n', { a: '1' }],
  ])('may have %s', async (_, text, expected) => {
    expect(plain(await read(text))).toEqual(expected);
  });

  it.each([
    ['an alias of nothing', 'a: 1\nb: *x\n', 'x.yaml:2'],
    ['an alias within its anchor', 'a: 1\nb: &x [1, *x]\n', 'x.yaml:2: the alias *x stands in what it refers to'],
    ['a key that is a list', 'a: 1\n[b]: 2\n', 'x.yaml:2: a key is not text'],
    ['a merge of a text', 'a: 1\n<<: b\n', 'x.yaml:2: what is merged is not a map'],
    ['a merge of a list with a text', 'a: 1\n<<: [{ b: 1 }, c]\n', 'x.yaml:2: what is merged is not a map'],
    ['an infinity', 'a:\n  b: -.inf\n', 'x.yaml:2: a number is -Inf, which Helm refuses'],
    ['what is not a number', 'a:\n  b: .nan\n', 'x.yaml:2: a number is NaN, which Helm refuses'],
    ['a key twice', 'a: 1\nb: { c: 1,\n c: 2 }\n', 'x.yaml:3: the key "c" appears twice in one map'],
    ['a line break that becomes a space', 'a: "x\u0085y"\n', 'x.yaml:1: a text has a line break, U+0085'],
    ['one between spaces', 'a: "x \u2028 y"\n', 'x.yaml:1: a text has a line break, U+2028'],
    ['one before a text of more lines', 'a: >\n  x\u2029\n  y\n', 'x.yaml:1: a text has a line break, U+2029'],
    ['a list that is not closed', 'a: [1\n', 'x.yaml:1'],
  ])('may not have %s', async (_, text, says) => {
    await expect(read(text)).rejects.toThrow(says);
  });

  it.each([0x00, 0x08, 0x0b, 0x0c, 0x0e, 0x1b, 0x1f, 0x7f, 0x80, 0x84, 0x86, 0x9f])(
    'may not have the control character %d',
    async (code) => {
      const text = `a: 1\nb: "${String.fromCharCode(code)}"\n`;
      await expect(read(text)).rejects.toThrow('x.yaml:2: a control character is not allowed');
    },
  );

  it('may not have bytes that are not UTF-8', async () => {
    await expect(readYaml(Buffer.from([0x61, 0xff]), origin, budget)).rejects.toThrow('the file is not UTF-8');
  });

  it('tells of a key that stands twice where it stands, and not where it is repeated', async () => {
    const twice: string[] = [];
    const text = 'a: &a { k: 1, k: 2 }\nb: *a\nc: *a\n"a": 3\n';
    expect(plain(await read(text, (key, line) => twice.push(`${line} ${key}`)))).toMatchObject({
      a: '3',
      c: { k: '2' },
    });
    expect(twice).toEqual(['1 k', '4 a']);
  });

  it.each([100, 101])('may be nested 100 deep, not 101: %s', async (depth) => {
    const reading = read(`${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}`);
    if (depth === 100) expect((await reading).kind).toBe('list');
    else await expect(reading).rejects.toThrow('nested more than 100 deep');
  });

  /** Of each way to nest, a file that is so deep. */
  const nested: [string, (depth: number) => string][] = [
    ['flow maps', (depth) => `${'{a: '.repeat(depth - 1)}1${'}'.repeat(depth - 1)}\n`],
    ['lists in one line', (depth) => `${'- '.repeat(depth - 1)}a\n`],
    [
      'blocks, with comments and empty lines between',
      (depth) => {
        const lines = Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:\n`);
        return `# one\n${lines.join(`\n${' '.repeat(2 * depth)}# more\n`)}`;
      },
    ],
  ];
  it.each(nested)('may be nested 100 deep, not 101, by %s', async (_, make) => {
    expect(await read(make(100))).toMatchObject({ kind: expect.stringMatching('map|list') });
    await expect(read(make(101))).rejects.toThrow('nested more than 100 deep');
  });

  it('tells in which line it is too deep', async () => {
    await expect(read(`a: |\n  x\n  y\nb:\n  - ${'['.repeat(100)}`)).rejects.toThrow('x.yaml:5: the file is nested');
  });

  it.each(['- {}\n', '- []\n', '- [a, {}]\n', '- - a\n', '- ? a\n', '-\n - a\n'])(
    'may have any number of %j, which are not deep',
    async (item) => {
      expect(await read(item.repeat(150))).toMatchObject({ kind: 'list', items: { length: 150 } });
    },
  );

  it.each([99, 100])('may repeat some 10,000 pieces by aliases, not more: %s times 101', async (count) => {
    const reading = read(`a: &a [${'1,'.repeat(100)}]\nb: [${'*a,'.repeat(count)}]\n`);
    if (count === 99) expect((await reading).kind).toBe('map');
    else await expect(reading).rejects.toThrow('its aliases make the file too large');
  });

  it('may have 100,000 pieces, not more, and gives way meanwhile', async () => {
    let turns = 0;
    const giveWay = async () => {
      turns += 1;
    };
    const reading = (pieces: number) => readYaml(Buffer.from('\n'.repeat(pieces)), origin, { ...budget, giveWay });
    expect(await reading(100_000)).toMatchObject({ value: null });
    expect(turns).toBe(Math.floor(100_000 / 1024));
    await expect(reading(100_001)).rejects.toThrow('x.yaml: the file has more than 100000 pieces');
  });

  it.each([
    ['%YAML 1.1\n---\na: 1\n', { a: '1' }],
    ['%TAG ! tag:x.test,2026:\n---\na: 1\n', { a: '1' }],
    ['%YAML 1.2\n---\na: 1\n', new Error('x.yaml:1: Helm does not know the directive %YAML 1.2')],
    ['%YAML 1.10\n---\na: 1\n', new Error('x.yaml:1: Helm does not know the directive %YAML 1.10')],
    ['%X %TAG\n---\na: 1\n', new Error('x.yaml:1: Helm does not know the directive %X %TAG')],
    ['a: !!int 0x10\n', { a: '16' }],
    ['a: !!float 1\n', { a: '1' }],
    ['a: !!bool yes\n', { a: 'true' }],
    ['a: !!null ~\n', { a: '' }],
    ['a: !!timestamp 2026-12-03\n', { a: '2026-12-03' }],
    ['a: !!int 1.5\n', new Error('x.yaml:1: "1.5" is no !!int')],
    ['a: !!float x\n', new Error('x.yaml:1: "x" is no !!float')],
    ['a: !!bool 1\n', new Error('x.yaml:1: "1" is no !!bool')],
    ['a: !!null 0\n', new Error('x.yaml:1: "0" is no !!null')],
    ['a: !!timestamp 1\n', new Error('x.yaml:1: !!timestamp expects a date')],
    ['a: 1 # x\u0085y\n', new Error('x.yaml:1: a comment has a line break')],
  ])('%j is read as go-yaml reads it', async (text, expected) => {
    const reading = read(text).then(plain);
    if (expected instanceof Error) await expect(reading).rejects.toThrow(expected.message);
    else expect(await reading).toEqual(expected);
  });

  it('has its pieces counted, all of them', async () => {
    const spent: number[] = [];
    const counting = { ...budget, spend: (_: string, amount: number) => void spent.push(amount) };
    await readYaml(Buffer.from('- a\n'.repeat(1000)), origin, counting);
    expect(spent.length).toBeGreaterThan(2);
    expect(spent.slice(0, -1).every((amount) => amount === 1024)).toBe(true);
    expect(spent.at(-1)).toBeLessThan(1024);
    expect(spent.at(-1)).toBeGreaterThan(0);
  });
});

it.each([
  ['a: 1\n', undefined],
  ['', undefined],
  ['~\n', undefined],
  ['# nothing\n', undefined],
  ['a: 1\n---\n---\nb: 1\n', undefined],
  ['- a\n', 'x.yaml:1: the values are not a map'],
  ['text\n', 'x.yaml:1: the values are not a map'],
  ['a: 1\n---\n- b\n', 'x.yaml:3: the values are not a map'],
  ['a: 1\n---\nb: 1\n---\n"~"\n', 'x.yaml:5: the values are not a map'],
])('the values %j are refused: %s', async (text, says) => {
  const checking = checkValues(Buffer.from(text), origin, budget);
  if (says === undefined) expect(await checking).toBeUndefined();
  else await expect(checking).rejects.toThrow(says);
});

describe('a piece', () => {
  const scalar = (value: null | string | boolean): YamlNode => ({ kind: 'scalar', line: 3, value });
  const list: YamlNode = { kind: 'list', line: 3, items: [] };
  const map: YamlNode = { kind: 'map', line: 3, entries: new Map([['a', list]]) };

  it.each([
    ['nothing', scalar(null), true, '', []],
    ['a text', scalar('x'), false, 'x', 'x.yaml:3: it is not a map'],
    ['an empty text', scalar(''), false, '', 'x.yaml:3: it is not a map'],
    ['a word', scalar(false), false, 'false', 'x.yaml:3: it is not a map'],
    ['a list', list, false, new Error('x.yaml:3: it is a list, not a text'), 'x.yaml:3: it is not a map'],
    ['a map', map, false, new Error('x.yaml:3: it is a map, not a text'), ['a']],
  ])('that is %s is read as a text and as a map', (_, node, isNothing, text, keys) => {
    expect(isNull(node)).toBe(isNothing);
    if (typeof text === 'string') expect(textIn(node, 'it', origin)).toBe(text);
    else expect(() => textIn(node, 'it', origin)).toThrow(text.message);
    if (typeof keys === 'string') expect(() => mapIn(node, 'it', origin)).toThrow(keys);
    else expect([...mapIn(node, 'it', origin).keys()]).toEqual(keys);
  });
});
