// The way to the Sigstore of the tests (sigstore/server.ts says what it was compared with), on which requests are noted and
// answers are changed, and GitHub's list of attestations, which was compared with GitHub's documentation alone.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { InstanceName, Sigstore } from './sigstore.ts';

/** The services that a job asks, by the names that the log of requests has for them. */
export type ServiceName = 'token' | 'fulcio' | 'rekor' | 'rekor2' | 'clock' | 'api' | 'nobody';

/** A request to one of them. */
export interface ServiceRequest {
  service: ServiceName;
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What is done in the place of the right thing. */
export interface ServiceFault {
  /** The status of the answer; the right one unless it is given. */
  status?: number;
  /** An answer that is sent without asking the service. */
  body?: string | Uint8Array;
  headers?: Record<string, string> | ((right: Buffer) => Record<string, string>);
  /** Milliseconds before the service is asked. */
  delay?: number;
  /** Says nothing, and keeps the connection; with `cutAfter`, nothing more. */
  isSilent?: true;
  /** Breaks the connection before anything is answered, or after the service has done its work. */
  lost?: 'request' | 'answer';
  /** Breaks the connection after so many bytes of an answer that is announced in full. */
  cutAfter?: number;
  /** Sends the service something else than was asked. */
  asking?: (
    request: ServiceRequest,
    sigstore: Pick<Sigstore, 'url'>,
  ) => { path?: string; body?: string } | Promise<{ path?: string; body?: string }>;
  /** Answers something else than the service said. */
  saying?: (answer: Buffer) => string | Uint8Array | Promise<string | Uint8Array>;
}

export type ServiceHook = (request: ServiceRequest) => ServiceFault | undefined;

/** A way to a Sigstore and to GitHub on which requests are noted, and answers can be others. */
export interface Services extends AsyncDisposable {
  url: string;
  /** `METHOD service status`, in the order of the answers; the status of a broken connection is `lost`. */
  requests: string[];
  received: ServiceRequest[];
  /** The bundles that GitHub's API got. */
  attestations: Record<string, unknown>[];
  /** Is asked about each request; tests replace it. */
  onRequest: ServiceHook;
  stop: () => Promise<void>;
}

const known: [RegExp, ServiceName][] = [
  [/^\/oidc\/token\?/, 'token'],
  [/^\/\w+\/api\/v2\/signingCert$/, 'fulcio'],
  [/^\/api\/v1\/log\/entries(?:\/|$)/, 'rekor'],
  [/^\/api\/v2\/log\/entries$/, 'rekor2'],
  [/^\/\w+\/api\/v1\/timestamp$/, 'clock'],
  [/^\/repos\/[^/]+\/[^/]+\/attestations$/, 'api'],
];

/** Applies a fault to the first `times` requests to a service. */
export function serviceFault(
  service: ServiceName,
  fault: ServiceFault,
  times: number = Number.POSITIVE_INFINITY,
): ServiceHook {
  let left = times;
  return (request) => {
    if (request.service !== service || left === 0) return undefined;
    left -= 1;
    return fault;
  };
}

/**
 * Starts the way to a Sigstore, in this process: what the services behind it refuse or hang up on, it does too. `POST /repos/OWNER/NAME/attestations` is answered here, as GitHub
 * does it: https://docs.github.com/en/rest/repos/attestations; and so are entries of Rekor v1 by their name.
 *
 * @param requests a log that others write too, such as a registry's
 */
export async function startServices(sigstore: Pick<Sigstore, 'url'>, requests: string[] = []): Promise<Services> {
  const entries = new Map<string, Buffer>();
  const answerHere = (request: ServiceRequest): { status: number; body: string | Uint8Array } | undefined => {
    const entry = request.method === 'GET' && entries.get(request.path.split('/').at(-1) ?? '');
    if (entry) return { status: 200, body: entry };
    if (request.service !== 'api') return undefined;
    const { bundle } = JSON.parse(request.body.toString()) as { bundle: Record<string, unknown> };
    services.attestations.push(bundle);
    return { status: 201, body: JSON.stringify({ id: 7000 + services.attestations.length }) };
  };
  const forward = async (request: ServiceRequest, { asking }: ServiceFault) => {
    const { path = request.path, body = request.body } = (await asking?.(request, sigstore)) ?? {};
    const { accept = '*/*', 'content-type': type = 'application/json' } = request.headers;
    const sent =
      request.method === 'GET' ? { headers: { accept } } : { body, headers: { accept, 'content-type': type } };
    const response = await fetch(`${sigstore.url}${path}`, { method: request.method, ...sent }).catch(() => undefined);
    if (response === undefined) return undefined;
    const answer = Buffer.from(await response.arrayBuffer());
    if (request.service === 'rekor' && response.ok) {
      for (const name of Object.keys(JSON.parse(answer.toString()) as object)) entries.set(name, answer);
    }
    const index = response.headers.get('x-log-index');
    return { status: response.status, body: answer, headers: index === null ? {} : { 'x-log-index': index } };
  };
  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming;
    const body = await buffer(incoming);
    const service = known.find(([pattern]) => pattern.test(path))?.[1] ?? 'nobody';
    const request = { service, method, path, headers, body };
    services.received.push(request);
    const note = (status: string | number) => requests.push(`${method} ${service} ${status}`);
    const lose = () => {
      note('lost');
      incoming.socket.destroy();
    };
    const fault = services.onRequest(request) ?? {};
    if (fault.lost === 'request') return lose();
    if (fault.isSilent && fault.cutAfter === undefined) return note('silent');
    await setTimeout(fault.delay ?? 0);
    const right: { status: number; body: string | Uint8Array; headers?: Record<string, string> } | undefined =
      fault.body === undefined && !(fault.status !== undefined && !fault.saying)
        ? (answerHere(request) ?? (await forward(request, fault)))
        : { status: fault.status ?? 200, body: fault.body ?? '' };
    if (right === undefined || fault.lost === 'answer') return lose();
    const said = Buffer.from(fault.saying ? await fault.saying(Buffer.from(right.body)) : right.body);
    const status = fault.status ?? right.status;
    const { headers: more } = fault;
    const own = typeof more === 'function' ? more(Buffer.from(right.body)) : more;
    outgoing.writeHead(status, { 'content-length': said.byteLength, ...right.headers, ...own });
    note(fault.cutAfter === undefined ? status : 'cut');
    if (fault.cutAfter === undefined) return outgoing.end(said);
    return outgoing.write(said.subarray(0, fault.cutAfter), () => {
      if (!fault.isSilent) incoming.socket.destroy();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const stop = () =>
    new Promise<void>((stopped) => {
      server.close(() => stopped());
      server.closeAllConnections();
    });
  const services: Services = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    received: [],
    attestations: [],
    onRequest: () => undefined,
    stop,
    [Symbol.asyncDispose]: stop,
  };
  return services;
}

/** Which services a signing config names. */
export interface ConfigOptions {
  instance?: InstanceName;
  log?: 'v1' | 'v2' | 'none';
  clock?: boolean;
}

const validFor = { start: '2020-01-01T00:00:00Z' };

/** A signing config of Sigstore, v0.2, with these services. */
export function signingConfig(url: string, { instance = 'public', log = 'v1', clock = false }: ConfigOptions = {}) {
  const service = (path: string, majorApiVersion = 1) => ({ url: `${url}${path}`, majorApiVersion, validFor });
  return JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
    caUrls: [service(`/${instance}`)],
    rekorTlogUrls: log === 'none' ? [] : [service('', log === 'v1' ? 1 : 2)],
    tsaUrls: clock ? [service(`/${instance}/api/v1/timestamp`)] : [],
  });
}
