// No stand-in: a proxy before a real docker-registry 2.8.3, with the faults of __tests__/faults/cases.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Fault } from '../faults/faults.ts';
import { certificates } from './certificates.ts';

/** An answer of the registry, or one in its place; headers have lower-case names. */
export interface ProxyAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** A request that meets a fault, and what a fault can do with it. */
export interface Exchange {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  /** A server on another port: it serves the same content, to anyone. */
  elsewhere: string;
  here: string;
  /** This server by another name of the host. */
  otherName: string;
  /** The server elsewhere without TLS. */
  plain: string;
  /** Reads the body of the request. */
  readBody: () => Promise<Buffer>;
  /** Asks the registry; without `body`, with the body of the request. */
  forward: (body?: Buffer, headers?: Record<string, string>) => Promise<ProxyAnswer>;
  /** Sends the first bytes of the request to the registry and breaks off. */
  forwardStart: (bytes: number) => Promise<void>;
  answer: (answer: ProxyAnswer) => void;
  /** Breaks the connection to the client with a reset. */
  cut: () => void;
}

/** What a rule looks at. */
export interface ProxyRequest {
  method: string;
  /** Path and query. */
  url: string;
  /** The announced size of the body. */
  size: number;
  headers: IncomingMessage['headers'];
}

/** Lets a fault happen to some of the requests: `times` (1) of them, from number `nth` (1) on. */
export interface Rule {
  on: (request: ProxyRequest) => boolean;
  fault: Fault;
  nth?: number;
  times?: number;
}

export interface FaultProxyOptions {
  /** The registry behind. */
  target: string;
  rules: readonly Rule[];
  /** TLS between the client and the proxy, with a certificate of the test CA. */
  tls?: boolean;
  /** The `Authorization` that lets a request of the server elsewhere into the registry, as a signed URL would. */
  authorization?: string | undefined;
  /** The token server of the registry; it is reached through the proxy too, as `/token`. */
  tokenServer?: string | undefined;
}

/** A running proxy. */
export interface FaultProxy extends AsyncDisposable {
  host: string;
  url: string;
  /** How often each rule has let its fault happen. */
  fired: number[];
  /** The requests as `METHOD path?query status`. */
  requests: string[];
  /** The values of `Authorization` that reached another origin than the registry: there must be none. */
  leaked: string[];
  /** The tokens that were given out. */
  tokens: string[];
  /** How many requests reached another origin than the registry. */
  visits: () => number;
}

const { serverCertFile, serverKeyFile } = certificates;
const keys = { cert: readFileSync(serverCertFile), key: readFileSync(serverKeyFile) };

