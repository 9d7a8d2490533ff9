import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { extract, type Header } from 'tar-stream';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import type { ActionOptions } from '../support/action/run-action.ts';
import { told } from '../support/action/told.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type DockerRegistry, startDockerRegistry } from '../support/servers/docker-registry.ts';
import { run } from '../support/servers/peers.ts';

const sha = '0123456789abcdef0123456789abcdef01234567';
const configType = 'application/vnd.cncf.flux.config.v1+json';
const contentType = 'application/vnd.cncf.flux.content.v1.tar+gzip';
const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

const source = {
  'deploy/app.yaml': 'kind: Deployment\n',
  'deploy/base/kustomization.yaml': 'resources: []\n',
  'deploy/base/run.sh': '#!/bin/sh\n',
  'deploy/logo.png': 'png',
  'deploy/notes.md': '# notes\n',
  'deploy/base/notes.md': '# notes\n',
  'deploy/.sourceignore': '# not for the cluster\n*.md\n!/notes.md\n',
  'deploy/.hidden.yaml': 'hidden',
};

async function makeSource(): Promise<string> {
  const workspace = await makeWorkspace(source);
  await chmod(join(workspace, 'deploy/base/run.sh'), 0o775);
  return workspace;
}

/** Reads an archive and refuses what `Untar` of fluxcd/pkg would refuse (tar/untar.go). */
async function untarAsFlux(archive: Buffer): Promise<Record<string, string>> {
  const entries: Record<string, string> = {};
  const reader = extract();
  reader.end(gunzipSync(archive));
  for await (const entry of reader) {
    const { name, type, mode = 0, uid, gid, uname, mtime } = entry.header as Header;
    if (name === '' || name.includes('\\') || name.startsWith('/') || name.includes('../')) throw new Error(name);
    if (type !== 'file' && type !== 'directory') throw new Error(`${name} is a ${type}`);
    expect({ uid, gid, uname, mtime: mtime?.getTime() }).toEqual({ uid: 0, gid: 0, uname: '', mtime: 0 });
    let content = '';
    for await (const chunk of entry) content += chunk;
    entries[name] = `${type} ${mode.toString(8)} ${content}`;
  }
  return entries;
}

const push = (workspace: string, inputs: Record<string, string>, env: ActionOptions['env'] = {}) =>
  runStep(
    { mode: 'push', kind: 'flux', reference: 'oci-layout:out:v1', files: 'deploy', ...inputs },
    { workspace, env: { GITHUB_REF_NAME: 'main', ...env } },
  );

const blob = (workspace: string, digest: string) => readFile(join(workspace, 'out/blobs', digest.replace(':', '/')));

async function manifestIn(workspace: string, digest = '') {
  return JSON.parse(await blob(workspace, digest).then(String));
}

describe('a Flux source', () => {
  it('is what flux push artifact sends', async () => {
    const workspace = await makeSource();
    const pushed = await push(workspace, {});
    expect(pushed).toMatchObject({ code: 0, stderr: '', outputs: { 'artifact-type': configType, changed: 'true' } });
    const manifest = await manifestIn(workspace, pushed.outputs['digest']);
    const [layer] = manifest.layers;
    const archive = await blob(workspace, layer.digest);
    const contentDigest = digestOf(gunzipSync(archive));
    expect(manifest).toEqual({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: configType, digest: expect.any(String), size: 233 },
      layers: [
        {
          mediaType: contentType,
          digest: digestOf(archive),
          size: archive.byteLength,
          annotations: { 'io.deis.oras.content.digest': contentDigest },
        },
      ],
      annotations: {
        'org.opencontainers.image.source': 'https://github.com/octo-org/hello',
        'org.opencontainers.image.revision': `main@sha1:${sha}`,
      },
    });
    expect(String(await blob(workspace, manifest.config.digest))).toBe(
      `{"architecture":"","created":"0001-01-01T00:00:00Z","history":[{"created":"0001-01-01T00:00:00Z"}],"os":"","rootfs":{"type":"layers","diff_ids":["${contentDigest}"]},"config":{}}`,
    );
    expect(await untarAsFlux(archive)).toEqual({
      '.': 'directory 755 ',
      'app.yaml': 'file 644 kind: Deployment\n',
      base: 'directory 755 ',
      'base/kustomization.yaml': 'file 644 resources: []\n',
      'base/run.sh': 'file 755 #!/bin/sh\n',
      'notes.md': 'file 644 # notes\n',
    });
    expect(pushed.stdout).toContain('Left out logo.png, as .sourceignore or the defaults of Flux say');
    expect(pushed.stdout).toContain('Left out base/notes.md');
    expect(pushed.stdout).toContain('Skipped .hidden.yaml, which is hidden');
  });
});

