import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { describe as describeBytes, emptyJson } from '../../../src/oci/descriptor.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { copyGraph } from '../../../src/store/copy-graph.ts';
import type { Store } from '../../../src/store/store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { describeWithPeers } from '../../support/action/describe-with-peers.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { collect } from '../../support/content/collect.ts';
import { stage } from '../../support/content/staged.ts';
import { writeInProcesses, writeOne } from '../../support/content/write-one.ts';
import { orasReferrers } from '../../support/peers/oras-discover.ts';
import { startDockerRegistry } from '../../support/servers/docker-registry.ts';
import { type FakeRegistry, quirkAlways, quirkOnce, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { run } from '../../support/servers/peers.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const artifact = stage({ 'a.txt': 'first' });
const subject = artifact.root;
const tag = subject.digest.replace(':', '-');
const api = `/v2/app/referrers/${subject.digest}`;
const list = `/v2/app/manifests/${tag}`;

const openStore = ({ host }: { host: string }) => openRegistry(host, registryOptions())('app', 'pull,push,delete');
const signature = (number = 1) => {
  const bytes = encodeManifest({
    mediaType: imageManifest,
    artifactType: `application/vnd.example.number-${number}`,
    config: emptyJson,
    layers: [emptyJson],
    subject,
    annotations: { number: `${number}` },
  });
  return { bytes, descriptor: describeBytes(imageManifest, bytes) };
};
const listed = ({ descriptor, bytes }: ReturnType<typeof signature>) => {
  const { artifactType, annotations } = JSON.parse(bytes.toString());
  return { ...descriptor, artifactType, annotations };
};
async function attach(store: Store, number = 1) {
  const made = signature(number);
  await store.push(emptyJson, openBytes(Buffer.from('{}')));
  await store.push(made.descriptor, openBytes(made.bytes));
  return made;
}

describe('The referrers in a registry', () => {
  let server: FakeRegistry;
  let store: Store;
  beforeEach(async () => {
    await server?.stop();
    server = await startFakeRegistry();
    store = openStore(server);
    await copyGraph(artifact.store, subject, store, { tags: ['v1'] });
    server.requests.length = 0;
  });
  afterAll(() => server?.stop());
  const requests = () => server.requests.filter((line) => !line.includes('/blobs/'));
  const { digest } = signature().descriptor;
  const tagged = () =>
    JSON.parse(server.content.repository('app').manifests.get(digestOfTag())?.bytes.toString() ?? '');
  const digestOfTag = () => server.content.repository('app').tags.get(tag) ?? '';
  const putTagged = (mediaType: string, body: unknown) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const { digest: name } = describeBytes(mediaType, bytes);
    server.content.repository('app').manifests.set(name, { mediaType, bytes });
    server.content.repository('app').tags.set(tag, name);
  };

  it('that keeps the list itself cost no request', async () => {
    server.content.features.referrers = 'api';
    await attach(store);
    expect(requests()).toEqual([`PUT /v2/app/manifests/${digest} 201`]);
    expect(await collect(store.referrers(subject))).toEqual([listed(signature())]);
  });

  it('that has the API but does not say so when it stores are asked for once', async () => {
    server.content.features.referrers = 'unannounced';
    await attach(store);
    expect(requests()).toEqual([`PUT /v2/app/manifests/${digest} 201`, `GET ${api} 200`]);
    expect(await collect(store.tags())).toEqual(['v1']);
  });

  it('without the API are kept under a tag, as oras keeps them', async () => {
    await attach(store);
    await attach(store, 2);
    expect(requests()).toEqual([
      `PUT /v2/app/manifests/${digest} 201`,
      `GET ${api} 404`,
      `GET ${list} 404`,
      `PUT ${list} 201`,
      `GET ${list} 200`,
      `PUT /v2/app/manifests/${signature(2).descriptor.digest} 201`,
      `GET ${list} 200`,
      `PUT ${list} 201`,
      `GET ${list} 200`,
    ]);
    const manifests = [listed(signature()), listed(signature(2))];
    expect(tagged()).toEqual({ schemaVersion: 2, mediaType: imageIndex, manifests });
    expect(await collect(store.referrers(subject))).toEqual(manifests);
  });

  it('are kept under the tag where the registry has put them on the list of another subject', async () => {
    server.content.features.subjectShown = `sha256:${'0'.repeat(64)}`;
    await attach(store);
    expect(tagged()).toMatchObject({ manifests: [listed(signature())] });
  });

  it('are kept under the tag where the API answered 404, whatever the registry says of the subject', async () => {
    server.content.features.subjectShown = subject.digest;
    expect(await collect(store.referrers(subject))).toEqual([]);
    await attach(store);
    expect(tagged()).toMatchObject({ manifests: [listed(signature())] });
  });

  it('are not written again when the list has them', async () => {
    await attach(store);
    server.requests.length = 0;
    await attach(store);
    expect(requests()).toEqual([`PUT /v2/app/manifests/${digest} 201`, `GET ${list} 200`]);
  });

  it('keep what others wrote into the list', async () => {
    const other = { ...subject, urls: ['https://registry.test/'], more: [1] };
    const rest = { schemaVersion: 2, annotations: { a: 'b' }, more: true };
    putTagged(imageIndex, { ...rest, manifests: [other] });
    await attach(store);
    expect(tagged()).toEqual({ ...rest, manifests: [other, listed(signature())] });
    await store.delete(digest);
    expect(tagged()).toEqual({ ...rest, manifests: [other] });
  });

  it('are written again when another job overwrites the list', async () => {
    const other = listed(signature(2));
    server.content
      .repository('app')
      .manifests.set(other.digest, { mediaType: imageManifest, bytes: signature(2).bytes });
    let overwritten = 0;
    server.onRequest = ({ method, path }) => {
      // Just before we look: the other one had read the list before we wrote it.
      if (method === 'GET' && path === list && overwritten < 3 && digestOfTag()) {
        overwritten += 1;
        putTagged(imageIndex, { schemaVersion: 2, manifests: [other], annotations: { overwritten: `${overwritten}` } });
      }
      return undefined;
    };
    await attach(store);
    expect(tagged()['manifests']).toEqual([other, listed(signature())]);
    expect(requests().filter((line) => line.startsWith(`PUT ${list}`))).toHaveLength(4);
  });

  it.each([
    ['brought back when a third one overwrites them', true],
    ['not brought back when they were deleted', false],
  ])('of other jobs are %s', async (_, isThere) => {
    const other = listed(signature(2));
    const { manifests } = server.content.repository('app');
    if (isThere) manifests.set(other.digest, { mediaType: imageManifest, bytes: signature(2).bytes });
    const own = () => listed(signature());
    // What we find under the tag, look by look.
    const lists = [[], [own(), other], [own()]];
    server.onRequest = ({ method, path }) => {
      if (method === 'GET' && path === list && lists.length > 0) {
        putTagged(imageIndex, { schemaVersion: 2, manifests: lists.shift() });
      }
      return undefined;
    };
    await attach(store);
    expect(tagged()['manifests']).toEqual(isThere ? [own(), other] : [own()]);
    expect(
      requests().filter((line) => line === `HEAD /v2/app/manifests/${other.digest} ${isThere ? 200 : 404}`),
    ).toHaveLength(1);
  });

  it('leave out those that are gone when the registry asks for that', async () => {
    putTagged(imageIndex, { schemaVersion: 2, manifests: [listed(signature(2)), subject] });
    await attach(store);
    expect(tagged()['manifests']).toEqual([subject, listed(signature())]);
  });

  it.each([
    ['404', { status: 404 }],
    ['406, as from go-containerregistry', { status: 406 }],
    ['400', { status: 400 }],
    ['a page of a web interface', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }],
  ])('are read from the tag when the API answers with %s', async (_, quirk) => {
    putTagged(imageIndex, { schemaVersion: 2, manifests: [listed(signature())] });
    server.onRequest = quirkAlways(`GET ${api}`, quirk);
    expect(await collect(store.referrers(subject))).toEqual([listed(signature())]);
  });

  it.each([
    ['403', { status: 403 }, { code: 'DENIED', topic: 'referrers-list' }],
    ['503', { status: 503 }, { code: 'REGISTRY', topic: 'referrers-list' }],
    ['no index', { status: 200, headers: { 'content-type': imageIndex }, body: '{}' }, { code: 'ARTIFACT' }],
    [
      'over 4 MiB',
      { status: 200, headers: { 'content-type': imageIndex }, body: ' '.repeat(4194305) },
      { code: 'TOO_LARGE' },
    ],
  ])('are not taken for none when the API answers with %s', async (_, quirk, failure) => {
    server.onRequest = quirkAlways(`GET ${api}`, quirk);
    await expect(collect(store.referrers(subject))).rejects.toMatchObject(failure);
  });

  it.each(['MANIFEST_UNKNOWN', 'NAME_UNKNOWN'])(
    'that is still without the subject are asked for again: %s',
    async (code) => {
      const body = JSON.stringify({ errors: [{ code, message: '' }] });
      server.onRequest = quirkOnce(`GET ${api}`, { status: 404, body });
      server.content.features.referrers = 'api';
      expect(await collect(store.referrers(subject))).toEqual([]);
      await attach(store);
      expect(await collect(store.referrers(subject))).toEqual([listed(signature())]);
    },
  );

  it('come each once, from all pages', async () => {
    server.content.features.referrers = 'api';
    server.content.features.pageSize = 2;
    for (const number of [1, 2, 3, 4, 5]) await attach(store, number);
    const found = await collect(store.referrers(subject));
    expect(found.map(({ annotations }) => annotations?.['number']).sort()).toEqual(['1', '2', '3', '4', '5']);
    expect(requests().filter((line) => line.startsWith(`GET ${api}`))).toHaveLength(3);
    const again = { headers: { link: `<${api}?again>; rel=next` } };
    server.onRequest = ({ url }) => (url === api ? again : undefined);
    expect(await collect(store.referrers(subject))).toHaveLength(5);
    server.onRequest = () => undefined;
    server.content.features.links = 'bare';
    expect(await collect(store.referrers(subject))).toHaveLength(5);
  });

  it('are not taken for all when the link to the next page cannot be read', async () => {
    Object.assign(server.content.features, { referrers: 'api', pageSize: 1, links: 'unreadable' });
    for (const number of [1, 2]) await attach(store, number);
    await expect(collect(store.referrers(subject))).rejects.toMatchObject({ code: 'REGISTRY' });
  });

  it('are none where the tag gives the subject itself, as GitLab does', async () => {
    const child = { ...subject, annotations: { child: 'yes' } };
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: [child] }));
    const index = describeBytes(imageIndex, bytes);
    await store.push(index, openBytes(bytes), { tags: [index.digest.replace(':', '-')] });
    expect(await collect(store.referrers(index))).toEqual([]);
  });

  it('are none when the tag is that of an image, which is not overwritten', async () => {
    await copyGraph(artifact.store, subject, store);
    const image = stage({ 'b.txt': 'an image' });
    await copyGraph(image.store, image.root, store, { tags: [tag] });
    expect(await collect(store.referrers(subject))).toEqual([]);
    await expect(attach(store)).rejects.toMatchObject({ code: 'ARTIFACT' });
    expect(digestOfTag()).toBe(image.root.digest);
  });

  it('are not lost in silence when the list cannot be kept', async () => {
    server.onRequest = quirkAlways(`PUT ${list}`, { status: 403 });
    await expect(attach(store)).rejects.toMatchObject({ code: 'DENIED', message: expect.stringContaining(tag) });
  });

  it('of a subject by sha512 are under a tag that is cut as the specification says', async () => {
    const hex = 'b'.repeat(128);
    expect(await collect(store.referrers({ ...subject, digest: `sha512:${hex}` }))).toEqual([]);
    expect(requests().at(-1)).toBe(`GET /v2/app/manifests/sha512-${hex.slice(0, 64)} 404`);
  });

  it('that ten stores of one process write at a time are all there', async () => {
    const tasks = Array.from({ length: 10 }, (_, number) => ({ host: server.host, subject, number }));
    await Promise.all(tasks.map(writeOne));
    expect(tagged()['manifests']).toHaveLength(10);
    // Who comes while another one writes is done with all others who do.
    expect(requests().filter((line) => line.startsWith(`PUT ${list}`)).length).toBeLessThan(10);
  });
});

