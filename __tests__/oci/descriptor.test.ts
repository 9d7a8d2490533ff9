import { expect, describe as group, it } from '@jest/globals';
import {
  bare,
  type Descriptor,
  describe,
  emptyJson,
  isRecord,
  parseAnnotations,
  parseDescriptor,
} from '../../src/oci/descriptor.ts';

const valid = { mediaType: 'text/plain', digest: `sha256:${'a'.repeat(64)}`, size: 3 };

it('describes bytes', () => {
  expect(describe('text/plain', Buffer.from('abc'))).toEqual({
    mediaType: 'text/plain',
    digest: 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    size: 3,
  });
});

it('has the empty descriptor of the image spec', () => {
  expect(emptyJson).toEqual({
    mediaType: 'application/vnd.oci.empty.v1+json',
    digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    size: 2,
    data: 'e30=',
  });
});

it('is bare without what it says beside', () => {
  const full = { ...valid, annotations: { a: 'b' }, data: 'YWJj', artifactType: 'a/b' } as Descriptor;
  expect(bare(full)).toEqual(valid);
});

it('takes 10,000 annotations and no more', () => {
  const annotations = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 'v']));
  expect(parseAnnotations(annotations(10_000), 'It')).toEqual(annotations(10_000));
  expect(() => parseAnnotations(annotations(10_001), 'It')).toThrow(
    expect.objectContaining({ code: 'ARTIFACT', message: 'It has more than 10000 annotations' }),
  );
});

group('parseDescriptor', () => {
  it.each([
    ['the least', valid, valid],
    ['no bytes', { ...valid, size: 0 }, { ...valid, size: 0 }],
    ['the largest size', { ...valid, size: Number.MAX_SAFE_INTEGER }, { ...valid, size: Number.MAX_SAFE_INTEGER }],
    ['a sha512', { ...valid, digest: `sha512:${'b'.repeat(128)}` }, { ...valid, digest: `sha512:${'b'.repeat(128)}` }],
    ['nulls, as Go may write them', { ...valid, annotations: null, platform: null, data: null }, valid],
    ['unknown fields', { ...valid, urls: ['https://x.io/'], more: {} }, valid],
    ['annotations', { ...valid, annotations: { a: 'b' } }, { ...valid, annotations: { a: 'b' } }],
    ['a type', { ...valid, artifactType: 'a/b', data: 'YWJj' }, { ...valid, artifactType: 'a/b', data: 'YWJj' }],
    [
      'a platform',
      { ...valid, platform: { os: 'linux', architecture: 'arm', variant: 'v7' } },
      { ...valid, platform: { os: 'linux', architecture: 'arm', variant: 'v7' } },
    ],
    [
      'a platform without a variant',
      { ...valid, platform: { os: 'linux', architecture: 'arm' } },
      { ...valid, platform: { os: 'linux', architecture: 'arm' } },
    ],
    ['a variant that is a number', { ...valid, platform: { os: 'linux', architecture: 'arm', variant: 7 } }, valid],
    ['a system that is a number', { ...valid, platform: { os: 1, architecture: 'arm' } }, valid],
    ['a type that is a number', { ...valid, artifactType: 7, data: 7 }, valid],
    ['half a platform', { ...valid, platform: { os: 'linux' } }, valid],
    ['a platform that is a text', { ...valid, platform: 'linux/amd64' }, valid],
  ])('reads %s', (_, value, descriptor) => {
    expect(parseDescriptor(value, 'It')).toEqual(descriptor);
  });

  const traversal = 'sha256:../../x';
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', [valid]],
    ['a text', 'sha256'],
    ['no media type', { ...valid, mediaType: undefined }],
    ['an empty media type', { ...valid, mediaType: '' }],
    ['a media type with a line break', { ...valid, mediaType: 'a/b\n' }],
    ['no digest', { ...valid, digest: undefined }],
    ['a digest that is a path', { ...valid, digest: traversal }],
    ['a digest of blake3', { ...valid, digest: `blake3:${'a'.repeat(64)}` }],
    ['no size', { ...valid, size: undefined }],
    ['a negative size', { ...valid, size: -1 }],
    ['a broken size', { ...valid, size: 1.5 }],
    ['a size in a text', { ...valid, size: '3' }],
    ['a size over 2^53', { ...valid, size: 2 ** 53 }],
    ['a huge size', { ...valid, size: 1e300 }],
    ['no number', { ...valid, size: Number.NaN }],
    ['annotations in a list', { ...valid, annotations: ['a'] }],
    ['an annotation that is a number', { ...valid, annotations: { a: 1 } }],
    ['one of two annotations that is a number', { ...valid, annotations: { a: 'b', c: 1 } }],
    ['an annotation that is null', { ...valid, annotations: { a: null } }],
  ])('refuses %s', (_, value) => {
    expect(() => parseDescriptor(value, 'Entry 7')).toThrow(expect.objectContaining({ code: 'ARTIFACT' }));
  });

  it('keeps a key __proto__ a plain annotation', () => {
    const { annotations } = parseDescriptor(
      JSON.parse(
        `{"mediaType":"a/b","digest":"${valid.digest}","size":1,"annotations":{"__proto__":"x"},"__proto__":{}}`,
      ),
      'It',
    );
    expect(Object.entries(annotations ?? {})).toEqual([['__proto__', 'x']]);
    expect(() => parseAnnotations(JSON.parse('{"__proto__":{}}'), 'It')).toThrow('annotations that are not texts');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

it.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ['{}', false],
])('tells whether %j is a JSON object', (value, expected) => {
  expect(isRecord(value)).toBe(expected);
});
