import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { decompressed } from '../../../src/artifact/archive/decompressed.ts';
import type { ClaimedArchive } from '../../../src/artifact/archive/pack-directory.ts';
import { readTar } from '../../../src/artifact/archive/read-tar.ts';
import { type Exclude, findFiles } from '../../../src/artifact/files/find-files.ts';
import { type FluxOptions, packFlux } from '../../../src/artifact/flux/flux.ts';
import { type Descriptor, describe as describeContent } from '../../../src/oci/descriptor.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeFolder, makeWorkspace } from '../../support/action/workspace.ts';
import { buffer } from '../../support/content/buffer.ts';

const files = { 'd/a.yaml': 'a', 'd/base/k.yaml': 'k', 'd/base/deep/r.sh': 'r', 'd/logo.png': 'png', 'd/.hidden': '' };

interface Given extends Partial<Omit<FluxOptions, 'directories'>> {
  symlinks?: FluxOptions['directories']['symlinks'];
  claimed?: ReadonlyMap<Digest, ClaimedArchive>;
  includeHidden?: boolean;
}

/** Packs what lines of the input `files` find in a workspace, and tells what became of what is there. */
async function packed(workspace: string, lines = ['d'], given: Given = {}) {
  const told: string[] = [];
  const tell = (what: string) => (path: string) => void told.push(`${what} ${path}`);
  const { symlinks = 'keep', claimed = new Map(), includeHidden = false, ...rest } = given;
  const found = await findFiles(lines, {
    workspace,
    root: workspace,
    includeHidden,
    symlinks,
    onHidden: tell('hidden'),
    onNothing: tell('nothing'),
    onUseless: tell('useless'),
  });
  const directories = { temporary: makeFolder(), claimed, symlinks, includeHidden, onHidden: tell('hidden') };
  const made = await packFlux({
    files: found,
    workspace,
    directories,
    annotations: { manifest: {}, config: {}, layers: new Map() },
    onIgnored: tell('left out'),
    onKept: tell('kept'),
    onLink: tell('link'),
    ...rest,
  });
  const excludes = found.flatMap((one): Exclude[] => one.excludes ?? []);
  return { made, told, useless: excludes.filter(({ isUsed }) => !isUsed).map(({ line }) => line) };
}

async function namesIn({ made }: Awaited<ReturnType<typeof packed>>): Promise<string[]> {
  const [layer] = made.layers;
  const archive = layer ? await made.store.fetch(layer.descriptor) : [];
  const names: string[] = [];
  for await (const { name } of readTar(decompressed(archive, createGunzip()), async () => {})) names.push(name);
  return names;
}

describe('A Flux source has', () => {
  it.each<[what: string, ignore: string | undefined, names: string[], told: string[]]>([
    [
      'all but what Flux leaves out',
      undefined,
      ['.', 'a.yaml', 'base', 'base/deep', 'base/deep/r.sh', 'base/k.yaml'],
      ['left out logo.png'],
    ],
    ['not what is named', 'base/\n', ['.', 'a.yaml'], ['left out base', 'left out logo.png']],
    [
      'not the folder that was only passed through',
      '/*\n!/base/k.yaml\n',
      ['.', 'base/k.yaml'],
      ['left out a.yaml', 'left out base/deep', 'left out logo.png'],
    ],
    [
      'not both folders that were only passed through',
      '/*\n!/base/deep/r.sh\n',
      ['.', 'base/deep/r.sh'],
      ['left out a.yaml', 'left out base/k.yaml', 'left out logo.png'],
    ],
    [
      'a name that is taken back wherever it is, and no file beside it',
      '/*\n!k.yaml\n',
      ['.', 'base/k.yaml'],
      ['left out a.yaml', 'left out base/deep/r.sh', 'left out logo.png'],
    ],
    [
      'a folder that is taken back, with what is in it',
      '/*\n!/base\n',
      ['.', 'base', 'base/deep', 'base/deep/r.sh', 'base/k.yaml'],
      ['left out a.yaml', 'left out logo.png'],
    ],
    [
      'what the defaults leave out, where it is taken back',
      '!*.png\n',
      ['.', 'a.yaml', 'base', 'base/deep', 'base/deep/r.sh', 'base/k.yaml', 'logo.png'],
      [],
    ],
    [
      'what git would leave out, which is told of files alone',
      '[!b]*.yaml\n[!a]eep\n',
      ['.', 'a.yaml', 'base', 'base/deep', 'base/deep/r.sh', 'base/k.yaml'],
      ['kept a.yaml', 'kept base/deep/r.sh', 'kept base/k.yaml', 'left out logo.png'],
    ],
  ])('%s', async (_, ignore, names, told) => {
    const workspace = await makeWorkspace({ ...files, ...(ignore === undefined ? {} : { 'd/.sourceignore': ignore }) });
    const done = await packed(workspace);
    expect(await namesIn(done)).toEqual(names);
    const hidden = ['.hidden', ...(ignore === undefined ? [] : ['.sourceignore'])].map((name) => `hidden ${name}`);
    expect(done.told.sort()).toEqual([...told, ...hidden].sort());
  });

  it('an empty folder too, where something else is in it', async () => {
    const workspace = await makeWorkspace(files);
    await mkdir(join(workspace, 'd/empty'));
    expect(await namesIn(await packed(workspace))).toContain('empty');
  });

  it('not what a line of the input takes out, which is told as no other is', async () => {
    const workspace = await makeWorkspace(files);
    const done = await packed(workspace, ['d', '!d/base/k.yaml', '!d/base/deep', '!k.yaml']);
    expect(await namesIn(done)).toEqual(['.', 'a.yaml', 'base']);
    expect(done.useless).toEqual(['!k.yaml']);
    expect(done.told).toEqual(['hidden .hidden', 'left out logo.png']);
  });

  it('no link, wherever it leads, unless links are followed', async () => {
    const workspace = await makeWorkspace(files);
    await symlink('a.yaml', join(workspace, 'd/l.yaml'));
    await symlink('/nowhere', join(workspace, 'd/base/broken'));
    const done = await packed(workspace);
    expect(await namesIn(done)).not.toContain('l.yaml');
    expect(done.told).toEqual(expect.arrayContaining(['link base/broken', 'link l.yaml']));
    await expect(packed(workspace, ['d'], { symlinks: 'error' })).rejects.toMatchObject({ topic: 'symbolic-link' });
    const followed = await packed(workspace, ['d', '!d/base'], { symlinks: 'follow' });
    expect(await namesIn(followed)).toEqual(['.', 'a.yaml', 'l.yaml']);
  });
});

