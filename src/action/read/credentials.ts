import { opendirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { heldPlace } from '../../disk/held-place.ts';
import type { Held } from '../../disk/held-to.ts';
import { failNamed, readNamedFile } from '../../disk/read-held.ts';
import { type ErrorFacts, OciError, systemCodeOf } from '../../errors.ts';
import type { StepInputs } from '../../modes/contract/inputs.ts';
import { isKeyPath } from '../../modes/contract/read-value.ts';
import { didYouMean } from '../../near-path.ts';
import { dockerConfig } from '../../registry/auth/docker-config.ts';
import { type Credentials, firstOf, type Keychain, type Login } from '../../registry/auth/keychain.ts';
import { mask } from '../tell/mask.ts';
import { isShown } from '../tell/token-mask.ts';
import { textOf } from './inputs.ts';
import type { RegistryEntry } from './registry-auth.ts';

/** What the inputs say of credentials. */
export interface Secrets {
  username: string;
  password: string;
  githubToken: string;
  entries: RegistryEntry[];
}

/** Reads and masks every secret among the inputs; to be called before anything else can reach the log. */
export async function readSecrets(): Promise<Secrets> {
  const password = textOf('password');
  const githubToken = textOf('github-token');
  const username = textOf('username');
  for (const secret of [password, githubToken, textOf('sign-key-password')]) mask(secret);
  const signKey = textOf('sign-key');
  // A path is not secret.
  if (!isKeyPath(signKey)) mask(signKey);
  if (username && password) mask(basicOf({ username, password }));
  const auth = textOf('registry-auth');
  // A reader of YAML is loaded only where there is YAML.
  const entries = auth === '' ? [] : (await import('./registry-auth.ts')).readRegistryAuth(auth);
  if (password !== '' && username === '') {
    throw new OciError('INVALID_INPUT', 'The input password is given without the input username', {
      topic: 'missing-secret',
    });
  }
  if (username !== '' && password === '') {
    throw new OciError('INVALID_INPUT', 'The input username is given without the input password: is the secret set?', {
      topic: 'missing-secret',
    });
  }
  return { username, password, githubToken, entries };
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
  { username, password, githubToken, entries }: Secrets,
  environment: NodeJS.ProcessEnv,
): Keychain {
  const { DOCKER_CONFIG, REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR, XDG_CONFIG_HOME } = environment;
  const home = homeOf(environment);
  const files = [
    join(DOCKER_CONFIG || join(home, '.docker'), 'config.json'),
    ...(REGISTRY_AUTH_FILE ? [REGISTRY_AUTH_FILE] : []),
    ...(XDG_RUNTIME_DIR ? [join(XDG_RUNTIME_DIR, 'containers', 'auth.json')] : []),
    join(XDG_CONFIG_HOME || join(home, '.config'), 'containers', 'auth.json'),
  ];
  const placeOf = (file: string) => (file.startsWith(home + sep) ? `~${file.slice(home.length)}` : file);
  const fromEntry = (credentials: Credentials): Login => ({
    credentials,
    source: 'registry-auth',
    place: 'registry-auth',
  });
  const keychain = firstOf(
    async (host) =>
      host === inputHost && username !== ''
        ? { credentials: { username, password }, source: 'inputs', place: 'the input username' }
        : undefined,
    async (host, repository) => {
      const entry = entryFor(
        entries.filter(({ credentials }) => credentials),
        host,
        repository,
      );
      return entry?.credentials && fromEntry(entry.credentials);
    },
    ...files.map((file) => dockerConfig(file, environment, placeOf(file))),
    async (host) =>
      githubToken !== '' && host === githubHost(environment)
        ? {
            credentials: { username: environment['GITHUB_ACTOR'] || 'github-actions', password: githubToken },
            source: 'github-token',
            place: 'github-token',
          }
        : undefined,
  );
  return async (host, repository) => {
    const found = await keychain(host, repository);
    if (found) maskLogin(found, environment);
    return found;
  };
}

/** The folder in which Docker and podman look for their configuration: on Windows they do not heed HOME. */
export function homeOf(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const own = environment[platform === 'win32' ? 'USERPROFILE' : 'HOME'];
  if (own) return own;
  try {
    return homedir();
  } catch {
    // In a container, a user by number alone has none.
    return '/';
  }
}

/**
 * The container registry of the GitHub that runs the workflow; the token is for no other host. `''` where the runner
 * gives no address: a failure is described in any case.
 */
export function githubHost(environment: NodeJS.ProcessEnv): string {
  const { hostname } = URL.parse(environment['GITHUB_SERVER_URL'] || 'https://github.com') ?? {};
  if (hostname === undefined) return '';
  return hostname === 'github.com' ? 'ghcr.io' : `containers.${hostname}`;
}

/** Tells of a password what kind of token it is, where GitHub's container registry takes it for little or nothing. */
export function tokenKindOf(password: string, githubToken: string): 'fine-grained' | 'app' | '' {
  if (password.startsWith('github_pat_')) return 'fine-grained';
  // The token of the workflow begins so too, and is often given as the password.
  return password.startsWith('ghs_') && password !== githubToken ? 'app' : '';
}

/** What is shorter protects nothing, and is a word that the log needs. */
const leastPassword = 8;

/**
 * Hides a login in the forms in which it is sent. A password that somebody once wrote into a configuration, such as
 * `ci` or `admin`, would hide half of the log, and outputs: one that is short or stands in the inputs is hidden beside
 * its user alone.
 */
function maskLogin({ credentials, source }: Login, environment: NodeJS.ProcessEnv): void {
  const isWord =
    source === 'configuration' &&
    'password' in credentials &&
    (credentials.password.length < leastPassword || isShown(credentials.password, environment));
  if (isWord) mask(basicOf(credentials));
  else maskCredentials(credentials);
}

/** Hides credentials in the forms in which they are sent. */
export function maskCredentials(credentials: Credentials): void {
  if ('password' in credentials) {
    mask(credentials.password);
    mask(basicOf(credentials));
  } else mask('token' in credentials ? credentials.token : credentials.identityToken);
}

function basicOf({ username, password }: { username: string; password: string }): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}

