import { OciError, type Topic } from '../errors.ts';
import { type Digest, isDigest } from './digest.ts';

/** Names a repository, and in it content by tags and/or a digest. */
export interface Reference {
  /** `host[:port]`, or `oci-layout:DIR` for an OCI image layout directory. */
  host: string;
  /** The path of the repository; `''` in a layout, which is one repository, and for a place that is a whole host. */
  repository: string;
  tags: string[];
  digest?: Digest;
}

const layoutPrefix = 'oci-layout:';
/** Where a repository is when nothing says so. */
export const defaultHost = 'ghcr.io';

const hostPattern =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:.]+\])(?::[0-9]{1,5})?$/;
/** What tells a host from the first part of a path, as in Docker's references. */
const hostMark = /[.:]|^localhost$/;
/**
 * A host that stands alone: a repository of the default host has an owner before it. `app:5000` is a repository with a
 * tag.
 */
const loneHost = /^localhost(?::|$)|^\[|\.(?:[a-z]+|\d+\.\d+\.\d+)(?::\d+)?$/i;
// distribution-spec, "Pulling manifests": the patterns of <name> and <reference>.
const repositoryPattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const tagPattern = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
/** Most clients stop at 255 characters for host and repository together (distribution-spec, "Pulling manifests"). */
const maxNameLength = 255;

/** Tells whether a text can be a tag. */
export function isTag(text: string): boolean {
  return tagPattern.test(text);
}

/** Says what a tag is made of, and which one a text could become: names of branches have slashes. */
export function ruleOfTag(text: string): string {
  const near = text
    .replace(/^refs\/(?:heads|tags)\//, '')
    .replace(/[^a-zA-Z0-9._-]+/g, '-')
    .replace(/^[.-]+|-+$/g, '')
    .slice(0, 128);
  const rule = 'letters, digits, and after the first . _ - (128 at most)';
  // With commas, several are meant.
  return isTag(near) && !text.includes(',') ? `${rule}, such as ${near}` : rule;
}

/**
 * Completes the path of a repository: on Docker Hub a name of one part is that of an official image
 * (distribution/reference).
 */
export function fullRepository(host: string, path: string): string {
  return (host === 'docker.io' || host === 'index.docker.io') && !path.includes('/') ? `library/${path}` : path;
}

/** Tells whether a host and the path of a repository make a name that registries take. */
export function isRepository(host: string, path: string): boolean {
  return repositoryPattern.test(path) && host.length + 1 + path.length <= maxNameLength;
}

/** Tells whether a reference points into an OCI image layout directory. */
export function isLayout({ host }: { host: string }): boolean {
  return host.startsWith(layoutPrefix);
}

/** The directory of a layout reference. */
export function layoutDirectoryOf({ host }: { host: string }): string {
  return host.slice(layoutPrefix.length);
}

/** Writes `host/repository`, or `oci-layout:DIR`. */
export function formatRepository({ host, repository }: { host: string; repository: string }): string {
  return repository === '' ? host : `${host}/${repository}`;
}

/**
 * Reads `[oci://][host/]repository[:tag[,tag…]][@digest]` or `oci-layout:DIR[:tag[,tag…]][@digest]`. The first path
 * part is a host when it has a dot or a colon or is `localhost`, as in Docker's references.
 * Fails with INVALID_INPUT, naming the input (`from`) and its value.
 *
 * @param registry the value of the input `registry`, `''` when not given
 * @param isPlace whether the name is that of a place for repositories: then it is not completed, and may be a host
 * alone
 * @param onLowered is told the repository in lower case when it had capitals
 */
export function parseReference(
  text: string,
  { registry = '', from = 'reference', isPlace = false, onLowered = () => {} }: ParseReferenceOptions = {},
): Reference {
  const fail: Fail = (what, topic) =>
    new OciError('INVALID_INPUT', `The input ${from} ${quoted(text)} ${what}`, { topic });
  const trimmed = text.trim();
  const lines = trimmed.split(/\s*\n\s*/).length;
  if (lines > 1) throw fail(`has ${lines} lines, and takes one reference: more tags go into the input tags`);
  const input = trimmed.replace(/^oci:\/\//, '');
  const [scheme] = /^[a-z]+:\/\//i.exec(input) ?? [];
  if (scheme) throw fail(`starts with ${scheme}: leave that out`);
  if (isDigest(input)) throw fail(`is a digest alone: write NAME@${input}`);
  const checkedRegistry = parseRegistry(registry);
  const checkHost = (host: string) => {
    if (checkedRegistry !== undefined && host.toLowerCase() !== checkedRegistry)
      throw fail(`names another host than the input registry ${quoted(registry)}`, 'combined-inputs');
  };
  const alone = hostAlone(input, input !== trimmed, checkedRegistry);
  if (alone !== undefined) {
    checkHost(alone);
    if (!isPlace || input.includes('@')) throw fail(`has no repository: write ${alone}/NAME`);
    return { host: alone.toLowerCase(), repository: '', tags: [] };
  }
  const { name, tags, digest } = splitName(isPlace ? input.replace(/(?<=[^:/])\/$/, '') : input, fail);
  const rest = { tags, ...(digest ? { digest } : {}) };

  if (name.startsWith(layoutPrefix)) {
    if (name === layoutPrefix) throw fail('has no directory');
    if (registry.trim() !== '' && registry.trim() !== name)
      throw fail(`disagrees with the input registry ${quoted(registry)}`, 'combined-inputs');
    return { host: name, repository: '', ...rest };
  }
  if (/^\/|\/\//.test(name)) throw fail('has nothing before one of its slashes: is the expression there empty?');
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const hasHost = hostMark.test(first);
  if (hasHost && !isHost(first)) throw fail(`has an invalid host ${quoted(first)}`);
  if (hasHost) checkHost(first);
  if (checkedRegistry?.startsWith(layoutPrefix)) {
    if (name !== '' && !repositoryPattern.test(name.toLowerCase())) throw fail('has an invalid repository name');
    return { host: checkedRegistry, repository: '', ...rest };
  }
  // `host.example:v1` would become a repository of the default host.
  if (slash < 0 && checkedRegistry === undefined && isHost(name) && loneHost.test(name))
    throw fail(`has no repository: write ${name}/NAME`);
  const host = (hasHost ? first : (checkedRegistry ?? defaultHost)).toLowerCase();
  const path = hasHost ? name.slice(slash + 1) : name;
  if (path === '') throw fail('has no repository');
  const lowered = path.toLowerCase();
  const repository = isPlace ? lowered : fullRepository(host, lowered);
  if (!repositoryPattern.test(repository)) {
    // No repository has a colon: what follows it is meant as a tag, and has a slash.
    const [, tag] = /:(.+)/.exec(path) ?? [];
    throw tag === undefined ? fail('has an invalid repository name') : invalidTag(tag, fail);
  }
  if (host.length + 1 + repository.length > maxNameLength) throw fail(`is longer than ${maxNameLength} characters`);
  if (lowered !== path) onLowered(repository);
  return { host, repository, ...rest };
}

/**
 * Finds the host in a text that names nothing else, whose port would be taken for a tag. Behind `oci://` (`isUrl`) and
 * before a slash it is told from a path as in a longer name; else by what no repository of the default host looks like,
 * and only where the input `registry` names no other.
 */
function hostAlone(input: string, isUrl: boolean, registry: string | undefined): string | undefined {
  const named = input.replace(/@sha\d+:.*$/s, '');
  const host = named.replace(/\/$/, '');
  if (input.startsWith(layoutPrefix) || !isHost(host)) return undefined;
  if (isUrl || host !== named) return hostMark.test(host) ? host : undefined;
  const isFree = registry === undefined || registry === host.toLowerCase();
  return isFree && loneHost.test(host) ? host : undefined;
}

/** Tells whether a text is `host[:port]`; the URL parser knows which ports and addresses there are. */
export function isHost(text: string): boolean {
  return hostPattern.test(text) && URL.canParse(`https://${text}`);
}

/** Makes the error of what is wrong with a reference. */
type Fail = (what: string, topic?: Topic) => OciError;

interface ParseReferenceOptions {
  registry?: string;
  from?: string;
  isPlace?: boolean;
  onLowered?: (repository: string) => void;
}

function splitName(input: string, fail: Fail): { name: string; tags: string[]; digest: Digest | undefined } {
  const lastAt = input.lastIndexOf('@');
  // `oci-layout:./@scope/name` has an @ that starts no digest.
  const isInDirectory = input.startsWith(layoutPrefix) && /^(?!sha\d+:).*[\\/]/.test(input.slice(lastAt + 1));
  const at = isInDirectory ? -1 : lastAt;
  const digest = at < 0 ? undefined : input.slice(at + 1);
  if (digest === '') throw fail('ends in @ without a digest', 'empty-digest');
  if (digest !== undefined && !isDigest(digest)) {
    const [, digits] = /^sha256:([0-9a-f]*)$/.exec(digest) ?? [];
    if (digits !== undefined) throw fail(`has a digest with ${digits.length} of 64 hex digits`);
    throw fail(isDigest(`sha256:${digest}`) ? 'has a digest without sha256: before it' : 'has an invalid digest');
  }
  const named = at < 0 ? input : input.slice(0, at);
  const isDirectory = named.startsWith(layoutPrefix);
  // A colon before the last slash belongs to a port; one after it starts the tags.
  const colon = named.indexOf(':', isDirectory ? layoutPrefix.length : named.lastIndexOf('/') + 1);
  const lastColon = isDirectory ? named.lastIndexOf(':') : colon;
  const suffix = lastColon < 0 ? '' : named.slice(lastColon + 1);
  // `oci-layout:C:\dir` and `oci-layout:./a:b/c` have a colon that starts no tag.
  if (colon < 0 || (isDirectory && /[\\/]/.test(suffix))) return { name: named, tags: [], digest };
  const tags = suffix.split(',').map((tag) => tag.trim());
  for (const tag of tags) if (!isTag(tag)) throw invalidTag(tag, fail);
  return { name: named.slice(0, lastColon), tags: [...new Set(tags)], digest };
}

function invalidTag(tag: string, fail: Fail): OciError {
  if (isDigest(tag)) return fail(`has a digest after a colon: write NAME@${tag}`);
  return fail(`has an invalid tag ${JSON.stringify(tag)}: ${ruleOfTag(tag)}`, tag === '' ? 'empty-tag' : 'tag-form');
}

function parseRegistry(registry: string): string | undefined {
  const host = registry.trim().replace(/^oci:\/\//, '');
  if (host === '') return undefined;
  if (host.startsWith(layoutPrefix) && host !== layoutPrefix) return host;
  if (!isHost(host)) {
    const hint = /^https?:\/\//.test(host) ? ': leave out the scheme' : '';
    throw new OciError(
      'INVALID_INPUT',
      `The input registry ${quoted(registry)} is not host[:port] or oci-layout:DIR${hint}`,
    );
  }
  return host.toLowerCase();
}

/** Shows a value without the password that a URL may have: it does not belong here, but the log must not show it. */
function quoted(text: string): string {
  const [all, scheme = '', user = ''] = /^([a-z]+:\/\/)?(?!oci-layout:)([^/]*)@(?!sha(?:256|512):)/.exec(text) ?? [''];
  return JSON.stringify(user.includes(':') ? `${scheme}***@${text.slice(all.length)}` : text);
}
