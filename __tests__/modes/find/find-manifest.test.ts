import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { choosePlatform } from '../../../src/modes/find/choose-platform.ts';
import { choosePlatforms } from '../../../src/modes/find/choose-platforms.ts';
import { checkExpected, findManifest, fullName } from '../../../src/modes/find/find-manifest.ts';
import { chartFacts, readConfig, unlessUnreadable } from '../../../src/modes/find/read-config.ts';
import { type Descriptor, describe as describeContent, emptyJson } from '../../../src/oci/descriptor.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';

const { signal } = new AbortController();
const zeros = `sha256:${'0'.repeat(64)}` as const;
const imageConfig = 'application/vnd.oci.image.config.v1+json';
const [amd, arm] = ['amd64', 'arm64'].map((architecture) => ({ os: 'linux', architecture })) as [
  ...[{ os: string; architecture: string }, { os: string; architecture: string }],
];

function fill() {
  const store = new MemoryStore();
  const put = async (mediaType: string, body: object | string, ...tags: string[]): Promise<Descriptor> => {
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const descriptor = describeContent(mediaType, bytes);
    await store.push(descriptor, openBytes(bytes), { tags });
    return descriptor;
  };
  const manifest = async (config: object | string, type = imageConfig, ...tags: string[]) =>
    put(
      imageManifest,
      { schemaVersion: 2, mediaType: imageManifest, config: await put(type, config), layers: [] },
      ...tags,
    );
  const index = (manifests: object[], ...tags: string[]) =>
    put(imageIndex, { schemaVersion: 2, mediaType: imageIndex, manifests }, ...tags);
  return { store, put, manifest, index };
}
const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    ({ code, message }: OciError) => `${code}: ${message}`,
  );

describe('A manifest that is not there', () => {
  const find = async (tags: string[], reference: string) => {
    const { store, manifest } = fill();
    await manifest({}, imageConfig, ...tags);
    return failure(findManifest(store, parseReference(reference), 'pull', signal));
  };
  it.each<[string[], string, string]>([
    [['v1'], 'r.test/app:v2', 'v2 in memory; the only tag is v1'],
    [['v1', 'v12'], 'r.test/app:v2', 'v2 in memory; the only tags are v1, v12'],
    [
      ['latest', 'v1.0.0', 'v1.0.1', 'v2.0.0', 'main'],
      'r.test/app:v1.0.2',
      'v1.0.2 in memory; the nearest tags are v1.0.0, v1.0.1, v2.0.0',
    ],
    [[], 'r.test/app:v2', 'v2 in memory; there are no tags'],
    // What is too long to be compared is not near.
    [['x'.repeat(70)], 'r.test/app:v2', 'v2 in memory'],
    [['x'.repeat(70), 'v3'], 'r.test/app:v2', 'v2 in memory; the nearest tag is v3'],
    // A digest is no slip of the pen.
    [['v1'], `r.test/app@${zeros}`, `${zeros} in memory`],
    [['v1'], `r.test/app:v1@${zeros}`, `${zeros} in memory`],
  ])('among %j, asked for as %s', async (tags, reference, message) => {
    expect(await find(tags, reference)).toBe(`NOT_FOUND: There is no manifest ${message}`);
  });

  it('is told as it is where tags cannot be listed, and where it failed otherwise', async () => {
    const { store } = fill();
    store.tags = async function* () {
      yield await Promise.reject<string>(new OciError('DENIED', 'no'));
    };
    const reference = parseReference('r.test/app:v2');
    expect(await failure(findManifest(store, reference, 'pull', signal))).toBe(
      'NOT_FOUND: There is no manifest v2 in memory',
    );
    // With all that it says: the status of the answer, or its topic.
    const absent = new OciError('NOT_FOUND', 'not here', { topic: 'html-page' });
    store.manifest = () => Promise.reject(absent);
    await expect(findManifest(store, reference, 'pull', signal)).rejects.toBe(absent);
    const other = fill();
    await other.manifest({}, imageConfig, 'v1');
    other.store.manifest = async () => {
      throw new OciError('DENIED', 'no right');
    };
    expect(await failure(findManifest(other.store, reference, 'pull', signal))).toBe('DENIED: no right');
  });

  it('is compared with a thousand tags, and no more of them are read', async () => {
    const { store } = fill();
    let read = 0;
    store.tags = async function* () {
      for (; read < 5000; read += 1) yield read === 999 ? 'v2-last' : read === 1000 ? 'v2' : 'x'.repeat(70);
    };
    expect(await failure(findManifest(store, parseReference('r.test/app:v2-lost'), 'pull', signal))).toBe(
      'NOT_FOUND: There is no manifest v2-lost in memory; the nearest tag is v2-last',
    );
    expect(read).toBeLessThan(1000);
  });

  it('has a name in the reference', async () => {
    const { store } = fill();
    expect(await failure(findManifest(store, parseReference('r.test/app'), 'pull', signal))).toBe(
      'INVALID_INPUT: The input reference has neither a tag nor a digest: say which version to pull',
    );
  });
});

it.each([
  ['r.test/app:v1', 'r.test/app:v1'],
  [`r.test/app:v1@${zeros}`, `r.test/app@${zeros}`],
])('%s is called %s', (reference, name) => {
  expect(fullName(parseReference(reference))).toBe(name);
});

it('What was expected is what was found, or what was made of it', () => {
  const [one, two, three] = ['1', '2', '3'].map((digit) => `sha256:${digit.repeat(64)}` as const) as [
    ...[`sha256:${string}`, `sha256:${string}`, `sha256:${string}`],
  ];
  const reference = parseReference('r.test/app:v1');
  for (const expected of [undefined, one, two]) checkExpected(expected, reference, one, two);
  expect(() => checkExpected(three, reference, one, two)).toThrow(
    expect.objectContaining({
      message: `r.test/app:v1 is ${one}, but expect-digest asks for ${three}`,
      topic: 'expect-digest',
    }),
  );
});

