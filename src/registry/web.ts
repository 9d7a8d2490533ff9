import { type ErrorCode, OciError } from '../errors.ts';
import { readAll } from '../store/verified.ts';
import type { Credentials } from './auth/keychain.ts';
import { authorizationOf } from './auth/token.ts';
import { discard, originOf, type Send, withoutQuery } from './http/http.ts';
import { createTransport, type TlsOptions } from './http/transport.ts';
import { buffered } from './wrapped/buffered.ts';
import { logged, type RequestObserver } from './wrapped/logged.ts';
import { type Gates, paced } from './wrapped/paced.ts';
import { redirected } from './wrapped/redirected.ts';
import { retried } from './wrapped/retried.ts';

/** How to reach web servers that are not registries. */
export interface WebOptions {
  /** What may be shown to a server; asked again for each hop of a redirect, so that nothing goes to another host. */
  credentials: (url: URL) => Credentials | undefined;
  tls: (url: URL) => TlsOptions;
  retries: number;
  gates?: Gates;
  timeout: number;
  userAgent: string;
  onRequest?: RequestObserver;
  signal?: AbortSignal | undefined;
}

/** Gets a file of at most `limit` bytes; `what` is how messages call it. */
export type Download = (url: string, options: { limit: number; what: string }) => Promise<Buffer>;

/**
 * Milliseconds for one file: the index of a large chart repository has some 20 MiB. The minimum rate ends what
 * trickles.
 */
const longest = 300_000;

/** What a refusal means; all else is a fault of the server. */
const codes: Partial<Record<number, ErrorCode>> = {
  401: 'UNAUTHORIZED',
  403: 'DENIED',
  404: 'NOT_FOUND',
  410: 'NOT_FOUND',
  429: 'RATE_LIMITED',
};

/**
 * Makes a function that gets files from web servers such as chart repositories: by redirects and retries as for a
 * registry, with credentials for their own origin alone. Fails with INVALID_INPUT for a URL that is not http or https,
 * or that has credentials in it, and with TOO_LARGE.
 */
export function createDownload(options: WebOptions): Download {
  const { credentials, tls, retries, gates = new Map(), timeout, userAgent, onRequest, signal } = options;
  const transports = new Map<string, Send>();
  const send: Send = (request) => {
    const url = new URL(request.url);
    const transport =
      transports.get(url.origin) ??
      paced(logged(createTransport(url.origin, { tls: tls(url), timeout, userAgent }), onRequest), gates, retries);
    transports.set(url.origin, transport);
    const authorization = authorizationOf(credentials(url));
    return transport(authorization === undefined ? request : { ...request, headers: { authorization } });
  };
  return async (url, { limit, what }) => {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
      throw new OciError('INVALID_INPUT', `${what} has no http or https URL`);
    }
    if (parsed.username !== '' || parsed.password !== '') {
      throw new OciError(
        'INVALID_INPUT',
        `${what} has credentials in its URL, at ${originOf(url)}: give them in the input registry-auth`,
      );
    }
    parsed.hash = '';
    const get = retried(buffered(redirected(send), longest, limit), retries);
    const response = await get({ method: 'GET', url: parsed.href, isBuffered: true, signal });
    const place = `${what} at ${withoutQuery(url)}`;
    if (response.status !== 200) {
      await discard(response);
      throw new OciError(codes[response.status] ?? 'REGISTRY', `${place} was answered with status ${response.status}`);
    }
    return readAll(response.body, place, limit);
  };
}
