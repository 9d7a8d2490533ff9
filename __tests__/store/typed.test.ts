import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../src/errors.ts';
import { type Descriptor, describe as describeContent, emptyJson } from '../../src/oci/descriptor.ts';
import { imageManifest } from '../../src/oci/media-types.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { typed } from '../../src/store/typed.ts';
import { openBytes } from '../../src/store/verified.ts';

const { signal } = new AbortController();
const manifestOf = (name: string): Descriptor => describeContent(imageManifest, Buffer.from(name));

/** A place whose lists of referrers say what they are told to. */
class Listing extends MemoryStore {
  listed: readonly Descriptor[] = [];
  override async *referrers() {
    yield* this.listed;
  }
}

describe('A list that tells the types', () => {
  const described = async (store: Listing, listed: Descriptor[], atOnce = 2) => {
    const app = manifestOf('app');
    store.listed = listed;
    return Array.fromAsync(typed(store, atOnce).referrers(app, signal));
  };
  /** Puts a manifest with a type and an annotation. */
  const put = (store: Listing, name: string, text?: string): Descriptor => {
    const body = { schemaVersion: 2, mediaType: imageManifest, config: emptyJson, layers: [], annotations: { name } };
    const bytes = Buffer.from(text ?? JSON.stringify({ ...body, artifactType: `${name}/x` }));
    const descriptor = describeContent(imageManifest, bytes);
    store.stage(descriptor, openBytes(bytes));
    return descriptor;
  };

  it('reads what comes without one, or with the empty one, in the order of the list', async () => {
    const store = new Listing();
    const [one, two, three] = ['one', 'two', 'three'].map((name) => put(store, name)) as [
      ...[Descriptor, Descriptor, Descriptor],
    ];
    const found = await described(store, [
      one,
      { ...two, artifactType: emptyJson.mediaType },
      { ...three, artifactType: 'told/x' },
    ]);
    expect(found).toEqual([
      { ...one, artifactType: 'one/x', annotations: { name: 'one' } },
      { ...two, artifactType: 'two/x', annotations: { name: 'two' } },
      { ...three, artifactType: 'told/x' },
    ]);
  });

  it('lists what is not there, or cannot be read, as it was listed', async () => {
    const store = new Listing();
    const [gone, broken] = [manifestOf('gone'), put(store, 'broken', '[]')];
    expect(await described(store, [gone, broken])).toEqual([gone, broken]);
  });

  it.each([
    ['ARTIFACT', true],
    ['INTEGRITY', true],
    ['NOT_FOUND', true],
    ['DENIED', false],
    ['NETWORK', false],
  ] as const)('has what was listed where reading it fails with %s: %s', async (code, isListed) => {
    const store = new Listing();
    store.manifest = async () => Promise.reject(new OciError(code, 'no'));
    const found = described(store, [manifestOf('one')]);
    if (isListed) expect(await found).toEqual([manifestOf('one')]);
    else await expect(found).rejects.toMatchObject({ code });
  });

  it("reads what is Docker's where it is listed as OCI's", async () => {
    const store = new Listing();
    const docker = 'application/vnd.docker.distribution.manifest.v2+json';
    const body = { schemaVersion: 2, mediaType: docker, config: { ...emptyJson, mediaType: 'config/x' }, layers: [] };
    const one = put(store, 'one', JSON.stringify(body));
    expect(await described(store, [one])).toMatchObject([{ digest: one.digest, artifactType: 'config/x' }]);
  });

  it('reads so many at a time', async () => {
    const store = new Listing();
    const own = store.manifest.bind(store);
    let [running, most] = [0, 0];
    store.manifest = async (name) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return own(name);
    };
    await described(
      store,
      ['a', 'b', 'c', 'd', 'e'].map((name) => put(store, name)),
      2,
    );
    expect(most).toBe(2);
  });

  it.each([
    [2_000, undefined],
    [2_001, 'More than 2000 manifests are attached without a type on the list'],
  ])('reads no more than so many: %i', async (count, message) => {
    const store = new Listing();
    const found = described(store, new Array(count).fill(manifestOf('gone')), 8);
    if (message === undefined) expect(await found).toHaveLength(count);
    else await expect(found).rejects.toMatchObject({ code: 'TOO_LARGE', message });
  });
});
