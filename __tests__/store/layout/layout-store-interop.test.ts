import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, expect, it } from '@jest/globals';
import { type PackedArtifact, packFiles } from '../../../src/artifact/files/pack.ts';
import { describe as describeBytes } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import { copyGraph } from '../../../src/store/copy-graph.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { openBytes, readAll } from '../../../src/store/verified.ts';
import { describeWithPeers } from '../../support/action/describe-with-peers.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { run } from '../../support/servers/peers.ts';

const folder = makeFolder();
let layout: string;
let store: LayoutStore;
beforeEach(async () => {
  layout = join(makeFolder(), 'layout');
  store = new LayoutStore(layout);
});

/** Packs files as the mode push does; `config` is an image's configuration. */
async function pack(files: Record<string, string | Buffer>, config?: object): Promise<PackedArtifact> {
  const source = await mkdtemp(join(folder, 'files-'));
  const found = [];
  for (const [title, content] of Object.entries(files)) {
    const path = join(source, title);
    await writeFile(path, content);
    const mediaType = `application/vnd.oci.image.layer.v1.tar${title.endsWith('.gz') ? '+gzip' : ''}`;
    found.push({ path, title, mediaType });
  }
  return packFiles({
    files: found,
    artifactType: config ? undefined : 'application/vnd.x.y',
    config: config && {
      bytes: Buffer.from(JSON.stringify(config)),
      mediaType: 'application/vnd.oci.image.config.v1+json',
    },
    annotations: { manifest: {}, config: {}, layers: new Map() },
    directories: {
      symlinks: 'keep',
      includeHidden: false,
      onHidden: () => {},
      time: 0,
      temporary: tmpdir(),
      claimed: new Map(),
    },
    concurrency: 2,
  });
}

/** The smallest image: one layer with an empty tar archive. */
function packImage(): Promise<PackedArtifact> {
  const tar = Buffer.alloc(1024);
  return pack(
    { 'layer.tar.gz': gzipSync(tar) },
    { architecture: 'amd64', os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [digestOf(tar)] } },
  );
}

async function succeed(command: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, { cwd: folder });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

async function indexOf(directory: string): Promise<{ manifests: Record<string, unknown>[] } & Record<string, unknown>> {
  return JSON.parse(await readFile(join(directory, 'index.json'), 'utf8'));
}

