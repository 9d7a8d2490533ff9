import { describe, expect, it } from '@jest/globals';
import { type Descriptor, describe as describeBytes, emptyJson } from '../../src/oci/descriptor.ts';
import {
  artifactTypeOf,
  childrenOf,
  describeReferrer,
  encodeManifest,
  maxEntries,
  maxIndexDepth,
  maxManifestBytes,
  ownTypeOf,
  parseManifest,
} from '../../src/oci/manifest.ts';
import { imageIndex, imageManifest, manifestTypes } from '../../src/oci/media-types.ts';

const [, , dockerManifest = '', dockerList = ''] = manifestTypes;
const layer: Descriptor = { ...describeBytes('text/plain', Buffer.from('abc')) };
const config = { mediaType: 'application/json', digest: layer.digest, size: 3 };
const manifest = { schemaVersion: 2, config, layers: [layer] };
const index = { schemaVersion: 2, manifests: [{ ...config, mediaType: imageManifest }] };
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('parseManifest', () => {
  it.each([
    ['a manifest that says its type', { ...manifest, mediaType: imageManifest }, imageManifest],
    ['a manifest that does not', manifest, imageManifest],
    ["Docker's manifest", { ...manifest, mediaType: dockerManifest }, dockerManifest],
    ['fields nobody knows', { ...manifest, history: [], newThing: { a: [1] } }, imageManifest],
    ['nulls, as Go may write them', { ...manifest, annotations: null, subject: null }, imageManifest],
  ])('reads %s', (_, body, mediaType) => {
    expect(parseManifest(bytesOf(body), mediaType)).toEqual({
      kind: 'manifest',
      mediaType,
      config,
      layers: [layer],
      annotations: {},
    });
  });

  it.each([
    ['an index', index, imageIndex],
    ["Docker's list", { ...index, mediaType: dockerList }, dockerList],
  ])('reads %s', (_, body, mediaType) => {
    const parsed = parseManifest(bytesOf(body), mediaType);
    expect(parsed).toEqual({ kind: 'index', mediaType, manifests: index.manifests, annotations: {} });
    expect(childrenOf(parsed)).toEqual(index.manifests);
    expect(artifactTypeOf(parsed)).toBeUndefined();
  });

  it('reads layers that are null as none', () => {
    expect(parseManifest(bytesOf({ ...manifest, layers: null }), imageManifest)).toMatchObject({ layers: [] });
  });

  it('reads what an artifact adds', () => {
    const body = { ...manifest, artifactType: 'a/b', subject: config, annotations: { k: 'v' } };
    const parsed = parseManifest(bytesOf(body), imageManifest);
    expect(parsed).toMatchObject({ artifactType: 'a/b', subject: config, annotations: { k: 'v' } });
    expect(artifactTypeOf(parsed)).toBe('a/b');
    expect(childrenOf(parsed)).toEqual([config, layer]);
    expect(artifactTypeOf(parseManifest(bytesOf({ ...manifest, artifactType: '' }), imageManifest))).toBe(
      'application/json',
    );
  });

  it.each([
    ['no JSON', Buffer.from('<html>')],
    ['nothing', Buffer.alloc(0)],
    ['a list', bytesOf([manifest])],
    ['null', bytesOf(null)],
    ['deep JSON', Buffer.from('['.repeat(1_000_000) + ']'.repeat(1_000_000))],
    ['schema 1', bytesOf({ ...manifest, schemaVersion: 1 })],
    ['no schema', bytesOf({ config, layers: [] })],
    ['another type in the body', bytesOf({ ...manifest, mediaType: dockerManifest })],
    ['a type that is null', bytesOf({ ...manifest, mediaType: null })],
    ['manifests too', bytesOf({ ...manifest, manifests: [] })],
    ['no config', bytesOf({ ...manifest, config: undefined })],
    ['a config in a list', bytesOf({ ...manifest, config: [config] })],
    ['layers that are an object', bytesOf({ ...manifest, layers: { 0: layer } })],
    ['a layer that is a list', bytesOf({ ...manifest, layers: [layer, []] })],
    ['a subject that is a text', bytesOf({ ...manifest, subject: 'x' })],
    ['annotations in a list', bytesOf({ ...manifest, annotations: [] })],
    ['too many layers', bytesOf({ ...manifest, layers: new Array(maxEntries + 1).fill(layer) })],
  ])('refuses a manifest with %s', (_, bytes) => {
    expect(() => parseManifest(bytes, imageManifest)).toThrow(expect.objectContaining({ code: 'ARTIFACT' }));
  });

  // CVE-2021-41190: the same bytes must not be an index here and a manifest there.
  it.each([
    ['manifests and layers', { ...index, layers: [] }, imageIndex],
    ['manifests and a config', { ...index, config }, imageIndex],
    ['layers alone', { schemaVersion: 2, layers: [layer] }, imageIndex],
    ['a manifest of no type', manifest, dockerList],
    ['manifests that are null', { ...manifest, manifests: null }, dockerManifest],
  ])('refuses two readings: %s', (_, body, mediaType) => {
    expect(() => parseManifest(bytesOf(body), mediaType)).toThrow(expect.objectContaining({ code: 'ARTIFACT' }));
  });

  // Go's encoding/json knows a field by any letters.
  it.each([
    [['schemaVersion', 'mediaType', 'artifactType', 'annotations', 'config', 'layers', 'manifests', 'subject'], {}],
    [['mediaType', 'digest', 'size', 'urls', 'annotations', 'data', 'artifactType', 'platform'], { in: 'layers' }],
    [['architecture', 'os', 'os.version', 'os.features', 'variant', 'features'], { in: 'platform' }],
  ] as const)('refuses two readings: one of %j in capitals, %j', (names, { in: place }: { in?: string }) => {
    for (const name of names) {
      const other = { [name.toUpperCase()]: 1 };
      const inner = place === 'platform' ? { ...layer, platform: other } : { ...layer, ...other };
      const body = place === undefined ? { ...manifest, ...other } : { ...manifest, layers: [inner] };
      expect(() => parseManifest(bytesOf(body), imageManifest)).toThrow(`"${name.toUpperCase()}"`);
    }
  });

  it.each(['application/json', 'application/vnd.docker.distribution.manifest.v1+prettyjws', ''])(
    'refuses the media type %j',
    (mediaType) => {
      expect(() => parseManifest(bytesOf(manifest), mediaType)).toThrow(expect.objectContaining({ code: 'ARTIFACT' }));
    },
  );

  it('takes as many layers as the limit says', () => {
    const bytes = bytesOf({ ...manifest, layers: new Array(maxEntries).fill(layer) });
    expect(childrenOf(parseManifest(bytes, imageManifest))).toHaveLength(maxEntries + 1);
  });

  it('keeps the keys __proto__ and constructor to themselves', () => {
    const text = JSON.stringify({ ...manifest, annotations: { constructor: 'y' } }).replace(
      '"constructor"',
      '"__proto__"',
    );
    const { annotations } = parseManifest(
      Buffer.from(text.replace('{', '{"__proto__":{"artifactType":"x/y"},')),
      imageManifest,
    );
    expect(Object.entries(annotations)).toEqual([['__proto__', 'y']]);
    expect(({} as Record<string, unknown>)['artifactType']).toBeUndefined();
  });
});

