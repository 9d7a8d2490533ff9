import { randomBytes } from 'node:crypto';
import { describe } from '../../../src/oci/descriptor.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { checkTag } from '../../support/content/check-tag.ts';
import { always, type FaultCase, type FaultyJob, inGrid, once } from '../../support/faults/fault-cases.ts';
import {
  answerByGateway,
  answerGarbage,
  breakAfter,
  changeHeaders,
  cutAtOnce,
  cutHalfway,
  cutInRequest,
  type Fault,
  loseAnswer,
  loseRequest,
  moveUpload,
  places,
  readSlowly,
  redirect,
  refuse,
  refuseWithPage,
  stallBefore,
  stallUnread,
  trickle,
} from '../../support/faults/faults.ts';
import { takenUpCases } from './taken-up.ts';

const mebibyte = 1024 * 1024;
const files = { 'large.bin': randomBytes(3 * mebibyte), 'a.txt': 'first', 'b.txt': 'second' };

/** Pushes a large file and two small ones. */
export const push: FaultyJob = {
  files: () => files,
  inputs: ({ host, name }) => ({ mode: 'push', reference: `${host}/${name}:v1`, files: '*' }),
  check: ({ direct, name, isDone, run }) => checkTag(direct, name, isDone ? run.outputs['digest'] : undefined, files),
};

/** The same where the first small file is there: only then the manifest is asked for. */
export const pushKnown: FaultyJob = {
  ...push,
  prepare: async (direct, names) => {
    const bytes = Buffer.from(files['a.txt']);
    const blob = describe('application/octet-stream', bytes);
    await Promise.all(names.map((name) => direct(name, 'pull,push').push(blob, openBytes(bytes))));
  },
};

/** Faults that each request survives when they happen once. */
const passing: [name: string, fault: Fault][] = [
  ['the connection is reset at once', cutAtOnce],
  ['the request is lost', loseRequest],
  ['the answer is lost', loseAnswer],
  ['a gateway does not wait for the answer', answerByGateway],
  ['500 is answered', refuse(500)],
  ['502 comes as a page', refuseWithPage(502)],
  ['429 asks for a wait in seconds', refuse(429, { 'retry-after': '0' })],
  ['it is never answered', stallBefore],
];

const requests: [name: string, place: FaultCase['rules'][number]['on'], inputs: FaultCase['inputs']][] = [
  ['the look at the tag', places.headTag, {}],
  ['the look at a file', places.headBlob, {}],
  ['the start of an upload', places.start, {}],
  ['a small upload', places.putSmall, {}],
  ['a large upload', places.putLarge, {}],
  ['a chunk', places.chunk, { 'chunk-size': '1MiB' }],
  ['the end of the chunks', places.putLast, { 'chunk-size': '1MiB' }],
  ['the manifest', places.putManifest, {}],
];

const requestsOfKnown: typeof requests = [['the look at the manifest', places.headManifest, {}]];

const survivedBy = (asked: typeof requests): FaultCase[] =>
  asked.flatMap(([what, place, inputs = {}], row) =>
    passing.map(([name, fault], column) => ({
      name: `${what}: ${name}`,
      rules: [once(place, fault)],
      expected: 'ok',
      inputs,
      ...inGrid(row, column),
    })),
  );

/** Faults that do not pass: the error that is reported, and no tag. */
const lasting: [name: string, fault: Fault, expected: FaultCase['expected']][] = [
  ['the connection is reset', cutAtOnce, 'NETWORK'],
  ['503 is answered', refuse(503), 'REGISTRY'],
  ['it is not allowed', refuse(403, {}, '{"errors":[{"code":"DENIED","message":"no"}]}'), 'DENIED'],
  ['a wait of an hour is asked for', refuse(429, { 'retry-after': '3600' }), 'RATE_LIMITED'],
  ['no HTTP is answered', answerGarbage, 'NETWORK'],
];

const failingBy = (asked: typeof requests): FaultCase[] =>
  asked.flatMap(([what, place, inputs = {}], row) =>
    lasting
      // Chunks are the way out.
      .filter(([, fault]) => place !== places.putLarge || fault !== cutAtOnce)
      .map(([name, fault, expected], column) => ({
        name: `${what}, always: ${name}`,
        rules: [always(place, fault)],
        expected,
        inputs: { retries: '1', ...inputs },
        ...inGrid(row, column),
      })),
  );

const bodyLimit = (limit: number, fault: Fault) => always(places.body(limit), fault);
const afterPost: FaultCase['rules'][number]['on'] = places.putLarge;
const inHttpDate = () => new Date(Date.now() + 1_000).toUTCString();

