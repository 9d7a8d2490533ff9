import { digestOf } from '../../../src/oci/digest.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import type { HostileCase, Json, Repository } from '../../support/faults/hostile.ts';

const docker = 'application/vnd.docker.distribution.manifest.v2+json';
const commands = 'x\n::set-env name=A::b\r##[add-path]y\u001b[2J\u202e';

const other = digestOf(Buffer.from('another content'));

/** A manifest with one good file, changed as told. */
const changed =
  (changes: Json, mediaType?: string) =>
  ({ manifest, file }: Repository): void =>
    void manifest([file('good.txt')], changes, mediaType);

/** A good file and one whose descriptor is changed. */
const withLayer =
  (changes: Json) =>
  ({ manifest, file }: Repository): void =>
    void manifest([file('good.txt'), { ...file('bad.txt', 'bad'), ...changes }]);

/** Bytes that are served as some type, without a look at what is accepted. */
const served =
  (body: string, type: string) =>
  ({ answer, name }: Repository): void =>
    answer(`GET /v2/${name}/manifests/v1`, { status: 200, headers: { 'content-type': type }, body });

const bytes =
  (text: string | Uint8Array, mediaType?: string) =>
  ({ bytes: put }: Repository): void =>
    void put(text, mediaType);

/** A manifest with one good file, and with more text at its end. */
const longer =
  (more: string) =>
  ({ bytes: put, file, blob }: Repository): void => {
    const body = { schemaVersion: 2, config: blob('{}'), layers: [file('good.txt')] };
    put(`${JSON.stringify(body).slice(0, -1)},${more}}`);
  };

const good = (text: string) =>
  `{"schemaVersion":2,"config":{"mediaType":"a/b","digest":"sha256:${'0'.repeat(64)}","size":2},"layers":[]${text}}`;

