import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import type { Connection } from '../../../src/registry/http/http.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { startSession } from '../../../src/registry/upload/upload.ts';
import { openBytes } from '../../../src/store/verified.ts';
import {
  type FakeRegistry,
  type Quirk,
  quirkAlways,
  quirkOnce,
  startFakeRegistry,
} from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const user = { username: 'robot$ci', password: 'to:ken' };
const bytes = Buffer.from('hello\n');
const blob = describeContent('text/plain', bytes);
const open = ({ host }: FakeRegistry, retries = 1, chunkSize?: number) =>
  openRegistry(host, registryOptions({ retries, chunkSize, credentials: user }))('app', 'pull,push');
/** The requests as `METHOD status`. */
const log = ({ requests }: FakeRegistry) => requests.map((line) => line.replace(/ .* /, ' '));

describe('an upload', () => {
  const again = ['POST 202', 'PUT 201'];
  it.each<[string, Quirk, string[]]>([
    ['whose answer is lost is found to be done', { lost: 'answer' }, ['PUT lost', 'HEAD 200']],
    ['that is lost is sent again', { lost: 'request' }, ['PUT lost', 'HEAD 404', 'DELETE 204', ...again]],
    [
      'that meets 429 is sent again in the same session: nothing was stored',
      { status: 429, headers: { 'retry-after': '0' } },
      ['PUT 429', 'PUT 201'],
    ],
    ['whose session is gone is sent again', { status: 404 }, ['PUT 404', 'HEAD 404', 'DELETE 204', ...again]],
    ['whose session is out of step is sent again', { status: 416 }, ['PUT 416', 'HEAD 404', 'DELETE 204', ...again]],
  ])('%s', async (_, quirk, requests) => {
    await using server = await startFakeRegistry();
    server.onRequest = quirkOnce('PUT', quirk);
    await open(server).push(blob, openBytes(bytes));
    expect(log(server)).toEqual(['POST 202', ...requests]);
  });

  const error = (code: string) => JSON.stringify({ errors: [{ code, message: 'no' }] });
  // As registries with several replicas whose secrets differ: one cannot read the state that another one made.
  const stranger = { status: 400, body: error('BLOB_UPLOAD_INVALID') };
  it.each<[string, number | undefined, string, string[]]>([
    ['PUT', undefined, 'PUT', ['PUT 400', 'DELETE 204', 'POST 202', 'PUT 201']],
    ['PATCH', 4, 'PATCH', ['PATCH 400', 'DELETE 204', 'POST 202', 'PATCH 202', 'PATCH 202', 'PUT 201']],
  ])(
    'whose %s meets a registry that does not know its session begins again once',
    async (_, chunkSize, start, rest) => {
      await using server = await startFakeRegistry();
      server.onRequest = quirkOnce(start, stranger);
      await open(server, 1, chunkSize).push(blob, openBytes(bytes));
      expect(log(server)).toEqual(['POST 202', ...rest]);
    },
  );

  it('whose POST is answered so is asked for once more', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = quirkOnce('POST', stranger);
    await open(server).push(blob, openBytes(bytes));
    expect(log(server)).toEqual(['POST 400', 'POST 202', 'PUT 201']);
  });

  it.each<[string, Quirk, string]>([
    ['the digest differs', { status: 400, body: error('DIGEST_INVALID') }, 'INTEGRITY'],
    ['it is not allowed', { status: 403, body: error('DENIED') }, 'DENIED'],
    ['it is too large', { status: 413, headers: { 'content-type': 'text/html' }, body: '<html>' }, 'TOO_LARGE'],
    ['it is taken and not stored', { status: 202 }, 'REGISTRY'],
    ['too long a wait is asked for', { status: 429, headers: { 'retry-after': '3600' } }, 'RATE_LIMITED'],
  ])('is not sent again when %s', async (_, quirk, code) => {
    await using server = await startFakeRegistry();
    server.onRequest = quirkAlways('PUT', quirk);
    await expect(open(server).push(blob, openBytes(bytes))).rejects.toMatchObject({ code });
    expect(log(server)).toEqual(['POST 202', `PUT ${quirk.status}`, 'DELETE 204']);
  });

  it('gives its session back when nobody can say whether it arrived', async () => {
    await using server = await startFakeRegistry();
    const quirks: Record<string, Quirk> = { PUT: { status: 503 }, HEAD: { lost: 'request' } };
    server.onRequest = ({ method }) => quirks[method];
    await expect(open(server).push(blob, openBytes(bytes))).rejects.toMatchObject({ code: 'REGISTRY', status: 503 });
    expect(log(server)).toEqual(['POST 202', 'PUT 503', 'HEAD lost', 'HEAD lost', 'DELETE 204']);
  });

  it('is given up after the retries', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = quirkAlways('PUT', { status: 503 });
    await expect(open(server).push(blob, openBytes(bytes))).rejects.toMatchObject({ code: 'REGISTRY', status: 503 });
    expect(log(server)).toEqual(['POST 202', 'PUT 503', 'HEAD 404', 'DELETE 204', 'POST 202', 'PUT 503', 'DELETE 204']);
  });

  it.each<[string, (url: string) => string]>([
    ['absolute', (url) => `${url}/put/1?a=b`],
    ['relative to the host', () => '/put/1?a=b'],
  ])('goes to a Location that is %s', async (_, location) => {
    await using server = await startFakeRegistry();
    const post = quirkAlways('POST', { headers: { location: location(server.url) } });
    server.onRequest = (request) => (request.method === 'PUT' ? { status: 201 } : post(request));
    await open(server).push(blob, openBytes(bytes));
    expect(server.received.at(-1)?.url).toBe(`/put/1?a=b&digest=${encodeURIComponent(blob.digest)}`);
  });

  it.each<[string, Quirk]>([
    ['without a Location', { headers: { location: undefined } }],
    ['with a Location that cannot be read', { headers: { location: 'http://' } }],
    ['with 201, as where a blob is mounted', { status: 201 }],
  ])('fails when it is begun %s', async (_, quirk) => {
    await using server = await startFakeRegistry();
    server.onRequest = quirkAlways('POST', quirk);
    await expect(open(server).push(blob, openBytes(bytes))).rejects.toMatchObject({ code: 'REGISTRY' });
    expect(log(server)).toHaveLength(1);
  });

  it.each<[Quirk, boolean]>([
    [{ lost: 'answer' }, true],
    [{ status: 504 }, true],
    [{ status: 500 }, false],
  ])('whose last answer was %j is looked for: %s', async (quirk, isLookedFor) => {
    await using server = await startFakeRegistry();
    const quirks: Record<string, Quirk> = { PUT: quirk, HEAD: { status: 200 } };
    server.onRequest = ({ method }) => quirks[method];
    const pushing = open(server, 0).push(blob, openBytes(bytes));
    if (isLookedFor) expect(await pushing).toBeUndefined();
    else await expect(pushing).rejects.toMatchObject({ code: 'REGISTRY', ...quirk });
    expect(log(server).at(2)).toBe(isLookedFor ? 'HEAD 200' : 'DELETE 204');
  });

  it.each([
    ['1000', 1000],
    ['1073741825', 1 << 30],
    ['9999999999999999', 0],
    ['1k', 0],
    ['-1', 0],
    [undefined, 0],
  ])('to a registry that asks for chunks of %s bytes has them of %s at the least', async (asked, least) => {
    const url = 'https://r.test/v2/app/blobs/uploads/';
    const headers = { location: '/next', 'oci-chunk-min-length': asked };
    const answer = { status: 202, headers, body: Readable.from([]), url };
    const connection = { send: async () => answer, unmountable: new Set() } as unknown as Connection;
    const session = await startSession(connection, { method: 'POST', url }, 'a blob');
    expect(session).toMatchObject({ url: 'https://r.test/next', minChunk: least, offset: 0, sent: 0 });
  });

  it('of content that cannot be read fails with its error and is not tried again', async () => {
    await using server = await startFakeRegistry();
    const gone = Object.assign(new Error('gone'), { code: 'ENOENT' });
    const attempt = open(server).push(blob, () => Promise.reject(gone));
    await expect(attempt).rejects.toBe(gone);
    expect(log(server)).toEqual(['POST 202', 'DELETE 204']);
  });
});

