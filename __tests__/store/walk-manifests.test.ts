import { beforeEach, describe, expect, it } from '@jest/globals';
import { type ErrorCode, OciError } from '../../src/errors.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { imageIndex } from '../../src/oci/media-types.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { referrersAmong, walkManifests } from '../../src/store/walk-manifests.ts';
import { collect } from '../support/content/collect.ts';
import { type NamedGraph, putGraph } from '../support/content/named-graph.ts';

let store: MemoryStore;
let graph: NamedGraph;
/** What was fetched, by names. */
let fetched: string[];
let failures: Map<string, ErrorCode>;
beforeEach(async () => {
  store = new MemoryStore();
  graph = await putGraph(store, {
    amd: {},
    arm: {},
    inner: { parts: ['amd', 'arm'] },
    app: { parts: ['inner', 'amd', 'absent'] },
    sbom: { of: 'amd' },
    signature: { of: 'sbom' },
    'index of referrers': { parts: ['signature', 'sbom'], of: 'amd' },
  });
  fetched = [];
  failures = new Map();
});

const source = {
  fetch: async (descriptor: Descriptor, signal?: AbortSignal) => {
    const name = graph.named(descriptor.digest);
    fetched.push(name);
    const code = failures.get(name);
    if (code) throw new OciError(code, 'no');
    return store.fetch(descriptor, signal);
  },
};
const rootsOf = (...names: string[]) => names.map((name) => graph.at(name));
const walked = async (...names: string[]) => {
  const found = await collect(walkManifests(source, rootsOf(...names), undefined));
  return found.map(({ descriptor }) => graph.named(descriptor.digest));
};

describe('A walk over manifests', () => {
  it('reads each once, however often it is listed, and leaves out blobs and what is not there', async () => {
    const layer = graph.at('amd').layer as Descriptor;
    const roots = [...rootsOf('app', 'amd', 'app'), layer];
    const found = await collect(walkManifests(source, roots, undefined));
    expect(found.map(({ descriptor }) => graph.named(descriptor.digest)).sort()).toEqual([
      'amd',
      'app',
      'arm',
      'inner',
    ]);
    expect(fetched.toSorted()).toEqual(['absent', 'amd', 'app', 'arm', 'inner']);
  });

  it.each<[ErrorCode, boolean]>([
    ['NOT_FOUND', true],
    ['ARTIFACT', true],
    ['INTEGRITY', true],
    ['TOO_LARGE', true],
    ['DENIED', false],
    ['NETWORK', false],
    ['CANCELLED', false],
  ])('leaves out a manifest that cannot be read for %s: %s', async (code, isLeftOut) => {
    failures.set('inner', code);
    if (isLeftOut) expect((await walked('app', 'arm')).sort()).toEqual(['amd', 'app', 'arm']);
    else await expect(walked('app', 'arm')).rejects.toMatchObject({ code });
  });

  it('leaves out what is not what its type says', async () => {
    const bytes = Buffer.from('{"schemaVersion":2}');
    const broken = { ...graph.at('absent'), mediaType: imageIndex };
    store.stage(broken, openBytes(bytes));
    expect(await walked('app', 'arm')).not.toContain('absent');
  });

  it('keeps of what is listed its type, digest and size alone', async () => {
    const { digest, mediaType, size } = graph.at('amd');
    const bytes = Buffer.from(
      JSON.stringify({ schemaVersion: 2, manifests: [{ digest, mediaType, size, annotations: { a: 'b' } }] }),
    );
    const root = { ...graph.at('listing'), mediaType: imageIndex, size: bytes.byteLength };
    const [, part] = await collect(
      walkManifests(
        { fetch: async (of) => (of === root ? [bytes].values() : source.fetch(of)) as never },
        [root],
        undefined,
      ),
    );
    expect(part?.descriptor).toEqual({ digest, mediaType, size });
  });

  it('ends where it is given up between two manifests', async () => {
    const controller = new AbortController();
    const found: string[] = [];
    // As a source that does not look at the signal.
    const deaf = { fetch: (descriptor: Descriptor) => source.fetch(descriptor) };
    const walking = (async () => {
      for await (const { descriptor } of walkManifests(deaf, rootsOf('arm', 'inner'), controller.signal)) {
        found.push(graph.named(descriptor.digest));
        controller.abort(new Error('given up'));
      }
    })();
    await expect(walking).rejects.toThrow('given up');
    expect(found).toEqual(['inner']);
  });
});

it('A referrer is known by the digest of its subject, whatever size that is said to have', async () => {
  const subject = { ...graph.at('amd'), size: 1 };
  const found = await collect(referrersAmong(source, rootsOf('sbom'), subject, undefined));
  expect(found.map(({ digest }) => graph.named(digest))).toEqual(['sbom']);
});

describe('Among manifests, those that refer to a subject', () => {
  it.each([
    ['amd', ['index of referrers', 'sbom']],
    ['sbom', ['signature']],
    ['app', []],
    ['absent', []],
  ])('%s are %j', async (subject, expected) => {
    const roots = rootsOf('app', 'index of referrers');
    const found = await collect(referrersAmong(source, roots, graph.at(subject), undefined));
    expect(found.map(({ digest }) => graph.named(digest)).sort()).toEqual(expected);
    for (const one of found) expect(one).toMatchObject({ annotations: { name: graph.named(one.digest) } });
  });
});
