import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { RegistryError } from '../../../src/errors.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import type { RegistryStore } from '../../../src/registry/registry-store.ts';
import { collect } from '../../support/content/collect.ts';
import { type FakeRegistry, quirkAlways, quirkOnce, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const user = { username: 'robot', password: 'secret' };
let server: FakeRegistry;
let store: RegistryStore;
beforeAll(async () => {
  server = await startFakeRegistry({ auth: { scheme: 'basic', user }, logsAuthorization: true });
  for (const tag of ['a', 'b', 'c', 'd', 'e']) server.content.repository('app').tags.set(tag, `sha256:${tag}`);
});
afterAll(() => server?.stop());
beforeEach(() => {
  store = openRegistry(server.host, registryOptions({ credentials: user, retries: 1 }))('app', 'pull');
  server.onRequest = () => undefined;
  server.requests.length = 0;
  Object.assign(server.content.features, { pageSize: Number.POSITIVE_INFINITY, links: 'path' });
});

const json = (body: unknown) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const list = 'GET /v2/app/tags/list';

it('asks for 1,000 tags at a time', async () => {
  expect(await collect(store.tags())).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(server.requests).toEqual([`${list}?n=1000 401 [anonymous]`, `${list}?n=1000 200 [basic]`]);
});

it.each(['path', 'absolute', 'query', 'bare'] as const)(
  'follows the pages whose links are of the form %s',
  async (links) => {
    Object.assign(server.content.features, { pageSize: 2, links });
    expect(await collect(store.tags())).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(server.requests.slice(1)).toEqual([
      `${list}?n=1000 200 [basic]`,
      `${list}?n=2&last=b 200 [basic]`,
      `${list}?n=2&last=d 200 [basic]`,
    ]);
  },
);

it('takes a next page of another scheme on its own origin', async () => {
  server.content.features.pageSize = 3;
  const headers = { link: `<https://${server.host}/v2/app/tags/list?n=3&last=c>; rel="next"` };
  server.onRequest = ({ query }) => (query.has('last') ? undefined : { headers });
  expect(await collect(store.tags())).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(server.requests.at(-1)).toBe(`${list}?n=3&last=c 200 [basic]`);
});

it('goes on from the last tag where the link to the next page cannot be read', async () => {
  Object.assign(server.content.features, { pageSize: 2, links: 'unreadable' });
  expect(await collect(store.tags())).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(server.requests.slice(1)).toEqual([
    `${list}?n=1000 200 [basic]`,
    `${list}?n=1000&last=b 200 [basic]`,
    `${list}?n=1000&last=d 200 [basic]`,
  ]);
});

const names = (count: number) => Array.from({ length: count }, (_, number) => `t${String(number).padStart(4, '0')}`);
const named = (tags: string[]) => json({ name: 'app', tags });

/** Answers of registries that have no `Link`; `last` is undefined in the first question. */
it.each<[string, number, number, (all: string[], last: string | null) => string[]]>([
  ['no full page', 999, 1, (all) => all],
  ['one full page', 1000, 2, (all, last) => all.filter((tag) => tag > (last ?? ''))],
  ['pages', 2107, 3, (all, last) => all.filter((tag) => tag > (last ?? '')).slice(0, 1000)],
  ['all tags at once, whatever was asked for', 1107, 2, (all) => all],
  // go-containerregistry 0.20.1 begins again after the last tag.
  [
    'full pages that begin again',
    2000,
    3,
    (all, last) => all.slice(last === all.at(-1) || !last ? 0 : all.indexOf(last) + 1).slice(0, 1000),
  ],
])('finds all tags of a registry without links that has %s', async (_, count, requests, answer) => {
  const all = names(count);
  server.onRequest = ({ query }) => named(answer(all, query.get('last')));
  expect(await collect(store.tags())).toEqual(all);
  expect(server.requests).toHaveLength(requests);
});

it('asks for no page that nobody wants', async () => {
  server.content.features.pageSize = 2;
  for await (const tag of store.tags()) if (tag === 'b') break;
  expect(server.requests.slice(1)).toEqual([`${list}?n=1000 200 [basic]`]);
});

it('asks again for a page that breaks off', async () => {
  server.content.features.pageSize = 3;
  server.onRequest = quirkOnce(list, { cutAfter: 10 });
  expect(await collect(store.tags())).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it.each<[string, unknown, string[]]>([
  ['null, as after the last delete', { name: 'app', tags: null }, []],
  ['nothing', { name: 'app' }, []],
  ['tags that come twice', { tags: ['x', 'y', 'x'] }, ['x', 'y']],
  ['what is not a tag', { tags: ['x', '', '../y', '-z', 'ä', 7, null, {}, 'a\nb', 'a'.repeat(129)] }, ['x']],
])('takes a list with %s', async (_, body, tags) => {
  server.onRequest = quirkAlways(list, json(body));
  expect(await collect(store.tags())).toEqual(tags);
});

it.each([
  [
    'has too many pieces',
    { status: 200, body: `{"tags":[${'1,'.repeat(250_000)}1]}` },
    'TOO_LARGE',
    'more than 250000 pieces',
  ],
  ['is not JSON', { status: 200, body: '<html>' }, 'REGISTRY', 'with something that is not JSON'],
  ['is not a list', json({ tags: 'v1' }), 'REGISTRY', 'without a list of tags'],
  ['is a list alone', json(['v1']), 'REGISTRY', 'without a list of tags'],
  ['is over 4 MiB', json({ tags: ['x'.repeat(4 * 1024 * 1024)] }), 'TOO_LARGE', 'is larger than 4 MiB'],
  ['is refused', { status: 403 }, 'DENIED', 'answered 403'],
  ['is of no repository', { status: 404 }, 'NOT_FOUND', 'answered 404'],
])('fails when the answer %s', async (_, quirk, code, message) => {
  server.onRequest = quirkAlways(list, quirk);
  const error = { code, message: expect.stringContaining(message) };
  await expect(collect(store.tags())).rejects.toMatchObject(error);
});

it.each([
  [
    'of another host',
    'http://registry.test/v2/app/tags/list',
    'continues at http://registry.test, which is not the registry',
  ],
  [
    'of another port',
    'http://127.0.0.1:1/v2/app/tags/list',
    'continues at http://127.0.0.1:1, which is not the registry',
  ],
  ['of another kind', 'ftp://HOST/v2/app/tags/list', 'continues at ftp://127.0.0.1:'],
  [
    'without a scheme',
    '//registry.test/v2/app/tags/list',
    'continues at http://registry.test, which is not the registry',
  ],
  ['that is not a URL', 'http://[', 'without a valid address'],
  ['of the page itself', '?n=1000', 'leads back to an earlier page'],
  ['of the page itself, in other words', '/v2/x/../app/tags/list?n=1000#next', 'leads back to an earlier page'],
])('refuses a next page %s, and asks nobody', async (_, link, message) => {
  const headers = { link: `<${link.replace('HOST', server.host)}>; rel="next"` };
  server.onRequest = quirkAlways(list, { headers });
  const error = { code: 'REGISTRY', message: expect.stringContaining(message) };
  await expect(collect(store.tags())).rejects.toMatchObject(error);
  expect(server.requests).toHaveLength(2);
});

it('reads no more than 1,000 pages', async () => {
  let page = 0;
  server.onRequest = () => {
    page += 1;
    return { ...json({ tags: [`t${page}`] }), headers: { link: `<?page=${page}>; rel=next` } };
  };
  const error = { code: 'TOO_LARGE', message: expect.stringContaining('has more than 1000 pages') };
  await expect(collect(store.tags())).rejects.toMatchObject(error);
  expect(page).toBe(1000);
});

it('says what a later page was refused with', async () => {
  server.content.features.pageSize = 2;
  server.onRequest = ({ query }) => (query.get('last') === 'b' ? { status: 403 } : undefined);
  const error: Partial<RegistryError> = { code: 'DENIED', status: 403, request: `GET ${server.url}/v2/app/tags/list` };
  await expect(collect(store.tags())).rejects.toMatchObject(error);
});
