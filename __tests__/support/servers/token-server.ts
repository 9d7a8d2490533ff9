// A token server of the distribution specification. docker-registry 2.8.3 takes its tokens, and oras 1.2.0 and skopeo 1.18 get
// theirs from it; regauth is one that nobody here wrote. Left out: refresh tokens that expire, users with different rights.
import { randomUUID, sign, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { certificates } from './certificates.ts';

interface Scope {
  type: string;
  name: string;
  actions: string[];
}

/** How the token server behaves; it reads these anew on each request, so a test may change them in between. */
export interface TokenServerOptions {
  /** Passwords by user name. */
  users?: Record<string, string>;
  /**
   * Which of the wanted actions to grant; `user` is '' for anonymous requests. Unless told: all to users, none else.
   */
  allow?: (user: string, scope: Scope) => string[];
}

interface TokenRequest {
  method: string;
  service: string;
  scopes: string[];
  user: string;
  grantType: string;
}

/** Seconds that a token lives. */
const expiresIn = 300;

/** A running token server; `options` may be changed while it runs. */
export interface TokenServer extends AsyncDisposable {
  url: string;
  options: TokenServerOptions;
  requests: TokenRequest[];
  stop: () => Promise<void>;
}

const base64url = (data: object) => Buffer.from(JSON.stringify(data)).toString('base64url');

/** Starts a token issuer on the loopback address whose tokens docker-registry accepts with our CA as its root. */
export async function startTokenServer(
  issuer: string,
  initialOptions: TokenServerOptions = {},
  tls = false,
): Promise<TokenServer> {
  const options = { ...initialOptions };
  const requests: TokenRequest[] = [];
  const cert = await readFile(certificates.serverCertFile);
  const key = await readFile(certificates.serverKeyFile);
  const refreshTokens = new Map<string, string>();

  function accessToken(user: string, service: string, scopes: string[]): string {
    const now = Math.floor(Date.now() / 1000);
    const allow = options.allow ?? ((name, scope) => (name === '' ? [] : scope.actions));
    const access = scopes.map((scope) => {
      // a name may hold colons too (a host with a port)
      const [, type = '', name = '', actions = ''] = /^([^:]*):(.*):([^:]*)$/.exec(scope) ?? [];
      return { type, name, actions: allow(user, { type, name, actions: actions.split(',') }) };
    });
    const header = { typ: 'JWT', alg: 'ES256', x5c: [new X509Certificate(cert).raw.toString('base64')] };
    const lifetime = { iat: now, nbf: now - 10, exp: now + expiresIn };
    const claims = { iss: issuer, sub: user, aud: service, jti: randomUUID(), ...lifetime, access };
    const signed = `${base64url(header)}.${base64url(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  }

  async function answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    const post = request.method === 'POST';
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const parameters = post ? new URLSearchParams(await text(request)) : query;
    const grantType = parameters.get('grant_type') ?? '';
    const service = parameters.get('service') ?? '';
    const scopes = parameters.getAll('scope').flatMap((scope) => scope.split(' ').filter(Boolean));
    const authorization = Buffer.from(
      request.headers.authorization?.replace(/^Basic /i, '') ?? '',
      'base64',
    ).toString();
    let [, user = '', password] = /^([^:]*):(.*)$/s.exec(authorization) ?? [];
    if (post) {
      user = refreshTokens.get(parameters.get('refresh_token') ?? '') ?? parameters.get('username') ?? '';
      password = parameters.get('password') ?? undefined;
    }
    requests.push({ method: request.method ?? '', service, scopes, user, grantType });

    const known =
      grantType === 'refresh_token'
        ? refreshTokens.has(parameters.get('refresh_token') ?? '')
        : password !== undefined && options.users?.[user] === password;
    const anonymous = !post && request.headers.authorization === undefined;
    if (!known && !anonymous)
      return { status: 401, body: { errors: [{ code: 'UNAUTHORIZED', message: 'wrong credentials' }] } };

    const token = accessToken(user, service, scopes);
    const offline = parameters.get('offline_token') === 'true' || parameters.get('access_type') === 'offline';
    const refresh = randomUUID();
    if (offline && known) refreshTokens.set(refresh, user);
    return {
      status: 200,
      body: {
        [post ? 'access_token' : 'token']: token,
        expires_in: expiresIn,
        issued_at: new Date().toISOString(),
        ...(offline && known && { refresh_token: refresh }),
      },
    };
  }

  const server = tls ? createTlsServer({ cert, key }) : createServer();
  server.on('request', (request, response) => {
    answer(request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const stop = () =>
    new Promise<void>((stopped) => {
      server.close(() => stopped());
      server.closeAllConnections();
    });
  const { port } = server.address() as AddressInfo;
  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${port}/token`;
  return { url, options, requests, stop, [Symbol.asyncDispose]: stop };
}
