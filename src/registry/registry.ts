import { once } from '../once.ts';
import type { Time } from '../time.ts';
import { authenticated } from './auth/authenticated.ts';
import type { Keychain } from './auth/keychain.ts';
import { BodyLimit } from './http/body-limit.ts';
import type { Access, Connection } from './http/http.ts';
import { detectScheme, isLoopback } from './http/scheme.ts';
import { createTransport, type TlsOptions } from './http/transport.ts';
import { RegistryStore } from './registry-store.ts';
import { buffered } from './wrapped/buffered.ts';
import { logged, type RequestObserver } from './wrapped/logged.ts';
import { type HostLimits, rateLimited } from './wrapped/rate-limited.ts';
import { redirected } from './wrapped/redirected.ts';
import { retried } from './wrapped/retried.ts';
import { Silences } from './wrapped/silences.ts';
import type { WaitObserver } from './wrapped/waits.ts';
import { warned } from './wrapped/warned.ts';

/** How to reach one registry. */
export interface RegistryOptions {
  /** `true`: http; `false`: https; undefined: https, and on a loopback address what it speaks. */
  plainHttp?: boolean | undefined;
  /**
   * Whether to find out what the registry speaks, where `plainHttp` is undefined, although it is not on this machine.
   */
  isSchemeDetected?: boolean;
  tls?: TlsOptions;
  keychain: Keychain;
  /** Attempts after the first one. */
  retries: number;
  /** Shared by all that send to the same hosts; without it, the registry has gates of its own. */
  gates?: HostLimits;
  /** Milliseconds of silence, or of next to nothing, after which a request fails. */
  timeout: number;
  userAgent: string;
  /** Is told each token that a login was given, before it is used; what it throws fails the request. */
  onToken: (token: string) => void;
  onRequest?: RequestObserver;
  /** Is told what the author of a workflow may want to change, such as the limit of a proxy. */
  onNotice?: (text: string) => void;
  /**
   * Is told what the registry itself warns of; texts from outside, of which the same may come from several registries.
   */
  onWarning?: (text: string) => void;
  onWait?: WaitObserver;
  /**
   * Bytes; larger blobs are sent in chunks of this size. Without it they are sent whole, and in chunks where that is
   * refused.
   */
  chunkSize?: number | undefined;
  signal?: AbortSignal | undefined;
  time?: Time;
}

/** Opens repositories of one registry; they share connections, tokens and what was learned about the registry. */
export type Registry = (repository: string, actions: Access['actions'], alsoPull?: string) => RegistryStore;

/** Docker Hub's registry has another name than the one it is called by (distribution/reference). */
const hostAliases = new Map([
  ['docker.io', 'registry-1.docker.io'],
  ['index.docker.io', 'registry-1.docker.io'],
]);

/** Prepares access to a registry; nothing is sent before the first request. */
export function openRegistry(host: string, options: RegistryOptions): Registry {
  const connectOnce = once(() => connect(host, options));
  return (repository, actions, alsoPull) => new RegistryStore({ host, repository }, { actions, alsoPull }, connectOnce);
}

async function connect(host: string, options: RegistryOptions): Promise<Connection> {
  const {
    plainHttp,
    isSchemeDetected = false,
    tls = {},
    keychain,
    retries,
    gates = new Map(),
    timeout,
    userAgent,
    onToken,
    onWait,
    signal,
  } = options;
  const address = hostAliases.get(host) ?? host;
  const isPlain = plainHttp ?? ((isSchemeDetected || isLoopback(address)) && (await detectScheme(address)) === 'http');
  const url = `${isPlain ? 'http' : 'https'}://${address}`;
  const network = logged(createTransport(new URL(url).origin, { tls, timeout, userAgent }), options.onRequest);
  const silences = new Silences(options.time);
  const transport = rateLimited(warned(silences.listening(network), url, options.onWarning), gates, retries, onWait);
  const sendOnce = redirected(
    authenticated(transport, {
      registryUrl: url,
      login: (repository) => keychain(host, repository),
      sendToTokenServer: retried(buffered(transport, timeout), retries, onWait, silences),
      onToken,
      time: options.time,
      onNotice: options.onNotice,
      onWait,
      signal,
    }),
  );
  const limit = new BodyLimit(host, options.chunkSize, options.onNotice);
  const send = retried(buffered(sendOnce, timeout), retries, onWait, silences);
  return { url, send, sendOnce, retries, onWait, limit, unmountable: new Set(), takesTags: false };
}
