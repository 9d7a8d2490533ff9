import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import type { Credentials } from '../../../src/registry/auth/keychain.ts';
import { authorizationOf, requestToken } from '../../../src/registry/auth/token.ts';
import type { HttpRequest, Send } from '../../../src/registry/http/http.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { quirkAlways, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import type { BearerOptions } from '../../support/servers/fake-registry-auth.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const user = { username: 'robot$ci', password: 'to:ken' };

/** A registry that asks for tokens and has one tag. */
async function startBearer(options: BearerOptions) {
  const server = await startFakeRegistry({ auth: { scheme: 'bearer', user, ...options } });
  const { manifests, tags } = server.content.repository('app');
  const type = 'application/vnd.oci.image.index.v1+json';
  manifests.set('sha256:0', { mediaType: type, bytes: Buffer.from('{}') });
  tags.set('v1', 'sha256:0');
  return server;
}

describe('a token', () => {
  const rows: [string, BearerOptions, Credentials | undefined, string[]][] = [
    ['by GET with Basic', {}, user, ['GET']],
    ['anonymously', { user: undefined as never }, undefined, ['GET']],
    ['from the field access_token', { fields: { access_token: '', token: undefined } }, user, ['GET']],
    ['from access_token when token is empty', { fields: { access_token: '', token: '' } }, user, ['GET']],
    ['without a life', { fields: { expires_in: undefined } }, user, ['GET']],
    ['with a life of no sense', { fields: { expires_in: 'long' } }, user, ['GET']],
    ['by POST when GET is not found', { refuseGet: 404 }, user, ['GET', 'POST']],
    ['by POST when GET is not allowed', { refuseGet: 405 }, user, ['GET', 'POST']],
    ['by POST for an identity token', { identityToken: 'refresh me' }, { identityToken: 'refresh me' }, ['POST']],
  ];
  it.each(rows)('is obtained %s', async (_, options, credentials, methods) => {
    await using server = await startBearer(options);
    const secrets: string[] = [];
    const onToken = (token: string) => secrets.push(token);
    const registry = openRegistry(server.host, registryOptions({ onToken, ...(credentials && { credentials }) }));
    expect(
      await registry('app', 'pull').has({ mediaType: 'text/plain', digest: `sha256:${'0'.repeat(64)}`, size: 1 }),
    ).toBe(false);
    const requests = server.received.filter(({ path }) => path === '/token');
    expect(requests.map(({ method }) => method)).toEqual(methods);
    // What everybody is given is not a secret.
    expect(server.received.at(-1)?.headers.authorization).toMatch(
      credentials ? new RegExp(`^Bearer ${secrets.join()}$`) : /^Bearer .{36}$/,
    );
    expect(secrets).toHaveLength(credentials ? 1 : 0);
  });

  it('is asked for with a form that names the client', async () => {
    await using server = await startBearer({ identityToken: 'a&b' });
    const registry = openRegistry(server.host, registryOptions({ credentials: { identityToken: 'a&b' } }));
    await registry('app', 'pull').has({ mediaType: 'text/plain', digest: `sha256:${'0'.repeat(64)}`, size: 1 });
    const [request] = server.received.filter(({ path }) => path === '/token');
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(request?.body.toString()))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'a&b',
      service: 'fake',
      scope: 'repository:app:pull',
      client_id: 'oci-artifact',
    });
  });

  it('is not needed with a registry token, which is sent as it is', async () => {
    await using server = await startBearer({});
    const registry = openRegistry(server.host, registryOptions({ credentials: { token: 'given' } }));
    await expect(registry('app', 'pull').resolve('v1')).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(server.received.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/v2/app/manifests/v1', undefined],
      ['/v2/app/manifests/v1', 'Bearer given'],
    ]);
  });

  it.each([
    ['wrong credentials', { status: 401 }, 'UNAUTHORIZED'],
    ['a bad request', { status: 400 }, 'UNAUTHORIZED'],
    ['a refusal', { status: 403 }, 'DENIED'],
    ['too many requests', { status: 429, headers: { 'retry-after': '120' } }, 'RATE_LIMITED'],
    ['a redirect, which is not followed', { status: 302, headers: { location: '/elsewhere' } }, 'UNAUTHORIZED'],
    ['text', { status: 200, body: 'hello' }, 'REGISTRY'],
    ['a token with a space', { status: 200, body: '{"token":"abc def"}' }, 'REGISTRY'],
    ['a token with a line break', { status: 200, body: '{"token":"a\\r\\nX-Evil: 1"}' }, 'REGISTRY'],
    ['128 KiB', { status: 200, body: JSON.stringify({ token: 'x'.repeat(128 * 1024) }) }, 'TOO_LARGE'],
    ['an answer that breaks off', { status: 200, body: '{"token":"abc"}', cutAfter: 5 }, 'NETWORK'],
  ])('fails after %s', async (_, quirk, code) => {
    await using server = await startBearer({});
    server.onRequest = ({ path }) => (path === '/token' ? quirk : undefined);
    const registry = openRegistry(server.host, registryOptions({ credentials: user }));
    await expect(registry('app', 'pull').resolve('v1')).rejects.toMatchObject({ code });
    expect(server.received.map(({ path }) => path)).toEqual(['/v2/app/manifests/v1', '/token']);
  });

  it('is asked for no oftener than any request when the server does not answer', async () => {
    await using server = await startBearer({});
    server.onRequest = quirkAlways('GET /token', { lost: 'request' });
    const registry = openRegistry(server.host, registryOptions({ credentials: user, retries: 2 }));
    const blob = describeContent('text/plain', Buffer.from('x'));
    await expect(registry('app', 'pull,push').has(blob)).rejects.toMatchObject({ code: 'NETWORK' });
    const attempt = registry('app', 'pull,push').push(blob, openBytes(Buffer.from('x')));
    await expect(attempt).rejects.toMatchObject({ code: 'NETWORK' });
    expect(server.requests.filter((line) => line.includes('/token'))).toHaveLength(2 * 3);
  });

  it.each([
    ['an answer that breaks off', { cutAfter: 5 }],
    ['a passing fault of its server', { status: 503 }],
  ])('is asked for again after %s', async (_, quirk) => {
    await using server = await startBearer({});
    let left = 1;
    server.onRequest = ({ path }) => (path === '/token' && left-- > 0 ? quirk : undefined);
    const registry = openRegistry(server.host, registryOptions({ credentials: user, retries: 1 }));
    await expect(registry('app', 'pull').manifest('v2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(server.requests.filter((line) => line.includes('/token'))).toHaveLength(2);
  });
});

