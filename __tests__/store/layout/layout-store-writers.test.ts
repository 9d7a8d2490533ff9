import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Descriptor, describe as describeBytes } from '../../../src/oci/descriptor.ts';
import { imageIndex } from '../../../src/oci/media-types.ts';
import { copyGraph } from '../../../src/store/copy-graph.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { describeWithPeers } from '../../support/action/describe-with-peers.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { collect } from '../../support/content/collect.ts';
import { stage } from '../../support/content/staged.ts';
import { writeInProcesses, writeOne } from '../../support/content/write-one.ts';
import { orasReferrers } from '../../support/peers/oras-discover.ts';
import { run } from '../../support/servers/peers.ts';

const artifact = stage({ 'a.txt': 'first', 'b.txt': 'second' });
const subject = artifact.root;
const refName = 'org.opencontainers.image.ref.name';

const folder = makeFolder();
let layout: string;
let store: LayoutStore;
beforeEach(async () => {
  layout = join(makeFolder(), 'layout');
  store = new LayoutStore(layout);
  await copyGraph(artifact.store, subject, store, { tags: ['v1'] });
});

const tags = async () => (await collect(store.tags())).sort();
const referrers = () => collect(store.referrers(subject));
const pathOf = ({ digest }: { digest: string }) => join(layout, 'blobs', digest.replace(':', '/'));
const isThere = (descriptor: Descriptor) =>
  stat(pathOf(descriptor)).then(
    () => true,
    () => false,
  );
const indexOf = async () => JSON.parse(await readFile(join(layout, 'index.json'), 'utf8'));
const writeIndex = async (index: object) => writeFile(join(layout, 'index.json'), JSON.stringify(index));

describe('Ten writers at a time lose nothing', () => {
  const numbers = Array.from({ length: 10 }, (_, number) => number);
  it.each([
    ['of ten processes', () => writeInProcesses({ layout }, subject)],
    ['of one process', () => Promise.all(numbers.map((number) => writeOne({ layout, subject, number })))],
  ])(
    '%s',
    async (_, write) => {
      await write();
      expect(await tags()).toEqual(numbers.map((number) => `v${number}`));
      expect(await referrers()).toHaveLength(10);
      expect((await readdir(layout)).sort()).toEqual(['blobs', 'index.json', 'oci-layout']);
    },
    60_000,
  );
});

describe('The lock of a layout', () => {
  it('that a dead process left is removed, by whichever writer comes first', async () => {
    const lock = join(layout, 'index.json.lock');
    await writeFile(lock, '');
    await utimes(lock, 0, 0);
    await writeInProcesses({ layout }, subject);
    expect(await referrers()).toHaveLength(10);
    expect((await readdir(layout)).sort()).toEqual(['blobs', 'index.json', 'oci-layout']);
  });

  it('is waited for before a manifest is looked for, which its holder may delete', async () => {
    const lock = join(layout, 'index.json.lock');
    await writeFile(lock, '');
    const pushing = store.push(subject, () => artifact.store.fetch(subject), { tags: ['v2'] });
    await delay(200);
    await writeIndex({ manifests: [] });
    await rm(pathOf(subject));
    await rm(lock);
    await pushing;
    expect(await isThere(subject)).toBe(true);
    expect(await tags()).toEqual(['v2']);
  });

  it('that another process holds is waited for, until it is given up', async () => {
    const lock = join(layout, 'index.json.lock');
    await writeFile(lock, '');
    const controller = new AbortController();
    const reason = new Error('stopped');
    const waiting = store.delete('v1', controller.signal);
    const other = new LayoutStore(`${layout}/../layout`).delete('v1');
    expect(await tags()).toEqual(['v1']);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(await tags()).toEqual(['v1']);
    await rm(lock);
    await other;
    expect(await tags()).toEqual([]);
  });
});

