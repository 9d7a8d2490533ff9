import { describe, expect, it } from '@jest/globals';
import { discover } from '../../src/modes/discover.ts';
import { type Descriptor, describe as describeContent, emptyJson } from '../../src/oci/descriptor.ts';
import { imageIndex, imageManifest } from '../../src/oci/media-types.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';

/** A place in memory, with manifests that have names; `type` is the artifact type. */
function fill() {
  const store = new MemoryStore();
  const names = new Map<string, string>();
  store.stage(emptyJson, openBytes(Buffer.from('{}')));
  const put = async (
    name: string,
    { of, type, tag, parts }: { of?: Descriptor; type?: string; tag?: string; parts?: object[] } = {},
  ) => {
    const mediaType = parts ? imageIndex : imageManifest;
    const body = {
      ...{ schemaVersion: 2, mediaType },
      ...(parts ? { manifests: parts } : { config: emptyJson, layers: [] }),
      ...(type === undefined ? {} : { artifactType: type }),
      ...(of === undefined ? {} : { subject: of }),
      annotations: { name },
    };
    const bytes = Buffer.from(JSON.stringify(body));
    const descriptor = describeContent(mediaType, bytes);
    await store.push(descriptor, openBytes(bytes), { tags: tag === undefined ? [] : [tag] });
    names.set(descriptor.digest, name);
    return descriptor;
  };
  const named = (text: string) =>
    [...names].reduce(
      (all, [digest, name]) => all.replaceAll(digest, name).replaceAll(digest.replace(':', '-'), `#${name}`),
      text,
    );
  const run = (given: Given<'discover'> = {}) =>
    tellAll(
      { 'r.test/app': store },
      ({ mode }) => discover(makeInputs('discover', 'r.test/app:v1', given), mode, { verify: undefined }),
      {
        named,
      },
    );
  return { store, put, run };
}

const cosignTag = ({ digest }: Descriptor, suffix: string) => `${digest.replace(':', '-')}.${suffix}`;