const refused: [name: string, make: HostileCase['make']][] = [
  ['both manifests and layers', changed({ manifests: [] })],
  ['an index with a config', ({ bytes: put }) => void put(good(',"manifests":[]'), imageIndex)],
  ['a type that is not the one it is served as', changed({ mediaType: docker })],
  [
    'an index that says it is a manifest',
    ({ bytes: put }) => void put(`{"schemaVersion":2,"mediaType":"${imageManifest}","manifests":[]}`, imageIndex),
  ],
  ['a type that is not text', changed({ mediaType: 7 })],
  ['a media type that nobody knows', served(good(''), 'application/json')],
  ["Docker's first schema", served('{"schemaVersion":1}', 'application/vnd.docker.distribution.manifest.v1+prettyjws')],
  ['schemaVersion 1', changed({ schemaVersion: 1 })],
  ['schemaVersion as a text', changed({ schemaVersion: '2' })],
  ['no schemaVersion', changed({ schemaVersion: undefined })],
  ['no JSON', bytes('nonsense')],
  ['a list', bytes('[]')],
  ['null', bytes('null')],
  ['a number', bytes('1e400')],
  ['bytes that are no UTF-8', bytes(Buffer.from([0x7b, 0xff, 0x7d]))],
  ['a byte order mark', bytes(`\ufeff${good('')}`)],
  ['JSON that is 1,000,000 deep', bytes('['.repeat(1_000_000))],
  [
    'JSON that is 1,000,000 deep in a field that nobody reads',
    bytes(good(`,"x":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`)),
  ],
  ['layers that are no list', ({ manifest }) => void manifest({})],
  ['layers that are a text', ({ manifest }) => void manifest('layers')],
  ['a layer that is null', ({ manifest }) => void manifest([null])],
  ['a layer that is a list', ({ manifest }) => void manifest([[]])],
  ['10,001 layers', ({ manifest, blob }) => void manifest(Array(10_001).fill(blob('x')))],
  ['no config', changed({ config: undefined })],
  ['a config that is null', changed({ config: null })],
  ['a config whose digest is a path', changed({ config: { mediaType: 'a/b', digest: 'sha256:../../x', size: 2 } })],
  ['annotations that are a list', changed({ annotations: ['x'] })],
  ['annotations that are numbers', changed({ annotations: { x: 7 } })],
  ['a subject that is a text', changed({ subject: 'sha256:x' })],
  ['a subject whose digest is a path', changed({ subject: { mediaType: 'a/b', digest: '../x', size: 2 } })],
  // Go's reader folds the keys of its structs, so that oras and helm would see another artifact.
  ['layers and Layers', changed({ Layers: [] })],
  ['layers with a long s', changed({ 'layer\u017f': [] })],
  ['Manifests, as an index has them', changed({ Manifests: [] })],
  ['another Digest of a layer', withLayer({ Digest: other })],
  ['an OS of a platform', withLayer({ platform: { architecture: 'amd64', os: 'linux', OS: 'windows' } })],
  ['a field twice', longer('"schemaVersion":2')],
  ['an annotation twice', longer('"annotations":{"a":"b","a":"c"}')],
  ['an annotation twice, where half a character is U+FFFD', longer('"annotations":{"\\ud800":"b","\\udfff":"c"}')],
  ['a field twice that nobody reads', longer('"x":[{"a":1,"\\u0061":2}]')],
  ['a digest that is a path', withLayer({ digest: 'sha256:../../../../etc/passwd' })],
  ['a digest that leads to another API', withLayer({ digest: 'sha256:x/../../../v2/other/blobs/x' })],
  ['a digest in capitals', withLayer({ digest: `sha256:${'A'.repeat(64)}` })],
  ['a digest that is short', withLayer({ digest: 'sha256:00' })],
  ['a digest with a line break', withLayer({ digest: `sha256:${'0'.repeat(64)}\n` })],
  ['a digest of md5', withLayer({ digest: `md5:${'0'.repeat(32)}` })],
  ['a digest of sha384', withLayer({ digest: `sha384:${'0'.repeat(96)}` })],
  ['a digest that is a number', withLayer({ digest: 7 })],
  ['no digest', withLayer({ digest: undefined })],
  ['a size below zero', withLayer({ size: -1 })],
  ['half a byte', withLayer({ size: 1.5 })],
  ['a size that no number holds', withLayer({ size: 2 ** 63 })],
  ['a size as a text', withLayer({ size: '3' })],
  ['no size', withLayer({ size: undefined })],
  ['a media type that gives commands', withLayer({ mediaType: commands })],
  ['a media type that is empty', withLayer({ mediaType: '' })],
  ['an annotation of a layer that is an object', withLayer({ annotations: { 'org.opencontainers.image.title': {} } })],
];

const nested = (depth: number) => (repository: Repository) => {
  let child = repository.manifest([repository.file('good.txt')], {}, imageManifest, 'leaf');
  for (let level = 0; level < depth; level += 1) {
    const body = JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: [child] });
    child = repository.bytes(body, imageIndex);
  }
};

