import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { told } from '../support/action/told.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';
import { run } from '../support/servers/peers.ts';
import { registryKinds } from '../support/servers/places.ts';

const manifests = {
  'k8s/deployment.yaml': 'kind: Deployment\n',
  'k8s/service.yaml': 'kind: Service\n',
  'k8s/notes.txt': 'read me\n',
  'k8s/.hidden.yaml': 'kind: Secret\n',
};

describe('push and pull with an OCI layout, without any server', () => {
  it('publishes files, gives the digest to the next step, and fetches them', async () => {
    const workspace = await makeWorkspace(manifests);
    const pushed = await runStep(
      {
        mode: 'push',
        registry: 'oci-layout:out',
        reference: 'demo/app:v1',
        tags: 'latest\n# a comment\n\nstable',
        files: 'k8s/*.yaml:application/yaml\nk8s/notes.txt\n!k8s/service.yaml',
        root: 'k8s',
      },
      { workspace },
    );
    expect(pushed).toMatchObject({ code: 0, stderr: '' });
    expect(pushed.outputs).toEqual(
      told({
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        pinned: `oci-layout:out@${pushed.outputs['digest']}`,
        place: 'oci-layout:out',
        tags: ['v1', 'latest', 'stable'],
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        artifactType: 'application/vnd.unknown.artifact.v1',
        ...{ size: 27, changed: true, sent: 27, there: 0 },
      }),
    );
    expect(JSON.parse(pushed.outputs['files'] ?? '')).toMatchObject([
      { title: 'deployment.yaml', size: 17, mediaType: 'application/yaml' },
      { title: 'notes.txt', size: 8, mediaType: 'application/vnd.oci.image.layer.v1.tar' },
    ]);
    expect(JSON.parse(pushed.outputs['json'] ?? '')).toMatchObject({ digest: pushed.outputs['digest'], size: 27 });
    expect(pushed.stdout).toContain('Skipped k8s/.hidden.yaml, which is hidden');
    expect(pushed.stdout).toMatch(
      /\nPushed oci-layout:out:v1, latest, stable in 0\.1 s \(2 files, 27 B sent\)\n {2}oci-layout:out@sha256:\S+\n$/,
    );
    expect(pushed.summary).toContain('### ✅ Pushed `oci-layout:out`\n');
    expect({ env: pushed.env, path: pushed.path }).toEqual({ env: {}, path: '' });

    const pulled = await runStep(
      {
        mode: 'pull',
        reference: pushed.outputs['reference'] ?? '',
        path: 'got',
        'expect-digest': pushed.outputs['digest'] ?? '',
      },
      { workspace },
    );
    expect(pulled).toMatchObject({ code: 0, stderr: '', outputs: told({ changed: true, path: 'got', sent: 25 }) });
    expect(await readTree(`${workspace}/got`)).toEqual({
      'deployment.yaml': 'kind: Deployment\n',
      'notes.txt': 'read me\n',
    });
  });
});

