// No server of its own: it starts real programs.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { limit } from '../under-load.ts';
import { certificates } from './certificates.ts';
import { peer, privateEnvironment } from './peers.ts';

interface PeerServerOptions {
  /** HTTPS with a certificate of the test CA. */
  secure?: boolean;
  /** Writes what the server needs into its own folder, and gives its arguments. */
  prepare: (folder: string, host: string) => Promise<string[]> | string[];
  env?: Record<string, string>;
  /** The file in its folder that it logs requests to, where that is not its output. */
  logFile?: string;
  /** Frees what `prepare` needs besides the folder. */
  release?: () => Promise<void>;
}

/** A running peer that serves HTTP. */
export interface PeerServer extends AsyncDisposable {
  /** `127.0.0.1:PORT` */
  host: string;
  url: string;
  /** The requests so far as `METHOD path status`, out of the server's own log, without its random parts. */
  requests: () => Promise<string[]>;
  stop: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function answers(url: string): Promise<boolean> {
  const read = (file: string) => readFile(file);
  const { caFile, clientCertFile, clientKeyFile } = certificates;
  const trust = { ca: await read(caFile), cert: await read(clientCertFile), key: await read(clientKeyFile) };
  using time = limit(5_000);
  return await new Promise((settle) => {
    const get = url.startsWith('https:') ? httpsGet : httpGet;
    get(url, { agent: false, signal: time.signal, ...trust }, (response) =>
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
async function logUntilNow(url: string, child: ChildProcess, readLog: () => Promise<string>): Promise<string> {
  const marker = `?marker=${randomUUID()}`;
  using time = limit(15_000);
  let asked = false;
  while (!time.signal.aborted && child.exitCode === null && child.signalCode === null) {
    if (!asked) asked = await answers(`${url}/v2/${marker}`);
    const log = await readLog();
    if (log.includes(marker)) return log;
    await delay(20);
  }
  throw new Error(`the server at ${url} does not answer`);
}

/** Starts a peer with a folder of its own on a free port of 127.0.0.1 and waits until it answers. */
export async function startPeerServer(name: string, options: PeerServerOptions): Promise<PeerServer> {
  const program = peer(name);
  if (program === undefined) throw new Error(`missing ${name}; run "node scripts/fetch-peers.js"`);
  const folder = await mkdtemp(join(tmpdir(), `oci-artifact-${name}-`));
  await mkdir(join(folder, 'tmp'));

  async function attempt(left: number) {
    const host = `127.0.0.1:${await freePort()}`;
    const url = `${options.secure ? 'https' : 'http'}://${host}`;
    const args = await options.prepare(folder, host);
    const env = { ...privateEnvironment(folder), ...options.env };
    const child = spawn(program ?? '', args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
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
    const { logFile } = options;
    const readLog = async () => (logFile === undefined ? log : readFile(join(folder, logFile), 'utf8').catch(() => ''));
    const logNow = () => logUntilNow(url, child, readLog);
    try {
      // waits for its own log line: another program may have taken the port and answer there
      await logNow();
      return { host, url, end, logNow };
    } catch (cause) {
      await end();
      if (left > 0 && /address already in use/i.test(errors)) return attempt(left - 1);
      throw new Error(`${name} did not start: ${errors}`, { cause });
    }
  }

  const release = async () => {
    await options.release?.();
    await rm(folder, { recursive: true, force: true });
  };
  const { host, url, end, logNow } = await attempt(5).catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const stop = async () => {
    await end();
    await release();
  };
  return {
    host,
    url,
    requests: async () =>
      (await logNow())
        .split('\n')
        .map(readable)
        .filter((line) => line !== undefined),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
