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
it.each<[string, number, number, (all: string[], last: string | null, n: string | null) => string[]]>([
  ['no full page', 999, 1, (all) => all],
  ['one full page', 1000, 2, (all, last) => all.filter((tag) => tag > (last ?? ''))],
  ['pages', 2107, 3, (all, last) => all.filter((tag) => tag > (last ?? '')).slice(0, 1000)],
  ['all tags at once, whatever was asked for', 1107, 3, (all) => all],
  ['one page for each n, whatever comes before it', 2107, 3, (all, _, n) => all.slice(0, Number(n ?? all.length))],
  // go-containerregistry 0.20.1 begins again after the last tag.
  [
    'full pages that begin again',
    2000,
    4,
    (all, last) => all.slice(last === all.at(-1) || !last ? 0 : all.indexOf(last) + 1).slice(0, 1000),
  ],
])('finds all tags of a registry without links that has %s', async (_, count, requests, answer) => {
  const all = names(count);
  server.onRequest = ({ query }) => named(answer(all, query.get('last'), query.get('n')));
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
  ['has too many pieces', { status: 200, body: `{"tags":[${'1,'.repeat(250_000)}1]}` }, 'TOO_LARGE'],
  ['is not JSON', { status: 200, body: '<html>' }, 'REGISTRY'],
  ['is not a list', json({ tags: 'v1' }), 'REGISTRY'],
  ['is a list alone', json(['v1']), 'REGISTRY'],
  ['is over 4 MiB', json({ tags: ['x'.repeat(4 * 1024 * 1024)] }), 'TOO_LARGE'],
  ['is refused', { status: 403 }, 'DENIED'],
  ['is of no repository', { status: 404 }, 'NOT_FOUND'],
])('fails when the answer %s', async (_, quirk, code) => {
  server.onRequest = quirkAlways(list, quirk);
  await expect(collect(store.tags())).rejects.toMatchObject({ code });
});

it.each([
  ['of another host', 'http://registry.test/v2/app/tags/list'],
  ['of the page itself', '?n=1000'],
])('refuses a next page %s, and asks nobody', async (_, link) => {
  server.onRequest = quirkAlways(list, { headers: { link: `<${link}>; rel="next"` } });
  await expect(collect(store.tags())).rejects.toMatchObject({ code: 'REGISTRY' });
  expect(server.requests).toHaveLength(2);
});

it('says what a later page was refused with', async () => {
  server.content.features.pageSize = 2;
  server.onRequest = ({ query }) => (query.get('last') === 'b' ? { status: 403 } : undefined);
  const error: Partial<RegistryError> = { code: 'DENIED', status: 403, request: `GET ${server.url}/v2/app/tags/list` };
  await expect(collect(store.tags())).rejects.toMatchObject(error);
});
