import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyGraph } from '../../src/store/copy-graph.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { openPlace } from '../support/content/shelf.ts';
import { stage } from '../support/content/staged.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startNames } from '../support/servers/fake-packages.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';
import { run } from '../support/servers/peers.ts';
import { type Place, places } from '../support/servers/places.ts';

const imageConfig = 'application/vnd.oci.image.config.v1+json';
const imageIndex = 'application/vnd.oci.image.index.v1+json';

/** The config of an image, as a builder writes it. */
const configOf = (architecture: string) => ({
  created: '2026-01-31T12:00:00Z',
  architecture,
  os: 'linux',
  config: { Env: ['A=b'], Labels: { 'org.opencontainers.image.source': 'https://example.test', maintainer: 'me' } },
  rootfs: { type: 'layers', diff_ids: [] },
});

const alpine = stage({ 'a.txt': 'a' });

describeWithPeers(['docker-registry', 'ocimem', 'ggcrmem', 'oras', 'skopeo'], 'inspect', () => {
  describe.each(places)('in %s', (title, start) => {
    let place: Place;
    let workspace: string;
    const digests: Record<string, string> = {};
    const inspect = (suffix: string, inputs: Record<string, string> = {}) =>
      runStep({ mode: 'inspect', reference: place.reference(suffix), ...inputs }, { workspace });
    const seen = async (suffix: string, inputs: Record<string, string> = {}) => {
      const ran = await inspect(suffix, inputs);
      expect(ran).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'false' } });
      return { ...ran, json: JSON.parse(ran.outputs['json'] ?? '') };
    };

    beforeAll(async () => {
      place = await start();
      workspace = await makeWorkspace();
      await place.oras(
        [
          'push',
          '--artifact-type',
          'application/vnd.test',
          '--annotation',
          'org.opencontainers.image.created=2026-01-31T12:00:00Z',
        ],
        ':files',
        'a.txt:text/plain',
        'report.txt',
      );
      const manifests = [];
      for (const architecture of ['amd64', 'arm64']) {
        const folder = await makeWorkspace({ 'config.json': JSON.stringify(configOf(architecture)) });
        const config = ['push', '--disable-path-validation', '--config', `${folder}/config.json:${imageConfig}`];
        await place.oras(
          config,
          `:${architecture}`,
          'a.txt:application/vnd.oci.image.layer.v1.tar',
          `${folder}/config.json`,
        );
        const { mediaType, digest, size } = JSON.parse(
          await place.oras(['manifest', 'fetch', '--descriptor'], `:${architecture}`),
        );
        digests[architecture] = digest;
        manifests.push({ mediaType, digest, size, platform: { os: 'linux', architecture } });
      }
      const index = { schemaVersion: 2, mediaType: imageIndex, manifests };
      const file = `${await makeWorkspace({ 'index.json': JSON.stringify(index, null, 2) })}/index.json`;
      await place.oras(['manifest', 'push', '--media-type', imageIndex], ':multi', file);
    });
    afterAll(() => place?.stop());

    it('tells of files what oras tells', async () => {
      const { outputs, json, stdout } = await seen(':files');
      expect(outputs['manifest']).toBe(await place.oras(['manifest', 'fetch'], ':files'));
      expect(outputs['digest']).toBe((await place.oras(['resolve'], ':files')).trim());
      expect(JSON.parse(await place.oras(['manifest', 'fetch', '--descriptor'], ':files'))).toMatchObject(
        json.descriptor,
      );
      expect(outputs).toMatchObject({ tags: 'files', size: '8', 'artifact-type': 'application/vnd.test' });
      expect(JSON.parse(outputs['files'] ?? '')).toMatchObject([
        { title: 'a.txt', size: 1, mediaType: 'text/plain' },
        { title: 'report.txt', size: 5 },
      ]);
      expect(json).toMatchObject({ created: '2026-01-31T12:00:00Z' });
      expect(json.config).toBeUndefined();
      expect(stdout).toContain(`\nInspected ${place.reference(':files')} in 0.1 s (2 files, 8 B)\n`);
      expect((await seen(`@${outputs['digest']}`)).outputs['manifest']).toBe(outputs['manifest']);
    });

    const inSkopeo = (suffix: string) =>
      title === 'a layout'
        ? place.reference(suffix).replace('oci-layout:', 'oci:')
        : `docker://${place.reference(suffix)}`;
    const skopeo = async (...args: string[]) => {
      const { code, stdout, stderr } = await run('skopeo', [...args.slice(0, -1), inSkopeo(args.at(-1) ?? '')]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return stdout;
    };

    it('tells of an image what skopeo and oras tell', async () => {
      const { json, outputs } = await seen(':amd64');
      expect(json.config).toEqual(JSON.parse(await place.oras(['manifest', 'fetch-config'], ':amd64')));
      expect(json).toMatchObject({ os: 'linux', architecture: 'amd64', artifactType: imageConfig });
      const theirs = JSON.parse(await skopeo('inspect', '--tls-verify=false', ':amd64'));
      const { Digest, Created, Architecture, Os, Labels, LayersData } = theirs;
      expect([json.digest, json.created, json.architecture, json.os, json.labels]).toEqual([
        ...[Digest, Created, Architecture, Os, Labels],
      ]);
      expect(await skopeo('inspect', '--raw', '--tls-verify=false', ':amd64')).toBe(outputs['manifest']);
      const { config, layers } = JSON.parse(outputs['manifest'] ?? '');
      expect(layers).toMatchObject(
        LayersData.map(({ MIMEType, Digest: digest, Size }: Record<string, unknown>) => ({
          mediaType: MIMEType,
          digest,
          size: Size,
        })),
      );
      // The config is a layer too, and counts once.
      expect(json.size).toBe(LayersData.reduce((sum: number, { Size }: { Size: number }) => sum + Size, 0));
      expect(layers).toContainEqual(expect.objectContaining({ digest: config.digest }));
    });

    it('takes the image for a platform that skopeo and oras take', async () => {
      const { outputs, json } = await seen(':multi', { platforms: 'linux/arm64' });
      const resolved = await place.oras(['resolve', '--platform', 'linux/arm64'], ':multi');
      expect(outputs['digest']).toBe(resolved.trim());
      const wanted = ['--override-os', 'linux', '--override-arch', 'arm64'];
      const theirs = JSON.parse(await skopeo(...wanted, 'inspect', '--config', '--tls-verify=false', ':multi'));
      expect(theirs).toMatchObject({ architecture: json.architecture, created: json.created });
    });

    it('tells of an index what is in it, and of all the size, each blob counted once', async () => {
      const { outputs, json, stdout } = await seen(':multi');
      expect(outputs['manifest']).toBe(await place.oras(['manifest', 'fetch'], ':multi'));
      const [amd, arm] = await Promise.all([seen(':amd64'), seen(':arm64')]);
      expect(json.manifests).toMatchObject([
        { platform: 'linux/amd64', digest: digests['amd64'], size: amd.json.size },
        { platform: 'linux/arm64', digest: digests['arm64'], size: arm.json.size },
      ]);
      // They share the first layer, and the config is a layer as well.
      expect(json.size).toBe(amd.json.size + arm.json.size - 1);
      expect(outputs).toMatchObject({ 'media-type': imageIndex, 'artifact-type': '' });
      expect(outputs['files']).toBeUndefined();
      expect(stdout).toContain(`linux/arm64  ${digests['arm64']}  `);
    });
  });
});

it('finds an official image of Docker Hub by its short name', async () => {
  await using server = await startFakeRegistry();
  await using names = await startNames({ 'registry-1.docker.io': server.host });
  await copyGraph(alpine.store, alpine.root, openPlace(`${server.host}/library/alpine`), { tags: ['3'] });
  const options = { workspace: await makeWorkspace(), env: { http_proxy: names.url } };
  const done = await runStep({ mode: 'inspect', reference: 'docker.io/alpine:3', 'plain-http': 'true' }, options);
  expect(done).toMatchObject({ code: 0, outputs: { repository: 'docker.io/library/alpine' } });
});
