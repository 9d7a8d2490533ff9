import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { giveUp } from '../../../src/chunks.ts';
import { describe as describeBytes, emptyJson } from '../../../src/oci/descriptor.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { openBytes, readAll } from '../../../src/store/verified.ts';
import { makeFolder } from '../../support/action/workspace.ts';

const isWindows = process.platform === 'win32';
const blob = describeBytes('text/plain', Buffer.from('content'));
const manifestBytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers: [blob] });
const manifest = describeBytes(imageManifest, manifestBytes);
const refName = 'org.opencontainers.image.ref.name';

const folder = makeFolder();
let layout: string;
let store: LayoutStore;
beforeEach(async () => {
  layout = join(makeFolder(), 'layout');
  store = new LayoutStore(layout);
  await store.push(blob, openBytes(Buffer.from('content')));
  await store.push(emptyJson, openBytes(Buffer.from('{}')));
  await store.push(manifest, openBytes(manifestBytes), { tags: ['v1'] });
});

const pathOf = ({ digest }: { digest: string }) => join(layout, 'blobs', digest.replace(':', '/'));
const read = async () => (await readAll(await store.fetch(blob), 'it')).toString();
const writeIndex = (index: unknown) => writeFile(join(layout, 'index.json'), JSON.stringify(index));
const readIndex = async () => JSON.parse(await readFile(join(layout, 'index.json'), 'utf8'));

describe('LayoutStore refuses an index.json', () => {
  const entry = { ...manifest, annotations: { [refName]: 'v1' } };
  it.each([
    ['that is not JSON', '<html>', 'is not valid JSON'],
    ['that is empty', '', 'is not valid JSON'],
    ...['', 'annotations', 'annotations.x'].map((at): [string, string, string] => {
      const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
      const part = { '': `"x":${deep}`, annotations: `"annotations":${deep}` }[at] ?? `"annotations":{"x":${deep}}`;
      return [
        `that is 100,000 deep in ${at || 'a part of its own'}`,
        `{"manifests":[],${part}}`,
        'is nested more than 100 deep',
      ];
    }),
    ['that is a list', '[]', 'has an index.json that is not an image index'],
    ['with Manifests to Go', '{"manifests":[],"Manifests":[]}', 'has the key "Manifests"'],
    ['with a tag twice', `{"manifests":[{"annotations":{"${refName}":"a","${refName}":"b"}}]}`, 'has a key twice'],
    ['without manifests', '{"schemaVersion":2}', 'has an index.json that is not an image index'],
    ['whose manifests are an object', '{"manifests":{}}', 'has an index.json that is not an image index'],
    [
      'of over 16 MiB',
      `{"manifests":[]${' '.repeat(16 * 1024 * 1024)}}`,
      'has an index.json that is larger than 16 MiB',
    ],
    ['with an entry that is none', '{"manifests":[null]}', 'index.json has no descriptor'],
    [
      'with a digest that is a path',
      JSON.stringify({ manifests: [entry, { ...entry, digest: 'sha256:../../../../etc/passwd' }] }),
      'Entry 2 of',
    ],
    ['with a negative size', JSON.stringify({ manifests: [{ ...entry, size: -1 }] }), 'index.json has an invalid size'],
    [
      'with annotations that are numbers',
      JSON.stringify({ manifests: [{ ...entry, annotations: { [refName]: 1 } }] }),
      'index.json has annotations that are not texts',
    ],
  ])('%s, and does not overwrite it', async (_, text, message) => {
    await writeFile(join(layout, 'index.json'), text);
    const error = { code: 'ARTIFACT', message: expect.stringContaining(message) };
    await expect(store.resolve('v1')).rejects.toMatchObject(error);
    await expect(store.push(manifest, openBytes(manifestBytes), { tags: ['v2'] })).rejects.toMatchObject(error);
    expect(await readFile(join(layout, 'index.json'), 'utf8')).toBe(text);
  });

  it('that is a folder', async () => {
    await rm(join(layout, 'index.json'));
    await mkdir(join(layout, 'index.json'));
    await expect(store.resolve('v1')).rejects.toThrow('has an index.json that cannot be read: EISDIR');
  });

  it('with two images of one tag', async () => {
    const other = { ...describeBytes(imageManifest, Buffer.from('other')), annotations: { [refName]: 'b:v1' } };
    await writeIndex({ manifests: [{ ...entry, annotations: { [refName]: 'a:v1' } }, other] });
    await expect(store.resolve('v1')).rejects.toMatchObject({
      code: 'ARTIFACT',
      message: `The OCI layout ${layout} has several images with the tag v1`,
    });
  });
});

