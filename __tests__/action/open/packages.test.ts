import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPackageOpener } from '../../../src/action/open/packages.ts';
import type { Package } from '../../../src/modes/removal/package.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { createWebSend } from '../../../src/registry/web.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';
import { collect } from '../../support/content/collect.ts';

interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Breaks the connection. */
  isLost?: boolean;
  /** Never answers. */
  isSilent?: boolean;
}

/** GitHub's API: what it answers to `METHOD path` one after the other, the last one again and again; else 404. */
let answers: Record<string, Answer[]> = {};
const requests: string[] = [];
const headersSeen: Record<string, string | string[] | undefined>[] = [];
const server = createServer(({ method, url, headers }, response) => {
  requests.push(`${method} ${url}`);
  headersSeen.push(headers);
  const queue = answers[`${method} ${url}`] ?? [];
  const next = (queue.length > 1 ? queue.shift() : queue[0]) ?? { status: 404, body: { message: 'Not Found' } };
  if (next.isLost) response.destroy();
  else if (!next.isSilent) {
    response.writeHead(next.status ?? 200, { 'content-type': 'application/json', ...next.headers });
    response.end(next.body === undefined ? '' : JSON.stringify(next.body));
  }
});
let host: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  answers = { 'GET /users/owner': [{ body: { type: 'Organization' } }] };
  requests.length = 0;
  headersSeen.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const token = 'ghs_secret';
const path = '/orgs/owner/packages/container/team%2Fapp/versions';
const page = (number: number, at = path) => `GET ${at}?per_page=100&page=${number}`;
const next = { headers: { link: '<http://evil.test/2>; rel="next", <http://evil.test/9>; rel="last"' } };
const digest = digestOf(Buffer.from('x'));
const entry = (id: number, more: object = {}) => ({
  id,
  name: digest,
  created_at: '2026-01-02T03:04:05Z',
  metadata: { container: { tags: [`v${id}`] } },
  ...more,
});
const version = (id: number, tags = [`v${id}`]) => ({ id, digest, tags, createdAt: new Date('2026-01-02T03:04:05Z') });

/** Opens a package; what it says of waits comes into `said`, with `HOST` for the API. */
function open(more: { retries?: number; timeout?: number; signal?: AbortSignal } = {}): Package & { said: string[] } {
  const { log, said } = collectingLog();
  const environment = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_API_URL: `http://${host}` };
  const { signal = new AbortController().signal, ...times } = more;
  const web = { tls: () => ({}), userAgent: 'oci-artifact', onWait: log.info, retries: 0, timeout: 20_000, ...times };
  const options = { githubToken: token, environment, send: createWebSend(web, 1024 * 1024), signal, log };
  const opened = createPackageOpener(options)(parseReference('ghcr.io/owner/team/app'));
  if (opened === undefined) throw new Error('No package');
  return { ...opened, said };
}

