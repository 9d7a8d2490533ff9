// The names of hosts, with TLS, in one process: a proxy that ends the connection to a name itself, with a certificate of its
// own authority, and hands requests on to a server of the test. Left out: HTTP/2, and all names that it is not told.
import { generateKeyPairSync } from 'node:crypto';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { makeAuthority } from '../trust/certificate.ts';

export interface Internet extends AsyncDisposable {
  /** The address of the proxy. */
  url: string;
  /** The certificate of its authority, as PEM. */
  authority: string;
  /** Names that were asked for and are not there. */
  unknown: string[];
}

const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
const serverAuthentication = '1.3.6.1.5.5.7.3.1';

/** Starts it; `hosts` says which server of this machine, `127.0.0.1:PORT` without TLS, answers for a name. */
export async function startInternet(hosts: Record<string, string>): Promise<Internet> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authority = makeAuthority('internet.test');
  const names = Object.keys(hosts).map((name) => `DNS:${name}` as const);
  const cert = pem(authority.issue(publicKey, { names, uses: [serverAuthentication] }));
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method, url, headers } = incoming;
    const onward = forward(
      `http://${hosts[headers.host ?? '']}${url}`,
      { method, headers, agent: false },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  };
  const secure = createTlsServer({ cert, key }, pass);
  const sockets = new Set<Duplex>();
  const unknown: string[] = [];
  const refuse = (name: string) => void unknown.push(name);
  const server = createServer((incoming, outgoing) => {
    refuse(incoming.url ?? '');
    outgoing.writeHead(502).end();
  });
  server.on('connect', ({ url = '' }: IncomingMessage, socket: Duplex) => {
    sockets.add(socket.on('error', () => {}));
    const [name = '', port] = url.split(':');
    if (port !== '443' || !(name in hosts)) {
      refuse(url);
      return socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    return secure.emit('connection', socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authority: pem(authority.root),
    unknown,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