it.each([200, 201, 204])('an upload that is answered with %i is done', async (status) => {
  await using server = await startFakeRegistry();
  server.onRequest = quirkAlways('PUT', { status });
  await open(server).push(blob, openBytes(bytes));
  expect(log(server)).toEqual(['POST 202', `PUT ${status}`]);
});

describe('a mount', () => {
  const push = async (server: FakeRegistry) => {
    let isMounted = false;
    const onMounted = () => {
      isMounted = true;
    };
    const from = { host: server.host, repository: 'base' };
    await open(server, 0).push(blob, openBytes(bytes), { from, onMounted });
    return isMounted;
  };

  it('sends no byte', async () => {
    await using server = await startFakeRegistry();
    server.content.addBlob('base', bytes);
    expect(await push(server)).toBe(true);
    expect(log(server)).toEqual(['POST 201']);
  });

  it('of what is not there becomes an upload in the session that was begun', async () => {
    await using server = await startFakeRegistry();
    expect(await push(server)).toBe(false);
    expect(log(server)).toEqual(['POST 202', 'PUT 201']);
  });

  it.each([400, 401, 403, 404, 405, 409, 416, 500, 501])(
    'that is refused with %i becomes an upload',
    async (status) => {
      await using server = await startFakeRegistry();
      server.onRequest = quirkOnce('POST', { status });
      expect(await push(server)).toBe(false);
      expect(log(server)).toEqual([`POST ${status}`, 'POST 202', 'PUT 201']);
    },
  );

  it('that comes too often is no reason to send the bytes', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = quirkOnce('POST', { status: 429 });
    await expect(push(server)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(log(server)).toEqual(['POST 429']);
  });

  it.each([
    [401, false],
    [403, false],
    [404, true],
    [500, true],
  ])('that is refused with %i is tried for the next blob of the same source: %s', async (status, isTried) => {
    await using server = await startFakeRegistry();
    server.onRequest = ({ query }) => (query.has('mount') ? { status } : undefined);
    const registry = openRegistry(server.host, registryOptions());
    const from = { host: server.host, repository: 'base' };
    await registry('app', 'pull,push').push(blob, openBytes(bytes), { from });
    server.requests.length = 0;
    await registry('other', 'pull,push').push(blob, openBytes(bytes), { from });
    expect(log(server)).toEqual([...(isTried ? [`POST ${status}`] : []), 'POST 202', 'PUT 201']);
    server.requests.length = 0;
    await registry('other', 'pull,push').push(blob, openBytes(bytes), { from: { ...from, repository: 'second' } });
    expect(log(server)).toEqual([`POST ${status}`, 'POST 202', 'PUT 201']);
  });

  it('is asked for once, also where the upload is sent again', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = quirkOnce('PUT', { status: 503 });
    const from = { host: server.host, repository: 'base' };
    await open(server).push(blob, openBytes(bytes), { from });
    const posts = server.received.filter(({ method }) => method === 'POST');
    expect(posts.map(({ query }) => query.get('from'))).toEqual(['base', null]);
  });

  it('that the token server refuses becomes an upload, but not one that comes too often', async () => {
    await using server = await startFakeRegistry({ auth: { scheme: 'bearer', user } });
    server.content.addBlob('base', bytes);
    let status = 429;
    server.onRequest = ({ url }) => (url.includes('/token') && url.includes('base') ? { status } : undefined);
    await expect(push(server)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    status = 403;
    server.requests.length = 0;
    expect(await push(server)).toBe(false);
    expect(log(server)).toEqual(['POST 401', 'GET 403', 'GET 200', 'POST 202', 'PUT 201']);
  });

  it('from another registry is not asked for', async () => {
    await using server = await startFakeRegistry();
    await open(server).push(blob, openBytes(bytes), { from: { host: 'other.test', repository: 'base' } });
    expect(server.requests[0]).toBe('POST /v2/app/blobs/uploads/ 202');
  });
});
