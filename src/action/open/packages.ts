import { cutText } from '../../cut-text.ts';
import { type ErrorCode, hasCode, OciError, orAbsent, RegistryError } from '../../errors.ts';
import type { Log } from '../../modes/contract/mode.ts';
import type { Package, PackageVersion } from '../../modes/removal/package.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { isDigest } from '../../oci/digest.ts';
import { isLayout, isTag, type Reference } from '../../oci/reference.ts';
import type { HttpRequest, HttpResponse, Send } from '../../registry/http/http.ts';
import { rateLimitOf } from '../../registry/http/rate-limit.ts';
import { githubHost } from '../read/credentials.ts';

const pageSize = 100;
/** A package of more is not one that somebody works with. */
const maxPages = 2_000;

interface ApiOptions {
  githubToken: string;
  environment: NodeJS.ProcessEnv;
  /** Sends to the API, with retries, and at the pace that it asks for. */
  send: Send;
  signal: AbortSignal;
  log: Log;
}

/** One request to GitHub's API; the parameters of the route are put in where they belong. */
type Ask = (
  route: `GET ${string}` | `DELETE ${string}`,
  parameters: Record<string, string | number>,
) => Promise<Answer>;

interface Answer {
  data: unknown;
  headers: { link?: string | undefined };
}

/**
 * Makes a function that opens the package behind a repository of GitHub's own container registry, which itself deletes
 * nothing (containers/skopeo#1880); undefined for every other host, and without a token.
 */
export function createPackageOpener(options: ApiOptions): (reference: Reference) => Package | undefined {
  const { githubToken, environment } = options;
  return (reference) => {
    if (isLayout(reference) || reference.host !== githubHost(environment) || githubToken === '') return undefined;
    const [owner = '', ...rest] = reference.repository.split('/');
    const name = rest.join('/');
    return openPackage(owner, name, createAsk(`The package ${owner}/${name}`, options));
  };
}

/** Where the API has the versions of a package: a path, and what is put into it. */
interface Place {
  path: string;
  parameters: Record<string, string>;
}

/** Opens one container package by the Packages API (docs.github.com/rest/packages/packages). */
function openPackage(owner: string, name: string, ask: Ask): Package {
  const placeAt = (start: string, parameters: Record<string, string>): Place => ({
    path: `${start}/packages/container/{name}/versions`,
    parameters: { ...parameters, name },
  });
  const list = ({ path, parameters }: Place, page: number) =>
    ask(`GET ${path}`, { ...parameters, per_page: pageSize, page });
  const listFirst = async (place: Place) => ({ place, first: await list(place, 1) });
  /** Fails with what the API said before, unless the package may be a private one of the token's own user. */
  const listOwn = async (error: unknown) => {
    if (!hasCode(error, 'NOT_FOUND')) throw error;
    // The token of a workflow belongs to no user: 403.
    const { data } = await ask('GET /user', {}).catch(() => ({ data: undefined }));
    const login = isRecord(data) ? data['login'] : undefined;
    if (typeof login !== 'string' || login.toLowerCase() !== owner.toLowerCase()) throw error;
    return listFirst(placeAt('/user', {}));
  };
  /**
   * The API has other paths for packages of organizations, for public ones of users, and for all of the token's own
   * user.
   */
  const find = async () => {
    const { data } = await ask('GET /users/{username}', { username: owner });
    const isOrganization = isRecord(data) && data['type'] === 'Organization';
    if (isOrganization) return listFirst(placeAt('/orgs/{owner}', { owner }));
    return listFirst(placeAt('/users/{owner}', { owner })).catch(listOwn);
  };
  let place: Place | undefined;
  const askAbout = async (method: 'GET' | 'DELETE', id: PackageVersion['id']) => {
    place ??= (await find()).place;
    return ask(`${method} ${place.path}/{id}`, { ...place.parameters, id });
  };
  return {
    async *versions() {
      let first: Answer | undefined;
      if (place === undefined) ({ place, first } = await find());
      const seen = new Set<unknown>();
      // Pages are counted: an address from the answer would be sent the token.
      for (let page = 1; page <= maxPages; page += 1) {
        const { data, headers } = page === 1 && first ? first : await list(place, page);
        if (!Array.isArray(data))
          throw new OciError('REGISTRY', `The list of versions of ${owner}/${name} is not a list`);
        const fresh = data.filter(isRecord).filter(({ id }) => !seen.has(id));
        for (const { id } of fresh) seen.add(id);
        yield* fresh.map(parseVersion).filter((version) => version !== undefined);
        // The path for packages of users has no pages by GitHub's description: each may be the first one again.
        if (fresh.length === 0 || !/\brel="next"/.test(headers.link ?? '')) return;
      }
      throw new OciError('TOO_LARGE', `The package ${owner}/${name} has more than ${maxPages * pageSize} versions`);
    },
    async tagsOf({ id }) {
      const data = (await orAbsent(askAbout('GET', id)))?.data;
      return (isRecord(data) && parseVersion(data)?.tags) || [];
    },
    async delete({ id }) {
      await askAbout('DELETE', id);
    },
  };
}

