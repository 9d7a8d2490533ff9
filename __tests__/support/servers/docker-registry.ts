// The real docker-registry, 2.8.3 of Debian, or a newer one of the PATH. Left out: storage in a cloud, notifications, the pull-through cache.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { versionOf } from '../peers/version-of.ts';
import { certificates } from './certificates.ts';
import { type PeerServer, startPeerServer } from './peer-server.ts';
import { startTokenServer, type TokenServer, type TokenServerOptions } from './token-server.ts';

interface DockerRegistryOptions {
  /** Basic auth; the only user is `htpasswdUser`. */
  htpasswd?: boolean;
  /** HTTPS with a certificate of the test CA. */
  tls?: boolean;
  /** HTTPS that demands a client certificate of the test CA. */
  clientCa?: boolean;
  /** Bearer auth with a token server of its own, which uses HTTPS when the registry does. */
  token?: { service: string; issuer: string } & TokenServerOptions;
  /** Bearer auth with a token server that is elsewhere, and signs with the server certificate of the test CA. */
  foreignTokens?: { realm: string; issuer: string };
  /** Gives the address under which clients reach the token server, where that is not its own. */
  tokenServerAddress?: (url: string) => Promise<string>;
  /** Whether manifests and blobs can be deleted by digest: yes, unless this is `false`. */
  deletion?: boolean;
  /** Is a pull-through cache of the registry at this URL: it takes no writes. */
  cacheOf?: string;
  /** Takes no writes. */
  readOnly?: boolean;
  /** Gives addresses without scheme and host. */
  relativeUrls?: boolean;
  /** Takes manifests with layers that are elsewhere, as those of Windows images were. */
  foreignLayers?: boolean;
}

/** Whether it deletes single tags, as version 3 does. */
export const deletesTags = !versionOf('docker-registry').startsWith('2.');

/** A running docker-registry. */
export interface DockerRegistry extends PeerServer {
  caFile?: string;
  clientCertFile?: string;
  clientKeyFile?: string;
  tokenServer?: TokenServer;
}

/**
 * The one user of a registry with `htpasswd`: docker-registry wants bcrypt, which Node has not, so the hash is fixed.
 */
export const htpasswdUser = { username: 'robot$ci', password: 'p"ä:%&w' };
const htpasswdLine = 'robot$ci:$2b$04$uQd7Zf0Jx3LkVbN1sT8eXewPAXhQV0g6F6aO7h9/dBK4ChY5z3uYC\n';

async function writeConfig(folder: string, host: string, options: DockerRegistryOptions, realm?: string) {
  const { caFile, serverCertFile, serverKeyFile } = certificates;
  const { foreignTokens } = options;
  const tls = { certificate: serverCertFile, key: serverKeyFile, ...(options.clientCa && { clientcas: [caFile] }) };
  const passwords = join(folder, 'htpasswd');
  await writeFile(passwords, htpasswdLine);
  const { service, issuer } = options.token ?? {};
  const auth = {
    ...(options.htpasswd && { htpasswd: { realm: 'test', path: passwords } }),
    ...(options.token && { token: { realm, service, issuer, rootcertbundle: caFile } }),
    ...(foreignTokens && { token: { ...foreignTokens, service: 'registry', rootcertbundle: serverCertFile } }),
  };
  const config = {
    version: '0.1',
    log: { level: 'error' },
    storage: {
      delete: { enabled: options.deletion ?? true },
      filesystem: { rootdirectory: join(folder, 'storage') },
      ...(options.readOnly && { maintenance: { readonly: { enabled: true } } }),
    },
    ...(options.cacheOf !== undefined && { proxy: { remoteurl: options.cacheOf } }),
    http: {
      addr: host,
      relativeurls: options.relativeUrls ?? false,
      ...((options.tls || options.clientCa) && { tls }),
    },
    ...(Object.keys(auth).length > 0 ? { auth } : {}),
    ...(options.foreignLayers && { validation: { manifests: { urls: { allow: ['^http://'] } } } }),
  };
  const file = join(folder, 'registry.yml');
  await writeFile(file, JSON.stringify(config)); // JSON is YAML
  return file;
}

/** Starts a real docker-registry with storage of its own on a free port of 127.0.0.1 and waits until it answers. */
export async function startDockerRegistry(options: DockerRegistryOptions = {}): Promise<DockerRegistry> {
  const secure = options.tls === true || options.clientCa === true;
  const tokenServer = options.token && (await startTokenServer(options.token.issuer, options.token, secure));
  const own = tokenServer?.url;
  const realm = own && (options.tokenServerAddress ? await options.tokenServerAddress(own) : own);
  const server = await startPeerServer('docker-registry', {
    secure,
    prepare: async (folder, host) => ['serve', await writeConfig(folder, host, options, realm)],
    env: { OTEL_TRACES_EXPORTER: 'none' },
    release: async () => tokenServer?.stop(),
  });
  const { caFile, clientCertFile, clientKeyFile } = certificates;
  return {
    ...server,
    ...(secure && { caFile }),
    ...(options.clientCa && { clientCertFile, clientKeyFile }),
    ...(tokenServer && { tokenServer }),
  };
}
