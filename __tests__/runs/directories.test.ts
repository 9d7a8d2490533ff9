import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { told } from '../support/action/told.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { describeTree } from '../support/content/describe-tree.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type DockerRegistry, startDockerRegistry } from '../support/servers/docker-registry.ts';
import { run } from '../support/servers/peers.ts';

const long = 'l'.repeat(255);

/** Makes a workspace with a folder `k8s` of all kinds of entries. */
async function makeTree(): Promise<string> {
  const workspace = await makeWorkspace({
    'k8s/a.yaml': 'a',
    'k8s/sub/run.sh': '#!/bin/sh\n',
    'k8s/with space/ü ✓.txt': 'ü',
    [`k8s/${'deep/'.repeat(30)}${long}`]: 'deep',
    'k8s/large.bin': Buffer.alloc(600_000, 'large '),
    'k8s/.hidden': 'hidden',
    'k8s/dev/only.yaml': 'dev',
  });
  await chmod(join(workspace, 'k8s/sub/run.sh'), 0o755);
  await mkdir(join(workspace, 'k8s/empty'));
  await symlink('a.yaml', join(workspace, 'k8s/link.yaml'));
  return workspace;
}

describe('a directory as one layer', () => {
  const push = (workspace: string, inputs: Record<string, string> = {}, env: Record<string, string> = {}) =>
    runStep({ mode: 'push', reference: 'oci-layout:out:v1', files: 'k8s', ...inputs }, { workspace, env });

  it('has one digest on every machine, and is recognised when pushed again', async () => {
    const one = await makeWorkspace({ 'k8s/b': 'b', 'k8s/a': 'a', 'k8s/c/d': 'd' });
    const other = await makeWorkspace({ 'k8s/c/d': 'd', 'k8s/a': 'a', 'k8s/b': 'b' });
    await chmod(join(other, 'k8s/a'), 0o600);
    await chmod(join(other, 'k8s/c'), 0o700);
    await utimes(join(other, 'k8s/b'), 1, 1);
    const first = await push(one);
    const second = await push(other, {}, { TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8', UV_THREADPOOL_SIZE: '1' });
    expect(first).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    expect(second.outputs['digest']).toBe(first.outputs['digest']);
    const again = await push(one);
    expect(again).toMatchObject({ code: 0, outputs: { changed: 'false', digest: first.outputs['digest'] } });
    await chmod(join(one, 'k8s/a'), 0o755);
    expect((await push(one)).outputs['digest']).not.toBe(first.outputs['digest']);
  });

  it('replaces what a tag has, readable or not', async () => {
    const workspace = await makeWorkspace({ 'k8s/a': 'a' });
    const broken = Buffer.from('{"schemaVersion":2,"layers":[],"manifests":[]}');
    const hex = createHash('sha256').update(broken).digest('hex');
    const entry = {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: `sha256:${hex}`,
      size: broken.length,
      annotations: { 'org.opencontainers.image.ref.name': 'v1' },
    };
    await mkdir(join(workspace, 'out/blobs/sha256'), { recursive: true });
    await writeFile(join(workspace, 'out/oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
    await writeFile(join(workspace, 'out/index.json'), JSON.stringify({ schemaVersion: 2, manifests: [entry] }));
    await writeFile(join(workspace, 'out/blobs/sha256', hex), broken);
    expect(await push(workspace)).toMatchObject({ code: 0, outputs: { changed: 'true' } });
  });

  it('comes back as it was, without what was excluded', async () => {
    const workspace = await makeTree();
    const pushed = await push(workspace, { files: 'k8s/\n!k8s/dev' });
    expect(pushed).toMatchObject({ code: 0, stderr: '' });
    expect(pushed.stdout).toContain('Skipped k8s/.hidden, which is hidden');
    const pulled = await runStep({ mode: 'pull', reference: 'oci-layout:out:v1', path: 'got' }, { workspace });
    expect(pulled).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
    const source = await describeTree(join(workspace, 'k8s'));
    for (const name of ['.hidden', 'dev', 'dev/only.yaml']) delete source[name];
    expect(await readdir(join(workspace, 'got'))).toEqual(['k8s']);
    expect(await describeTree(join(workspace, 'got/k8s'))).toEqual(source);
    const { ino } = await lstat(join(workspace, 'got/k8s/a.yaml'));
    const again = await runStep({ mode: 'pull', reference: 'oci-layout:out:v1', path: 'got' }, { workspace });
    expect(again.outputs).toMatchObject({ changed: 'false' });
    expect((await lstat(join(workspace, 'got/k8s/a.yaml'))).ino).toBe(ino);

    await writeFile(join(workspace, 'got/k8s/a.yaml'), 'mine');
    const refused = await runStep(
      { mode: 'pull', reference: 'oci-layout:out:v1', path: 'got', overwrite: 'false' },
      { workspace },
    );
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('exists with different content');
    const packed = await runStep(
      { mode: 'pull', reference: 'oci-layout:out:v1', path: 'archive', unpack: 'false' },
      { workspace },
    );
    expect(packed.code).toBe(0);
    expect(await readdir(join(workspace, 'archive'))).toEqual(['k8s.tar.gz']);
  });

  it('knows ~ for the home directory', async () => {
    const workspace = await makeWorkspace({ 'home/k8s/a': 'a', 'home/k8s/b': 'b' });
    const env = { HOME: join(workspace, 'home') };
    const inputs = { root: '~', files: '~/k8s/*\n!~/k8s/b' };
    expect(await push(workspace, inputs, env)).toMatchObject({ code: 0, stderr: '' });
    const pulled = { mode: 'pull', reference: 'oci-layout:out:v1', path: '~/got' };
    expect(await runStep(pulled, { workspace, env })).toMatchObject({
      code: 0,
      outputs: { path: `${env.HOME}/got` },
    });
    expect(await describeTree(join(workspace, 'home/got'))).toEqual({ k8s: 'folder', 'k8s/a': 'file a' });
  });

  it('keeps the executable bit of a loose file', async () => {
    const workspace = await makeWorkspace({ 'run.sh': '#!/bin/sh\n', 'a.txt': 'a' });
    await chmod(join(workspace, 'run.sh'), 0o755);
    await push(workspace, { files: '*' });
    await runStep({ mode: 'pull', reference: 'oci-layout:out:v1', path: 'got' }, { workspace });
    expect(await describeTree(join(workspace, 'got'))).toEqual({ 'a.txt': 'file a', 'run.sh': 'run #!/bin/sh\n' });
  });
});

describeWithPeers(['docker-registry', 'oras'], 'a directory and oras', () => {
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await startDockerRegistry({});
  });
  afterAll(() => registry?.stop());

  it('reads what the other packed', async () => {
    const workspace = await makeTree();
    const all = { 'include-hidden-files': 'true' };
    const ours = `${registry.host}/dir/ours:v1`;
    const theirs = `${registry.host}/dir/theirs:v1`;
    const inputs = { mode: 'push', reference: ours, files: 'k8s', ...all };
    const first = await runStep(inputs, { workspace });
    expect(first).toMatchObject({ code: 0 });
    expect((await run('oras', ['push', '--plain-http', theirs, 'k8s'], { cwd: workspace })).code).toBe(0);
    const before = (await registry.requests()).length;
    expect((await runStep(inputs, { workspace })).outputs).toEqual(told({ changed: false, sent: 0 }));
    expect((await registry.requests()).slice(before)).toEqual(['GET /v2/dir/ours/manifests/v1 200']);
    const source = await describeTree(join(workspace, 'k8s'));
    const cwd = await makeWorkspace();
    expect(await run('oras', ['pull', '--plain-http', ours], { cwd })).toMatchObject({ code: 0 });
    expect(await describeTree(join(cwd, 'k8s'))).toEqual(source);
    const pulled = await runStep({ mode: 'pull', reference: theirs, path: 'got' }, { workspace });
    expect(pulled).toMatchObject({ code: 0, stderr: '' });
    expect(await describeTree(join(workspace, 'got/k8s'))).toEqual(source);
  });
});