describe('the requests for a token', () => {
  const scopes = ['repository:app:pull,push', 'repository:base:pull'];
  /** Asks for a token with two scopes; each request is answered with the next of some statuses, the rest with a token. */
  async function ask(credentials: Credentials | undefined, service: string | undefined, statuses: number[] = []) {
    const sent: string[] = [];
    const send: Send = async ({ method, url, headers, body, isBuffered }) => {
      const bytes = body ? await text(await body.open()) : '';
      expect([isBuffered, body?.size ?? 0]).toEqual([true, bytes.length]);
      sent.push([method, url, headers?.['authorization'], bytes].filter(Boolean).join(' '));
      const answer = [Buffer.from('{"token":"abc"}')];
      return { status: statuses[sent.length - 1] ?? 200, headers: {}, body: Readable.from(answer), url };
    };
    const parameters = { realm: 'https://auth.test/token', ...(service === undefined ? {} : { service }) };
    const login = credentials && { credentials, source: 'inputs' as const, place: 'a test' };
    const options = { registryUrl: 'https://registry.test', scopes, login };
    const error = await requestToken(send, { scheme: 'bearer', parameters }, options).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    return { sent, error };
  }

  const query = 'scope=repository%3Aapp%3Apull%2Cpush&scope=repository%3Abase%3Apull';
  const form = 'scope=repository%3Aapp%3Apull%2Cpush+repository%3Abase%3Apull&client_id=oci-artifact';
  const basic = 'Basic cm9ib3QkY2k6dG86a2Vu';
  it.each<[string, Credentials | undefined, string | undefined, number[], string[]]>([
    ['name the service', undefined, 's 1', [], [`GET https://auth.test/token?service=s+1&${query}`]],
    ['name no service where there is none', undefined, undefined, [], [`GET https://auth.test/token?${query}`]],
    ['show a user', user, undefined, [], [`GET https://auth.test/token?${query} ${basic}`]],
    [
      'show a user by POST after a refusal',
      user,
      's',
      [405],
      [
        `GET https://auth.test/token?service=s&${query} ${basic}`,
        `POST https://auth.test/token grant_type=password&username=robot%24ci&password=to%3Aken&service=s&${form}`,
      ],
    ],
    [
      'show an identity token in the body alone',
      { identityToken: 'a&b' },
      undefined,
      [],
      [`POST https://auth.test/token grant_type=refresh_token&refresh_token=a%26b&${form}`],
    ],
    ['are none for a token of the registry', { token: 'given' }, 's', [], []],
  ])('%s', async (_, credentials, service, statuses, expected) => {
    expect((await ask(credentials, service, statuses)).sent).toEqual(expected);
  });

  it.each([
    [400, 'UNAUTHORIZED'],
    [404, 'UNAUTHORIZED'],
    [403, 'DENIED'],
    [429, 'RATE_LIMITED'],
    [503, 'REGISTRY'],
  ])('that are answered with %i fail with %s, and say what was asked', async (status, code) => {
    expect((await ask(undefined, 's', [status])).error).toMatchObject({
      code,
      status,
      request: 'GET https://auth.test/token',
    });
  });

  it('that are answered with both names have the token by the first', async () => {
    const answer = [Buffer.from('{"access_token":"other","token":"abc"}')];
    const send: Send = async ({ url }) => ({ status: 200, headers: {}, body: Readable.from(answer), url });
    const options = { registryUrl: 'https://registry.test', scopes, login: undefined };
    const asked = requestToken(send, { scheme: 'bearer', parameters: { realm: 'https://auth.test/token' } }, options);
    expect(await asked).toMatchObject({ token: 'abc' });
  });

  it('that are answered with null fail like those without a token', async () => {
    const send: Send = async ({ url }) => ({
      status: 200,
      headers: {},
      body: Readable.from([Buffer.from('null')]),
      url,
    });
    const options = { registryUrl: 'https://registry.test', scopes, login: undefined };
    const asked = requestToken(send, { scheme: 'bearer', parameters: { realm: 'https://auth.test/token' } }, options);
    await expect(asked).rejects.toMatchObject({ code: 'REGISTRY' });
  });
});