describe('LayoutStore finds that a blob', () => {
  it('is cut', async () => {
    await truncate(pathOf(blob), 3);
    await expect(read()).rejects.toMatchObject({ code: 'INTEGRITY' });
    expect(await store.has(blob)).toBe(false);
  });

  it('is the rest of a manifest', async () => {
    await truncate(pathOf(manifest), 3);
    expect(await store.has(manifest)).toBe(false);
  });

  it.each([
    ['is cut', () => truncate(pathOf(manifest), 3)],
    ['is gone', () => rm(pathOf(manifest))],
    ['is another', () => writeFile(pathOf(manifest), manifestBytes.toString().replace('text/plain', 'text/PLAIN'))],
    ['is called larger', () => writeIndex({ manifests: [{ ...manifest, size: 7, annotations: { [refName]: 'v1' } }] })],
    [
      'is called another type',
      () => writeIndex({ manifests: [{ ...manifest, mediaType: imageIndex, annotations: { [refName]: 'v1' } }] }),
    ],
  ])('and a manifest %s: it is not there, and a push puts it right', async (_, damage) => {
    await damage();
    await expect(store.resolve('v1')).rejects.toMatchObject({ code: 'NOT_FOUND', topic: 'missing-content' });
    expect(await store.has(manifest)).toBe(false);
    await store.push(manifest, openBytes(manifestBytes));
    expect(await store.resolve('v1')).toEqual(manifest);
    expect(await store.has(manifest)).toBe(true);
    expect((await store.manifest('v1')).bytes).toEqual(manifestBytes);
  });

  it('and a manifest is gone, whose tag can be deleted', async () => {
    await rm(pathOf(manifest));
    const forRemoval = new LayoutStore(layout, { isForRemoval: true });
    expect(await forRemoval.resolve('v1')).toMatchObject({ digest: manifest.digest });
    await forRemoval.delete('v1');
    expect(await Array.fromAsync(store.tags())).toEqual([]);
  });

  it('is longer', async () => {
    await writeFile(pathOf(blob), 'content and more');
    await expect(read()).rejects.toMatchObject({ code: 'INTEGRITY' });
    expect(await store.has(blob)).toBe(false);
  });

  it('is another', async () => {
    await writeFile(pathOf(blob), 'CONTENT');
    await expect(read()).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it('and a manifest is another', async () => {
    await writeFile(pathOf(manifest), manifestBytes.toString().replace('text/plain', 'text/PLAIN'));
    await expect(store.manifest('v1')).rejects.toMatchObject({ code: 'INTEGRITY' });
    await expect(store.manifest(manifest.digest)).rejects.toMatchObject({ code: 'INTEGRITY' });
    await writeIndex({ manifests: [] });
    await expect(store.manifest(manifest.digest)).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it.each([
    ['is missing', () => rm(pathOf(blob))],
    ['is a folder', () => rm(pathOf(blob)).then(() => mkdir(pathOf(blob)))],
    [
      'is below a file',
      () => rm(dirname(pathOf(blob)), { recursive: true }).then(() => writeFile(dirname(pathOf(blob)), '')),
    ],
    ...(isWindows
      ? []
      : ([
          ['is a FIFO', () => rm(pathOf(blob)).then(() => promisify(execFile)('mkfifo', [pathOf(blob)]))],
          ['is a broken link', () => rm(pathOf(blob)).then(() => symlink('none', pathOf(blob)))],
          ['is a link to itself', () => rm(pathOf(blob)).then(() => symlink(pathOf(blob), pathOf(blob)))],
        ] as const)),
  ] as [string, () => Promise<unknown>][])('%s', async (_, damage) => {
    await damage();
    await expect(store.fetch(blob)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await store.has(blob)).toBe(false);
    await expect(store.resolve(blob.digest)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is not a manifest', async () => {
    for (const content of ['content', '[]', '{"mediaType":"a/b"}', '{}', '{"mediaType":7}']) {
      const descriptor = describeBytes('text/plain', Buffer.from(content));
      await store.push(descriptor, openBytes(Buffer.from(content)));
      await expect(store.resolve(descriptor.digest)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('LayoutStore keeps', () => {
  it('all that other tools wrote', async () => {
    const foreign = {
      mediaType: imageManifest,
      digest: `sha256:${'a'.repeat(64)}`,
      size: 7,
      urls: ['https://example.com/'],
      annotations: { [refName]: 'foreign', more: 'x' },
      platform: { architecture: 'amd64', os: 'windows', 'os.version': '10.0' },
      unknown: { deep: [1] },
    };
    const nameless = { ...manifest, artifactType: 'a/b', extra: true };
    // Where our bytes are, and what they are, somebody else may have said wrongly.
    const planted = { ...nameless, mediaType: 'x/y', size: 7, data: 'eA==', urls: ['https://example.com/'] };
    await writeFile(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0","by":"another"}');
    await writeIndex({ schemaVersion: 2, annotations: { a: 'b' }, manifests: [foreign, planted], tool: 'x' });
    await store.push(manifest, openBytes(manifestBytes), { tags: ['v2'] });
    const tagged = { ...nameless, annotations: { [refName]: 'v2' } };
    const rest = { schemaVersion: 2, annotations: { a: 'b' }, tool: 'x' };
    expect(await readIndex()).toMatchObject({ ...rest, manifests: [foreign, tagged] });
    expect((await readIndex()).manifests[1]).toEqual(tagged);
    expect(await readFile(join(layout, 'oci-layout'), 'utf8')).toContain('another');

    // A tag that moves away leaves the rest of the entry.
    await store.push(manifest, openBytes(manifestBytes), { tags: ['foreign'] });
    const { annotations: _, ...plain } = foreign;
    const manifests = [
      tagged,
      { ...plain, annotations: { more: 'x' } },
      { ...tagged, annotations: { [refName]: 'foreign' } },
    ];
    expect(await readIndex()).toMatchObject({ ...rest, manifests });
  });

  it('links that lead to blobs, as Bazel makes them', async () => {
    if (isWindows) return;
    await rename(pathOf(blob), join(folder, 'elsewhere'));
    await symlink(join(folder, 'elsewhere'), pathOf(blob));
    expect(await store.has(blob)).toBe(true);
    expect(await read()).toBe('content');
  });

  it('one entry for what is pushed again', async () => {
    for (const tag of ['v1', undefined, 'v1']) {
      await store.push(manifest, openBytes(manifestBytes), { tags: tag === undefined ? [] : [tag] });
    }
    expect((await readIndex()).manifests).toEqual([{ ...manifest, annotations: { [refName]: 'v1' } }]);
  });

  it('nothing of an upload that is cancelled or fails', async () => {
    const descriptor = describeBytes('text/plain', Buffer.from('never'));
    const before = (await readdir(layout, { recursive: true })).sort();
    const controller = new AbortController();
    const openCancelled = async () =>
      Readable.from(
        (async function* () {
          yield Buffer.from('ne');
          controller.abort(new Error('cancelled'));
          yield Buffer.from('ver');
        })(),
      );
    const openBroken = async () => {
      throw new Error('broken');
    };
    await expect(store.push(descriptor, openCancelled, { signal: controller.signal })).rejects.toThrow('cancelled');
    await expect(store.push(descriptor, openBroken)).rejects.toThrow('broken');
    await expect(store.push(descriptor, openBytes(Buffer.from('evil!')))).rejects.toMatchObject({ code: 'INTEGRITY' });
    expect((await readdir(layout, { recursive: true })).sort()).toEqual(before);
  });
});

it('repairs a blob that was cut', async () => {
  await truncate(pathOf(blob), 3);
  await store.push(blob, openBytes(Buffer.from('content')));
  expect(await read()).toBe('content');
});

it('says that a place is taken by a file', async () => {
  const taken = new LayoutStore(join(layout, 'index.json'));
  await expect(taken.resolve('v1')).rejects.toMatchObject({ code: 'ARTIFACT' });
  await expect(taken.push(blob, openBytes(Buffer.from('content')))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(/^The OCI layout .*index\.json cannot be made: (ENOTDIR|EEXIST)$/),
  });
});

it('reads a missing layout as an empty one and does not make it', async () => {
  const missing = new LayoutStore(join(layout, 'none'));
  await expect(missing.resolve('v1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await missing.has(blob)).toBe(false);
  await expect(stat(join(layout, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
});

// Only Linux shows the open files of a process.
(process.platform === 'linux' ? it : it.skip)(
  'holds no file open for a stream that nobody reads to the end',
  async () => {
    const openFiles = async () => (await readdir('/proc/self/fd')).length;
    const before = await openFiles();
    const unread = await Promise.all(Array.from({ length: 20 }, () => store.fetch(blob)));
    expect(await openFiles()).toBeLessThan(before + 5);
    for (const stream of unread.slice(0, 10)) await giveUp(stream);
    for (const stream of unread.slice(10)) for await (const _ of stream) break;
    // The files are closed in the background.
    while ((await openFiles()) > before + 5) await new Promise((resolve) => setImmediate(resolve));
  },
);
