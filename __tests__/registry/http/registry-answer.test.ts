import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { RegistryError } from '../../../src/errors.ts';
import { isStoredStatus, isTakenStatus, refusal } from '../../../src/registry/http/registry-answer.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { type FakeRegistry, type Quirk, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const open = ({ host }: FakeRegistry) => openRegistry(host, registryOptions())('app', 'pull');
const errors = (...codes: string[]) =>
  JSON.stringify({ errors: codes.map((code) => ({ code, message: `the ${code.toLowerCase()}` })) });
const html = { 'content-type': 'text/html' };

describe('a refusal', () => {
  it.each<[string, Quirk & { status: number }, string, string]>([
    ['400', { status: 400 }, 'REGISTRY', 'answered 400'],
    ['403', { status: 403 }, 'DENIED', 'answered 403'],
    ['405', { status: 405 }, 'UNSUPPORTED', 'answered 405'],
    ['500', { status: 500 }, 'REGISTRY', 'answered 500'],
    ['501', { status: 501 }, 'UNSUPPORTED', 'answered 501'],
    ['an odd success', { status: 203 }, 'REGISTRY', 'answered 203'],
    ['its errors', { status: 404, body: errors('NAME_UNKNOWN') }, 'NOT_FOUND', '404, NAME_UNKNOWN: the name_unknown'],
    [
      'the detail of an error when it is a text',
      {
        status: 400,
        body: JSON.stringify({
          errors: [
            { code: 'MANIFEST_INVALID', message: 'manifest invalid', detail: `unknown media type${'x'.repeat(500)}` },
            { code: 'A', message: 'a', detail: { tag: 'v1' } },
          ],
        }),
      },
      'REGISTRY',
      `400, MANIFEST_INVALID: manifest invalid: unknown media type${'x'.repeat(82)} … ${'x'.repeat(100)}; A: a`,
    ],
    [
      'an error that says more than the status',
      { status: 400, body: errors('DENIED') },
      'DENIED',
      'DENIED: the denied',
    ],
    [
      'an error that says more than the one before it',
      { status: 400, body: errors('A', 'DENIED') },
      'DENIED',
      'A: the a',
    ],
    [
      'the one of two that says most',
      { status: 400, body: errors('UNSUPPORTED', 'DIGEST_INVALID') },
      'INTEGRITY',
      '400, ',
    ],
    ['a limit', { status: 503, body: errors('TOOMANYREQUESTS') }, 'RATE_LIMITED', 'TOOMANYREQUESTS'],
    ['the name of an object member', { status: 400, body: errors('constructor') }, 'REGISTRY', 'constructor: '],
    [
      'errors of another form',
      { status: 400, body: '{"errors":[1,{},{"code":7}]}' },
      'REGISTRY',
      '400, UNKNOWN; UNKNOWN',
    ],
    ['a page', { status: 413, headers: html, body: '<h1>Too large</h1>' }, 'TOO_LARGE', '413, with an HTML page'],
    ['text, its first line', { status: 500, body: 'out of\nmemory' }, 'REGISTRY', 'answered 500, out of'],
    ['a body that breaks off', { status: 500, body: 'x'.repeat(100), cutAfter: 5 }, 'REGISTRY', 'answered 500'],
    ['a wait', { status: 503, headers: { 'retry-after': '7' } }, 'REGISTRY', 'answered 503, Retry-After: 7'],
  ])('tells %s', async (_, quirk, code, words) => {
    await using server = await startFakeRegistry();
    server.onRequest = () => quirk;
    // A cut body would be a broken connection for the buffered answer to `manifest`.
    const error = await open(server)
      .fetch({ mediaType: 'text/plain', digest: `sha256:${'0'.repeat(64)}`, size: 1 })
      .catch((caught: unknown) => caught as RegistryError);
    expect(error).toBeInstanceOf(RegistryError);
    expect(error).toMatchObject({ code, status: quirk.status });
    expect((error as RegistryError).message).toMatch(/^127\.0\.0\.1:\d+\/app@sha256:0+: 127\.0\.0\.1:\d+ answered /);
    expect((error as RegistryError).message).toContain(words);
    expect((error as RegistryError).message.split('\n')).toHaveLength(1);
  });

  it('names the request without its query', async () => {
    await using server = await startFakeRegistry();
    const storage = '/storage/blob?X-Signature=secret';
    server.onRequest = ({ path }) =>
      path === '/storage/blob' ? { status: 403 } : { status: 307, headers: { location: storage } };
    const fetching = open(server).fetch({ mediaType: 'text/plain', digest: `sha256:${'0'.repeat(64)}`, size: 1 });
    const error = await fetching.catch((caught: unknown) => caught);
    // The request is the one that was sent; the answer may have come from another place.
    expect(error).toMatchObject({ request: `GET ${server.url}/storage/blob`, errors: [] });
    expect(JSON.stringify(error) + (error as Error).message).not.toContain('secret');
  });
});

