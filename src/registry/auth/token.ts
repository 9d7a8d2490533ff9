import { OciError, RegistryError } from '../../errors.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { openBytes, readAll } from '../../store/verified.ts';
import {
  discard,
  type HttpRequest,
  type HttpResponse,
  type Send,
  withoutQuery,
  withoutUser,
  withQuery,
} from '../http/http.ts';
import { refusal } from '../http/registry-answer.ts';
import { isLoopback } from '../http/scheme.ts';
import type { Challenge } from './challenge.ts';
import { type Credentials, type Login, shownOf } from './keychain.ts';
import { isPrivateAddress } from './private-address.ts';

/** A bearer token and the time (ms since 1970) from which a new one is asked for. */
export interface Token {
  token: string;
  renewAt: number;
}

/** Tokens of GHCR and of GitLab have a few KiB; no real answer comes near this. */
const maxTokenBytes = 128 * 1024;
/** The life of a token whose answer names none (token specification of distribution). */
const defaultLife = 60;
const clientId = 'oci-artifact';

/**
 * Asks the token server that a Bearer challenge names for a token: GET, with Basic for a user, as the token
 * specification of distribution has it; POST by the OAuth2 way for an identity token, and for a user when GET is
 * refused. Fails with UNAUTHORIZED when the server refuses the credentials.
 */
export async function requestToken(
  send: Send,
  challenge: Challenge,
  {
    registryUrl,
    scopes,
    login,
    signal,
  }: { registryUrl: string; scopes: string[]; login: Login | undefined; signal?: AbortSignal | undefined },
): Promise<Token> {
  const realm = checkedRealm(challenge.parameters['realm'], registryUrl);
  const service = challenge.parameters['service'];
  const form = (fields: Record<string, string>): HttpRequest => {
    // The POST form has one `scope` with spaces (OAuth2), the query has one parameter for each.
    const all = { ...fields, ...(service ? { service } : {}), scope: scopes.join(' '), client_id: clientId };
    const bytes = Buffer.from(new URLSearchParams(all).toString());
    return {
      method: 'POST',
      url: realm,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: { open: openBytes(bytes), size: bytes.byteLength },
      isBuffered: true,
      signal,
    };
  };
  const query = scopes.map((scope): [string, string] => ['scope', scope]);
  const url = withQuery(realm, service ? [['service', service], ...query] : query);
  const get: HttpRequest = { method: 'GET', url, isBuffered: true, signal };

  if (login === undefined) return readToken(get, await send(get));
  const { credentials } = login;
  const readOwn = (request: HttpRequest, response: HttpResponse) =>
    readToken(request, { ...response, login: shownOf(login) });
  if ('token' in credentials) throw new OciError('UNAUTHORIZED', 'A registry token cannot be exchanged for another');
  if ('identityToken' in credentials) {
    const post = form({ grant_type: 'refresh_token', refresh_token: credentials.identityToken });
    return readOwn(post, await send(post));
  }
  const basic: HttpRequest = { ...get, headers: { authorization: basicHeader(credentials) } };
  const response = await send(basic);
  if (response.status !== 404 && response.status !== 405) return readOwn(basic, response);
  await discard(response);
  const post = form({ grant_type: 'password', ...credentials });
  return readOwn(post, await send(post));
}

/** The `Authorization` that shows credentials as they are; none for an identity token, which is exchanged. */
export function authorizationOf(credentials: Credentials | undefined): string | undefined {
  if (!credentials || 'identityToken' in credentials) return undefined;
  return 'token' in credentials ? `Bearer ${credentials.token}` : basicHeader(credentials);
}

/** RFC 7617, in UTF-8. */
function basicHeader({ username, password }: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/**
 * Refuses realms to which no registry would send its users: not HTTP, http for an https registry, or a private or
 * special address that is not the registry itself (GHSA-28r5-37g7-p6mp). Names that resolve to such addresses pass.
 */
function checkedRealm(realm: string | undefined, registryUrl: string): string {
  const registry = new URL(registryUrl);
  const fail = (what: string) => new OciError('REGISTRY', `The token server named by ${registry.host} ${what}`);
  if (!realm) throw fail('is missing');
  if (!URL.canParse(realm)) throw fail('is not an absolute URL');
  const url = new URL(realm);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw fail('is not an HTTP URL: refused');
  if (url.protocol === 'http:' && registry.protocol === 'https:')
    throw fail('has no TLS but the registry does: refused');
  // A registry on this machine may well have its token server here too, under another name.
  const areBothHere = isLoopback(url.host) && isLoopback(registry.host);
  if (isPrivateAddress(url.hostname) && url.hostname !== registry.hostname && !areBothHere) {
    throw fail(`is the private address ${url.hostname}: refused`);
  }
  return withoutUser(url);
}

async function readToken(request: HttpRequest, response: HttpResponse): Promise<Token> {
  const host = new URL(response.url).host;
  if (response.status !== 200) {
    const error = await refusal(request, response, `The token server gave no token`);
    // Registries answer 400 to 404 to a wrong password; for the author of the workflow it is one thing.
    if (response.status >= 500 || response.status === 429 || response.status === 403) throw error;
    const { message, status, errors, words, wait, login } = error;
    throw new RegistryError('UNAUTHORIZED', message, {
      status,
      request: `${request.method} ${withoutQuery(response.url)}`,
      errors,
      words,
      wait,
      login,
    });
  }
  const text = (await readAll(response.body, 'The token answer', maxTokenBytes)).toString();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new OciError('REGISTRY', `The token server ${host} answered with something that is not JSON`);
  }
  const token = isRecord(body) ? body['token'] || body['access_token'] : undefined;
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))
    throw new OciError('REGISTRY', `The token server ${host} answered with no usable token`);
  const life = isRecord(body) && typeof body['expires_in'] === 'number' ? body['expires_in'] : defaultLife;
  return { token, renewAt: Date.now() + Math.max(life, 1) * 800 };
}
