import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasCode } from '../../src/errors.ts';
import { openRegistry } from '../../src/registry/registry.ts';
import type { RegistryStore } from '../../src/registry/registry-store.ts';
import { type CopyEvent, copyGraph } from '../../src/store/copy-graph.ts';
import { readAll } from '../../src/store/verified.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { type Staged, stage } from '../support/content/staged.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';
import type { FakeAuth } from '../support/servers/fake-registry-auth.ts';
import { registryOptions } from '../support/servers/registry-options.ts';

const user = { username: 'robot$ci', password: 'to:ken' };
const threeFiles = () => stage({ 'a.txt': 'first', 'b.txt': 'second', 'c.txt': 'third' });

/** What the mode `push` asks of a target: the tags first, then no more than what they leave to do. */
async function push({ store, root }: Staged, target: RegistryStore, tags: string[], concurrency = 1): Promise<void> {
  const current = await Promise.all(
    tags.map((tag) =>
      target.resolve(tag).catch((error: unknown) => {
        if (hasCode(error, 'NOT_FOUND')) return undefined;
        throw error;
      }),
    ),
  );
  const pending = tags.filter((_, index) => current[index]?.digest !== root.digest);
  if (pending.length > 0) await copyGraph(store, root, target, { tags: pending, concurrency });
}

interface Server {
  host: string;
  /** The requests since the last time. */
  takeRequests: () => Promise<string[]>;
  stop: () => Promise<void>;
}

async function startFake(auth?: FakeAuth): Promise<Server> {
  const { host, requests, stop } = await startFakeRegistry({ ...(auth && { auth }), logsAuthorization: !!auth });
  return { host, stop, takeRequests: async () => requests.splice(0) };
}

async function startReal(): Promise<Server> {
  const { host, requests, stop } = await startDockerRegistry();
  let seen = 0;
  const takeRequests = async () => {
    const all = await requests();
    const fresh = all.slice(seen);
    seen = all.length;
    return fresh;
  };
  return { host, stop, takeRequests };
}

/** The requests of whole jobs, one after the other. Every line is a round trip: a new one needs a reason. */
function costs(start: () => Promise<Server>): void {
  const artifact = threeFiles();
  let server: Server;
  let app: RegistryStore;
  let other: RegistryStore;
  beforeAll(async () => {
    server = await start();
    const registry = openRegistry(server.host, registryOptions());
    app = registry('team/app', 'pull,push');
    other = registry('team/other', 'pull,push');
  });
  afterAll(() => server?.stop());
  const log = async () => artifact.named(await server.takeRequests());

  it('sends a first push of small files after one look at the tag and one at the first file', async () => {
    await push(artifact, app, ['v1']);
    expect(await log()).toEqual([
      'HEAD /v2/team/app/manifests/v1 404',
      'HEAD /v2/team/app/blobs/<a.txt> 404',
      'POST /v2/team/app/blobs/uploads/ 202',
      'PUT /v2/team/app/blobs/uploads/<uuid>?digest=<config> 201',
      'POST /v2/team/app/blobs/uploads/ 202',
      'PUT /v2/team/app/blobs/uploads/<uuid>?digest=<a.txt> 201',
      'POST /v2/team/app/blobs/uploads/ 202',
      'PUT /v2/team/app/blobs/uploads/<uuid>?digest=<b.txt> 201',
      'POST /v2/team/app/blobs/uploads/ 202',
      'PUT /v2/team/app/blobs/uploads/<uuid>?digest=<c.txt> 201',
      'PUT /v2/team/app/manifests/v1 201',
    ]);
  });

  it('asks once for the tag when nothing has changed', async () => {
    await push(artifact, app, ['v1']);
    expect(await log()).toEqual(['HEAD /v2/team/app/manifests/v1 200']);
  });

  it('writes a new tag of content that is there after one look at the first file and one at the manifest', async () => {
    await push(artifact, app, ['v1', 'v2']);
    const requests = await log();
    expect(requests.slice(0, 2).sort()).toEqual([
      'HEAD /v2/team/app/manifests/v1 200',
      'HEAD /v2/team/app/manifests/v2 404',
    ]);
    expect(requests.slice(2)).toEqual([
      'HEAD /v2/team/app/blobs/<a.txt> 200',
      'HEAD /v2/team/app/manifests/<manifest> 200',
      'PUT /v2/team/app/manifests/v2 201',
    ]);
  });

  it('asks once for each tag when nothing has changed', async () => {
    await push(artifact, app, ['v1', 'v2']);
    expect((await log()).sort()).toEqual(['HEAD /v2/team/app/manifests/v1 200', 'HEAD /v2/team/app/manifests/v2 200']);
  });

  it('reads the manifest by its tag and each blob once', async () => {
    const { descriptor } = await app.manifest('v1');
    expect(descriptor).toEqual(artifact.root);
    for (const layer of artifact.layers) await readAll(await app.fetch(layer), 'a layer');
    expect(await log()).toEqual([
      'GET /v2/team/app/manifests/v1 200',
      'GET /v2/team/app/blobs/<a.txt> 200',
      'GET /v2/team/app/blobs/<b.txt> 200',
      'GET /v2/team/app/blobs/<c.txt> 200',
    ]);
  });

  it('mounts what another repository of the registry has, and moves no byte', async () => {
    const events: CopyEvent['kind'][] = [];
    const onEvent = ({ kind }: CopyEvent) => events.push(kind);
    await copyGraph(app, artifact.root, other, { tags: ['v1'], concurrency: 1, onEvent });
    expect(events).toEqual(['mounted', 'mounted', 'mounted', 'mounted', 'copied']);
    expect(await log()).toEqual([
      'GET /v2/team/app/manifests/<manifest> 200',
      'HEAD /v2/team/other/manifests/<manifest> 404',
      'POST /v2/team/other/blobs/uploads/?mount=<config>&from=team%2Fapp 201',
      'POST /v2/team/other/blobs/uploads/?mount=<a.txt>&from=team%2Fapp 201',
      'POST /v2/team/other/blobs/uploads/?mount=<b.txt>&from=team%2Fapp 201',
      'POST /v2/team/other/blobs/uploads/?mount=<c.txt>&from=team%2Fapp 201',
      'PUT /v2/team/other/manifests/v1 201',
    ]);
  });
}

