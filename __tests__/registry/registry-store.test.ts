import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { encodeManifest } from '../../src/oci/manifest.ts';
import { imageIndex, imageManifest } from '../../src/oci/media-types.ts';
import { openRegistry, type Registry } from '../../src/registry/registry.ts';
import { openBytes } from '../../src/store/verified.ts';
import { type Features, storeContract } from '../store/contract.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import {
  type DockerRegistry,
  deletesTags,
  htpasswdUser,
  startDockerRegistry,
} from '../support/servers/docker-registry.ts';
import { type FakeRegistry, type FakeRegistryOptions, startFakeRegistry } from '../support/servers/fake-registry.ts';
import type { PeerServer } from '../support/servers/peer-server.ts';
import { registryKinds } from '../support/servers/places.ts';
import { registryOptions } from '../support/servers/registry-options.ts';
import { storeInMemory } from '../support/servers/store-in-memory.ts';

/** A registry in this process that has the referrers API, in one form or the other. */
async function startWithApi(referrers: 'api' | 'unannounced'): Promise<FakeRegistry> {
  const server = await startFakeRegistry();
  Object.assign(server.content.features, { referrers, pageSize: 1, links: 'query' });
  return server;
}

const short = `sha256:${'1'.repeat(64)}` as const;
const long = `sha512:${'1'.repeat(128)}` as const;

