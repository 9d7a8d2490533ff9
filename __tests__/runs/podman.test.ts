import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type DockerRegistry, startDockerRegistry } from '../support/servers/docker-registry.ts';
import { run } from '../support/servers/peers.ts';

// Artifacts of podman and of oras attach have media types with parameters, or of one word.

const text = 'text/plain; charset=utf-8';
const bom = 'application/vnd.cyclonedx+json;version=1.6';

/** Makes what podman wants to have before it looks at an artifact, and runs it; nothing is left outside of `home`. */
async function preparePodman(home: string) {
  const settings = join(home, '.config/containers');
  const helpers = join(home, 'helpers');
  for (const folder of [settings, helpers]) await mkdir(folder, { recursive: true });
  await writeFile(join(settings, 'policy.json'), '{"default":[{"type":"insecureAcceptAnything"}]}');
  await writeFile(join(helpers, 'netavark'), '#!/bin/sh\n', { mode: 0o755 });
  const engine = ['conmon_path = ["/bin/true"]', 'runtime = "none"', 'events_logger = "none"'];
  const configuration = `[engine]\n${engine.join('\n')}\nhelper_binaries_dir = ["${helpers}"]\n[engine.runtimes]\nnone = ["/bin/true"]\n[network]\nnetwork_backend = "netavark"\n`;
  await writeFile(join(home, 'containers.conf'), configuration);
  const env = { HOME: home, CONTAINERS_CONF: join(home, 'containers.conf') };
  const store = ['--root', join(home, 'store'), '--runroot', join(home, 'state'), '--storage-driver', 'vfs'];
  return async (...args: string[]) => {
    const { code, stdout, stderr } = await run('podman', [...store, 'artifact', ...args], { cwd: home, env });
    if (code !== 0) throw new Error(`podman artifact ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
}

describeWithPeers(['podman', 'oras', 'docker-registry'], 'podman and we', () => {
  const files = { 'a.txt': 'hello\n', 'sbom.json': '{}' };
  let registry: DockerRegistry;
  let workspace: string;
  let podman: Awaited<ReturnType<typeof preparePodman>>;
  let theirs: string;
  beforeAll(async () => {
    registry = await startDockerRegistry();
    workspace = await makeWorkspace(files);
    podman = await preparePodman(await makeWorkspace());
    theirs = `${registry.host}/theirs:v1`;
    // One file: of several, podman 5.4 gives all the title of the last.
    await podman('add', theirs, join(workspace, 'a.txt'));
    await podman('push', '--tls-verify=false', theirs);
    const attach = ['attach', '--plain-http', '--artifact-type', 'application/vnd.test', theirs];
    for (const file of [`sbom.json:${bom}`, 'a.txt:foo']) {
      expect(await run('oras', [...attach, file], { cwd: workspace })).toMatchObject({ code: 0 });
    }
  });
  afterAll(() => registry?.stop());

  const step = async (inputs: Record<string, string>) => {
    const { code, outputs, stdout } = await runStep({ 'plain-http': 'true', ...inputs }, { workspace });
    expect(code === 0 ? '' : stdout).toBe('');
    return outputs;
  };
  const typesOf = (json = '[]') => (JSON.parse(json) as { mediaType: string }[]).map(({ mediaType }) => mediaType);

  it('what podman pushed is pulled, also by its media type', async () => {
    for (const selected of ['', text]) {
      const path = `out-${selected.length}`;
      const outputs = await step({ mode: 'pull', reference: theirs, path, files: selected });
      expect(typesOf(outputs['files'])).toEqual([text]);
      expect(await readTree(workspace)).toMatchObject({ [`${path}/a.txt`]: 'hello\n' });
    }
  });

  it('it is inspected, tagged and discovered', async () => {
    const inspected = await step({ mode: 'inspect', reference: theirs });
    expect(typesOf(inspected['files'])).toEqual([text]);
    expect(inspected['artifact-type']).toBe('application/vnd.oci.empty.v1+json');
    const tagged = await step({ mode: 'tag', reference: theirs, tags: 'v2' });
    expect(tagged['digest']).toBe(inspected['digest']);
    const found = await step({ mode: 'discover', reference: theirs });
    expect(JSON.parse(found['referrers'] ?? '[]')).toHaveLength(2);
    for (const { digest } of JSON.parse(found['referrers'] ?? '[]')) {
      const attached = await step({
        mode: 'pull',
        reference: `${theirs.split(':v1')[0]}@${digest}`,
        path: digest.slice(7, 17),
      });
      expect([[bom], ['foo']]).toContainEqual(typesOf(attached['files']));
    }
  });

  it('it is copied and synced with what is attached, and podman reads the copy', async () => {
    const { digest } = await step({ mode: 'copy', reference: theirs, to: `${registry.host}/copied:v1` });
    const sources = { [registry.host]: { images: { theirs: ['v1'] } } };
    await writeFile(join(workspace, 'sync.yml'), JSON.stringify(sources));
    await step({ mode: 'sync', 'sync-file': 'sync.yml', to: `${registry.host}/synced` });
    for (const copy of ['copied', 'synced/theirs']) {
      const found = await step({ mode: 'discover', reference: `${registry.host}/${copy}:v1` });
      expect(found['digest']).toBe(digest);
      expect(JSON.parse(found['referrers'] ?? '[]')).toHaveLength(2);
      await podman('pull', '--tls-verify=false', `${registry.host}/${copy}:v1`);
      expect(JSON.parse(await podman('inspect', `${registry.host}/${copy}:v1`))).toMatchObject({ Digest: digest });
    }
  });

  it('what we push is pulled by podman', async () => {
    const ours = `${registry.host}/ours:v1`;
    const { digest } = await step({ mode: 'push', reference: ours, files: 'a.txt\nsbom.json' });
    await podman('pull', '--tls-verify=false', ours);
    const { Digest, Manifest } = JSON.parse(await podman('inspect', ours));
    expect(Digest).toBe(digest);
    expect(Manifest.layers).toHaveLength(2);
  });
});
