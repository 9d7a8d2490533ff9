import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
/** Tells whether a `host[:port]` is this machine: names that cannot be another one, and 127.0.0.0/8. */
export function isLoopback(host: string): boolean {
  // A name may end in the dot of the root.
  const name = new URL(`http://${host}`).hostname.replace(/\.$/, '');
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/**
 * Milliseconds: a server answers in far less time, and one that stays silent does not speak TLS. On this machine, all
 * processors may be busy for seconds.
 */
const patience = { here: 10_000, elsewhere: 2_000 };

/**
 * The least a client says to begin TLS 1.2 (RFC 5246, 7.4.1.2): a record, in it a hello with version, random bytes, no
 * session, three ciphers, no compression. A server that wants more answers it with an alert. The random bytes end in
 * two empty lines, so that a server of HTTP does not wait for the end of a request. Node's own TLS takes longer to load
 * than a small push.
 */
function hello(): Buffer {
  const random = Buffer.concat([randomBytes(28), Buffer.from('\r\n\r\n')]);
  return Buffer.from(`16030100310100002d0303${random.toString('hex')}000006c02fc02b002f0100`, 'hex');
}

/** The first byte of an answer in TLS: an alert or a handshake. */
const tlsRecords = [0x15, 0x16];

/**
 * Finds out what a server on a loopback address speaks: a hello of TLS that is answered by a TLS server means https,
 * everything else http. Nothing of a request is sent.
 */
export function detectScheme(host: string): Promise<'http' | 'https'> {
  const { hostname, port } = new URL(`https://${host}`);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 443),
      timeout: isLoopback(host) ? patience.here : patience.elsewhere,
    });
    const answer = (scheme: 'http' | 'https') => {
      socket.destroy();
      resolve(scheme);
    };
    socket.once('connect', () => socket.write(hello()));
    socket.once('data', ([first = 0]: Buffer) => answer(tlsRecords.includes(first) ? 'https' : 'http'));
    for (const event of ['timeout', 'error', 'close']) socket.once(event, () => answer('http'));
  });
}