for (const { peer, start } of registryKinds) {
  describeWithPeers([peer, 'oras', 'skopeo'], `push and pull with ${peer} and real peers`, () => {
    let registry: PeerServer;
    beforeAll(async () => {
      registry = await start();
    });
    afterAll(() => registry?.stop());

    it('is read by oras and skopeo, by tag and by digest', async () => {
      const workspace = await makeWorkspace(manifests);
      const pushed = await runStep(
        {
          mode: 'push',
          reference: `${registry.host}/app/config:v1,v2`,
          files: 'k8s/*.yaml',
          'artifact-type': 'application/vnd.test',
        },
        { workspace },
      );
      expect(pushed).toMatchObject({
        code: 0,
        outputs: { changed: 'true', repository: `${registry.host}/app/config` },
      });
      const cwd = await makeWorkspace();
      for (const name of [':v1', ':v2', `@${pushed.outputs['digest']}`]) {
        const oras = await run('oras', ['pull', '--plain-http', `${registry.host}/app/config${name}`], { cwd });
        expect(oras).toMatchObject({ code: 0 });
      }
      expect(await readTree(cwd)).toEqual({
        'k8s/deployment.yaml': 'kind: Deployment\n',
        'k8s/service.yaml': 'kind: Service\n',
      });
      const skopeo = await run('skopeo', [
        'inspect',
        '--raw',
        '--tls-verify=false',
        `docker://${registry.host}/app/config:v2`,
      ]);
      expect(JSON.parse(skopeo.stdout)).toMatchObject({ schemaVersion: 2, artifactType: 'application/vnd.test' });

      const again = await runStep(
        {
          mode: 'push',
          reference: `${registry.host}/app/config:v1,v2`,
          files: 'k8s/*.yaml',
          'artifact-type': 'application/vnd.test',
        },
        { workspace },
      );
      expect(again.outputs).toEqual(told({ digest: pushed.outputs['digest'], changed: false, sent: 0 }));
    });

    it('reads what oras and skopeo wrote, also layers without a title', async () => {
      const cwd = await makeWorkspace({ 'one.txt': '1', 'dir/two.txt': '2' });
      const target = `${registry.host}/from/oras`;
      const oras = await run('oras', ['push', '--plain-http', `${target}:v1`, 'one.txt:text/plain', 'dir/two.txt'], {
        cwd,
      });
      expect(oras.code).toBe(0);
      const copied = ['copy', '--src-tls-verify=false', '--dest-tls-verify=false'];
      const skopeo = await run('skopeo', [
        ...copied,
        `docker://${target}:v1`,
        `docker://${registry.host}/from/skopeo:v1`,
      ]);
      expect(skopeo.code).toBe(0);
      for (const repository of ['oras', 'skopeo']) {
        const workspace = await makeWorkspace();
        const pulled = await runStep(
          { mode: 'pull', reference: `${registry.host}/from/${repository}:v1`, path: 'got' },
          { workspace },
        );
        expect(pulled).toMatchObject({ code: 0, stderr: '' });
        expect(await readTree(`${workspace}/got`)).toEqual({ 'one.txt': '1', 'dir/two.txt': '2' });
      }

      const config = {
        mediaType: 'application/vnd.oci.empty.v1+json',
        size: 2,
        digest: `sha256:${'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'}`,
      };
      const layer = {
        mediaType: 'application/json',
        size: 1,
        digest: `sha256:${'6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b'}`,
      };
      const manifest = {
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config,
        layers: [layer],
      };
      const push = ['manifest', 'push', '--plain-http', `${target}:untitled`, '-'];
      expect(await run('oras', push, { input: JSON.stringify(manifest) })).toMatchObject({ code: 0 });
      const workspace = await makeWorkspace();
      const untitled = await runStep({ mode: 'pull', reference: `${target}:untitled`, path: 'got' }, { workspace });
      expect(untitled.stdout).toContain('::warning::A layer of type application/json has no title');
      expect(await readTree(`${workspace}/got`)).toEqual({ [`${layer.digest.replace(':', '-')}.json`]: '1' });
    });

    it('makes the manifest that oras makes, byte for byte', async () => {
      const workspace = await makeWorkspace({ 'a.txt': 'a', 'b.json': '{}' });
      const created = '2026-01-31T12:00:00Z';
      const ours = await runStep(
        {
          mode: 'push',
          reference: `${registry.host}/parity/ours:v1`,
          files: 'a.txt:text/plain\nb.json',
          'artifact-type': 'application/vnd.test',
          annotations: 'note=<a> & "b"',
          created,
          'github-annotations': 'none',
        },
        { workspace },
      );
      const annotations = [
        '--annotation',
        `org.opencontainers.image.created=${created}`,
        '--annotation',
        'note=<a> & "b"',
      ];
      const flags = [
        'push',
        '--plain-http',
        '--format',
        'json',
        '--artifact-type',
        'application/vnd.test',
        ...annotations,
      ];
      const oras = await run('oras', [...flags, `${registry.host}/parity/oras:v1`, 'a.txt:text/plain', 'b.json'], {
        cwd: workspace,
      });
      expect(ours.outputs['digest']).toBe(JSON.parse(oras.stdout).digest);
    });
  });
}

describeWithPeers(['docker-registry'], 'push and pull with docker-registry in other forms', () => {
  let workspace: string;
  const push = ({ host }: PeerServer) =>
    runStep({ mode: 'push', reference: `${host}/team/app:v1`, files: 'a.txt', retries: '0' }, { workspace });
  const pull = ({ host }: PeerServer) =>
    runStep({ mode: 'pull', reference: `${host}/team/app:v1`, path: 'got' }, { workspace });
  beforeEach(async () => {
    workspace = await makeWorkspace({ 'a.txt': 'a' });
  });

  it('that gives relative addresses', async () => {
    await using registry = await startDockerRegistry({ relativeUrls: true });
    expect(await push(registry)).toMatchObject({ code: 0, stderr: '' });
    expect(await pull(registry)).toMatchObject({ code: 0, outputs: { changed: 'true' } });
  });

  it('that is a pull-through cache: it is read, and takes nothing', async () => {
    await using registry = await startDockerRegistry();
    await using cache = await startDockerRegistry({ cacheOf: registry.url });
    await push(registry);
    expect(await pull(cache)).toMatchObject({ code: 0, outputs: { changed: 'true' } });
    await writeFile(`${workspace}/a.txt`, 'b');
    const refused = await push(cache);
    expect(refused).toMatchObject({ code: 1, outputs: { changed: 'false' } });
    // 500 to the look at a manifest that the other registry does not have.
    expect(refused.stdout).toMatch(/answered (?:405|500)/);
  });

  it('that is read-only', async () => {
    await using registry = await startDockerRegistry({ readOnly: true });
    const refused = await push(registry);
    expect(refused).toMatchObject({ code: 1, outputs: { changed: 'false' } });
    expect(refused.stdout).toContain('answered 405');
  });
});
