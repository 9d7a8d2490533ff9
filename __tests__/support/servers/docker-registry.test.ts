import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { makeFolder } from '../../support/action/workspace.ts';
import { describeWithPeers } from '../action/describe-with-peers.ts';
import { certificates } from './certificates.ts';
import { type DockerRegistry, htpasswdUser, startDockerRegistry } from './docker-registry.ts';
import { run } from './peers.ts';

const tokenUser = { username: 'robot$ci', password: 'to:ken' };
const token = { service: 'registry.test', issuer: 'issuer.test', users: { [tokenUser.username]: tokenUser.password } };

describeWithPeers(['docker-registry', 'oras', 'skopeo'], 'docker-registry', () => {
  let folder: string;
  let plain: DockerRegistry;
  let basic: DockerRegistry;
  let tls: DockerRegistry;
  let mutual: DockerRegistry;
  let bearer: DockerRegistry;
  let bearerTls: DockerRegistry;

  beforeAll(async () => {
    folder = makeFolder();
    await writeFile(join(folder, 'hello.txt'), 'hello\n');
    [plain, basic, tls, mutual, bearer, bearerTls] = await Promise.all([
      startDockerRegistry(),
      startDockerRegistry({ htpasswd: true }),
      startDockerRegistry({ tls: true }),
      startDockerRegistry({ clientCa: true }),
      startDockerRegistry({ token }),
      startDockerRegistry({ token, tls: true }),
    ]);
  });

  afterAll(async () => {
    await Promise.all([plain, basic, tls, mutual, bearer, bearerTls].map((registry) => registry?.stop()));
  });

  const push = (registry: DockerRegistry, ...options: string[]) =>
    run('oras', ['push', ...options, `${registry.host}/team/app:v1`, 'hello.txt:text/plain'], { cwd: folder });

  const login = (user: typeof tokenUser) => ['--username', user.username, '--password', user.password];

  const tokenFrom = async (registry: DockerRegistry, form?: Record<string, string>, query = '') => {
    const request = form ? { method: 'POST', body: new URLSearchParams({ service: token.service, ...form }) } : {};
    const response = await fetch(`${registry.tokenServer?.url}${query}`, request);
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };

  it('takes a push without auth, and gives its request log without random parts', async () => {
    expect(await push(plain, '--plain-http')).toMatchObject({ code: 0 });
    const requests = (await plain.requests()).map((line) => line.replaceAll(/[0-9a-f]{64}/g, '<hex>')).sort();
    expect(requests).toEqual([
      'HEAD /v2/team/app/blobs/sha256:<hex> 404',
      'HEAD /v2/team/app/blobs/sha256:<hex> 404',
      'HEAD /v2/team/app/manifests/sha256:<hex> 404',
      'POST /v2/team/app/blobs/uploads/ 202',
      'POST /v2/team/app/blobs/uploads/ 202',
      'PUT /v2/team/app/blobs/uploads/<uuid>?digest=sha256%3A<hex> 201',
      'PUT /v2/team/app/blobs/uploads/<uuid>?digest=sha256%3A<hex> 201',
      'PUT /v2/team/app/manifests/v1 201',
    ]);
  });

  it('allows deletes', async () => {
    const deleted = await startDockerRegistry();
    await push(deleted, '--plain-http');
    const reference = `${deleted.host}/team/app:v1`;
    expect(await run('oras', ['manifest', 'delete', '--plain-http', '--force', reference])).toMatchObject({ code: 0 });
    await deleted.stop();
    await expect(fetch(`${deleted.url}/v2/`)).rejects.toThrow();
  });

  it('can refuse deletes', async () => {
    await using kept = await startDockerRegistry({ deletion: false });
    await push(kept, '--plain-http');
    const reference = `${kept.host}/team/app:v1`;
    const refused = await run('oras', ['manifest', 'delete', '--plain-http', '--force', reference]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('unsupported') });
    expect(await run('oras', ['resolve', '--plain-http', reference])).toMatchObject({ code: 0 });
  });

  it('checks the password with htpasswd', async () => {
    expect(await push(basic, '--plain-http', ...login(htpasswdUser))).toMatchObject({ code: 0 });
    const wrong = await push(basic, '--plain-http', ...login({ ...htpasswdUser, password: 'p"ä' }));
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('401') });
    expect(await push(basic, '--plain-http')).toMatchObject({ code: 1 });
  });

  it('serves TLS with the test CA', async () => {
    expect(await push(tls, '--ca-file', tls.caFile ?? '')).toMatchObject({ code: 0 });
    expect(await push(tls)).toMatchObject({ code: 1, stderr: expect.stringContaining('unknown authority') });
  });

  it('demands a client certificate', async () => {
    const ca = ['--ca-file', mutual.caFile ?? ''];
    const client = ['--cert-file', mutual.clientCertFile ?? '', '--key-file', mutual.clientKeyFile ?? ''];
    expect(await push(mutual, ...ca, ...client)).toMatchObject({ code: 0 });
    // The words for it differ: under TLS 1.3 a client may write before it hears of the refusal. The certificate is the
    // only difference to the push above.
    expect(await push(mutual, ...ca)).toMatchObject({ code: 1, stderr: expect.stringContaining(mutual.host) });
    const inspect = ['inspect', '--raw', '--cert-dir', certificates.folder, `docker://${mutual.host}/team/app:v1`];
    expect(await run('skopeo', inspect)).toMatchObject({ code: 0, stdout: expect.stringContaining('text/plain') });
  });

  it('keeps a login in a HOME that is given', async () => {
    const options = { env: { HOME: folder }, input: htpasswdUser.password };
    const args = ['--plain-http', '--username', htpasswdUser.username, '--password-stdin', basic.host];
    expect(await run('oras', ['login', ...args], options)).toMatchObject({ code: 0 });
    const catalog = ['repo', 'ls', '--plain-http', basic.host];
    expect(await run('oras', catalog, { env: { HOME: folder } })).toMatchObject({ code: 0 });
    expect(await run('oras', catalog)).toMatchObject({ code: 1 });
  });

  it('takes tokens of the token server', async () => {
    for (const [registry, transport] of [
      [bearer, ['--plain-http']],
      [bearerTls, ['--ca-file', certificates.caFile]],
    ] as const) {
      expect(await push(registry, ...transport, ...login(tokenUser))).toMatchObject({ code: 0 });
      const pull = ['pull', ...transport, ...login(tokenUser), '-o', join(folder, registry.host)];
      expect(await run('oras', [...pull, `${registry.host}/team/app:v1`])).toMatchObject({ code: 0 });
      expect(await readFile(join(folder, registry.host, 'hello.txt'), 'utf8')).toBe('hello\n');
      const { method, service, user, scopes } = registry.tokenServer?.requests[0] ?? {};
      expect({ method, service, user }).toEqual({ method: 'GET', service: token.service, user: tokenUser.username });
      expect(scopes).toEqual(['repository:team/app:pull,push']);

      const wrong = await push(registry, ...transport, ...login({ ...tokenUser, password: 'wrong' }));
      expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('401') });
      expect(await push(registry, ...transport)).toMatchObject({ code: 1 }); // anonymous
    }
  });

  it('answers token requests as its options say', async () => {
    await using registry = await startDockerRegistry({ token });
    const options = registry.tokenServer?.options ?? {};
    const status = async (accessToken = '') => {
      const headers = { authorization: `Bearer ${accessToken}` };
      return (await fetch(`${registry.url}/v2/team/app/tags/list`, { headers })).status;
    };
    const scope = 'repository:team/app:pull';
    const password = { grant_type: 'password', ...tokenUser, access_type: 'offline', scope };

    const granted = await tokenFrom(registry, password);
    expect(await status(granted.body['access_token'])).toBe(404); // allowed in, and the repository is empty
    const refresh = { grant_type: 'refresh_token', refresh_token: granted.body['refresh_token'] ?? '', scope };
    const refreshed = await tokenFrom(registry, refresh);
    expect(await status(refreshed.body['access_token'])).toBe(404);
    expect((await tokenFrom(registry, { ...password, password: 'wrong' })).status).toBe(401);
    expect((await tokenFrom(registry, { ...refresh, refresh_token: 'wrong' })).status).toBe(401);

    const query = `?service=${token.service}&scope=${scope}`;
    expect(await status((await tokenFrom(registry, undefined, query)).body['token'])).toBe(401);
    options.allow = (_user, { name, actions }) => (name === 'team/app' ? actions : []);
    options.field = 'access_token';
    expect(await status((await tokenFrom(registry, undefined, query)).body['access_token'])).toBe(404);

    options.expiresIn = -61;
    expect(await status((await tokenFrom(registry, password)).body['access_token'])).toBe(401);
    options.refusePost = 405;
    expect((await tokenFrom(registry, password)).status).toBe(405);
    const grants = registry.tokenServer?.requests.map(({ method, user, grantType }) => [method, user, grantType]);
    expect(grants?.slice(0, 2)).toEqual([
      ['POST', tokenUser.username, 'password'],
      ['POST', tokenUser.username, 'refresh_token'],
    ]);
  });
});
