import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../src/errors.ts';
import { type Descriptor, describe as describeContent } from '../../src/oci/descriptor.ts';
import { imageManifest } from '../../src/oci/media-types.ts';
import { findAttached, readDigestTags } from '../../src/store/attached.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';

const { signal } = new AbortController();
const manifestOf = (name: string): Descriptor => describeContent(imageManifest, Buffer.from(name));
const tagOf = ({ digest }: Descriptor, suffix = '') => digest.replace(':', '-') + suffix;

/** A place whose lists of referrers say what they are told to, and whose tags lead to what they are told to. */
class Lists extends MemoryStore {
  readonly lists = new Map<string, Descriptor[]>();
  readonly named = new Map<string, Descriptor>();
  asked: string[] = [];
  override async *referrers({ digest }: Descriptor) {
    this.asked.push(digest);
    yield* this.lists.get(digest) ?? [];
  }
  override async resolve(name: string): Promise<Descriptor> {
    const found = this.named.get(name);
    if (!found) throw new OciError('NOT_FOUND', `no ${name}`);
    return found;
  }
  override async *tags() {
    yield* this.named.keys();
  }
}

describe('what is attached', () => {
  it('is found by lists and tags, and what is attached to that in turn', async () => {
    const store = new Lists();
    const [app, sbom, signature, cosign] = ['app', 'sbom', 'signature', 'cosign'].map(manifestOf) as [
      ...[Descriptor, Descriptor, Descriptor, Descriptor],
    ];
    store.lists.set(app.digest, [{ ...sbom, artifactType: 'sbom/x', annotations: { a: 'b' } }]);
    store.lists.set(sbom.digest, [signature]);
    store.named.set(tagOf(app, '.sig'), cosign);
    // The list of a registry without the API, which is nothing that is attached; and another tag.
    store.named.set(tagOf(app), manifestOf('list'));
    store.named.set('v1', app);
    const found = await findAttached(store, [app], await readDigestTags(store, signal), signal);
    expect(found).toEqual([
      // Bare but for its type: what a list says besides is not passed on.
      { descriptor: { ...sbom, artifactType: 'sbom/x' }, subject: app, depth: 0 },
      { descriptor: cosign, subject: app, tag: tagOf(app, '.sig'), depth: 0 },
      { descriptor: signature, subject: { ...sbom, artifactType: 'sbom/x' }, depth: 1 },
    ]);
    expect(found.map(({ descriptor }) => 'artifactType' in descriptor)).toEqual([true, false, false]);
  });

  it('counts once, also where lists name it twice or in a circle', async () => {
    const store = new Lists();
    const [app, one, two] = ['app', 'one', 'two'].map(manifestOf) as [Descriptor, Descriptor, Descriptor];
    store.lists.set(app.digest, [one, one, two]);
    store.lists.set(one.digest, [two, app]);
    store.lists.set(two.digest, [one]);
    const found = await findAttached(store, [app], new Map(), signal);
    expect(found.map(({ descriptor }) => descriptor.digest)).toEqual([one.digest, two.digest]);
    expect(store.asked).toEqual([app.digest, one.digest, two.digest]);
  });

  it('is found up to the eighth of a chain, which may have no end', async () => {
    const store = new Lists();
    const chain = Array.from({ length: 12 }, (_, at) => manifestOf(`link ${at}`));
    for (const [at, { digest }] of chain.entries()) store.lists.set(digest, chain.slice(at + 1, at + 2));
    const found = await findAttached(store, chain.slice(0, 1), new Map(), signal);
    expect(found.map(({ descriptor, depth }) => [descriptor.digest, depth])).toEqual(
      chain.slice(1, 9).map(({ digest }, depth) => [digest, depth]),
    );
  });

  it('has a tag too where it is on a list: both go along', async () => {
    const store = new Lists();
    const [app, one] = ['app', 'one'].map(manifestOf) as [Descriptor, Descriptor];
    store.lists.set(app.digest, [one]);
    store.named.set(tagOf(app, '.sig'), one);
    const found = await findAttached(store, [app], await readDigestTags(store, signal), signal);
    expect(found.map(({ tag }) => tag)).toEqual([undefined, tagOf(app, '.sig')]);
    expect(store.asked).toEqual([app.digest, one.digest]);
  });

  it('was removed since its tag was listed', async () => {
    const store = new Lists();
    const app = manifestOf('app');
    store.named.set(tagOf(app, '.sig'), manifestOf('one'));
    const tags = await readDigestTags(store, signal);
    store.named.clear();
    expect(await findAttached(store, [app], tags, signal)).toEqual([]);
  });

  it.each([
    [10_000, undefined],
    [10_001, 'More than 10000 manifests are attached'],
  ])('is no more than a place can have: %i', async (count, message) => {
    const store = new Lists();
    const app = manifestOf('app');
    store.lists.set(app.digest, new Array(count).fill(manifestOf('one')));
    const found = findAttached(store, [app], new Map(), signal);
    if (message === undefined) expect(await found).toHaveLength(1);
    else await expect(found).rejects.toMatchObject({ code: 'TOO_LARGE', message });
  });

  it.each([
    ['NOT_FOUND', true],
    ['DENIED', true],
    ['UNAUTHORIZED', true],
    ['UNSUPPORTED', true],
    ['NETWORK', false],
    ['REGISTRY', false],
  ] as const)('by tags is none where a place that does not tell them says %s: %s', async (code, isNone) => {
    const store = new Lists();
    store.tags = async function* () {
      yield await Promise.reject<string>(new OciError(code, 'no'));
    };
    const read = readDigestTags(store, signal);
    if (isNone) expect(await read).toEqual(new Map());
    else await expect(read).rejects.toMatchObject({ code });
  });
});
