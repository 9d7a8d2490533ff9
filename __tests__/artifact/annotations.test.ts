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
    [['a=b', 'no']],
    [['=b']],
    [[' =b']],
    [['a: b']],
    [['manifest:a=1', 'index:a=2']],
    [['manifest:a=1', 'a=1']],
    [['manifest:no']],
    [['a=1', 'a=1']],
    [['__proto__=1', '__proto__=2']],
  ])('refuses %j', (lines) => {
    expect(() => parseAnnotationLines(lines)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
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
    [''],
    ['{"a":'],
    ['\ufeff{}'],
    ['a: b'],
    ['[]'],
    ['null'],
    ['"x"'],
    ['{"$manifest":[]}'],
    ['{"$config":{"a":1}}'],
    ['{"a\\nb":{"k":null}}'],
    ['{"k":"v"}'],
  ])('refuses %j', (text) => {
    expect(() => parseAnnotationFile(text, 'dir/x.json')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
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
