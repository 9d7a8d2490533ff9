import { setTimeout as delay } from 'node:timers/promises';
import type { Exchange, ProxyAnswer, ProxyRequest } from '../servers/fault-proxy.ts';
import { createRate } from './rate.ts';

/** What happens to a request instead of its being passed on. */
export type Fault = (exchange: Exchange) => Promise<void>;

const stalls = new WeakSet<Fault>();

/** Tells whether a fault lasts until the client loses patience. */
export function isStall(fault: Fault): boolean {
  return stalls.has(fault);
}

function stalling(fault: Fault): Fault {
  stalls.add(fault);
  return fault;
}

const never = () => new Promise<void>(() => {});

/** The connection is reset before anything is read or answered. */
export const cutAtOnce: Fault = async ({ cut }) => cut();

/** The connection is reset after the first bytes of the request's body. */
export const cutInRequest: Fault = async ({ incoming, cut }) => {
  incoming.once('data', cut).once('end', cut);
};

/** The registry gets the first bytes of the body, then both connections break. */
export function cutHalfway(bytes: number): Fault {
  return async ({ forwardStart, cut }) => {
    await forwardStart(bytes);
    cut();
  };
}

/** The request is read, but goes nowhere, and is not answered. */
export const loseRequest: Fault = async ({ readBody, cut }) => {
  await readBody();
  cut();
};

/** The registry does what it was asked for; its answer is lost. */
export const loseAnswer: Fault = async ({ forward, cut }) => {
  await forward();
  cut();
};

/** The registry does what it was asked for; a gateway did not wait for its answer. */
export const answerByGateway: Fault = async ({ forward, answer }) => {
  await forward();
  answer(page(504, 'Gateway Time-out'));
};

/** The connection breaks, or nothing more comes, after the head of the answer and so many bytes of its body. */
export function breakAfter(bytes: number, how: 'cut' | 'stall' | 'end' = 'cut'): Fault {
  const fault: Fault = async ({ forward, outgoing, cut, incoming }) => {
    const { status, headers, body } = await forward();
    outgoing.writeHead(status, headers as Record<string, string>);
    outgoing.flushHeaders();
    const start = body.subarray(0, bytes);
    await new Promise<unknown>((sent) => (start.byteLength > 0 ? outgoing.write(start, sent) : sent(undefined)));
    // So that what was sent is not lost by the reset.
    await delay(50);
    if (how === 'cut') cut();
    if (how === 'end') incoming.socket.end();
    if (how === 'stall') await never();
  };
  return how === 'stall' ? stalling(fault) : fault;
}

/** Nothing is read and nothing answered. */
export const stallUnread = stalling(async ({ incoming }) => {
  incoming.pause();
  await never();
});

/** The request is read and never answered. */
export const stallBefore = stalling(async ({ readBody }) => {
  await readBody();
  await never();
});

/** The body of the request is read 1 byte every 10 ms. */
export const readSlowly = stalling(async ({ incoming }) => {
  incoming.pause();
  while (!incoming.destroyed) {
    incoming.read(1);
    await delay(10);
  }
});

/** The answer comes 1 byte every 10 ms: its body, or its head too. */
export function trickle(what: 'body' | 'head'): Fault {
  return stalling(async ({ forward, incoming: { socket } }) => {
    const { status, headers, body } = await forward();
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = `HTTP/1.1 ${status} OK\r\n${lines.join('')}\r\n`;
    if (what === 'body') socket.write(head);
    const bytes = what === 'body' ? body : Buffer.from(head);
    for (let at = 0; at < bytes.byteLength && !socket.destroyed; at += 1) {
      socket.write(bytes.subarray(at, at + 1));
      await delay(10);
    }
  });
}

/** Something that is not HTTP is answered. */
export const answerGarbage: Fault = async ({ incoming: { socket } }) => {
  socket.end('220 mail.example ESMTP\r\n');
};

/** A refusal in the place of the registry; `early` ones do not wait for the body of the request. */
export function refuse(
  status: number,
  headers: ProxyAnswer['headers'] = {},
  body = '',
  when: 'early' | 'late' = 'late',
): Fault {
  return async ({ readBody, answer, incoming }) => {
    if (when === 'late') await readBody();
    answer({
      status,
      headers: { 'content-type': 'application/json', ...(when === 'early' ? { connection: 'close' } : {}), ...headers },
      body: Buffer.from(body),
    });
    if (when === 'early') incoming.unpipe();
  };
}

/** Only so many requests in a second are passed on; the others meet a refusal. */
export function limitRate(requests: number, refusal: Fault): Fault {
  const rate = createRate(requests, 1_000);
  return async (exchange) => (rate() > 0 ? refusal(exchange) : exchange.answer(await exchange.forward()));
}

/** A refusal with a page, as proxies send it. */
export function refuseWithPage(status: number): Fault {
  return async ({ readBody, answer }) => {
    await readBody();
    answer(page(status, 'Sorry'));
  };
}