/**
 * Starts a proxy on a free port of 127.0.0.1 that passes requests on to a registry, but for those that meet a fault.
 */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { target, rules, tls = false, authorization, tokenServer } = options;
  const fired = rules.map(() => 0);
  const seen = rules.map(() => 0);
  const requests: string[] = [];
  const leaked: string[] = [];
  const tokens: string[] = [];
  let visits = 0;
  let urls = { here: '', elsewhere: '', otherName: '', plain: '' };

  const urlBehind = (url = '/') =>
    tokenServer !== undefined && url.startsWith('/token') ? tokenServer + url.slice('/token'.length) : target + url;

  const exchangeOf = (incoming: IncomingMessage, outgoing: ServerResponse, isForeign: boolean): Exchange => {
    let body: Promise<Buffer> | undefined;
    const readBody = () => {
      body ??= buffer(incoming);
      return body;
    };
    const { method = 'GET', url, headers } = incoming;
    const own = {
      ...(isForeign && authorization !== undefined ? { authorization } : {}),
      // The registry names places by the scheme that its client used.
      ...(tls ? { 'x-forwarded-proto': 'https' } : {}),
    };
    const open = (size: number, changes: Record<string, string> = {}) => {
      const { 'content-length': _, 'transfer-encoding': __, ...rest } = headers;
      const sized = size > 0 || method === 'POST' || method === 'PUT' ? { 'content-length': size } : {};
      return sendRequest(urlBehind(url), { method, headers: { ...rest, ...sized, ...own, ...changes }, agent: false });
    };
    return {
      incoming,
      outgoing,
      ...urls,
      readBody,
      forward: async (replaced, changes) => {
        const bytes = replaced ?? (await readBody());
        const response = await new Promise<IncomingMessage>((settle, fail) => {
          open(bytes.byteLength, changes).on('response', settle).on('error', fail).end(bytes);
        });
        const content = await buffer(response);
        const [, token] = url?.startsWith('/token') ? (/"token":"([^"]+)"/.exec(content.toString()) ?? []) : [];
        if (token !== undefined) tokens.push(token);
        return { status: response.statusCode ?? 0, headers: response.headers, body: content };
      },
      forwardStart: async (count) => {
        const bytes = await readBody();
        const upstream = open(bytes.byteLength).on('error', () => {});
        await new Promise((sent) => upstream.write(bytes.subarray(0, count), sent));
        upstream.destroy();
      },
      answer: (answer) => {
        requests.push(`${method} ${url} ${answer.status}`);
        const challenge = answer.headers['www-authenticate'];
        const changed =
          tokenServer && typeof challenge === 'string'
            ? challenge.replace(tokenServer, `${urls.here}/token`)
            : challenge;
        for (const [name, value] of Object.entries({ ...answer.headers, 'www-authenticate': changed })) {
          if (value !== undefined && name !== 'connection' && name !== 'keep-alive') outgoing.setHeader(name, value);
        }
        outgoing.statusCode = answer.status;
        // Node would put in the Content-Length that a fault left out.
        outgoing.flushHeaders();
        outgoing.end(method === 'HEAD' ? undefined : answer.body);
      },
      cut: () => {
        requests.push(`${method} ${url} cut`);
        incoming.socket.resetAndDestroy();
      },
    };
  };

  const faultFor = (request: ProxyRequest): Fault | undefined => {
    for (const [index, { on, fault, nth = 1, times = 1 }] of rules.entries()) {
      if (!on(request)) continue;
      const number = (seen[index] ?? 0) + 1;
      seen[index] = number;
      if (number < nth || number >= nth + times) continue;
      fired[index] = (fired[index] ?? 0) + 1;
      return fault;
    }
    return undefined;
  };

  const listen = async (usesTls: boolean) => {
    const server = usesTls ? createTlsServer(keys) : createServer();
    server.on('request', (incoming, outgoing) => {
      const { method = '', url = '', headers } = incoming;
      const isForeign = server !== servers[0] || headers.host !== new URL(urls.here).host;
      const exchange = exchangeOf(incoming, outgoing, isForeign);
      if (isForeign) visits += 1;
      if (isForeign && headers.authorization !== undefined) leaked.push(headers.authorization);
      const fault = faultFor({ method, url, size: Number(headers['content-length'] ?? 0), headers });
      const pass = async () => exchange.answer(await exchange.forward());
      // A client that goes away in the middle of its request is not a fault of the proxy.
      (fault ? fault(exchange) : pass()).catch(() => incoming.socket.destroy());
    });
    // Its own timeouts must not end what is to stall.
    Object.assign(server, { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 60_000 });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return server;
  };
  const servers = await Promise.all([listen(tls), listen(tls), listen(false)]);
  const [here = '', elsewhere = '', plain = ''] = servers.map(
    (server, index) => `http${tls && index < 2 ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`,
  );
  urls = { here, elsewhere, otherName: here.replace('127.0.0.1', 'localhost'), plain };
  return {
    host: new URL(here).host,
    url: here,
    fired,
    requests,
    leaked,
    tokens,
    visits: () => visits,
    [Symbol.asyncDispose]: async () => {
      for (const server of servers) {
        const closed = new Promise((done) => server.close(done));
        server.closeAllConnections();
        await closed;
      }
    },
  };
}