describe('a repository', () => {
  it.each([
    [short, 200, true],
    [short, 404, false],
    [long, 404, false],
    // By the specification, this is the answer to an algorithm that is not known.
    [long, 400, false],
    [short, 400, 'REGISTRY'],
    [long, 403, 'DENIED'],
    [long, 500, 'REGISTRY'],
  ] as const)('that is asked for %s and answers %s', async (digest, status, expected) => {
    for (const mediaType of ['text/plain', imageManifest]) {
      const { store, sent } = storeInMemory(() => ({ status }));
      const asking = store.has({ mediaType, digest, size: 1 });
      if (typeof expected === 'boolean') expect(await asking).toBe(expected);
      else await expect(asking).rejects.toMatchObject({ code: expected });
      expect(sent).toEqual([`HEAD ${mediaType === 'text/plain' ? 'blobs' : 'manifests'}/${digest}`]);
    }
  });

  it.each([
    ['a blob', 'text/plain', undefined, /does not seem to take content by its sha512/],
    ['a manifest', imageManifest, undefined, /does not seem to take content by its sha512/],
    // Its tag was refused too, which is another matter.
    ['a manifest with a tag', imageManifest, ['v1'], /^The manifest r\.test\/app:v1: r\.test answered 400$/],
  ])('that refuses %s by its sha512 says so', async (_, mediaType, tags, message) => {
    const bytes = Buffer.from('{"schemaVersion":2}');
    const digest = `sha512:${createHash('sha512').update(bytes).digest('hex')}` as const;
    const { store } = storeInMemory(() => ({ status: 400 }));
    const pushing = store.push({ mediaType, digest, size: bytes.byteLength }, openBytes(bytes), tags && { tags });
    await expect(pushing).rejects.toMatchObject({ status: 400, message: expect.stringMatching(message) });
  });

  it('is asked for manifests of all formats by name, and for whatever else there is', async () => {
    const accepted: unknown[] = [];
    const { store } = storeInMemory(({ headers }) => {
      accepted.push(headers?.['accept']);
      return { status: 404 };
    });
    await expect(store.resolve('v1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const docker = 'application/vnd.docker.distribution.manifest';
    expect(accepted).toEqual([`${imageManifest}, ${imageIndex}, ${docker}.v2+json, ${docker}.list.v2+json, */*`]);
  });

  it('puts a manifest on the list of its subject once, whatever tags it has', async () => {
    const subject = { mediaType: imageManifest, digest: short, size: 2 };
    const empty = describeContent('application/vnd.oci.empty.v1+json', Buffer.from('{}'));
    const bytes = encodeManifest({ mediaType: imageManifest, config: empty, layers: [], subject });
    const own = describeContent(imageManifest, bytes);
    const named = { 'docker-content-digest': own.digest };
    // A registry with the referrers API that does not say so: the list has to be asked for.
    const { store, sent } = storeInMemory(({ method }) =>
      method === 'PUT' ? { status: 201, headers: named } : { status: 200, headers: { 'content-type': imageIndex } },
    );
    await store.push(own, openBytes(bytes), { tags: ['v1', 'v2', 'v3'] });
    expect(sent).toEqual(['PUT manifests/v1', `GET referrers/${short}`, 'PUT manifests/v2', 'PUT manifests/v3']);
  });
});

it('A registry that wrote some of the tags that rode along is asked for each of the others', async () => {
  const bytes = Buffer.from('{"schemaVersion":2}');
  const own = describeContent(imageManifest, bytes);
  const tags = Array.from({ length: 12 }, (_, at) => `t${at + 1}`);
  const headers = { 'docker-content-digest': own.digest, 'oci-tag': 't1, t3' };
  const { store, sent } = storeInMemory(() => ({ status: 201, headers }), true);
  const written: string[] = [];
  await store.push(own, openBytes(bytes), { tags, onTagged: (tag) => written.push(tag) });
  const riding = (names: string[]) => `PUT manifests/${own.digest}?${names.map((tag) => `tag=${tag}`).join('&')}`;
  const left = tags.filter((tag) => tag !== 't1' && tag !== 't3');
  expect(sent).toEqual([
    riding(tags.slice(0, 10)),
    riding(tags.slice(10)),
    ...left.map((tag) => `PUT manifests/${tag}`),
  ]);
  expect(written).toEqual(['t1', 't3', ...left]);
});

it.each([
  ['too large', ' '.repeat(4 * 1024 * 1024 + 1)],
  ['of too many pieces', `[${'{},'.repeat(250_000)}{}]`],
  ['not JSON', '{'],
  ['another one', '{}'],
])('A manifest that is %s is deleted all the same', async (_, body) => {
  const digest = body === '{}' ? short : describeContent(imageManifest, Buffer.from(body)).digest;
  const headers = { 'content-type': imageManifest };
  const { store, sent } = storeInMemory(({ method }) =>
    method === 'GET' ? { status: 200, headers, body } : { status: 202 },
  );
  await store.delete(digest);
  expect(sent).toEqual([`GET manifests/${digest}`, `DELETE manifests/${digest}`]);
});

it('A manifest is of the type that it is served as, whatever it says itself', async () => {
  const docker = 'application/vnd.docker.distribution.manifest.v2+json';
  const body = JSON.stringify({ schemaVersion: 2, mediaType: imageManifest });
  const { store } = storeInMemory(() => ({ status: 200, headers: { 'content-type': docker }, body }));
  expect((await store.manifest('v1')).descriptor).toEqual(describeContent(docker, Buffer.from(body)));
});

it.each([
  [404, true, true],
  [404, false, false],
  [202, false, true],
])(
  'A delete that is answered with %s, repeated: %s, takes the manifest off the list: %s',
  async (status, isRepeated, isTaken) => {
    const subject = { mediaType: imageManifest, digest: short, size: 2 };
    const empty = describeContent('application/vnd.oci.empty.v1+json', Buffer.from('{}'));
    const body = encodeManifest({ mediaType: imageManifest, config: empty, layers: [], subject }).toString();
    const { digest } = describeContent(imageManifest, Buffer.from(body));
    const { store, sent } = storeInMemory(({ method, url }) => {
      if (method === 'DELETE') return { status, isRepeated };
      if (url.includes('/referrers/')) return { status: 200, headers: { 'content-type': imageIndex } };
      return { status: 200, headers: { 'content-type': imageManifest }, body };
    });
    const deleting = store.delete(digest);
    if (isTaken) expect(await deleting).toBeUndefined();
    else await expect(deleting).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const asked = [`GET manifests/${digest}`, `DELETE manifests/${digest}`];
    expect(sent).toEqual([...asked, ...(isTaken ? [`GET referrers/${short}`] : [])]);
  },
);

it('A list of Docker under the tag for referrers is not overwritten', async () => {
  const subject = { mediaType: imageManifest, digest: short, size: 2 };
  const empty = describeContent('application/vnd.oci.empty.v1+json', Buffer.from('{}'));
  const bytes = encodeManifest({ mediaType: imageManifest, config: empty, layers: [], subject });
  const own = describeContent(imageManifest, bytes);
  const headers = { 'content-type': 'application/vnd.docker.distribution.manifest.list.v2+json' };
  const { store, sent } = storeInMemory(({ method, url }) => {
    if (method === 'PUT') return { status: 201, headers: { 'docker-content-digest': own.digest } };
    return url.includes('/referrers/')
      ? { status: 404 }
      : { status: 200, headers, body: '{"schemaVersion":2,"manifests":[]}' };
  });
  await expect(store.push(own, openBytes(bytes))).rejects.toMatchObject({ code: 'ARTIFACT' });
  expect(sent.filter((line) => line.startsWith('PUT'))).toEqual([`PUT manifests/${own.digest}`]);
});

it('A list of referrers that is refused for what it does not name fails with that', async () => {
  const subject = { mediaType: imageManifest, digest: short, size: 2 };
  const empty = describeContent('application/vnd.oci.empty.v1+json', Buffer.from('{}'));
  const bytes = encodeManifest({ mediaType: imageManifest, config: empty, layers: [], subject });
  const own = describeContent(imageManifest, bytes);
  const { store, sent } = storeInMemory(({ method, url }) =>
    method === 'PUT' && url.endsWith(own.digest)
      ? { status: 201, headers: { 'docker-content-digest': own.digest } }
      : { status: 404 },
  );
  await expect(store.push(own, openBytes(bytes))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(sent.filter((line) => line.startsWith('PUT'))).toHaveLength(2);
});

it('A registry that takes tags along does not have to show it each time', async () => {
  const bytes = Buffer.from('{"schemaVersion":2}');
  const own = describeContent(imageManifest, bytes);
  const { store, sent } = storeInMemory(
    () => ({ status: 201, headers: { 'docker-content-digest': own.digest } }),
    true,
  );
  for (const _ of [1, 2]) await store.push(own, openBytes(bytes), { tags: ['a', 'b'] });
  const each = [`PUT manifests/${own.digest}?tag=a&tag=b`, 'PUT manifests/a', 'PUT manifests/b'];
  expect(sent).toEqual([...each, ...each]);
});

it('A blob that is missing is no reason to think that a sha512 is not taken', async () => {
  const bytes = Buffer.from('x');
  const digest = `sha512:${createHash('sha512').update(bytes).digest('hex')}` as const;
  const body = '{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN"}]}';
  const { store } = storeInMemory(() => ({ status: 400, body }));
  await expect(store.push({ mediaType: 'text/plain', digest, size: 1 }, openBytes(bytes))).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringMatching(/^The upload of /),
  });
});

const user = { username: 'robot$ci', password: 'to:ken' };

/** Runs the contract in repositories of one registry, each test in one of its own. */
function contractOver(
  title: string,
  start: () => Promise<DockerRegistry | PeerServer | FakeRegistry>,
  { credentials, ...features }: { credentials?: typeof user } & Features,
): void {
  let server: DockerRegistry | PeerServer | FakeRegistry;
  let registry: Registry;
  let count = 0;
  beforeAll(async () => {
    server = await start();
    const ca = 'caFile' in server && server.caFile ? { ca: await readFile(server.caFile, 'utf8') } : {};
    registry = openRegistry(server.host, registryOptions({ tls: ca, ...(credentials && { credentials }) }));
  });
  afterAll(() => server?.stop());
  storeContract(
    title,
    async () => {
      count += 1;
      return registry(`contract/number-${count}`, 'pull,push,delete');
    },
    features,
  );
}

describe('a registry in this process', () => {
  const table: [string, FakeRegistryOptions][] = [
    ['RegistryStore', {}],
    ['RegistryStore with Basic', { auth: { scheme: 'basic', user } }],
    ['RegistryStore with Bearer', { auth: { scheme: 'bearer', user } }],
  ];
  for (const [title, options] of table) {
    contractOver(title, () => startFakeRegistry(options), { credentials: user });
  }
  for (const referrers of ['api', 'unannounced'] as const) {
    contractOver(`RegistryStore with referrers: ${referrers}`, () => startWithApi(referrers), {});
  }
});

for (const { peer, start, features } of registryKinds)
  describeWithPeers([peer], `a real ${peer}`, () => contractOver(`RegistryStore in ${peer}`, start, features));

describeWithPeers(['docker-registry'], 'a real docker-registry with credentials', () => {
  const token = { service: 'registry.test', issuer: 'issuer.test', users: { [user.username]: user.password } };
  const table = [
    ['RegistryStore with Basic over TLS', { htpasswd: true, tls: true }, htpasswdUser],
    ['RegistryStore with Bearer', { token }, user],
    ['RegistryStore with Bearer over TLS', { token, tls: true }, user],
  ] as const;
  for (const [title, options, credentials] of table) {
    contractOver(title, () => startDockerRegistry(options), { credentials, tagDelete: deletesTags });
  }
});
