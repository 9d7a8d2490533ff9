import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Descriptor, describe as describeContent } from '../../src/oci/descriptor.ts';
import type { Store } from '../../src/store/store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { contentOf } from '../support/content/content-of.ts';
import { openPlace, putArtifact, putIndex } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import { startOcimem } from '../support/servers/ocimem.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';
import { run } from '../support/servers/peers.ts';

const docker = (kind: string) => `application/vnd.docker.${kind}`;

async function put(store: Store, mediaType: string, content: object | string, tag?: string): Promise<Descriptor> {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  const descriptor = describeContent(mediaType, bytes);
  await store.push(descriptor, openBytes(bytes), { tags: tag === undefined ? [] : [tag] });
  return descriptor;
}

/** An index of two images and of another index, with an SBOM, its signature, and what cosign would leave. */
async function putOciGraph(store: Store): Promise<void> {
  const image = (architecture: string) =>
    putArtifact(store, { [architecture]: architecture.repeat(1_000) }, [], { config: { os: 'linux', architecture } });
  const entries = [];
  for (const architecture of ['amd64', 'arm64', 's390x']) {
    entries.push({ ...(await image(architecture)), platform: { os: 'linux', architecture } });
  }
  const [last, ...others] = entries;
  const inner = await putIndex(store, last ? [last] : [], []);
  const index = await putIndex(store, [...others, inner], ['v1']);
  const sbom = await putArtifact(store, { sbom: '{"sbom":1}' }, [], { subject: index });
  await putArtifact(store, { scan: '{"scan":1}' }, [], { subject: index });
  await putArtifact(store, { signature: 'signed' }, [], { subject: sbom });
}

/** A manifest list of Docker with two images, of which one has a layer that is elsewhere. */
async function putDockerList(store: Store, elsewhere: string): Promise<void> {
  const type = docker('distribution.manifest.v2+json');
  const manifests = [];
  for (const [architecture, os] of [
    ['amd64', 'linux'],
    ['amd64', 'windows'],
  ] as const) {
    const rootfs = { type: 'layers', diff_ids: [`sha256:${'1'.repeat(64)}`] };
    const foreign = describeContent(docker('image.rootfs.foreign.diff.tar.gzip'), Buffer.from('windows'));
    const layers = [await put(store, docker('image.rootfs.diff.tar.gzip'), `layer ${os}`)];
    if (os === 'windows') {
      layers.unshift({ ...foreign, urls: [`${elsewhere}/windows`] } as Descriptor);
      rootfs.diff_ids.push(`sha256:${'2'.repeat(64)}`);
    }
    const config = await put(store, docker('container.image.v1+json'), { architecture, os, rootfs });
    const image = await put(store, type, { schemaVersion: 2, mediaType: type, config, layers });
    manifests.push({ ...image, platform: { architecture, os } });
  }
  const list = docker('distribution.manifest.list.v2+json');
  await put(store, list, { schemaVersion: 2, mediaType: list, manifests }, 'v1');
}

describeWithPeers(
  ['docker-registry', 'ocimem', 'oras', 'skopeo'],
  'a copy leaves, byte for byte, what is left by',
  () => {
    let plain: PeerServer;
    let modern: PeerServer;
    const asked: string[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('windows');
    });
    beforeAll(async () => {
      [plain, modern] = await Promise.all([startDockerRegistry({ foreignLayers: true }), startOcimem()]);
      await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
      for (const { host } of [plain, modern]) {
        await putOciGraph(openPlace(`${host}/oci`));
        const { port } = elsewhere.address() as AddressInfo;
        await putDockerList(openPlace(`${host}/docker`), `http://127.0.0.1:${port}`);
      }
    });
    afterAll(async () => {
      elsewhere.close();
      await Promise.all([plain?.stop(), modern?.stop()]);
    });

    describe.each([
      ['docker-registry to ocimem', () => [plain, modern] as const],
      ['ocimem to docker-registry', () => [modern, plain] as const],
      ['docker-registry to itself', () => [plain, plain] as const],
    ])('%s', (title, ends) => {
      const name = title.replaceAll(' ', '-');
      const copyWith = async (repository: string, suffix: string) => {
        const [from, to] = ends();
        const target = `${name}/ours/${repository}${suffix}`;
        const inputs = { mode: 'copy', reference: `${from.host}/${repository}:v1`, to: `${to.host}/${target}` };
        const done = await runStep(inputs, { workspace: await makeWorkspace() });
        expect(done).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
        return contentOf(to.url, target);
      };

      it('oras cp -r', async () => {
        const [from, to] = ends();
        const target = `${name}/theirs/oci`;
        const command = ['cp', '-r', '--from-plain-http', '--to-plain-http', '--concurrency', '1'];
        const done = await run('oras', [...command, `${from.host}/oci:v1`, `${to.host}/${target}:v1`]);
        expect(done).toMatchObject({ code: 0 });
        const theirs = await contentOf(to.url, target);
        expect(Object.keys(theirs.manifests)).toHaveLength(8);
        expect(Object.values(theirs.referrers).map(({ length }) => length)).toEqual([2, 1]);
        expect(await copyWith('oci', '')).toEqual(theirs);
      });

      it('skopeo copy --multi-arch=all, which asks no other place for a layer either', async () => {
        const [from, to] = ends();
        const target = `${name}/theirs/docker`;
        const done = await run('skopeo', [
          ...['--insecure-policy', 'copy', '--multi-arch=all', '--preserve-digests'],
          ...['--src-tls-verify=false', '--dest-tls-verify=false'],
          ...[`docker://${from.host}/docker:v1`, `docker://${to.host}/${target}:v1`],
        ]);
        expect({ code: done.code, stderr: done.stderr }).toEqual({ code: 0, stderr: '' });
        const theirs = await contentOf(to.url, target);
        expect(Object.keys(theirs.manifests)).toHaveLength(3);
        expect(theirs.blobs.filter((blob) => blob.endsWith(' absent'))).toHaveLength(1);
        expect(await copyWith('docker', '')).toEqual(theirs);
        expect(asked).toEqual([]);
      });

      it('itself by way of a layout, a backup that is restored', async () => {
        const [from, to] = ends();
        const workspace = await makeWorkspace();
        for (const repository of ['oci', 'docker']) {
          const reference = `${from.host}/${repository}:v1`;
          const target = `${to.host}/${name}/restored/${repository}`;
          for (const inputs of [
            { reference, to: `oci-layout:${repository}` },
            { reference: `oci-layout:${repository}:v1`, to: target },
          ]) {
            const done = await runStep({ mode: 'copy', ...inputs }, { workspace });
            expect(done).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
          }
          expect(await contentOf(to.url, `${name}/restored/${repository}`)).toEqual(
            await copyWith(repository, '/direct'),
          );
        }
        expect(asked).toEqual([]);
      });
    });

    it('oras, which resolves the same image for a platform of a Docker list', async () => {
      const workspace = await makeWorkspace();
      const to = `${modern.host}/chosen/app`;
      const inputs = { mode: 'copy', reference: `${plain.host}/docker:v1`, to, platforms: 'windows/amd64' };
      const done = await runStep(inputs, { workspace });
      expect(done).toMatchObject({ code: 0, outputs: { 'media-type': docker('distribution.manifest.v2+json') } });
      const resolved = await run('oras', [
        ...['resolve', '--plain-http', '--platform', 'windows/amd64'],
        `${plain.host}/docker:v1`,
      ]);
      expect(resolved.stdout.trim()).toBe(done.outputs['digest']);
      expect((await contentOf(modern.url, 'chosen/app')).tags).toEqual({ v1: done.outputs['digest'] });
    });
  },
);