describe('what a refusal is told as', () => {
  const text = (length: number) => 'x'.repeat(length);
  const json = (value: unknown) => JSON.stringify(value);
  const robot = { source: 'inputs', place: 'the inputs', username: 'robot' } as const;
  type Answer = { status?: number; body?: string; headers?: Record<string, string>; login?: typeof robot };
  it.each<[string, Answer, string, object]>([
    ['text', { body: ' no\nmore' }, ', no', { words: 'no' }],
    ['long text', { body: text(201) }, `, ${text(200)}`, { words: text(200) }],
    ['null', { body: 'null' }, ', null', { errors: [] }],
    ['a list', { body: '[{"errors":[]}]' }, ', [{"errors":[]}]', { errors: [] }],
    [
      'five errors of six',
      { body: json({ errors: [1, 2, 3, 4, 5, 6].map((code) => ({ code: `E${code}` })) }) },
      ', E1; E2; E3; E4; E5',
      {},
    ],
    [
      'the beginnings of long errors',
      { body: json({ errors: [{ code: text(101), message: text(501) }] }) },
      `, ${text(100)}: ${text(500)}`,
      {},
    ],
    [
      'errors and a wait, of which the rest is cut',
      { body: json({ errors: [{ code: 'A' }] }), headers: { 'retry-after': text(41) } },
      `, A, Retry-After: ${text(40)}`,
      { words: 'A' },
    ],
    ['a page', { body: 'x', headers: { 'content-type': 'TEXT/HTML' } }, ', with an HTML page', { topic: 'html-page' }],
    ['a page that begins late', { body: '\n <p>' }, ', with an HTML page', { topic: 'html-page' }],
    ['text with a tag in it', { body: 'a <b>' }, ', a <b>', { topic: undefined }],
    [
      'errors of a page',
      { body: json({ errors: [{ code: 'A' }] }), headers: { 'content-type': 'text/html' } },
      ', A',
      { topic: undefined },
    ],
    ['a user', { status: 401, login: robot }, '; it refused user "robot" (from the inputs)', { login: robot }],
    [
      'a token',
      { status: 401, body: 'no', login: { ...robot, username: '' } as never },
      ', no; it refused a token (from the inputs)',
      {},
    ],
    [
      'a user whose name looks like a token',
      { status: 401, login: { ...robot, username: `ghp_${'a'.repeat(36)}` } as never },
      '; it refused a hidden user (from the inputs)',
      {},
    ],
    ['a user who is not the reason', { status: 404, login: robot }, '', { login: robot }],
  ])('%s', async (_, { status = 400, body = '', headers = {}, login }, said, facts) => {
    const response = { status, headers, body: Readable.from([Buffer.from(body)]), url: 'https://r.test/a?b' };
    const error = await refusal({ method: 'GET', url: '' }, { ...response, login }, 'r.test/app');
    expect(error.message).toBe(`r.test/app: r.test answered ${status}${said}`);
    expect(error).toMatchObject({ request: 'GET https://r.test/a', ...facts });
  });

  it('of a HEAD is the status alone', async () => {
    const response = { status: 404, headers: {}, body: Readable.from([Buffer.from('text')]), url: 'https://r.test/' };
    const error = await refusal({ method: 'HEAD', url: '' }, response, 'x');
    expect(error.message).toBe('x: r.test answered 404');
  });
});

it.each([
  [199, false, false],
  [200, true, true],
  [201, true, true],
  [202, true, false],
  [203, true, true],
  [204, true, true],
  [205, false, false],
  [307, false, false],
])('%i: a chunk or a manifest was taken: %s; a blob is stored: %s', (status, isTaken, isStored) => {
  expect([isTakenStatus(status), isStoredStatus(status)]).toEqual([isTaken, isStored]);
});
