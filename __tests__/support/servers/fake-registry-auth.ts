// Logins of the fake registry. Compared with docker-registry 2.8.3 (Basic, and its token challenge) and regauth. Left out:
// other realms, refresh tokens that expire.
import { randomUUID } from 'node:crypto';
import type { FakeAnswer, FakeRequest } from './fake-registry.ts';
import { refuse } from './fake-registry-content.ts';

interface User {
  username: string;
  password: string;
}

/**
 * Who is let in: all, a user by Basic, or who has a token of the registry's own token endpoint, which knows one user.
 */
export type FakeAuth = { scheme: 'basic'; user: User } | ({ scheme: 'bearer' } & BearerOptions);

/** How the token endpoint behaves; a test may change it at any time through `gate.bearer`. */
export interface BearerOptions {
  user?: User;
  /** Is exchanged for a token by POST. */
  identityToken?: string;
  /** Other fields of the token answer: `undefined` leaves one out. */
  fields?: Record<string, unknown>;
  /** The status with which GET is refused. */
  refuseGet?: number;
  /** Grants less than what was asked for. */
  grant?: (scope: string) => string;
}

/** Lets requests into the registry, or refuses them with a challenge; answers `/token` by itself. */
export class FakeGate {
  readonly bearer: BearerOptions;
  readonly #auth: FakeAuth | undefined;
  readonly #realm: string;
  readonly #granted = new Map<string, string[]>();

  constructor(realm: string, auth: FakeAuth | undefined) {
    this.#realm = realm;
    this.#auth = auth;
    this.bearer = auth?.scheme === 'bearer' ? auth : {};
  }

  /** The answer to a request that is not let through; undefined when it is. */
  answer(request: FakeRequest): FakeAnswer | undefined {
    if (!this.#auth) return undefined;
    if (this.#auth.scheme === 'basic') {
      const isUser = request.headers['authorization'] === basic(this.#auth.user);
      return isUser ? undefined : this.challenge('Basic realm="fake"');
    }
    if (request.path === '/token') return this.#grantToken(request);
    const wanted = scopesOf(request);
    const granted = this.#granted.get((request.headers['authorization'] ?? '').replace(/^Bearer /, ''));
    if (granted && wanted.every((scope) => covers(granted, scope))) return undefined;
    const error = granted ? ',error="insufficient_scope"' : '';
    return this.challenge(`Bearer realm="${this.#realm}",service="fake",scope="${wanted.join(' ')}"${error}`);
  }

  /** A 401 with a challenge. */
  challenge(challenge: string | string[]): FakeAnswer {
    const refused = refuse(401, 'UNAUTHORIZED', 'authentication required');
    return { ...refused, headers: { ...refused.headers, 'www-authenticate': challenge } };
  }

  /** Ends the life of all tokens. */
  revokeTokens(): void {
    this.#granted.clear();
  }

  #grantToken({ method, query, headers, body }: FakeRequest): FakeAnswer {
    const { user, identityToken, fields, refuseGet, grant = (scope) => scope } = this.bearer;
    if (method === 'GET' && refuseGet !== undefined) return refuse(refuseGet, 'UNSUPPORTED', 'use POST');
    const form = new URLSearchParams(body.toString());
    const isKnown =
      method === 'GET'
        ? (user && basic(user)) === headers['authorization']
        : form.get('grant_type') === 'refresh_token'
          ? identityToken === form.get('refresh_token')
          : user?.username === form.get('username') && user?.password === form.get('password');
    if (!isKnown) return refuse(401, 'UNAUTHORIZED', 'wrong credentials');
    const scopes = (method === 'GET' ? query.getAll('scope') : [form.get('scope') ?? '']).flatMap((s) => s.split(' '));
    const token = randomUUID();
    this.#granted.set(token, scopes.map(grant));
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        token,
        expires_in: 300,
        ...fields,
        ...(fields && 'access_token' in fields && { access_token: token }),
      }),
    };
  }
}

/** The value of the `Authorization` header of a user. */
function basic({ username, password }: User): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function scopesOf({ method, path, query }: FakeRequest): string[] {
  const [, name = ''] = /^\/v2\/(.+)\/(?:manifests|blobs|tags|referrers)\//.exec(path) ?? [];
  const from = query.get('from');
  const actions: Record<string, string> = { GET: 'pull', HEAD: 'pull', DELETE: 'delete' };
  return [
    `repository:${name}:${actions[method] ?? 'pull,push'}`,
    ...(from === null ? [] : [`repository:${from}:pull`]),
  ];
}

function covers(granted: string[], wanted: string): boolean {
  const end = wanted.lastIndexOf(':');
  const rights = granted
    .filter((scope) => scope.startsWith(wanted.slice(0, end + 1)))
    .flatMap((scope) => scope.slice(end + 1).split(','));
  return wanted
    .slice(end + 1)
    .split(',')
    .every((right) => rights.includes(right));
}