describe('Mode discover', () => {
  it('draws the tree of what belongs to a manifest, by subject or by tag', async () => {
    const { put, run } = fill();
    const app = await put('app', { tag: 'v1', type: 'app/x' });
    const sbom = await put('sbom', { of: app, type: 'sbom/x' });
    const signature = await put('signature', { of: sbom, type: 'sig/x' });
    const late = await put('late', { of: signature, type: 'late/x' });
    const cosign = await put('cosign', { tag: cosignTag(app, 'sig') });
    const { said, result, opened } = await run();
    expect(opened).toEqual(['r.test/app to read']);
    expect(said).toEqual([
      'group: Referrers of r.test/app@app',
      `info: ├── sbom/x  sbom  ${sbom.size} B`,
      `info: │   └── sig/x  signature  ${signature.size} B`,
      `info: │       └── late/x  late  ${late.size} B`,
      `info: └── cosign sig  cosign  ${cosign.size} B`,
    ]);
    const node = (digest: string, { size }: Descriptor, artifactType: string, more: object) => {
      const own = { digest, reference: `r.test/app@${digest}`, size, mediaType: imageManifest, artifactType };
      return { ...own, annotations: { name: digest }, referrers: [], ...more };
    };
    expect(result).toEqual({
      ...{ repository: 'r.test/app', tags: ['v1'], changed: false, digest: 'app', reference: 'r.test/app@app' },
      ...{ mediaType: imageManifest, artifactType: 'app/x', exists: true },
      referrers: [
        node('sbom', sbom, 'sbom/x', {
          referrers: [node('signature', signature, 'sig/x', { referrers: [node('late', late, 'late/x', {})] })],
        }),
        // What has a tag is not read: its suffix says what it is.
        node('cosign', cosign, '', { tag: '#app.sig', annotations: {} }),
      ],
      details: { total: 4 },
    });
  });

  it('draws a line beside what comes later, and none behind the last', async () => {
    const { put, run } = fill();
    const app = await put('app', { tag: 'v1' });
    const one = await put('one', { of: app, type: 'x/1' });
    await put('two', { of: app, type: 'x/2' });
    await put('below', { of: one, type: 'x/3' });
    const { said } = await run();
    const drawn = said.slice(1).map((line) => line.replace(/^info: /, '').replace(/ {2}\d+ B$/, ''));
    // The order of two referrers is that of their place.
    expect([
      ['├── x/1  one', '│   └── x/3  below', '└── x/2  two'],
      ['├── x/2  two', '└── x/1  one', '    └── x/3  below'],
    ]).toContainEqual(drawn);
  });

  it('takes those of a type on all levels, as oras discover does', async () => {
    const { put, run } = fill();
    const app = await put('app', { tag: 'v1' });
    const sbom = await put('sbom', { of: app, type: 'sbom/x' });
    await put('other', { of: app, type: 'other/x' });
    await put('signature', { of: sbom, type: 'sig/x' });
    await put('more', { of: sbom, type: 'sbom/x' });
    const { result } = await run({ artifactType: 'sbom/x' });
    expect(result).toMatchObject({
      referrers: [{ digest: 'sbom', referrers: [{ digest: 'more', referrers: [] }] }],
      details: { total: 2 },
    });
    expect(result['referrers']).toHaveLength(1);
  });

  it.each([
    [8, 8, false],
    [9, 8, true],
  ])('of %i levels, reads %i', async (levels, total, isCut) => {
    const { put, run } = fill();
    let last = await put('app', { tag: 'v1' });
    for (let at = 0; at < levels; at += 1) last = await put(`level ${at}`, { of: last, type: 'x/y' });
    const { said, result } = await run();
    expect(result['details']).toEqual({ total });
    expect(said.filter((line) => line.startsWith('warning'))).toEqual(
      isCut ? ['warning: There are more than 1000 referrers or 8 levels of them: the rest is left out'] : [],
    );
  });

  it.each([
    [1_000, false],
    [1_001, true],
  ])('of %i referrers, reads no more than a thousand', async (count, isCut) => {
    const { store, put, run } = fill();
    const app = await put('app', { tag: 'v1' });
    // They need not be read: a list says enough of them.
    store.referrers = async function* (subject) {
      if (subject.digest !== app.digest) return;
      for (let at = 0; at < count; at += 1) yield describeContent(imageManifest, Buffer.from(`${at}`));
    };
    const { said, result } = await run();
    expect(result['details']).toEqual({ total: 1_000 });
    expect(result['referrers']).toHaveLength(1_000);
    expect(said.some((line) => line.startsWith('warning'))).toBe(isCut);
  });

  it('shows what a list names twice twice, and goes down from it once', async () => {
    const { store, put, run } = fill();
    const app = await put('app', { tag: 'v1' });
    const one = await put('one', { type: 'x/y' });
    const below = await put('below', { type: 'x/z' });
    const lists = new Map([
      [app.digest, [one, one]],
      [one.digest, [below]],
      // A circle, as no honest digests can make one.
      [below.digest, [app]],
    ]);
    store.referrers = async function* ({ digest }) {
      yield* lists.get(digest) ?? [];
    };
    const { result } = await run();
    expect(result).toMatchObject({
      details: { total: 4 },
      referrers: [
        { digest: 'one', referrers: [{ digest: 'below', referrers: [{ digest: 'app', referrers: [] }] }] },
        { digest: 'one', referrers: [] },
      ],
    });
  });

  it('takes a platform of an index', async () => {
    const { put, run } = fill();
    const amd = await put('amd');
    const platform = { os: 'linux', architecture: 'amd64' };
    const index = await put('index', { tag: 'v1', parts: [{ ...amd, platform }] });
    await put('of index', { of: index, type: 'x/y' });
    await put('of amd', { of: amd, type: 'x/y' });
    const expectDigest = index.digest;
    expect((await run({ platforms: [platform], expectDigest })).result).toMatchObject({
      digest: 'amd',
      reference: 'r.test/app@amd',
      referrers: [{ digest: 'of amd' }],
    });
    expect((await run()).result).toMatchObject({
      digest: 'index',
      artifactType: '',
      referrers: [{ digest: 'of index' }],
    });
  });
});
