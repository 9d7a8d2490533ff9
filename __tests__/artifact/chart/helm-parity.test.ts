import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadChart } from '../../../src/artifact/chart/load-chart.ts';
import { chartAnnotations } from '../../../src/artifact/chart/metadata.ts';
import { packChart } from '../../../src/artifact/chart/pack-chart.ts';
import { readChart } from '../../../src/artifact/chart/read-chart.ts';
import { tagOfVersion } from '../../../src/artifact/chart/versions.ts';
import { describeWithPeers } from '../../support/describe-with-peers.ts';
import { type DockerRegistry, startDockerRegistry } from '../../support/docker-registry.ts';
import { run } from '../../support/peers.ts';
import { makeWorkspace } from '../../support/workspace.ts';
import { corpus, writeChart } from './corpus.ts';

const created = 'org.opencontainers.image.created';

/** Unpacks an archive with the system's tar and reads all files: paths, modes and bytes. */
async function unpacked(archive: string, folder: string): Promise<Record<string, string>> {
  await mkdir(folder);
  expect(await run('tar', ['-xzpf', archive, '-C', folder, '--warning=no-timestamp'])).toMatchObject({ code: 0 });
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const entries = found.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(folder.length + 1), (await readFile(path)).toString('latin1')];
  });
  return Object.fromEntries((await Promise.all(entries)).sort());
}

/** What a command says about an archive, without the paths it was given and it made. */
async function said(helm: string, args: string[], archive: string) {
  const { code, stdout, stderr } = await run(helm, [...args, archive]);
  return {
    code,
    text: `${stdout}${stderr}`.replaceAll(archive, 'ARCHIVE').replace(/time=\S+ |\/\S*\/helm-lint\d+\//g, ''),
  };
}

/** Packs one chart of the corpus with a Helm and with us. */
async function packBoth(helm: string, name: string) {
  const workspace = await makeWorkspace();
  const directory = await writeChart(workspace, name);
  const outcome = await run(helm, ['package', directory, '--destination', join(workspace, 'theirs')]);
  expect(outcome).toMatchObject({ code: 0 });
  const ours = await packChart(await loadChart(directory, name), { time: 0 });
  const [fileName = ''] = await readdir(join(workspace, 'theirs'));
  await mkdir(join(workspace, 'ours'));
  await writeFile(join(workspace, 'ours', ours.fileName), ours.archive);
  expect(ours.fileName).toBe(fileName);
  const archives = { theirs: join(workspace, 'theirs', fileName), ours: join(workspace, 'ours', fileName) };
  return { workspace, ours, archives };
}

/** Pushes an archive with a Helm and reads what the registry got. */
async function pushed(
  helm: string,
  archive: string,
  { name, version }: { name: string; version: string },
  url: string,
) {
  const target = `oci://${new URL(url).host}/charts`;
  expect(await run(helm, ['push', archive, target, '--plain-http'])).toMatchObject({ code: 0 });
  const repository = `${url}/v2/charts/${name}`;
  const accept = { headers: { accept: 'application/vnd.oci.image.manifest.v1+json' } };
  const manifest = (await (await fetch(`${repository}/manifests/${tagOfVersion(version)}`, accept)).json()) as {
    config: { digest: string };
    annotations: Record<string, string>;
  };
  const config = await (await fetch(`${repository}/blobs/${manifest.config.digest}`)).text();
  return { config, annotations: manifest.annotations };
}

// Helm 3.18 is asked about a few: what it shares with Helm 4 was compared there. Not about `build`: 3.18.0 cannot push
// a version with a plus (helm/helm#30881).
describe.each([
  ['helm', Object.keys(corpus)],
  ['helm3', ['subcharts', 'old', 'texts', 'numbers', 'ignore', 'aliases']],
])('%s', (helm, names) => {
  describeWithPeers([helm, 'docker-registry'], 'and we', () => {
    let registry: DockerRegistry;
    beforeAll(async () => {
      registry = await startDockerRegistry();
    });
    afterAll(() => registry.stop());

    it.each(names)('pack, lint, render and push %s alike', async (name) => {
      const { workspace, ours, archives } = await packBoth(helm, name);
      const trees = await Promise.all([
        unpacked(archives.ours, join(workspace, 'a')),
        unpacked(archives.theirs, join(workspace, 'b')),
      ]);
      expect(trees[0]).toEqual(trees[1]);
      for (const args of [['lint'], ['template', 'release', '--include-crds'], ['show', 'all']]) {
        expect(await said(helm, args, archives.ours)).toEqual(await said(helm, args, archives.theirs));
      }
      const { config, annotations } = await pushed(helm, archives.theirs, ours, registry.url);
      expect(ours.config.toString()).toBe(config);
      expect(chartAnnotations(ours.metadata, annotations[created])).toEqual(annotations);
      const read = await readChart(await readFile(archives.theirs));
      expect(read.metadata).toEqual(ours.metadata);
      expect((await readChart(ours.archive)).contentDigest).toBe(ours.contentDigest);
    });
  });
});