describe('The versions of a package', () => {
  it('are asked for with the token, by our name, page by page at the same address', async () => {
    answers[page(1)] = [{ body: [entry(3), entry(2)], ...next }];
    answers[page(2)] = [{ body: [entry(1)] }];
    expect(await collect(open().versions())).toEqual([version(3), version(2), version(1)]);
    expect(requests).toEqual(['GET /users/owner', page(1), page(2)]);
    for (const headers of headersSeen) {
      expect(headers).toMatchObject({
        authorization: `token ${token}`,
        'user-agent': expect.stringMatching(/^oci-artifact /),
      });
    }
  });

  it('end where a page has no next one, or nothing new', async () => {
    answers[page(1)] = [{ body: [entry(2), entry(1)], ...next }];
    answers[page(2)] = [{ body: [entry(1), entry(2)], ...next }];
    expect(await collect(open().versions())).toEqual([version(2), version(1)]);
    answers[page(1)] = [{ body: [entry(2)], headers: { link: '<http://x.test/1>; rel="prev"' } }];
    expect(await collect(open().versions())).toEqual([version(2)]);
    expect(requests.slice(3)).toEqual(['GET /users/owner', page(1)]);
  });

  it('are those of a second look, too', async () => {
    answers[page(1)] = [{ body: [entry(1)] }, { body: [entry(2)] }];
    const opened = open();
    expect(await collect(opened.versions())).toEqual([version(1)]);
    expect(await collect(opened.versions())).toEqual([version(2)]);
    expect(requests).toEqual(['GET /users/owner', page(1), page(1)]);
  });

  it.each<[what: string, listed: unknown, expected: object[]]>([
    ['an id that is a text', entry(1, { id: '1' }), []],
    ['a name that is no digest', entry(1, { name: 'v1' }), []],
    ['no time', entry(1, { created_at: undefined }), []],
    ['nothing for an entry', null, []],
    ['no metadata', entry(1, { metadata: undefined }), [version(1, [])]],
    ['a text for the tags', entry(1, { metadata: { container: { tags: 'v1' } } }), [version(1, [])]],
    ['what cannot be tags', entry(1, { metadata: { container: { tags: [1, 'a b', 'ok'] } } }), [version(1, ['ok'])]],
  ])('are read with care: %s', async (_, listed, expected) => {
    answers[page(1)] = [{ body: [listed, entry(7)] }];
    expect(await collect(open().versions())).toEqual([...expected, version(7)]);
  });

  it('that are no list are an error', async () => {
    answers[page(1)] = [{ body: { length: 0 } }];
    await expect(collect(open().versions())).rejects.toMatchObject({
      code: 'REGISTRY',
      message: 'The list of versions of owner/team/app is not a list',
    });
  });
});

describe('The package of a user', () => {
  const users = path.replace('orgs', 'users');
  const own = path.replace('orgs/owner', 'user');
  const refused = { status: 404, body: { message: 'Not Found' } };

  beforeEach(() => {
    answers['GET /users/owner'] = [{ body: { type: 'User' } }];
    answers[page(1, own)] = [{ body: [entry(1)] }];
  });

  it.each(['User', 'Bot', undefined])('that is public is found among those of the user, of type %s', async (type) => {
    answers['GET /users/owner'] = [{ body: { type } }];
    answers[page(1, users)] = [{ body: [entry(1)] }];
    expect(await collect(open().versions())).toEqual([version(1)]);
    expect(requests).toEqual(['GET /users/owner', page(1, users)]);
  });

  it.each<[login: unknown, isFound: boolean]>([
    ['owner', true],
    ['OWNER', true],
    ['other', false],
    ['', false],
    [undefined, false],
  ])('that is private is found with the token of that user alone: %j', async (login, isFound) => {
    answers[page(1, users)] = [refused];
    answers['GET /user'] = [{ body: { login } }];
    const listed = collect(open().versions());
    if (isFound) expect(await listed).toEqual([version(1)]);
    else {
      await expect(listed).rejects.toMatchObject({
        code: 'NOT_FOUND',
        topic: 'missing-package',
        message: `The package owner/team/app: ${host} answered 404, Not Found`,
      });
    }
    expect(requests).toEqual(['GET /users/owner', page(1, users), 'GET /user', ...(isFound ? [page(1, own)] : [])]);
  });

  it('is not looked for elsewhere when it is refused otherwise', async () => {
    answers[page(1, users)] = [{ status: 403, body: { message: 'No' } }];
    answers['GET /user'] = [{ body: { login: 'owner' } }];
    await expect(collect(open().versions())).rejects.toMatchObject({ code: 'DENIED' });
    expect(requests).toEqual(['GET /users/owner', page(1, users)]);
  });
});