/** The answer of the registry is changed on its way. */
export function change(edit: (answer: ProxyAnswer, exchange: Exchange) => Partial<ProxyAnswer>): Fault {
  return async (exchange) => {
    const answer = await exchange.forward();
    exchange.answer({ ...answer, ...edit(answer, exchange) });
  };
}

/** Headers of the answer are changed on its way; `undefined` leaves one out. */
export function changeHeaders(edit: (answer: ProxyAnswer, exchange: Exchange) => ProxyAnswer['headers']): Fault {
  return change((answer, exchange) => ({ headers: { ...answer.headers, ...edit(answer, exchange) } }));
}

/** What storage hosts put into the addresses that registries send us to: a secret for as long as it holds. */
export const signature = 'c2lnbmVkLWJ5LXRoZS1zdG9yYWdl';

/** Where a client may be sent: another port, this server, this server by another name, another port without TLS. */
export type Destination = 'elsewhere' | 'here' | 'otherName' | 'plain';

/** Waits until more can be written, or nothing any more. */
async function drained(outgoing: Exchange['outgoing']): Promise<void> {
  await new Promise<void>((wake) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done);
      wake();
    };
    outgoing.on('drain', done).on('close', done);
  });
}

/** The answer never ends: after the head that the registry gave comes a body as fast as it is read. */
export function endless(status = 200, headers: ProxyAnswer['headers'] = {}): Fault {
  return async ({ readBody, outgoing }) => {
    await readBody();
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers } as Record<string, string>);
    const piece = Buffer.alloc(64 * 1024, 'a');
    while (!outgoing.destroyed) {
      if (!outgoing.write(piece)) await drained(outgoing);
    }
  };
}

/** These bytes are all that is answered. */
export function answerBytes(text: string, how: 'end' | 'stay' = 'end'): Fault {
  const fault: Fault = async ({ readBody, incoming: { socket } }) => {
    await readBody();
    socket.write(text);
    if (how === 'end') socket.end();
    else await never();
  };
  return how === 'stay' ? stalling(fault) : fault;
}

/** The client is sent on to the same path of another server, or of this one. */
export function redirect(status: number, to: Destination = 'elsewhere'): Fault {
  return async (exchange) => {
    await exchange.readBody();
    const { url = '' } = exchange.incoming;
    const location = `${exchange[to]}${url}${url.includes('?') ? '&' : '?'}X-Signature=${signature}`;
    exchange.answer({ status, headers: { location }, body: Buffer.alloc(0) });
  };
}

/** An upload is to go on at another server, or at this one. */
export function moveUpload(to: Destination): Fault {
  return changeHeaders(({ headers: { location } }, exchange) => ({
    location: `${String(location).replace(exchange.here, exchange[to])}&X-Signature=${signature}`,
  }));
}

/** The request is passed on without its `Range`. */
export const ignoreRange: Fault = async ({ forward, answer }) => answer(await forward(undefined, { range: '' }));

function page(status: number, words: string): ProxyAnswer {
  return { status, headers: { 'content-type': 'text/html' }, body: Buffer.from(`<html><h1>${words}</h1></html>`) };
}

/** The requests of pushes and pulls by what they are for. */
export const places = {
  headTag: ({ method, url }: ProxyRequest) => method === 'HEAD' && url.endsWith('/manifests/v1'),
  headManifest: ({ method, url }: ProxyRequest) => method === 'HEAD' && url.includes('/manifests/sha256:'),
  headBlob: ({ method, url }: ProxyRequest) => method === 'HEAD' && url.includes('/blobs/sha256:'),
  mount: ({ method, url }: ProxyRequest) => method === 'POST' && url.includes('mount='),
  start: ({ method, url }: ProxyRequest) => method === 'POST' && url.includes('/blobs/uploads/'),
  putSmall: ({ method, url, size }: ProxyRequest) =>
    method === 'PUT' && url.includes('/uploads/') && size > 0 && size < 4096,
  putLarge: ({ method, url, size }: ProxyRequest) => method === 'PUT' && url.includes('/uploads/') && size > 1 << 20,
  chunk: ({ method }: ProxyRequest) => method === 'PATCH',
  putLast: ({ method, url, size }: ProxyRequest) => method === 'PUT' && url.includes('/uploads/') && size === 0,
  putManifest: ({ method, url }: ProxyRequest) => method === 'PUT' && url.includes('/manifests/'),
  getManifest: ({ method, url }: ProxyRequest) => method === 'GET' && url.includes('/manifests/'),
  getBlob: ({ method, url }: ProxyRequest) => method === 'GET' && url.includes('/blobs/sha256:'),
  /** The rest of a blob. */
  getRange: ({ method, url, headers }: ProxyRequest) =>
    method === 'GET' && url.includes('/blobs/sha256:') && headers.range !== undefined,
  token: ({ url }: ProxyRequest) => url.startsWith('/token'),
  body:
    (limit: number) =>
    ({ size }: ProxyRequest) =>
      size > limit,
};
