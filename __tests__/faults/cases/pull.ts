import { randomBytes } from 'node:crypto';
import { copyGraph } from '../../../src/store/copy-graph.ts';
import { readTree } from '../../support/content/read-tree.ts';
import { stage } from '../../support/content/staged.ts';
import { always, type FaultCase, type FaultyJob, inGrid, once } from '../../support/faults/fault-cases.ts';
import {
  answerGarbage,
  breakAfter,
  change,
  changeHeaders,
  cutAtOnce,
  type Fault,
  ignoreRange,
  loseAnswer,
  places,
  redirect,
  refuse,
  refuseWithPage,
  stallBefore,
  trickle,
} from '../../support/faults/faults.ts';
import type { ProxyRequest } from '../../support/servers/fault-proxy.ts';

const mebibyte = 1024 * 1024;
const bytes = randomBytes(2 * mebibyte);
const files = { 'large.bin': bytes, 'a.txt': 'first', 'b.txt': 'second' };
const artifact = stage(files, true);
const large = artifact.layers[0]?.digest ?? '';
const title = 'large.bin';

/** Pulls into a directory that holds an old version of a file. */
export const pull: FaultyJob = {
  content: files,
  prepare: (direct) => copyGraph(artifact.store, artifact.root, direct('app', 'pull,push'), { tags: ['v1'] }),
  files: () => ({ [`out/${title}`]: 'old' }),
  inputs: ({ host }) => ({ mode: 'pull', reference: `${host}/app:v1`, path: 'out' }),
  check: async ({ workspace, isDone }) => {
    const tree = await readTree(workspace);
    const names = Object.keys(tree);
    if (!isDone) return names.length === 1 && tree[`out/${title}`] === 'old' ? [] : [`left ${names}`];
    return names.length === 3 && tree[`out/${title}`] === bytes.toString() ? [] : [`wrote ${names}`];
  },
};

const getLarge = ({ method, url }: ProxyRequest) => method === 'GET' && url.includes(large);
const getSmall = ({ method, url }: ProxyRequest) =>
  places.getBlob({ method, url, size: 0, headers: {} }) && !url.includes(large);

/** The first request for the manifest is refused: it goes out without credentials, since nothing is known yet. */
const onceIn = (place: FaultCase['rules'][number]['on'], fault: Fault) =>
  once(place, fault, place === places.getManifest ? 2 : 1);

const passing: [name: string, fault: Fault][] = [
  ['the connection is reset at once', cutAtOnce],
  ['the answer is lost', loseAnswer],
  ['the answer breaks off after its head', breakAfter(0)],
  ['the answer breaks off in its body', breakAfter(3)],
  ['the answer ends early', breakAfter(3, 'end')],
  ['it is never answered', stallBefore],
  ['nothing comes after the head', breakAfter(0, 'stall')],
  ['the body stops', breakAfter(3, 'stall')],
  ['the head comes byte by byte', trickle('head')],
  ['408 is answered', refuse(408)],
  ['500 is answered', refuse(500)],
  ['502 comes as a page', refuseWithPage(502)],
  ['503 asks for a wait in seconds', refuse(503, { 'retry-after': '0' })],
  ['504 is answered', refuse(504)],
  [
    '429 asks for a wait until a date',
    (exchange) => refuse(429, { 'retry-after': new Date().toUTCString() })(exchange),
  ],
  ['429 asks for a wait in the words of GHCR', refuse(429, {}, 'toomanyrequests: retry-after: 33.9ms')],
  ['301 to another port', redirect(301)],
  ['302 to another port', redirect(302)],
  ['303 to another port', redirect(303)],
  ['307 to another port', redirect(307)],
  ['308 to the same server', redirect(308, 'here')],
];

