import { resolve } from 'node:path';
import { isDebug } from '@actions/core';
import { heldPlace } from '../../disk/held-place.ts';
import type { Held } from '../../disk/held-to.ts';
import { messageOf, OciError } from '../../errors.ts';
import type { StepInputs } from '../../modes/contract/inputs.ts';
import type { Download, Log, OpenStoreOptions, SourceSettings } from '../../modes/contract/mode.ts';
import { path as readPath } from '../../modes/contract/read-value.ts';
import { isHost, isLayout, layoutDirectoryOf, type Reference } from '../../oci/reference.ts';
import { shownOf } from '../../registry/auth/keychain.ts';
import { describeLogin } from '../../registry/http/describe-login.ts';
import type { Access, Send } from '../../registry/http/http.ts';
import { isLoopback } from '../../registry/http/scheme.ts';
import { hasProxy } from '../../registry/http/transport.ts';
import { openRegistry, type Registry } from '../../registry/registry.ts';
import { createAsk, createDownload, createWebSend, type WebOptions } from '../../registry/web.ts';
import type { HostLimits } from '../../registry/wrapped/rate-limited.ts';
import { LayoutStore } from '../../store/layout/layout-store.ts';
import type { Store } from '../../store/store.ts';
import { briefList } from '../../words.ts';
import {
  createKeychain,
  entryFor,
  maskCredentials,
  readAuthorities,
  readCertDirectory,
  readPem,
  readTlsFiles,
  type Secrets,
} from '../read/credentials.ts';
import type { RegistryEntry } from '../read/registry-auth.ts';
import { maskToken } from '../tell/token-mask.ts';
import { findCertDirectory, type MachineTrust } from './machine-trust.ts';

/** How registries and web servers are reached, as the inputs say it. */
type Connection = Pick<StepInputs, 'plainHttp' | 'insecure' | 'caFile' | 'retries' | 'timeout' | 'chunkSize'>;

interface OpenerOptions {
  connection: Connection;
  /** The host to which `username` and `password` belong. */
  inputHost: string;
  secrets: Secrets;
  /** The workspace, and how the files that inputs name are held to it. */
  held: Held;
  environment: NodeJS.ProcessEnv;
  /** What is known of the rate limits of hosts. */
  gates: HostLimits;
  signal: AbortSignal;
  log: Log;
  machine: MachineTrust;
}

/** What all who send requests are given. */
function reachOf({ connection, gates, log, signal }: Pick<OpenerOptions, 'connection' | 'gates' | 'log' | 'signal'>) {
  return {
    retries: connection.retries,
    timeout: connection.timeout,
    gates,
    userAgent: 'oci-artifact',
    // A line for each request costs time, and nobody sees it unless the runner was asked for debug logging.
    ...(isDebug() ? { onRequest: log.debug } : {}),
    onWait: log.info,
    signal,
  };
}

interface OpenOptions extends OpenStoreOptions {
  settings?: SourceSettings | undefined;
}

/** Makes a function that opens the store a reference is in, with the settings of the inputs. */
export function createOpener(
  options: OpenerOptions,
): (reference: Reference, actions: Access['actions'], options?: OpenOptions) => Store {
  const { held, secrets } = options;
  const connect = createConnector(options);
  // Repositories of one registry share connections and tokens, unless an entry for a path or a sync file says
  // otherwise.
  const registries = new Map<string, Registry>();
  const registryAt = (host: string, repository: string, settings: SourceSettings): Registry => {
    const entry = entryFor(secrets.entries, host, repository);
    const key = `${host}/${entry?.path ?? ''} ${JSON.stringify(settings)}`;
    const known = registries.get(key) ?? connect(host, entry, settings);
    registries.set(key, known);
    return known;
  };
  return (reference, actions, { alsoRead, settings = {} } = {}) => {
    if (isLayout(reference)) {
      const isForRemoval = actions.includes('delete');
      return openLayout(readPath(layoutDirectoryOf(reference), 'reference'), held, isForRemoval);
    }
    const { host, repository } = reference;
    const isNeighbour = alsoRead?.host === host && alsoRead.repository !== repository;
    return registryAt(host, repository, settings)(repository, actions, isNeighbour ? alsoRead.repository : undefined);
  };
}

