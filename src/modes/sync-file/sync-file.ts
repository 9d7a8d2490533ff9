import { messageOf, type OciError, type Position } from '../../errors.ts';
import { parseConstraint } from '../../go/constraint.ts';
import { goRegExp } from '../../go/reg-exp.ts';
import { parseVersion } from '../../go/semver.ts';
import { type StrictNode, StrictYaml } from '../../go/strict-yaml.ts';
import { isDigest } from '../../oci/digest.ts';
import { type Platform, parsePlatform } from '../../oci/platform.ts';
import { fullRepository, isHost, isRepository, isTag } from '../../oci/reference.ts';
import { problemIn } from '../../origin.ts';
import type { SourceSettings } from '../contract/mode.ts';

/** Takes some of a repository's tags. */
interface TagSelector {
  /** How messages call it. */
  what: string;
  takes: (tag: string) => boolean;
  /** Whether it is not a mistake when it takes nothing. */
  mayBeIdle: boolean;
  position: Position;
}

interface Selection {
  /** Tags and digests by their names. */
  named: { name: string; position: Position }[];
  /** What is taken of all tags beside those, when any selector takes it. */
  selectors: TagSelector[];
}

/** One repository to sync, and what of it. */
export interface SyncRepository extends Selection {
  host: string;
  repository: string;
  settings: SourceSettings;
  exclude: ((tag: string) => boolean)[];
  newest: number | undefined;
  /** Undefined: as the input `platforms` says. */
  platforms: Platform[] | undefined;
  /** As written: `host/path`, `oci-layout:DIR` or a path below `to`. */
  destination: string | undefined;
  position: Position;
}

interface ReadOptions {
  /** The path of the file in the workspace, for messages and annotations. */
  file: string;
  environment: NodeJS.ProcessEnv;
  /** Is told each secret before anything else is done with it. */
  mask: (secret: string) => void;
}

/** Makes the error for a mistake in a sync file, to be shown on its line. */
export function syncProblem({ file, line }: Position, what: string): OciError {
  return problemIn({ label: file, code: 'INVALID_INPUT', isInWorkspace: true }, line, what);
}

/** The pieces of a sync file, which failures show on its lines. */
class SyncPieces extends StrictYaml {
  readonly #file: string;

  constructor(file: string) {
    super((line, what) => syncProblem({ file, line }, what), { quotesKeys: true });
    this.#file = file;
  }

