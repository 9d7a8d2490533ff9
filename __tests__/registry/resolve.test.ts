import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { digestOf } from '../../src/oci/digest.ts';
import { openRegistry } from '../../src/registry/registry.ts';
import type { RegistryStore } from '../../src/registry/registry-store.ts';
import { copyGraph } from '../../src/store/copy-graph.ts';
import { stage } from '../support/content/staged.ts';
import {
  type FakeRegistry,
  type Hook,
  quirkAlways,
  quirkOnce,
  startFakeRegistry,
} from '../support/servers/fake-registry.ts';
import { registryOptions } from '../support/servers/registry-options.ts';

const { store: staged, root } = stage({ 'a.txt': 'first' });
const { mediaType, digest, size } = root;
const nameless = { headers: { 'docker-content-digest': undefined } };
const refusing = (status: number) => quirkAlways('HEAD', { status });
const other = `sha256:${'0'.repeat(64)}`;

let server: FakeRegistry;
let store: RegistryStore;
beforeEach(async () => {
  server = await startFakeRegistry();
  store = openRegistry(server.host, registryOptions())('app', 'pull,push');
  await copyGraph(staged, root, store, { tags: ['v1'] });
  server.requests.length = 0;
});
afterEach(() => server.stop());

const methods = () => server.requests.map((line) => line.split(' ')[0]);

