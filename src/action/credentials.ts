import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { OciError, systemCodeOf } from '../errors.ts';
import { isRecord } from '../oci/descriptor.ts';
import { dockerConfig } from '../registry/docker-config.ts';
import { type Credentials, firstOf, type Keychain } from '../registry/keychain.ts';
import { flag, text } from './inputs.ts';
import { mask } from './log.ts';

/** How one registry, or a path in it, is reached, from the input `registry-auth`. */
export interface RegistryEntry {
  host: string;
  /** `''` for the whole registry. */
  path: string;
  credentials: Credentials | undefined;
  caFile: string | undefined;
  insecure: boolean | undefined;
  plainHttp: boolean | undefined;
}

/** Reads and masks every secret among the inputs; to be called before anything else can reach the log. */
export function readSecrets(): { username: string; password: string; githubToken: string; entries: RegistryEntry[] } {
  const password = text('password');
  const githubToken = text('github-token');
  const username = text('username');
  for (const secret of [password, githubToken]) mask(secret);
  if (username && password) mask(Buffer.from(`${username}:${password}`).toString('base64'));
  const entries = readRegistryAuth(text('registry-auth'));
  if (password !== '' && username === '') {
    throw new OciError('INVALID_INPUT', 'The input password is given without the input username');
  }
  if (username !== '' && password === '') {
    throw new OciError('INVALID_INPUT', 'The input username is given without the input password: is the secret set?');
  }
  return { username, password, githubToken, entries };
}

const textKeys = ['registry', 'username', 'password', 'identity-token', 'token', 'ca-file'] as const;
const flagKeys = ['insecure', 'plain-http'] as const;
const secretKeys = ['password', 'identity-token', 'token'];

/** Reads the YAML of `registry-auth`, strictly. Messages never quote it: it holds secrets. */
function readRegistryAuth(yaml: string): RegistryEntry[] {
  if (yaml === '') return [];
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, logLevel: 'silent' });
  const fail = (what: string) => new OciError('INVALID_INPUT', `The input registry-auth ${what}`);
  const [error] = document.errors;
  const list = error ? undefined : toList(document);
  if (!Array.isArray(list)) {
    // Without a readable structure, every line may be a secret.
    for (const line of yaml.split('\n')) mask(line.replace(/^[\s-]*[\w-]+:\s*/, '').replace(/^["']|["']\s*$/g, ''));
    throw fail(error ? `is not valid YAML in line ${counter.linePos(error.pos[0]).line}` : 'is not a YAML list');
  }
  for (const entry of list.filter(isRecord)) {
    for (const key of secretKeys) if (entry[key] != null) mask(String(entry[key]));
  }
  return list.map((entry: unknown, index) => readEntry(entry, (what) => fail(`has in entry ${index + 1} ${what}`)));
}

/** A list of few credentials needs no aliases; a document with many of them is a trap. */
function toList(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 });
  } catch {
    return undefined;
  }
}