const wrongContent: HostileCase[] = [
  { name: 'content that is longer than its size', make: withLayer({ size: 2 }), expected: 'INTEGRITY' },
  { name: 'content that is shorter than its size', make: withLayer({ size: 99 }), expected: 'INTEGRITY' },
  { name: 'content that should be 8 PiB', make: withLayer({ size: 2 ** 53 - 1 }), expected: 'INTEGRITY' },
  { name: 'content that should be empty', make: withLayer({ size: 0 }), expected: 'INTEGRITY' },
  {
    name: 'content of another digest',
    make: (repository) => {
      repository.answer(`GET /v2/${repository.name}/blobs/${other}`, { status: 200, body: 'something quite else' });
      withLayer({ digest: other, size: 15 })(repository);
    },
    expected: 'INTEGRITY',
  },
  {
    name: 'content of another digest, of the same size, by sha512',
    make: withLayer({ digest: `sha512:${'0'.repeat(128)}` }),
    expected: 'NOT_FOUND',
  },
  {
    name: 'a layer that is elsewhere, by urls',
    make: (repository) =>
      withLayer({
        digest: other,
        size: 15,
        urls: [`${repository.trap}/x`],
        mediaType: 'application/vnd.oci.image.layer.nondistributable.v1.tar',
      })(repository),
    expected: 'NOT_FOUND',
  },
  {
    name: 'the data of a descriptor that is not its content',
    make: withLayer({ data: Buffer.from('evil').toString('base64') }),
    expected: 'ok',
    files: ['good.txt', 'bad.txt'],
  },
  {
    name: 'a config of 2 GiB that nobody needs',
    make: changed({ config: { mediaType: 'a/b', digest: other, size: 2 ** 31 } }),
    expected: 'ok',
    files: ['good.txt'],
  },
  {
    name: 'annotations that give commands',
    make: changed({ annotations: { [commands]: commands, __proto__x: 'y' } }),
    expected: 'ok',
    files: ['good.txt'],
  },
  {
    name: 'an artifact type that gives commands',
    make: changed({ artifactType: commands }),
    expected: 'ok',
    files: ['good.txt'],
    outputs: { 'artifact-type': 'application/vnd.oci.empty.v1+json' },
  },
  {
    name: 'annotations that differ in letters only, and fields that nobody knows',
    make: changed({ annotations: { a: 'b', A: 'c' }, history: [{ Size: 1, size: 2 }], LayerCount: 1 }),
    expected: 'ok',
    files: ['good.txt'],
  },
  {
    name: 'a media type of 300 characters, with a parameter, or of one word',
    make: ({ manifest, file }) =>
      void manifest(
        [`a/${'b'.repeat(300)}`, 'text/plain; charset=utf-8', 'foo'].map((mediaType, at) =>
          file(`${at}`, '', { mediaType }),
        ),
      ),
    expected: 'ok',
    files: ['0', '1', '2'],
  },
  { name: 'no layers', make: ({ manifest }) => void manifest([]), expected: 'ok', files: [] },
];

const indexes: HostileCase[] = [
  {
    name: 'an index 9 deep is copied',
    make: nested(9),
    expected: 'ARTIFACT',
    inputs: { mode: 'copy', to: 'copied:v1' },
  },
  { name: 'an index 9 deep is pulled', make: nested(9), expected: 'ARTIFACT' },
  {
    name: 'an index with 10,001 manifests',
    make: ({ manifest, file, bytes: put }) => {
      const child = manifest([file('good.txt')], {}, imageManifest, 'leaf');
      put(
        JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: Array(10_001).fill(child) }),
        imageIndex,
      );
    },
    expected: 'ARTIFACT',
  },
  {
    name: 'an index that lists itself',
    make: ({ bytes: put, answer, name }) => {
      const self = { mediaType: imageIndex, digest: other, size: 500 };
      put(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: [self] }), imageIndex);
      answer(`GET /v2/${name}/manifests/${other}`, {
        status: 200,
        headers: { 'content-type': imageIndex },
        body: JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: [self] }),
      });
    },
    expected: 'INTEGRITY',
  },
  {
    name: 'an index whose platforms give commands, inspected',
    make: ({ manifest, file, bytes: put }) => {
      const child = manifest([file('good.txt')], {}, imageManifest, 'leaf');
      const platform = { os: commands, architecture: commands };
      put(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: [{ ...child, platform }] }), imageIndex);
    },
    expected: 'ok',
    inputs: { mode: 'inspect' },
  },
];

const config =
  (mediaType: string, content: string, size?: number) =>
  ({ manifest, file, blob }: Repository): void =>
    void manifest([file('good.txt')], {
      config: blob(content, { mediaType, ...(size === undefined ? {} : { size }) }),
    });
const imageConfig = 'application/vnd.oci.image.config.v1+json';
const helmConfig = 'application/vnd.cncf.helm.config.v1+json';

