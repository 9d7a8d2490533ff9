import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAsk, createDownload, type WebOptions } from '../../src/registry/web.ts';
import { certificates } from '../support/servers/certificates.ts';

const servers: Server[] = [];
let asked: string[] = [];
/** Two servers, and one with TLS. */
let one: string;
let other: string;
let secure: string;
let ca: string;

/**
 * Answers by the path: `/status/404`, `/to/URL`, `/bytes/COUNT`, `/passing/503` once, `/broken` and `/cut` once, `/trickle`
 * without an end, `/silence`, `/slow`, and any other with what it got.
 */
const answer =
  (name: string): RequestListener =>
  async (request, response) => {
    const { url = '', method, headers } = request;
    const body = (await buffer(request)).toString();
    asked.push(`${name} ${method} ${url} ${headers.authorization ?? '-'}`);
    const [, kind, ...rest] = url.split('/');
    const count = Number.parseInt(rest[0] ?? '', 10);
    const isFirst = asked.filter((line) => line.includes(` ${url} `)).length === 1;
    if (kind === 'status') response.writeHead(count, { location: '/elsewhere' }).end('words');
    else if (kind === 'to') response.writeHead(302, { location: decodeURIComponent(rest.join('/')) }).end();
    else if (kind === 'trickle') {
      const trickle = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(trickle));
    } else if (kind === 'silence') response.on('close', () => {});
    else if (kind === 'slow') setTimeout(() => response.end('{}'), 2_000);
    else if (kind === 'passing' && isFirst) response.writeHead(count).end('busy');
    else if (kind === 'broken' && isFirst) request.socket.destroy();
    else if (kind === 'cut' && isFirst) {
      response.writeHead(200, { 'content-length': '10' }).write('12345', () => response.destroy());
    } else if (kind === 'bytes') response.end(Buffer.alloc(count, 'x'));
    else {
      const { accept, 'content-type': type, 'x-own': own, authorization } = headers;
      response.end(JSON.stringify({ method, body, accept, type, own, authorization }));
    }
  };

async function listen(server: Server): Promise<string> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  const { serverCertFile, serverKeyFile, caFile } = certificates;
  const read = (file: string) => readFile(file, 'utf8');
  const [cert, key] = await Promise.all([read(serverCertFile), read(serverKeyFile)]);
  ca = await read(caFile);
  one = `http://${await listen(createServer(answer('one')))}`;
  other = `http://${await listen(createServer(answer('other')))}`;
  secure = `https://${await listen(createTlsServer({ cert, key }, answer('secure')))}`;
});
afterAll(() => {
  for (const server of servers) server.close();
});
beforeEach(() => {
  asked = [];
});

const usual = { tls: () => ({ ca }), retries: 1, timeout: 5000, userAgent: 'test' };

const download = (url: string, options: Partial<WebOptions> = {}, limit = 1000) => {
  asked = [];
  const credentials: WebOptions['credentials'] = ({ origin }) =>
    origin === one ? { username: 'me', password: 'secret' } : undefined;
  return createDownload({ ...usual, credentials, ...options })(url, { limit, what: 'The index' });
};
const basic = `Basic ${Buffer.from('me:secret').toString('base64')}`;

describe('a download', () => {
  it('brings the file, with the credentials of that origin', async () => {
    expect((await download(`${one}/bytes/3?token=t`)).toString()).toBe('xxx');
    expect(asked).toEqual([`one GET /bytes/3?token=t ${basic}`]);
    expect((await download(`${secure}/bytes/3`)).toString()).toBe('xxx');
    expect(asked).toEqual(['secure GET /bytes/3 -']);
    const token = () => ({ token: 'abc' });
    await download(`${other}/x`, { credentials: token });
    expect(asked).toEqual(['other GET /x Bearer abc']);
  });

  it('follows redirects, and leaves the credentials behind', async () => {
    await download(`${one}/to/${encodeURIComponent(`${other}/file`)}`);
    expect(asked.at(-1)).toBe('other GET /file -');
    await download(`${other}/to/${encodeURIComponent(`${one}/file`)}`);
    expect(asked.at(-1)).toBe(`one GET /file ${basic}`);
  });

  it('trusts what is trusted for that scheme, although the other one was asked at the same host and port', async () => {
    const tls = ({ protocol }: URL) => (protocol === 'https:' ? { ca } : {});
    const get = createDownload({ ...usual, credentials: () => undefined, tls, retries: 0 });
    const file = { limit: 1000, what: 'The index' };
    await expect(get(`${secure.replace('https', 'http')}/x`, file)).rejects.toMatchObject({ code: 'NETWORK' });
    expect((await get(`${secure}/bytes/3`, file)).toString()).toBe('xxx');
  });

  it('tries again what may pass', async () => {
    for (const path of ['passing/503', 'cut']) {
      expect((await download(`${one}/${path}`)).toString()).toContain('"GET"');
      expect(asked).toHaveLength(2);
    }
  });

  it.each<[string, () => string, string]>([
    ['a missing file', () => `${one}/status/404?secret`, 'NOT_FOUND'],
    ['a file that is gone', () => `${one}/status/410`, 'NOT_FOUND'],
    ['no credentials', () => `${one}/status/401`, 'UNAUTHORIZED'],
    ['too much', () => `${one}/bytes/1001`, 'TOO_LARGE'],
    ['endless redirects', () => `${one}/to/${encodeURIComponent('/to/x/../x')}`, 'REGISTRY'],
    ['a step down to http', () => `${secure}/to/${encodeURIComponent(other)}`, 'REGISTRY'],
    ['another scheme', () => 'ftp://127.0.0.1/x', 'INVALID_INPUT'],
    ['no URL', () => 'x', 'INVALID_INPUT'],
    ['credentials in the URL', () => 'http://me:secret@127.0.0.1:1/x', 'INVALID_INPUT'],
    ['a token as the user in the URL', () => 'http://secret@127.0.0.1:1/x', 'INVALID_INPUT'],
    ['an unknown authority', () => `${secure}/unknown`, 'NETWORK'],
  ])('fails with %s', async (title, url, code) => {
    const options = title === 'an unknown authority' ? { tls: () => ({}) } : {};
    await expect(download(url(), { retries: 0, ...options })).rejects.toMatchObject({
      code,
      message: expect.not.stringContaining('secret'),
    });
  });

  it('takes exactly the limit', async () => {
    expect(await download(`${one}/bytes/1000`)).toHaveLength(1000);
  });
});

