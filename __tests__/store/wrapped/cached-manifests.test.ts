import { describe, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import { contentOf } from '../../../src/store/content.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { cachedManifests } from '../../../src/store/wrapped/cached-manifests.ts';

const { signal } = new AbortController();

describe('A source that remembers', () => {
  it('reads a manifest once by its digest, and a tag each time', async () => {
    const store = new MemoryStore();
    const bytes = Buffer.from(`{"schemaVersion":2,"x":"${'y'.repeat(100_000)}"}`);
    const one = describeContent(imageManifest, bytes);
    await store.push(one, openBytes(bytes), { tags: ['v1'] });
    const asked: string[] = [];
    const own = store.manifest.bind(store);
    store.manifest = async (name) => {
      asked.push(name);
      return own(name);
    };
    const source = cachedManifests(store);
    for (const name of ['v1', one.digest, 'v1', one.digest]) {
      expect((await source.manifest(name, signal)).bytes.equals(bytes)).toBe(true);
    }
    expect(asked).toEqual(['v1', 'v1']);
    store.fetch = async () => {
      throw new Error('It was read already');
    };
    expect(Buffer.concat(await Array.fromAsync(await source.fetch(one, signal))).equals(bytes)).toBe(true);
  });

  it('has what it is given beside its own, though not under a tag', async () => {
    const bytes = Buffer.from('{}');
    const known = contentOf(describeContent(imageManifest, bytes), bytes);
    const source = cachedManifests(new MemoryStore(), [known]);
    expect(await source.resolve(known.descriptor.digest, signal)).toEqual(known.descriptor);
    expect((await source.manifest(known.descriptor.digest, signal)).bytes).toEqual(known.bytes);
    await expect(source.resolve('v1', signal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('does not take the type of a manifest from an index that lists it', async () => {
    const store = new MemoryStore();
    const bytes = Buffer.from('{"schemaVersion":2}');
    const one = describeContent(imageManifest, bytes);
    await store.push(one, openBytes(bytes));
    const source = cachedManifests(store);
    // A source that ignores `Accept` gives it under any type.
    store.fetch = async () => openBytes(bytes)();
    const listed = { ...one, mediaType: imageIndex };
    expect(Buffer.concat(await Array.fromAsync(await source.fetch(listed, signal))).equals(bytes)).toBe(true);
    expect(await source.resolve(one.digest, signal)).toMatchObject({ mediaType: imageManifest });
    expect((await source.manifest(one.digest, signal)).descriptor.mediaType).toBe(imageManifest);
  });

  it('remembers 16 MiB of them, and reads again what is more', async () => {
    const store = new MemoryStore();
    const put = async (fill: string) => {
      const bytes = Buffer.alloc(4 * 1024 * 1024, fill);
      const descriptor = describeContent(imageManifest, bytes);
      await store.push(descriptor, openBytes(bytes));
      return descriptor;
    };
    const all = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(put));
    const source = cachedManifests(store);
    let reads = 0;
    const own = store.manifest.bind(store);
    store.manifest = async (name) => {
      reads += 1;
      return own(name);
    };
    for (const { digest } of [...all, ...all]) await source.manifest(digest, signal);
    expect(reads).toBe(5 + 1);
  });
});
