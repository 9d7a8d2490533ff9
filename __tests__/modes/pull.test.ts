import { existsSync, mkdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { performMode } from '../../src/action/perform-mode.ts';
import { gzip } from '../../src/artifact/archive/gzip.ts';
import { type TarEntry, tar } from '../../src/artifact/archive/tar.ts';
import type { Tools } from '../../src/modes/runner/tool.ts';
import { type Descriptor, describe as describeContent, emptyJson } from '../../src/oci/descriptor.ts';
import { imageIndex, imageManifest } from '../../src/oci/media-types.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { readTree } from '../support/content/read-tree.ts';

/** A place with files under the tag v1, given by title and content; an empty title is none. */
async function fill(files: Record<string, string> = { 'a.txt': 'aaa', 'sub/b.txt': 'bb' }, name = 'app') {
  const store = new MemoryStore();
  const names = new Map<string, string>();
  const put = async (
    called: string,
    mediaType: string,
    text: string | Buffer,
    tags: string[] = [],
  ): Promise<Descriptor> => {
    const bytes = Buffer.from(text);
    const descriptor = describeContent(mediaType, bytes);
    await store.push(descriptor, openBytes(bytes), { tags });
    names.set(descriptor.digest, called);
    return descriptor;
  };
  await put('config', emptyJson.mediaType, '{}');
  const manifest = async (tag: string, own: Record<string, string>) => {
    const layers = await Promise.all(
      Object.entries(own).map(async ([title, text]) => ({
        ...(await put(title, 'text/plain', text)),
        ...(title === '' ? {} : { annotations: { 'org.opencontainers.image.title': title } }),
      })),
    );
    const body = { schemaVersion: 2, mediaType: imageManifest, artifactType: 'x/y', config: emptyJson, layers };
    return put(tag, imageManifest, JSON.stringify(body), [tag]);
  };
  const root = await manifest('v1', files);
  const workspace = makeFolder();
  const tools: Tools & { installed: unknown[]; paths: string[] } = {
    ...{ installed: [], paths: [], searchPath: '' },
    async install(tool) {
      this.installed.push({ ...tool, from: await readTree(tool.from) });
      return { path: tool.from, isNew: this.installed.length === 1 };
    },
    addPath(folder) {
      this.paths.push(folder);
    },
  };
  const run = (given: Given<'pull'> = {}, reference = `r.test/${name}:v1`, blobCache?: string) =>
    tellAll(
      { [`r.test/${name}`]: store },
      ({ mode, around }) => {
        // The step has other files there too.
        writeFileSync(join(around.temporary, 'other'), '');
        return performMode('pull', makeInputs('pull', reference, { path: 'out', ...given }), mode, {
          ...around,
          tools,
          blobCache,
        });
      },
      {
        named: (text) => [...names].reduce((all, [digest, own]) => all.replaceAll(digest, own), text),
        workspace,
      },
    );
  return { store, put, manifest, root, run, workspace, tools, out: join(workspace, 'out') };
}

const folderFile = (name: string, text: string): TarEntry => ({
  ...{ name, kind: 'file', mode: 0o644, time: 0, size: text.length },
  read: () => [Buffer.from(text)],
});

const about = { repository: 'r.test/app', tags: ['v1'], digest: 'v1', reference: 'r.test/app@v1', exists: true };
const found = { ...about, mediaType: imageManifest, artifactType: 'x/y' };
const file = (title: string, size: number) => ({
  ...{ title, path: `out/${title}`, digest: title, size, mediaType: 'text/plain' },
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('Mode pull', () => {
  it('says what it receives', async () => {
    const { run, out } = await fill();
    const { said, result, opened, failed } = await run();
    expect({ opened, failed }).toEqual({ opened: ['r.test/app to read'], failed: undefined });
    expect(said[0]).toBe('group: Pull r.test/app@v1 into out');
    expect(said.slice(1).sort()).toEqual(['info: Received: a.txt  3 B', 'info: Received: sub/b.txt  2 B']);
    expect(result).toEqual({
      ...{ ...found, path: 'out', size: 5, changed: true, transferred: 5, reused: 0 },
      files: [file('a.txt', 3), file('sub/b.txt', 2)].map((one) => {
        return { ...one, annotations: { 'org.opencontainers.image.title': one.title } };
      }),
    });
    expect(await readTree(out)).toEqual({ 'a.txt': 'aaa', 'sub/b.txt': 'bb' });
  });

  it('says what was there, and receives the rest', async () => {
    const { run, out } = await fill();
    mkdirSync(out);
    writeFileSync(join(out, 'a.txt'), 'aaa');
    const { said, result } = await run();
    expect(said.slice(1).sort()).toEqual(['info: Already there: a.txt  3 B', 'info: Received: sub/b.txt  2 B']);
    expect(result).toMatchObject({ changed: true, transferred: 2, reused: 3 });
    expect((await run()).result).toMatchObject({ changed: false, transferred: 0, reused: 5, size: 5 });
  });

  it('receives a directory again to compare it, unless it is in the cache', async () => {
    const { run, put, out } = await fill();
    const archive = await buffer(gzip(tar([folderFile('d/x', 'xyz')])));
    const type = 'application/vnd.oci.image.layer.v1.tar+gzip';
    const layer = {
      ...(await put('d', type, archive)),
      annotations: { 'org.opencontainers.image.title': 'd', 'io.deis.oras.content.unpack': 'true' },
    };
    const body = { schemaVersion: 2, mediaType: imageManifest, config: emptyJson, layers: [layer] };
    await put('dir', imageManifest, JSON.stringify(body), ['dir']);
    const cache = makeFolder();
    const [size, shown] = [layer.size, `${layer.size} B`];
    const steps: [cached: boolean, said: string, told: object][] = [
      [false, `Received: d  ${shown}`, { changed: true, transferred: size, reused: 0 }],
      [false, `Received, unchanged: d  ${shown}`, { changed: false, transferred: size, reused: 0 }],
      [true, `Received, unchanged: d  ${shown}`, { changed: false, transferred: size, reused: 0 }],
      [true, `Already there: d  ${shown}`, { changed: false, transferred: 0, reused: size }],
    ];
    for (const [isCached, line, told] of steps) {
      const { said, result } = await run({}, 'r.test/app:dir', isCached ? cache : undefined);
      expect(said.at(-1)).toBe(`info: ${line}`);
      expect(result).toMatchObject({ size, ...told });
    }
    writeFileSync(join(out, 'd', 'x'), 'other');
    const { said, result } = await run({}, 'r.test/app:dir', cache);
    expect(said.at(-1)).toBe(`info: From the cache: d  ${shown}`);
    expect(result).toMatchObject({ changed: true, transferred: 0, reused: size });
  });

  it('says how far it is with what takes long, also with what is there', async () => {
    const { run } = await fill({ 'big.bin': 'x'.repeat(100_000) });
    const start = process.uptime();
    let looks = 0;
    // Each look at the clock is a minute after the one before.
    jest.spyOn(process, 'uptime').mockImplementation(() => {
      looks += 1;
      return start + looks * 60;
    });
    const saysOf = (verb: string) => expect.stringMatching(`^info: ${verb} big\\.bin: `);
    expect((await run()).said).toContainEqual(saysOf('Receiving'));
    expect((await run()).said).toContainEqual(saysOf('Comparing'));
  });

  it('takes the files that are asked for, and says which lines were of no use', async () => {
    const { run, out } = await fill();
    const { said, result } = await run({ files: ['**', '!sub', '!none'] });
    expect(said[0]).toBe(
      'notice: The line "!none" of the input files took nothing out: it works on the lines above it, and names files as the artifact does, letter by letter',
    );
    expect(result).toMatchObject({ size: 3, files: [file('a.txt', 3)] });
    expect(await readTree(out)).toEqual({ 'a.txt': 'aaa' });
  });

  it('writes what has no title under its digest, and warns of it', async () => {
    const { run } = await fill({ '': 'x' });
    const { said, result } = await run();
    const [{ title }] = result['files'] as [{ title: string }];
    expect(title).toMatch(/^sha256-[0-9a-f]{64}\.txt$/);
    expect(said[0]).toBe(`warning: A layer of type text/plain has no title; it is written as ${title}`);
  });

  it('says of a container image once that its layers are no files', async () => {
    const { run, put } = await fill();
    const config = await put('image config', 'application/vnd.oci.image.config.v1+json', '{"os":"linux"}');
    const layers = [await put('one', 'text/plain', '1'), await put('two', 'text/plain', '2')];
    const body = { schemaVersion: 2, mediaType: imageManifest, config, layers };
    await put('image', imageManifest, JSON.stringify(body), ['image']);
    const { said } = await run({}, 'r.test/app:image');
    expect(said.filter((line) => line.startsWith('warning: '))).toEqual([
      expect.stringMatching(/^warning: r\.test\/app@image is a container image/),
    ]);
  });

  it('writes nothing over another file unless it may', async () => {
    const { run, out } = await fill();
    mkdirSync(out);
    writeFileSync(join(out, 'a.txt'), 'mine');
    const { failed, result } = await run({ overwrite: false });
    expect(failed).toBe('CONFLICT: The file "a.txt" exists with different content');
    expect(result).toEqual({ ...found, path: 'out', size: 5, changed: false, files: [], transferred: 0, reused: 0 });
    expect(await readTree(out)).toEqual({ 'a.txt': 'mine' });
    await run();
    expect(await readTree(out)).toEqual({ 'a.txt': 'aaa', 'sub/b.txt': 'bb' });
  });

  it('writes nothing where the digest is another one than expected', async () => {
    const { run, out } = await fill();
    const expected = `sha256:${'0'.repeat(64)}` as const;
    const { failed, result } = await run({ expectDigest: expected });
    expect(failed).toBe(`INTEGRITY: r.test/app:v1 is v1, but expect-digest asks for ${expected}`);
    expect(result).not.toHaveProperty('digest');
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['.git', 'The directory ".git" of the input path has a part .git, which belongs to git'],
    ['a/.GIT/hooks', 'The directory "a/.GIT/hooks" of the input path has a part .git, which belongs to git'],
  ])('writes nothing into %s', async (path, message) => {
    const { run } = await fill();
    expect(await run({ path })).toMatchObject({ failed: `INVALID_INPUT: ${message}`, opened: [] });
  });

  const platforms = async () => {
    const filled = await fill();
    const { manifest, put } = filled;
    const parts = [];
    for (const architecture of ['amd64', 'arm64']) {
      const part = await manifest(architecture, { [architecture]: architecture });
      parts.push({ ...part, platform: { os: 'linux', architecture } });
    }
    const body = JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: parts });
    const index = await put('all', imageIndex, body, ['all']);
    return { ...filled, index, parts };
  };

  it('takes a platform out of an index, and either digest as the expected one', async () => {
    const { run, index, parts } = await platforms();
    const platform = { os: 'linux', architecture: 'arm64' };
    for (const expectDigest of [index.digest, parts[1]?.digest ?? index.digest]) {
      const { result } = await run({ platforms: [platform], expectDigest }, 'r.test/app:all');
      expect(result).toMatchObject({ digest: 'arm64', reference: 'r.test/app@arm64', files: [file('arm64', 5)] });
    }
    const { failed, result } = await run({ platforms: [platform], expectDigest: parts[0]?.digest }, 'r.test/app:all');
    expect(failed).toMatch(/^INTEGRITY: /);
    expect(result).not.toHaveProperty('digest');
  });

  it('asks for a platform where an index has several, whatever the machine is', async () => {
    const { run } = await platforms();
    expect((await run({}, 'r.test/app:all')).failed).toMatch(/^(?:ARTIFACT|INVALID_INPUT): /);
  });

  it.each(['error', 'keep'] as const)('writes the links of a directory, with symlinks: %s', async (symlinks) => {
    const { run, put, out } = await fill();
    const link = { name: 'd/link', kind: 'link', mode: 0o777, time: 0, target: 'x' } as const;
    const archive = await buffer(gzip(tar([folderFile('d/x', 'xyz'), link])));
    const layer = {
      ...(await put('d', 'application/vnd.oci.image.layer.v1.tar+gzip', archive)),
      annotations: { 'org.opencontainers.image.title': 'd', 'io.deis.oras.content.unpack': 'true' },
    };
    const body = { schemaVersion: 2, mediaType: imageManifest, config: emptyJson, layers: [layer] };
    await put('dir', imageManifest, JSON.stringify(body), ['dir']);
    const { failed } = await run({ symlinks }, 'r.test/app:dir');
    if (symlinks === 'keep') expect(readlinkSync(join(out, 'd', 'link'))).toBe('x');
    else expect(failed).toMatch(/symbolic link/);
    expect(existsSync(join(out, 'd', 'x'))).toBe(symlinks === 'keep');
  });

  it('unpacks a directory of regctl artifact put, whose title ends in a slash and whose archive has no folder', async () => {
    const { run, put, out } = await fill();
    const layer = {
      ...(await put('d', 'application/octet-stream', await buffer(gzip(tar([folderFile('sub/x', 'xyz')]))))),
      annotations: { 'org.opencontainers.image.title': './in/d/' },
    };
    const body = { schemaVersion: 2, mediaType: imageManifest, config: emptyJson, layers: [layer] };
    await put('dir', imageManifest, JSON.stringify(body), ['dir']);
    for (const changed of [true, false]) {
      expect((await run({}, 'r.test/app:dir')).result).toMatchObject({ changed, files: [{ title: 'in/d' }] });
    }
    expect(readFileSync(join(out, 'in', 'd', 'sub', 'x'), 'utf8')).toBe('xyz');
    await run({ unpack: false }, 'r.test/app:dir');
    expect(existsSync(join(out, 'in', 'd.tar.gz'))).toBe(true);
  });

  it('says of kind: flux when there are more layers than the one that it takes', async () => {
    const { run, put } = await fill();
    const type = 'application/vnd.oci.image.layer.v1.tar+gzip';
    const layers = [];
    for (const name of ['one', 'two'])
      layers.push(await put(name, type, await buffer(gzip(tar([folderFile(name, 'x')])))));
    for (const count of [1, 2]) {
      const body = { schemaVersion: 2, mediaType: imageManifest, config: emptyJson, layers: layers.slice(0, count) };
      await put(`flux${count}`, imageManifest, JSON.stringify(body), [`flux${count}`]);
      const { said } = await run({ kind: 'flux' }, `r.test/app:flux${count}`);
      expect(said.filter((line) => line.startsWith('notice: '))).toHaveLength(count - 1);
    }
  });

  it('finds a version, and says which', async () => {
    const { run, manifest } = await fill();
    await manifest('1.0.0', { one: '1' });
    await manifest('1.2.0', { two: '2' });
    const { said, result } = await run({ version: '^1.0' }, 'r.test/app');
    expect(said[0]).toBe('info: ^1.0 is 1.2.0');
    expect(result).toMatchObject({ version: '1.2.0', tags: ['1.2.0'], digest: '1.2.0', files: [file('two', 1)] });
  });

  it('refuses what is no chart where one is asked for', async () => {
    const { run, out } = await fill();
    expect((await run({ kind: 'helm' })).failed).toBe(
      'ARTIFACT: r.test/app@v1 is not a Helm chart: its config is of type application/vnd.oci.empty.v1+json',
    );
    expect(existsSync(out)).toBe(false);
  });
});

(process.platform === 'win32' ? describe.skip : describe)('Mode pull with add-to-path', () => {
  it('puts programs into the tool cache and on the PATH', async () => {
    const { run, tools, root } = await fill({ jq: 'program' }, 'jq');
    const first = await run({ addToPath: true, path: '.' }, 'r.test/jq:v1');
    expect(first.failed).toBeUndefined();
    expect(tools.installed).toEqual([{ name: 'jq', digest: root.digest, from: { jq: 'program' } }]);
    const [folder = ''] = tools.paths;
    expect(first.said).toEqual([
      'notice: Only a tag decides what later steps run: set expect-digest, or say in verify who must have signed it',
      'group: Pull r.test/jq@v1 into the tool cache',
      'info: Received: jq  7 B',
      `info: Added to the tool cache; on the PATH is ${folder}`,
    ]);
    expect(first.result).toMatchObject({
      ...{ repository: 'r.test/jq', changed: true, path: folder, transferred: 7, reused: 0 },
      files: [{ title: 'jq', path: join(folder, 'jq'), digest: 'jq', size: 7, mediaType: 'text/plain' }],
    });
    expect(statSync(join(folder, 'jq')).mode & 0o111).not.toBe(0);
    expect(readFileSync(join(folder, 'jq'), 'utf8')).toBe('program');
    const again = await run({ addToPath: true, path: '.' }, 'r.test/jq:v1');
    expect(again.result).toMatchObject({ changed: false });
    expect(again.said.at(-1)).toMatch(/^info: Found in the tool cache; on the PATH is /);
  });

  it('puts the folder bin on the PATH, where the programs are in it', async () => {
    const { run, tools } = await fill({ 'bin/jq': 'program', 'README.md': 'read' }, 'jq');
    const { result } = await run({ addToPath: true, path: '.' }, 'r.test/jq:v1');
    expect(tools.paths).toEqual([join(String(result['path']), 'bin')]);
  });

  it('takes the platform of the runner out of an index, unless another is asked for', async () => {
    const { store, manifest, put, run, tools } = await fill({ jq: 'x' }, 'jq');
    const parts: Descriptor[] = [];
    for (const architecture of ['amd64', 'arm64']) {
      parts.push({
        ...(await manifest(architecture, { [architecture]: 'x' })),
        platform: { os: 'linux', architecture },
      });
    }
    const body = JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: parts });
    await put('all', imageIndex, body, ['all']);
    expect(await store.has(parts[0] as Descriptor)).toBe(true);
    const given = { addToPath: true, path: '.' };
    expect((await run(given, 'r.test/jq:all')).result).toMatchObject({ digest: 'amd64' });
    const platform = { os: 'linux', architecture: 'arm64' };
    expect((await run({ ...given, platforms: [platform] }, 'r.test/jq:all')).result).toMatchObject({ digest: 'arm64' });
    // Two platforms are two tools.
    expect((tools.installed as { digest: string }[]).map(({ digest }) => digest)).toEqual(
      parts.map(({ digest }) => digest),
    );
  });

  it('warns of programs that take the place of others', async () => {
    const { run } = await fill({ git: 'program' }, 'tools');
    const { said } = await run({ addToPath: true, path: '.' }, 'r.test/tools:v1');
    expect(said).toContain(
      'warning: In later steps, git of r.test/tools@v1 takes the place of the program of that name',
    );
  });

  it('refuses a path before it asks for anything', async () => {
    const { run } = await fill();
    expect(await run({ addToPath: true })).toMatchObject({
      failed:
        'INVALID_INPUT: The input add-to-path cannot be combined with path: the files go into the tool cache, and the output path says where',
      opened: [],
    });
  });
});