const lasting: [name: string, fault: Fault, expected: FaultCase['expected']][] = [
  ['the connection is reset', cutAtOnce, 'NETWORK'],
  ['the answer breaks off in its body', breakAfter(3), 'NETWORK'],
  ['the body stops', breakAfter(3, 'stall'), 'NETWORK'],
  ['it is never answered', stallBefore, 'NETWORK'],
  ['the head comes byte by byte', trickle('head'), 'NETWORK'],
  ['503 is answered', refuse(503), 'REGISTRY'],
  ['a wait of an hour is asked for', refuse(429, { 'retry-after': '3600' }), 'RATE_LIMITED'],
  ['it is not there', refuse(404), 'NOT_FOUND'],
  ['it is not allowed', refuse(403), 'DENIED'],
  ['no HTTP is answered', answerGarbage, 'NETWORK'],
  ['a redirect without end', redirect(307, 'here'), 'REGISTRY'],
  ['a redirect to another protocol', refuse(307, { location: 'ftp://127.0.0.1/file' }), 'REGISTRY'],
  ['a redirect to where nobody listens', refuse(307, { location: 'http://127.0.0.1:1/' }), 'NETWORK'],
  ['a redirect without a place', refuse(307), 'REGISTRY'],
  [
    'a redirect to another port that asks for credentials',
    async (exchange) => {
      if (exchange.incoming.headers.host !== exchange.elsewhere.slice('http://'.length)) return redirect(307)(exchange);
      return refuse(401, { 'www-authenticate': 'Basic realm="elsewhere"' })(exchange);
    },
    'UNAUTHORIZED',
  ],
];

const requests: [name: string, place: FaultCase['rules'][number]['on']][] = [
  ['the manifest', places.getManifest],
  ['a large file', getLarge],
  ['a small file', getSmall],
];

const survived: FaultCase[] = requests.flatMap(([what, place], row) =>
  // A small file is asked for as a large one is: some of the faults tell enough.
  passing
    .filter((_, index) => place !== getSmall || index % 3 === 0)
    .map(([name, fault], column) => ({
      name: `${what}: ${name}`,
      rules: [onceIn(place, fault)],
      expected: 'ok',
      ...inGrid(row, column),
    })),
);

const failing: FaultCase[] = requests.slice(0, 2).flatMap(([what, place], row) =>
  lasting.map(([name, fault, expected], column) => ({
    name: `${what}, always: ${name}`,
    rules: [always(place, fault)],
    expected,
    inputs: { retries: '1' },
    ...inGrid(row, column),
  })),
);

/** Answers to the request for the rest, after the transfer broke in the middle. */
const resumed: [name: string, fault: Fault, expected: FaultCase['expected']][] = [
  ['the rest comes', changeHeaders(() => ({})), 'ok'],
  ['Range is ignored', ignoreRange, 'ok'],
  ['416', refuse(416), 'ok'],
  ['503', refuse(503), 'ok'],
  ['a reset', cutAtOnce, 'ok'],
  ['another break', breakAfter(300_000), 'ok'],
  ['a redirect to another port', redirect(302), 'ok'],
  ['a part that does not say what it is', changeHeaders(() => ({ 'content-range': undefined })), 'ok'],
  ['a part from elsewhere', changeHeaders(() => ({ 'content-range': `bytes 0-1048575/${2 * mebibyte}` })), 'ok'],
  ['a part of something larger', changeHeaders(() => ({ 'content-range': 'bytes 1048576-2097151/4000000' })), 'ok'],
  ['a part whose end is wrong', changeHeaders(() => ({ 'content-range': `bytes 1048576-99/${2 * mebibyte}` })), 'ok'],
  [
    'the whole as a part',
    change(({ headers }) => ({ headers: { ...headers, 'content-length': undefined }, body: bytes })),
    'INTEGRITY',
  ],
  [
    'the whole as a part, with its length',
    change(({ headers }) => ({ headers: { ...headers, 'content-length': String(bytes.length) }, body: bytes })),
    'ok',
  ],
  [
    'parts in MIME',
    changeHeaders(() => ({ 'content-range': undefined, 'content-type': 'multipart/byteranges' })),
    'ok',
  ],
  ['other bytes', change(({ body }) => ({ body: Buffer.alloc(body.length) })), 'INTEGRITY'],
  ['it is gone', refuse(404), 'NOT_FOUND'],
  ['it is not allowed any more', refuse(403), 'DENIED'],
];

const resuming = resumed.map(
  ([name, fault, expected]): FaultCase => ({
    name: `after a break in the middle: ${name}`,
    rules: [once(getLarge, breakAfter(mebibyte)), once(places.getRange, fault)],
    expected,
  }),
);