describe('One version', () => {
  it.each<[answer: Answer, tags: string[]]>([
    [{ body: entry(5, { metadata: { container: { tags: ['a', 'b'] } } }) }, ['a', 'b']],
    [{ status: 404, body: { message: 'Not Found' } }, []],
    [{ body: [] }, []],
    [{ body: entry(5, { name: 'x' }) }, []],
  ])('%j has the tags %j', async (answer, tags) => {
    answers[page(1)] = [{ body: [] }];
    answers[`GET ${path}/5`] = [answer];
    expect(await open().tagsOf(version(5))).toEqual(tags);
  });

  it('whose tags cannot be read is not one without tags', async () => {
    answers[page(1)] = [{ body: [] }];
    answers[`GET ${path}/5`] = [{ status: 500, body: { message: 'Oops' } }];
    await expect(open().tagsOf(version(5))).rejects.toMatchObject({ code: 'REGISTRY', status: 500 });
  });

  it('is deleted by its id, in the place that is found once', async () => {
    answers[page(1)] = [{ body: [] }];
    for (const id of [5, 6]) answers[`DELETE ${path}/${id}`] = [{ status: 204 }];
    const opened = open();
    await opened.delete(version(5));
    await opened.delete(version(6));
    expect(requests).toEqual(['GET /users/owner', page(1), `DELETE ${path}/5`, `DELETE ${path}/6`]);
  });
});

