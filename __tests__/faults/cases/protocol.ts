import { always, type FaultCase, once } from '../../support/faults/fault-cases.ts';
import {
  answerBytes,
  change,
  changeHeaders,
  cutAtOnce,
  endless,
  type Fault,
  loseAnswer,
  places,
  refuse,
} from '../../support/faults/faults.ts';

type Row = [name: string, on: FaultCase['rules'][number]['on'], fault: Fault, expected: FaultCase['expected']];

const zeros = `sha256:${'0'.repeat(64)}`;
const header = (name: string, value: string | string[] | undefined) => changeHeaders(() => ({ [name]: value }));
const raw = (head: string, body = '') => answerBytes(`HTTP/1.1 ${head}\r\n\r\n${body}`);
const commands = '::set-env name=X::y\r\n##[set-output name=x;]y\u001b[31m\u202e';
const errors = (message: string) => JSON.stringify({ errors: [{ code: 'DENIED', message }] });

const always_ = ([name, on, fault, expected]: Row): FaultCase => ({
  name,
  rules: [always(on, fault)],
  expected,
  inputs: { retries: '1', ...(on === places.chunk ? { 'chunk-size': '1MiB' } : {}) },
});
const once_ = ([name, on, fault, expected]: Row): FaultCase => ({
  ...always_([name, on, fault, expected]),
  rules: [once(on, fault)],
});

const { promise: isCut, resolve: tellOfCut } = Promise.withResolvers<void>();
const cutAndTell: Fault = async (exchange) => {
  await cutAtOnce(exchange);
  tellOfCut();
};
const refuseOnceCut: Fault = async (exchange) => {
  await isCut;
  await refuse(403)(exchange);
};

/** What a push is answered that no registry should say. */
export const pushAnswers: FaultCase[] = [
  ...(
    [
      ['an upload without a place', places.start, header('location', undefined), 'REGISTRY'],
      ['an upload whose place is not an address', places.start, header('location', 'http://['), 'REGISTRY'],
      ['an upload whose place is a file', places.start, header('location', 'file:///etc/passwd'), 'REGISTRY'],
      ['a start that is answered with 200', places.start, refuse(200), 'REGISTRY'],
      // Some registries say so of an upload that they took; this one did not take it, as the manifest shows.
      ['an upload that is answered with 200', places.putLarge, refuse(200), 'NOT_FOUND'],
      ['an upload that is answered with 202', places.putLarge, refuse(202), 'REGISTRY'],
      ['an upload that is answered with 301', places.putLarge, refuse(301), 'REGISTRY'],
      ['a manifest that is answered with 302', places.putManifest, refuse(302, { location: '/' }), 'REGISTRY'],
      [
        'a digest that is none, for a tag',
        places.headTag,
        refuse(200, { 'docker-content-digest': 'sha256:..' }),
        'INTEGRITY',
      ],
      ['a refusal without end', places.start, endless(403), 'DENIED'],
      ['a failure without end', places.start, endless(500), 'REGISTRY'],
      ['a refusal of a large upload without end', places.putLarge, endless(403), 'DENIED'],
      ['a refusal that gives commands', places.start, refuse(403, {}, errors(commands)), 'DENIED'],
      [
        'a refusal that gives commands, as text',
        places.putManifest,
        refuse(403, { 'content-type': 'text/plain' }, commands),
        'DENIED',
      ],
      ['a refusal of 100 KB of words', places.start, refuse(403, {}, errors('no '.repeat(33_000))), 'DENIED'],
      ['a status that is none', places.start, raw('999 What\r\nContent-Length: 0'), 'REGISTRY'],
      ['a status line with control characters', places.start, raw('403 \u001b[2J\r\nContent-Length: 0'), 'DENIED'],
      ['a head of 1 MB', places.start, raw(`202 Accepted\r\nX: ${'x'.repeat(1_000_000)}`), 'NETWORK'],
      ['two lengths', places.start, raw('202 Accepted\r\nContent-Length: 5\r\nContent-Length: 7', 'hello'), 'NETWORK'],
      [
        'announcements without end',
        places.start,
        answerBytes('HTTP/1.1 102 Processing\r\n\r\n'.repeat(10_000), 'stay'),
        'NETWORK',
      ],
      [
        'a protocol that nobody asked for',
        places.start,
        raw('101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade'),
        'NETWORK',
      ],
    ] satisfies Row[]
  ).map(always_),
  ...(
    [
      [
        'an upload that is answered with 204',
        places.putLarge,
        change(() => ({ status: 204, body: Buffer.alloc(0) })),
        'ok',
      ],
      ['a manifest that is answered with 200', places.putManifest, change(() => ({ status: 200 })), 'ok'],
      ['an answer without end to an upload', places.headBlob, loseAnswer, 'ok'],
      ['a wait that is none', places.start, refuse(429, { 'retry-after': 'soon' }), 'ok'],
      ['a wait of less than nothing', places.start, refuse(429, { 'retry-after': '-5' }), 'ok'],
      ['a wait until yesterday', places.start, refuse(503, { 'retry-after': 'Thu, 01 Jan 1998 00:00:00 GMT' }), 'ok'],
      ['a wait that is too long for a number', places.start, refuse(429, { 'retry-after': '9'.repeat(400) }), 'ok'],
      ['several waits', places.start, refuse(429, { 'retry-after': ['0', '3600'] }), 'ok'],
      ['408', places.start, refuse(408), 'ok'],
      ['504 in an upload', places.putLarge, refuse(504), 'ok'],
      ['a look at the tag that is answered with 405', places.headTag, refuse(405), 'ok'],
      ['a chunk after which the place is missing', places.chunk, header('location', undefined), 'ok'],
      ['a chunk after which the range is missing', places.chunk, header('range', undefined), 'ok'],
      ['a chunk after which the range is absurd', places.chunk, header('range', '0-99999999999999999999'), 'ok'],
      ['a chunk that is answered with 416', places.chunk, refuse(416), 'ok'],
    ] satisfies Row[]
  ).map(once_),
  {
    name: 'two uploads fail in different ways',
    rules: [always(places.putSmall, refuseOnceCut), always(places.putLarge, cutAndTell)],
    inputs: { concurrency: '8' },
    expected: 'DENIED',
  },
];

