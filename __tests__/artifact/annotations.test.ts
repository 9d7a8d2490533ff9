import { describe, expect, it } from '@jest/globals';
import { parseAnnotationLines } from '../../src/artifact/annotations.ts';

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
    [['configs:a=b'], [['configs:a', 'b']]],
  ])('reads %j', (lines, entries) => {
    expect(Object.entries(parseAnnotationLines(lines).manifest)).toEqual(entries);
  });

  it('tells what is for the config and for a layer by its title', () => {
    const lines = ['m=1', 'config:c=2', 'layer[x/a [1], b.txt]:l=3', 'layer[__proto__]:__proto__=4'];
    const { manifest, config, layers } = parseAnnotationLines([...lines, 'index,config,layer[x]:all=5=:6']);
    expect([manifest, config]).toEqual([
      { m: '1', all: '5=:6' },
      { c: '2', all: '5=:6' },
    ]);
    expect([...layers].map(([title, set]) => [title, ...Object.entries(set)])).toEqual([
      ['x/a [1], b.txt', ['l', '3']],
      ['__proto__', ['__proto__', '4']],
      ['x', ['all', '5=:6']],
    ]);
  });

  it.each([
    [['a=b', 'no']],
    [['config:a=1', 'config:a=2']],
    [['layer[x]:a=1', 'layer[x]:a=2']],
    [['layers[x]:a=1']],
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
