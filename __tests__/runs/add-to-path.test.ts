import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { arch } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findPrograms, toolDigest, toolName } from '../../src/modes/runner/tool.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { imageIndex, imageManifest } from '../../src/oci/media-types.ts';
import { parseReference } from '../../src/oci/reference.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

const script = (words: string) => `#!/bin/sh\necho ${words}\n`;
const name = 'octo-org/hello';

describe('add-to-path', () => {
  let registry: FakeRegistry;
  let workspace: string;
  let tools: string;

  beforeAll(async () => {
    registry = await startFakeRegistry();
  });
  afterAll(() => registry.stop());
  beforeEach(async () => {
    workspace = await makeWorkspace({
      'dist/hello': script('hello from one file'),
      'tree/bin/hello': script('hello from a folder'),
      'tree/lib/words.txt': 'words',
      'arm/hello': script('hello from arm'),
      'README.md': 'read me',
    });
    execFileSync('chmod', ['+x', join(workspace, 'tree/bin/hello')]);
    tools = await makeWorkspace();
    registry.requests.splice(0);
  });

  const push = async (inputs: Record<string, string>) => {
    const pushed = await runStep({ mode: 'push', reference: `${registry.host}/${name}:v1`, ...inputs }, { workspace });
    expect(pushed).toMatchObject({ code: 0 });
    registry.requests.splice(0);
    return pushed.outputs['digest'] ?? '';
  };
  const setUp = (over: Record<string, string> = {}, env: Record<string, string> = {}) =>
    runStep(
      { mode: 'pull', reference: `${registry.host}/${name}:v1`, 'add-to-path': 'true', ...over },
      { workspace, env: { RUNNER_TOOL_CACHE: tools, ...env } },
    );
  /** Runs a program as a later step of the job does. */
  const say = (path: string) =>
    execFileSync('/usr/bin/env', ['hello'], {
      env: { PATH: `${path.trim()}${delimiter}${process.env['PATH']}` },
      encoding: 'utf8',
    });
  const folderOf = (digest: string) => join(tools, 'octo-org-hello', `0.0.0-sha256-${digest.slice(7)}`, arch());

  it('makes a program of a single file, and finds it the next time without a byte moved', async () => {
    const digest = await push({ files: 'dist/hello', root: 'dist' });
    const first = await setUp();
    expect(first).toMatchObject({
      code: 0,
      stderr: '',
      path: `${folderOf(digest)}\n`,
      outputs: { digest, changed: 'true', path: folderOf(digest) },
    });
    expect(JSON.parse(first.outputs['files'] ?? '')).toMatchObject([
      { title: 'hello', path: join(folderOf(digest), 'hello') },
    ]);
    expect(say(first.path)).toBe('hello from one file\n');
    expect(await readdir(workspace)).toEqual(['README.md', 'arm', 'dist', 'tree']);
    registry.requests.splice(0);

    const second = await setUp();
    expect(second).toMatchObject({
      code: 0,
      path: first.path,
      outputs: { changed: 'false', transferred: '0', path: folderOf(digest) },
    });
    expect(registry.requests).toEqual([`GET /v2/${name}/manifests/v1 200`]);
    expect(second.stdout).toContain(`Found in the tool cache; on the PATH is ${folderOf(digest)}`);
  });

  it('says so where a tag alone decides what later steps run', async () => {
    const digest = await push({ files: 'dist/hello', root: 'dist' });
    const said = '::notice::Only a tag decides what later steps run: set expect-digest, or say in verify';
    expect((await setUp()).stdout).toContain(said);
    expect((await setUp({ 'expect-digest': digest })).stdout).not.toContain(said);
    expect((await setUp({ reference: `${registry.host}/${name}@${digest}` })).stdout).not.toContain(said);
    const unsigned = await setUp({ verify: '- github: octo-org/hello\n  ref: refs/heads/main' });
    expect(unsigned.stdout).not.toContain(said);
  });

  it('puts the folder bin of a directory on the PATH', async () => {
    const digest = await push({ files: 'tree', root: 'tree' });
    const { code, path } = await setUp();
    expect({ code, path }).toEqual({ code: 0, path: `${join(folderOf(digest), 'bin')}\n` });
    expect(say(path)).toBe('hello from a folder\n');
  });

  it('keeps links as they are, and does not walk through them', async () => {
    await symlink('lib', join(workspace, 'tree/lib64'));
    // Whoever follows two links that lead upwards has no end of folders.
    for (const loop of ['a', 'b']) await symlink('.', join(workspace, 'tree/lib', loop));
    const digest = await push({ files: 'tree', root: 'tree' });
    expect(await setUp()).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(await readlink(join(folderOf(digest), 'lib64'))).toBe('lib');
    expect(await setUp()).toMatchObject({ code: 0, outputs: { changed: 'false' } });
  });

  it('unpacks an archive that is the only file, as other tools send it', async () => {
    execFileSync('tar', ['-czf', 'hello.tar.gz', 'tree'], { cwd: workspace });
    await push({ files: 'hello.tar.gz:application/gzip' });
    const { code, path } = await setUp();
    expect({ code, path }).toEqual({ code: 0, path: expect.stringMatching(/[/\\]tree[/\\]bin\n$/) });
    expect(say(path)).toBe('hello from a folder\n');
  });

  it('takes what is for the platform of the runner from an index', async () => {
    const manifests = [];
    for (const [architecture, root] of [
      ['arm64', 'arm'],
      ['amd64', 'dist'],
    ]) {
      const digest = await push({ files: `${root}/hello`, root: root ?? '' });
      const size = registry.content.repository(name).manifests.get(digest)?.bytes.byteLength;
      manifests.push({ mediaType: imageManifest, digest, size, platform: { os: 'linux', architecture } });
    }
    const body = JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests });
    const url = `${registry.url}/v2/${name}/manifests/v1`;
    expect((await fetch(url, { method: 'PUT', headers: { 'content-type': imageIndex }, body })).status).toBe(201);
    const onAmd = await setUp();
    expect([onAmd.outputs['digest'], say(onAmd.path)]).toEqual([manifests[1]?.digest, 'hello from one file\n']);
    const onArm = await setUp({}, { RUNNER_ARCH: 'ARM64' });
    expect([onArm.outputs['digest'], say(onArm.path)]).toEqual([manifests[0]?.digest, 'hello from arm\n']);
    const asked = await setUp({ platform: 'linux/arm64' });
    expect(asked.outputs['digest']).toBe(manifests[0]?.digest);
    const onMac = await setUp({}, { RUNNER_OS: 'macOS' });
    expect(onMac).toMatchObject({ code: 1, path: '' });
    expect(onMac.stdout).toContain('has nothing for the platform darwin/amd64: it has linux/arm64, linux/amd64');
  });

  const tampered: [title: string, tamper: (folder: string) => Promise<unknown>][] = [
    ['a program was replaced', (folder) => writeFile(join(folder, 'hello'), script('hello from a stranger'))],
    ['a program was added', (folder) => writeFile(join(folder, 'git'), script('stolen'), { mode: 0o755 })],
    ['a program is missing', (folder) => rm(join(folder, 'hello'))],
    [
      'a folder took its place',
      async (folder) => {
        await rm(join(folder, 'hello'));
        await mkdir(join(folder, 'hello'));
      },
    ],
    [
      'a link took its place',
      async (folder) => {
        await rm(join(folder, 'hello'));
        await symlink('/bin/true', join(folder, 'hello'));
      },
    ],
    [
      'the folder is a link',
      async (folder) => {
        await rm(folder, { recursive: true });
        await symlink(await makeWorkspace({ hello: script('hello from a stranger') }), folder);
      },
    ],
    ['the copying was cut off', (folder) => rm(`${folder}.complete`)],
    ...(process.platform === 'win32'
      ? []
      : ([
          ['everybody may write into its folder', (folder) => chmod(folder, 0o777)],
          ['the group may write to a program', (folder) => chmod(join(folder, 'hello'), 0o775)],
        ] satisfies typeof tampered)),
    ...(process.getuid?.() === 0
      ? ([
          ['it belongs to another user', (folder) => chown(folder, 12_345, 12_345)],
          ['a program belongs to another user', (folder) => chown(join(folder, 'hello'), 12_345, 12_345)],
        ] satisfies typeof tampered)
      : []),
  ];
  it.each(tampered)('puts the tool there anew when %s', async (_, tamper) => {
    const digest = await push({ files: 'dist/hello', root: 'dist' });
    await setUp();
    await tamper(folderOf(digest));
    registry.requests.splice(0);
    const again = await setUp();
    expect(again).toMatchObject({ code: 0, outputs: { changed: 'true', transferred: '0' } });
    expect(await readTree(folderOf(digest))).toEqual({ hello: script('hello from one file') });
    expect(say(again.path)).toBe('hello from one file\n');
  });

  it('is found again where the umask lets others write', async () => {
    await push({ files: 'tree', root: 'tree' });
    const inputs = { mode: 'pull', reference: `${registry.host}/${name}:v1`, 'add-to-path': 'true' };
    const prefix = ['/bin/sh', '-c', 'umask 0; exec "$@"', 'sh'];
    const loose = () => runStep(inputs, { workspace, env: { RUNNER_TOOL_CACHE: tools }, prefix });
    expect(await loose()).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(await loose()).toMatchObject({ code: 0, outputs: { changed: 'false' } });
  });

  it('names the programs that it takes the place of, of the system and of earlier steps', async () => {
    const earlier = await makeWorkspace({ 'kubectl-x': script('earlier') });
    const files = { 'all/git': script('stolen'), 'all/kubectl-x': script('later'), 'all/hello': script('hello') };
    workspace = await makeWorkspace(files);
    await push({ files: 'all/*', root: 'all' });
    const path = `${process.env['PATH']}${delimiter}${earlier}`;
    const { code, stdout } = await setUp({}, { PATH: path });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /::warning::In later steps, git, kubectl-x of \S+@sha256:\w+ take the place of the programs of that name/,
    );
    // Its own folder is on the PATH from now on, and does not count.
    const again = await setUp({}, { PATH: `${(await setUp()).path.trim()}${delimiter}/usr/bin${delimiter}/bin` });
    expect(again.stdout).toMatch(/::warning::In later steps, git of \S+ takes the place of the program of that name/);
  });

  it('lets jobs at the same time have it all', async () => {
    const digest = await push({ files: 'tree', root: 'tree' });
    const runs = await Promise.all(Array.from({ length: 4 }, () => setUp()));
    expect(runs.map(({ code, path }) => [code, path, say(path)])).toEqual(
      runs.map(() => [0, `${join(folderOf(digest), 'bin')}\n`, 'hello from a folder\n']),
    );
    expect(runs.filter(({ outputs }) => outputs['changed'] === 'true')).toHaveLength(1);
    expect(await readTree(folderOf(digest))).toEqual({
      'bin/hello': script('hello from a folder'),
      'lib/words.txt': 'words',
    });
  });

  it('keeps a part of the files apart from all of them', async () => {
    const digest = await push({ files: 'dist/hello\nREADME.md' });
    const all = await setUp();
    const some = await setUp({ files: 'dist/hello' });
    expect(all.outputs['path']).toBe(folderOf(digest));
    expect(some.outputs['path']).not.toBe(folderOf(digest));
    expect(await readFile(join(folderOf(digest), 'README.md'), 'utf8')).toBe('read me');
  });

  it('refuses what has no program, before anything is in the tool cache', async () => {
    const empty = join(workspace, 'docs');
    await mkdir(empty);
    await writeFile(join(empty, 'words.txt'), 'words');
    await push({ files: 'docs' });
    const { code, stdout, path } = await setUp();
    expect({ code, path }).toEqual({ code: 1, path: '' });
    expect(stdout).toContain('has no program to put on the PATH');
    expect(await readdir(tools)).toEqual(['oci-artifact']);
  });

  it.each([
    ['path', { path: 'here' }, 'cannot be combined with path: the files go into the tool cache'],
    ['unpack: false', { unpack: 'false' }, 'cannot be combined with unpack: false'],
    ['kind: helm', { kind: 'helm' }, 'cannot be combined with kind: helm'],
  ])('refuses %s', async (_, inputs, says) => {
    const { code, stdout } = await setUp(inputs as Record<string, string>);
    expect(code).toBe(1);
    expect(stdout).toContain(`The input add-to-path ${says}`);
    expect(registry.requests).toEqual([]);
  });

  it('needs a tool cache', async () => {
    const { code, stdout } = await setUp({}, { RUNNER_TOOL_CACHE: '' });
    expect(code).toBe(1);
    expect(stdout).toContain('The input add-to-path needs the tool cache of a runner: RUNNER_TOOL_CACHE is not set');
  });
});