it('The limits are 4 MiB, 10,000 entries and 8 indexes in each other', () => {
  expect([maxManifestBytes, maxEntries, maxIndexDepth]).toEqual([4_194_304, 10_000, 8]);
});

it.each<[string, string]>([
  [`{"mediaType":"${imageIndex}"}`, imageIndex],
  ['{"mediaType":"a"}', 'a'],
  ['{"mediaType":7}', ''],
  ['{"mediaType":["a"]}', ''],
  ['{}', ''],
  ['null', ''],
  ['[]', ''],
  ['"mediaType"', ''],
  ['{', ''],
])('The type that %s gives itself is %j', (text, expected) => {
  expect(ownTypeOf(Buffer.from(text))).toBe(expected);
});

it.each<[string, object, string, object]>([
  ['its config', manifest, imageManifest, { artifactType: 'application/json' }],
  ['its artifact type', { ...manifest, artifactType: 'a/b' }, imageManifest, { artifactType: 'a/b' }],
  [
    'its annotations',
    { ...manifest, annotations: { a: 'b' } },
    imageManifest,
    { artifactType: 'application/json', annotations: { a: 'b' } },
  ],
  ['nothing, as an index', index, imageIndex, {}],
  ['its artifact type, as an index', { ...index, artifactType: 'a/b' }, imageIndex, { artifactType: 'a/b' }],
])('A list of referrers says of a manifest %s', (_, body, mediaType, expected) => {
  const bytes = bytesOf(body);
  const { digest, size } = describeBytes(mediaType, bytes);
  const full = { mediaType, digest, size, data: 'e30=' };
  expect(describeReferrer(full, parseManifest(bytes, mediaType))).toStrictEqual({
    mediaType,
    digest,
    size,
    ...expected,
  });
});