const isPast401: FaultCase['rules'][number]['on'] = (request) =>
  places.getManifest(request) && request.headers.authorization !== undefined;

/** The same for a pull. */
export const pullAnswers: FaultCase[] = [
  ...(
    [
      [
        'a manifest without end',
        isPast401,
        endless(200, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }),
        'TOO_LARGE',
      ],
      ['a file without end', places.getBlob, endless(), 'INTEGRITY'],
      ['a file of a terabyte', places.getBlob, endless(200, { 'content-length': '1099511627776' }), 'INTEGRITY'],
      [
        'a part that nobody asked for',
        places.getBlob,
        change(({ headers, body }) => ({
          status: 206,
          headers: { ...headers, 'content-range': `bytes 0-${body.length - 1}/${body.length}` },
        })),
        'REGISTRY',
      ],
      ['a refusal without end', isPast401, endless(403), 'DENIED'],
      ['a refusal that gives commands', isPast401, refuse(403, {}, errors(commands)), 'DENIED'],
      ['a type that gives commands', isPast401, header('content-type', 'text/::set-env'), 'ARTIFACT'],
      ['a digest of another kind', isPast401, header('docker-content-digest', 'md5:0'), 'INTEGRITY'],
      ['a digest in capitals', isPast401, header('docker-content-digest', zeros.toUpperCase()), 'INTEGRITY'],
      ['another digest', isPast401, header('docker-content-digest', zeros), 'INTEGRITY'],
      ['an encoding for a manifest', isPast401, header('content-encoding', 'gzip'), 'ok'],
      [
        'a file in many encodings',
        places.getBlob,
        header('content-encoding', Array(2000).fill('gzip').join(', ')),
        'REGISTRY',
      ],
      ['204 for a file', places.getBlob, refuse(204), 'REGISTRY'],
      ['204 for a manifest', isPast401, refuse(204), 'REGISTRY'],
      ['304 for a file', places.getBlob, refuse(304), 'REGISTRY'],
      ['300 for a file', places.getBlob, refuse(300, { location: '/' }), 'REGISTRY'],
      ['a head of 1 MB', places.getBlob, raw(`200 OK\r\nX: ${'x'.repeat(1_000_000)}`), 'NETWORK'],
      ['chunks that are none', places.getBlob, raw('200 OK\r\nTransfer-Encoding: chunked', 'zz\r\n'), 'NETWORK'],
    ] satisfies Row[]
  ).map(always_),
];
