import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import connectApi from 'undici/lib/api/api-connect.js';
import buildConnector from 'undici/lib/core/connect.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import DispatcherBase from 'undici/lib/dispatcher/dispatcher.js';

// All that we know of undici's insides, and what leans on it. An upgrade of undici is checked against this file,
// `undici-parts.d.ts` and `scripts/bundle.js`.

export type { Dispatcher };

/**
 * Makes an agent for one kind of trust.
 *
 * @param tls options of Node's `tls.connect`
 * @param isProxied whether it goes by the proxy variables of the environment
 */
export async function createAgent(tls: object, timeout: number, isProxied: boolean): Promise<Dispatcher> {
  const options = {
    connectTimeout: Math.min(10_000, timeout),
    headersTimeout: timeout,
    bodyTimeout: timeout,
    // The bundle has one parser (scripts/bundle.js), whatever UNDICI_USE_MILO says.
    useMilo: false,
    // HTTP/1.1 is faster for large blobs, measured against HTTP/2 of Node and Go.
    allowH2: false,
  };
  if (isProxied) {
    // undici's index gives this method to all dispatchers; its proxy agent calls it.
    Object.assign(DispatcherBase.prototype, { connect: connectApi });
    const { default: ProxyAgent } = await import('undici/lib/dispatcher/env-http-proxy-agent.js');
    return new ProxyAgent({ ...options, connect: tls, requestTls: tls });
  }
  const common = { ...tls, allowH2: options.allowH2, timeout: options.connectTimeout };
  const connectTls = buildConnector(common);
  return new Agent({
    ...options,
    connect: (target, callback) =>
      // TLS gives pieces of 16 KiB, several at a time: the buffers would hold one.
      (target.protocol === 'https:' ? connectTls : buildConnector({ ...common, onread: readBuffers() }))(
        target,
        callback,
      ),
  });
}

/**
 * Resolves when undici takes a connection for the next request, once its answer has ended: one turn of the event loop
 * after `onResponseEnd` returns (see `onMessageComplete` in lib/dispatcher/client-h1.js). A request that comes earlier
 * would open a new connection.
 */
export function connectionFree(): Promise<void> {
  return new Promise((free) => queueMicrotask(() => setImmediate(free)));
}

/** Measured: from 128 KiB to 1 MiB, the size makes no difference that is seen; every connection keeps two of them. */
const bufferSize = 128 * 1024;

/**
 * What a socket gave in less than this is copied: undici's parser keeps the parts of a header until it has all of it. A
 * server that begins a header in the middle of a larger piece can garble the rest of its own header by that, and
 * nothing else.
 */
const leastInPlace = 32 * 1024;

/**
 * Lets one socket read into two buffers that take turns (ADR 11). By itself Node takes 64 KiB of new memory for each
 * read: for a download of 1 GiB that is 16,000 pieces to be collected, and a third of its CPU time
 * (docs/performance.md). This serves plain HTTP alone, such as registries inside a cluster.
 *
 * A buffer is filled again only when its piece was taken from the socket: where the reader falls behind, new ones come
 * in. Whoever takes a piece has to be done with it before it returns.
 *
 * @see https://nodejs.org/api/net.html for the option `onread` of `net.connect`
 */
export function readBuffers() {
  const buffers: (Buffer | undefined)[] = [];
  let turn = 0;
  return {
    buffer(): Uint8Array {
      turn = 1 - turn;
      buffers[turn] ??= Buffer.allocUnsafeSlow(bufferSize);
      return buffers[turn] as Buffer;
    },
    callback(this: Socket, length: number, buffer: Uint8Array): boolean {
      // What waits may lie in the buffer whose turn is next.
      if (this.readableLength > 0) buffers[1 - turn] = undefined;
      const piece = buffer.subarray(0, length);
      return this.push(length < leastInPlace ? Buffer.from(piece) : piece);
    },
  };
}
