import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDownload, type WebOptions } from '../../src/registry/web.ts';
import { certificates } from '../support/servers/certificates.ts';

const servers: Server[] = [];
const asked: string[] = [];
let one: string;
let other: string;
let secure: string;
let ca: string;

async function listen(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Answers by the path: `/status/404`, `/to/URL`, `/bytes/COUNT`, `/twice` once with 503. */
const answer =
  (name: string): RequestListener =>
  ({ url = '', headers }, response) => {
    asked.push(`${name} ${url} ${headers.authorization ?? '-'}`);
    const [, kind, ...rest] = url.split('/');
    const isFirst = asked.filter((line) => line.includes(url)).length === 1;
    if (kind === 'status') response.writeHead(Number.parseInt(rest[0] ?? '', 10)).end('no');
    else if (kind === 'to') response.writeHead(302, { location: decodeURIComponent(rest.join('/')) }).end();
    else if (kind === 'twice' && isFirst) response.writeHead(503).end();
    else if (kind === 'broken' && isFirst) {
      response.writeHead(200, { 'content-length': '10' }).write('12345', () => response.destroy());
    } else response.end(kind === 'bytes' ? Buffer.alloc(Number(rest[0]), 'x') : 'the index');
  };

beforeAll(async () => {
  const [cert, key, authority] = await Promise.all(
    [certificates.serverCertFile, certificates.serverKeyFile, certificates.caFile].map((file) =>
      readFile(file, 'utf8'),
    ),
  );
  ca = authority ?? '';
  one = `http://127.0.0.1:${await listen(createServer(answer('one')))}`;
  other = `http://127.0.0.1:${await listen(createServer(answer('other')))}`;
  const tls = createTlsServer({ cert, key }, answer('secure'));
  secure = `https://127.0.0.1:${await listen(tls)}`;
});
afterAll(() => {
  for (const server of servers) server.close();
});

const download = (url: string, options: Partial<WebOptions> = {}, limit = 1000) => {
  asked.length = 0;
  const get = createDownload({
    credentials: ({ origin }) => (origin === one ? { username: 'me', password: 'secret' } : undefined),
    tls: () => ({ ca }),
    retries: 1,
    timeout: 5000,
    userAgent: 'test',
    ...options,
  });
  return get(url, { limit, what: 'The index' });
};
const basic = `Basic ${Buffer.from('me:secret').toString('base64')}`;

describe('a download', () => {
  it('brings the file, with the credentials of that origin', async () => {
    expect((await download(`${one}/index.yaml?token=t`)).toString()).toBe('the index');
    expect(asked).toEqual([`one /index.yaml?token=t ${basic}`]);
    expect((await download(`${secure}/index.yaml`)).toString()).toBe('the index');
    expect(asked).toEqual(['secure /index.yaml -']);
    const token = () => ({ token: 'abc' });
    await download(`${other}/x`, { credentials: token });
    expect(asked).toEqual(['other /x Bearer abc']);
  });

  it('follows redirects, and leaves the credentials behind', async () => {
    await download(`${one}/to/${encodeURIComponent(`${other}/file`)}`);
    expect(asked.at(-1)).toBe('other /file -');
    await download(`${other}/to/${encodeURIComponent(`${one}/file`)}`);
    expect(asked.at(-1)).toBe(`one /file ${basic}`);
  });

  it('trusts what is trusted for that scheme, although the other one was asked at the same host and port', async () => {
    const tls = ({ protocol }: URL) => (protocol === 'https:' ? { ca } : {});
    const get = createDownload({ credentials: () => undefined, tls, retries: 0, timeout: 5000, userAgent: 'test' });
    const file = { limit: 1000, what: 'The index' };
    await expect(get(`${secure.replace('https', 'http')}/x`, file)).rejects.toMatchObject({ code: 'NETWORK' });
    expect((await get(`${secure}/x`, file)).toString()).toBe('the index');
  });

  it('tries again what may pass', async () => {
    expect((await download(`${one}/twice`)).toString()).toBe('the index');
    expect((await download(`${one}/broken`)).toString()).toBe('the index');
    expect(asked.length).toBe(2);
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