describe('What is made of it', () => {
  const own = {
    manifest: { a: '1' },
    config: { b: '2' },
    layers: new Map([
      ['d', { c: '3' }],
      ['.', { no: '4' }],
    ]),
  };

  it('has the annotations of each, and all its content', async () => {
    const workspace = await makeWorkspace(files);
    const read: [string, number][] = [];
    const { made } = await packed(workspace, ['d'], {
      annotations: own,
      onRead: (title, bytes) => read.push([title, bytes]),
    });
    const manifest = JSON.parse(made.bytes.toString());
    expect(manifest).toMatchObject({ annotations: { a: '1' }, config: { annotations: { b: '2' } } });
    const [layer] = manifest.layers;
    const archive = gunzipSync(await buffer(await made.store.fetch(layer)));
    expect(layer.annotations).toEqual({ 'io.deis.oras.content.digest': expect.stringMatching(/^sha256:/), c: '3' });
    const config = JSON.parse((await buffer(await made.store.fetch(made.config))).toString());
    expect(config.rootfs.diff_ids).toEqual([layer.annotations['io.deis.oras.content.digest']]);
    expect(made).toMatchObject({ artifactType: undefined, layers: [{ title: 'd', contents: { files: 3, size: 3 } }] });
    expect([[...made.present], [...made.sent]]).toEqual([[], []]);
    expect(new Set(read.map(([title]) => title))).toEqual(new Set(['d']));
    expect(read.reduce((sum, [, bytes]) => sum + bytes, 0)).toBe(archive.byteLength);
  });

  it('is one archive whatever the times of the files, and is not packed where it is there', async () => {
    const { made } = await packed(await makeWorkspace(files));
    const [layer] = made.layers;
    const contentDigest = layer?.descriptor.annotations?.['io.deis.oras.content.digest'] as Digest;
    const own = await buffer(await made.store.fetch(layer?.descriptor as Descriptor));
    const bytes = gzipSync(gunzipSync(own), { level: 1 });
    const descriptor = describeContent(layer?.descriptor.mediaType ?? '', bytes);
    const claimed = new Map([[contentDigest, { descriptor, open: openBytes(bytes) }]]);
    const again = (await packed(await makeWorkspace(files), ['d'], { claimed })).made;
    expect([...again.present]).toEqual([descriptor.digest]);
    expect(await again.store.has(layer?.descriptor as Descriptor)).toBe(false);
  });
});

describe('What is refused', () => {
  it.each([
    ['a file', ['d/a.yaml']],
    ['two directories', ['d', 'e']],
    ['a directory and a file', ['d', 'e/x']],
    ['a directory with a media type', ['d:a/b']],
    ['a directory without files', ['empty']],
    ['a directory of which nothing is left', ['e', '!e/x']],
    ['a directory with a link alone', ['linked']],
  ])('%s', async (_, lines) => {
    const workspace = await makeWorkspace({ ...files, 'e/x': '' });
    await mkdir(join(workspace, 'empty/folder'), { recursive: true });
    await mkdir(join(workspace, 'linked'));
    await symlink('../e/x', join(workspace, 'linked/l'));
    await expect(packed(workspace, lines)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('a .sourceignore that leads out of the workspace', async () => {
    const workspace = await makeWorkspace(files);
    const outside = await makeWorkspace({ x: '*.yaml\n' });
    await symlink(join(outside, 'x'), join(workspace, 'd/.sourceignore'));
    await expect(packed(workspace)).rejects.toThrow('.sourceignore" leads to "');
    expect(await namesIn(await packed(workspace, ['d'], { symlinks: 'follow' }))).not.toContain('a.yaml');
  });
});
