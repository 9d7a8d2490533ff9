import { describe, expect, it } from '@jest/globals';
import { parseAnnotationFile, parseAnnotationLines } from '../../src/artifact/annotations.ts';

describe('parseAnnotationLines', () => {
  it.each([
    [[], []],
    [['a=b'], [['a', 'b']]],
    [['a='], [['a', '']]],
    [['a=b=c=='], [['a', 'b=c==']]],
    [['a =b'], [['a', 'b']]],
    [['a= b '], [['a', ' b ']]],
    [
      ['b=1', 'a=2', '10=3'],
      [
        ['10', '3'],
        ['b', '1'],
        ['a', '2'],
      ],
    ],
    // As docker/metadata-action puts them out: those of descriptors have no place here.
    [['manifest:a=b'], [['a', 'b']]],
    [['index:a=b'], [['a', 'b']]],
    [['manifest[linux/amd64]:a=b:c'], [['a', 'b:c']]],
    [['manifest,index:a=b', 'index:a=b'], [['a', 'b']]],
    [['index,manifest-descriptor[linux/amd64]:a=b'], [['a', 'b']]],
    [
      ['manifest-descriptor[linux/amd64],index:a=b', 'index-descriptor,manifest:c=d'],
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [['manifest-descriptor:a=b', 'index-descriptor:a=b', 'manifest-descriptor,index-descriptor[x/y]:a=b'], []],
    // These are keys.
    [['manifest=b'], [['manifest', 'b']]],
    [['manifests:a=b'], [['manifests:a', 'b']]],
    [['my-manifest:a=b'], [['my-manifest:a', 'b']]],
    [['x:manifest:a=b'], [['x:manifest:a', 'b']]],
    [['__proto__=x'], [['__proto__', 'x']]],
    [['constructor=x'], [['constructor', 'x']]],
  ])('reads %j', (lines, entries) => {
    expect(Object.entries(parseAnnotationLines(lines))).toEqual(entries);
  });

  it.each([
    [['a=b', 'no'], 'The input annotations "no" is not key=value'],
    [['=b'], 'The input annotations "=b" is not key=value'],
    [[' =b'], 'The input annotations " =b" is not key=value'],
    [['a: b'], 'The input annotations "a: b" is not key=value'],
    [['manifest:a=1', 'index:a=2'], 'The input annotations "index:a=2" repeats an earlier key'],
    [['manifest:a=1', 'a=1'], 'The input annotations "a=1" repeats an earlier key'],
    [['manifest:no'], 'The input annotations "manifest:no" is not key=value'],
    [['a=1', 'a=1'], 'The input annotations "a=1" repeats an earlier key'],
    [['__proto__=1', '__proto__=2'], 'The input annotations "__proto__=2" repeats an earlier key'],
  ])('refuses %j', (lines, message) => {
    const parse = () => parseAnnotationLines(lines);
    expect(parse).toThrow(message);
    expect(parse).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});

describe('parseAnnotationFile', () => {
  it('reads the manifest, the config and files by title', () => {
    const text = '{"$manifest":{"m":"1"},"$config":{"c":"2"},"a.txt":{"l":"3"},"__proto__":{"p":"4"}}';
    const { manifest, config, layers } = parseAnnotationFile(text, 'x.json');
    expect({ manifest, config, layers: [...layers] }).toEqual({
      manifest: { m: '1' },
      config: { c: '2' },
      layers: [
        ['a.txt', { l: '3' }],
        ['__proto__', { p: '4' }],
      ],
    });
  });

  it('reads nothing', () => {
    expect(parseAnnotationFile('{}', 'x.json')).toEqual({ manifest: {}, config: {}, layers: new Map() });
  });

  it.each([
    ['', 'is not valid JSON'],
    ['{"a":', 'is not valid JSON'],
    ['\ufeff{}', 'is not valid JSON'],
    ['a: b', 'is not valid JSON'],
    ['[]', 'is not a JSON object'],
    ['null', 'is not a JSON object'],
    ['"x"', 'is not a JSON object'],
    ['{"$manifest":[]}', 'has something in line 1 that is not an object of strings'],
    ['{"$config":{"a":1}}', 'has something in line 1 that is not an object of strings'],
    ['{"a\\nb":{"k":null}}', 'has something in line 1 that is not an object of strings'],
    ['{"k":"v"}', 'has something in line 1 that is not an object of strings'],
  ])('refuses %j', (text, what) => {
    const parse = () => parseAnnotationFile(text, 'dir/x.json');
    expect(parse).toThrow(`The annotation-file "dir/x.json" ${what}`);
    expect(parse).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it.each([
    // Only of some mistakes does JSON.parse tell the place.
    ['{\n  "$manifest": {},\n  a: {}\n}', 'is not valid JSON: see line 3', 3],
    ['{"x": "secret"\n"y": 1}', 'is not valid JSON: see line 2', 2],
    ['{"a":', 'is not valid JSON', undefined],
    ['[]', 'is not a JSON object', undefined],
    ['{\n\n"$config": {"a": "b", "c": 1}}', 'has something in line 3 that is not an object of strings', 3],
    ['{"a": {},\n"b": "x",\n"c": "b"}', 'has something in line 2 that is not an object of strings', 2],
  ])('names the line of %j, and quotes nothing', (text, what, line) => {
    const position = { file: 'dir/x.json', ...(line === undefined ? {} : { line }) };
    expect(() => parseAnnotationFile(text, 'dir/x.json')).toThrow(
      expect.objectContaining({ message: `The annotation-file "dir/x.json" ${what}`, position }),
    );
  });
});
