import { readFile } from 'node:fs/promises';
import { type ErrorFacts, messageOf, OciError, systemCodeOf } from '../../errors.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { once } from '../../once.ts';
import { runProgram } from '../../run-program.ts';
import type { Credentials, Keychain } from './keychain.ts';

/** Keys under which Docker Hub's credentials may stand in a configuration, by the name of the registry. */
const hubKeys = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];
/** Helpers ask a service of the cloud; none should need longer. */
const helperTimeout = 30_000;

/**
 * Reads credentials from a configuration file of Docker or podman: `credHelpers`, `auths` (with keys of `host` and of
 * `host/path`, the longest path first) and `credsStore`. The file is read at the first question; one that does not
 * exist or is empty knows nothing, one that cannot be read fails with INVALID_INPUT.
 *
 * @param place how messages call the file
 * @see https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
 */
export function dockerConfig(path: string, environment: NodeJS.ProcessEnv = process.env, place = path): Keychain {
  const config = once(() => readConfig(path));
  const find = async (host: string, repository: string): Promise<Credentials | undefined> => {
    const { auths, credHelpers, credsStore } = await config();
    const keys = keysOf(host, repository);
    const helper = entriesFor(keys, credHelpers)
      .map(([, name]) => name)
      .find(isHelper);
    if (helper) return askHelper(helper, serverOf(host), environment);
    for (const [key, entry] of entriesFor(keys, auths)) {
      const found = credentialsOf(entry, path, key);
      if (found) return found;
    }
    return isHelper(credsStore) ? askHelper(credsStore, serverOf(host), environment) : undefined;
  };
  return async (host, repository) => {
    const credentials = await find(host, repository);
    return credentials && { credentials, source: 'configuration', place };
  };
}

/** The keys to look for, the most specific first: `host/a/b`, `host/a`, `host`. */
function keysOf(host: string, repository: string): string[] {
  const names = hubKeys.includes(host) ? hubKeys : [host];
  const parts = repository.split('/');
  const paths = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
  return [...paths.flatMap((path) => names.map((name) => `${name}/${path}`)), ...names];
}

/**
 * The entries of a section for the first of some keys, then for the next: for each the key as it is, wherever it
 * stands, and then what else means it, as in Docker, oras-go and containers/image
 * (https://github.com/docker/cli/blob/v28.5.1/cli/config/credentials/file_store.go#L39).
 */
function entriesFor(keys: readonly string[], section: unknown): [key: string, entry: unknown][] {
  const entries = isRecord(section) ? Object.entries(section) : [];
  return keys.flatMap((key) => [
    ...entries.filter(([written]) => written === key),
    ...entries.filter(([written]) => written !== key && plainKey(written) === key),
  ]);
}

/**
 * Reads a key as Docker has written them over the years. With a scheme it means a host, whatever follows; without one
 * it may have the path of a registry of version 1 or 2 right after the host, and any other path is that of
 * repositories.
 */
function plainKey(key: string): string {
  const [, host] = /^https?:\/\/([^/]*)/.exec(key) ?? [];
  return host ?? key.replace(/^([^/]+)\/v[12]\/?$/, '$1').replace(/\/$/, '');
}

/** The name by which a helper knows the registry. */
function serverOf(host: string): string {
  return hubKeys.includes(host) ? 'https://index.docker.io/v1/' : host;
}

function isHelper(name: unknown): name is string {
  return typeof name === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);
}

async function readConfig(path: string): Promise<Record<string, unknown>> {
  try {
    // This takes a byte order mark too, which PowerShell puts before what it writes.
    const text = (await readFile(path, 'utf8')).trim();
    // As `docker login` leaves it when it is cut short.
    if (text === '') return {};
    const config: unknown = JSON.parse(text);
    if (!isRecord(config)) throw unusableFile(path, 'is not a JSON object');
    return config;
  } catch (error) {
    // Docker makes a folder of a file that is to be mounted and is not there.
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCodeOf(error))) return {};
    if (error instanceof OciError) throw error;
    // The words of JSON.parse quote the text, and that holds credentials.
    throw unusableFile(path, systemCodeOf(error) ? `cannot be read: ${systemCodeOf(error)}` : 'is not valid JSON');
  }
}

function unusableFile(path: string, what: string): OciError {
  return new OciError('INVALID_INPUT', `The credentials file ${path} ${what}`, { topic: 'credentials-file' });
}

function credentialsOf(entry: unknown, path: string, key: string): Credentials | undefined {
  if (!isRecord(entry)) return undefined;
  const text = (name: string) => (typeof entry[name] === 'string' ? (entry[name] as string) : '');
  // In this order by Docker, oras and ggcr.
  if (text('registrytoken')) return { token: text('registrytoken') };
  if (text('identitytoken')) return { identityToken: text('identitytoken') };
  if (text('auth')) {
    const decoded = Buffer.from(text('auth'), 'base64').toString();
    const colon = decoded.indexOf(':');
    if (colon < 0) throw unusableFile(path, `has an invalid "auth" for ${key}`);
    return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1).replace(/\0+$/, '') };
  }
  return text('username') ? { username: text('username'), password: text('password') } : undefined;
}

/**
 * Asks `docker-credential-NAME get`; a helper that does not know the server gives nothing.
 *
 * @see https://github.com/docker/docker-credential-helpers
 */
async function askHelper(
  name: string,
  server: string,
  environment: NodeJS.ProcessEnv,
): Promise<Credentials | undefined> {
  const program = `docker-credential-${name}`;
  const fail = (what: string, facts?: ErrorFacts) =>
    new OciError('UNAUTHORIZED', `The credential helper ${program} ${what}`, facts);
  const { code, output } = await runProgram(program, ['get'], {
    environment,
    timeout: helperTimeout,
    input: `${server}\n`,
  }).catch((error: unknown) => {
    throw fail(`could not be run: ${messageOf(error)}`, { cause: error });
  });
  // The protocol's words for "not found"; other failures must not become an anonymous attempt.
  if (code !== 0 && /credentials not found|no credentials/i.test(output)) return undefined;
  if (code !== 0) throw fail(code === null ? 'was ended by a signal' : `failed with exit code ${code}`);
  let answer: unknown;
  try {
    answer = JSON.parse(output);
  } catch {
    throw fail('gave an answer that is not JSON');
  }
  // Go reads the names of fields in any case, so some helpers write them in lower case.
  const fields = isRecord(answer) ? Object.entries(answer).map(([name, value]) => [name.toLowerCase(), value]) : [];
  const { username, secret } = Object.fromEntries(fields) as Record<string, unknown>;
  if (typeof username !== 'string' || typeof secret !== 'string') throw fail('gave an answer without credentials');
  if (secret === '') return undefined;
  return username === '<token>' ? { identityToken: secret } : { username, password: secret };
}