it.each([
  ['ghcr.io/octo-org/tools/hello:v1', 'octo-org-tools-hello'],
  ['oci-layout:out/my tools:v1', 'my-tools'],
  ['oci-layout:..:v1', 'tool'],
])('the tool of %s is called %s', (reference, expected) => {
  expect(toolName(parseReference(reference))).toBe(expected);
});

it('tells tools apart by what is taken of them', () => {
  const digest = digestOf(Buffer.from('manifest'));
  expect(toolDigest(digest, [])).toBe(digest);
  expect(new Set([toolDigest(digest, ['a']), toolDigest(digest, ['b']), digest]).size).toBe(3);
});

it.each([
  ['at the top', { hello: 'x' }, '.'],
  ['in bin', { 'bin/hello': 'x', other: 'x' }, 'bin'],
  ['in the only folder', { 'hello-1.0/hello': 'x' }, 'hello-1.0'],
  ['in bin of the only folder', { 'hello-1.0/bin/hello': 'x' }, join('hello-1.0', 'bin')],
])('finds programs %s', async (_, files, expected) => {
  const directory = await makeWorkspace(files as Record<string, string>);
  execFileSync('chmod', ['-R', '+x', directory]);
  expect(await findPrograms(directory, 'it')).toBe(expected);
});

it.each([
  ['by its ending', { 'bin/hello.exe': 'x' }, 'bin'],
  ['by its ending in capitals', { 'hello.CMD': 'x', 'bin/words.txt': 'x' }, '.'],
  ['and no other file', { hello: 'x', 'bin/words.txt': 'x' }, undefined],
])('finds a program on Windows, where no file has an executable bit, %s', async (_, files, expected) => {
  const found = findPrograms(await makeWorkspace(files as Record<string, string>), 'it', true);
  if (expected !== undefined) expect(await found).toBe(expected);
  else await expect(found).rejects.toThrow('no file that ends in .exe, .cmd, .bat, .com, .ps1 is in the folder bin');
});
