import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { digestOf } from '../../src/oci/digest.ts';
import { corpus, writeChart } from '../artifact/chart/corpus.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { told } from '../support/action/told.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { askPeer } from '../support/peers/ask-peer.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type DockerRegistry, startDockerRegistry } from '../support/servers/docker-registry.ts';
import { startFakeKubernetes } from '../support/servers/fake-kubernetes.ts';
import { run } from '../support/servers/peers.ts';

// Each chart of the corpus as Helm packs and pushes it, beside the same chart as the action does: what Helm then makes
// of the two must be the same.

interface Manifest {
  config: { digest: string };
  layers: { digest: string; mediaType: string }[];
  annotations: Record<string, string>;
}

/** A library is for other charts, and no cluster has the version 1000. */
const notRendered = ['library', 'numbers'];

const created = 'org.opencontainers.image.created';

/** Unpacks an archive with the system's tar and reads all files. */
async function unpacked(archive: string, folder: string): Promise<Record<string, string>> {
  await mkdir(folder);
  expect(await run('tar', ['-xzpf', archive, '-C', folder, '--warning=no-timestamp'])).toMatchObject({ code: 0 });
  return readTree(folder);
}

const digestOfTree = (tree: Record<string, string>) =>
  digestOf(Buffer.from(JSON.stringify(Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1)))));

/** What Helm says, without what depends on when and where it was asked. */
async function said(helm: string, args: string[]) {
  const { code, stdout, stderr } = await run(helm, args);
  const text = `${stdout}${stderr}`
    .replace(/^.* contains an underscore\.\n\nOCI artifact references(?:.+\n)+/m, '')
    .replace(/time=\S+ |\/\S*\/helm-lint\d+\/|^(?:Pulled|Digest|LAST DEPLOYED): .*\n/gm, '');
  return { code, text };
}

/** Reads a manifest, and the config blob it names. */
async function inRegistry({ url }: DockerRegistry, path: string, tag: string) {
  const accept = { headers: { accept: 'application/vnd.oci.image.manifest.v1+json' } };
  const manifest = (await (await fetch(`${url}/v2/${path}/manifests/${tag}`, accept)).json()) as Manifest;
  const config = await (await fetch(`${url}/v2/${path}/blobs/${manifest.config.digest}`)).text();
  return { ...manifest, config };
}

/** What Helm says of these is compared in each way; of the others, whose archives are the same too, in one. */
const shown = ['subcharts', 'crds', 'schema', 'library', 'old', 'unicode', 'requirements-in-v2', 'import-numbers'];

/** Helm is asked about these each time; about the others when their bytes, or this file, are others than before. */
const live = ['plain', 'subcharts'];