describeWithPeers(['oras'], 'A layout and oras', () => {
  it('oras reads what we write', async () => {
    const { store: staged, root, bytes } = await pack({ 'a.txt': 'A', 'b.txt': 'B' });
    await copyGraph(staged, root, store, { tags: ['v1', 'latest'] });
    const out = join(layout, '../out');
    await succeed('oras', 'pull', '--oci-layout', `${layout}:v1`, '-o', out);
    expect(await readFile(join(out, 'b.txt'), 'utf8')).toBe('B');
    for (const name of [':v1', ':latest', `@${root.digest}`]) {
      expect(await succeed('oras', 'manifest', 'fetch', '--oci-layout', `${layout}${name}`)).toBe(bytes.toString());
    }
    expect(await succeed('oras', 'repo', 'tags', '--oci-layout', layout)).toBe('latest\nv1\n');
  });

  it('we read what oras writes, and write into it', async () => {
    await writeFile(join(folder, 'hello.txt'), 'hello');
    await succeed('oras', 'push', '--oci-layout', `${layout}:v1,v2`, 'hello.txt:text/plain', '--artifact-type', 'a/b');
    const { bytes, descriptor } = await store.manifest('v2');
    const manifest = parseManifest(bytes, descriptor.mediaType);
    expect(manifest).toMatchObject({ kind: 'manifest', artifactType: 'a/b', layers: [{ mediaType: 'text/plain' }] });
    const [layer = descriptor] = manifest.kind === 'manifest' ? manifest.layers : [];
    expect((await readAll(await store.fetch(layer), 'hello.txt')).toString()).toBe('hello');

    const before = await indexOf(layout);
    const { store: staged, root } = await pack({ 'a.txt': 'A' });
    await copyGraph(staged, root, store, { tags: ['v3'] });
    expect((await indexOf(layout)).manifests.slice(0, 2)).toEqual(before.manifests);
    expect(await succeed('oras', 'repo', 'tags', '--oci-layout', layout)).toBe('v1\nv2\nv3\n');
    await succeed('oras', 'push', '--oci-layout', `${layout}:v4`, 'hello.txt');
    expect(await store.resolve('v3')).toMatchObject({ digest: root.digest });
  });

  it('what is pushed by digest alone is found by digest', async () => {
    const { store: staged, root, bytes } = await pack({ 'a.txt': 'A' });
    await copyGraph(staged, root, store);
    expect(await succeed('oras', 'manifest', 'fetch', '--oci-layout', `${layout}@${root.digest}`)).toBe(
      bytes.toString(),
    );
    expect(await succeed('oras', 'repo', 'tags', '--oci-layout', layout)).toBe('');
  });

  it('a tag that moves leaves the old manifest reachable by digest', async () => {
    const [one, two] = [await pack({ 'a.txt': '1' }), await pack({ 'a.txt': '2' })];
    await copyGraph(one.store, one.root, store, { tags: ['latest', 'v1'] });
    await copyGraph(two.store, two.root, store, { tags: ['latest'] });
    await copyGraph(two.store, two.root, store, { tags: ['v1'] });
    for (const { root, bytes } of [one, two]) {
      const fetched = await succeed('oras', 'manifest', 'fetch', '--oci-layout', `${layout}@${root.digest}`);
      expect(fetched).toBe(bytes.toString());
      expect((await store.resolve(root.digest)).digest).toBe(root.digest);
    }
    expect((await store.resolve('latest')).digest).toBe(two.root.digest);
    expect((await indexOf(layout)).manifests).toHaveLength(3);
    expect(await succeed('oras', 'repo', 'tags', '--oci-layout', layout)).toBe('latest\nv1\n');
  });

  it('pushes at one time, also by two stores, lose nothing', async () => {
    const artifacts = await Promise.all(Array.from({ length: 20 }, (_, number) => pack({ 'a.txt': `${number}` })));
    const other = new LayoutStore(join(layout, '../layout'));
    await Promise.all(
      artifacts.map(({ store: staged, root }, number) =>
        copyGraph(staged, root, number % 2 ? store : other, { tags: [`v${number}`, 'last'] }),
      ),
    );
    const tags = (await succeed('oras', 'repo', 'tags', '--oci-layout', layout)).trim().split('\n');
    expect(tags.sort()).toEqual(['last', ...artifacts.keys().map((number) => `v${number}`)].sort());
    const names = await readdir(layout, { recursive: true });
    expect(names.filter((name) => name.includes('.part'))).toEqual([]);
  });
});