/** Reads one entry of the list; undefined for what is not a version of a container. */
function parseVersion({
  id,
  name,
  metadata,
  created_at: created,
}: Record<string, unknown>): PackageVersion | undefined {
  const container = isRecord(metadata) ? metadata['container'] : undefined;
  const tags = isRecord(container) && Array.isArray(container['tags']) ? (container['tags'] as unknown[]) : [];
  const createdAt = new Date(typeof created === 'string' ? created : Number.NaN);
  if (typeof id !== 'number' || !isDigest(name) || Number.isNaN(createdAt.getTime())) return undefined;
  return { id, digest: name, tags: tags.filter((tag) => typeof tag === 'string').filter(isTag), createdAt };
}

const codeOfStatus: Record<number, ErrorCode> = {
  // Rules of GitHub: the last tagged version of a package stays, and public versions with over 5,000 downloads do.
  400: 'DENIED',
  401: 'UNAUTHORIZED',
  403: 'DENIED',
  404: 'NOT_FOUND',
  429: 'RATE_LIMITED',
};

function createAsk(what: string, { githubToken, environment, send, signal, log }: ApiOptions): Ask {
  const baseUrl = environment['GITHUB_API_URL'] || 'https://api.github.com';
  /** Loaded when it is needed: no other step shall wait for it. */
  const octokit = import('@actions/github').then(({ getOctokit }) =>
    getOctokit(githubToken, {
      baseUrl,
      userAgent: 'oci-artifact',
      request: { fetch: fetchBy(send) },
      // Octokit writes to the console by itself otherwise.
      log: { debug: log.debug, info: log.debug, warn: log.debug, error: log.debug },
    }),
  );
  return async (route, parameters) => {
    const { request } = await octokit;
    try {
      const { data, headers } = await request(route, { ...parameters, request: { signal } });
      return { data, headers };
    } catch (error) {
      signal.throwIfAborted();
      // Octokit wraps what it was thrown.
      if (Error.isError(error) && error.cause instanceof OciError) throw error.cause;
      throw refusalOf(error, what, route, new URL(baseUrl).host);
    }
  };
}

/** What Octokit wants in the place of `fetch`: it has a client of its own otherwise, without our retries and limits. */
function fetchBy(send: Send) {
  return async (
    url: string,
    {
      method,
      headers,
      signal,
    }: { method: HttpRequest['method']; headers: Record<string, string>; signal: AbortSignal },
  ): Promise<Response> => {
    const response = await send({ method, url, headers, signal, isBuffered: true });
    const bytes = Buffer.concat(await Array.fromAsync(response.body));
    // The answer to the attempt before was lost.
    const isGone = method === 'DELETE' && response.status === 404 && response.isRepeated;
    const status = isGone ? 204 : response.status;
    const known = Object.entries(response.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [name, one]),
    );
    return new Response(status === 204 ? null : bytes, { status, headers: known as [string, string][] });
  };
}

/** Reads what Octokit threw of an answer that is not a success. */
function refusalOf(error: unknown, what: string, route: string, host: string): Error {
  const response = isRecord(error) || Error.isError(error) ? (error as { response?: unknown }).response : undefined;
  const words = Error.isError(error) ? error.message : String(error);
  if (!isRecord(response) || typeof response['status'] !== 'number') {
    return new OciError('NETWORK', `The connection to ${host} failed: ${words}`, { cause: error });
  }
  const { status, data, headers } = response;
  const said = isRecord(data) && typeof data['message'] === 'string' ? cutText(data['message'], 500) : '';
  const known = (isRecord(headers) ? headers : {}) as HttpResponse['headers'];
  const limit = rateLimitOf({ status, headers: known }, said);
  const isLimited = limit?.isSecondary || (status === 403 && known['x-ratelimit-remaining'] === '0');
  const code = isLimited ? 'RATE_LIMITED' : (codeOfStatus[status] ?? 'REGISTRY');
  return new RegistryError(code, `${what}: ${host} answered ${status}${said ? `, ${said}` : ''}`, {
    status,
    request: route,
    wait: limit?.asked,
    topic: status === 404 ? 'missing-package' : undefined,
  });
}