function readEntry(entry: unknown, fail: (what: string) => OciError): RegistryEntry {
  if (!isRecord(entry)) throw fail('no keys and values');
  for (const [key, value] of Object.entries(entry)) {
    const isText = textKeys.some((known) => known === key);
    const isFlag = flagKeys.some((known) => known === key);
    if (!isText && !isFlag) throw fail(`an unknown key; known are ${[...textKeys, ...flagKeys].join(', ')}`);
    // YAML reads an unquoted 123 as a number, and 0123 as another number.
    if (isText && typeof value !== 'string') throw fail(`a ${key} that is not a text: put it in quotes`);
    if (isFlag && typeof value !== 'boolean') throw fail(`a ${key} that is not true or false`);
  }
  const get = (key: (typeof textKeys)[number]) => entry[key] as string | undefined;
  const registry = get('registry')
    ?.replace(/^oci:\/\//, '')
    .replace(/\/+$/, '');
  if (!registry) throw fail('no registry');
  const slash = registry.indexOf('/');
  const [username, password] = [get('username'), get('password')];
  if ((username === undefined) !== (password === undefined) || password === '') {
    throw fail('a username without a password, or the reverse: is the secret set?');
  }
  if (username && password) mask(Buffer.from(`${username}:${password}`).toString('base64'));
  const identityToken = get('identity-token');
  const token = get('token');
  return {
    host: (slash < 0 ? registry : registry.slice(0, slash)).toLowerCase(),
    path: slash < 0 ? '' : registry.slice(slash + 1),
    credentials:
      username !== undefined && password !== undefined
        ? { username, password }
        : identityToken
          ? { identityToken }
          : token
            ? { token }
            : undefined,
    caFile: get('ca-file'),
    insecure: entry['insecure'] as boolean | undefined,
    plainHttp: entry['plain-http'] as boolean | undefined,
  };
}

/** Finds the entry for a repository: the longest path wins. */
export function entryFor(
  entries: readonly RegistryEntry[],
  host: string,
  repository: string,
): RegistryEntry | undefined {
  return entries
    .filter(
      ({ host: of, path }) => of === host && (path === '' || repository === path || repository.startsWith(`${path}/`)),
    )
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** The keychain of a workflow step, in the order of the documentation: inputs, Docker, podman, GitHub's token. */
export function createKeychain(
  inputHost: string,
  { username, password, githubToken, entries }: ReturnType<typeof readSecrets>,
  environment: NodeJS.ProcessEnv,
): Keychain {
  const { DOCKER_CONFIG, REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR } = environment;
  const home = homeOf(environment);
  const files = [
    join(DOCKER_CONFIG || join(home, '.docker'), 'config.json'),
    ...(REGISTRY_AUTH_FILE ? [REGISTRY_AUTH_FILE] : []),
    ...(XDG_RUNTIME_DIR ? [join(XDG_RUNTIME_DIR, 'containers', 'auth.json')] : []),
    join(home, '.config', 'containers', 'auth.json'),
  ];
  const keychain = firstOf(
    async (host) => (host === inputHost && username !== '' ? { username, password } : undefined),
    async (host, repository) =>
      entryFor(
        entries.filter((entry) => entry.credentials),
        host,
        repository,
      )?.credentials,
    ...files.map((file) => dockerConfig(file, environment)),
    async (host) =>
      githubToken !== '' && host === githubHost(environment)
        ? { username: environment['GITHUB_ACTOR'] || 'github-actions', password: githubToken }
        : undefined,
  );
  return async (host, repository) => {
    const found = await keychain(host, repository);
    if (found) maskCredentials(found);
    return found;
  };
}

/** The folder in which Docker and podman look for their configuration: on Windows they do not heed HOME. */
export function homeOf(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  return environment[platform === 'win32' ? 'USERPROFILE' : 'HOME'] || homedir();
}

/** The container registry of the GitHub that runs the workflow; the token is for no other host. */
export function githubHost(environment: NodeJS.ProcessEnv): string {
  const server = environment['GITHUB_SERVER_URL'] || 'https://github.com';
  const { hostname } = new URL(server);
  return hostname === 'github.com' ? 'ghcr.io' : `containers.${hostname}`;
}

/** Tells of a password what kind of token it is, where GitHub's container registry takes it for little or nothing. */
export function tokenKindOf(password: string, githubToken: string): 'fine-grained' | 'app' | '' {
  if (password.startsWith('github_pat_')) return 'fine-grained';
  // The token of the workflow begins so too, and is often given as the password.
  return password.startsWith('ghs_') && password !== githubToken ? 'app' : '';
}

/** Hides credentials in the forms in which they are sent. */
export function maskCredentials(credentials: Credentials): void {
  if ('password' in credentials) {
    mask(credentials.password);
    mask(Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64'));
  } else mask('token' in credentials ? credentials.token : credentials.identityToken);
}

/** TLS settings that the inputs give to all registries. */
export function readTlsInputs(): { ca?: string; cert?: string; key?: string; insecure: boolean } {
  const certFile = text('cert-file');
  const keyFile = text('key-file');
  if ((certFile === '') !== (keyFile === '')) {
    throw new OciError('INVALID_INPUT', 'The inputs cert-file and key-file belong together: one of them is missing');
  }
  return {
    insecure: flag('insecure') ?? false,
    ...(text('ca-file') ? { ca: readPem('ca-file', text('ca-file')) } : {}),
    ...(certFile ? { cert: readPem('cert-file', certFile), key: readPem('key-file', keyFile) } : {}),
  };
}

/** Reads a PEM file; fails with INVALID_INPUT, naming the input or the setting. */
export function readPem(input: string, path: string): string {
  const fail = (what: string) =>
    new OciError('INVALID_INPUT', `The file ${JSON.stringify(path)} of the input ${input} ${what}`);
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    throw fail(`cannot be read: ${systemCodeOf(error)}`);
  }
  if (!pem.includes('-----BEGIN ')) throw fail('is not a PEM file');
  return pem;
}

/**
 * Reads a directory of certificates as Docker and skopeo have it: authorities in `*.crt`, and the client's certificate and
 * key in `NAME.cert` and `NAME.key`. Fails with INVALID_INPUT.
 */
export function readCertDirectory(path: string): { ca?: string; cert?: string; key?: string } {
  const fail = (what: string) => new OciError('INVALID_INPUT', `The cert-dir ${JSON.stringify(path)} ${what}`);
  let names: string[];
  try {
    names = readdirSync(path).sort();
  } catch (error) {
    throw fail(`cannot be read: ${systemCodeOf(error)}`);
  }
  const ofKind = (end: string) => names.filter((name) => name.endsWith(end));
  const [certs, keys] = [ofKind('.cert'), ofKind('.key')];
  const stems = new Set([...certs, ...keys].map((name) => name.replace(/\.[^.]+$/, '')));
  if (certs.length !== stems.size || keys.length !== stems.size)
    throw fail('has a .cert without its .key, or the reverse');
  if (stems.size > 1) throw fail('has more than one client certificate');
  const read = (name: string) => readPem('sync-file', join(path, name));
  const [ca, cert, key] = [ofKind('.crt'), certs, keys].map((found) => found.map(read).join('\n'));
  return { ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}) };
}