describeWithPeers(['docker-registry', 'oras'], 'The referrers in a real docker-registry', () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof startDockerRegistry>>;
  let store: Store;
  beforeAll(async () => {
    folder = makeFolder();
    await writeFile(join(folder, 'sbom.json'), '{}');
    server = await startDockerRegistry();
    store = openStore(server);
    await copyGraph(artifact.store, subject, store, { tags: ['v1'] });
  });
  afterAll(async () => {
    await server?.stop();
  });
  const oras = async (...args: string[]) => {
    const { code, stdout, stderr } = await run('oras', args, { cwd: folder });
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };
  const discover = async () => {
    const args = ['discover', '--plain-http', '--format', 'json', `${server.host}/app@${subject.digest}`];
    return orasReferrers(await oras(...args));
  };

  it('are those that oras finds, and the other way round', async () => {
    const ours = await attach(store);
    expect(await discover()).toMatchObject([listed(ours)]);
    const reference = `${server.host}/app@${subject.digest}`;
    await oras('attach', '--plain-http', '--artifact-type', 'a/b', reference, 'sbom.json:text/plain');
    const both = await collect(store.referrers(subject));
    expect(both).toMatchObject([listed(ours), { mediaType: imageManifest, artifactType: 'a/b' }]);
    await store.delete(ours.descriptor.digest);
    expect((await discover()).map(({ artifactType }) => artifactType)).toEqual(['a/b']);
    await store.delete(both[1]?.digest ?? '');
    expect(await discover()).toEqual([]);
  });

  it('that ten processes write at a time are all there', async () => {
    await writeInProcesses(server, subject);
    const types = (await collect(store.referrers(subject))).map(({ artifactType }) => artifactType).sort();
    expect(types).toEqual(Array.from({ length: 10 }, (_, number) => `application/vnd.example.number-${number}`));
    const puts = (await server.requests()).filter((line) => line.startsWith(`PUT ${list}`));
    // Otherwise they did not write at the same time, and nothing was tested.
    expect(puts.length).toBeGreaterThan(10);
  });
});
