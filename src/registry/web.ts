import { type ErrorCode, OciError } from '../errors.ts';
import { openBytes, readAll } from '../store/verified.ts';
import type { Credentials } from './auth/keychain.ts';
import { authorizationOf } from './auth/token.ts';
import { discard, headerOf, originOf, type Send, withoutQuery } from './http/http.ts';
import { isLoopback } from './http/scheme.ts';
import { createTransport, type TlsOptions } from './http/transport.ts';
import { buffered } from './wrapped/buffered.ts';
import { logged, type RequestObserver } from './wrapped/logged.ts';
import { type HostLimits, rateLimited } from './wrapped/rate-limited.ts';
import { redirected } from './wrapped/redirected.ts';
import { retried } from './wrapped/retried.ts';
import type { WaitObserver } from './wrapped/waits.ts';

/** How to reach web servers that are not registries. */
export interface WebOptions {
  /** What may be shown to a server; asked again for each hop of a redirect, so that nothing goes to another host. */
  credentials: (url: URL) => Credentials | undefined;
  tls: (url: URL) => TlsOptions;
  retries: number;
  gates?: HostLimits;
  timeout: number;
  userAgent: string;
  onRequest?: RequestObserver;
  onWait?: WaitObserver;
  signal?: AbortSignal | undefined;
}

/** Gets a file of at most `limit` bytes; `what` is how messages call it. */
type Download = (url: string, options: { limit: number; what: string }) => Promise<Buffer>;

/** An answer of a service, read whole. */
interface WebAnswer {
  status: number;
  body: Buffer;
  /** The header `Location`, as it came. */
  location?: string | undefined;
}

/**
 * Sends one request to a service, POST where it has a document, to that very address. `what` is how messages call the
 * service, `accept` the media type that it answers with, `leastSilence` how many milliseconds it may stay silent even
 * where `timeout` is shorter, and `patience` how many all of it may take, waits and further attempts too.
 */
type AskWeb = (
  url: string,
  options: {
    what: string;
    accept: string;
    headers?: Record<string, string>;
    document?: object;
    leastSilence?: number;
    patience?: number;
  },
) => Promise<WebAnswer>;

/** Of an answer of a service, in bytes: the largest is a bundle of some 10 KiB. */
const longestAnswer = 1024 * 1024;

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
  const { credentials, retries, onWait, signal } = options;
  const sendPlain = createSender(options);
  const send: Send = (request) => {
    const authorization = authorizationOf(credentials(new URL(request.url)));
    return sendPlain(authorization === undefined ? request : { ...request, headers: { authorization } });
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
    const get = retried(buffered(redirected(send), longest, limit), retries, onWait);
    const response = await get({ method: 'GET', url: parsed.href, isBuffered: true, signal });
    const place = `${what} at ${withoutQuery(url)}`;
    if (response.status !== 200) {
      await discard(response);
      throw new OciError(codes[response.status] ?? 'REGISTRY', `${place} was answered with status ${response.status}`);
    }
    return readAll(response.body, place, limit);
  };
}

/**
 * Makes a function that sends requests to services of the web, with retries and at their pace as for a registry, and
 * gives their answers read whole, of at most `limit` bytes.
 */
export function createWebSend(options: Omit<WebOptions, 'credentials'>, limit: number): Send {
  return retried(buffered(createSender(options), longest, limit), options.retries, options.onWait);
}

/**
 * Makes a function that asks services of the web, with retries as for a registry. No redirect is followed: what is sent
 * may be a token, and is for that very address. Fails with INVALID_INPUT for an address that is neither https nor this
 * machine.
 */
export function createAsk(options: Omit<WebOptions, 'credentials'>): AskWeb {
  const { signal } = options;
  const senders = new Map<number, Send>();
  const senderFor = (timeout: number) => {
    const known = senders.get(timeout);
    if (known) return known;
    const send = createWebSend({ ...options, timeout }, longestAnswer);
    senders.set(timeout, send);
    return send;
  };
  return async (url, { what, accept, headers = {}, document, leastSilence = 0, patience }) => {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    const isSafe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopback(parsed.host));
    if (!parsed || !isSafe || parsed.username !== '' || parsed.password !== '') {
      const place = parsed ? withoutQuery(url) : 'no URL';
      throw new OciError(
        'INVALID_INPUT',
        `${what} has to be reached by https, without credentials in its URL: ${place}`,
      );
    }
    const ends = [signal, patience === undefined ? undefined : AbortSignal.timeout(patience)].filter((end) => !!end);
    const bytes = document && Buffer.from(JSON.stringify(document));
    const response = await senderFor(Math.max(options.timeout, leastSilence))({
      method: bytes ? 'POST' : 'GET',
      url: parsed.href,
      headers: { accept, ...headers, ...(bytes ? { 'content-type': 'application/json' } : {}) },
      ...(bytes ? { body: { open: openBytes(bytes), size: bytes.byteLength } } : {}),
      isBuffered: true,
      signal: AbortSignal.any(ends),
    });
    const body = await readAll(response.body, `${what} at ${withoutQuery(url)}`, longestAnswer);
    return { status: response.status, body, location: headerOf(response, 'location') };
  };
}

/** Makes a function that sends requests, by one transport for each origin. */
function createSender({
  tls,
  retries,
  gates = new Map(),
  timeout,
  userAgent,
  onRequest,
  onWait,
}: Omit<WebOptions, 'credentials' | 'signal'>): Send {
  const transports = new Map<string, Send>();
  return (request) => {
    const url = new URL(request.url);
    const connect = () => logged(createTransport(url.origin, { tls: tls(url), timeout, userAgent }), onRequest);
    const transport = transports.get(url.origin) ?? rateLimited(connect(), gates, retries, onWait);
    transports.set(url.origin, transport);
    return transport(request);
  };
}
