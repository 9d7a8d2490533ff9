import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { ManifestFacts } from '../../../src/modes/removal/manifest-facts.ts';
import { type Descriptor, describe as describeContent, emptyJson } from '../../../src/oci/descriptor.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';

const { signal } = new AbortController();
const imageConfig = 'application/vnd.oci.image.config.v1+json';
const time = '2026-01-31T12:00:00Z';

function fill() {
  const store = new MemoryStore();
  const put = async (mediaType: string, body: object): Promise<Descriptor> => {
    const bytes = Buffer.from(JSON.stringify(body));
    const descriptor = describeContent(mediaType, bytes);
    await store.push(descriptor, openBytes(bytes));
    return descriptor;
  };
  const annotated = (created: string | undefined) =>
    created === undefined ? {} : { annotations: { 'org.opencontainers.image.created': created } };
  const image = async (config: object, { type = imageConfig, created }: { type?: string; created?: string } = {}) =>
    put(imageManifest, {
      ...{ schemaVersion: 2, mediaType: imageManifest, config: await put(type, config), layers: [] },
      ...annotated(created),
    });
  const index = (manifests: readonly Descriptor[], created?: string) =>
    put(imageIndex, { schemaVersion: 2, mediaType: imageIndex, manifests, ...annotated(created) });
  return { store, put, image, index, facts: new ManifestFacts(store, signal) };
}
type Filled = ReturnType<typeof fill>;
const absent = describeContent(imageManifest, Buffer.from('absent'));

describe('When a manifest was made is told', () => {
  it.each<[string, (filled: Filled) => Promise<Descriptor>, string | undefined]>([
    ['by its annotation', ({ image }) => image({}, { created: time }), time],
    ['by its annotation before its config', ({ image }) => image({ created: '2020-01-01' }, { created: time }), time],
    ['by the config of an image', ({ image }) => image({ created: time }), time],
    [
      'by the config of an image of Docker',
      ({ image }) => image({ created: time }, { type: 'application/vnd.docker.container.image.v1+json' }),
      time,
    ],
    ['not by the config of anything else', ({ image }) => image({ created: time }, { type: 'x/y' }), undefined],
    ['not by a number', ({ image }) => image({ created: 1_769_860_800_000 }), undefined],
    ['not by a number that reads as a year', ({ image }) => image({ created: 2026 }), undefined],
    ['not by a config that is not one', ({ image }) => image([]), undefined],
    ['not by words', ({ image }) => image({}, { created: 'yesterday' }), undefined],
    // In place of a time, by builds that can be repeated.
    ['not by the year 1970', ({ image }) => image({}, { created: '1970-01-01T00:00:00Z' }), undefined],
    ['not by the second day of 1980', ({ image }) => image({}, { created: '1980-01-02T23:59:59Z' }), undefined],
    ['by the third day of 1980', ({ image }) => image({}, { created: '1980-01-03T00:00:00Z' }), '1980-01-03T00:00:00Z'],
    [
      'by the annotation of an index before its images',
      async ({ image, index }) => index([await image({}, { created: '2020-01-01T00:00:00Z' })], time),
      time,
    ],
    [
      'by the first image of an index that tells it',
      async ({ image, index }) =>
        index([
          absent,
          await image({ created: '0001-01-01T00:00:00Z' }),
          await image({ created: time }),
          await image({ created: '2020-01-01T00:00:00Z' }),
        ]),
      time,
    ],
    [
      'by an image that is no manifest to us, not',
      async ({ index, put }) => index([await put('application/json', { annotations: { created: time } })]),
      undefined,
    ],
    [
      'by an index in an index in an index',
      async ({ image, index }) => index([await index([await index([await image({ created: time })])])]),
      time,
    ],
    ['not by what is not there', async () => absent, undefined],
    ['not by what cannot be read', ({ put }) => put(imageManifest, []), undefined],
    [
      'by another image, where one of an index cannot be read',
      async ({ put, image, index }) => index([await put(imageManifest, []), await image({ created: time })]),
      time,
    ],
  ])('%s', async (_, put, expected) => {
    const filled = fill();
    const { digest } = await put(filled);
    const found = await filled.facts.createdAt(digest);
    expect(found?.toISOString()).toBe(expected?.replace('Z', '.000Z'));
  });

  it('and a refusal is told as it is', async () => {
    const { facts, store, image } = fill();
    const { digest } = await image({ created: time });
    store.manifest = async () => {
      throw new OciError('DENIED', 'no right');
    };
    await expect(facts.createdAt(digest)).rejects.toMatchObject({ code: 'DENIED' });
    await expect(facts.problemOf(digest)).rejects.toMatchObject({ code: 'DENIED' });
  });
});

it('What cannot be read says why, and what can or is not there does not', async () => {
  const { facts, put, image } = fill();
  expect(await facts.problemOf((await put(imageManifest, [])).digest)).toMatch(/^The manifest|manifest/);
  expect(await facts.problemOf((await image({})).digest)).toBeUndefined();
  expect(await facts.problemOf(absent.digest)).toBeUndefined();
});

it('What a decision needs of a manifest is read once', async () => {
  const { facts, store, put, image, index } = fill();
  const part = await image({});
  const other = { ...emptyJson, mediaType: 'text/plain' };
  const top = await index([part, other], time);
  const child = await put(imageManifest, {
    ...{ schemaVersion: 2, mediaType: imageManifest, config: emptyJson, layers: [], subject: top },
  });
  expect(await facts.of(top.digest)).toMatchObject({ descriptor: top, children: [part], created: time });
  const found = await facts.of(child.digest);
  expect(found).toMatchObject({ subject: top.digest, children: [], config: emptyJson });
  await store.delete(child.digest);
  expect(await facts.of(child.digest)).toBe(found);
});