const flipped = change(({ body }) => {
  const wrong = Buffer.from(body);
  wrong[9] = (wrong[9] ?? 0) ^ 1;
  return { body: wrong };
});
const resized = (size: number, isTold: boolean) =>
  change(({ headers, body }) => ({
    headers: { ...headers, 'content-length': isTold ? String(size) : undefined },
    body: Buffer.concat([body, Buffer.alloc(Math.max(0, size - body.length))]).subarray(0, size),
  }));
const zeros = `sha256:${'0'.repeat(64)}`;

const content: [name: string, on: FaultCase['rules'][number]['on'], fault: Fault, expected: FaultCase['expected']][] = [
  ['a file with another byte', getLarge, flipped, 'INTEGRITY'],
  ['a file that is empty', getLarge, resized(0, true), 'INTEGRITY'],
  ['a file that is shorter', getLarge, resized(mebibyte, true), 'INTEGRITY'],
  ['a file that is shorter, without a word', getLarge, resized(mebibyte, false), 'ok'],
  ['a file that is longer', getLarge, resized(3 * mebibyte, true), 'INTEGRITY'],
  ['a file that is longer, without a word', getLarge, resized(3 * mebibyte, false), 'INTEGRITY'],
  ['a file in an encoding', getLarge, changeHeaders(() => ({ 'content-encoding': 'gzip' })), 'REGISTRY'],
  ['a file without a length', getLarge, changeHeaders(() => ({ 'content-length': undefined })), 'ok'],
  ['a manifest with another byte', places.getManifest, flipped, 'INTEGRITY'],
  ['a manifest that is cut', places.getManifest, resized(100, true), 'INTEGRITY'],
  [
    'a manifest that is cut, without a digest',
    places.getManifest,
    change(({ headers, body }) => ({
      headers: { ...headers, 'content-length': '100', 'docker-content-digest': undefined },
      body: body.subarray(0, 100),
    })),
    'ARTIFACT',
  ],
  ['a manifest of 5 MiB', places.getManifest, resized(5 * mebibyte, true), 'TOO_LARGE'],
  [
    'a manifest of another digest',
    places.getManifest,
    changeHeaders(() => ({ 'docker-content-digest': zeros })),
    'INTEGRITY',
  ],
  [
    'a manifest of a digest that is a path',
    places.getManifest,
    changeHeaders(() => ({ 'docker-content-digest': 'sha256:../..' })),
    'INTEGRITY',
  ],
  [
    'a manifest without a digest',
    places.getManifest,
    changeHeaders(() => ({ 'docker-content-digest': undefined })),
    'ok',
  ],
  [
    'a manifest that is a page',
    places.getManifest,
    change(() => ({ headers: { 'content-type': 'text/html' }, body: Buffer.from('<html>') })),
    'REGISTRY',
  ],
  [
    'a manifest of another type',
    places.getManifest,
    changeHeaders(() => ({ 'content-type': 'application/octet-stream' })),
    'ARTIFACT',
  ],
  [
    'a manifest whose type has parameters',
    places.getManifest,
    changeHeaders(({ headers }) => ({ 'content-type': `${headers['content-type']}; charset=utf-8` })),
    'ok',
  ],
];

const special: FaultCase[] = [
  ...content.map(([name, on, fault, expected]): FaultCase => ({ name, rules: [onceIn(on, fault)], expected })),
  { name: 'a large file: it comes byte by byte', rules: [once(getLarge, trickle('body'))], expected: 'ok' },
  {
    name: 'a large file: it comes byte by byte, ever',
    rules: [always(getLarge, trickle('body'))],
    expected: 'NETWORK',
    inputs: { retries: '1' },
  },
  { name: 'the manifest: it comes byte by byte', rules: [onceIn(places.getManifest, trickle('body'))], expected: 'ok' },
  {
    name: 'a large file breaks off again and again, but gets further',
    rules: [always(getLarge, breakAfter(300_000))],
    expected: 'ok',
    inputs: { retries: '1' },
  },
  {
    name: 'a large file: a redirect to another port, where it breaks off',
    rules: [once(getLarge, redirect(307)), once(getLarge, breakAfter(mebibyte))],
    expected: 'ok',
  },
];

export const pullCases: FaultCase[] = [...survived, ...failing, ...resuming, ...special];
