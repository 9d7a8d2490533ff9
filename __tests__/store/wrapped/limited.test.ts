import { expect, it } from '@jest/globals';
import { type Descriptor, describe, emptyJson } from '../../../src/oci/descriptor.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import { findAttached } from '../../../src/store/attached.ts';
import { copyGraph } from '../../../src/store/copy-graph.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { limited, maxGraphBytes } from '../../../src/store/wrapped/limited.ts';
import { collect } from '../../support/content/collect.ts';

async function filled() {
  const store = new MemoryStore();
  await store.push(emptyJson, openBytes(Buffer.from('{}')));
  const put = async (annotations: Record<string, string>, subject?: ReturnType<typeof describe>) => {
    const rest = { config: emptyJson, layers: [emptyJson], annotations, ...(subject ? { subject } : {}) };
    const bytes = encodeManifest({ mediaType: imageManifest, ...rest });
    const descriptor = describe(imageManifest, bytes);
    await store.push(descriptor, openBytes(bytes));
    return descriptor;
  };
  const putIndex = async (manifests: unknown[]) => {
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests }));
    const descriptor = describe(imageIndex, bytes);
    await store.push(descriptor, openBytes(bytes));
    return descriptor;
  };
  return { store, put, putIndex };
}

it('lets graphs pass that are larger than real ones', async () => {
  const { store, put, putIndex } = await filled();
  const images = await Promise.all(
    Array.from({ length: 60 }, (_, number) => put({ number: `${number} ${'x'.repeat(5_000)}` })),
  );
  const root = await putIndex(images);
  // The store itself would read through all of them for each question.
  const lists = new Map<string, Descriptor[]>();
  for (let number = 0; number < 1_000; number += 1) {
    const subject = images[number % images.length];
    const referrer = await put({ number: `${number} ${'y'.repeat(3_000)}` }, subject);
    lists.set(subject?.digest ?? '', [
      ...(lists.get(subject?.digest ?? '') ?? []),
      { ...referrer, annotations: { x: 'y' } },
    ]);
  }
  const source = limited({
    resolve: (name) => store.resolve(name),
    manifest: (name) => store.manifest(name),
    fetch: (descriptor) => store.fetch(descriptor),
    tags: () => store.tags(),
    async *referrers({ digest }) {
      yield* lists.get(digest) ?? [];
    },
  });
  const target = new MemoryStore();
  await copyGraph(source, root, target);
  const attached = await findAttached(source, images, new Map(), undefined);
  expect(attached).toHaveLength(1_000);
  for (const { descriptor } of attached) await copyGraph(source, descriptor, target);
  expect(source.isExceeded).toBe(false);
  // What is kept of each in memory is small.
  expect(attached[0]?.descriptor).not.toHaveProperty('annotations');
});

it('counts what a manifest has, whatever was said of its size', async () => {
  const { store, put } = await filled();
  const source = limited(store);
  const fitting = Math.floor(maxGraphBytes / (3 * 1024 * 1024));
  const read = [];
  for (let number = 0; number < fitting + 2; number += 1) {
    const { mediaType, digest } = await put({ number: `${number}${'x'.repeat(3 * 1024 * 1024)}` });
    const understated = source.fetch({ mediaType, digest, size: 1 }).then(collect);
    await expect(understated).rejects.toMatchObject({ code: number <= fitting ? 'INTEGRITY' : 'TOO_LARGE' });
    const isRead = await source.manifest(digest).then(
      () => true,
      ({ code }: { code: string }) => code,
    );
    read.push(isRead);
  }
  expect(read).toEqual([...Array(fitting).fill(true), 'TOO_LARGE', 'TOO_LARGE']);
});

it('counts each manifest once, and refuses what is too much before it is read', async () => {
  const { store, put } = await filled();
  const large = await Promise.all(
    Array.from({ length: 11 }, (_, number) => put({ number: `${number}${'x'.repeat(3 * 1024 * 1024)}` })),
  );
  const source = limited(store);
  for (let time = 0; time < 12; time += 1) await collect(await source.fetch(large[0] ?? emptyJson));
  const read = [];
  for (const descriptor of large) {
    const isRead = await source.fetch(descriptor).then(
      () => true,
      ({ code }: { code: string }) => code,
    );
    read.push(isRead);
  }
  const fitting = Math.floor(maxGraphBytes / (large[0]?.size ?? 1));
  expect(read).toEqual([...Array(fitting).fill(true), ...Array(11 - fitting).fill('TOO_LARGE')]);
  expect(source.isExceeded).toBe(true);
  // Blobs are no part of it.
  expect(await collect(await source.fetch(emptyJson))).toEqual([Buffer.from('{}')]);
});

/** A source that gives nothing, and notes what it is asked. */
function empty(listed: readonly Descriptor[] = []) {
  const asked: string[] = [];
  const source = limited({
    resolve: async () => emptyJson,
    manifest: async (name) => Promise.reject(new Error(`asked for ${asked.push(name)}`)),
    fetch: async ({ digest }) => {
      asked.push(digest);
      return openBytes(Buffer.alloc(0))();
    },
    async *tags() {},
    async *referrers() {
      yield* listed;
    },
  });
  return { source, asked };
}
const fourMiB = Array.from({ length: 5 }, (_, number) => ({
  ...describe(imageManifest, Buffer.from(`${number}`)),
  size: 4 * 1024 * 1024,
}));

it('takes what is just as much as may be, and not one byte more', async () => {
  const { source, asked } = empty();
  for (const descriptor of fourMiB.slice(0, 4)) await source.fetch(descriptor);
  expect(source.isExceeded).toBe(false);
  await expect(source.fetch({ ...(fourMiB[4] as Descriptor), size: 1 })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  expect(source.isExceeded).toBe(true);
  // From then on, nothing of unknown size is asked for.
  await expect(source.manifest('v1')).rejects.toMatchObject({ code: 'TOO_LARGE' });
  expect(asked).toEqual(fourMiB.slice(0, 4).map(({ digest }) => digest));
});

it('counts no more of one manifest than is read of it, whatever size it is said to have', async () => {
  const { source } = empty();
  for (const descriptor of fourMiB.slice(0, 4)) await source.fetch({ ...descriptor, size: 1024 ** 4 });
  expect(source.isExceeded).toBe(false);
});

it('counts lists of referrers too', async () => {
  const annotations = { x: 'y'.repeat(1024 * 1024) };
  const { source } = empty(fourMiB.flatMap((each) => Array(4).fill({ ...each, annotations })));
  let count = 0;
  const reading = (async () => {
    for await (const _ of source.referrers(emptyJson)) count += 1;
  })();
  await expect(reading).rejects.toMatchObject({ code: 'TOO_LARGE' });
  expect(count).toBe(15);
});