  positionOf({ line }: StrictNode): Position {
    return { file: this.#file, line };
  }
}

type ReadSelection = (pieces: SyncPieces, node: StrictNode, what: string) => Selection;

/** The maps of skopeo, and how the value of a repository in each is read. */
const skopeoMaps: Record<string, ReadSelection> = {
  images: readNames,
  'images-by-tag-regex': readTagRegex,
  'images-by-semver': readSemver,
};
/** The same three ways in an entry of our own. */
const ownWays: Record<string, ReadSelection> = { tags: readNames, 'tag-regex': readTagRegex, semver: readSemver };

const registryKeys = [...Object.keys(skopeoMaps), 'repositories', 'credentials', 'tls-verify', 'cert-dir'];
const ownKeys = [...Object.keys(ownWays), 'destination', 'exclude', 'newest', 'platforms'];
const credentialKeys = ['username', 'password', 'identitytoken'];
/** The words of yaml.v3 for a field that is a boolean. */
const flagWords = ['true True TRUE y Y yes on', 'false False FALSE n N no off'] as const;

/**
 * Reads a sync file: the YAML of `skopeo sync` (https://github.com/containers/skopeo/blob/main/docs/skopeo-sync.1.md),
 * and our `repositories`. Everything that skopeo would pass over is an error, INVALID_INPUT with file and line.
 */
export function parseSyncFile(yaml: string, options: ReadOptions): SyncRepository[] {
  const pieces = new SyncPieces(options.file);
  const top = pieces.read(yaml);
  const all = [...pieces.mapOf(top, 'The sync file')].flatMap(([key, node]) =>
    readRegistry(pieces, key, node, options),
  );
  if (all.length === 0) throw pieces.fail(top, 'the sync file has no registries');
  const seen = new Set<string>();
  for (const { host, repository, position } of all) {
    const name = `${host}/${repository}`;
    if (seen.has(name)) throw syncProblem(position, `${name} appears twice in the file`);
    seen.add(name);
  }
  return all;
}

function readRegistry(pieces: SyncPieces, key: string, node: StrictNode, options: ReadOptions): SyncRepository[] {
  const { host, prefix } = registryOf(key);
  if (host === undefined) throw pieces.fail(node, `${JSON.stringify(key)} is not a registry: write host[:port]`);
  const fields = pieces.fieldsOf(node, key, registryKeys);
  const settings = readSettings(pieces, fields, options);
  const found = new Map<string, SyncRepository>();
  const pathOf = (name: string, item: StrictNode): string => {
    const repository = fullRepository(host, prefix === '' ? name : `${prefix}/${name}`);
    if (isRepository(host, repository)) return repository;
    throw pieces.fail(
      item,
      `${JSON.stringify(name)} is not the name of a repository: lower case, without tag and digest`,
    );
  };
  for (const [map, read] of Object.entries(skopeoMaps)) {
    for (const [name, item] of pieces.mapOf(fields.get(map), map)) {
      const repository = pathOf(name, item);
      const { named, selectors } = read(pieces, item, map);
      const known = found.get(repository);
      known?.named.push(...named);
      known?.selectors.push(...selectors);
      if (known) continue;
      const nothing = { exclude: [], newest: undefined, platforms: undefined, destination: undefined };
      const position = pieces.positionOf(item);
      found.set(repository, { host, repository, settings, named, selectors, ...nothing, position });
    }
  }
  for (const [name, item] of pieces.mapOf(fields.get('repositories'), 'repositories')) {
    const repository = pathOf(name, item);
    if (found.has(repository)) throw pieces.fail(item, `${name} appears twice: put all of it under repositories`);
    found.set(repository, { host, repository, settings, ...readOwnEntry(pieces, name, item) });
  }
  if (found.size === 0) throw pieces.fail(node, `${key} lists no images: say which under images or repositories`);
  return [...found.values()];
}

/** Splits a key into host and path: Docker's reader takes both. `index.docker.io` is Docker Hub, as for Docker. */
function registryOf(key: string): { host: string | undefined; prefix: string } {
  const [first = '', ...rest] = key.split('/');
  const host = first.toLowerCase();
  const isRegistry = isHost(first) && (/[.:]/.test(first) || host === 'localhost');
  return { host: isRegistry ? host.replace(/^index\.docker\.io$/, 'docker.io') : undefined, prefix: rest.join('/') };
}

/** Reads an entry of our own: a selection, and what is done with it. */
function readOwnEntry(
  pieces: SyncPieces,
  name: string,
  node: StrictNode,
): Omit<SyncRepository, 'host' | 'repository' | 'settings'> {
  const fields = pieces.fieldsOf(node, name, ownKeys);
  const [way = 'tags', ...others] = Object.keys(ownWays).filter((key) => fields.has(key));
  if (others.length > 0) throw pieces.fail(node, `${name} has ${way} and ${others.join(' and ')}: choose one`);
  const read = ownWays[way] ?? readNames;
  const { named, selectors } = read(pieces, fields.get(way) ?? { kind: 'none', line: node.line }, way);
  const [exclude, newest, platforms, destination] = ['exclude', 'newest', 'platforms', 'destination'].map((key) =>
    fields.get(key),
  );
  const narrowing = exclude ?? newest;
  if (narrowing && named.length > 0) {
    throw pieces.fail(narrowing, `${name} names its tags, so there is nothing to exclude or to sort`);
  }
  const count = newest?.kind === 'text' ? newest.text : '';
  if (newest && !/^[1-9]\d{0,5}$/.test(count)) throw pieces.fail(newest, 'newest is not a whole number above 0');
  const patterns = exclude?.kind === 'list' ? exclude.items : exclude ? [exclude] : [];
  return {
    named,
    // To leave nothing over is a mistake, where an empty repository is none.
    selectors: selectors.map((one) => ({ ...one, mayBeIdle: one.mayBeIdle && !narrowing })),
    exclude: patterns.map((item) => readRegExp(pieces, item, 'exclude')),
    newest: newest && Number(count),
    platforms: platforms && readPlatforms(pieces, platforms),
    destination: destination && pieces.textOf(destination, 'destination'),
    position: pieces.positionOf(node),
  };
}

function readNames(pieces: SyncPieces, node: StrictNode, what: string): Selection {
  const position = pieces.positionOf(node);
  const named = pieces.listOf(node, what).map((item) => {
    const name = pieces.textOf(item, `A tag in ${what}`);
    if (isTag(name) || isDigest(name)) return { name, position: pieces.positionOf(item) };
    const text = `${JSON.stringify(name)} in ${what} is neither a tag nor a digest (sha256:… with 64 hex digits)`;
    throw pieces.fail(item, text);
  });
  const all = { what: 'all tags', takes: () => true, mayBeIdle: true, position };
  return { named, selectors: named.length === 0 ? [all] : [] };
}

function readTagRegex(pieces: SyncPieces, node: StrictNode, what: string): Selection {
  const pattern = readRegExp(pieces, node, what);
  return selectionBy(pieces, node, what, pattern);
}

function readSemver(pieces: SyncPieces, node: StrictNode, what: string): Selection {
  const text = pieces.textOf(node, what);
  let fits: ReturnType<typeof parseConstraint>;
  try {
    fits = parseConstraint(text);
  } catch {
    throw pieces.fail(node, `${what} ${JSON.stringify(text)} is not a range of semantic versions`);
  }
  return selectionBy(pieces, node, what, (tag) => {
    const version = parseVersion(tag);
    return version !== undefined && fits(version);
  });
}

function selectionBy(pieces: SyncPieces, node: StrictNode, what: string, takes: TagSelector['takes']): Selection {
  const name = `${what} ${pieces.textOf(node, what)}`;
  return { named: [], selectors: [{ what: name, takes, mayBeIdle: false, position: pieces.positionOf(node) }] };
}

function readRegExp(pieces: SyncPieces, node: StrictNode, what: string): (text: string) => boolean {
  const text = pieces.textOf(node, what);
  try {
    return goRegExp(text);
  } catch (error) {
    throw pieces.fail(node, `${what} ${JSON.stringify(text)} cannot be used: ${messageOf(error)}`);
  }
}

function readPlatforms(pieces: SyncPieces, node: StrictNode): Platform[] {
  const items = pieces.listOf(node, 'platforms');
  if (items.length === 0) throw pieces.fail(node, 'platforms is empty');
  return items.map((item) => {
    const platform = parsePlatform(pieces.textOf(item, 'A platform'));
    if (!platform) throw pieces.fail(item, 'a platform is not os/architecture[/variant]');
    return platform;
  });
}

function readSettings(pieces: SyncPieces, fields: Map<string, StrictNode>, options: ReadOptions): SourceSettings {
  const [entry, verify, directory] = ['credentials', 'tls-verify', 'cert-dir'].map((key) => fields.get(key));
  const credentials = entry && readCredentials(pieces, entry, options);
  return {
    ...(credentials ? { credentials } : {}),
    ...(verify ? { isVerified: pieces.flagOf(verify, 'tls-verify', flagWords) } : {}),
    ...(directory && directory.kind !== 'none' ? { certDirectory: pieces.textOf(directory, 'cert-dir') } : {}),
  };
}

function readCredentials(pieces: SyncPieces, node: StrictNode, options: ReadOptions): SourceSettings['credentials'] {
  const fields = pieces.fieldsOf(node, 'credentials', credentialKeys);
  const [username = '', password = '', identityToken = ''] = credentialKeys.map((key) => {
    const item = fields.get(key);
    return item === undefined || item.kind === 'none' ? '' : readSecret(pieces, item, key, options);
  });
  if (identityToken !== '') return { identityToken };
  if ((username === '') !== (password === '')) {
    throw pieces.fail(node, 'credentials have a username without a password, or the reverse');
  }
  return username === '' ? undefined : { username, password };
}

/** Variables by which the runner hands over inputs, tokens of its own and facts: a file could send them to any host. */
const variablesOfRunner = /^(?:INPUT|ACTIONS|GITHUB|RUNNER)_/i;

/**
 * Reads a value of credentials, in which `${NAME}` stands for a variable of the environment that is not one of the
 * runner's.
 */
function readSecret(pieces: SyncPieces, node: StrictNode, what: string, { environment, mask }: ReadOptions): string {
  const text = pieces.stringOf(node, what);
  const hide = (secret: string) => {
    if (what !== 'username') mask(secret);
    return secret;
  };
  const expanded = text.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) => {
    if (variablesOfRunner.test(name)) {
      const why = 'a sync file cannot read variables that start with INPUT_, ACTIONS_, GITHUB_ or RUNNER_';
      throw pieces.fail(node, `${what} asks for ${name}: ${why}. Give the secret another name in the env of the step`);
    }
    const value = environment[name];
    if (value) return hide(value);
    throw pieces.fail(node, `${what} needs the environment variable ${name}, which is not set: does the secret exist?`);
  });
  return hide(expanded);
}