describe('A delete in a layout', () => {
  it('of a tag leaves the manifest, and takes all its entries of that name', async () => {
    const {
      manifests: [entry],
    } = await indexOf();
    await writeIndex({ manifests: [entry, { ...entry, more: true }], rest: true });
    await store.delete('v1');
    const { annotations: _, ...plain } = entry;
    expect(await indexOf()).toMatchObject({ manifests: [plain], rest: true });
    expect((await indexOf()).manifests).toHaveLength(1);
    expect(await store.resolve(subject.digest)).toEqual(subject);
  });

  it('of a manifest removes its file, and leaves the blobs to others', async () => {
    await store.delete(subject.digest);
    expect(await indexOf()).toMatchObject({ manifests: [] });
    expect(await isThere(subject)).toBe(false);
    for (const layer of artifact.layers) expect(await isThere(layer)).toBe(true);
  });

  it('of a manifest takes it off the index first: a job that is stopped in between leaves no name of nothing', async () => {
    const { signal } = new AbortController();
    signal.throwIfAborted = () => {
      if (!existsSync(pathOf(subject))) throw new Error('stopped in between');
    };
    await store.delete(subject.digest, signal);
    expect(await indexOf()).toMatchObject({ manifests: [] });
    expect(await isThere(subject)).toBe(false);
  });

  it('of what an index lists is refused until the index is gone', async () => {
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: [subject] }));
    const index = describeBytes(imageIndex, bytes);
    await store.push(index, openBytes(bytes), { tags: ['index'] });
    const error = { code: 'UNSUPPORTED', message: expect.stringContaining(`is part of ${index.digest}`) };
    await expect(store.delete(subject.digest)).rejects.toMatchObject(error);
    expect(await store.resolve('v1')).toMatchObject(subject);
    await store.delete(index.digest);
    await store.delete(subject.digest);
    expect(await tags()).toEqual([]);
  });

  it('of a blob says NOT_FOUND', async () => {
    const [layer = subject] = artifact.layers;
    await expect(store.delete(layer.digest)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await isThere(layer)).toBe(true);
  });

  it('in a directory that is missing says NOT_FOUND and makes nothing', async () => {
    const missing = new LayoutStore(join(folder, 'missing'));
    for (const name of ['v1', subject.digest]) {
      await expect(missing.delete(name)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await expect(collect(missing.tags())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await collect(missing.referrers(subject))).toEqual([]);
    await expect(stat(join(folder, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

it('lists names that are tags, and of longer ones the tag, each once', async () => {
  const {
    manifests: [{ annotations: _, ...plain }],
  } = await indexOf();
  const names = ['v2', 'registry.test:5000/image:v3', 'image:with:v2', 'registry.test:5000/image', 'a b', '', 'image:'];
  const manifests = names.map((name) => ({ ...plain, annotations: { [refName]: name } }));
  await writeIndex({ manifests: [plain, ...manifests] });
  expect(await tags()).toEqual(['v2', 'v3']);
  await store.delete('v3');
  await store.delete('v2');
  expect(await tags()).toEqual(['v2']);
  await store.delete('v2');
  expect(await tags()).toEqual([]);
});

it('finds referrers below an index, and passes by what is missing or broken', async () => {
  await writeOne({ layout, subject, number: 1 });
  const [found = subject] = await referrers();
  const { artifactType: _, ...child } = found;
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: [child] }));
  const index = describeBytes(imageIndex, bytes);
  await store.push(index, openBytes(bytes));
  const missing = { ...subject, digest: `sha256:${'a'.repeat(64)}` };
  await writeFile(pathOf(subject), 'broken');
  await writeIndex({ manifests: [missing, subject, index] });
  expect(await referrers()).toEqual([found]);
});

describeWithPeers(['oras'], 'The referrers in a layout', () => {
  const oras = async (...args: string[]) => {
    const { code, stdout, stderr } = await run('oras', args, { cwd: folder });
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };
  const discover = async () =>
    orasReferrers(await oras('discover', '--oci-layout', '--format', 'json', `${layout}:v1`));

  it('are those that oras finds, and the other way round', async () => {
    await writeFile(join(folder, 'sbom.json'), '{}');
    await oras('attach', '--oci-layout', '--artifact-type', 'a/b', `${layout}:v1`, 'sbom.json:text/plain');
    await writeOne({ layout, subject, number: 7 });
    const both = ['a/b', 'application/vnd.example.number-7'];
    expect((await referrers()).map(({ artifactType }) => artifactType).sort()).toEqual(both);
    expect((await discover()).map(({ artifactType }) => artifactType).sort()).toEqual(both);
    expect((await referrers()).map(({ digest }) => digest).sort()).toEqual(
      (await discover()).map(({ digest }) => digest).sort(),
    );
    for (const { digest } of await referrers()) await store.delete(digest);
    expect(await discover()).toEqual([]);
    await store.delete('v1');
    expect(await oras('repo', 'tags', '--oci-layout', layout)).toBe('');
    await oras('manifest', 'fetch', '--oci-layout', `${layout}@${subject.digest}`);
  });
});
