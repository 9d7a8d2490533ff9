import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { giveUp } from '../../src/chunks.ts';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { download } from '../../src/registry/download.ts';
import type { Send } from '../../src/registry/http/http.ts';
import { openRegistry } from '../../src/registry/registry.ts';
import { buffer } from '../support/content/buffer.ts';
import { type FakeRegistry, type Hook, type Quirk, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { registryOptions } from '../support/servers/registry-options.ts';

const bytes = randomBytes(300_000);
const blob = describeContent('application/octet-stream', bytes);
const cutAt = 100_000;

async function startWithBlob(hook: Hook): Promise<FakeRegistry> {
  const server = await startFakeRegistry();
  server.content.addBlob('app', bytes);
  server.onRequest = hook;
  return server;
}

/** Answers each request for the blob with the next quirk. */
function inTurn(...quirks: Quirk[]): Hook {
  return () => quirks.shift();
}

const fetchAll = async ({ host }: FakeRegistry, retries = 1) =>
  buffer(await openRegistry(host, registryOptions({ retries }))('app', 'pull').fetch(blob));
/** What was asked for: the first byte of each request. */
const startsOf = ({ received }: FakeRegistry) => received.map(({ headers }) => headers.range ?? 'all');

describe('a blob', () => {
  it.each<[string, Quirk[], string[]]>([
    ['whose answer breaks off is taken up from there', [{ cutAfter: cutAt }], ['all', `bytes=${cutAt}-`]],
    [
      'is read anew from a registry that ignores Range',
      [{ cutAfter: cutAt }, { status: 200, body: bytes }],
      ['all', `bytes=${cutAt}-`],
    ],
    [
      'is read anew when the part is another than was asked for',
      [{ cutAfter: cutAt }, { status: 206, headers: { 'content-range': 'bytes 0-9/300000' }, body: '0123456789' }],
      ['all', `bytes=${cutAt}-`, 'all'],
    ],
    [
      'is read anew when the part begins elsewhere, and its length is not told',
      [
        { cutAfter: cutAt },
        {
          status: 206,
          headers: { 'content-range': `bytes ${cutAt + 1}-299999/300000`, 'content-length': undefined },
          body: bytes.subarray(cutAt + 1),
        },
      ],
      ['all', `bytes=${cutAt}-`, 'all'],
    ],
    [
      'is read anew when the part does not say what it is',
      [{ cutAfter: cutAt }, { status: 206, body: 'x' }],
      ['all', `bytes=${cutAt}-`, 'all'],
    ],
    ...[
      ['another size', `bytes ${cutAt}-299999/300001`, 200_000],
      ['an end beyond the content', `bytes ${cutAt}-300000/*`, 200_001],
      ['another length', `bytes ${cutAt}-299999/300000`, 300_000],
      ['a shorter length', `bytes ${cutAt}-299999/300000`, 199_999],
    ].map(([what, range, length]): [string, Quirk[], string[]] => [
      `is read anew when the part is said to have ${what}`,
      [
        { cutAfter: cutAt },
        { status: 206, headers: { 'content-range': `${range}` }, body: Buffer.alloc(Number(length)) },
      ],
      ['all', `bytes=${cutAt}-`, 'all'],
    ]),
    [
      'is taken up from a part that does not say how long it is',
      [
        { cutAfter: cutAt },
        {
          status: 206,
          headers: { 'content-range': `bytes ${cutAt}-299999/300000`, 'content-length': undefined },
          body: bytes.subarray(cutAt),
        },
      ],
      ['all', `bytes=${cutAt}-`],
    ],
    [
      'is taken up from a part of content whose size is not told',
      [
        { cutAfter: cutAt },
        { status: 206, headers: { 'content-range': `bytes ${cutAt}-299999/*` }, body: bytes.subarray(cutAt) },
      ],
      ['all', `bytes=${cutAt}-`],
    ],
    ['is read anew after 416', [{ cutAfter: cutAt }, { status: 416 }], ['all', `bytes=${cutAt}-`, 'all']],
    [
      'is taken up again and again as long as there is progress',
      [{ cutAfter: cutAt }, { cutAfter: cutAt }],
      ['all', `bytes=${cutAt}-`, `bytes=${2 * cutAt}-`],
    ],
    ['that is sent as it is, and says so, is read', [{ headers: { 'content-encoding': 'Identity' } }], ['all']],
    [
      'that ends early without an error is taken up from there',
      [{ status: 200, headers: { 'content-length': undefined }, body: bytes.subarray(0, cutAt) }],
      ['all', `bytes=${cutAt}-`],
    ],
    [
      'in a part that ends early is taken up from there',
      [
        { cutAfter: cutAt },
        {
          status: 206,
          headers: { 'content-range': `bytes ${cutAt}-199999/300000` },
          body: bytes.subarray(cutAt, 2 * cutAt),
        },
      ],
      ['all', `bytes=${cutAt}-`, `bytes=${2 * cutAt}-`],
    ],
  ])('%s', async (_, quirks, starts) => {
    await using server = await startWithBlob(inTurn(...quirks));
    expect(bytes.equals(await fetchAll(server))).toBe(true);
    expect(startsOf(server)).toEqual(starts);
  });

  it('that never gets further is given up', async () => {
    await using server = await startWithBlob(() => ({ cutAfter: 10 }));
    await expect(fetchAll(server)).rejects.toMatchObject({ code: 'NETWORK' });
    expect(startsOf(server)).toEqual(['all', 'bytes=10-']);
  });

  const wrong = Buffer.from(bytes);
  wrong[0] = (wrong[0] ?? 0) ^ 1;
  it.each<[string, Quirk, string]>([
    ['in another encoding', { headers: { 'content-encoding': 'gzip' } }, 'REGISTRY'],
    ['of another size', { status: 200, body: 'short' }, 'INTEGRITY'],
    ['of 64 MiB', { status: 200, body: Buffer.alloc(64 << 20) }, 'INTEGRITY'],
    [
      'of an unknown size that is longer',
      { status: 200, headers: { 'content-length': undefined }, body: Buffer.alloc(8 << 20) },
      'INTEGRITY',
    ],
    ['with another byte', { status: 200, body: wrong }, 'INTEGRITY'],
    ['as a part that was not asked for', { status: 206, body: bytes }, 'REGISTRY'],
  ])('that comes %s is refused at once', async (_, quirk, code) => {
    await using server = await startWithBlob(() => quirk);
    await expect(fetchAll(server)).rejects.toMatchObject({ code });
    expect(server.received).toHaveLength(1);
  });

  it('whose beginning was wrong is refused in the end, also when the rest was taken up', async () => {
    await using server = await startWithBlob(inTurn({ body: wrong, cutAfter: cutAt }));
    await expect(fetchAll(server)).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it('that vanishes in between says so', async () => {
    await using server = await startWithBlob(inTurn({ cutAfter: cutAt }, { status: 404 }));
    await expect(fetchAll(server)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['not begun', 0],
    ['begun', 1],
  ])('whose reader has %s and gives up is not sent to the end', async (_, chunks) => {
    const large = Buffer.alloc(32 << 20, 'x');
    await using server = await startWithBlob(() => undefined);
    server.content.addBlob('app', large);
    const store = openRegistry(server.host, registryOptions())('app', 'pull');
    const stream = await store.fetch(describeContent('application/octet-stream', large));
    if (chunks > 0) await stream[Symbol.asyncIterator]().next();
    await giveUp(stream);
    await server.ended();
  });

  it('whose reader is slow is not a trickle', async () => {
    const large = randomBytes(4 << 20);
    await using server = await startWithBlob(() => undefined);
    server.content.addBlob('app', large);
    const store = openRegistry(server.host, registryOptions({ timeout: 200 }))('app', 'pull');
    let received = 0;
    let chunks = 0;
    for await (const chunk of await store.fetch(describeContent('application/octet-stream', large))) {
      received += chunk.byteLength;
      if (++chunks % 4 === 0) await delay(300);
    }
    expect(chunks).toBeGreaterThan(4);
    expect(received).toBe(large.byteLength);
    expect(server.received).toHaveLength(1);
  });

  it('fails with the reason of an abort while it is read', async () => {
    await using server = await startWithBlob(() => undefined);
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    const store = openRegistry(server.host, registryOptions({ retries: 3 }))('app', 'pull');
    const reading = async () => {
      for await (const _ of await store.fetch(blob, controller.signal)) controller.abort(reason);
    };
    await expect(reading()).rejects.toBe(reason);
    expect(server.received).toHaveLength(1);
  });
});

it('A transfer that breaks again and again with next to nothing is given up, however much came before', async () => {
  const sent: (string | undefined)[] = [];
  const send: Send = async ({ url, headers }) => {
    const start = sent.length === 0 ? 0 : cutAt + sent.length - 1;
    sent.push(headers?.['range']);
    const body = (async function* () {
      yield bytes.subarray(start, start === 0 ? cutAt : start + 1);
      if (sent.length < 4) throw new Error('cut');
    })();
    const range = `bytes ${start}-299999/300000`;
    return { status: start === 0 ? 200 : 206, headers: { 'content-range': range }, body, url };
  };
  const options = { descriptor: blob, retries: 1, what: 'The blob' };
  const chunks = await download(send, { method: 'GET', url: 'https://r.test/' }, options);
  await expect(buffer(chunks)).rejects.toMatchObject({ code: 'NETWORK' });
  expect(sent).toEqual([undefined, `bytes=${cutAt}-`]);
});
