import type { Failure, Remedy } from './remedy.ts';

/** Advice where the name of a host looks like that of a well-known registry. */
export function didYouMeanHost({ similarHost }: Failure): string {
  return `Did you mean ${similarHost}? This host only has a similar name, and the token of GitHub was not sent to it. If it is the right one, give it \`username\` and \`password\`.`;
}

/** Whose certificates count could not be found out; nothing is taken then. */
export const missingRoot: Remedy = [
  { topic: 'trust-root' },
  'The root is fetched from tuf-repo-cdn.sigstore.dev or tuf-repo.github.com: let the runner reach it, by the variable `https_proxy` where there is a proxy, or keep the root in a file and name that in `trusted-root`.',
];

/** Advice where no answer came: names, ports, proxies and TLS. The last row fits always. */
export const networkRemedies: readonly Remedy[] = [
  missingRoot,
  [
    { system: /^(?:SELF_SIGNED_|UNABLE_TO_|DEPTH_ZERO_|CERT_UNTRUSTED)/ },
    'The certificate of the registry is signed by an authority that is unknown here: pass its certificate with `ca-file`, add it to the authorities of the system, or name it in the variable `SSL_CERT_FILE` or `NODE_EXTRA_CA_CERTS`.',
  ],
  [{ system: 'CERT_HAS_EXPIRED' }, 'The certificate of the registry has expired: its owner must renew it.'],
  [
    { system: /^(?:CERT_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/ },
    'The certificate of the registry is not valid for this host or time: check the host name, and the clock of the runner.',
  ],
  [
    { said: /wrong version number|packet length too long|EPROTO|ERR_SSL_/i },
    'The registry does not speak TLS. If it speaks plain HTTP, set `plain-http: true`.',
  ],
  [
    { said: /\b407\b/ },
    'The proxy refused the connection: its user and password belong in the variable, as in `https_proxy=http://user:password@proxy:3128`; hosts that are reached without it belong in `no_proxy`.',
  ],
  [{ similarHost: /./, said: /Proxy response/ }, didYouMeanHost],
  [
    { said: /Proxy response/ },
    'The proxy could not reach the registry: check the spelling of its host. Hosts that are reached without the proxy belong in `no_proxy`.',
  ],
  [{ similarHost: /./, system: /^(?:ENOTFOUND|EAI_AGAIN)$/ }, didYouMeanHost],
  [
    { system: /^(?:ENOTFOUND|EAI_AGAIN)$/, hasProxy: true },
    'The name of the registry cannot be resolved. Check its spelling, and the variables `https_proxy` and `no_proxy`.',
  ],
  [{ system: /^(?:ENOTFOUND|EAI_AGAIN)$/ }, 'The name of the registry cannot be resolved: check its spelling.'],
  [
    { topic: 'broken-connection', system: 'ECONNREFUSED' },
    'The registry answered before in this step, and is gone: run the job again when it is back. If this persists, its log tells why it ends.',
  ],
  [
    { topic: 'broken-connection', said: /HTTP\/|parse|socket hang up|other side closed|ECONNRESET|EPIPE|terminated/i },
    'The connection broke, though the registry answered before in this step: run the job again. If this persists, its log tells more, or that of a proxy in front of it.',
  ],
  [
    { system: 'ECONNREFUSED', host: /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/ },
    'Nothing listens there: is the registry running? A service container is reached from the job only through the `ports:` that it lists; a job that runs in a container itself reaches it by its name.',
  ],
  [
    { system: 'ECONNREFUSED', hasProxy: true },
    'Nothing listens there: check host and port, and the variables `https_proxy` and `no_proxy`.',
  ],
  [{ system: 'ECONNREFUSED' }, 'Nothing listens there: check host and port, and that the registry is running.'],
  [
    { said: /HTTP\/|parse|socket hang up|other side closed/i },
    'The connection broke. If the registry speaks TLS, do not set `plain-http: true`.',
  ],
  [{}, 'Check that the registry can be reached from this runner; `timeout` and `retries` set how long to try.'],
];