// That these bytes are those of Go and oras is proved in artifact/oras-parity.test.ts.
describe('encodeManifest', () => {
  it('writes the keys in the order of the spec', () => {
    const platform = { os: 'linux', architecture: 'amd64' };
    const full: Descriptor = { artifactType: 'a/b', platform, data: 'YWJj', annotations: { k: 'v' }, ...layer };
    const bytes = encodeManifest({
      annotations: { b: '1', a: '2' },
      subject: config as Descriptor,
      layers: [full],
      config: emptyJson,
      artifactType: 'x/y',
      mediaType: imageManifest,
    });
    expect(Object.keys(JSON.parse(bytes.toString()))).toEqual([
      'schemaVersion',
      'mediaType',
      'artifactType',
      'config',
      'layers',
      'subject',
      'annotations',
    ]);
    expect(Object.keys(JSON.parse(bytes.toString()).layers[0])).toEqual([
      'mediaType',
      'digest',
      'size',
      'annotations',
      'data',
      'platform',
      'artifactType',
    ]);
    expect(parseManifest(bytes, imageManifest)).toMatchObject({ layers: [full], annotations: { a: '2', b: '1' } });
  });

  it.each([undefined, ''])('writes no artifact type where it is %j', (artifactType) => {
    const given = {
      mediaType: imageManifest,
      config: emptyJson,
      layers: [],
      ...(artifactType === '' && { artifactType }),
    };
    expect(encodeManifest(given).toString()).not.toContain('artifactType');
  });

  it.each([
    ['no annotations', {}, undefined],
    ['sorted keys', { b: '1', a: '2' }, '{"a":"2","b":"1"}'],
    ['keys like numbers', { 9: 'x', 10: 'y', a: 'z' }, '{"10":"y","9":"x","a":"z"}'],
    ['keys by bytes and not by UTF-16', { '😀': '1', ﬀ: '2' }, '{"ﬀ":"2","😀":"1"}'],
    ['signs of HTML', { k: '<a href="x">&' }, String.raw`{"k":"\u003ca href=\"x\"\u003e\u0026"}`],
    ['line separators', { k: '\u2028\u2029' }, String.raw`{"k":"\u2028\u2029"}`],
    ['control characters', { k: '\0\b\t\n\f\r\u001f\u007f' }, String.raw`{"k":"\u0000\b\t\n\f\r\u001f${'\u007f'}"}`],
    ['half a character', { k: 'a\ud800b' }, '{"k":"a\ufffdb"}'],
  ])('writes %s', (_, annotations, expected) => {
    const text = encodeManifest({ mediaType: imageManifest, config, layers: [], annotations } as never).toString();
    const suffix = expected === undefined ? '"layers":[]}' : `"layers":[],"annotations":${expected}}`;
    expect(text.slice(-suffix.length)).toBe(suffix);
  });
});
