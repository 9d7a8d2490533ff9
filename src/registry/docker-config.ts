import { readFile } from 'node:fs/promises';
import { messageOf, OciError, systemCodeOf } from '../errors.ts';
import { isRecord } from '../oci/descriptor.ts';
import { runProgram } from '../run-program.ts';
import type { Credentials, Keychain } from './keychain.ts';

/** Keys under which Docker Hub's credentials may stand in a configuration, by the name of the registry. */
const hubKeys = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];
/** Helpers ask a service of the cloud; none should need longer. */
const helperTimeout = 30_000;

/**
 * Reads credentials from a configuration file of Docker or podman: `credHelpers`, `auths` (with keys of `host` and of
 * `host/path`, the longest path first) and `credsStore`. The file is read at the first question; one that does not exist
 * knows nothing, one that cannot be read fails with INVALID_INPUT.
 *
 * @see https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
 */
export function dockerConfig(path: string, environment: NodeJS.ProcessEnv = process.env): Keychain {
  let config: Promise<Record<string, unknown>> | undefined;
  return async (host, repository) => {
    config ??= readConfig(path);
    const { auths, credHelpers, credsStore } = await config;
    const keys = keysOf(host, repository);
    const helpers = byPlainKey(credHelpers);
    const helper = keys.map((key) => helpers.get(key)).find(isHelper);
    if (helper) return askHelper(helper, serverOf(host), environment);
    const entries = byPlainKey(auths);
    for (const key of keys) {
      const found = credentialsOf(entries.get(key), path, key);
      if (found) return found;
    }
    return isHelper(credsStore) ? askHelper(credsStore, serverOf(host), environment) : undefined;
  };
}

/** The keys to look for, the most specific first: `host/a/b`, `host/a`, `host`. */
function keysOf(host: string, repository: string): string[] {
  const names = hubKeys.includes(host) ? hubKeys : [host];
  const parts = repository.split('/');
  const paths = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
  return [...paths.flatMap((path) => names.map((name) => `${name}/${path}`)), ...names];
}

/** Reads keys as Docker has written them over the years: with a scheme and, for a registry of version 1 or 2, its path. */
function byPlainKey(section: unknown): Map<string, unknown> {
  const plain = (key: string) => key.replace(/^https?:\/\//, '').replace(/\/(?:v[12]\/?)?$/, '');
  return new Map(isRecord(section) ? Object.entries(section).map(([key, entry]) => [plain(key), entry]) : []);
}

/** The name by which a helper knows the registry. */
function serverOf(host: string): string {
  return hubKeys.includes(host) ? 'https://index.docker.io/v1/' : host;
}

function isHelper(name: unknown): name is string {
  return typeof name === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);
}

async function readConfig(path: string): Promise<Record<string, unknown>> {
  const fail = (what: string, cause?: unknown) =>
    new OciError('INVALID_INPUT', `The credentials file ${path} ${what}`, { cause });
  try {
    const config: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (!isRecord(config)) throw fail('is not a JSON object');
    return config;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT' || systemCodeOf(error) === 'ENOTDIR') return {};
    if (error instanceof OciError) throw error;
    // The words of JSON.parse quote the text, and that holds credentials.
    throw fail(systemCodeOf(error) ? `cannot be read: ${systemCodeOf(error)}` : 'is not valid JSON');
  }
}

function credentialsOf(entry: unknown, path: string, key: string): Credentials | undefined {
  if (!isRecord(entry)) return undefined;
  const text = (name: string) => (typeof entry[name] === 'string' ? (entry[name] as string) : '');
  if (text('identitytoken')) return { identityToken: text('identitytoken') };
  if (text('registrytoken')) return { token: text('registrytoken') };
  if (text('auth')) {
    const decoded = Buffer.from(text('auth'), 'base64').toString();
    const colon = decoded.indexOf(':');
    if (colon < 0) throw new OciError('INVALID_INPUT', `The credentials file ${path} has an invalid "auth" for ${key}`);
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
  const fail = (what: string, cause?: unknown) =>
    new OciError('UNAUTHORIZED', `The credential helper ${program} ${what}`, { cause });
  const { code, output } = await runProgram(program, ['get'], {
    environment,
    timeout: helperTimeout,
    input: `${server}\n`,
  }).catch((error: unknown) => {
    throw fail(`could not be run: ${messageOf(error)}`, error);
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
  const { Username: username, Secret: secret } = isRecord(answer) ? answer : {};
  if (typeof username !== 'string' || typeof secret !== 'string') throw fail('gave an answer without credentials');
  if (secret === '') return undefined;
  return username === '<token>' ? { identityToken: secret } : { username, password: secret };
}
