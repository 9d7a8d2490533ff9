import { describe, expect, it } from '@jest/globals';
import { checkPieces, jsonFields, measureJson, parseJson } from '../../src/oci/json.ts';

const parse = (text: string | Uint8Array, most?: number) => parseJson(Buffer.from(text), 'The list', undefined, most);
const nested = (depth: number, inner = '') => '['.repeat(depth) + inner + ']'.repeat(depth);

describe('JSON from outside', () => {
  it.each<[string, unknown]>([
    ['{"a":[1,null,"ü"]}', { a: [1, null, 'ü'] }],
    [' "x" ', 'x'],
    ['0', 0],
    ['null', null],
    // 100 deep, and no deeper: each bracket is closed before the next, or stands in a text.
    [nested(100), JSON.parse(nested(100))],
    [`[${'{},'.repeat(150)}[]]`, [...Array(150).fill({}), []]],
    [`[${'[],'.repeat(150)}{}]`, [...Array(150).fill([]), {}]],
    [nested(99, `"${'[{'.repeat(60)}"`), JSON.parse(nested(99, `"${'[{'.repeat(60)}"`))],
    [nested(99, `"\\"${'['.repeat(60)}"`), JSON.parse(nested(99, `"\\"${'['.repeat(60)}"`))],
    [nested(100, '"a\\\\","b"'), JSON.parse(nested(100, '"a\\\\","b"'))],
  ])('is read: %s', (text, value) => {
    expect(parse(text)).toEqual(value);
  });

  it.each<[string, string | Uint8Array]>([
    ['lists', nested(101)],
    ['lists that are not closed', '['.repeat(101)],
    ['objects', `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`],
    ['lists behind a text with a bracket', nested(100, '"]",[]')],
    ['lists behind a text that ends in a backslash', nested(100, '"]\\\\",[]')],
    ['lists behind a text with a quote', nested(100, '"\\"]",[]')],
    ['lists behind closed ones', `[${'[],'.repeat(10)}${nested(100)}]`],
  ])('is refused when %s are more than 100 deep', (_, text) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'ARTIFACT', message: 'The list is nested more than 100 deep' }),
    );
  });

  it.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['a page', '<html>'],
    ['half of it', '{"a":'],
    ['more behind it', '{} x'],
    ['a byte order mark', '\ufeff{}'],
    ['what is not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ])('is refused when it is %s', (_, text) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({
        code: 'ARTIFACT',
        message: 'The list is not valid JSON',
        cause: expect.objectContaining({ message: expect.any(String) }),
      }),
    );
  });

  it.each([
    ['commas', '[1,2,3]', 3],
    ['lists', '[[[]]]', 3],
    ['objects', '[{"a":{}}]', 3],
    ['signs in texts', '[",["]', 3],
  ])('is refused when it has more pieces than are wanted: %s', (_, text, pieces) => {
    expect(parse(text, pieces)).toEqual(JSON.parse(text));
    expect(() => parse(text, pieces - 1)).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE', message: `The list has more than ${pieces - 1} pieces of JSON` }),
    );
  });

  it('has 250,000 pieces at most, unless told otherwise', () => {
    expect(() => checkPieces(','.repeat(250_000), 'It')).not.toThrow();
    expect(() => checkPieces(','.repeat(250_001), 'It')).toThrow('It has more than 250000 pieces of JSON');
    expect(() => parse(`[${'1,'.repeat(250_000)}1]`)).toThrow('The list has more than 250000 pieces of JSON');
  });
});

describe('JSON that Go programs read in another way', () => {
  const map = jsonFields([]);
  const fields = jsonFields(['size', 'os.version'], { item: jsonFields(['kind'], { tags: map }) });
  const read = (text: string) => parseJson(Buffer.from(text), 'The list', fields);

  it.each([
    '{"size":1,"item":{"kind":2}}',
    '{"more":1,"More":2,"x":{"Size":1,"size":2}}',
    '{"item":{"tags":{"a":1,"A":2,"\u017f":3,"s":4}}}',
    '[{"size":1},{"size":2}]',
    '{"size\u0131":1,"\u{1f600}":2}',
  ])('is read where it is the same to them: %s', (text) => {
    expect(read(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['{"size":1,"Size":2}', 'the key "Size", which Go programs read as "size"'],
    ['{"SIZE":1}', '"size"'],
    ['{"\u017fize":1}', '"size"'],
    ['[[{"OS.Version":1}]]', '"os.version"'],
    ['{"item":[{"\u212aind":1}]}', '"kind"'],
    ['{"size":1,"size":1}', 'has a key twice'],
    ['{"x":{"a":1,"\\u0061":2}}', 'has a key twice'],
    ['{"\\ud800":1}', 'which Go programs read as "\ufffd"'],
  ])('is refused: %s', (text, says) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'ARTIFACT', message: expect.stringContaining(says) }),
    );
  });
});

it.each([
  ['', 0, 0, 0],
  ['1', 0, 0, 0],
  ['{"a":[1,2]}', 2, 3, 1],
  ['[[],[]]', 2, 4, 0],
  ['[{},{},[[]]]', 3, 7, 0],
  ['"[[,:"', 0, 3, 0],
  [String.raw`["\"[[", 1]`, 1, 4, 0],
  [String.raw`{"\\":[1],"a":{"b":":"}}`, 2, 4, 3],
  ['[[[', 3, 3, 0],
  [']]]', 0, 0, 0],
])('measures %s', (text, depth, pieces, members) => {
  expect(measureJson(text)).toEqual({ depth, pieces, members });
});