describeWithPeers(['docker-registry', 'oras'], 'a Flux source in a registry', () => {
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await startDockerRegistry({});
  });
  afterAll(() => registry?.stop());

  it('is not sent again, comes back, and is there for others', async () => {
    const workspace = await makeSource();
    const reference = `${registry.host}/flux/app:v1`;
    const first = await push(workspace, { reference });
    expect(first).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    const before = (await registry.requests()).length;
    const again = await push(workspace, { reference }, { GITHUB_RUN_ID: '43' });
    expect(again.outputs).toEqual(told({ changed: false, digest: first.outputs['digest'], sent: 0 }));
    expect((await registry.requests()).slice(before)).toEqual(['GET /v2/flux/app/manifests/v1 200']);
    // Another commit with the same files: a new manifest, and the archive that is there.
    const next = await push(workspace, { reference }, { GITHUB_SHA: 'f'.repeat(40) });
    expect(next.outputs).toEqual(told({ changed: true, sent: 0 }));

    const shown = await run('oras', ['manifest', 'fetch', '--plain-http', reference]);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      config: { mediaType: configType },
      layers: [{ mediaType: contentType }],
      annotations: { 'org.opencontainers.image.revision': `main@sha1:${'f'.repeat(40)}` },
    });

    const tree = {
      'app.yaml': 'kind: Deployment\n',
      'base/kustomization.yaml': 'resources: []\n',
      'base/run.sh': '#!/bin/sh\n',
      'notes.md': '# notes\n',
    };
    const pulled = await runStep({ mode: 'pull', reference, path: 'got' }, { workspace });
    expect(pulled).toMatchObject({ code: 0, stderr: '' });
    expect(pulled.stdout).not.toContain('::warning');
    expect(await readTree(join(workspace, 'got'))).toMatchObject(tree);
    expect((await stat(join(workspace, 'got/base/run.sh'))).mode & 0o111).not.toBe(0);
    expect(JSON.parse(pulled.outputs['files'] ?? '')).toMatchObject([{ title: '.', path: 'got' }]);
    expect((await runStep({ mode: 'pull', reference, path: 'got' }, { workspace })).outputs['changed']).toBe('false');

    await runStep({ mode: 'pull', reference, path: 'packed', unpack: 'false' }, { workspace });
    expect(await readdir(join(workspace, 'packed'))).toEqual(['artifact.tgz']);
    await runStep({ mode: 'pull', kind: 'artifact', reference, path: 'plain' }, { workspace });
    expect(await readdir(join(workspace, 'plain'))).toEqual([expect.stringMatching(/^sha256-[0-9a-f]{64}\.tar\.gz$/)]);
  });

  it('made by others is unpacked: an archive of GNU tar, static layers, a plain archive by kind', async () => {
    const workspace = await makeSource();
    await run('tar', ['-czf', 'artifact.tgz', '-C', 'deploy/base', '.'], { cwd: workspace });
    await writeFile(join(workspace, 'config.json'), '{}');
    const orasPush = async (name: string, config: string, files: string[]) => {
      const reference = `${registry.host}/flux/${name}:v1`;
      const args = ['push', '--plain-http', '--config', `config.json:${config}`, reference, ...files];
      expect(await run('oras', args, { cwd: workspace })).toMatchObject({ code: 0 });
      return reference;
    };
    let count = 0;
    const base = ['kustomization.yaml', 'notes.md', 'run.sh'];
    const pull = async (reference: string, inputs: Record<string, string> = {}) => {
      count += 1;
      const path = `got${count}`;
      const pulled = await runStep({ mode: 'pull', reference, path, ...inputs }, { workspace });
      expect(pulled).toMatchObject({ code: 0 });
      return (await readdir(join(workspace, path))).sort();
    };
    const archive = `artifact.tgz:${contentType}`;
    expect(await pull(await orasPush('tar', configType, [archive]))).toEqual(base);
    const several = await orasPush('several', configType, [archive, 'deploy/app.yaml:text/x']);
    expect(await pull(several)).toEqual(base);
    expect(await pull(several, { files: 'text/x' })).toEqual(['deploy']);
    const other = await orasPush('other', 'application/x', ['artifact.tgz:application/x.tar+gzip']);
    expect(await pull(other)).toEqual(['artifact.tgz']);
    expect(await pull(other, { kind: 'flux' })).toEqual(base);
    const loose = await orasPush('static', configType, ['deploy/app.yaml:application/vnd.cncf.flux.content.v1.yaml']);
    expect(await pull(loose)).toEqual(['deploy']);
  });
});
