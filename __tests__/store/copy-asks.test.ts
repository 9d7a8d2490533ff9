import { expect, it } from '@jest/globals';
import type { OpenContent } from '../../src/chunks.ts';
import { type Descriptor, describe as describeContent, emptyJson } from '../../src/oci/descriptor.ts';
import type { Digest } from '../../src/oci/digest.ts';
import { encodeManifest } from '../../src/oci/manifest.ts';
import { imageManifest } from '../../src/oci/media-types.ts';
import { copyGraph, startCopySession } from '../../src/store/copy-graph.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { PushOptions } from '../../src/store/store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { stage } from '../support/content/staged.ts';

/** A target in memory that notes for what it is asked, and what is written to it. */
class Asked extends MemoryStore {
  readonly asked: Digest[] = [];
  readonly pushed: Digest[] = [];
  override async has(descriptor: Descriptor, signal?: AbortSignal): Promise<boolean> {
    this.asked.push(descriptor.digest);
    return super.has(descriptor, signal);
  }
  override async push(descriptor: Descriptor, open: OpenContent, options: PushOptions = {}): Promise<void> {
    await super.push(descriptor, open, options);
    this.pushed.push(descriptor.digest);
  }
}

it.each([
  ['what a copy before it sent', true],
  ['what it is told to be there', false],
])('asks the target for nothing of %s', async (_, isBefore) => {
  const { store, root, layers } = stage({ 'a.txt': 'first' });
  const target = new Asked();
  const session = startCopySession(1);
  const [layer] = layers as [Descriptor];
  if (isBefore) await copyGraph(store, root, target, { session });
  // Another manifest of the same layer.
  const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers, annotations: { a: 'b' } });
  const other = describeContent(imageManifest, bytes);
  store.stage(other, openBytes(bytes));
  target.asked.length = 0;
  target.pushed.length = 0;
  const present = new Set(isBefore ? [] : [layer.digest, emptyJson.digest]);
  await copyGraph(store, other, target, { session, present });
  expect(target.asked).toEqual([other.digest]);
  expect(target.pushed).toEqual([other.digest]);
});

it.each([
  ['r.test', 'r.test', false],
  ['r.test', 'r.test:5000', true],
  ['r.test', 'my-r.test', true],
  ['r.test', 'r.test.example', true],
  [undefined, 'r.test', true],
  ['r.test', undefined, true],
  [undefined, undefined, true],
])(
  'from %s to %s, the target is asked for the first small blob, unless a mount tells: %s',
  async (from, to, isAsked) => {
    const { store, root, layers } = stage({ 'a.txt': 'first', 'b.txt': 'second' });
    const target = new Asked();
    for (const [place, host] of [
      [store, from],
      [target, to],
    ] as const) {
      if (host !== undefined) Object.assign(place, { location: { host, repository: 'app' } });
    }
    const asked: Digest[] = [];
    const own = target.has.bind(target);
    target.has = async (descriptor, signal) => {
      asked.push(descriptor.digest);
      return own(descriptor, signal);
    };
    await copyGraph(store, root, target, { tags: ['v1'] });
    expect(target.asked).toEqual(isAsked ? [layers[0]?.digest] : [root.digest]);
  },
);

it('the target is asked for an empty config where no other blob tells', async () => {
  const store = new MemoryStore();
  await store.push(emptyJson, openBytes(Buffer.from('{}')));
  const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers: [emptyJson] });
  const root = describeContent(imageManifest, bytes);
  store.stage(root, openBytes(bytes));
  const target = new Asked();
  await target.push(emptyJson, openBytes(Buffer.from('{}')));
  await copyGraph(store, root, target);
  expect(target.pushed).toEqual([emptyJson.digest, root.digest]);
});

it('asks for the first blob of up to 128 KiB, and for each that is larger', async () => {
  const { store, root, layers } = stage({ a: Buffer.alloc(128 * 1024, 'a'), b: Buffer.alloc(128 * 1024 + 1, 'b') });
  const target = new Asked();
  await copyGraph(store, root, target, { tags: ['v1'] });
  expect(target.asked).toEqual(layers.map(({ digest }) => digest));
});

it('tells of a blob that was mounted', async () => {
  const { store, root, layers } = stage({ a: 'first' });
  const target = new Asked();
  const own = target.push.bind(target);
  target.push = async (descriptor, open, options = {}) => {
    if (descriptor.digest === layers[0]?.digest) options.onMounted?.();
    return own(descriptor, open, options);
  };
  const kinds = new Map<string, string>();
  await copyGraph(store, root, target, { onEvent: ({ kind, descriptor }) => void kinds.set(descriptor.digest, kind) });
  expect([layers[0], emptyJson, root].map((each) => kinds.get(each?.digest ?? ''))).toEqual([
    ...['mounted', 'copied', 'copied'],
  ]);
});