describe('A platform', () => {
  it('is found through indexes, and not through ones without end', async () => {
    const { store, manifest, index } = fill();
    const image = await manifest({ a: 1 });
    let top = await index([
      { ...image, platform: arm },
      { ...(await manifest({ a: 2 })), platform: amd },
    ]);
    for (let depth = 1; depth < 8; depth += 1) top = await index([{ ...top, platform: arm }]);
    const choose = async (at: Descriptor) =>
      choosePlatform(store, await store.manifest(at.digest), arm, 'r.test/app', signal);
    expect((await choose(top)).content.descriptor.digest).toBe(image.digest);
    top = await index([{ ...top, platform: arm }]);
    expect(await failure(choose(top))).toBe('ARTIFACT: r.test/app has an index nested more than 8 deep');
    // The inner index has none for arm64, and is the one to be named.
    const inner = await index([{ ...(await manifest({ a: 2 })), platform: amd }]);
    expect(await failure(choose(await index([{ ...inner, platform: arm }])))).toMatch(
      new RegExp(`^NOT_FOUND: .*r\\.test/app@${inner.digest}`),
    );
  });

  it.each<[string, object | string, string, string | undefined]>([
    ['is that of its config', { ...arm }, imageConfig, undefined],
    ['is that of its config, whose variant is empty', { ...arm, variant: '' }, imageConfig, undefined],
    [
      'is another one',
      { ...amd },
      imageConfig,
      'NOT_FOUND: r.test/app:v1 is an image for linux/amd64, not for linux/arm64, linux/riscv64',
    ],
    [
      'is another one by its variant',
      { os: 'linux', architecture: 'arm', variant: 'v7' },
      'application/vnd.docker.container.image.v1+json',
      'NOT_FOUND: r.test/app:v1 is an image for linux/arm/v7, not for linux/arm64, linux/riscv64',
    ],
    [
      'is another one, whose variant is empty',
      { os: 'linux', architecture: 'amd64', variant: '' },
      imageConfig,
      'NOT_FOUND: r.test/app:v1 is an image for linux/amd64, not for linux/arm64, linux/riscv64',
    ],
    ['is none', { os: '', architecture: '' }, imageConfig, undefined],
    ['is none without an architecture', { os: 'linux', architecture: '' }, imageConfig, undefined],
    ['is none without an OS', { os: '', architecture: 'arm64' }, imageConfig, undefined],
    ['is none that can be read', '[]', imageConfig, undefined],
    // An artifact is for no platform.
    ['is that of an image alone', { ...amd }, emptyJson.mediaType, undefined],
  ])('of an image that is not an index %s', async (_, config, type, failed) => {
    const { store, manifest } = fill();
    const content = await store.manifest((await manifest(config, type)).digest);
    const platforms = [arm, { os: 'linux', architecture: 'riscv64' }];
    const chosen = choosePlatforms(store, content, platforms, 'r.test/app:v1', signal);
    if (failed === undefined) expect(await chosen).toBe(content);
    else expect(await failure(chosen)).toBe(failed);
    expect(await choosePlatforms(store, content, [], 'r.test/app:v1', signal)).toBe(content);
  });
});

it('Of several platforms that are asked for, the one that an index has is taken by itself', async () => {
  const { store, manifest, index } = fill();
  const image = await manifest({ a: 1 });
  const top = await store.manifest((await index([{ ...image, platform: arm }])).digest);
  const several = [arm, { os: 'linux', architecture: 'arm64', variant: 'v8' }];
  const chosen = await choosePlatforms(store, top, several, 'r.test/app:v1', signal);
  expect([image.digest, top.descriptor.digest]).toContain(chosen.descriptor.digest);
  expect(chosen.bytes.byteLength).toBe(chosen.descriptor.size);
});

describe('A config', () => {
  it('of more than 4 MiB is not read', async () => {
    const { store, put } = fill();
    store.fetch = async () => {
      throw new Error('not read');
    };
    const config = { ...(await put(imageConfig, '{}')), size: 4 * 1024 * 1024 + 1 };
    expect(await failure(readConfig(store, config, signal))).toBe(
      `TOO_LARGE: The config ${config.digest} is larger than 4 MiB`,
    );
    await expect(readConfig(store, { ...config, size: 4 * 1024 * 1024 }, signal)).rejects.toThrow('not read');
  });

  it('of a chart says what is text in it', () => {
    const config = {
      name: 'web',
      version: 1.2,
      appVersion: 7,
      description: null,
      type: '',
      kubeVersion: '>=1',
      home: 'x',
    };
    expect(chartFacts(config)).toEqual({ name: 'web', type: '', kubeVersion: '>=1' });
  });

  it.each([
    ['NOT_FOUND', true],
    ['ARTIFACT', true],
    ['TOO_LARGE', true],
    ['INTEGRITY', true],
    ['DENIED', false],
    ['NETWORK', false],
    ['CANCELLED', false],
  ] as const)('can be done without after %s: %s', async (code, canBe) => {
    const told: string[] = [];
    const work = unlessUnreadable(
      async () => {
        throw new OciError(code, 'why');
      },
      (why) => told.push(why),
    );
    if (canBe) expect(await work).toBeUndefined();
    else await expect(work).rejects.toMatchObject({ code });
    expect(told).toEqual(canBe ? ['why'] : []);
  });
});
