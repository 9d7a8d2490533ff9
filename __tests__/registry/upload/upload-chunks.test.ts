import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { openRegistry, type RegistryOptions } from '../../../src/registry/registry.ts';
import { openBytes, verified } from '../../../src/store/verified.ts';
import { type FakeRegistry, type Hook, type Quirk, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const chunkSize = 1000;
const bytes = randomBytes(2500);
const blob = describeContent('application/octet-stream', bytes);
const open = ({ host }: FakeRegistry, options: Partial<RegistryOptions> = {}) =>
  openRegistry(host, registryOptions({ retries: 1, chunkSize, ...options }))('app', 'pull,push');
const push = (server: FakeRegistry, options: Partial<RegistryOptions> = {}) =>
  open(server, options).push(blob, openBytes(bytes));
/** The requests as `METHOD status`, with the Content-Range of chunks. */
const log = ({ requests, received }: FakeRegistry) =>
  requests.map((line, index) => {
    const range = received[index]?.headers['content-range'];
    return line.replace(/ .* /, ' ') + (range === undefined ? '' : ` ${range}`);
  });
const stored = ({ content }: FakeRegistry) => content.repository('app').blobs.get(blob.digest)?.equals(bytes) ?? false;

/** Applies quirks to the chunks by their number. */
function chunksMeet(quirks: Record<number, Quirk>, otherwise: Hook = () => undefined): Hook {
  let number = 0;
  return (request) => {
    if (request.method !== 'PATCH') return otherwise(request);
    number += 1;
    return quirks[number];
  };
}

/** Answers the question how much of the session is there. */
const status =
  (range: string | undefined, code = 204): Hook =>
  ({ method, path }) =>
    method === 'GET' && path.includes('/uploads/') ? { status: code, headers: { range } } : undefined;

const first = 'PATCH 202 0-999';
const second = 'PATCH 202 1000-1999';
const third = 'PATCH 202 2000-2499';

describe('an upload in chunks', () => {
  it('is one PATCH for each, and a PUT', async () => {
    await using server = await startFakeRegistry();
    await push(server);
    expect(log(server)).toEqual(['POST 202', first, second, third, 'PUT 201']);
    expect(stored(server)).toBe(true);
  });

  it('of content that fits into one is sent whole', async () => {
    await using server = await startFakeRegistry();
    await push(server, { chunkSize: bytes.length });
    expect(log(server)).toEqual(['POST 202', 'PUT 201']);
  });

  it('is what all later uploads are, once a body was refused', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = ({ method, headers }) =>
      method === 'PUT' && Number(headers['content-length']) > 1 << 20 ? { status: 413 } : undefined;
    const notices: string[] = [];
    const registry = openRegistry(server.host, registryOptions({ onNotice: (text) => notices.push(text) }));
    for (const name of ['app', 'other']) {
      const large = randomBytes(5 << 20);
      await registry(name, 'pull,push').push(describeContent('text/plain', large), openBytes(large));
    }
    const chunked = ['POST 202', 'PATCH 202 0-4194303', 'PATCH 202 4194304-5242879', 'PUT 201'];
    expect(log(server)).toEqual(['POST 202', 'PUT 413', 'DELETE 204', ...chunked, ...chunked]);
    expect(notices).toHaveLength(1);
  });

  it('is what all later uploads are, once a body broke the connection and its chunks did not', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = ({ method, headers }) =>
      method === 'PUT' && Number(headers['content-length']) > 4 << 20 ? { lost: 'request' } : undefined;
    const registry = openRegistry(server.host, registryOptions({ retries: 1 }));
    for (const name of ['app', 'other']) {
      const large = randomBytes(5 << 20);
      await registry(name, 'pull,push').push(describeContent('text/plain', large), openBytes(large));
    }
    const chunked = ['POST 202', 'PATCH 202 0-4194303', 'PATCH 202 4194304-5242879', 'PUT 201'];
    expect(log(server)).toEqual(['POST 202', 'PUT lost', 'HEAD 404', 'DELETE 204', ...chunked, ...chunked]);
  });

  it.each<[string, string, string[]]>([
    ['more than its chunks', '2000', ['POST 202', 'PATCH 202 0-1999', 'PATCH 202 2000-2499', 'PUT 201']],
    ['more than its content', '99999', ['POST 202', 'PUT 201']],
    ['nothing that can be read', '-5 MiB', ['POST 202', first, second, third, 'PUT 201']],
  ])('to a registry that wants %s at the least', async (_, least, requests) => {
    await using server = await startFakeRegistry();
    server.onRequest = ({ method }) => (method === 'POST' ? { headers: { 'oci-chunk-min-length': least } } : undefined);
    await push(server);
    expect(log(server)).toEqual(requests);
    expect(stored(server)).toBe(true);
  });

  const anew = ['DELETE 204', 'POST 202', first, second, third, 'PUT 201'];
  it.each<[string, Record<number, Quirk>, Hook, string[]]>([
    [
      'goes on where it broke off',
      { 2: { lost: 'request' } },
      status('0-999'),
      [first, 'PATCH lost 1000-1999', 'GET 204', second, third, 'PUT 201'],
    ],
    [
      'goes on after a chunk whose answer was lost',
      { 2: { lost: 'answer' } },
      status('0-1999'),
      [first, 'PATCH lost 1000-1999', 'GET 204', third, 'PUT 201'],
    ],
    [
      'goes back when the registry says 416 and that it has less',
      { 2: { status: 202 }, 3: { status: 416 } },
      status('0-999'),
      [first, second, 'PATCH 416 2000-2499', 'GET 204', second, third, 'PUT 201'],
    ],
    [
      'begins anew when the registry has less without having said so',
      { 3: { status: 503 } },
      status('0-999'),
      [first, second, 'PATCH 503 2000-2499', 'GET 204', ...anew],
    ],
    [
      'begins anew when the registry has more than was sent',
      { 2: { status: 503 } },
      status('0-2499'),
      [first, 'PATCH 503 1000-1999', 'GET 204', ...anew],
    ],
    [
      'begins anew when it may have nothing',
      { 2: { status: 503 } },
      status('0-0'),
      [first, 'PATCH 503 1000-1999', 'GET 204', ...anew],
    ],
    [
      'begins anew when it may have nothing, and wants another part',
      { 2: { status: 416 } },
      status('0-0'),
      [first, 'PATCH 416 1000-1999', 'GET 204', ...anew],
    ],
    [
      'begins anew when it does not say',
      { 2: { status: 503 } },
      status(undefined),
      [first, 'PATCH 503 1000-1999', 'GET 204', ...anew],
    ],
    [
      'begins anew when the session is gone',
      { 2: { status: 404 } },
      status('0-999', 404),
      [first, 'PATCH 404 1000-1999', 'GET 404', ...anew],
    ],
    ['begins anew when the first chunk fails', { 1: { status: 503 } }, status('0-999'), ['PATCH 503 0-999', ...anew]],
  ])('%s', async (_, quirks, otherwise, requests) => {
    await using server = await startFakeRegistry();
    server.onRequest = chunksMeet(quirks, otherwise);
    await push(server);
    expect(log(server)).toEqual(['POST 202', ...requests]);
    expect(stored(server)).toBe(true);
  });

  /** Breaks the second chunk of the first session, of which the first one stays; what follows in it meets `then`. */
  function brokenSession(then: Hook): Hook {
    const sessions: string[] = [];
    return (request) => {
      const { path } = request;
      sessions.push(path);
      if (path !== sessions[1] || sessions.length === 2) return undefined;
      // The start, the first chunk, and this one.
      if (sessions.length === 3) return { lost: 'request' };
      return status('0-999')(request) ?? then(request);
    };
  }
  const digestInvalid: Quirk = { status: 400, body: '{"errors":[{"code":"DIGEST_INVALID"}]}' };

  it.each<[string, Hook, string[]]>([
    // Gitea 1.27.3, for ever.
    [
      'gets no further',
      ({ method }) => (method === 'PATCH' ? { status: 500 } : undefined),
      ['PATCH 500 1000-1999', 'GET 204'],
    ],
    // distribution 3.1.2 with its memory driver, which still writes the broken request.
    [
      'has more than was sent',
      ({ method }) =>
        method === 'PATCH' ? { headers: { range: '0-2499' } } : method === 'PUT' ? digestInvalid : undefined,
      [second],
    ],
    [
      'turns out to have other content',
      ({ method }) => (method === 'PUT' ? digestInvalid : undefined),
      [second, third, 'PUT 400'],
    ],
    [
      'refuses what follows',
      ({ method }) => (method === 'PATCH' ? { status: 400 } : undefined),
      ['PATCH 400 1000-1999'],
    ],
  ])('is taken up once, and begun anew when the session %s', async (_, then, requests) => {
    await using server = await startFakeRegistry();
    server.onRequest = brokenSession(then);
    await push(server, { retries: 3 });
    expect(log(server)).toEqual(['POST 202', first, 'PATCH lost 1000-1999', 'GET 204', ...requests, ...anew]);
    expect(stored(server)).toBe(true);
  });

  it('goes on in the middle of a chunk, also with the other form of Range', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = chunksMeet({ 2: { status: 503 } }, (request) => {
      const answer = status('bytes=0-1234')(request);
      if (answer) server.content.answer({ ...request, method: 'PATCH', body: bytes.subarray(1000, 1235) });
      return answer;
    });
    await push(server);
    const rest = ['PATCH 202 1235-2234', 'PATCH 202 2235-2499', 'PUT 201'];
    expect(log(server)).toEqual(['POST 202', first, 'PATCH 503 1000-1999', 'GET 204', ...rest]);
    expect(stored(server)).toBe(true);
  });

  it('goes on behind what it sent before it went back, where that arrived after all', async () => {
    await using server = await startFakeRegistry();
    const ranges = ['0-999', '0-2499'];
    server.onRequest = chunksMeet({ 2: { status: 202 }, 3: { status: 416 }, 4: { status: 503 } }, (request) => {
      if (request.method === 'PUT') return { status: 201 };
      return request.method === 'GET' ? status(ranges.shift())(request) : undefined;
    });
    await push(server, { retries: 2 });
    const back = ['PATCH 416 2000-2499', 'GET 204', 'PATCH 503 1000-1999', 'GET 204'];
    expect(log(server)).toEqual(['POST 202', first, second, ...back, 'PUT 201']);
  });

  it('takes a 416 for a limit at its first chunk alone', async () => {
    await using server = await startFakeRegistry();
    const size = 1 << 20;
    const large = randomBytes(2 * size);
    server.onRequest = chunksMeet({ 2: { status: 416 } }, status(`0-${size - 1}`));
    const store = open(server, { chunkSize: size });
    await store.push(describeContent('text/plain', large), openBytes(large));
    const half = 'PATCH 202 1048576-2097151';
    expect(log(server)).toEqual([
      'POST 202',
      'PATCH 202 0-1048575',
      half.replace('202', '416'),
      'GET 204',
      half,
      'PUT 201',
    ]);
  });

  it('may break once for each chunk, as long as it gets further', async () => {
    await using server = await startFakeRegistry();
    const ranges = ['0-999', '0-1999'];
    const quirks = { 2: { lost: 'request' }, 4: { lost: 'request' } } as const;
    server.onRequest = chunksMeet(quirks, (request) =>
      request.method === 'GET' ? status(ranges.shift())(request) : undefined,
    );
    await push(server);
    expect(log(server).filter((line) => line.startsWith('PATCH'))).toEqual([
      first,
      'PATCH lost 1000-1999',
      second,
      'PATCH lost 2000-2499',
      third,
    ]);
  });

  it('is given up after the retries when it gets no further', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = chunksMeet({ 2: { status: 503 }, 3: { status: 503 } }, status('0-999'));
    await expect(push(server)).rejects.toMatchObject({ code: 'REGISTRY', status: 503 });
    expect(log(server)).toEqual([
      'POST 202',
      first,
      'PATCH 503 1000-1999',
      'GET 204',
      'PATCH 503 1000-1999',
      'DELETE 204',
    ]);
  });

  it('of content that changed fails before the end, and the session is given back', async () => {
    await using server = await startFakeRegistry();
    const changed = Buffer.from(bytes).fill(0, 0, 100);
    const attempt = open(server).push(blob, async () => verified(await openBytes(changed)(), blob));
    await expect(attempt).rejects.toMatchObject({ code: 'INTEGRITY' });
    expect(log(server)).toEqual(['POST 202', first, second, third, 'DELETE 204']);
  });

  it('of content that grew meanwhile is not ended as if it were whole', async () => {
    await using server = await startFakeRegistry();
    const grown = openBytes(Buffer.concat([bytes, bytes]));
    await expect(open(server).push(blob, grown)).rejects.toMatchObject({ code: 'INTEGRITY' });
    expect(log(server)).toEqual(['POST 202', first, second, third, 'DELETE 204']);
  });

  it('that fails leaves nothing of its content open', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = chunksMeet({ 2: { status: 403 } });
    let [opened, closed] = [0, 0];
    async function* content() {
      opened += 1;
      try {
        for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
      } finally {
        closed += 1;
      }
    }
    await expect(open(server).push(blob, async () => content())).rejects.toMatchObject({ code: 'DENIED' });
    expect([opened, closed]).toEqual([1, 1]);
  });

  it('goes to the newest Location each time', async () => {
    await using server = await startFakeRegistry();
    let number = 0;
    server.onRequest = ({ method }) =>
      method === 'PATCH'
        ? { status: 202, headers: { location: `/next/${++number}?a=%2B` } }
        : method === 'PUT'
          ? { status: 201 }
          : undefined;
    await push(server);
    expect(server.received.slice(2).map(({ url }) => url)).toEqual([
      '/next/1?a=%2B',
      '/next/2?a=%2B',
      `/next/3?a=%2B&digest=${encodeURIComponent(blob.digest)}`,
    ]);
  });
});
