import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Descriptor, describe as describeContent, emptyJson } from '../../src/oci/descriptor.ts';
import { digestOf, startHash } from '../../src/oci/digest.ts';
import { encodeManifest } from '../../src/oci/manifest.ts';
import { imageManifest } from '../../src/oci/media-types.ts';
import type { Store } from '../../src/store/store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { readTree } from '../support/content/read-tree.ts';
import { openPlace, putArtifact } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';
import { registryKinds } from '../support/servers/places.ts';

function describeBySha512(mediaType: string, bytes: Uint8Array): Descriptor {
  const hash = startHash('sha512:');
  hash.update(bytes);
  return { ...describeContent(mediaType, bytes), digest: hash.finish() };
}

/** Puts an artifact whose manifest is named by its sha512; gives its digests by both algorithms. */
async function putBySha512(
  store: Store,
  tags: readonly string[],
  { describeLayer = describeContent }: { describeLayer?: typeof describeContent } = {},
) {
  const content = Buffer.from(tags.join());
  const layer = describeLayer('text/plain', content);
  const annotations = { 'org.opencontainers.image.title': 'a.txt' };
  const bytes = encodeManifest({
    mediaType: imageManifest,
    config: emptyJson,
    layers: [{ ...layer, annotations }],
  });
  await store.push(emptyJson, openBytes(Buffer.from('{}')));
  await store.push(layer, openBytes(content));
  const root = describeBySha512(imageManifest, bytes);
  await store.push(root, openBytes(bytes), { tags });
  return { root, sha256: digestOf(bytes) };
}

let workspace: string;
let layout: Store;
beforeEach(async () => {
  workspace = await makeWorkspace();
  layout = openPlace(`oci-layout:${workspace}/in`);
});

const copyTo = (to: string, inputs: Record<string, string> = {}) =>
  runStep({ mode: 'copy', reference: 'oci-layout:in:v1', to, concurrency: '1', ...inputs }, { workspace });

const syncTo = (to: string) => runStep({ mode: 'sync', 'sync-file': 'sync.yml', to, concurrency: '1' }, { workspace });

describe('a registry that knows sha512', () => {
  let server: FakeRegistry;
  beforeAll(async () => {
    server = await startFakeRegistry();
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    server.requests.length = 0;
    server.content.features.writesTag = () => true;
  });

  /** The requests that write, with short names for digests. */
  const writes = () =>
    server.requests
      .filter((line) => /^(?:PUT|POST) /.test(line))
      .map((line) => line.replace(/(sha\d+)(?::|%3A)[0-9a-f]+/g, '<$1>').replace(/\/v2\/[a-z]+\/(?=blobs|mani)/, ''));
  const putBlob = (algorithm: string) => `PUT blobs/uploads/<uuid>?digest=<${algorithm}> 201`;

  it('is given a manifest by its digest, with the tags; the copy back has the same digest, and so has a pull', async () => {
    const { root } = await putBySha512(layout, ['v1']);
    const done = await copyTo(`${server.host}/first:v1,v2`);
    expect(done).toMatchObject({ code: 0, outputs: { digest: root.digest, changed: 'true' } });
    expect(done.stdout).not.toContain('::notice');
    expect(writes()).toEqual([
      'POST blobs/uploads/ 202',
      putBlob('sha256'),
      'POST blobs/uploads/ 202',
      putBlob('sha256'),
      'PUT manifests/<sha512>?tag=v1&tag=v2 201',
    ]);
    const back = await runStep(
      { mode: 'copy', reference: `${server.host}/first:v2`, to: 'oci-layout:out' },
      { workspace },
    );
    expect(back.outputs['digest']).toBe(root.digest);
    const pulled = await runStep({ mode: 'pull', reference: `${server.host}/first:v2`, path: 'pulled' }, { workspace });
    expect(pulled).toMatchObject({ code: 0, outputs: { digest: root.digest } });
    expect((await readTree(workspace))['pulled/a.txt']).toBe('v1');
    expect((await copyTo(`${server.host}/first:v1,v2`)).outputs['changed']).toBe('false');
  });

  it('is told the algorithm when an upload begins', async () => {
    await putBySha512(layout, ['v1'], { describeLayer: describeBySha512 });
    expect((await copyTo(`${server.host}/second`)).code).toBe(0);
    expect(writes()).toContain('POST blobs/uploads/?digest-algorithm=sha512 202');
    expect(writes()).toContain(putBlob('sha512'));
  });

  it('gets more tags for a manifest in one request', async () => {
    const { root } = await putBySha512(openPlace(`${server.host}/fifth`), ['v1']);
    server.requests.length = 0;
    const reference = `${server.host}/fifth@${root.digest}`;
    const tagged = await runStep({ mode: 'tag', reference, tags: 'a\nb' }, { workspace });
    expect(tagged).toMatchObject({ code: 0, outputs: { digest: root.digest, changed: 'true' } });
    expect(writes()).toEqual(['PUT manifests/<sha512>?tag=a&tag=b 201']);
  });

  it('gets several tags by sha256 in one request too, once it has shown that it takes them', async () => {
    const source = openPlace(`${server.host}/sixth`);
    await putBySha512(source, ['v1']);
    await putArtifact(source, { 'b.txt': 'other' }, ['w1', 'w2']);
    server.requests.length = 0;
    await writeFile(`${workspace}/sync.yml`, `${server.host}:\n  images:\n    sixth: [v1, w1, w2]\n`);
    const done = await syncTo(`${server.host}/mirror`);
    expect(done.code).toBe(0);
    expect(writes().filter((line) => line.startsWith('PUT /v2/mirror/'))).toEqual([
      'PUT /v2/mirror/sixth/manifests/<sha512>?tag=v1 201',
      'PUT /v2/mirror/sixth/manifests/<sha256>?tag=w1&tag=w2 201',
    ]);
  });
});

