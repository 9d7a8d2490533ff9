import type { Chunks, OpenContent } from '../../chunks.ts';
import { gather, giveUp } from '../../chunks.ts';
import type { ShownLogin } from '../../errors.ts';
import type { BodyLimit } from './body-limit.ts';

/** One HTTP request to a registry, a token server or a storage host behind it. */
export interface HttpRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, and sent byte for byte: an upload URL may carry a signature. */
  url: string;
  headers?: Record<string, string>;
  /** Opened again each time the request is sent. */
  body?: { open: OpenContent; size: number } | undefined;
  /** What the request needs to be allowed; requests without it are sent without credentials. */
  access?: Access | undefined;
  /** The answer is short and wanted as a whole: one that breaks off counts as none. */
  isBuffered?: boolean;
  /** Of no consequence: when it is refused, no token is asked for, which might be refused too and fail others. */
  isBestEffort?: boolean;
  /** Which attempt this is, from 2 on. */
  attempt?: number;
  signal?: AbortSignal | undefined;
}

/** The rights a request needs, in the words of the token specification of distribution. */
export interface Access {
  repository: string;
  actions: 'pull' | 'pull,push' | 'pull,push,delete';
  /** Another repository to be read by the same request, as a mount does. */
  alsoPull?: string | undefined;
}

export interface HttpResponse {
  status: number;
  /** Lower-case names; a header that came several times is a list. */
  headers: Record<string, string | string[] | undefined>;
  body: Chunks;
  /** The login that was shown with the request, as it is or for a token. */
  login?: ShownLogin | undefined;
  /** Whether a token server gave a token for that login. */
  isLoginTaken?: boolean;
  /** How often that login was denied the same in a row, where it was asked again: the end of a sentence. */
  denials?: string | undefined;
  /** The URL that answered; a relative `Location` is resolved against it. */
  url: string;
  /** It answers a request that was sent before and may have been heeded: its answer was lost, or a passing fault. */
  isRepeated?: boolean;
}

/** HTTP in, HTTP out: any status is an answer. Fails with NETWORK when there is none. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** A way to talk to one registry: its base URL, and requests with all that belongs to them. */
export interface Connection {
  url: string;
  /** Authenticated, redirected and retried. */
  send: Send;
  /** The same without retries, for uploads, which are repeated as a whole. */
  sendOnce: Send;
  retries: number;
  /** Is told of long waits between attempts. */
  onWait?: ((line: string) => void) | undefined;
  /** What is known of the largest body that can be sent. */
  limit: BodyLimit;
  /** Repositories that we were refused to mount blobs from: they are not asked for again. */
  unmountable: Set<string>;
  /** Whether the registry has shown that it writes tags with a manifest that is put by its digest. */
  takesTags: boolean;
}

/** Reads a header that should come once; the first wins when it came several times. */
export function headerOf(response: Pick<HttpResponse, 'headers'>, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Scheme, host and port with the default ports filled in: the unit to which credentials belong. */
export function originOf(url: string): string {
  return new URL(url).origin;
}

/** Adds parameters to the query of a URL, which stays as it is byte for byte: it may be signed. */
export function withQuery(url: string, parameters: [name: string, value: string][]): string {
  if (parameters.length === 0) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(parameters)}`;
}

/** A URL as it is sent: without user information, which would become credentials, and without a fragment. */
export function withoutUser(url: URL): string {
  return Object.assign(new URL(url), { username: '', password: '', hash: '' }).href;
}

/** A URL without what may be secret or long: user information, query and fragment. */
export function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** Reads the media type of an answer, without parameters and in lower case; `''` when there is none. */
export function mediaTypeOf(response: Pick<HttpResponse, 'headers'>): string {
  return headerOf(response, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
}

/**
 * Reads a short body, up to the chunk that goes beyond `limit` bytes. A body that takes longer than `deadline`
 * milliseconds is given up and fails: it may come byte by byte, and never be silent for long.
 */
export async function readShort(response: HttpResponse, limit: number, deadline: number): Promise<Buffer> {
  const { body } = response;
  const length = Number(headerOf(response, 'content-length'));
  const gathered = gather(Number.isSafeInteger(length) && length > 0 ? length : 0, limit);
  const timer = setTimeout(() => void giveUp(body), deadline);
  try {
    for await (const chunk of body) {
      gathered.put(chunk);
      if (gathered.size > limit) break;
    }
  } finally {
    clearTimeout(timer);
  }
  return gathered.bytes();
}

/** Reads and drops a short body so that its connection can be used again; a long or slow one is cut. */
export async function discard(response: HttpResponse): Promise<void> {
  // The answer was not wanted; neither is the reason why it broke off.
  await readShort(response, 64 * 1024, 2_000).catch(() => {});
}