const inspected: HostileCase[] = (
  [
    [
      'a config of an image that is 1,000,000 deep',
      config(imageConfig, `{"x":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`),
    ],
    ['a config of an image of 2 GiB', config(imageConfig, '{}', 2 ** 31)],
    ['a config of an image that is not JSON', config(imageConfig, 'x')],
    [
      'a config of an image whose labels give commands',
      config(
        imageConfig,
        JSON.stringify({ os: commands, created: commands, config: { Labels: { [commands]: commands } } }),
      ),
    ],
    [
      'a config of a chart that gives commands',
      config(helmConfig, JSON.stringify({ name: commands, version: commands, description: commands })),
    ],
    ['a config of a chart of 2 GiB', config(helmConfig, '{}', 2 ** 31)],
    ['a time that gives commands', changed({ annotations: { 'org.opencontainers.image.created': commands } })],
    ['10,000 layers', ({ manifest, blob }) => void manifest(Array(10_000).fill(blob('x')))],
  ] satisfies [string, HostileCase['make']][]
).map(([name, make]) => ({ name: `${name}, inspected`, make, expected: 'ok', inputs: { mode: 'inspect' } }));

/** Refused or left out by each verb that reads it, not by the pull only. */
const verbs: HostileCase[] = [
  ...[{ mode: 'copy', to: 'copied:v1' }, { mode: 'inspect' }, { mode: 'discover' }, { mode: 'tag', tags: 'v2' }].map(
    (inputs): HostileCase => ({
      name: `another Digest of a layer: ${inputs.mode}`,
      make: withLayer({ Digest: other }),
      expected: 'ARTIFACT',
      inputs,
    }),
  ),
  {
    name: 'a config of an image with two readings, inspected',
    make: config(imageConfig, '{"OS":"windows","os":"linux"}'),
    expected: 'ok',
    inputs: { mode: 'inspect' },
    says: /config is left out.*OS/,
  },
];

const referrersTag = (digest: unknown) => String(digest).replace(':', '-');
const referrers: HostileCase[] = [
  {
    name: 'a referrer that refers to itself, discovered',
    make: ({ manifest, bytes: put }) => {
      const subject = manifest([]);
      const child = manifest([], { subject }, imageManifest, 'child');
      const list = (entries: unknown[]) =>
        JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: entries });
      put(list([child]), imageIndex, referrersTag(subject['digest']));
      put(list([child, subject]), imageIndex, referrersTag(child['digest']));
    },
    expected: 'ok',
    inputs: { mode: 'discover' },
  },
  {
    name: 'referrers whose types and annotations give commands, discovered',
    make: ({ manifest, bytes: put }) => {
      const subject = manifest([]);
      const child = {
        ...manifest([], { subject }, imageManifest, 'child'),
        artifactType: commands,
        annotations: { [commands]: '</details><img src=x onerror=y>' },
      };
      put(
        JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: [child] }),
        imageIndex,
        referrersTag(subject['digest']),
      );
    },
    expected: 'ok',
    inputs: { mode: 'discover' },
  },
  {
    name: 'a referrer whose layer has a media type that gives commands, copied',
    make: ({ manifest, blob, bytes: put }) => {
      const subject = manifest([]);
      const child = manifest([blob('x', { mediaType: commands })], { subject }, imageManifest, 'child');
      const body = JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: [child] });
      put(body, imageIndex, referrersTag(subject['digest']));
    },
    expected: 'ok',
    inputs: { mode: 'copy', to: 'copied:v1' },
    says: /sha256:\w+, attached to sha256:\w+, is left out: Entry 1 of layers in the manifest sha256:\w+ has the invalid media type "x/,
  },
  {
    name: 'a list of referrers with Manifests, discovered',
    make: ({ manifest, bytes: put }) => {
      const subject = manifest([]);
      put('{"schemaVersion":2,"manifests":[],"Manifests":[]}', imageIndex, referrersTag(subject['digest']));
    },
    expected: 'ARTIFACT',
    inputs: { mode: 'discover' },
  },
  {
    name: 'a list of referrers that is not an index, discovered',
    make: ({ manifest, bytes: put }) => {
      const subject = manifest([]);
      put('nonsense', imageIndex, referrersTag(subject['digest']));
    },
    expected: 'ARTIFACT',
    inputs: { mode: 'discover' },
  },
];

/** What comes of hostile manifests. */
export const manifestCases: HostileCase[] = [
  ...refused.map(([name, make]): HostileCase => ({ name, make, expected: 'ARTIFACT' })),
  ...wrongContent,
  ...indexes,
  ...inspected,
  ...verbs,
  ...referrers,
];
