import { chmodSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AnnotationSets } from '../../../src/artifact/annotations.ts';
import type { FoundFile } from '../../../src/artifact/files/find-files.ts';
import { type PackOptions, packFiles } from '../../../src/artifact/files/pack.ts';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { maxEntries } from '../../../src/oci/manifest.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { buffer } from '../../support/content/buffer.ts';

const title = 'org.opencontainers.image.title';
const tar = 'application/vnd.oci.image.layer.v1.tar';
/** As the image spec has it: with its two bytes. */
const empty = { mediaType: 'application/vnd.oci.empty.v1+json', ...sizeAndDigest('{}'), data: 'e30=' };

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});

function sizeAndDigest(text: string) {
  const { digest, size } = describeContent('', Buffer.from(text));
  return { digest, size };
}

const put = (name: string, text = name, mode = 0o644): FoundFile => {
  writeFileSync(join(folder, name), text);
  chmodSync(join(folder, name), mode);
  return { path: join(folder, name), title: name };
};

async function pack(files: readonly FoundFile[], more: Partial<PackOptions> = {}) {
  const annotations: AnnotationSets = { manifest: {}, config: {}, layers: new Map() };
  const directories = {
    ...{ symlinks: 'keep' as const, includeHidden: false, onHidden: () => {}, temporary: makeFolder() },
    ...{ claimed: new Map(), time: 0 },
  };
  const options = {
    files,
    artifactType: undefined,
    config: undefined,
    annotations,
    directories,
    concurrency: 2,
    ...more,
  };
  const packed = await packFiles(options);
  const manifest = JSON.parse(packed.bytes.toString());
  expect(packed.root).toEqual(describeContent(imageManifest, packed.bytes));
  return { packed, manifest };
}

describe('An artifact of files', () => {
  it('is the manifest that oras makes', async () => {
    const { packed, manifest } = await pack([put('b.txt', 'bb'), { ...put('a.txt', 'a'), mediaType: 'text/plain' }]);
    const layers = [
      { mediaType: tar, ...sizeAndDigest('bb'), annotations: { [title]: 'b.txt' } },
      { mediaType: 'text/plain', ...sizeAndDigest('a'), annotations: { [title]: 'a.txt' } },
    ];
    expect(manifest).toEqual({
      ...{ schemaVersion: 2, mediaType: imageManifest, artifactType: 'application/vnd.unknown.artifact.v1' },
      ...{ config: empty, layers },
    });
    expect(packed).toMatchObject({ artifactType: 'application/vnd.unknown.artifact.v1', config: empty });
    expect(packed.layers.map((layer) => layer.title)).toEqual(['b.txt', 'a.txt']);
    expect([packed.present.size, packed.sent.size]).toEqual([0, 0]);
    for (const layer of [empty, ...layers]) expect(await packed.store.has(layer)).toBe(true);
  });

  it.each<[string, Partial<PackOptions>, string | undefined, object]>([
    ['a type', { artifactType: 'x/y' }, 'x/y', empty],
    // It needs no type then, and oras writes none.
    [
      'a config',
      { config: { bytes: Buffer.from('[]') } },
      undefined,
      { mediaType: 'application/vnd.unknown.config.v1+json', ...sizeAndDigest('[]') },
    ],
    [
      'a config with a type',
      { config: { bytes: Buffer.from('[]'), mediaType: 'c/d' } },
      undefined,
      { mediaType: 'c/d', ...sizeAndDigest('[]') },
    ],
    [
      'a config and a type',
      { config: { bytes: Buffer.from('[]') }, artifactType: 'x/y' },
      'x/y',
      { mediaType: 'application/vnd.unknown.config.v1+json', ...sizeAndDigest('[]') },
    ],
  ])('with %s', async (_, more, artifactType, config) => {
    const { packed, manifest } = await pack([put('a')], more);
    expect([manifest.artifactType, packed.artifactType]).toEqual([artifactType, artifactType]);
    expect([manifest.config, packed.config]).toEqual([config, config]);
    expect(await packed.store.has(packed.config)).toBe(true);
  });

  it('has the annotations that are given, and its subject', async () => {
    const subject = describeContent(imageManifest, Buffer.from('subject'));
    const annotations: AnnotationSets = {
      ...{ manifest: { m: '1' }, config: { c: '2' } },
      layers: new Map([['a', { [title]: 'other', l: '3' }]]),
    };
    const { packed, manifest } = await pack([put('a'), put('b')], { annotations, subject });
    expect(manifest).toMatchObject({ subject, annotations: { m: '1' }, config: { ...empty, annotations: { c: '2' } } });
    expect(manifest.layers.map((layer: { annotations: object }) => layer.annotations)).toEqual([
      { [title]: 'other', l: '3' },
      { [title]: 'b' },
    ]);
    // Outputs and the log call it as a pull will.
    expect(packed.layers.map((layer) => layer.title)).toEqual(['other', 'b']);
  });

  (process.platform === 'win32' ? it.skip : it)('says which files may be executed', async () => {
    const { manifest } = await pack([
      put('a', 'a', 0o755),
      put('b', 'b', 0o644),
      put('c', 'c', 0o610),
      put('d', 'd', 0o601),
    ]);
    expect(
      manifest.layers.map(({ annotations }: { annotations: Record<string, string> }) => [
        annotations[title],
        annotations['io.oci-artifact.executable'],
      ]),
    ).toEqual([
      ['a', 'true'],
      ['b', undefined],
      ['c', 'true'],
      ['d', 'true'],
    ]);
  });

  it('has a directory as one archive, and keeps one of the target that has the same content', async () => {
    mkdirSync(join(folder, 'dir'));
    put('dir/x');
    const excludes = [{ line: '!dir/y', isUsed: false, takesOut: (path: string) => path === join(folder, 'dir/y') }];
    put('dir/y');
    const files = [{ path: join(folder, 'dir'), title: 'dir', excludes }];
    const { packed, manifest } = await pack(files);
    const [layer] = manifest.layers;
    expect(layer).toMatchObject({
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      annotations: { [title]: 'dir', 'io.deis.oras.content.unpack': 'true' },
    });
    expect(packed.layers[0]?.contents?.first).toEqual([{ name: 'x', size: 'dir/x'.length }]);
    const content = layer.annotations['io.deis.oras.content.digest'];
    expect(content).toMatch(/^sha256:/);
    expect([packed.present.size, await packed.store.has(layer)]).toEqual([0, true]);
    const bytes = gzipSync(gunzipSync(await buffer(await packed.store.fetch(layer))), { level: 1 });
    const there = describeContent(layer.mediaType, bytes);
    const directories = {
      ...{ symlinks: 'keep' as const, includeHidden: false, onHidden: () => {}, temporary: makeFolder(), time: 0 },
      claimed: new Map([[content, { descriptor: there, open: openBytes(bytes) }]]),
    };
    const again = await pack(files, { directories });
    expect([...again.packed.present]).toEqual([there.digest]);
    expect(await again.packed.store.has(there)).toBe(false);
  });

  it.each([
    ['one title', ['a', 'a']],
    ['titles that are one', ['A', 'a']],
    ['a directory and a file in it', ['k8s', 'k8s/a.yaml']],
    ['a file and its directory', ['k8s/a.yaml', 'k8s']],
    ['the root and a file', ['a.yaml', '.']],
    ['a title that leads out', ['../a']],
  ])('is refused for %s', async (_, titles) => {
    const files = titles.map((own, index) => ({ ...put(`f${index}`), title: own }));
    await expect(pack(files)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('is refused for a title that the annotations give', async () => {
    const annotations = { manifest: {}, config: {}, layers: new Map([['a', { [title]: '../out' }]]) };
    await expect(pack([put('a')], { annotations })).rejects.toMatchObject({
      message: expect.stringContaining('The title "../out" of the input files '),
    });
  });

  it('is refused for a file that is not there, and for a manifest that is too large', async () => {
    const path = join(folder, 'none');
    await expect(pack([{ path, title: 'none' }])).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: `The file ${JSON.stringify(path)} of the input files cannot be read: ENOENT`,
    });
    const annotations = { manifest: { a: 'x'.repeat(4 * 1024 * 1024) }, config: {}, layers: new Map() };
    await expect(pack([put('a')], { annotations })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The manifest of 1 files would be larger than 4 MiB',
    });
  });
});

