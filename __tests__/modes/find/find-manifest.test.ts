import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { startTold } from '../../../src/modes/contract/told.ts';
import { choosePlatform } from '../../../src/modes/find/choose-platform.ts';
import { choosePlatforms } from '../../../src/modes/find/choose-platforms.ts';
import { fullName } from '../../../src/modes/find/find-manifest.ts';
import { findTop } from '../../../src/modes/find/find-top.ts';
import { readConfig, unlessUnreadable } from '../../../src/modes/find/read-config.ts';
import { type Descriptor, describe as describeContent, emptyJson } from '../../../src/oci/descriptor.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';

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
    ({ code }: OciError) => code,
  );

const findAt = (store: MemoryStore, name: string) => {
  const asked = { reference: parseReference(name), ifNotFound: 'error', wait: undefined } as const;
  return findTop(store, asked, 'pull', { told: startTold(), log: collectingLog().log, signal });
};

describe('A manifest that is not there', () => {
  it('is told as it is where tags cannot be listed, and where it failed otherwise', async () => {
    const { store } = fill();
    store.tags = async function* () {
      yield await Promise.reject<string>(new OciError('DENIED', 'no'));
    };
    expect(await failure(findAt(store, 'r.test/app:v2'))).toBe('NOT_FOUND');
    // With all that it says: the status of the answer, or its topic.
    for (const failed of [new OciError('NOT_FOUND', 'no', { topic: 'html-page' }), new OciError('DENIED', 'no')]) {
      store.manifest = () => Promise.reject(failed);
      await expect(findAt(store, 'r.test/app:v2')).rejects.toBe(failed);
    }
  });

  it('is compared with a thousand tags, and no more of them are read', async () => {
    const { store } = fill();
    let read = 0;
    store.tags = async function* () {
      for (; read < 5000; read += 1) yield read === 999 ? 'v2-last' : read === 1000 ? 'v2' : 'x'.repeat(70);
    };
    await expect(findAt(store, 'r.test/app:v2-lost')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringMatching(/v2-last$/),
    });
    expect(read).toBeLessThan(1000);
  });

  it('has a name in the reference', async () => {
    const failed = findAt(fill().store, 'r.test/app');
    await expect(failed).rejects.toMatchObject({ code: 'INVALID_INPUT', topic: 'untagged-reference' });
  });
});

it.each([
  ['r.test/app:v1', 'r.test/app:v1'],
  [`r.test/app:v1@${zeros}`, `r.test/app@${zeros}`],
])('%s is called %s', (reference, name) => {
  expect(fullName(parseReference(reference))).toBe(name);
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
    expect(await failure(choose(top))).toBe('ARTIFACT');
    // The inner index has none for arm64, and is the one to be named.
    const inner = await index([{ ...(await manifest({ a: 2 })), platform: amd }]);
    await expect(choose(await index([{ ...inner, platform: arm }]))).rejects.toMatchObject({
      ...{ code: 'NOT_FOUND', topic: 'missing-platform' },
      message: expect.stringContaining(inner.digest),
    });
  });

  it.each<[string, object | string, string, string | undefined]>([
    ['is that of its config', { ...arm }, imageConfig, undefined],
    ['is that of its config, whose variant is empty', { ...arm, variant: '' }, imageConfig, undefined],
    ['is another one', { ...amd }, imageConfig, 'NOT_FOUND'],
    [
      'is another one by its variant',
      { os: 'linux', architecture: 'arm', variant: 'v7' },
      'application/vnd.docker.container.image.v1+json',
      'NOT_FOUND',
    ],
    [
      'is another one, whose variant is empty',
      { os: 'linux', architecture: 'amd64', variant: '' },
      imageConfig,
      'NOT_FOUND',
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
    expect(await failure(readConfig(store, config, signal))).toBe('TOO_LARGE');
    await expect(readConfig(store, { ...config, size: 4 * 1024 * 1024 }, signal)).rejects.toThrow('not read');
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