describe('the requests to a registry in this process', () => costs(() => startFake()));
describeWithPeers(['docker-registry'], 'the requests to a real docker-registry', () => costs(startReal));

describe('the requests to a registry that asks for credentials', () => {
  const token = '/token?service=fake&scope=repository%3Ateam%2Fapp%3Apull%2Cpush';

  it.each([
    [
      'Basic: one refusal',
      { scheme: 'basic', user } as const,
      ['HEAD /v2/team/app/manifests/v1 401 [anonymous]', 'HEAD /v2/team/app/manifests/v1 404 [basic]'],
    ],
    [
      'Bearer: one refusal and one token',
      { scheme: 'bearer', user } as const,
      [
        'HEAD /v2/team/app/manifests/v1 401 [anonymous]',
        `GET ${token} 200 [basic]`,
        'HEAD /v2/team/app/manifests/v1 404 [bearer]',
      ],
    ],
  ])('%s', async (_, auth, start) => {
    const server = await startFake(auth);
    const artifact = threeFiles();
    const registry = openRegistry(server.host, registryOptions({ credentials: user }));
    await push(artifact, registry('team/app', 'pull,push'), ['v1']);
    const requests = artifact.named(await server.takeRequests());
    expect(requests.slice(0, start.length)).toEqual(start);
    expect(requests.slice(start.length)).toHaveLength(10);
    expect(requests.slice(start.length).filter((line) => !line.endsWith(`[${auth.scheme}]`))).toEqual([]);
    await server.stop();
  });

  it('Bearer: one refusal and one token also for many files and tags at a time', async () => {
    const server = await startFake({ scheme: 'bearer', user });
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, number) => [`${number}.txt`, `file ${number}`]));
    const registry = openRegistry(server.host, registryOptions({ credentials: user }));
    await push(stage(files), registry('team/app', 'pull,push'), ['v1', 'v2', 'v3'], 8);
    const requests = await server.takeRequests();
    expect(requests.filter((line) => line.includes('/token'))).toEqual([`GET ${token} 200 [basic]`]);
    expect(requests.filter((line) => line.includes(' 401 '))).toHaveLength(1);
    // Three tags, twice; one file looked for; 40 files and the config in two requests each.
    expect(requests).toHaveLength(2 + 3 + 3 + 1 + 2 * 41);
    await server.stop();
  });

  it('Bearer: one token for a mount, with the right to read the other repository', async () => {
    const server = await startFake({ scheme: 'bearer', user });
    const artifact = threeFiles();
    const registry = openRegistry(server.host, registryOptions({ credentials: user }));
    const app = registry('team/app', 'pull,push');
    await push(artifact, app, ['v1']);
    await server.takeRequests();
    await copyGraph(app, artifact.root, registry('team/other', 'pull,push'), { tags: ['v1'], concurrency: 8 });
    const requests = artifact.named(await server.takeRequests());
    const other = 'scope=repository%3Ateam%2Fother%3Apull%2Cpush';
    expect(requests.filter((line) => /token| 401 |POST/.test(line)).sort()).toEqual([
      `GET /token?service=fake&${other} 200 [basic]`,
      `GET /token?service=fake&${other}&scope=repository%3Ateam%2Fapp%3Apull 200 [basic]`,
      ...['a.txt', 'b.txt', 'c.txt', 'config'].map(
        (name) => `POST /v2/team/other/blobs/uploads/?mount=<${name}>&from=team%2Fapp 201 [bearer]`,
      ),
    ]);
    await server.stop();
  });
});

describeWithPeers(['docker-registry'], 'the tokens for a real docker-registry', () => {
  it('are asked for once', async () => {
    const token = { service: 'registry.test', issuer: 'issuer.test', users: { [user.username]: user.password } };
    await using server = await startDockerRegistry({ token });
    const registry = openRegistry(server.host, registryOptions({ credentials: user }));
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, number) => [`${number}.txt`, `file ${number}`]));
    await push(stage(files), registry('team/app', 'pull,push'), ['v1', 'v2'], 8);
    expect(server.tokenServer?.requests).toMatchObject([
      { method: 'GET', user: user.username, scopes: ['repository:team/app:pull,push'] },
    ]);
    expect((await server.requests()).filter((line) => line.endsWith(' 401'))).toHaveLength(1);
  });
});