const ask = (url: string, more: Partial<Parameters<ReturnType<typeof createAsk>>[1]> = {}, options = {}) =>
  createAsk({ ...usual, ...options })(url, { what: 'The log', accept: 'application/json', ...more });
/** The requests, without the server and who asked. */
const requests = () => asked.map((line) => line.split(' ').slice(1, 3).join(' '));
const mebibyte = 1024 * 1024;
const said = async (answered: Promise<{ body: Buffer }>) => JSON.parse((await answered).body.toString());

describe('a service', () => {
  it.each(['https', 'http on this machine'])('is asked by %s, as it is told to', async (scheme) => {
    const base = scheme === 'https' ? secure : one;
    const get = { method: 'GET', body: '', accept: 'application/json' };
    expect(await said(ask(`${base}/said?x=1`))).toEqual(get);
    const headers = { authorization: 'Bearer t', 'x-own': '1' };
    expect(await said(ask(`${base}/said`, { accept: 'text/x', headers }))).toEqual({
      ...get,
      accept: 'text/x',
      own: '1',
      authorization: 'Bearer t',
    });
    expect(await said(ask(`${base}/said`, { accept: 'text/x', headers, document: { a: 'ü' } }))).toEqual({
      method: 'POST',
      body: '{"a":"ü"}',
      accept: 'text/x',
      type: 'application/json',
      own: '1',
      authorization: 'Bearer t',
    });
    expect(requests()).toEqual(['GET /said?x=1', 'GET /said', 'POST /said']);
  });

  it.each([200, 201, 204, 301, 302, 303, 307, 308, 400, 401, 403, 404, 409, 410])(
    'that says %s has said so: nothing is followed or asked again',
    async (status) => {
      const answered = await ask(`${one}/status/${status}`, { document: {} });
      expect(answered).toMatchObject({ status, location: '/elsewhere' });
      expect(answered.body.toString()).toBe(status === 204 ? '' : 'words');
      expect(requests()).toEqual([`POST /status/${status}`]);
    },
  );

  it.each([
    ['trickles', '/trickle'],
    ['says nothing', '/silence'],
    ['is ill', '/status/503'],
  ])('that %s is waited for as long as the patience lasts, and no longer', async (_, path) => {
    const failed = await ask(one + path, { patience: 100 }, { retries: 20 }).then(String, String);
    expect(failed).toMatch(/^TimeoutError: /);
  });

  it('that may be silent for longer than the step allows is waited for', async () => {
    const hasty = { timeout: 100, retries: 0 };
    await expect(ask(`${one}/slow`, {}, hasty)).rejects.toMatchObject({ code: 'NETWORK' });
    expect(await ask(`${one}/slow`, { leastSilence: 10_000 }, hasty)).toMatchObject({ status: 200 });
  });

  it.each([
    ['has a passing fault', '/passing/503'],
    ['breaks off', '/broken'],
    ['stops in its answer', '/cut'],
  ])('that %s is asked once more, with all that was sent', async (_, path) => {
    expect(await said(ask(`${one}${path}`, { document: { a: 1 } }))).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
    });
    expect(requests()).toEqual([`POST ${path}`, `POST ${path}`]);
  });

  it('that goes on so has its last answer taken, or fails', async () => {
    expect(await ask(`${one}/status/503`, { document: {} })).toMatchObject({ status: 503 });
    expect(asked).toHaveLength(2);
    await expect(ask('http://127.0.0.1:1/x')).rejects.toMatchObject({ code: 'NETWORK' });
  });

  it.each([
    [mebibyte, true],
    [mebibyte + 1, false],
    [5 * mebibyte, false],
  ])('may say %s bytes: %s', async (count, isTaken) => {
    const answered = ask(`${one}/bytes/${count}/?token=hidden`);
    if (isTaken) expect((await answered).body).toHaveLength(count);
    else {
      const message = expect.not.stringContaining('hidden');
      await expect(answered).rejects.toMatchObject({ code: 'TOO_LARGE', message });
    }
  });

  it.each([{}, { patience: 60_000 }])('is not asked once the step has ended: %j', async (more) => {
    const ended = { signal: AbortSignal.abort(new Error('the step has ended')) };
    await expect(ask(`${one}/said`, more, ended)).rejects.toThrow('the step has ended');
    expect(requests()).toEqual([]);
  });

  it('whose certificate is by an unknown authority is told nothing', async () => {
    await expect(ask(`${secure}/said`, { document: {} }, { tls: () => ({}) })).rejects.toMatchObject({
      code: 'NETWORK',
    });
    expect(requests()).toEqual([]);
  });
});

it.each([
  ['http elsewhere', 'http://log.test/api'],
  ['http at a name that only begins so', 'http://localhost.evil.test/'],
  ['another scheme', 'ftp://127.0.0.1/x'],
  ['credentials', 'https://me:hidden@log.test/'],
  ['no URL', 'log.test'],
])('a service at %s is not asked', async (_, url) => {
  const message = expect.not.stringContaining('hidden');
  await expect(ask(url)).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
});
