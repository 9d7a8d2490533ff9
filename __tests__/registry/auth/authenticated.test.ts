import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { OpenContent } from '../../../src/chunks.ts';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { authenticated } from '../../../src/registry/auth/authenticated.ts';
import type { Access, HttpRequest, Send } from '../../../src/registry/http/http.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { redirected } from '../../../src/registry/wrapped/redirected.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { buffer } from '../../support/content/buffer.ts';
import { type FakeRegistry, quirkAlways, quirkOnce, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import type { FakeAuth } from '../../support/servers/fake-registry-auth.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const user = { username: 'robot$ci', password: 'to:ken' };
const bytes = Buffer.from('hello\n');
const blob = describeContent('text/plain', bytes);
const notThere = describeContent('text/plain', Buffer.from('not there'));

const bearer = () => startFakeRegistry({ auth: { scheme: 'bearer', user }, logsAuthorization: true });
const open = (server: FakeRegistry, credentials = user) =>
  openRegistry(server.host, registryOptions({ credentials }))('app', 'pull,push');
const tokensOf = ({ received }: FakeRegistry) => received.filter(({ path }) => path === '/token');
const secretsSeenBy = ({ received }: FakeRegistry) => received.flatMap(({ headers }) => headers.authorization ?? []);

describe('credentials and tokens', () => {
  const schemes: [string, FakeAuth][] = [
    ['Basic', { scheme: 'basic', user }],
    ['Bearer', { scheme: 'bearer', user }],
  ];

  it.each(schemes)('of %s are not sent to the place of an upload on another port', async (_, auth) => {
    await using storage = await startFakeRegistry();
    await using server = await startFakeRegistry({ auth });
    server.onRequest = quirkAlways('POST', { headers: { location: `${storage.url}/put?sig=a%2Bb+c%2f%3D` } });
    storage.onRequest = quirkAlways('PUT', { status: 201 });
    await open(server).push(blob, openBytes(bytes));
    expect(storage.received.map(({ url, body }) => [url, body])).toEqual([
      [`/put?sig=a%2Bb+c%2f%3D&digest=${encodeURIComponent(blob.digest)}`, bytes],
    ]);
    expect(secretsSeenBy(storage)).toEqual([]);
    expect(secretsSeenBy(server)).not.toEqual([]);
  });

  it.each(schemes)('of %s are not sent to another name of the same server', async (_, auth) => {
    await using server = await startFakeRegistry({ auth, logsAuthorization: true });
    const elsewhere = server.url.replace('127.0.0.1', 'localhost');
    server.onRequest = quirkAlways('POST', { headers: { location: `${elsewhere}/v2/app/blobs/uploads/1` } });
    await expect(open(server).push(blob, openBytes(bytes))).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(server.requests.filter((line) => line.startsWith('PUT'))).toEqual([
      expect.stringMatching(/ 401 \[anonymous\]$/),
    ]);
  });

  it.each(schemes)('of %s are not sent along a redirect to another origin', async (_, auth) => {
    await using storage = await startFakeRegistry();
    await using server = await startFakeRegistry({ auth });
    storage.content.addBlob('app', bytes);
    server.onRequest = async (request) =>
      request.method === 'GET' && request.path.includes('/blobs/') && server.gate.answer(request) === undefined
        ? { status: 307, headers: { location: `${storage.url}${request.path}?sig=a%2Bb+c` } }
        : undefined;
    expect(await buffer(await open(server).fetch(blob))).toEqual(bytes);
    expect(storage.received.map(({ url }) => url)).toEqual([`/v2/app/blobs/${blob.digest}?sig=a%2Bb+c`]);
    expect(secretsSeenBy(storage)).toEqual([]);
  });

  it.each(['Basic realm="mine"', 'Bearer realm="REALM",service="s"'])(
    'are not given to another origin that asks for them by %s',
    async (challenge) => {
      await using storage = await startFakeRegistry();
      await using server = await bearer();
      const asked = challenge.replace('REALM', `${storage.url}/token`);
      storage.onRequest = () => ({ status: 401, headers: { 'www-authenticate': asked } });
      const store = open(server);
      await store.has(notThere);
      server.onRequest = quirkAlways('GET', { status: 307, headers: { location: `${storage.url}/blob` } });
      await expect(store.fetch(blob)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
      expect(storage.received.map(({ path }) => path)).toEqual(['/blob']);
      expect(secretsSeenBy(storage)).toEqual([]);
    },
  );

  it.each([
    ['http://registry.test:5000', 'http://registry.test:5000', true],
    ['https://registry.test:443', 'https://registry.test', true],
    ['http://registry.test:5000', 'http://REGISTRY.test:5000', true],
    // The scheme alone is another, and a port that is written out does not hide it.
    ['http://registry.test:5000', 'https://registry.test:5000', false],
    ['http://registry.test:443', 'https://registry.test', false],
    ['http://registry.test:5000', 'http://registry.test', false],
    ['http://registry.test:5000', 'http://registry.test:50001', false],
    ['http://registry.test:5000', 'http://registry.test.evil:5000', false],
    ['http://registry.test', 'http://registry.test@evil.test', false],
  ])('for %s, when it redirects to %s: %s', async (registryUrl, elsewhere, isSent) => {
    const sent: HttpRequest[] = [];
    const send: Send = async (request) => {
      sent.push(request);
      const { origin, pathname } = new URL(request.url);
      const answer = { body: Readable.from([]), url: request.url };
      if (pathname === '/storage') return { ...answer, status: 200, headers: {} };
      if (request.headers?.['authorization'] !== undefined && origin === new URL(registryUrl).origin)
        return { ...answer, status: 307, headers: { location: `${elsewhere}/storage` } };
      return { ...answer, status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } };
    };
    const login = { credentials: user, source: 'inputs' as const, place: 'a test' };
    const sendTo = redirected(
      authenticated(send, { registryUrl, login: async () => login, sendToTokenServer: send, onToken: () => {} }),
    );
    const access = { repository: 'app', actions: 'pull' } as const;
    expect(await sendTo({ method: 'GET', url: `${registryUrl}/blob`, access })).toMatchObject({ status: 200 });
    expect(sent.map(({ headers }) => headers?.['authorization'] !== undefined)).toEqual([false, true, isSent]);
  });

  it('are looked up once for each repository', async () => {
    await using server = await startFakeRegistry({ auth: { scheme: 'basic', user } });
    const asked: string[] = [];
    const keychain = async (host: string, repository: string) => {
      asked.push(`${host}/${repository}`);
      return { credentials: user, source: 'inputs' as const, place: 'a test' };
    };
    const registry = openRegistry(server.host, registryOptions({ keychain }));
    for (const name of ['a', 'b', 'a']) {
      await Promise.all([1, 2, 3].map(() => registry(name, 'pull').has(notThere)));
    }
    expect(asked).toEqual([`${server.host}/a`, `${server.host}/b`]);
  });

  it('that are wrong are tried once', async () => {
    await using server = await startFakeRegistry({ auth: { scheme: 'basic', user }, logsAuthorization: true });
    const store = open(server, { ...user, password: 'wrong' });
    await expect(store.resolve('v1')).rejects.toMatchObject({ code: 'UNAUTHORIZED', status: 401 });
    expect(server.requests).toEqual([
      'HEAD /v2/app/manifests/v1 401 [anonymous]',
      'HEAD /v2/app/manifests/v1 401 [basic]',
    ]);
  });

  it('that are missing leave the refusal as it is', async () => {
    await using server = await startFakeRegistry({ auth: { scheme: 'basic', user } });
    const store = openRegistry(server.host, registryOptions())('app', 'pull');
    await expect(store.resolve('v1')).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(server.requests).toHaveLength(1);
  });

  it.each(['Digest realm="x"', 'NTLM', ''])('are not sent for the challenge %j', async (challenge) => {
    await using server = await startFakeRegistry();
    server.onRequest = () => ({ status: 401, headers: { 'www-authenticate': challenge } });
    await expect(open(server).resolve('v1')).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(secretsSeenBy(server)).toEqual([]);
  });
});

describe('a token', () => {
  it('is renewed before it ends, not earlier, and without a refusal', async () => {
    await using server = await bearer();
    server.gate.bearer.fields = { expires_in: 100 };
    const store = open(server);
    const { now } = Date;
    const start = now();
    try {
      for (const after of [0, 79_999, 80_000]) {
        Date.now = () => start + after;
        await store.has(notThere);
      }
    } finally {
      Date.now = now;
    }
    expect(server.requests.map((line) => line.replace(/\S+:\S+/, '<digest>').replace(/\?\S+/, ''))).toEqual([
      'HEAD <digest> 401 [anonymous]',
      'GET /token 200 [basic]',
      'HEAD <digest> 404 [bearer]',
      'HEAD <digest> 404 [bearer]',
      'GET /token 200 [basic]',
      'HEAD <digest> 404 [bearer]',
    ]);
  });

  it.each([
    ['after the body was read', false],
    ['before the body was read', true],
  ])('that is refused in an upload, %s, is renewed and the body sent again', async (_, isEarly) => {
    await using server = await bearer();
    const large = Buffer.alloc(8 * 1024 * 1024, 'x');
    const descriptor = describeContent('application/octet-stream', large);
    let opened = 0;
    const openLarge: OpenContent = () => {
      opened += 1;
      return openBytes(large)();
    };
    const refuseOnce = quirkOnce('PUT', { isEarly, ...server.gate.challenge(`Bearer realm="${server.url}/token"`) });
    server.onRequest = (request) => {
      if (request.method === 'PUT' && opened === 1) server.gate.revokeTokens();
      return refuseOnce(request);
    };
    const store = open(server);
    await store.push(descriptor, openLarge);
    server.onRequest = () => undefined;
    expect(await store.has(descriptor)).toBe(true);
    expect(opened).toBe(2);
    expect(tokensOf(server)).toHaveLength(2);
  });

  it.each<[string, string, Access['actions'], string[]]>([
    ['nothing more', 'repository:team/app:pull', 'pull', []],
    ['a shorter name, as of Artifactory', 'repository:app:pull', 'pull', ['repository:app:pull']],
    [
      'a longer name, as behind a gateway',
      'repository:org/team/app:pull,push',
      'pull,push',
      ['repository:org/team/app:pull,push'],
    ],
    [
      'both names at once',
      'repository:app:pull repository:o/team/app:pull',
      'pull',
      ['repository:app:pull', 'repository:o/team/app:pull'],
    ],
    [
      'the right to push for a pull, by a shorter name',
      'repository:app:pull,push,delete',
      'pull',
      ['repository:app:pull'],
    ],
    ['the right to delete for a push, by a shorter name', 'repository:app:*,delete', 'pull,push', []],
    [
      'the right to delete for a delete, by a shorter name',
      'repository:app:delete',
      'pull,push,delete',
      ['repository:app:delete'],
    ],
    ['rights that only look like those', 'repository:app:pulls,repush', 'pull,push', []],
    ['another repository', 'repository:base:pull', 'pull,push', []],
    ['a repository whose name ends alike', 'repository:my-app:pull repository:eam/app:pull', 'pull', []],
    [
      'more names than a registry has',
      Array.from({ length: 9 }, (_, at) => `repository:${at}/team/app:pull`).join(' '),
      'pull',
      [0, 1, 2, 3].map((at) => `repository:${at}/team/app:pull`),
    ],
  ])('that lacks something by the challenge is asked for again, with %s', async (_, asked, actions, more) => {
    await using server = await bearer();
    const store = openRegistry(server.host, registryOptions({ credentials: user }))('team/app', actions);
    await store.has(notThere);
    const challenge = `Bearer realm="${server.url}/token",service="fake",scope="${asked}",error="insufficient_scope"`;
    server.onRequest = quirkOnce('HEAD', server.gate.challenge(challenge));
    await store.has(notThere);
    const own = `repository:team/app:${actions}`;
    expect(tokensOf(server).map(({ query }) => query.getAll('scope'))).toEqual([[own], [own, ...more]]);
  });

  it('is first asked for by our name alone, whatever the challenge calls the repository', async () => {
    await using server = await bearer();
    const challenge = `Bearer realm="${server.url}/token",service="fake",scope="repository:org/app:pull"`;
    server.onRequest = quirkOnce('HEAD', server.gate.challenge(challenge));
    await open(server).has(notThere);
    expect(tokensOf(server).map(({ query }) => query.getAll('scope'))).toEqual([['repository:app:pull,push']]);
  });

  it('for reading is not shown to write, nor one for writing to read', async () => {
    await using server = await bearer();
    const registry = openRegistry(server.host, registryOptions({ credentials: user }));
    await registry('app', 'pull').has(notThere);
    await registry('app', 'pull,push').has(notThere);
    await registry('app', 'pull').has(notThere);
    const shown = server.received.flatMap(({ method, headers }) => (method === 'HEAD' ? [headers.authorization] : []));
    expect(shown).toEqual([undefined, shown[1], expect.not.stringMatching(String(shown[1])), shown[1]]);
    expect(tokensOf(server)).toHaveLength(2);
  });

  it('cannot be asked for where the challenge names no server, and no credentials are sent instead', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = () => ({ status: 401, headers: { 'www-authenticate': 'Bearer service="s"' } });
    await expect(open(server).resolve('v1')).rejects.toMatchObject({
      code: 'REGISTRY',
      message: `The token server named by ${server.host} is missing`,
    });
    expect(secretsSeenBy(server)).toEqual([]);
  });

  it('is not asked for to give back an upload session: that may need more rights', async () => {
    await using server = await bearer();
    server.onRequest = (request) => {
      if (request.method === 'PUT') return { status: 403 };
      return request.method === 'DELETE' ? server.gate.challenge(`Bearer realm="${server.url}/token"`) : undefined;
    };
    await expect(open(server).push(blob, openBytes(bytes))).rejects.toMatchObject({ code: 'DENIED' });
    expect(server.requests.at(-1)).toMatch(/^DELETE .* 401 \[bearer\]$/);
    expect(tokensOf(server)).toHaveLength(1);
  });

  it('is asked for once by requests that are refused at the same time', async () => {
    await using server = await bearer();
    const store = open(server);
    await store.has(notThere);
    server.gate.revokeTokens();
    await Promise.all(Array.from({ length: 8 }, () => store.has(notThere)));
    expect(tokensOf(server)).toHaveLength(2);
  });

  it('that the registry goes on to refuse is not asked for without end', async () => {
    await using server = await bearer();
    server.gate.bearer.grant = (scope) => scope.replace('pull,push', 'nothing');
    // A token server took the login: what is missing is a right.
    await expect(open(server).resolve('v1')).rejects.toMatchObject({ code: 'DENIED' });
    expect(tokensOf(server)).toHaveLength(2);
  });

  it('is not known after a first request that failed: the next one goes alone again', async () => {
    const sent: string[] = [];
    const first = Promise.withResolvers<void>();
    const send: Send = async ({ url }) => {
      sent.push(new URL(url).pathname);
      if (sent.length === 1) throw new Error('the connection failed');
      if (sent.length === 2) await first.promise;
      return { status: 200, headers: {}, body: Readable.from([]), url };
    };
    const registryUrl = 'https://registry.test';
    const options = { registryUrl, login: async () => undefined, sendToTokenServer: send, onToken: () => {} };
    const sendTo = authenticated(send, options);
    const get = (path: string) =>
      sendTo({ method: 'GET', url: `${registryUrl}${path}`, access: { repository: 'app', actions: 'pull' } });
    await expect(get('/1')).rejects.toThrow('the connection failed');
    const rest = [get('/2'), get('/3'), get('/4')];
    await delay(0);
    expect(sent).toEqual(['/1', '/2']);
    first.resolve();
    await Promise.all(rest);
    expect(sent).toEqual(['/1', '/2', '/3', '/4']);
  });

  it('that was not given fails all who wait for it, and is asked for again later', async () => {
    await using server = await bearer();
    const store = open(server);
    await store.has(notThere);
    server.gate.revokeTokens();
    server.onRequest = quirkAlways('GET /token', { status: 400 });
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => store.has(notThere)));
    expect(results).toEqual(
      results.map(() => ({ status: 'rejected', reason: expect.objectContaining({ code: 'UNAUTHORIZED' }) })),
    );
    server.onRequest = () => undefined;
    expect(await store.has(notThere)).toBe(false);
  });
});