/**
 * What of content by its sha512 the registries take that name by sha256: docker-registry keeps a link to a blob,
 * ggcrmem all manifests.
 */
const taken: Record<string, { manifests: boolean; blobs: boolean }> = {
  'docker-registry': { manifests: false, blobs: true },
  ocimem: { manifests: false, blobs: false },
  ggcrmem: { manifests: true, blobs: false },
};

for (const { peer, start } of registryKinds) {
  const takesSha512 = taken[peer] ?? { manifests: true, blobs: true };
  describeWithPeers([peer], `in ${peer}, which names by sha256`, () => {
    let server: PeerServer;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server?.stop());

    it('a copy says so, outputs what is there, and changes nothing the next time', async () => {
      const { root, sha256 } = await putBySha512(layout, ['v1']);
      const reference = `${server.host}/app@${sha256}`;
      const done = await copyTo(`${server.host}/app:v1,v2`);
      expect(done).toMatchObject({ code: 0, stderr: '', outputs: { digest: sha256, reference, changed: 'true' } });
      expect(done.stdout).toContain(`::notice::${server.host}/app names the manifest ${root.digest} by another digest`);
      const pulled = await runStep({ mode: 'pull', reference, path: 'pulled' }, { workspace });
      expect(pulled.code).toBe(0);
      const again = await copyTo(`${server.host}/app:v1,v2`, { 'if-exists': 'error' });
      expect(again).toMatchObject({ code: 0, outputs: { digest: sha256, changed: 'false' } });
    });

    it('a sync does the same', async () => {
      await using source = await startFakeRegistry();
      source.content.features.writesTag = () => true;
      const { root, sha256 } = await putBySha512(openPlace(`${source.host}/synced`), ['v1']);
      await writeFile(`${workspace}/sync.yml`, `${source.host}:\n  images:\n    synced: [v1]\n`);
      const [done, again] = [await syncTo(server.host), await syncTo(server.host)];
      expect(done.stdout).toContain(`/synced names the manifest ${root.digest} by another digest`);
      const itemsOf = ({ outputs }: typeof done) => JSON.parse(outputs['json'] ?? '[]');
      expect(itemsOf(done)).toMatchObject([{ status: 'new', digest: sha256 }]);
      expect(itemsOf(again)).toMatchObject([{ status: 'unchanged', digest: sha256 }]);
    });

    it(`a copy ${takesSha512.manifests ? 'takes along' : 'is refused with'} what is attached`, async () => {
      const { root } = await putBySha512(layout, ['v1']);
      await putArtifact(layout, { 'sbom.json': '{}' }, [], { subject: root });
      const done = await copyTo(`${server.host}/attached`);
      if (takesSha512.manifests) return expect(done.code).toBe(0);
      expect(done.code).toBe(1);
      expect(done.stdout).toContain('does not seem to take content by its sha512. The manifest ');
      expect(done.stdout).toContain('%0AThe registry supports only sha256');
      await expect(openPlace(`${server.host}/attached`).resolve('v1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      return expect((await copyTo(`${server.host}/attached`, { referrers: 'false' })).code).toBe(0);
    });

    it(`a layer by its sha512 is ${takesSha512.blobs ? 'taken' : 'refused, in words'}`, async () => {
      await putBySha512(layout, ['v1'], { describeLayer: describeBySha512 });
      const done = await copyTo(`${server.host}/layers`);
      expect(done.code).toBe(takesSha512.blobs ? 0 : 1);
      if (takesSha512.blobs) {
        const pulled = { mode: 'pull', reference: `${server.host}/layers:v1`, path: 'pulled' };
        expect((await runStep(pulled, { workspace })).code).toBe(0);
      } else {
        expect(done.stdout).toContain('does not seem to take content by its sha512. The upload of sha512:');
        expect(done.stdout).toContain('%0AThe registry supports only sha256');
      }
    });
  });
}
