import { describe, expect, it } from '@jest/globals';
import { attachedTo, tellLeft } from '../../../src/modes/publish/copy-artifact.ts';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import { startCopySession } from '../../../src/store/copy-graph.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';
import { type Node, putGraph } from '../../support/content/named-graph.ts';

const { signal } = new AbortController();

/** What is attached to the manifest `top` of a graph, by names. */
async function find(nodes: Record<string, Node>) {
  const store = new MemoryStore();
  const { at, named } = await putGraph(store, nodes);
  const found = await attachedTo(store, await store.manifest(at('top').digest), new Map(), signal, collectingLog().log);
  return found.map(({ descriptor, subject }) => `${named(descriptor.digest)} of ${named(subject.digest)}`).sort();
}

describe('What goes along with a manifest', () => {
  it('is attached to it, to the platforms of an index and of indexes in that, and to what is attached', async () => {
    expect(
      await find({
        one: {},
        two: {},
        inner: { parts: ['two'] },
        top: { parts: ['one', 'inner'] },
        other: {},
        a: { of: 'top' },
        b: { of: 'one' },
        c: { of: 'inner' },
        d: { of: 'two' },
        e: { of: 'd' },
        f: { of: 'other' },
      }),
    ).toEqual(['a of top', 'b of one', 'c of inner', 'd of two', 'e of d']);
  });

  it('is attached to it alone where it lists nothing', async () => {
    expect(await find({ top: {}, a: { of: 'top' } })).toEqual(['a of top']);
  });

  it.each([
    [8, undefined],
    [9, 'The index is nested more than 8 deep'],
  ])('is looked for through %i indexes', async (depth, message) => {
    const nodes: Record<string, Node> = { n0: {}, a: { of: 'n0' } };
    for (let at = 1; at <= depth; at += 1) nodes[`n${at}`] = { parts: [`n${at - 1}`] };
    nodes['top'] = { parts: [`n${depth}`] };
    if (message === undefined) expect(await find(nodes)).toEqual(['a of n0']);
    else await expect(find(nodes)).rejects.toMatchObject({ code: 'ARTIFACT', message });
  });

  it('is not looked for below 10,000 manifests and more', async () => {
    const store = new MemoryStore();
    const write = async (manifests: object[]) => {
      const body = { schemaVersion: 2, mediaType: imageIndex, manifests };
      const bytes = Buffer.from(JSON.stringify(body));
      const descriptor = describeContent(imageIndex, bytes);
      await store.push(descriptor, openBytes(bytes));
      return descriptor;
    };
    const entries = Array.from({ length: 10_000 }, (_, at) => ({
      mediaType: imageManifest,
      digest: `sha256:${at.toString(16).padStart(64, '0')}`,
      size: 500,
    }));
    const { digest } = await write([await write(entries)]);
    const found = attachedTo(store, await store.manifest(digest), new Map(), signal, collectingLog().log);
    await expect(found).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});

it.each<[string[], boolean, string[]]>([
  [[], true, []],
  [['a'], true, ['notice: a, the subject of of a, stays behind: the source does not have it.']],
  [['a'], false, ['notice: a, the subject of of a, stays behind: to take it along, set referrers: true.']],
  [
    ['a', 'b', 'c'],
    true,
    ['notice: a, the subject of of a, stays behind: the source does not have it. Other subjects that stay behind: 2.'],
  ],
])(
  'Of the subjects %j that are left (wanted: %s), one is named and the others counted',
  (names, isWanted, expected) => {
    const session = startCopySession(1);
    for (const name of names) session.left.set(name as Digest, `of ${name}` as Digest);
    const { log, said } = collectingLog();
    tellLeft(session, isWanted, log);
    expect(said).toEqual(expected);
  },
);
