import type { Socket } from 'node:net';

/** Measured: from 128 KiB to 1 MiB, the size makes no difference that is seen. */
const bufferSize = 256 * 1024;

/**
 * What a socket gave in less than this is copied: a parser keeps the parts of a header until it has all of it. A server
 * that begins a header in the middle of a larger piece can garble the rest of its own header by that, and nothing else.
 */
export const leastInPlace = 32 * 1024;

/** The option `onread` of `net.connect` (https://nodejs.org/api/net.html). */
export interface OnRead {
  buffer: () => Uint8Array;
  callback: (this: Socket, length: number, buffer: Uint8Array) => boolean;
}

/**
 * Lets one socket read into two buffers that take turns. By itself Node takes 64 KiB of new memory for each read: for a
 * download of 1 GiB that is 16,000 pieces to be collected, and a third of its CPU time (docs/performance.md).
 *
 * A buffer is filled again only when its piece was taken from the socket: where the reader falls behind, new ones come
 * in. Whoever takes a piece of `leastInPlace` bytes or more has to be done with it before it returns.
 */
export function readBuffers(): OnRead {
  const buffers: (Buffer | undefined)[] = [];
  let turn = 0;
  return {
    buffer() {
      turn = 1 - turn;
      buffers[turn] ??= Buffer.allocUnsafeSlow(bufferSize);
      return buffers[turn] as Buffer;
    },
    callback(length, buffer) {
      // What waits may lie in the buffer whose turn is next.
      if (this.readableLength > 0) buffers[1 - turn] = undefined;
      const piece = buffer.subarray(0, length);
      return this.push(length < leastInPlace ? Buffer.from(piece) : piece);
    },
  };
}
