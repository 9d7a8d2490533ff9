import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { certificates } from './certificates.ts';
import { peer, privateEnvironment } from './peers.ts';
import { startTokenServer, type TokenServer, type TokenServerOptions } from './token-server.ts';

interface DockerRegistryOptions {
  /** Basic auth; the only user is `htpasswdUser`. */
  htpasswd?: boolean;
  /** HTTPS with a certificate of the test CA. */
  tls?: boolean;
  /** HTTPS that demands a client certificate of the test CA. */
  clientCa?: boolean;
  /** Refuses deletes, as it does unless told otherwise: here they are allowed without this. */
  keepsAll?: boolean;
  /** Bearer auth with a token server of its own, which uses HTTPS when the registry does. */
  token?: { service: string; issuer: string } & TokenServerOptions;
}

/** A running docker-registry. */
export interface DockerRegistry extends AsyncDisposable {
  /** `127.0.0.1:PORT` */
  host: string;
  url: string;
  caFile?: string;
  clientCertFile?: string;
  clientKeyFile?: string;
  tokenServer?: TokenServer;
  /** The requests so far as `METHOD path status`, out of the registry's own log, without its random parts. */
  requests: () => Promise<string[]>;
  stop: () => Promise<void>;
}

/** The one user of a registry with `htpasswd`: docker-registry wants bcrypt, which Node has not, so the hash is fixed. */
export const htpasswdUser = { username: 'robot$ci', password: 'p"ä:%&w' };
const htpasswdLine = 'robot$ci:$2b$04$uQd7Zf0Jx3LkVbN1sT8eXewPAXhQV0g6F6aO7h9/dBK4ChY5z3uYC\n';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function writeConfig(folder: string, host: string, options: DockerRegistryOptions, realm?: string) {
  const { caFile, serverCertFile, serverKeyFile } = certificates;
  const tls = { certificate: serverCertFile, key: serverKeyFile, ...(options.clientCa && { clientcas: [caFile] }) };
  const passwords = join(folder, 'htpasswd');
  await writeFile(passwords, htpasswdLine);
  const { service, issuer } = options.token ?? {};
  const auth = {
    ...(options.htpasswd && { htpasswd: { realm: 'test', path: passwords } }),
    ...(options.token && { token: { realm, service, issuer, rootcertbundle: caFile } }),
  };
  const config = {
    version: '0.1',
    log: { level: 'error' },
    storage: { delete: { enabled: !options.keepsAll }, filesystem: { rootdirectory: join(folder, 'storage') } },
    http: { addr: host, ...((options.tls || options.clientCa) && { tls }) },
    ...(options.htpasswd || options.token ? { auth } : {}),
  };
  const file = join(folder, 'registry.yml');
  await writeFile(file, JSON.stringify(config)); // JSON is YAML
  return file;
}

async function answers(url: string): Promise<boolean> {
  const read = (file: string) => readFile(file);
  const { caFile, clientCertFile, clientKeyFile } = certificates;
  const trust = { ca: await read(caFile), cert: await read(clientCertFile), key: await read(clientKeyFile) };
  return new Promise((settle) => {
    const get = url.startsWith('https:') ? httpsGet : httpGet;
    get(url, { agent: false, signal: AbortSignal.timeout(5000), ...trust }, (response) =>
      response.resume().on('end', () => settle(true)),
    ).on('error', () => settle(false));
  });
}

function readable(line: string): string | undefined {
  const [, method, target = '', status] = /"([A-Z]+) (\S+) HTTP\/[\d.]+" (\d+) /.exec(line) ?? [];
  if (method === undefined || target.includes('?marker=')) return undefined;
  const stable = target
    .replace(/[?&]_state=[^&]*/, '')
    .replace(/(\/blobs\/uploads\/)[^/?&]+/, '$1<uuid>')
    .replace(/^([^?&]*)&/, '$1?');
  return `${method} ${stable} ${status}`;
}

/** The log up to now: the lines of earlier requests are there once the line of a new request is. */
async function logUntilNow(url: string, child: ChildProcess, log: () => string): Promise<string> {
  const marker = `?marker=${randomUUID()}`;
  const deadline = Date.now() + 15_000;
  let asked = false;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    if (!asked) asked = await answers(`${url}/v2/${marker}`);
    if (log().includes(marker)) return log();
    await delay(20);
  }
  throw new Error(`docker-registry at ${url} does not answer`);
}

/** Starts a real docker-registry with storage of its own on a free port of 127.0.0.1 and waits until it answers. */
export async function startDockerRegistry(options: DockerRegistryOptions = {}): Promise<DockerRegistry> {
  const program = peer('docker-registry');
  if (program === undefined) throw new Error('missing docker-registry; run "node scripts/fetch-peers.js"');
  const secure = options.tls === true || options.clientCa === true;
  const folder = await mkdtemp(join(tmpdir(), 'oci-artifact-registry-'));
  await mkdir(join(folder, 'tmp'));
  const tokenServer = options.token && (await startTokenServer(options.token.issuer, options.token, secure));

  async function attempt(left: number) {
    const host = `127.0.0.1:${await freePort()}`;
    const url = `${secure ? 'https' : 'http'}://${host}`;
    const config = await writeConfig(folder, host, options, tokenServer?.url);
    const env = { ...privateEnvironment(folder), OTEL_TRACES_EXPORTER: 'none' };
    const child = spawn(program ?? '', ['serve', config], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    // `close` and not `exit`: by then all of its output has been read
    const closed = new Promise((settle) => child.once('close', settle));
    const end = async () => {
      child.kill();
      await closed;
    };
    let log = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', (error) => (errors += error.message));
    try {
      // waits for its own log line: another program may have taken the port and answer there
      await logUntilNow(url, child, () => log);
      return { host, url, child, end, log: () => log };
    } catch (cause) {
      await end();
      if (left > 0 && errors.includes('address already in use')) return attempt(left - 1);
      throw new Error(`docker-registry did not start: ${errors}`, { cause });
    }
  }

  const release = async () => {
    await tokenServer?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const { host, url, child, end, log } = await attempt(5).catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const stop = async () => {
    await end();
    await release();
  };
  const { caFile, clientCertFile, clientKeyFile } = certificates;
  return {
    host,
    url,
    ...(secure && { caFile }),
    ...(options.clientCa && { clientCertFile, clientKeyFile }),
    ...(tokenServer && { tokenServer }),
    requests: async () => {
      const lines = (await logUntilNow(url, child, log)).split('\n');
      return lines.map(readable).filter((line) => line !== undefined);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
