import { describe, expect, it } from '@jest/globals';
import type { OpenContent } from '../../src/chunks.ts';
import { OciError } from '../../src/errors.ts';
import { type Descriptor, describe as describeContent, emptyJson } from '../../src/oci/descriptor.ts';
import type { Digest } from '../../src/oci/digest.ts';
import { encodeManifest } from '../../src/oci/manifest.ts';
import { imageIndex, imageManifest } from '../../src/oci/media-types.ts';
import { openRegistry } from '../../src/registry/registry.ts';
import { type CopyEvent, copyGraph, startCopySession } from '../../src/store/copy-graph.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { PushOptions } from '../../src/store/store.ts';
import { openBytes, readAll } from '../../src/store/verified.ts';
import { buffer } from '../support/content/buffer.ts';
import { stage } from '../support/content/staged.ts';
import { quirkAlways, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { registryOptions } from '../support/servers/registry-options.ts';

const dockerManifest = 'application/vnd.docker.distribution.manifest.v2+json';

/** A store in memory that tells in which order it was written to, and how many writes ran at a time. */
class Target extends MemoryStore {
  readonly pushed: (Digest | string)[] = [];
  running = 0;
  most = 0;

  override async push(descriptor: Descriptor, open: OpenContent, options: PushOptions = {}): Promise<void> {
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    await super.push(descriptor, open, options);
    this.running -= 1;
    this.pushed.push(...(options.tags?.length ? options.tags : [descriptor.digest]));
  }
}

/** Puts an index of manifests over a store. */
function indexOf(store: MemoryStore, manifests: Descriptor[]): Descriptor {
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests }));
  const root = describeContent(imageIndex, bytes);
  store.stage(root, openBytes(bytes));
  return root;
}

const observe = () => {
  const events: CopyEvent[] = [];
  const onEvent = (event: CopyEvent) => events.push(event);
  return { events, onEvent };
};
const kinds = (events: CopyEvent[]) => events.filter(({ kind }) => kind !== 'progress').map(({ kind }) => kind);