describe('A refusal', () => {
  const remove = async (given: Answer[], options: Parameters<typeof open>[0] = {}) => {
    answers[page(1)] = [{ body: [] }];
    answers[`DELETE ${path}/5`] = given;
    const opened = open(options);
    const error: unknown = await opened.delete(version(5)).catch((caught: unknown) => caught);
    const count = requests.filter((line) => line.startsWith('DELETE')).length;
    return {
      error,
      count,
      said: opened.said.map((line) => line.replaceAll(host, 'HOST').replace(/[\d.]+ s,.*/, 'N s')),
    };
  };
  const isFine = { status: 204 };

  it.each<[status: number, code: string]>([
    [400, 'DENIED'],
    [403, 'DENIED'],
    [422, 'REGISTRY'],
    [429, 'RATE_LIMITED'],
    [500, 'REGISTRY'],
  ])('by %i is %s', async (status, code) => {
    const { error } = await remove([{ status, body: { message: 'Because' } }]);
    const message = `The package owner/team/app: ${host} answered ${status}, Because`;
    expect(error).toMatchObject({
      code,
      status,
      message,
      request: 'DELETE /orgs/{owner}/packages/container/{name}/versions/{id}',
    });
    expect((error as { topic?: string }).topic).toBe(status === 404 ? 'missing-package' : undefined);
  });

  it.each<[what: string, answer: Answer, code: string]>([
    ['requests left', { status: 403, headers: { 'x-ratelimit-remaining': '10' } }, 'DENIED'],
    ['none left, but another fault', { status: 400, headers: { 'x-ratelimit-remaining': '0' } }, 'DENIED'],
    ['a secondary limit', { status: 403, body: { message: 'a secondary rate limit' } }, 'RATE_LIMITED'],
    ['a wait', { status: 403, headers: { 'retry-after': '7' } }, 'RATE_LIMITED'],
  ])('with %s is %s', async (_, answer, code) => {
    const { error } = await remove([answer]);
    expect(error).toMatchObject({ code });
    if (answer.headers?.['retry-after']) expect(error).toMatchObject({ wait: 7_000 });
  });

  it('of no words is told without any, and of many with the first ones', async () => {
    expect((await remove([{ status: 400, body: { message: 5 } }])).error).toMatchObject({
      message: `The package owner/team/app: ${host} answered 400`,
    });
    const { error } = await remove([{ status: 400, body: { message: 'y'.repeat(600) } }]);
    expect((error as Error).message.match(/y/g)?.length).toBeLessThanOrEqual(500);
  });

  it.each<[what: string, given: Answer[], retries: number, count: number, code: string | undefined]>([
    ['by a failing server is tried again', [{ status: 502 }, isFine], 1, 2, undefined],
    [
      'by a failing server is not tried again beyond the retries',
      [{ status: 502 }, { status: 502 }, isFine],
      1,
      2,
      'REGISTRY',
    ],
    ['by a failing server is not tried again without retries', [{ status: 502 }, isFine], 0, 1, 'REGISTRY'],
    ['by a lost connection is tried again', [{ isLost: true }, isFine], 1, 2, undefined],
    ['by a lost connection is an error at last', [{ isLost: true }], 1, 2, 'NETWORK'],
    ['for good is not tried again', [{ status: 403 }, isFine], 5, 1, 'DENIED'],
    ['for the rate is tried again', [{ status: 429, headers: { 'retry-after': '0' } }, isFine], 1, 2, undefined],
    [
      'for the rate is an error when it takes long',
      [{ status: 429, headers: { 'retry-after': '61' } }, isFine],
      5,
      1,
      'RATE_LIMITED',
    ],
    ['after a lost answer means that it is gone', [{ status: 502 }, { status: 404 }], 5, 2, undefined],
    ['at first by 404 means that it never was', [{ status: 404 }], 5, 1, 'NOT_FOUND'],
    ['after a lost answer by 403 is an error', [{ status: 502 }, { status: 403 }], 5, 2, 'DENIED'],
  ])('%s', async (_, given, retries, count, code) => {
    const done = await remove(given, { retries });
    expect(done.count).toBe(count);
    if (code === undefined) expect(done.error).toBeUndefined();
    else expect(done.error).toMatchObject({ code });
  });

  it('of a list after a lost answer is not taken for its end', async () => {
    answers[page(1)] = [{ status: 502 }, { status: 404, body: { message: 'Not Found' } }];
    await expect(collect(open({ retries: 1 }).versions())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that is waited for is told', async () => {
    const { error, said } = await remove([{ status: 429, headers: { 'retry-after': '1' } }, isFine], { retries: 3 });
    expect(error).toBeUndefined();
    expect(said.filter((line) => line.startsWith('info'))).toEqual(['info: HOST answered 429: next request in N s']);
  });

  it('is that of the host where nothing answers, in time', async () => {
    const { error } = await remove([{ isSilent: true }], { timeout: 300 });
    expect(error).toMatchObject({
      code: 'NETWORK',
      message: expect.stringContaining(`The connection to ${host} failed: `),
    });
  });

  it('by whoever gives up during a wait is their reason, at once', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    answers[page(1)] = [{ body: [] }];
    answers[`DELETE ${path}/5`] = [{ status: 429, headers: { 'retry-after': '30' } }];
    const opened = open({ retries: 5, signal: controller.signal });
    const deleted = opened.delete(version(5));
    while (!opened.said.some((line) => line.startsWith('info'))) await new Promise((wake) => setTimeout(wake, 5));
    const ended = deleted.catch((error: unknown) => error);
    controller.abort(reason);
    const turns = async () => {
      for (let turn = 0; turn < 100; turn += 1) await setImmediate();
      return 'It still waits';
    };
    expect(await Promise.race([ended, turns()])).toBe(reason);
  });

  it.each([5, 0])('by whoever gives up is their reason, and nothing is tried again of %i times', async (retries) => {
    const controller = new AbortController();
    const reason = new Error('enough');
    answers[page(1)] = [{ body: [] }];
    answers[`DELETE ${path}/5`] = [{ isSilent: true }];
    const deleted = open({ retries, signal: controller.signal }).delete(version(5));
    while (!requests.includes(`DELETE ${path}/5`)) await new Promise((wake) => setTimeout(wake, 5));
    controller.abort(reason);
    await expect(deleted).rejects.toBe(reason);
    expect(requests.filter((line) => line.startsWith('DELETE'))).toHaveLength(1);
  });
});

it.each([
  ['https://github.com', 'ghcr.io/o/r', token, true],
  ['https://github.com', 'ghcr.io/o/r', '', false],
  ['https://github.com', 'docker.io/o/r', token, false],
  ['https://github.com', 'ghcr.io.evil.test/o/r', token, false],
  ['https://github.com', 'oci-layout:ghcr.io', token, false],
  ['https://ghes.test', 'ghcr.io/o/r', token, false],
  ['https://ghes.test', 'containers.ghes.test/o/r', token, true],
])('on %s the API is asked for %s with the token %j: %s', (server, reference, githubToken, isAsked) => {
  const { log } = collectingLog();
  const environment = { GITHUB_SERVER_URL: server, GITHUB_API_URL: 'http://127.0.0.1:1' };
  const open = createPackageOpener({
    githubToken,
    environment,
    send: async () => {
      throw new Error('Nothing may be asked here');
    },
    signal: AbortSignal.timeout(5000),
    log,
  });
  expect(open(parseReference(reference)) !== undefined).toBe(isAsked);
});
