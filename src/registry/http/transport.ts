import type { Readable } from 'node:stream';
import { giveUp } from '../../chunks.ts';
import { hasCode, messageOf, OciError, systemCodeOf } from '../../errors.ts';
import { once } from '../../once.ts';
import { readAll } from '../../store/verified.ts';
import { dispatch } from './dispatch.ts';
import type { HttpRequest, HttpResponse, Send } from './http.ts';
import { isLoopback } from './scheme.ts';
import { createAgent, type Dispatcher } from './undici.ts';

/** TLS settings of one registry; certificates and keys are PEM texts. */
export interface TlsOptions {
  /** Whether any certificate is accepted; absent: as Node does, which `NODE_TLS_REJECT_UNAUTHORIZED` decides. */
  insecure?: boolean | undefined;
  ca?: string;
  cert?: string;
  key?: string;
  /** Gives further authorities, as PEM texts, for a server whose certificate those of Node and `ca` did not sign. */
  machine?: () => Promise<readonly string[]>;
}

export interface TransportOptions {
  tls?: TlsOptions;
  /** Milliseconds without a byte, or with less than 1 KiB a second, after which a request fails. */
  timeout: number;
  userAgent: string;
}

/** Bytes of a body that is given to the connection as a whole. */
const shortBody = 64 * 1024;

/**
 * Tells whether the environment names a proxy: undici's proxy agent decides by these variables and by `no_proxy` then,
 * but for this machine.
 */
export function hasProxy(environment: NodeJS.ProcessEnv): boolean {
  return ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'].some((name) => environment[name]);
}

/**
 * Sends requests over undici, as they are: no redirect, no retry, no credentials. The client certificate is shown to
 * the registry's own origin alone, since it is a credential too.
 */
export function createTransport(origin: string, { tls = {}, timeout, userAgent }: TransportOptions): Send {
  const trust = tls.insecure === undefined ? {} : { rejectUnauthorized: !tls.insecure };
  const agentsFor = (more: readonly string[]) => {
    const own = async () => ({ ...trust, ...(await authorities(tls, more)), ...certificateOf(tls) });
    // Who is not the registry has to prove who he is: a token server gets the password.
    const foreign = async () => ({ ...(await authorities(tls, more)), rejectUnauthorized: true });
    return { own: agentsWith(own, timeout), foreign: agentsWith(foreign, timeout) };
  };
  let agents = agentsFor([]);
  /** The agents that trust what the machine does too. To read that takes a while, so it is left to who needs it. */
  const trusting = once(async () => agentsFor((await tls.machine?.()) ?? []));

  const attempt = async ({ method, url, headers = {}, body, signal }: HttpRequest): Promise<HttpResponse> => {
    signal?.throwIfAborted();
    // Headers and a short body go out in one piece.
    const bytes = body && body.size <= shortBody ? await readShortBody(url, body) : undefined;
    const stream = body && !bytes ? await body.open() : undefined;
    const { origin: to, pathname, search } = new URL(url);
    try {
      const options = {
        origin: to,
        path: pathname + search,
        method,
        headers: {
          'user-agent': userAgent,
          'accept-encoding': 'identity',
          ...headers,
          ...(body ? { 'content-length': String(body.size) } : {}),
        },
        // undici takes any iterable; its types know streams only.
        body: bytes ?? (stream as Readable | undefined) ?? null,
        // undici closes the connection after each HEAD unless told otherwise.
        reset: false,
      };
      return {
        ...(await dispatch(await agents[to === origin ? 'own' : 'foreign'](to), options, timeout, signal)),
        url,
      };
    } catch (error) {
      if (stream) await giveUp(stream);
      signal?.throwIfAborted();
      throw networkError(url, error);
    }
  };

  return async (request) => {
    const tried = agents;
    try {
      return await attempt(request);
    } catch (error) {
      if (!tls.machine || !isOfUnknownAuthority(error)) throw error;
      agents = await trusting();
      // Nothing was sent yet: the server had not shown who it is.
      if (agents === tried) throw error;
      return attempt(request);
    }
  };
}

/** Reports whether a server showed a certificate whose authority is not among those that are trusted. */
function isOfUnknownAuthority(error: unknown): boolean {
  const code = Error.isError(error) ? systemCodeOf(error.cause) : undefined;
  return code !== undefined && /^(?:SELF_SIGNED_CERT_|DEPTH_ZERO_|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF))/.test(code);
}

async function readShortBody(url: string, { open, size }: NonNullable<HttpRequest['body']>): Promise<Buffer> {
  try {
    return await readAll(await open(), 'The body', size);
  } catch (error) {
    throw hasCode(error, 'TOO_LARGE') ? changedSize(url, error) : error;
  }
}

function changedSize(url: string, cause: unknown): OciError {
  return new OciError('INTEGRITY', `The content sent to ${new URL(url).host} changed size while it was sent`, {
    cause,
  });
}

/** Says in one sentence which host could not be reached and why; `topic` tells of one that answered before. */
export function networkError(url: string, error: unknown, topic?: 'broken-connection'): OciError {
  if (error instanceof OciError) return error;
  const { host } = new URL(url);
  const cause = innermost(error);
  if (systemCodeOf(cause) === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH') {
    return changedSize(url, cause);
  }
  return new OciError('NETWORK', `The connection to ${host} failed: ${reasonOf(cause)}`, { cause, topic });
}

/**
 * The words of an error in one line. Those of OpenSSL stand between codes and names of its source files; Node adds
 * advice.
 */
function reasonOf(error: unknown): string {
  const message = messageOf(error);
  const [, reason] = /:SSL routines:[^:]*:([^:]+):/.exec(message) ?? [];
  return reason === undefined ? (message.split(/\n|; if the root CA/)[0] ?? '') : `TLS: ${reason}`;
}

/** The reason inside wrapped errors: the proxy agent and happy eyeballs hide it in `cause` and `errors`. */
function innermost(error: unknown): unknown {
  if (!Error.isError(error)) return error;
  const inner = error.cause ?? (error as AggregateError).errors?.[0];
  return Error.isError(inner) && (systemCodeOf(inner) || !systemCodeOf(error)) ? innermost(inner) : error;
}

/** Makes the agents for one kind of trust: one that goes by the proxy variables, and one that does not. */
function agentsWith(connect: () => Promise<object>, timeout: number): (origin: string) => Promise<Dispatcher> {
  const direct = once(async () => createAgent(await connect(), timeout, false));
  const proxied = once(async () => createAgent(await connect(), timeout, true));
  const isProxied = hasProxy(process.env);
  // A proxy cannot reach this machine, and must not see what is said here, credentials included.
  return (origin) => (isProxied && !isLoopback(new URL(origin).host) ? proxied() : direct());
}

/** A `ca` replaces Node's own list, so that list goes with it. */
async function authorities({ ca }: TlsOptions, more: readonly string[]): Promise<{ ca?: string[] }> {
  if (ca === undefined && more.length === 0) return {};
  // Node's own TLS takes a while to load, and plain HTTP does without it.
  const { getCACertificates } = await import('node:tls');
  return { ca: [...getCACertificates('default'), ...(ca === undefined ? [] : [ca]), ...more] };
}

function certificateOf({ cert, key }: TlsOptions): object {
  return cert === undefined ? {} : { cert, key };
}