describe('copy', () => {
  it('writes children before parents and tags last', async () => {
    const { store, root, layers } = stage({ 'a.txt': 'first', 'b.txt': 'second' });
    const index = indexOf(store, [root]);
    const target = new Target();
    await copyGraph(store, index, target, { tags: ['v1', 'latest'] });
    const blobs = [emptyJson, ...layers].map(({ digest }) => digest);
    expect(target.pushed.slice(0, 3).sort()).toEqual(blobs.sort());
    expect(target.pushed.slice(3)).toEqual([root.digest, 'v1', 'latest']);
    expect(await target.resolve('latest')).toEqual(index);
    for (const layer of layers) expect(await buffer(await target.fetch(layer))).toHaveLength(layer.size);
  });

  it.each([
    [imageManifest, dockerManifest, undefined],
    [dockerManifest, imageManifest, undefined],
    [imageManifest, imageIndex, 'ARTIFACT'],
    [imageManifest, 'application/json', 'ARTIFACT'],
  ])('passes on what was announced as %s and says that it is %s: %s', async (announced, own, code) => {
    const { store, root, layers } = stage({ 'a.txt': 'first' });
    const parts = { config: emptyJson, layers };
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: own, ...parts }));
    const child = describeContent(announced, bytes);
    store.stage(child, openBytes(bytes));
    await using server = await startFakeRegistry();
    const target = openRegistry(server.host, registryOptions())('app', 'pull,push');
    const copied = copyGraph(store, indexOf(store, [root, child]), target, { tags: ['v1'] });
    if (code !== undefined) await expect(copied).rejects.toMatchObject({ code });
    else {
      await copied;
      expect(await target.resolve(child.digest)).toEqual({ ...child, mediaType: own });
    }
  });

  it('stores the root under its digest alone when there is no tag', async () => {
    const { store, root } = stage({ 'a.txt': 'first' });
    const target = new Target();
    await copyGraph(store, root, target);
    expect(target.pushed.at(-1)).toBe(root.digest);
    expect(await target.has(root)).toBe(true);
  });

  it('copies what is referred to several times once', async () => {
    const { store, root, layers } = stage({ 'a.txt': 'same', 'b.txt': 'same' });
    const target = new Target();
    await copyGraph(store, indexOf(store, [root, root]), target);
    expect(target.pushed.filter((name) => name === layers[0]?.digest)).toHaveLength(1);
    expect(target.pushed.filter((name) => name === root.digest)).toHaveLength(1);
  });

  it('tells what happened to each piece, and the bytes on the way', async () => {
    const { store, root, layers } = stage({ 'a.txt': 'first', 'b.txt': 'x'.repeat(300_000) });
    const target = new MemoryStore();
    const first = observe();
    await copyGraph(store, root, target, { onEvent: first.onEvent });
    expect(kinds(first.events)).toEqual(['copied', 'copied', 'copied', 'copied']);
    const bytes = first.events.reduce((sum, event) => sum + (event.kind === 'progress' ? event.bytes : 0), 0);
    expect(bytes).toBe(2 + layers.reduce((sum, { size }) => sum + size, 0));

    const again = observe();
    await copyGraph(store, root, target, { tags: ['v2'], onEvent: again.onEvent });
    expect(again.events).toEqual([{ kind: 'skipped', descriptor: root }]);

    const other = stage({ 'a.txt': 'first', 'b.txt': 'x'.repeat(300_000), 'c.txt': 'third' });
    const part = observe();
    await copyGraph(other.store, other.root, target, { onEvent: part.onEvent });
    expect(kinds(part.events).sort()).toEqual(['copied', 'copied', 'skipped', 'skipped', 'skipped']);
  });

  it.each([
    [1, 9, 1],
    [2, 20, 8],
  ])('runs, with a concurrency of %i, %i small transfers at most %i at a time', async (concurrency, count, most) => {
    const { store, root } = stage(Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}`, `file ${n}`])));
    const target = new Target();
    await copyGraph(store, root, target, { concurrency });
    expect(target.most).toBe(most);
  });

  it('stops at the first failure and writes no manifest', async () => {
    const { store, root, layers } = stage({ 'a.txt': 'first', 'b.txt': 'second' });
    store.stage(layers[0] as Descriptor, openBytes(Buffer.from('other')));
    const target = new Target();
    await expect(copyGraph(store, root, target, { tags: ['v1'] })).rejects.toMatchObject({ code: 'INTEGRITY' });
    expect(await target.has(root)).toBe(false);
  });

  it('writes no tag after an abort', async () => {
    const { store, root } = stage({ 'a.txt': 'first', 'b.txt': 'second' });
    const target = new Target();
    const reason = new OciError('CANCELLED', 'Stopped by the test');
    const controller = new AbortController();
    const onEvent = () => controller.abort(reason);
    const { signal } = controller;
    await expect(copyGraph(store, root, target, { tags: ['v1'], onEvent, signal })).rejects.toBe(reason);
    await expect(target.resolve('v1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    [8, undefined],
    [9, 'ARTIFACT'],
  ])('takes indexes that are nested %i deep: %s', async (most, code) => {
    const { store, root } = stage({ 'a.txt': 'first' });
    let top = root;
    for (let depth = 0; depth < most; depth += 1) top = indexOf(store, [top]);
    const target = new MemoryStore();
    const copied = copyGraph(store, top, target);
    if (code === undefined) expect(await copied.then(() => target.has(top))).toBe(true);
    else await expect(copied).rejects.toMatchObject({ code });
  });

  it('says what the source lacks without a second walk', async () => {
    const store = new MemoryStore();
    const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers: [] });
    const root = describeContent(imageManifest, bytes);
    store.stage(root, openBytes(bytes));
    const target = new Target();
    await expect(copyGraph(store, root, target)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(target.pushed).toEqual([]);
  });
});

it('brings a manifest, though another one of the session lists it as a layer', async () => {
  const { store, root } = stage({ 'a.txt': 'first' });
  const index = indexOf(store, [root]);
  const asLayer = { ...root, mediaType: 'application/octet-stream' };
  const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers: [asLayer] });
  const planted = describeContent(imageManifest, bytes);
  store.stage(planted, openBytes(bytes));
  // In registries, a blob of that digest is not the manifest.
  const types = new Set<string>();
  const target = new Target();
  target.has = async ({ mediaType, digest }) => types.has(`${mediaType} ${digest}`);
  const push = target.push.bind(target);
  target.push = async (descriptor, ...rest) => {
    await push(descriptor, ...rest);
    types.add(`${descriptor.mediaType} ${descriptor.digest}`);
  };
  const session = startCopySession(1);
  for (const each of [planted, index]) await copyGraph(store, each, target, { session });
  expect([asLayer, root].map(({ mediaType, digest }) => types.has(`${mediaType} ${digest}`))).toEqual([true, true]);
});

it('lets a part of an index come before a part that refers to it, also where subjects stay behind', async () => {
  const { store, root } = stage({ 'a.txt': 'first' });
  const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers: [], subject: root });
  const referrer = describeContent(imageManifest, bytes);
  store.stage(referrer, openBytes(bytes));
  const target = new Target();
  const session = startCopySession(1);
  await copyGraph(store, indexOf(store, [referrer, root]), target, { tags: ['v1'], subjects: 'left', session });
  expect(target.pushed.slice(-3)).toEqual([root.digest, referrer.digest, 'v1']);
  expect(session.left.size).toBe(0);
});

it('calls no subject left behind that comes later in its session', async () => {
  const { store, root } = stage({ 'a.txt': 'first' });
  const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers: [], subject: root });
  const referrer = describeContent(imageManifest, bytes);
  store.stage(referrer, openBytes(bytes));
  const session = startCopySession(1);
  const target = new Target();
  await copyGraph(store, referrer, target, { subjects: 'left', session });
  expect([...session.left]).toEqual([[root.digest, referrer.digest]]);
  await copyGraph(store, root, target, { subjects: 'left', session });
  expect(session.left.size).toBe(0);
});

it('does not call a subject left behind that the target has', async () => {
  const { store, root } = stage({ 'a.txt': 'first' });
  const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers: [], subject: root });
  const referrer = describeContent(imageManifest, bytes);
  store.stage(referrer, openBytes(bytes));
  const target = new Target();
  await copyGraph(store, root, target);
  const session = startCopySession(1);
  await copyGraph(store, referrer, target, { subjects: 'left', session });
  expect(session.left.size).toBe(0);
});

it('does not call a subject left behind that is known to be there', async () => {
  const { store, root } = stage({ 'a.txt': 'first' });
  const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers: [], subject: root });
  const referrer = describeContent(imageManifest, bytes);
  store.stage(referrer, openBytes(bytes));
  const session = startCopySession(1);
  await copyGraph(store, referrer, new Target(), { subjects: 'left', session, known: new Set([root.digest]) });
  expect(session.left.size).toBe(0);
});

it('believes nothing that it found, once the target lacks something below a manifest', async () => {
  const { store, root, layers } = stage({ 'a.txt': 'first' });
  const index = indexOf(store, [root]);
  class Wrong extends Target {
    override async has(descriptor: Descriptor): Promise<boolean> {
      return descriptor.digest === root.digest || super.has(descriptor);
    }
    override async push(descriptor: Descriptor, open: OpenContent, options: PushOptions = {}): Promise<void> {
      if (descriptor.digest === index.digest && !(await super.has(root))) throw new OciError('NOT_FOUND', 'unknown');
      return super.push(descriptor, open, options);
    }
  }
  const target = new Wrong();
  await copyGraph(store, index, target, { tags: ['v1'] });
  expect(target.pushed).toEqual([...[emptyJson, ...layers].map(({ digest }) => digest), root.digest, 'v1']);
});

it('does not walk again once it is given up', async () => {
  const { store, root } = stage({ 'a.txt': 'first' });
  const controller = new AbortController();
  const target = new Target();
  await copyGraph(store, root, target);
  target.push = async () => {
    controller.abort(new OciError('CANCELLED', 'Stopped by the test'));
    throw new OciError('NOT_FOUND', 'unknown');
  };
  const read: string[] = [];
  const manifest = store.manifest.bind(store);
  store.manifest = async (name, signal) => {
    read.push(name);
    return manifest(name, signal);
  };
  await expect(copyGraph(store, root, target, { tags: ['v1'], signal: controller.signal })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(read).toEqual([root.digest]);
});

describe('copy to a registry', () => {
  it('fills in what lacks below a manifest that is there', async () => {
    await using server = await startFakeRegistry();
    const { store, root, layers } = stage({ 'a.txt': 'first', 'b.txt': 'second' });
    const app = openRegistry(server.host, registryOptions())('app', 'pull,push');
    await copyGraph(store, root, app, { tags: ['v1'] });
    server.content.repository('app').blobs.delete(layers[1]?.digest ?? '');
    await copyGraph(store, root, app, { tags: ['v2'] });
    expect(await app.resolve('v2')).toMatchObject({ digest: root.digest });
    expect(await app.has(layers[1] as Descriptor)).toBe(true);
  });

  it('walks once when the registry does not know the repository', async () => {
    await using server = await startFakeRegistry();
    const body = JSON.stringify({ errors: [{ code: 'NAME_UNKNOWN', message: 'create it first' }] });
    server.onRequest = quirkAlways('POST', { status: 404, body });
    const { store, root } = stage({ 'a.txt': 'first' });
    const app = openRegistry(server.host, registryOptions())('app', 'pull,push');
    await expect(copyGraph(store, root, app, { concurrency: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(server.requests.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  it('moves large blobs from one registry to another without holding them', async () => {
    await using from = await startFakeRegistry();
    await using to = await startFakeRegistry();
    const { store, root, layers } = stage({ 'large.bin': Buffer.alloc(20 << 20, 'x') });
    const source = openRegistry(from.host, registryOptions())('app', 'pull,push');
    await copyGraph(store, root, source);
    const target = openRegistry(to.host, registryOptions())('app', 'pull,push');
    await copyGraph(source, root, target, { tags: ['v1'] });
    expect(await target.has(layers[0] as Descriptor)).toBe(true);
  });

  it('closes the download of what cannot be uploaded', async () => {
    await using from = await startFakeRegistry();
    await using to = await startFakeRegistry();
    const { store, root } = stage({ 'large.bin': Buffer.alloc(20 << 20, 'x') });
    const source = openRegistry(from.host, registryOptions())('app', 'pull,push');
    await copyGraph(store, root, source);
    const location = 'http://127.0.0.1:1/upload';
    to.onRequest = quirkAlways('POST', { headers: { location } });
    const target = openRegistry(to.host, registryOptions())('app', 'pull,push');
    await expect(copyGraph(source, root, target)).rejects.toMatchObject({ code: 'NETWORK' });
    await from.ended();
  });

  it.each([
    'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
    'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
  ])('leaves out a layer of type %s that the source does not have, and takes one that it has', async (mediaType) => {
    const { store } = stage({ 'a.txt': 'first' });
    const there = { ...describeContent(mediaType, Buffer.from('there')), urls: ['http://127.0.0.1:1/there'] };
    const absent = { ...describeContent(mediaType, Buffer.from('absent')), urls: ['http://127.0.0.1:1/absent'] };
    store.stage(there, openBytes(Buffer.from('there')));
    const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers: [there, absent] });
    const root = describeContent(imageManifest, bytes);
    store.stage(root, openBytes(bytes));
    const target = new Target();
    const fates: [string, string][] = [];
    const onEvent = ({ kind, descriptor }: CopyEvent) =>
      void (kind !== 'progress' && fates.push([descriptor.digest, kind]));
    await copyGraph(store, root, target, { tags: ['v1'], onEvent });
    expect(fates).toEqual(
      expect.arrayContaining([
        [there.digest, 'copied'],
        [absent.digest, 'skipped'],
      ]),
    );
    expect(await target.has(there)).toBe(true);
    expect(await target.has(absent)).toBe(false);
    expect(await target.resolve('v1')).toEqual(root);
  });

  it('takes Docker manifest lists and nested indexes as they are', async () => {
    const { store, root } = stage({ 'a.txt': 'first' });
    const list = 'application/vnd.docker.distribution.manifest.list.v2+json';
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: list, manifests: [root] }));
    const inner = describeContent(list, bytes);
    store.stage(inner, openBytes(bytes));
    const outer = indexOf(store, [inner, root]);
    const target = new Target();
    await copyGraph(store, outer, target, { tags: ['v1'] });
    expect(await readAll(await target.fetch(inner), 'the list')).toEqual(bytes);
    expect(target.pushed.indexOf(root.digest)).toBeLessThan(target.pushed.indexOf(inner.digest));
    expect(target.pushed.at(-1)).toBe('v1');
  });

  it('moves content once in a session, and tries again what failed for another copy of it', async () => {
    const { store, root, layers } = stage({ 'a.txt': 'shared' });
    const other = indexOf(store, [root]);
    const target = new Target();
    const session = startCopySession(2);
    await Promise.all([
      copyGraph(store, root, target, { tags: ['v1'], session }),
      copyGraph(store, other, target, { tags: ['v2'], session }),
    ]);
    expect(target.pushed.filter((name) => name === layers[0]?.digest)).toHaveLength(1);

    class Moody extends Target {
      failures = 1;
      override async push(descriptor: Descriptor, open: OpenContent, options: PushOptions = {}): Promise<void> {
        if (descriptor.digest === layers[0]?.digest && this.failures-- > 0) throw new OciError('REGISTRY', 'moody');
        return super.push(descriptor, open, options);
      }
    }
    const moody = new Moody();
    const shared = startCopySession(2);
    const results = await Promise.allSettled([
      copyGraph(store, root, moody, { tags: ['v1'], session: shared }),
      copyGraph(store, other, moody, { tags: ['v2'], session: shared }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(moody.pushed.filter((name) => name === layers[0]?.digest)).toHaveLength(1);
  });
});