// Helm 3.18 is asked about those in which it might differ; `import-numbers` lets it panic.
describe.each([
  ['helm', Object.keys(corpus)],
  [
    'helm3',
    'subcharts with-archive library crds unicode links old no-api-version requirements-in-v2 schema texts build loose'.split(
      ' ',
    ),
  ],
])('%s', (helm, names) => {
  describeWithPeers([helm, 'docker-registry'], 'and we', () => {
    let registry: DockerRegistry;
    let kubernetes: Awaited<ReturnType<typeof startFakeKubernetes>>;
    let cluster: string[];
    let workspace: string;
    let pushed: Map<unknown, { version: string; tags: string[] }>;
    beforeAll(async () => {
      registry = await startDockerRegistry();
      kubernetes = await startFakeKubernetes();
      cluster = ['--kube-apiserver', kubernetes.url, '--disable-openapi-validation'];
      workspace = await makeWorkspace();
      for (const name of names) await writeChart(join(workspace, 'charts'), name);
      const inputs = {
        mode: 'push',
        kind: 'helm',
        reference: `${registry.host}/ours`,
        files: 'charts/*',
        'github-annotations': 'none',
      };
      const outcome = await runStep(inputs, { workspace });
      expect(outcome).toMatchObject({ code: 0, stderr: '' });
      const items: { name: string; version: string; tags: string[] }[] = JSON.parse(outcome.outputs['json'] ?? '');
      pushed = new Map(items.map((item) => [item.name, item]));
    });
    afterAll(() => Promise.all([registry?.stop(), kubernetes?.stop()]));

    /** The charts that Helm has pushed. */
    const theirs = new Set<string>();

    /** Gives the files of a chart as Helm packs it; fails where Helm makes something else of our chart than of its own. */
    const compare = async (name: string, version: string, tag: string) => {
      const folder = await makeWorkspace();
      const packed = join(folder, 'theirs', `${name}-${version}.tgz`);
      const packing = ['package', join(workspace, 'charts', name), '--destination', join(folder, 'theirs')];
      expect(await run(helm, packing)).toMatchObject({ code: 0 });
      const ours = ['--version', version, '--plain-http', `oci://${registry.host}/ours/${name}`];
      for (const [place, more] of [
        ['pulled', []],
        ...(shown.includes(name) ? [['untarred', ['--untar']] as const] : []),
      ] as const) {
        await mkdir(join(folder, place));
        const outcome = await run(helm, ['pull', ...ours, ...more], { cwd: join(folder, place) });
        expect(outcome).toMatchObject({ code: 0 });
      }
      const archive = join(folder, 'pulled', `${name}-${version}.tgz`);
      expect(await readdir(join(folder, 'pulled'))).toEqual([`${name}-${version}.tgz`]);
      const tree = await unpacked(packed, join(folder, 'tree'));
      expect(await unpacked(archive, join(folder, 'other'))).toEqual(tree);
      if (shown.includes(name)) expect(await readTree(join(folder, 'untarred'))).toEqual(tree);
      for (const args of [
        ['template', 'release', '--include-crds'],
        ...(shown.includes(name)
          ? [
              ['show', 'all'],
              ['install', 'release', '--dry-run=client', ...(helm === 'helm3' ? cluster : [])],
            ]
          : []),
      ]) {
        const [fromUs, fromThem] = await Promise.all([said(helm, [...args, ...ours]), said(helm, [...args, packed])]);
        expect(fromUs).toEqual(fromThem);
        expect(fromUs.code).toBe(notRendered.includes(name) && args[0] !== 'show' ? 1 : 0);
      }
      const lint = await said(helm, ['lint', packed]);
      const plus = version.includes('+');
      // Helm 3.18.0 cannot push a version with a plus (helm/helm#30881).
      if (helm === 'helm' || !plus) {
        const target = ['push', packed, `oci://${registry.host}/theirs`, '--plain-http'];
        expect(await run(helm, target)).toMatchObject({ code: 0 });
        theirs.add(name);
        const { layers, ...manifest } = await inRegistry(registry, `theirs/${name}`, tag);
        const own = await inRegistry(registry, `ours/${name}`, tag);
        const { [created]: _, ...annotations } = manifest.annotations;
        const typed = layers.map(({ mediaType }) => ({ mediaType, digest: digestOf(readFileSync(archive)) }));
        expect(own).toMatchObject({ config: manifest.config, layers: typed });
        expect(own.annotations).toEqual(annotations);
      }
      if (helm === 'helm') {
        const pull = {
          mode: 'pull',
          reference: `${registry.host}/theirs/${name}`,
          version,
          unpack: 'false',
          path: 'back',
        };
        expect(await runStep(pull, { workspace: folder })).toMatchObject({ code: 0, stderr: '' });
        expect(readFileSync(join(folder, 'back', `${name}-${version}.tgz`)).equals(readFileSync(packed))).toBe(true);
      }
      // What lint says has the name of the archive in it.
      await rename(archive, packed);
      expect(await said(helm, ['lint', packed])).toEqual(lint);
      return digestOfTree(tree);
    };

    it.each(names)('pack, push, pull, lint, render and install %s alike', async (name) => {
      const { version = '', tags: [tag = ''] = [] } = pushed.get(name) ?? {};
      const ask = () => compare(name, version, tag);
      const ours = await inRegistry(registry, `ours/${name}`, tag);
      // Not this whole file: another line in it would leave no answer that is known.
      const ways = [compare.toString(), shown.includes(name), notRendered.includes(name)];
      const question = [ways, name, ours, corpus[name]];
      const packed = await (live.includes(name) ? ask() : askPeer({ peer: helm, question, ask }));
      const pull = { mode: 'pull', reference: `${registry.host}/ours/${name}`, version, path: name };
      expect(await runStep(pull, { workspace })).toMatchObject({ code: 0, stderr: '' });
      expect(digestOfTree(await readTree(join(workspace, name)))).toBe(packed);
    });

    it('know what the other pushed: it is the same chart, and nothing is sent', async () => {
      const files = [...theirs].map((name) => `charts/${name}`);
      const inputs = { mode: 'push', kind: 'helm', reference: `${registry.host}/theirs` };
      const before = (await registry.requests()).length;
      const again = await runStep({ ...inputs, files: files.join('\n') }, { workspace });
      expect(again).toMatchObject({ code: 0, stderr: '', outputs: told({ changed: false, sent: 0 }) });
      const items: { name: string; status: string }[] = JSON.parse(again.outputs['json'] ?? '');
      expect(items.filter(({ status }) => status !== 'unchanged')).toEqual([]);
      // For each chart its manifest and its archive: the config is the same to the byte.
      const requests = (await registry.requests()).slice(before);
      expect(requests.filter((line) => !line.startsWith('GET '))).toEqual([]);
      expect(requests).toHaveLength(2 * files.length);

      const changed = join(workspace, 'charts/subcharts');
      await writeFile(join(changed, 'charts/sub/values.yaml'), 'color: red\n');
      await writeFile(join(changed, 'README.md'), 'new\n');
      await rm(join(changed, 'templates/map.yaml'));
      const refused = await runStep({ ...inputs, files: 'charts/subcharts' }, { workspace });
      expect(refused).toMatchObject({ code: 1, outputs: { changed: 'false' } });
      expect(refused.stdout).toContain(
        'exists with different content: the files differ: "README.md", "charts/sub/values.yaml", "templates/map.yaml"',
      );
    });
  });
});
