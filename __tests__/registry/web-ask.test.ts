import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAsk } from '../../src/registry/web.ts';
import { certificates } from '../support/servers/certificates.ts';

const servers: Server[] = [];
let asked: string[] = [];
let plain: string;
let secure: string;
let ca: string;
const limit = 1024 * 1024;

/** Answers by the path: `/status/404`, `/to`, `/bytes/COUNT`, `/passing/503` once, `/broken` once, `/trickle` without an end, `/silence`, `/slow`, `/said` what it got. */
const answer: RequestListener = async (request, response) => {
  const { url = '', method, headers } = request;
  const body = (await buffer(request)).toString();
  asked.push(`${method} ${url}`);
  const [, kind, value = ''] = url.split('/');
  const isFirst = asked.filter((line) => line.endsWith(url)).length === 1;
  if (kind === 'status') response.writeHead(Number(value), { location: '/elsewhere' }).end('words');
  else if (kind === 'trickle') {
    const trickle = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(trickle));
  } else if (kind === 'silence') response.on('close', () => {});
  else if (kind === 'slow') setTimeout(() => response.end('{}'), 2_000);
  else if (kind === 'passing' && isFirst) response.writeHead(Number(value)).end('busy');
  else if (kind === 'broken' && isFirst) request.socket.destroy();
  else if (kind === 'cut' && isFirst) {
    response.writeHead(200, { 'content-length': '10' }).write('12345', () => response.destroy());
  } else if (kind === 'bytes') response.end(Buffer.alloc(Number(value), 'x'));
  else
    response.end(
      JSON.stringify({
        method,
        body,
        accept: headers.accept,
        type: headers['content-type'],
        own: headers['x-own'],
        authorization: headers.authorization,
      }),
    );
};

beforeAll(async () => {
  const [cert, key, authority] = await Promise.all(
    [certificates.serverCertFile, certificates.serverKeyFile, certificates.caFile].map((file) =>
      readFile(file, 'utf8'),
    ),
  );
  ca = authority ?? '';
  const listen = async (server: Server) => {
    servers.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  plain = `http://127.0.0.1:${await listen(createServer(answer))}`;
  secure = `https://127.0.0.1:${await listen(createTlsServer({ cert, key }, answer))}`;
});
afterAll(() => {
  for (const server of servers) server.close();
});
beforeEach(() => {
  asked = [];
});

const ask = (url: string, more: Partial<Parameters<ReturnType<typeof createAsk>>[1]> = {}, options = {}) =>
  createAsk({ tls: () => ({ ca }), retries: 1, timeout: 5000, userAgent: 'test', ...options })(url, {
    what: 'The log',
    accept: 'application/json',
    ...more,
  });
const said = async (answered: Promise<{ body: Buffer }>) => JSON.parse((await answered).body.toString());

describe('a service', () => {
  it.each(['https', 'http on this machine'])('is asked by %s, as it is told to', async (scheme) => {
    const base = scheme === 'https' ? secure : plain;
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
    expect(asked).toEqual(['GET /said?x=1', 'GET /said', 'POST /said']);
  });

  it.each([200, 201, 204, 301, 302, 303, 307, 308, 400, 401, 403, 404, 409, 410])(
    'that says %s has said so: nothing is followed or asked again',
    async (status) => {
      const answered = await ask(`${plain}/status/${status}`, { document: {} });
      expect(answered).toMatchObject({ status, location: '/elsewhere' });
      expect(answered.body.toString()).toBe(status === 204 ? '' : 'words');
      expect(asked).toEqual([`POST /status/${status}`]);
    },
  );

  it.each([
    ['trickles', '/trickle'],
    ['says nothing', '/silence'],
    ['is ill', '/status/503'],
  ])('that %s is waited for as long as the patience lasts, and no longer', async (_, path) => {
    const failed = await ask(plain + path, { patience: 100 }, { retries: 20 }).then(String, String);
    expect(failed).toMatch(/^TimeoutError: /);
  });

  it('that may be silent for longer than the step allows is waited for', async () => {
    const hasty = { timeout: 100, retries: 0 };
    await expect(ask(`${plain}/slow`, {}, hasty)).rejects.toMatchObject({ code: 'NETWORK' });
    expect(await ask(`${plain}/slow`, { leastSilence: 10_000 }, hasty)).toMatchObject({ status: 200 });
  });

  it.each([
    ['has a passing fault', '/passing/503'],
    ['breaks off', '/broken'],
    ['stops in its answer', '/cut'],
  ])('that %s is asked once more, with all that was sent', async (_, path) => {
    expect(await said(ask(`${plain}${path}`, { document: { a: 1 } }))).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
    });
    expect(asked).toEqual([`POST ${path}`, `POST ${path}`]);
  });

  it('that goes on so has its last answer taken, or fails', async () => {
    expect(await ask(`${plain}/status/503`, { document: {} })).toMatchObject({ status: 503 });
    expect(asked).toHaveLength(2);
    await expect(ask('http://127.0.0.1:1/x')).rejects.toMatchObject({ code: 'NETWORK' });
  });

  it.each([
    [limit, true],
    [limit + 1, false],
    [5 * limit, false],
  ])('may say %s bytes: %s', async (count, isTaken) => {
    const answered = ask(`${plain}/bytes/${count}/?token=hidden`);
    if (isTaken) expect((await answered).body).toHaveLength(count);
    else {
      const message = expect.not.stringContaining('hidden');
      await expect(answered).rejects.toMatchObject({ code: 'TOO_LARGE', message });
    }
  });

  it.each([{}, { patience: 60_000 }])('is not asked once the step has ended: %j', async (more) => {
    const ended = { signal: AbortSignal.abort(new Error('the step has ended')) };
    await expect(ask(`${plain}/said`, more, ended)).rejects.toThrow('the step has ended');
    expect(asked).toEqual([]);
  });

  it('whose certificate is by an unknown authority is told nothing', async () => {
    await expect(ask(`${secure}/said`, { document: {} }, { tls: () => ({}) })).rejects.toMatchObject({
      code: 'NETWORK',
    });
    expect(asked).toEqual([]);
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
