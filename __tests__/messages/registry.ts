import { Readable } from 'node:stream';
import { describe as describeContent, emptyJson } from '../../src/oci/descriptor.ts';
import { imageManifest } from '../../src/oci/media-types.ts';
import { BodyLimit } from '../../src/registry/http/body-limit.ts';
import { describeLogin } from '../../src/registry/http/describe-login.ts';
import { refusal } from '../../src/registry/http/registry-answer.ts';
import { networkError } from '../../src/registry/http/transport.ts';
import { pages } from '../../src/registry/lists/pages.ts';
import { Pieces } from '../../src/registry/upload/pieces.ts';
import { createAsk, createDownload } from '../../src/registry/web.ts';
import { redirected, resolveLocation } from '../../src/registry/wrapped/redirected.ts';
import { tellAttempt } from '../../src/registry/wrapped/waits.ts';
import { openBytes } from '../../src/store/verified.ts';
import { clock } from '../../src/time.ts';
import { type InMemoryAnswer, storeInMemory } from '../support/servers/store-in-memory.ts';
import type { MessageRow } from './message-row.ts';

const one = `sha256:${'1'.repeat(64)}` as const;
const two = `sha256:${'2'.repeat(64)}` as const;
const bytes = Buffer.from('{"schemaVersion":2}');
const manifest = describeContent(imageManifest, bytes);
const blob = describeContent('text/plain', bytes);

type Store = ReturnType<typeof storeInMemory>['store'];
/** What is done in a repository whose registry answers every request so. */
const answered = (answer: InMemoryAnswer, work: (store: Store) => Promise<unknown>) => () =>
  work(storeInMemory(() => answer).store);
const look = (store: Store) => store.resolve('v1');
const listTags = (store: Store) => Array.fromAsync(store.tags());
const served = (type?: string) =>
  answered({ status: 200, headers: { 'content-type': type } }, (store) => store.manifest('v1'));

/** How a refusal of a request to `r.test` is told. */
const refused =
  (status: number, body = '', headers: Record<string, string> = {}, username?: string) =>
  async () => {
    const login = username === undefined ? undefined : ({ source: 'inputs', place: 'the inputs', username } as const);
    const response = { status, headers, body: Readable.from([Buffer.from(body)]), url: 'https://r.test/a?b' };
    return (await refusal({ method: 'GET', url: '' }, { ...response, login }, 'r.test/app')).message;
  };
const errors = (...list: object[]) => JSON.stringify({ errors: list });

/** Reads a list whose page has this `Link`. */
const pagesBehind = (link: string) => async () => {
  const url = 'https://r.test/v2/app/tags/list';
  const page = { status: 200, headers: { link }, body: Readable.from([]), url };
  await Array.fromAsync(pages(async () => page, { method: 'GET', url }, page, 'The list'));
};

/** The notice about a body that was refused. */
const noticeOf = (bytesSent: number, status: number) => () => {
  const notices: string[] = [];
  new BodyLimit('r.test', undefined, (text) => notices.push(text)).noteRefused(bytesSent, 0, status);
  return notices;
};
const attempt = (wait: number, count: { next: number; all?: number }) => () => {
  const lines: string[] = [];
  const told = { ...count, wait, start: clock() - 60_000 };
  tellAttempt((line) => lines.push(line), 'r.test answered 503', told);
  return lines;
};
const web = { tls: () => ({}), retries: 0, timeout: 1_000, userAgent: 'test' };
const download = (url: string) => () =>
  createDownload({ ...web, credentials: () => undefined })(url, { limit: 10, what: 'The index' });
const ask = (url: string) => () => createAsk(web)(url, { what: 'The log', accept: 'a/b' });
const askedTo = (location: string) => () => resolveLocation('https://r.test/v2/', location);

const moved = 'r.test (https) redirected us to http: refused';
const nginx = '. For nginx, raise client_max_body_size';

