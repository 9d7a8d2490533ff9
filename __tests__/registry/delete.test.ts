import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openRegistry } from '../../src/registry/registry.ts';
import type { RegistryStore } from '../../src/registry/registry-store.ts';
import { copyGraph } from '../../src/store/copy-graph.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { stage } from '../support/content/staged.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import { type FakeRegistry, quirkAlways, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { registryOptions } from '../support/servers/registry-options.ts';

const user = { username: 'robot', password: 'secret' };
const artifact = stage({ 'a.txt': 'first' });
const refused = (code: string) => ({ status: 400, body: JSON.stringify({ errors: [{ code, message: 'no' }] }) });

const unsupported = { code: 'UNSUPPORTED', status: 405 };

describe('A delete', () => {
  let server: FakeRegistry;
  let store: RegistryStore;
  beforeAll(async () => {
    server = await startFakeRegistry();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    server.onRequest = () => undefined;
    store = openRegistry(server.host, registryOptions())('app', 'pull,push,delete');
    await copyGraph(artifact.store, artifact.root, store, { tags: ['v1'] });
    server.requests.length = 0;
  });

  it('of a manifest is a look whether it has a subject, and one request', async () => {
    await store.delete(artifact.root.digest);
    expect(artifact.named(server.requests)).toEqual([
      'GET /v2/app/manifests/<manifest> 200',
      'DELETE /v2/app/manifests/<manifest> 202',
    ]);
  });

  it('of a tag is one request', async () => {
    await store.delete('v1');
    expect(server.requests).toEqual(['DELETE /v2/app/manifests/v1 202']);
  });

  it.each([200, 202, 204])('is done when the answer is %i', async (status) => {
    server.onRequest = quirkAlways('DELETE', { status });
    await store.delete('v1');
    await store.delete(artifact.root.digest);
  });

  it.each([
    ['v1', { status: 404 }, 'NOT_FOUND'],
    ['v1', { status: 405 }, 'UNSUPPORTED'],
    ['v1', { status: 501 }, 'UNSUPPORTED'],
    ['v1', { status: 400 }, 'UNSUPPORTED'],
    ['v1', refused('DIGEST_INVALID'), 'UNSUPPORTED'],
    ['v1', refused('UNSUPPORTED'), 'UNSUPPORTED'],
    ['v1', refused('DENIED'), 'DENIED'],
    ['v1', { status: 403 }, 'DENIED'],
    ['v1', { status: 500 }, 'REGISTRY'],
    [artifact.root.digest, { status: 404 }, 'NOT_FOUND'],
    [artifact.root.digest, { status: 405 }, 'UNSUPPORTED'],
    [artifact.root.digest, refused('UNSUPPORTED'), 'UNSUPPORTED'],
    [artifact.root.digest, { status: 400 }, 'REGISTRY'],
  ])('of %s that is answered with %j fails with %s', async (name, quirk, code) => {
    server.onRequest = quirkAlways('DELETE', quirk);
    const error = { code, status: quirk.status, message: expect.stringContaining(name) };
    await expect(store.delete(name)).rejects.toMatchObject(error);
  });

  it('also removes a manifest that cannot be read', async () => {
    server.onRequest = quirkAlways('GET /v2/app/manifests/', { headers: { 'content-type': 'text/plain' } });
    await store.delete(artifact.root.digest);
    expect(server.content.repository('app').manifests.has(artifact.root.digest)).toBe(false);
  });
});

it('A delete asks for the right to it, and a push does not', async () => {
  await using server = await startFakeRegistry({ auth: { scheme: 'bearer', user } });
  const registry = openRegistry(server.host, registryOptions({ credentials: user }));
  await copyGraph(artifact.store, artifact.root, registry('app', 'pull,push'), { tags: ['v1'] });
  await registry('app', 'pull,push,delete').delete('v1');
  expect(server.requests.filter((line) => line.includes('/token'))).toEqual([
    'GET /token?service=fake&scope=repository%3Aapp%3Apull%2Cpush 200',
    'GET /token?service=fake&scope=repository%3Aapp%3Apull%2Cpush%2Cdelete 200',
  ]);
});

describeWithPeers(['docker-registry'], 'A real docker-registry', () => {
  it('that keeps all says UNSUPPORTED, and that it takes other writes', async () => {
    await using server = await startDockerRegistry({ deletion: false });
    const store = openRegistry(server.host, registryOptions())('app', 'pull,push,delete');
    await copyGraph(artifact.store, artifact.root, store, { tags: ['v1'] });
    await expect(store.delete('v1')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    await expect(store.delete(artifact.root.digest)).rejects.toMatchObject({ ...unsupported, topic: 'deletes-off' });
    // The upload by which that was found out is given up.
    expect((await server.requests()).at(-1)).toMatch(/^DELETE .*uploads\/.* 204$/);
    expect(await store.resolve('v1')).toEqual(artifact.root);
  });

  it('that takes no writes says UNSUPPORTED, to an upload too', async () => {
    await using server = await startDockerRegistry({ readOnly: true });
    const store = openRegistry(server.host, registryOptions())('app', 'pull,push,delete');
    await expect(store.delete(artifact.root.digest)).rejects.toMatchObject({ ...unsupported, topic: 'no-writes' });
  });
});
