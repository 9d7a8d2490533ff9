import { describe, expect, it } from '@jest/globals';
import { createChartBudget } from '../../../../src/artifact/chart/reading/chart-budget.ts';
import { indexUrl, readIndex } from '../../../../src/artifact/chart/reading/repository-index.ts';

const repository = 'https://charts.test/stable';
const read = (text: string, at = repository, chart = 'web') =>
  readIndex(Buffer.from(text), chart, at, createChartBudget());
const entry = (fields: string) => `apiVersion: v1\nentries:\n  web:\n  - ${fields}\n`;

describe('The URL of an index', () => {
  it.each([
    ['https://charts.test', 'https://charts.test/index.yaml'],
    ['https://charts.test/stable', 'https://charts.test/stable/index.yaml'],
    ['https://charts.test/stable/', 'https://charts.test/stable/index.yaml'],
    ['https://charts.test/stable?token=x', 'https://charts.test/stable/index.yaml?token=x'],
  ])('of %s is %s', (given, url) => {
    expect(indexUrl(given)).toBe(url);
  });

  it('of what is none is an error that shows neither user nor token', () => {
    const act = () => indexUrl('nowhere');
    expect(act).toThrow(
      expect.objectContaining({
        code: 'ARTIFACT',
        message: 'The chart repository gives no usable URL: "index.yaml"',
      }),
    );
  });
});

describe('A version in an index', () => {
  it.each([
    ['web-1.tgz', repository, 'https://charts.test/stable/web-1.tgz'],
    ['../web-1.tgz', repository, 'https://charts.test/web-1.tgz'],
    ['/web-1.tgz', repository, 'https://charts.test/web-1.tgz'],
    ['web-1.tgz', `${repository}?token=x`, 'https://charts.test/stable/web-1.tgz?token=x'],
    ['https://other.test/web-1.tgz', `${repository}?token=x`, 'https://other.test/web-1.tgz'],
    ['HTTP://other.test/web-1.tgz', repository, 'HTTP://other.test/web-1.tgz'],
    ['oci://r.test/web:1', repository, 'oci://r.test/web:1'],
    ['//other.test/web-1.tgz', repository, 'https://other.test/web-1.tgz'],
  ])('at %s of %s is got from %s', async (url, at, expected) => {
    expect(await read(entry(`version: 1.0.0\n    urls: ["${url}"]`), at)).toEqual([
      { version: '1.0.0', url: expected },
    ]);
  });

  it.each([
    ['sha256:abc', 'abc'],
    ['abc', 'abc'],
    ['md5:sha256:abc', 'md5:sha256:abc'],
  ])('with the digest %s has the sum %s', async (digest, sum) => {
    const found = await read(entry(`version: 1.0.0\n    digest: ${digest}\n    urls: [a.tgz, b.tgz]`));
    expect(found).toEqual([{ version: '1.0.0', url: `${repository}/a.tgz`, digest: sum }]);
  });

  it.each([
    ['no version', 'urls: [a.tgz]'],
    ['no URL', 'version: 1.0.0'],
    ['an empty list', 'version: 1.0.0\n    urls: []'],
    ['a text for the list', 'version: 1.0.0\n    urls: a.tgz'],
    ['a map for the URL', 'version: 1.0.0\n    urls: [{ a: b }]'],
    ['a list for the version', 'version: [1]\n    urls: [a.tgz]'],
  ])('with %s is left out', async (_, fields) => {
    expect(await read(entry(fields))).toEqual([]);
  });

  it('with a URL that is none is an error that shows no part of it behind a hash', async () => {
    const broken = entry('version: 1.0.0\n    urls: ["//[x#secret"]');
    await expect(read(broken)).rejects.toThrow('The chart repository gives no usable URL: "//[x"');
  });

  it('with a URL that is none is an error that shows no token', async () => {
    const broken = entry('version: 1.0.0\n    urls: ["//user:secret@[x?token=y#z"]');
    await expect(read(broken)).rejects.toMatchObject({
      code: 'ARTIFACT',
      message: 'The chart repository gives no usable URL: "//[x"',
    });
  });
});