const special: FaultCase[] = [
  ...takenUpCases,
  {
    name: 'a limit of 2 MiB as nginx has it: chunks of 1 MiB, and the reason is told',
    rules: [bodyLimit(2 * mebibyte, refuseWithPage(413))],
    expected: 'ok',
    notice:
      /::notice::127\.0\.0\.1:\d+ refused a body of 3 MiB \(413\): sending it in chunks of 1 MiB\. For nginx, raise client_max_body_size$/m,
  },
  {
    name: 'a limit of 1 MiB',
    rules: [bodyLimit(mebibyte, refuseWithPage(413))],
    expected: 'ok',
    notice: /chunks of 1 MiB/,
  },
  {
    name: 'a limit of 600 KiB: chunks of 512 KiB',
    rules: [bodyLimit(600 * 1024, refuseWithPage(413))],
    expected: 'ok',
    notice: /chunks of 512 KiB/,
  },
  {
    name: 'a limit that is told before the body was read',
    rules: [bodyLimit(mebibyte, refuse(413, {}, '', 'early'))],
    expected: 'ok',
  },
  {
    name: 'a limit in the words of GHCR, 416',
    rules: [bodyLimit(mebibyte, refuse(416))],
    expected: 'ok',
    notice: /\(416\)/,
  },
  { name: 'a limit that shows as a reset', rules: [bodyLimit(mebibyte, cutInRequest)], expected: 'ok' },
  { name: 'a limit that nothing passes', rules: [bodyLimit(1024, refuse(413))], expected: 'TOO_LARGE' },
  {
    name: 'a limit, and a registry that knows no chunks: the limit is told',
    rules: [bodyLimit(2 * mebibyte, refuse(413)), always(places.chunk, refuse(405))],
    expected: 'TOO_LARGE',
  },
  {
    name: 'a reset, and a registry that knows no chunks: it is sent whole again',
    rules: [once(places.putLarge, cutAtOnce), once(places.chunk, refuse(405))],
    expected: 'ok',
  },
  {
    name: 'a reset, and a registry that takes chunks but not their end: it is sent whole again',
    rules: [once(places.putLarge, cutAtOnce), once(places.putLast, refuse(400))],
    expected: 'ok',
  },
  {
    name: 'chunk-size over a limit: smaller chunks',
    rules: [bodyLimit(mebibyte, refuse(413))],
    expected: 'ok',
    inputs: { 'chunk-size': '2MiB' },
  },
  {
    name: 'ECR: chunks are answered with 201 and a stale Range',
    rules: [
      {
        on: places.chunk,
        fault: async ({ forward, answer }) => {
          const { status, headers, body } = await forward();
          answer({ status: status === 202 ? 201 : status, headers: { ...headers, range: '0-0' }, body });
        },
        times: Number.POSITIVE_INFINITY,
      },
    ],
    expected: 'ok',
    inputs: { 'chunk-size': '1MiB' },
  },
  {
    name: 'OCI-Chunk-Min-Length is more than the chunk size',
    rules: [
      always(
        places.start,
        changeHeaders(() => ({ 'oci-chunk-min-length': String(2 * mebibyte) })),
      ),
      once(
        ({ method, size }) => method === 'PATCH' && size === 2 * mebibyte,
        changeHeaders(() => ({})),
      ),
    ],
    expected: 'ok',
    inputs: { 'chunk-size': '1MiB' },
  },
  {
    name: 'OCI-Chunk-Min-Length is absurd: sent whole',
    rules: [
      always(
        places.start,
        changeHeaders(() => ({ 'oci-chunk-min-length': '999999999999999' })),
      ),
    ],
    expected: 'ok',
    inputs: { 'chunk-size': '1MiB' },
  },
  {
    name: 'a chunk is stored, but answered with 503 and a wait',
    rules: [
      once(
        places.chunk,
        async ({ forward, answer }) => {
          await forward();
          answer({ status: 503, headers: { 'retry-after': '0' }, body: Buffer.alloc(0) });
        },
        2,
      ),
    ],
    expected: 'ok',
    inputs: { 'chunk-size': '1MiB' },
  },
  {
    name: 'a chunk gets a Location that is old',
    rules: [
      { on: places.chunk, nth: 2, fault: changeHeaders((_, { incoming }) => ({ location: incoming.url ?? '' })) },
    ],
    expected: 'ok',
    inputs: { 'chunk-size': '1MiB' },
  },
  ...[1, 2, 3].map(
    (nth): FaultCase => ({
      name: `the transfer breaks halfway through chunk ${nth}`,
      rules: [once(places.chunk, cutHalfway(300_000), nth)],
      expected: 'ok',
      inputs: { 'chunk-size': '1MiB' },
    }),
  ),
  {
    name: 'the transfer breaks halfway through a large upload',
    rules: [once(afterPost, cutHalfway(mebibyte))],
    expected: 'ok',
  },
  { name: 'a large upload: nobody reads it', rules: [once(afterPost, stallUnread)], expected: 'ok' },
  {
    name: 'a large upload: nobody reads it, ever',
    rules: [always(places.body(4096), stallUnread)],
    expected: 'NETWORK',
    inputs: { retries: '1' },
  },
  { name: 'a large upload: it is read byte by byte', rules: [once(afterPost, readSlowly)], expected: 'ok' },
  {
    name: 'a large upload: it is read byte by byte, ever',
    rules: [always(places.body(4096), readSlowly)],
    expected: 'NETWORK',
    inputs: { retries: '1' },
  },
  {
    name: 'a large upload: 502 before the body was read',
    rules: [once(afterPost, refuse(502, {}, '', 'early'))],
    expected: 'ok',
  },
  {
    name: 'a large upload: 429 with a date',
    rules: [once(afterPost, (exchange) => refuse(429, { 'retry-after': inHttpDate() })(exchange))],
    expected: 'ok',
  },
  {
    name: 'a large upload: 429 in the words of GHCR',
    rules: [
      once(afterPost, refuse(429, {}, '{"errors":[{"code":"TOOMANYREQUESTS","message":"retry-after: 333.939671ms"}]}')),
    ],
    expected: 'ok',
  },
  {
    name: 'a large upload: 429 in the words of GHCR, with too long a wait',
    rules: [once(afterPost, refuse(429, {}, 'toomanyrequests: retry-after: 1h0m3.5s'))],
    expected: 'RATE_LIMITED',
  },
  { name: 'a large upload: the answer comes byte by byte', rules: [once(afterPost, trickle('head'))], expected: 'ok' },
  {
    name: 'a large upload: the answer breaks off in its head',
    rules: [once(afterPost, breakAfter(0))],
    expected: 'ok',
  },
  { name: 'a large upload: 401 without a challenge', rules: [once(afterPost, refuse(401))], expected: 'UNAUTHORIZED' },
  {
    name: 'all answers to large uploads are lost',
    rules: [always(afterPost, loseAnswer)],
    expected: 'ok',
    inputs: { retries: '0' },
  },
  {
    name: 'all answers to the manifest are lost',
    rules: [always(places.putManifest, loseAnswer)],
    expected: 'ok',
    inputs: { retries: '1' },
  },
  {
    name: 'all answers to the manifest are those of a gateway',
    rules: [always(places.putManifest, answerByGateway)],
    expected: 'ok',
    inputs: { retries: '1' },
  },
  { name: 'a redirect of an upload to another port', rules: [once(afterPost, redirect(307))], expected: 'ok' },
  {
    name: 'a redirect of an upload to the same server',
    rules: [once(afterPost, redirect(308, 'here'))],
    expected: 'ok',
  },
  {
    name: 'a redirect of a chunk to another port',
    rules: [once(places.chunk, redirect(307))],
    expected: 'ok',
    inputs: { 'chunk-size': '1MiB' },
  },
  { name: 'a redirect of a start to another port', rules: [once(places.start, redirect(307))], expected: 'ok' },
  {
    name: 'a redirect of the manifest to another port',
    rules: [once(places.putManifest, redirect(307))],
    expected: 'ok',
  },
  { name: 'a redirect of a look to another port', rules: [once(places.headBlob, redirect(302))], expected: 'ok' },
  { name: 'a redirect without end', rules: [always(places.headBlob, redirect(307, 'here'))], expected: 'REGISTRY' },
  {
    name: 'a redirect of an upload by 302 is not followed',
    rules: [once(afterPost, redirect(302))],
    expected: 'REGISTRY',
  },
  {
    name: 'an upload whose place is on another port',
    rules: [always(places.start, moveUpload('elsewhere'))],
    expected: 'ok',
  },
  {
    name: 'a blob is missing for a moment, as when two jobs push it to docker-registry',
    rules: [
      once(
        places.putManifest,
        refuse(
          400,
          {},
          '{"errors":[{"code":"DIGEST_INVALID"},{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown"}]}',
        ),
      ),
    ],
    expected: 'ok',
  },
  {
    name: 'a blob stays missing',
    rules: [always(places.putManifest, refuse(400, {}, '{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN"}]}'))],
    expected: 'NOT_FOUND',
  },
  {
    name: 'another digest is said to be stored',
    rules: [once(places.putManifest, refuse(201, { 'docker-content-digest': `sha256:${'0'.repeat(64)}` }))],
    expected: 'INTEGRITY',
  },
  {
    name: 'a gateway takes the manifest and stores nothing',
    rules: [always(places.putManifest, refuse(201))],
    expected: 'REGISTRY',
  },
  {
    name: 'nothing is said of the digest that is stored',
    rules: [
      always(
        places.putManifest,
        changeHeaders(() => ({ 'docker-content-digest': undefined })),
      ),
    ],
    expected: 'ok',
  },
];

export const pushCases: FaultCase[] = [...survivedBy(requests), ...failingBy(requests), ...special];
export const pushKnownCases: FaultCase[] = [...survivedBy(requestsOfKnown), ...failingBy(requestsOfKnown)];