describe('the answer to HEAD', () => {
  it.each([
    ['is enough', {}, ['HEAD']],
    ['is enough when the media type has parameters', { 'content-type': `${mediaType}; charset=utf-8` }, ['HEAD']],
    ['with an empty digest leads to GET', { 'docker-content-digest': '' }, ['HEAD', 'GET']],
    ['without a size leads to GET', { 'content-length': undefined }, ['HEAD', 'GET']],
    ['with another media type leads to GET', { 'content-type': 'text/plain' }, ['HEAD', 'GET']],
  ])('%s', async (_, headers, expected) => {
    server.onRequest = quirkAlways('HEAD', { headers });
    expect(await store.resolve('v1')).toEqual({ mediaType, digest, size });
    expect(methods()).toEqual(expected);
  });

  it('with 405 leads to GET', async () => {
    server.onRequest = quirkAlways('HEAD', { status: 405 });
    expect(await store.resolve('v1')).toEqual({ mediaType, digest, size });
  });

  it.each([true, false])('with 405 leads to GET for a blob and a manifest that are there: %s', async (isThere) => {
    const repository = server.content.repository('app');
    if (!isThere) for (const content of [repository.blobs, repository.manifests]) content.clear();
    server.onRequest = quirkAlways('HEAD', { status: 405 });
    for (const descriptor of [root, { mediaType: 'text/plain', digest: digestOf(Buffer.from('first')), size: 5 }])
      expect(await store.has(descriptor)).toBe(isThere);
    expect(methods()).toEqual(['HEAD', 'GET', 'HEAD', 'GET']);
  });

  it('with another digest than the one asked for is refused', async () => {
    server.onRequest = quirkAlways('HEAD', { headers: { 'docker-content-digest': other } });
    await expect(store.resolve(digest)).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it.each(['sha256:../../x', `sha256:${'A'.repeat(64)}`, 'md5:0', digest.slice(0, -1)])(
    'with the digest %s is refused',
    async (invalid) => {
      server.onRequest = quirkAlways('HEAD', { headers: { 'docker-content-digest': invalid } });
      await expect(store.resolve('v1')).rejects.toMatchObject({ code: 'INTEGRITY' });
    },
  );
});

describe('the answer to GET', () => {
  it.each(['v1', digest])('with another digest in the header is refused for %s', async (name) => {
    server.onRequest = quirkAlways('GET', { headers: { 'docker-content-digest': other } });
    await expect(store.manifest(name)).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it('with other bytes than the digest asked for is refused', async () => {
    const headers = { 'docker-content-digest': undefined, 'content-type': mediaType };
    server.onRequest = quirkAlways('GET', { status: 200, headers, body: '{}' });
    await expect(store.manifest(digest)).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it('without a digest is hashed', async () => {
    server.onRequest = quirkAlways('GET', { headers: { 'docker-content-digest': undefined } });
    expect((await store.manifest('v1')).descriptor).toEqual({ mediaType, digest, size });
  });

  it('without a media type has that of the manifest itself', async () => {
    server.onRequest = () => ({ headers: { 'content-type': undefined } });
    expect(await store.resolve('v1')).toEqual({ mediaType, digest, size });
    expect((await store.manifest('v1')).descriptor).toEqual({ mediaType, digest, size });
  });

  it.each([
    ['an HTML page', 'text/html; charset=utf-8', 'REGISTRY', 'html-page'],
    ['another type', 'application/octet-stream', 'ARTIFACT', undefined],
    ['a manifest of 2022', 'application/vnd.oci.artifact.manifest.v1+json', 'ARTIFACT', 'retired-format'],
    ['no type', undefined, 'ARTIFACT', undefined],
  ])('that is %s is refused', async (_, type, code, topic) => {
    server.onRequest = () => ({ status: 200, headers: { 'content-type': type }, body: '<html>Sign in</html>' });
    for (const attempt of [() => store.resolve('v1'), () => store.manifest('v1')]) {
      await expect(attempt()).rejects.toMatchObject({ code, topic });
    }
  });

  it('that is larger than 4 MiB is refused', async () => {
    const body = Buffer.alloc(4 * 1024 * 1024 + 1, ' ');
    server.onRequest = quirkAlways('GET', { status: 200, headers: { 'content-type': mediaType }, body });
    await expect(store.manifest('v1')).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});

it('a sha512 is found although the registry answers with a sha256', async () => {
  const found = server.content.repository('app').manifests.get(digest);
  const sha512 = `sha512:${createHash('sha512')
    .update(found?.bytes ?? '')
    .digest('hex')}`;
  if (found) server.content.repository('app').manifests.set(sha512, found);
  server.onRequest = () => ({ headers: { 'docker-content-digest': digest } });
  expect(await store.resolve(sha512)).toEqual({ mediaType, digest: sha512, size });
  expect((await store.manifest(sha512)).descriptor).toEqual({ mediaType, digest: sha512, size });
});

it('a manifest that the registry stored under another digest is reported', async () => {
  server.onRequest = quirkAlways('PUT', { headers: { 'docker-content-digest': other } });
  const attempt = copyGraph(staged, root, store, { tags: ['v2'] });
  await expect(attempt).rejects.toMatchObject({
    code: 'INTEGRITY',
    message: expect.stringContaining(`with another digest, ${other}`),
  });
});

it.each([
  ['a lost request', 'NETWORK', { lost: 'request' }],
  ['a passing fault', 'REGISTRY', { status: 502 }],
] as const)(
  '%s that moves a tag is an error, though the tag is there: it names what it named before',
  async (_, code, quirk) => {
    const moved = stage({ 'a.txt': 'second' });
    server.onRequest = quirkAlways('PUT /v2/app/manifests/', quirk);
    await expect(copyGraph(moved.store, moved.root, store, { tags: ['v1'] })).rejects.toMatchObject({ code });
    expect(server.content.repository('app').tags.get('v1')).toBe(digest);
  },
);

it.each<[string, Hook, string[], string | undefined]>([
  ['is believed when it names the digest', () => undefined, [], undefined],
  ['is confirmed by one HEAD without it', quirkAlways('PUT', nameless), ['HEAD v3 200'], undefined],
  ['is confirmed where HEAD has none either', () => nameless, ['HEAD v3 200'], undefined],
  ['is confirmed by GET where there is no HEAD', refusing(405), ['HEAD v3 405', 'GET v3 200'], undefined],
  ['may be late', quirkOnce('HEAD', { status: 404 }), ['HEAD v3 404', 'HEAD v3 200'], undefined],
  ['of nothing is an error', refusing(404), ['HEAD v3 404', 'HEAD v3 404', 'HEAD v3 404'], 'REGISTRY'],
  ['is not a success when the look fails', refusing(403), ['HEAD v3 403'], 'DENIED'],
  [
    'of something else is an error',
    quirkAlways('HEAD', { headers: { 'docker-content-digest': other } }),
    ['HEAD v3 200'],
    'INTEGRITY',
  ],
])('a 201 to a manifest %s', async (title, onHead, expected, code) => {
  const isNamed = title.includes('names');
  server.onRequest = (request) => (request.method === 'PUT' && !isNamed ? nameless : onHead(request));
  const pushing = store.push(root, () => staged.fetch(root), { tags: ['v3'] });
  if (code === undefined) await pushing;
  else await expect(pushing).rejects.toMatchObject({ code });
  const lines = server.requests.map((line) => line.replace(/\/v2\/app\/manifests\//, ''));
  expect(lines).toEqual(['PUT v3 201', ...expected]);
});
