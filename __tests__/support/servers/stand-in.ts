// A proxy that leads the names of hosts to stand-ins. Compared with no real proxy. Left out: authentication.
import { createServer, request as forward } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** A proxy that leads every host to one server on this machine, so that a test meets `ghcr.io` without leaving it. */
export interface StandIn {
  /** For the environment of a step, whose registry is then reached with `plain-http`. */
  env: Record<string, string>;
  stop: () => Promise<void>;
}

/** Starts a proxy that leads every host to the server at `host`. */
export async function startStandIn(host: string): Promise<StandIn> {
  const [name = '', port = ''] = host.split(':');
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = '' } = incoming;
    const { pathname, search } = new URL(url);
    const onward = forward({ host: name, port, method, headers, path: pathname + search }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  const sockets = new Set<Duplex>();
  server.on('connect', (_, socket: Duplex) => {
    const onward = connect(Number(port), name, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    for (const end of [socket, onward]) sockets.add(end.on('error', () => {}));
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const stop = () =>
    new Promise<void>((stopped) => {
      server.close(() => stopped());
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
    });
  return { env: { http_proxy: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }, stop };
}
