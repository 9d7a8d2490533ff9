// GitHub's Packages API. Compared with no running service, since none can be had: a test holds its answers against GitHub's own
// description (github-packages.json). Left out: limits of the rate, restoring, packages of other kinds.
import { createServer, request as forward, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FakeRegistry } from './fake-registry.ts';

interface FakePackagesOptions {
  /** Whether the owner is an organization or a user. */
  type?: 'Organization' | 'User';
  token: string;
  /** A private package of a user is shown to its owner alone, under another path. */
  isPrivate?: boolean;
  /** The name of the user that the token belongs to; none for that of a workflow. */
  login?: string | undefined;
}

/** GitHub's Packages API over the content of a fake registry. */
export interface FakePackages extends AsyncDisposable {
  host: string;
  /** `METHOD path?query status`, ids by the order in which manifests came. */
  requests: string[];
  /** When manifests were pushed, and how often public ones were downloaded, by digest. */
  createdAt: Map<string, string>;
  downloads: Map<string, number>;
  /** How many lists from now on do not show yet what was not in one before. */
  lag: number;
  /** Whether `page` is read; without it each page is the first one. */
  hasPages: boolean;
  /**
   * Is asked about each request first; a status it gives is the answer, with the wait (`Retry-After`) that it asks for.
   */
  onRequest: (method: string, path: string) => { status: number; message: string; wait?: string } | undefined;
}

/**
 * Starts a stand-in for GitHub's REST API on a free port of 127.0.0.1, with the endpoints and rules of container
 * packages.
 */
export async function startFakePackages(
  registry: FakeRegistry,
  { type = 'Organization', token, isPrivate = false, login }: FakePackagesOptions,
): Promise<FakePackages> {
  const ids = new Map<string, number>();
  const answer = (
    method: string,
    url: URL,
    authorization: string,
  ): [number, unknown, link?: string, wait?: string | undefined] => {
    const refused = fake.onRequest(method, url.pathname);
    if (refused) return [refused.status, { message: refused.message }, '', refused.wait];
    if (authorization !== `token ${token}`) return [401, { message: 'Bad credentials' }];
    if (method === 'GET' && /^\/users\/[^/]+$/.test(url.pathname)) return [200, { type }];
    if (method === 'GET' && url.pathname === '/user')
      return login ? [200, { login }] : [403, { message: 'Resource not accessible by integration' }];
    const [, kind = '', name = '', id] =
      /^\/(orgs\/[^/]+|users\/[^/]+|user)\/packages\/container\/([^/]+)\/versions(?:\/(\d+))?$/.exec(url.pathname) ??
      [];
    const isOwn = kind === 'user' && login !== undefined;
    const isRightKind =
      type === 'Organization' ? kind.startsWith('orgs/') : isOwn || (kind.startsWith('users/') && !isPrivate);
    const owner = isOwn ? login.toLowerCase() : kind.split('/')[1];
    const { manifests, tags } = registry.content.repository(`${owner}/${decodeURIComponent(name)}`);
    if (!isRightKind || manifests.size === 0) return [404, { message: 'Not Found' }];
    const known = new Set(ids.keys());
    for (const digest of manifests.keys()) if (!ids.has(digest)) ids.set(digest, 1000 + ids.size);
    const tagsOf = (digest: string) => [...tags].filter(([, to]) => to === digest).map(([tag]) => tag);
    if (method === 'DELETE') {
      const digest = [...manifests.keys()].find((each) => ids.get(each) === Number(id));
      if (digest === undefined) return [404, { message: 'Package version not found.' }];
      if ((fake.downloads.get(digest) ?? 0) > 5000) {
        const message = 'Publicly visible package versions with more than 5000 downloads cannot be deleted.';
        return [400, { message: `${message} Contact GitHub support for further assistance.` }];
      }
      const own = tagsOf(digest);
      if (own.length > 0 && [...tags.values()].every((to) => to === digest)) {
        const message = 'You cannot delete the last tagged version of a package. You must delete the package instead.';
        return [400, { message }];
      }
      manifests.delete(digest);
      for (const tag of own) tags.delete(tag);
      return [204, undefined];
    }
    const entryOf = (digest: string) => ({
      id: ids.get(digest),
      name: digest,
      url: `http://${fake.host}/${kind}/packages/container/${name}/versions/${ids.get(digest)}`,
      package_html_url: `http://github.test/${owner}/packages/container/package/${name}`,
      created_at: fake.createdAt.get(digest) ?? '2026-01-01T00:00:00Z',
      updated_at: fake.createdAt.get(digest) ?? '2026-01-01T00:00:00Z',
      metadata: { package_type: 'container', container: { tags: tagsOf(digest) } },
    });
    if (id !== undefined) {
      const digest = [...manifests.keys()].find((each) => ids.get(each) === Number(id));
      return digest === undefined ? [404, { message: 'Package version not found.' }] : [200, entryOf(digest)];
    }
    const isLate = fake.lag > 0 && known.size > 0;
    if (isLate) fake.lag -= 1;
    const all = [...manifests.keys()]
      .filter((digest) => !isLate || known.has(digest))
      .sort((a, b) => (ids.get(b) ?? 0) - (ids.get(a) ?? 0))
      .map(entryOf);
    const size = Number(url.searchParams.get('per_page'));
    const page = fake.hasPages ? Number(url.searchParams.get('page')) : 1;
    // An address that must not be followed.
    const link =
      page * size < all.length ? '<http://evil.test/next>; rel="next", <http://evil.test/last>; rel="last"' : '';
    return [200, all.slice((page - 1) * size, page * size), link];
  };
  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const [status, body, link, wait] = answer(incoming.method ?? '', url, incoming.headers.authorization ?? '');
    fake.requests.push(`${incoming.method} ${incoming.url} ${status}`);
    const headers = { ...(link ? { link } : {}), ...(wait ? { 'retry-after': wait } : {}) };
    outgoing.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    outgoing.end(body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const fake: FakePackages = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    createdAt: new Map(),
    downloads: new Map(),
    lag: 0,
    hasPages: true,
    onRequest: () => undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return fake;
}

/** Starts a proxy that leads names of hosts to servers of this machine, and nowhere else. */
export async function startNames(hosts: Record<string, string>): Promise<{ url: string } & AsyncDisposable> {
  const sockets = new Set<Duplex>();
  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '', 'http://localhost');
    const host = hosts[url.host];
    if (host === undefined) return outgoing.writeHead(502).end();
    const { method, headers } = incoming;
    const onward = forward(
      `http://${host}${url.pathname}${url.search}`,
      { method, headers, agent: false },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    return incoming.pipe(onward);
  });
  server.on('connect', (incoming: IncomingMessage, socket: Duplex) => {
    const [host, port] = (hosts[(incoming.url ?? '').replace(/:80$/, '')] ?? '').split(':');
    if (!host) return socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const onward = connect(Number(port), host, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    for (const end of [socket, onward]) sockets.add(end.on('error', () => {}));
    return socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