export const registryMessages: readonly MessageRow[] = [
  ['a refusal', refused(404), 'r.test/app: r.test answered 404'],
  [
    'a refusal with errors',
    refused(400, errors({ code: 'A', message: 'a', detail: 'why' }, { code: 'B' })),
    'r.test/app: r.test answered 400, A: a: why; B',
  ],
  [
    'a refusal whose reason is in an object',
    refused(403, errors({ code: 'DENIED', message: 'denied', detail: { description: 'about', reason: 'by policy' } })),
    'r.test/app: r.test answered 403, DENIED: denied: by policy',
  ],
  [
    'a refusal with a long detail, whose end counts',
    refused(500, errors({ code: 'UNKNOWN', detail: `${'a'.repeat(300)}: no space left on device` })),
    `r.test/app: r.test answered 500, UNKNOWN: ${'a'.repeat(100)} … ${'a'.repeat(75)}: no space left on device`,
  ],
  [
    'a refusal with a bare error',
    refused(401, '{"code":"UNAUTHORIZED","message":"authentication required"}'),
    'r.test/app: r.test answered 401, UNAUTHORIZED: authentication required',
  ],
  ['a refusal with text', refused(500, 'out of\nmemory'), 'r.test/app: r.test answered 500, out of'],
  ['a refusal with a page', refused(502, '<html>'), 'r.test/app: r.test answered 502, with an HTML page'],
  [
    'a refusal with a wait',
    refused(503, '', { 'retry-after': '7' }),
    'r.test/app: r.test answered 503, Retry-After: 7',
  ],
  [
    'a refused user',
    refused(401, 'no', {}, 'me'),
    'r.test/app: r.test answered 401, no; it refused user "me" (from the inputs)',
  ],
  [
    'a refused user that may be a secret',
    () => describeLogin({ source: 'inputs', place: 'the inputs', username: 'glpat-x1y2z3' }),
    'a hidden user (from the inputs)',
  ],
  [
    'a refused token',
    () => describeLogin({ source: 'inputs', place: 'the inputs', username: '' }),
    'a token (from the inputs)',
  ],

  ['a page without an end', pagesBehind('"'), 'The list has another page, but its Link header cannot be read'],
  ['a circle of pages', pagesBehind('<list>; rel=next'), 'The list leads back to an earlier page'],
  ['a page at no address', pagesBehind('<http://[>; rel=next'), 'The list has a next page without a valid address'],
  [
    'too many pages',
    async () => {
      let at = 0;
      const page = () => {
        at += 1;
        const headers = { link: `</${at}>; rel=next` };
        return { status: 200, headers, body: Readable.from([]), url: 'https://r.test/' };
      };
      await Array.fromAsync(pages(async () => page(), { method: 'GET', url: 'https://r.test/' }, page(), 'The list'));
    },
    'The list has more than 1000 pages',
  ],
  [
    'a page elsewhere',
    pagesBehind('<//evil.test/x>; rel=next'),
    'The list continues at https://evil.test, which is not the registry: refused',
  ],
  ...(
    [
      ['no JSON', '<html>', 'was answered with something that is not JSON'],
      ['no list', '[]', 'was answered without a list of tags'],
      ['too long a page', ' '.repeat(4 * 1024 * 1024 + 1), 'is larger than 4 MiB'],
      ['too many pieces', `{"tags":[${'1,'.repeat(250_000)}1]}`, 'has more than 250000 pieces of JSON'],
    ] as const
  ).map(
    ([what, body, words]): MessageRow => [
      `tags: ${what}`,
      answered({ status: 200, body }, listTags),
      `The list of tags of r.test/app ${words}`,
    ],
  ),

  [
    'an HTML page for a manifest',
    served('text/html'),
    'r.test answered for v1 with an HTML page: it does not behave like a registry',
  ],
  ['another type for a manifest', served('a/b'), 'r.test/app:v1 was served as a/b, not as a manifest'],
  ['no type for a manifest', served(), 'r.test/app:v1 was served as no media type, not as a manifest'],
  [
    'a manifest of 2022',
    served('application/vnd.oci.artifact.manifest.v1+json'),
    'r.test/app:v1 is an OCI artifact manifest of 2022 (application/vnd.oci.artifact.manifest.v1+json): not supported',
  ],
  [
    'no digest in the header',
    answered({ status: 200, headers: { 'docker-content-digest': 'x', 'content-type': imageManifest } }, look),
    'r.test answered for v1 with an invalid digest in Docker-Content-Digest',
  ],
  [
    'another digest in the header',
    answered({ status: 200, headers: { 'docker-content-digest': two } }, (store) => store.resolve(one)),
    `r.test answered for ${one} with another digest, ${two}, in Docker-Content-Digest`,
  ],
  [
    'a refused manifest',
    answered({ status: 400 }, (store) => store.push(manifest, openBytes(bytes), { tags: ['v1'] })),
    'The manifest r.test/app:v1: r.test answered 400',
  ],

  [
    'a manifest that was taken and is not there',
    () => {
      const { store } = storeInMemory(({ method }) => ({ status: method === 'PUT' ? 201 : 404 }));
      return store.push(manifest, openBytes(bytes), { tags: ['v1'] });
    },
    'r.test took the manifest r.test/app:v1, but does not have it',
  ],
  [
    'a refused upload of the empty config',
    answered({ status: 403 }, (store) => store.push(emptyJson, openBytes(Buffer.from('{}')))),
    'The upload to r.test/app: r.test answered 403',
  ],
  [
    'a refused upload of a file',
    answered({ status: 403 }, (store) =>
      store.push({ ...blob, annotations: { 'org.opencontainers.image.title': 'a\n.txt' } }, openBytes(bytes)),
    ),
    'The upload of "a\\n.txt" to r.test/app: r.test answered 403',
  ],
  [
    'an upload without a Location',
    answered({ status: 202 }, (store) => store.push(blob, openBytes(bytes))),
    `The upload of ${blob.digest} to r.test/app was given no Location`,
  ],
  [
    'content that grows',
    async () => {
      const pieces = new Pieces(openBytes(bytes), 10);
      await Array.fromAsync(await pieces.piece(0, 10)());
      await pieces.finish();
    },
    'Content of 10 bytes grew while it was sent',
  ],
  [
    'a body that is too large for nginx',
    noticeOf(9 << 20, 413),
    [`r.test refused a body of 9 MiB (413): sending it in chunks of 4 MiB${nginx}`],
  ],
  [
    'a body that is too large',
    noticeOf(1 << 20, 416),
    ['r.test refused a body of 1 MiB (416): sending it in chunks of 512 KiB'],
  ],
  ['another attempt', attempt(250, { next: 2, all: 6 }), ['r.test answered 503: attempt 2 of 6 in 0.3 s']],
  [
    'an attempt beyond the retries',
    attempt(8_000, { next: 7 }),
    ['r.test answered 503: attempt 7 in 8 s, since it answered before'],
  ],

  ['a step down to http', askedTo('http://r.test/x'), moved],
  ['no Location to read', askedTo('https://'), 'r.test answered with an invalid Location'],
  [
    'endless redirects',
    async () => {
      const headers = { location: '/x' };
      const answer = { status: 307, headers, body: Readable.from([]), url: 'https://r.test/' };
      await redirected(async () => answer)({ method: 'GET', url: 'https://r.test/' });
    },
    'r.test redirected us more than 5 times',
  ],
  [
    'a broken connection',
    () => networkError('https://r.test:5000/v2/?a=b', new Error('one line\nand more')).message,
    'The connection to r.test:5000 failed: one line',
  ],
  [
    'a certificate, without the advice of Node',
    () => networkError('https://r.test/', new Error('self-signed; if the root CA is installed locally, x')).message,
    'The connection to r.test failed: self-signed',
  ],
  [
    'the words of OpenSSL',
    () => networkError('https://r.test/', new Error('C0:error:0A:SSL routines:f:wrong version:../x.c:3:')).message,
    'The connection to r.test failed: TLS: wrong version',
  ],

  ['no URL of a file', download('x'), 'The index has no http or https URL'],
  [
    'credentials in the URL of a file',
    download('http://me:hidden@r.test/x'),
    'The index has credentials in its URL, at http://r.test: give them in the input registry-auth',
  ],
  [
    'a service by http',
    ask('http://log.test/api?x'),
    'The log has to be reached by https, without credentials in its URL: http://log.test/api',
  ],
  [
    'no URL of a service',
    ask('log.test'),
    'The log has to be reached by https, without credentials in its URL: no URL',
  ],
];