it.each<[string, Credentials | undefined, string | undefined]>([
  ['nobody', undefined, undefined],
  ['a user', { username: 'ü', password: 'a:b' }, 'Basic w7w6YTpi'],
  ['a token of the registry', { token: 'given' }, 'Bearer given'],
  // It is for the token server alone.
  ['an identity token', { identityToken: 'refresh' }, undefined],
])('the registry itself is shown %s', (_, credentials, expected) => {
  expect(authorizationOf(credentials)).toBe(expected);
});

describe('the realm of a challenge', () => {
  const sent: HttpRequest[] = [];
  const send: Send = async (request) => {
    sent.push(request);
    throw new Error('sent');
  };
  const ask = (realm: string | undefined, registryUrl: string) =>
    requestToken(
      send,
      { scheme: 'bearer', parameters: realm === undefined ? {} : { realm } },
      {
        registryUrl,
        scopes: ['repository:app:pull'],
        login: undefined,
      },
    );
  const https = 'https://registry.test';

  it.each([
    ['is missing', undefined, https],
    ['is empty', '', https],
    ['is relative', '/token', https],
    ['has no TLS on this machine', 'http://localhost:81/token', 'https://localhost:5000'],
    ['is a path of the file system', 'file:///etc/passwd', https],
    ['is http for a registry with TLS', 'http://auth.test/token', https],
    ['is a loopback address', 'https://127.0.0.1/token', https],
    ['is this machine with a dot at the end', 'https://localhost./token', https],
    ['is link-local in hex', 'https://0xa9.0xfe.0xa9.0xfe/token', https],
    ['is link-local in two parts, with a dot', 'https://169.16689662./token', https],
    ['is link-local within IPv6', 'https://[::ffff:a9fe:a9fe]/token', https],
    ['is the link-local address of IPv6', 'https://[fe80::1]/token', https],
    [
      'is a link-local address, for a registry of this machine',
      'http://169.254.169.254/token',
      'http://localhost:5000',
    ],
    ['is a link-local address', 'https://169.254.169.254/token', https],
    ['is a private address', 'https://10.1.2.3/token', https],
    ['is a private address for a plain registry', 'http://192.168.1.1/token', 'http://registry.test'],
  ])('is refused when it %s', async (_, realm, registryUrl) => {
    await expect(ask(realm, registryUrl)).rejects.toMatchObject({ code: 'REGISTRY' });
    expect(sent).toEqual([]);
  });

  it.each([
    ['of another host', 'https://auth.test/token', https, 'https://auth.test/token?scope='],
    ['with a query', 'https://auth.test/token?a=b%2Bc', https, 'https://auth.test/token?a=b%2Bc&scope='],
    ['with a user, who is left out', 'https://me:secret@auth.test/token', https, 'https://auth.test/token?scope='],
    ['with an address near a private block', 'https://172.32.0.1/token', https, 'https://172.32.0.1/token?scope='],
    ['with an address of IPv6', 'https://[2606:4700::1]/token', https, 'https://[2606:4700::1]/token?scope='],
    ['with the address of the registry', 'http://10.0.0.1:81/t', 'http://10.0.0.1:80', 'http://10.0.0.1:81/t?scope='],
    [
      'with TLS for a plain registry',
      'https://auth.test/token',
      'http://registry.test',
      'https://auth.test/token?scope=',
    ],
  ])('is used %s', async (_, realm, registryUrl, url) => {
    await expect(ask(realm, registryUrl)).rejects.toThrow('sent');
    expect(sent.splice(0).map((request) => request.url)).toEqual([`${url}repository%3Aapp%3Apull`]);
  });
});

it.each([
  [300, 240_000],
  [1, 800],
  [-1, 800],
  ['300', 48_000],
  [undefined, 48_000],
])('a token with a life of %j s is renewed after %i ms', async (life, expected) => {
  const url = 'https://auth.test/token';
  const body = [Buffer.from(JSON.stringify({ token: 'abc', expires_in: life }))];
  const send: Send = async () => ({ status: 200, headers: {}, body: Readable.from(body), url });
  const before = Date.now();
  const { renewAt } = await requestToken(
    send,
    { scheme: 'bearer', parameters: { realm: url } },
    { registryUrl: 'https://registry.test', scopes: [], login: undefined },
  );
  expect(renewAt - expected).toBeGreaterThanOrEqual(before);
  expect(renewAt - expected).toBeLessThanOrEqual(Date.now());
});

it('is never asked for over a redirect of the token server', async () => {
  await using other = await startFakeRegistry();
  await using server = await startBearer({});
  server.onRequest = quirkAlways('GET /token', { status: 307, headers: { location: `${other.url}/token` } });
  const registry = openRegistry(server.host, registryOptions({ credentials: user }));
  await expect(registry('app', 'pull').resolve('v1')).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  expect(other.received).toEqual([]);
});