/** Makes a function that opens a registry with what an entry of `registry-auth` or a sync file says of it. */
function createConnector(options: OpenerOptions) {
  const { connection, inputHost, secrets, held, environment, log } = options;
  const { plainHttp, insecure, chunkSize } = connection;
  const authorities = { ...readAuthorities(connection, held), machine: options.machine.all };
  const reach = reachOf(options);
  const keychain = createKeychain(inputHost, secrets, environment);
  // Registries that share a host may say the same.
  const onWarning = onceEach(log.warning);
  const onLogin = onceEach(log.info);
  const others = otherLogins(secrets.entries);
  /** What the machine has for one registry, as Docker takes it. What cannot be read may be for others to use. */
  const readMachineDirectory = (host: string) => {
    const directory = findCertDirectory(host, environment);
    try {
      return directory === undefined ? {} : readCertDirectory(directory, { folder: directory, symlinks: 'follow' });
    } catch (error) {
      log.warning(`The certificates in ${directory} are not used: ${messageOf(error)}`);
      return {};
    }
  };
  return (
    host: string,
    entry: RegistryEntry | undefined,
    { credentials, isVerified, certDirectory }: SourceSettings,
  ): Registry => {
    if (credentials) maskCredentials(credentials);
    return openRegistry(host, {
      ...reach,
      plainHttp: isVerified ? false : (entry?.plainHttp ?? plainHttp),
      // Behind a proxy nothing can be found out by connecting directly.
      isSchemeDetected: isVerified === false && !hasProxy(environment),
      tls: {
        ...readMachineDirectory(host),
        ...authorities,
        insecure: isVerified === undefined ? (entry?.insecure ?? (insecure || undefined)) : !isVerified,
        ...(entry ? readTlsFiles(entry, held) : {}),
        ...(certDirectory ? readCertDirectory(certDirectory, held) : {}),
      },
      keychain: async (of, repository) => {
        const login = credentials
          ? ({ credentials, source: 'sync-file', place: 'the sync file' } as const)
          : await keychain(of, repository);
        onLogin(`Login at ${of}: ${login ? describeLogin(shownOf(login)) : `none found${others}`}`);
        return login;
      },
      chunkSize,
      onToken: (token) => maskToken(token, host, environment),
      onNotice: log.notice,
      onWarning,
    });
  };
}

/** Says what the logins in `registry-auth` are for, where none of them was used, as the end of a sentence. */
function otherLogins(entries: readonly RegistryEntry[]): string {
  const names = entries.flatMap(({ host, path, credentials }, index) => {
    if (!credentials) return [];
    // What is no host may be a secret in the wrong place.
    return isHost(host) ? [path === '' ? host : `${host}/${path}`] : [`entry ${index + 1}`];
  });
  return names.length === 0 ? '' : `; registry-auth has logins for ${briefList(names)}`;
}

/** Passes each text on once. */
function onceEach(tell: (text: string) => void): (text: string) => void {
  const told = new Set<string>();
  return (text) => {
    if (!told.has(text)) tell(text);
    told.add(text);
  };
}

function openLayout(path: string, held: Held, isForRemoval: boolean): Store {
  const directory = resolve(held.folder, path);
  heldPlace(
    directory,
    held,
    (what, facts) => new OciError('INVALID_INPUT', `The OCI layout ${JSON.stringify(path)} ${what}`, facts),
  );
  return new LayoutStore(directory, { isForRemoval });
}

/**
 * Makes a function that gets files from web servers, with the settings of the inputs. Credentials are those of entries
 * of `registry-auth` that name the very host, and go out over https, or to this machine.
 *
 * @param isForSigning makes certificates count, whatever inputs and environment say, by authorities that the system has
 */
export function createDownloader(
  options: Pick<OpenerOptions, 'connection' | 'secrets' | 'held' | 'gates' | 'signal' | 'log' | 'machine'>,
  { isForSigning = false } = {},
): Download {
  const { connection, secrets, held, machine } = options;
  const { ca } = readAuthorities(connection, held);
  const entryOf = ({ protocol, host, pathname }: URL) => {
    // The default port is none in a URL.
    const isSameHost = (name: string) =>
      URL.canParse(`${protocol}//${name}`) && new URL(`${protocol}//${name}`).host === host;
    const own = secrets.entries.filter((entry) => isSameHost(entry.host)).map((entry) => ({ ...entry, host }));
    return entryFor(own, host, pathname.slice(1));
  };
  return createDownload({
    ...reachOf(options),
    credentials: (url) => {
      const entry = entryOf(url);
      const isSafe = url.protocol === 'https:' || isLoopback(url.host) || entry?.plainHttp === true;
      return isSafe ? entry?.credentials : undefined;
    },
    tls: (url) => {
      const { caFile, insecure } = entryOf(url) ?? {};
      const own = caFile ? readPem('registry-auth', caFile, held) : ca;
      return {
        insecure: isForSigning ? false : insecure,
        ...(own === undefined ? {} : { ca: own }),
        machine: isForSigning ? machine.system : machine.all,
      };
    },
  });
}

/**
 * Makes a function that asks services of the web. Certificates are always verified, by the authorities of `ca-file` and
 * of the system too, and whatever the environment says: what is sent may be a token that signs in the name of this job.
 */
export function createAsker(options: WebReach): ReturnType<typeof createAsk> {
  return createAsk(webOptions(options));
}

/** Of an answer of GitHub's API, in bytes: a page has a hundred versions of a package with all their tags. */
const longestPage = 16 * 1024 * 1024;

/** Makes a function that sends requests to GitHub's API: it is verified as the other services are. */
export function createApiSend(options: WebReach): Send {
  return createWebSend(webOptions(options), longestPage);
}

type WebReach = Pick<OpenerOptions, 'connection' | 'held' | 'gates' | 'signal' | 'log' | 'machine'>;

function webOptions(options: WebReach): Omit<WebOptions, 'credentials'> {
  const { connection, held, machine } = options;
  const { ca } = readAuthorities(connection, held);
  const tls = { insecure: false, machine: machine.system, ...(ca === undefined ? {} : { ca }) };
  return { ...reachOf(options), tls: () => tls };
}
