import { createHash, randomBytes } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { createTransport } from '../../../src/registry/http/transport.ts';
import { readBuffers } from '../../../src/registry/http/undici.ts';

const bytes = randomBytes(16 * 1024 * 1024);
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

async function listening(server: Server) {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as { port: number }).port;
}

/**
 * Downloads over a transport from a server of the given answer; the reader lets the given number of turns go by before
 * each chunk.
 */
async function download(answer: RequestListener, turns: (count: number) => number) {
  const server = createServer(answer);
  const origin = `http://127.0.0.1:${await listening(server)}`;
  const allocations = jest.spyOn(Buffer, 'allocUnsafeSlow');
  try {
    const send = createTransport(origin, { timeout: 10_000, userAgent: 'test' });
    const hash = createHash('sha256');
    let count = 0;
    for await (const chunk of (await send({ method: 'GET', url: `${origin}/` })).body) {
      for (let left = turns(count); left > 0; left -= 1) await turn();
      hash.update(chunk);
      count += 1;
    }
    return { digest: hash.digest('hex'), read: allocations.mock.calls.filter(([size]) => size === 128 * 1024).length };
  } finally {
    allocations.mockRestore();
    server.close().closeAllConnections();
  }
}

describe('the buffers that a socket reads into', () => {
  it('are two for a whole download: Node and undici do as they did', async () => {
    const { digest, read } = await download(
      (_, answer) => answer.setHeader('content-length', bytes.byteLength).end(bytes),
      () => 0,
    );
    expect(digest).toBe(sha256(bytes));
    // And the three into which what is received is copied.
    expect(read).toBe(2 + 3);
  });

  it('are not filled anew before they were taken, whatever the pieces and however slow the reader', async () => {
    // In chunks of HTTP, where the parser stops in the middle of a buffer and gives the rest back to the socket.
    const { digest } = await download(
      async (_, answer) => {
        for (let start = 0, size = 1; start < bytes.byteLength; start += size, size = ((size * 7) % 90_001) + 1) {
          if (!answer.write(bytes.subarray(start, start + size))) await turn();
        }
        answer.end();
      },
      (count) => (count * 5) % 7,
    );
    expect(digest).toBe(sha256(bytes));
  });

  it('lend nothing: a part between long words of a server stays as it is', async () => {
    // The part is small, and what the socket gives at a time is not.
    const part = randomBytes(1000);
    const chunk = (content: Uint8Array) => [
      `${content.byteLength.toString(16)};x=${'y'.repeat(45_000)}\r\n`,
      content,
      '\r\n',
    ];
    const server = createTcpServer((socket) => {
      socket.once('data', async () => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
        for (const content of [part, ...Array.from({ length: 6 }, () => randomBytes(1000))]) {
          await delay(20);
          socket.write(Buffer.concat(chunk(content).map((piece) => Buffer.from(piece))));
        }
        socket.end('0\r\n\r\n');
      });
    });
    const origin = `http://127.0.0.1:${await listening(server)}`;
    const send = createTransport(origin, { timeout: 10_000, userAgent: 'test' });
    const body = (await send({ method: 'GET', url: `${origin}/` })).body[Symbol.asyncIterator]();
    const { value } = await body.next();
    await delay(200);
    expect(part.equals(value)).toBe(true);
    await body.return?.();
    server.close();
  });

  it.each([
    [32 * 1024 - 1, true],
    [32 * 1024, false],
  ])('give a piece of %d bytes memory of its own: %s', (size, isOwn) => {
    const socket = new Readable({ read() {} }) as Socket;
    const { buffer, callback } = readBuffers();
    const memory = buffer();
    callback.call(socket, size, memory);
    const piece: Buffer = socket.read();
    expect([piece.byteLength, piece.buffer !== memory.buffer]).toEqual([size, isOwn]);
  });

  it('keep pieces that wait, large and small ones', () => {
    const socket = new Readable({ read() {} }) as Socket;
    const { buffer, callback } = readBuffers();
    let next = buffer();
    const sizes = [40_000, 10, 50_000, 100_000, 1, 60_000];
    let start = 0;
    for (const size of sizes) {
      next.set(bytes.subarray(start, start + size));
      callback.call(socket, size, next);
      next = buffer();
      start += size;
    }
    expect(sha256(socket.read())).toBe(sha256(bytes.subarray(0, start)));
  });
});