describe('A large file', () => {
  const mib16 = 16 * 1024 * 1024;
  const sparse = (size: number) => {
    const file = put('large', '');
    truncateSync(file.path, size);
    return file;
  };
  /** Packs a file of this size, and notes what becomes of sending it ahead. */
  async function sendAhead(size: number, commits: boolean, onStart: (path: string) => void = () => {}) {
    const told: string[] = [];
    const file = sparse(size);
    const packed = await pack([file], {
      sendAhead: (content) => {
        told.push(`begin ${content.size}`);
        onStart(file.path);
        return {
          async commit({ size: known }) {
            told.push(`commit ${known}`);
            return commits;
          },
          async cancel() {
            told.push('cancel');
          },
        };
      },
    }).catch((error: Error) => error);
    return { told, sent: packed instanceof Error ? packed.message : packed.packed.sent.size };
  }

  it('is sent while it is hashed, from 16 MiB on', async () => {
    expect(await sendAhead(mib16, true)).toEqual({ told: [`begin ${mib16}`, `commit ${mib16}`], sent: 1 });
    expect(await sendAhead(mib16, false)).toEqual({ told: [`begin ${mib16}`, `commit ${mib16}`], sent: 0 });
    expect(await sendAhead(mib16 - 1, true)).toEqual({ told: [], sent: 0 });
  });

  it('that changes its size is given up, and sent later', async () => {
    const found = await sendAhead(mib16, true, (path) => truncateSync(path, mib16 - 1));
    expect(found).toEqual({ told: [`begin ${mib16}`, 'cancel'], sent: 0 });
  });

  it('that goes away is given up, and told', async () => {
    const { told, sent } = await sendAhead(mib16, true, (path) => rmSync(path));
    expect([told, sent]).toEqual([[`begin ${mib16}`, 'cancel'], expect.stringContaining('cannot be read: ENOENT')]);
  });
});

it('An artifact of more files than a manifest may have is refused before any is read', async () => {
  const files = (count: number) => new Array<FoundFile>(count).fill({ path: '/nowhere/x', title: 'x' });
  await expect(pack(files(maxEntries + 1))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: `The input files names ${maxEntries + 1} files, more than ${maxEntries}`,
  });
  await expect(pack(files(maxEntries))).rejects.toThrow('gives the title "x" to two files');
});

it('An artifact is not packed when the end is asked for', async () => {
  const reason = new Error('enough');
  await expect(pack([put('a')], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
