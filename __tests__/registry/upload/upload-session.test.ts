import { Readable } from 'node:stream';
import { describe, expect, it, jest } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { BodyLimit } from '../../../src/registry/http/body-limit.ts';
import type { Connection, HttpRequest, Send } from '../../../src/registry/http/http.ts';
import { Pieces } from '../../../src/registry/upload/pieces.ts';
import { cancel, type Session, sendContent, takeUp } from '../../../src/registry/upload/upload-session.ts';
import { openBytes } from '../../../src/store/verified.ts';

const url = 'https://r.test/v2/app/blobs/uploads/1';
const bytes = Buffer.alloc(5 * 1024 * 1024, 'x');
const descriptor = describeContent('application/octet-stream', bytes);

/** A session in memory, whose requests are answered so, one after the other; the last answer stays. */
function session(answers: (number | Error | { status: number; range: string })[], rest: Partial<Session> = {}) {
  const sent: HttpRequest[] = [];
  const send: Send = async (request) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)] as (typeof answers)[number];
    sent.push(request);
    if (answer instanceof Error) throw answer;
    const { status, range } = typeof answer === 'number' ? { status: answer, range: undefined } : answer;
    return { status, headers: { range }, body: Readable.from([]), url: request.url };
  };
  const limit = new BodyLimit('r.test');
  const connection: Connection = {
    ...{ url: 'https://r.test', send, sendOnce: send, retries: 1, limit },
    ...{ unmountable: new Set<string>(), takesTags: false },
  };
  const own: Session = {
    connection,
    request: { method: 'POST', url },
    url,
    minChunk: 0,
    offset: 0,
    sent: 0,

    ...rest,
  };
  return { own, sent, limit };
}

const send = (own: Session, { chunkSize = Number.POSITIVE_INFINITY, failures = 0 } = {}) => {
  const open = openBytes(bytes);
  const blob = { request: own.request, blobUrl: url, descriptor, open, mountFrom: undefined, what: 'a blob' };
  return sendContent(own, blob, new Pieces(open, descriptor.size), { chunkSize, failures });
};

describe('Content that is sent', () => {
  it.each([
    ['ECONNRESET', 'broken'],
    ['EPIPE', 'broken'],
    ['UND_ERR_SOCKET', 'broken'],
    // Silence is no limit of a proxy.
    ['UND_ERR_HEADERS_TIMEOUT', 'passing'],
    ['ECONNREFUSED', 'passing'],
    ['EAI_AGAIN', 'passing'],
  ])('and meets %s has a failure that is %s', async (code, kind) => {
    const cause = Object.assign(new Error(code), { code });
    const { own } = session([new OciError('NETWORK', 'x', { cause })]);
    expect(await send(own)).toMatchObject({ kind, status: 0, bytes: bytes.byteLength, isMaybeStored: true });
  });

  it.each([
    ['whole', Number.POSITIVE_INFINITY, [201]],
    ['in chunks', 4 * 1024 * 1024, [202, 202, 201]],
  ])('%s is known to have passed', async (_, chunkSize, answers) => {
    const { own, limit } = session(answers);
    expect(await send(own, { chunkSize })).toBeUndefined();
    const largest = Math.min(chunkSize, bytes.byteLength);
    expect(limit.sizeToTry(largest, 0)).toBeUndefined();
    expect(limit.sizeToTry(largest + 1, 0)).toBe(4 * 1024 * 1024);
  });

  it.each([
    [0, undefined],
    [1, 2],
    [4, 5],
  ])('after %s failures is told as attempt %s', async (failures, attempt) => {
    const { own, sent } = session([201]);
    await send(own, { failures });
    expect(sent.map((request) => request.attempt)).toEqual([attempt]);
  });
});

it.each([
  [200, '0-9', 10],
  [202, '0-9', 10],
  [204, 'bytes=0-9', 10],
  [204, '0-99', 100],
  [204, '0-100', undefined],
  [204, '0-3', undefined],
  [204, '0-4', 5],
  [204, '0-0', undefined],
  [204, '1-9', undefined],
  [204, '0-9x', undefined],
  [206, '0-9', undefined],
  [404, '0-9', undefined],
  [416, '0-9', undefined],
  [500, '0-9', undefined],
])(
  'A session of which 5 of 100 bytes were taken, and that is said to have, by %s, %s, goes on at %s',
  async (status, range, offset) => {
    const { own } = session([{ status, range }], { offset: 5, sent: 100 });
    expect(await takeUp(own, 0)).toBe(offset !== undefined);
    expect(own.offset).toBe(offset ?? 5);
  },
);

it.each([true, false])('A session is given back, but not once the step has ended: %s', async (hasEnded) => {
  const step = new AbortController();
  if (hasEnded) step.abort(new Error('the step has ended'));
  const { own, sent } = session([500], { request: { method: 'POST', url, signal: step.signal } });
  await cancel(own);
  expect(sent.map(({ method, isBestEffort }) => [method, isBestEffort])).toEqual(hasEnded ? [] : [['DELETE', true]]);
});

it.each([undefined, new AbortController().signal])(
  'A session is not given back for longer than a moment, whatever the signal of its step: %#',
  async (signal) => {
    const patience = AbortSignal.abort(new Error('two seconds have passed'));
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(patience);
    const { own, sent } = session([204], { request: { method: 'POST', url, signal } });
    await cancel(own);
    expect(timeout.mock.calls).toEqual([[2_000]]);
    expect(sent.map((request) => request.signal?.aborted)).toEqual([true]);
    timeout.mockRestore();
  },
);
