// A registry in the test's own process. Compared with docker-registry 2.8.3, go-containerregistry 0.20.1 and ocimem (cue
// labs' ociregistry): the contract suite and the tests of all modes run over each of them. What only one product does is
// switched on by a test, with its link. Left out: storage, garbage collection, events, limits of the rate unless a test sets them.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { TLSSocket } from 'node:tls';
import { certificates } from './certificates.ts';
import { type FakeAuth, FakeGate } from './fake-registry-auth.ts';
import { FakeContent } from './fake-registry-content.ts';

/** A request as the registry saw it. */
export interface FakeRequest {
  method: string;
  path: string;
  /** Path and query, byte for byte. */
  url: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The common name of the client certificate, `''` when none was shown. */
  clientName: string;
}

export interface FakeAnswer {
  status: number;
  headers?: Record<string, string | string[] | undefined>;
  body?: string | Uint8Array;
}

/** A quirk or fault for one request: what it leaves out is done as the specification asks. */
export interface Quirk extends Partial<FakeAnswer> {
  /** Sent instead of doing what was asked. */
  status?: number;
  /** Put over the headers of the answer; `undefined` leaves one out. */
  headers?: Record<string, string | string[] | undefined>;
  body?: string | Uint8Array;
  /** Breaks the connection after so many bytes of the body, which is announced in full. */
  cutAfter?: number;
  /** Breaks the connection before the request is heeded, or after that and before it is answered. */
  lost?: 'request' | 'answer';
  /** Answers before the body of the request has been read. */
  isEarly?: boolean;
}

export type Hook = (request: FakeRequest) => Quirk | undefined | Promise<Quirk | undefined>;

export interface FakeRegistryOptions {
  /** HTTPS with a certificate of the test CA; `asks-client` also asks for a client certificate, but does not insist. */
  tls?: boolean | 'asks-client';
  auth?: FakeAuth;
  /** Notes the scheme of the Authorization header in the log: `GET /v2/… 200 [bearer]`. */
  logsAuthorization?: boolean;
}

export interface FakeRegistry extends AsyncDisposable {
  /** `127.0.0.1:PORT` */
  host: string;
  url: string;
  /**
   * `METHOD path?query status`, in the order of the answers, upload sessions as `<uuid>`; the status of a broken
   * connection is `lost`.
   */
  requests: string[];
  /** The same requests in the order of their arrival. */
  received: FakeRequest[];
  content: FakeContent;
  gate: FakeGate;
  /** Is asked about each request before it is heeded; tests replace it. */
  onRequest: Hook;
  /** Waits until every request so far was answered to the end, or given up by one of the two sides. */
  ended: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Applies a quirk to the first `times` requests whose `METHOD path` begins with a text. */
export function quirkOnce(start: string, quirk: Quirk, times = 1): Hook {
  let left = times;
  return ({ method, path }) => {
    if (left === 0 || !`${method} ${path}`.startsWith(start)) return undefined;
    left -= 1;
    return quirk;
  };
}

/** Applies a quirk to all requests whose `METHOD path` begins with a text. */
export function quirkAlways(start: string, quirk: Quirk): Hook {
  return quirkOnce(start, quirk, Number.POSITIVE_INFINITY);
}

/** Starts a registry in this process, with content of its own, on a free port of 127.0.0.1. */
export async function startFakeRegistry(options: FakeRegistryOptions = {}): Promise<FakeRegistry> {
  const content = new FakeContent();
  const [cert, key, ca] = await Promise.all(
    [certificates.serverCertFile, certificates.serverKeyFile, certificates.caFile].map((file) => readFile(file)),
  );
  const askForClient = options.tls === 'asks-client' ? { ca, requestCert: true, rejectUnauthorized: false } : {};
  const server = options.tls ? createTlsServer({ cert, key, ...askForClient }) : createServer();

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const request = describeRequest(incoming);
    registry.received.push(request);
    const log = (status: string) => {
      const scheme = request.headers['authorization']?.split(' ')[0]?.toLowerCase() ?? 'anonymous';
      const note = options.logsAuthorization ? ` [${scheme}]` : '';
      registry.requests.push(`${request.method} ${readable(request.url)} ${status}${note}`);
    };
    const lose = () => {
      log('lost');
      incoming.socket.destroy();
    };
    const quirk = await registry.onRequest(request);
    if (!quirk?.isEarly) request.body = await buffer(incoming);
    if (quirk?.lost === 'request') return lose();
    const due: FakeAnswer =
      quirk?.status === undefined
        ? (registry.gate.answer(request) ?? content.answer(request))
        : { status: quirk.status };
    if (quirk?.lost === 'answer') return lose();
    const body = Buffer.from(quirk?.body ?? due.body ?? '');
    const headers = { 'content-length': String(body.byteLength), ...due.headers, ...quirk?.headers };
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) outgoing.setHeader(name, value);
    outgoing.statusCode = due.status;
    log(String(due.status));
    if (request.method === 'HEAD') return outgoing.end();
    // Without this, Node would put in the Content-Length that a quirk left out.
    outgoing.flushHeaders();
    if (quirk?.cutAfter === undefined) return outgoing.end(body);
    return outgoing.write(body.subarray(0, quirk.cutAfter), () => incoming.socket.destroy());
  };
  const answers: Promise<unknown>[] = [];
  server.on('request', (incoming, outgoing) => {
    answers.push(new Promise((closed) => outgoing.once('close', closed)));
    // A client that goes away in the middle of its request is not a fault of the registry.
    handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `${options.tls ? 'https' : 'http'}://${host}`;
  const stop = () =>
    new Promise<void>((stopped) => {
      server.close(() => stopped());
      server.closeAllConnections();
    });
  const registry: FakeRegistry = {
    host,
    url,
    requests: [],
    received: [],
    content,
    gate: new FakeGate(`${url}/token`, options.auth),
    onRequest: () => undefined,
    ended: async () => void (await Promise.all(answers)),
    stop,
    [Symbol.asyncDispose]: stop,
  };
  return registry;
}

function describeRequest({ method = '', url = '/', headers, socket }: IncomingMessage): FakeRequest {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const client = socket instanceof TLSSocket ? socket.getPeerCertificate().subject?.CN : '';
  return {
    method,
    path: pathname,
    url,
    query: searchParams,
    headers,
    body: Buffer.alloc(0),
    clientName: String(client ?? ''),
  };
}

/** The same form as that of the log of a real docker-registry in docker-registry.ts. */
function readable(url: string): string {
  return url
    .replace(/[?&]_state=[^&]*/, '')
    .replace(/(\/blobs\/uploads\/)[^/?&]+/, '$1<uuid>')
    .replace(/^([^?&]*)&/, '$1?');
}