describeWithPeers(['skopeo'], 'A layout and skopeo', () => {
  it('skopeo reads what we write', async () => {
    const { store: staged, root, bytes } = await pack({ 'a.txt': 'A' });
    await copyGraph(staged, root, store, { tags: ['v1'] });
    expect(await succeed('skopeo', 'inspect', '--raw', `oci:${layout}:v1`)).toBe(bytes.toString());
    const out = join(layout, '../dir');
    await succeed('skopeo', 'copy', `oci:${layout}:v1`, `dir:${out}`);
    expect(await readFile(join(out, 'manifest.json'))).toEqual(bytes);
    expect(await readFile(join(out, digestOf(Buffer.from('A')).slice(7)), 'utf8')).toBe('A');
  });

  it('skopeo understands an image that we write', async () => {
    const { store: staged, root } = await packImage();
    await copyGraph(staged, root, store, { tags: ['v1'] });
    const inspected = JSON.parse(await succeed('skopeo', 'inspect', `oci:${layout}:v1`));
    expect(inspected).toMatchObject({ Digest: root.digest, Architecture: 'amd64', Os: 'linux' });
    expect(inspected.Layers).toHaveLength(1);
  });

  it.each([
    ['v2', 'v2'],
    ['example.com/image:v2', 'v2'],
    ['image:with:v2', 'v2'],
  ])('we read what skopeo writes as %s', async (name, tag) => {
    const { store: staged, root, bytes } = await packImage();
    await copyGraph(staged, root, store, { tags: ['v1'] });
    const theirs = join(layout, '../theirs');
    await succeed('skopeo', 'copy', `oci:${layout}:v1`, `oci:${theirs}:${name}`);
    const read = new LayoutStore(theirs);
    expect((await read.manifest(tag)).bytes.equals(bytes)).toBe(true);
    const again = new LayoutStore(join(layout, '../again'));
    await copyGraph(read, await read.resolve(tag), again, { tags: ['v3'] });
    await succeed('skopeo', 'inspect', `oci:${layout}/../again:v3`);

    // Writing beside it keeps what skopeo wrote.
    const [before] = (await indexOf(theirs)).manifests;
    const other = await pack({ 'a.txt': 'A' });
    await copyGraph(other.store, other.root, read, { tags: ['other'] });
    expect((await indexOf(theirs)).manifests[0]).toEqual(before);
    expect(await succeed('skopeo', 'inspect', '--raw', `oci:${theirs}:${name}`)).toBe(bytes.toString());
  });

  it('reads an index of several platforms, of which manifests need not say their type', async () => {
    const blobs = join(layout, 'blobs/sha256');
    await mkdir(blobs, { recursive: true });
    const put = async (mediaType: string, text: string) => {
      const descriptor = describeBytes(mediaType, Buffer.from(text));
      await writeFile(join(blobs, descriptor.digest.slice(7)), text);
      return descriptor;
    };
    const manifests = [];
    for (const architecture of ['amd64', 'arm64']) {
      const rootfs = { type: 'layers', diff_ids: [] };
      const body = JSON.stringify({ architecture, os: 'linux', rootfs });
      const config = await put('application/vnd.oci.image.config.v1+json', body);
      const manifest = await put(imageManifest, JSON.stringify({ schemaVersion: 2, config, layers: [] }));
      manifests.push({ ...manifest, platform: { os: 'linux', architecture } });
    }
    const index = await put(imageIndex, JSON.stringify({ schemaVersion: 2, manifests }));
    await writeFile(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
    const entry = { ...index, annotations: { 'org.opencontainers.image.ref.name': 'v1' } };
    await writeFile(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [entry] }));

    for (const { digest } of manifests) {
      const { descriptor } = await store.manifest(digest);
      expect(descriptor).toMatchObject({ mediaType: imageManifest, digest });
    }
    expect((await store.manifest(index.digest)).descriptor.mediaType).toBe(imageIndex);
    const copied = new LayoutStore(join(layout, '../copied'));
    await copyGraph(store, await store.resolve('v1'), copied, { tags: ['v2'] });
    const out = join(layout, '../dir');
    await succeed('skopeo', 'copy', '--all', `oci:${layout}/../copied:v2`, `dir:${out}`);
    expect(digestOf(await readFile(join(out, 'manifest.json')))).toBe(index.digest);
  });
});

describeWithPeers(['oras', 'skopeo'], 'A layout of both', () => {
  it('takes what oras and skopeo put beside our content', async () => {
    const { store: staged, root } = await packImage();
    await copyGraph(staged, root, store, { tags: ['ours'] });
    await succeed('skopeo', 'copy', `oci:${layout}:ours`, `oci:${layout}:skopeo`);
    await writeFile(join(folder, 'hello.txt'), 'hello');
    await succeed('oras', 'push', '--oci-layout', `${layout}:oras`, 'hello.txt');
    for (const tag of ['ours', 'skopeo', 'oras'])
      expect((await store.manifest(tag)).descriptor.size).toBeGreaterThan(0);
  });

  it('lists a manifest that was there without a name', async () => {
    const { store: staged, root, bytes } = await packImage();
    await copyGraph(staged, root, store, { tags: ['v1'] });
    await writeFile(join(layout, 'index.json'), '{"schemaVersion":2,"manifests":[]}');
    expect(await store.has(root)).toBe(false);
    await copyGraph(staged, root, store);
    expect(await store.has(root)).toBe(true);
    expect(await succeed('oras', 'manifest', 'fetch', '--oci-layout', `${layout}@${root.digest}`)).toBe(
      bytes.toString(),
    );
    await store.push(root, openBytes(bytes), { tags: ['v2'] });
    expect(await succeed('skopeo', 'inspect', '--raw', `oci:${layout}:v2`)).toBe(bytes.toString());
  });
});