/** The authorities that the input `ca-file` adds for all hosts. */
export function readAuthorities({ caFile }: Pick<StepInputs, 'caFile'>, held: Held): { ca?: string } {
  return caFile ? { ca: readPem('ca-file', caFile, held) } : {};
}

/** The authorities, and the certificate of the client, that an entry of `registry-auth` names for its registry. */
export function readTlsFiles(
  { caFile, client }: Pick<RegistryEntry, 'caFile' | 'client'>,
  held: Held,
): { ca?: string; cert?: string; key?: string } {
  const read = (path: string) => readPem('registry-auth', path, held);
  return {
    ...(caFile ? { ca: read(caFile) } : {}),
    ...(client ? { cert: read(client.certFile), key: read(client.keyFile) } : {}),
  };
}

/** All authorities that a system trusts have some 250 KiB. */
const maxPemBytes = 1024 * 1024;

const maxCertificateFiles = 1_000;

/** Reads a PEM file of the workspace or elsewhere; fails with INVALID_INPUT, naming the input or the setting. */
export function readPem(input: string, path: string, held: Held): string {
  const pem = readNamedFile(input, path, { ...held, limit: maxPemBytes }).toString();
  if (!pem.includes('-----BEGIN ')) throw failNamed(input, path)('is not a PEM file');
  return pem;
}

/**
 * Reads a directory of certificates as Docker and skopeo have it: authorities in `*.crt`, and the client's certificate
 * and key in `NAME.cert` and `NAME.key`. Fails with INVALID_INPUT.
 */
export function readCertDirectory(path: string, held: Held): { ca?: string; cert?: string; key?: string } {
  const fail = (what: string, facts?: ErrorFacts) =>
    new OciError('INVALID_INPUT', `The cert-dir ${JSON.stringify(path)} ${what}`, facts);
  const directory = resolve(held.folder, path);
  heldPlace(directory, held, fail);
  const names: string[] = [];
  try {
    const entries = opendirSync(directory);
    try {
      for (let entry = entries.readSync(); entry && names.length <= maxCertificateFiles; entry = entries.readSync()) {
        names.push(entry.name);
      }
    } finally {
      entries.closeSync();
    }
  } catch (error) {
    const code = systemCodeOf(error);
    if (code !== 'ENOENT') throw fail(`cannot be read: ${code}`, { cause: error });
    throw fail(`does not exist${didYouMean(directory, held.folder)}`, { cause: error, topic: 'missing-file' });
  }
  if (names.length > maxCertificateFiles) throw fail(`has more than ${maxCertificateFiles} files`);
  names.sort();
  const ofKind = (end: string) => names.filter((name) => name.endsWith(end));
  const [certs, keys] = [ofKind('.cert'), ofKind('.key')];
  const stems = new Set([...certs, ...keys].map((name) => name.replace(/\.[^.]+$/, '')));
  if (certs.length !== stems.size || keys.length !== stems.size)
    throw fail('has a .cert without its .key, or the reverse');
  if (stems.size > 1) throw fail('has more than one client certificate');
  let left = maxPemBytes;
  const read = (name: string) => {
    const pem = readPem('sync-file', join(directory, name), held);
    left -= pem.length;
    if (left < 0) throw fail('has more than 1 MiB of certificates');
    return pem;
  };
  const [ca, cert, key] = [ofKind('.crt'), certs, keys].map((found) => found.map(read).join('\n'));
  return { ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}) };
}
