import { connect } from 'node:tls';

/** Tells whether a `host[:port]` is this machine: names that cannot be another one, and 127.0.0.0/8. */
export function isLoopback(host: string): boolean {
  const name = new URL(`http://${host}`).hostname;
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** A server on this machine answers in far less; one that stays silent does not speak TLS. */
const patience = 2_000;

/**
 * Finds out what a server on a loopback address speaks: a TLS handshake that is answered by a TLS server means https,
 * whatever its certificate, everything else http. Nothing of a request is sent.
 */
export function detectScheme(host: string): Promise<'http' | 'https'> {
  const { hostname, port } = new URL(`https://${host}`);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 443),
      rejectUnauthorized: false,
      timeout: patience,
    });
    const answer = (scheme: 'http' | 'https') => {
      socket.destroy();
      resolve(scheme);
    };
    socket.once('secureConnect', () => answer('https'));
    socket.once('timeout', () => answer('http'));
    // An alert (such as one for a missing client certificate) comes from a TLS server too.
    socket.once('error', (error) => answer(/alert/i.test(error.message) ? 'https' : 'http'));
    socket.once('close', () => answer('http'));
  });
}