describe('An index', () => {
  const one = (indent: string, name: string, version: string) =>
    `${indent}${name}:\n${indent}- version: ${version}\n${indent}  urls: [${version}.tgz]\n`;
  const versions = async (text: string, chart?: string) =>
    (await read(text, repository, chart)).map(({ version }) => version);

  it.each<[what: string, text: string]>([
    [
      'as Helm writes it',
      `apiVersion: v1\nentries:\n${one('  ', 'api', '1')}${one('  ', 'web', '2')}${one('  ', 'zoo', '3')}generated: x\n`,
    ],
    [
      'with a name that starts alike before',
      `entries:\n${one('  ', 'web-api', '1')}${one('  ', 'web', '2')}${one('  ', 'webs', '3')}`,
    ],
    ['with a name that ends alike before', `entries:\n${one('  ', 'my-web', '1')}${one('  ', 'web', '2')}`],
    ['with the name in double quotes', `entries:\n${one('  ', '"web"', '2')}${one('  ', 'zoo', '3')}`],
    ['with the name in single quotes', `entries:\n${one('  ', "'web'", '2')}${one('  ', 'zoo', '3')}`],
    [
      'with comments and empty lines',
      `entries:\n\n  # all\n${one('  ', 'api', '1')}\n# more\n${one('  ', 'web', '2')}\n# end\n${one('  ', 'zoo', '3')}`,
    ],
    [
      'with the ends of lines of Windows',
      `entries:\n${one('  ', 'api', '1')}${one('  ', 'web', '2')}${one('  ', 'zoo', '3')}`.replaceAll('\n', '\r\n'),
    ],
    [
      'with a deep indent',
      `entries:\n${one('      ', 'api', '1')}${one('      ', 'web', '2')}${one('      ', 'zoo', '3')}`,
    ],
    ['with an indent beyond all', `entries:\n${one(' '.repeat(17), 'web', '2')}${one(' '.repeat(17), 'zoo', '3')}`],
    ['in one line', 'entries: { api: [{ version: 1, urls: [a] }], web: [{ version: 2, urls: [a] }] }'],
    ['as JSON', JSON.stringify({ entries: { web: [{ version: '2', urls: ['a'] }] } })],
    ['with a list in one line', `entries:\n  web: [{ version: 2, urls: [a] }]\n${one('  ', 'zoo', '3')}`],
    ['whose list is indented', `entries:\n  web:\n    - version: 2\n      urls: [a]\n${one('  ', 'zoo', '3')}`],
    [
      'with a text that looks like one before',
      `entries:\n  api:\n  - version: 3\n    description: |\n      entries:\n      web:\n${one('  ', 'web', '2')}`,
    ],
    [
      'with the name elsewhere before',
      `apiVersion: v1\nannotations:\n  web:\n  - version: 9\n    urls: [a]\nentries:\n${one('  ', 'web', '2')}`,
    ],
  ])('%s', async (_, text) => {
    expect(await versions(text)).toEqual(['2']);
  });

  it('keeps all versions of a chart whatever comments stand between them', async () => {
    const item = (version: number) => `  - version: ${version}\n    urls: [a.tgz]\n`;
    const text = `entries:\n  web:\n${item(1)}# at the start of a line\n${item(2)}  # and further in\n${item(3)}`;
    expect(await versions(`${text}${one('  ', 'zoo', '4')}`)).toEqual(['1', '2', '3']);
  });

  it.each([
    ['has not the chart', `entries:\n${one('  ', 'api', '1')}`],
    ['has no entries', 'apiVersion: v1\n'],
    ['has a text for the entries', 'entries: x\n'],
    ['has a map for the versions', 'entries:\n  web:\n    version: 1\n'],
    ['has the chart below something else alone', `entries:\n${one('  ', 'api', '1')}other:\n  web: x\n`],
  ])('that %s gives no version', async (_, text) => {
    expect(await versions(text)).toEqual([]);
  });

  it('of a chart whose name is a pattern finds that alone', async () => {
    expect(await versions(`entries:\n${one('  ', 'axb', '1')}${one('  ', 'a.b', '2')}`, 'a.b')).toEqual(['2']);
  });

  it('that is long is read in parts, with every version once and in order', async () => {
    const numbers = Array.from({ length: 400 }, (_, at) => `1.0.${at}`);
    const list = numbers.map(
      (version) => `  - version: ${version}\n    description: "${'x'.repeat(60)}"\n    urls: [a]\n`,
    );
    expect(await versions(`entries:\n  web:\n${list.join('')}${one('  ', 'zoo', '3')}`)).toEqual(numbers);
    const shared = list.map((item, at) => item.replace('description: ', at === 0 ? 'description: &d ' : 'note: *d # '));
    expect(await versions(`entries:\n  web:\n${shared.join('')}`)).toEqual(numbers);
  });

  it.each([
    ['Helm', '\n'],
    ['Windows', '\r\n'],
  ])('costs only what it says of the chart, with the ends of lines of %s', async (_, end) => {
    const others = (start: string) => Array.from({ length: 100 }, (__, at) => one('  ', `${start}${at}`, '1')).join('');
    const text = `apiVersion: v1\nentries:\n${others('a')}${one('  ', 'web', '2')}${others('z')}`.replaceAll('\n', end);
    let pieces = 0;
    const spend = (_kind: string, amount: number) => {
      pieces += amount;
    };
    await readIndex(Buffer.from(text), 'web', repository, { ...createChartBudget(), spend });
    expect(pieces).toBeGreaterThan(0);
    expect(pieces).toBeLessThan(50);
    pieces = 0;
    await readIndex(Buffer.from(text), 'none', repository, { ...createChartBudget(), spend });
    expect(pieces).toBeLessThan(50);
  });

  it('that cannot be read is called by its address, without user and token', async () => {
    await expect(read('entries: [', 'https://me:secret@charts.test/x?token=y')).rejects.toMatchObject({
      code: 'ARTIFACT',
      message: expect.stringMatching(/^https:\/\/charts\.test\/x\/index\.yaml:\d+: /),
    });
  });
});
