import { randomBytes } from 'node:crypto';
import { copyGraph } from '../../../src/store/copy-graph.ts';
import { checkTag } from '../../support/content/check-tag.ts';
import { stage } from '../../support/content/staged.ts';
import { always, type FaultCase, type FaultyJob, once, type Place } from '../../support/faults/fault-cases.ts';
import {
  breakAfter,
  change,
  changeHeaders,
  cutAtOnce,
  cutHalfway,
  type Fault,
  ignoreRange,
  loseAnswer,
  moveUpload,
  places,
  redirect,
  refuse,
  refuseWithPage,
  stallBefore,
  stallUnread,
  trickle,
} from '../../support/faults/faults.ts';

const mebibyte = 1024 * 1024;
const files = { 'large.bin': randomBytes(3 * mebibyte), 'a.txt': 'first', 'b.txt': 'second' };
const artifact = stage(files);

const auth = ({ host, directHost, credentials }: Place) =>
  JSON.stringify([host, directHost].map((registry) => ({ registry, ...credentials })));

const job = (inputs: FaultyJob['inputs'], prefix: (name: string) => string = (name) => name): FaultyJob => ({
  prepare: (direct) => copyGraph(artifact.store, artifact.root, direct('app', 'pull,push'), { tags: ['v1'] }),
  files: ({ host }) => ({ 'sync.yml': `${JSON.stringify(host)}:\n  images:\n    app: [v1]\n` }),
  inputs: (place) => ({
    ...inputs(place),
    username: '',
    password: '',
    'registry-auth': auth(place),
  }),
  check: ({ direct, name, isDone }) => checkTag(direct, prefix(name), isDone ? artifact.root.digest : undefined, files),
});

/** Reads through the faults. */
export const copyFrom = job(({ host, directHost, name }) => ({
  mode: 'copy',
  reference: `${host}/app:v1`,
  to: `${directHost}/${name}:v1`,
}));

/** Writes through the faults. */
export const copyTo = job(({ host, directHost, name }) => ({
  mode: 'copy',
  reference: `${directHost}/app:v1`,
  to: `${host}/${name}:v1`,
}));

/** Reads and writes through the faults: one registry, so that blobs are mounted. */
export const copyWithin = job(({ host, name }) => ({
  mode: 'copy',
  reference: `${host}/app:v1`,
  to: `${host}/${name}:v1`,
}));

/** A sync reads through the faults. */
export const syncFrom = job(
  ({ directHost, name }) => ({ mode: 'sync', 'sync-file': 'sync.yml', to: `${directHost}/${name}` }),
  (name) => `${name}/app`,
);

type Row = [name: string, on: FaultCase['rules'][number]['on'], fault: Fault];

const [large = ''] = artifact.layers.map(({ digest }) => digest as string);
const getLarge: FaultCase['rules'][number]['on'] = (request) => places.getBlob(request) && request.url.includes(large);

const reading: Row[] = [
  ['the manifest: a reset', places.getManifest, cutAtOnce],
  ['the manifest: it breaks off', places.getManifest, breakAfter(9)],
  ['the manifest: no answer', places.getManifest, stallBefore],
  ['the manifest: 503', places.getManifest, refuse(503)],
  ['a blob: a reset', getLarge, cutAtOnce],
  ['a blob: it breaks off', getLarge, breakAfter(mebibyte)],
  ['a blob: it ends early', getLarge, breakAfter(mebibyte, 'end')],
  ['a blob: it stops', getLarge, breakAfter(mebibyte, 'stall')],
  ['a blob: it comes byte by byte', getLarge, trickle('body')],
  ['a blob: 502 as a page', getLarge, refuseWithPage(502)],
  ['a blob: 429', getLarge, refuse(429, { 'retry-after': '0' })],
  ['a blob: a redirect to another port', getLarge, redirect(307)],
];

const writing: Row[] = [
  ['the look at the tag: a reset', places.headTag, cutAtOnce],
  ['the start of an upload: 502', places.start, refuseWithPage(502)],
  ['the start of an upload: no answer', places.start, stallBefore],
  ['a large upload: a reset', places.putLarge, cutAtOnce],
  ['a large upload: it breaks halfway', places.putLarge, cutHalfway(mebibyte)],
  ['a large upload: nobody reads it', places.putLarge, stallUnread],
  ['a large upload: 502 before it was read', places.putLarge, refuse(502, {}, '', 'early')],
  ['a large upload: the answer is lost', places.putLarge, loseAnswer],
  ['a large upload: a redirect to another port', places.putLarge, redirect(307)],
  ['an upload that goes on at another port', places.start, moveUpload('elsewhere')],
  ['the manifest: the answer is lost', places.putManifest, loseAnswer],
  ['the manifest: 429', places.putManifest, refuse(429, { 'retry-after': '1' })],
];

const isMount = places.mount;
const within: Row[] = [
  ['a mount: a reset', isMount, cutAtOnce],
  ['a mount: the answer is lost', isMount, loseAnswer],
  ['a mount: no answer', isMount, stallBefore],
  ['a mount: it is not allowed', isMount, refuse(403)],
  ['a mount: it is not known', isMount, refuse(405)],
  ['a mount: 400', isMount, refuse(400)],
  ['a mount: 409', isMount, refuse(409)],
  [
    'a mount: 202 and an upload',
    isMount,
    async ({ forward, answer, incoming }) => {
      incoming.url = incoming.url?.replace(/\?.*/, '') ?? '';
      answer(await forward());
    },
  ],
];

const survive = (rows: Row[]): FaultCase[] =>
  rows.map(([name, on, fault]) => ({ name, rules: [once(on, fault)], expected: 'ok' }));

const fail = (name: string, rules: FaultCase['rules'], expected: FaultCase['expected']): FaultCase => ({
  name,
  rules,
  expected,
  inputs: { retries: '1' },
});

const other = change(({ body }) => ({ body: Buffer.alloc(body.length) }));
const zeros = `sha256:${'0'.repeat(64)}`;

export const copyFromCases: FaultCase[] = [
  ...survive(reading),
  {
    name: 'a blob breaks off, and Range is ignored',
    rules: [once(getLarge, breakAfter(mebibyte)), once(places.getRange, ignoreRange)],
    expected: 'ok',
  },
  {
    name: 'a blob breaks off, and the part is from elsewhere',
    rules: [
      once(getLarge, breakAfter(mebibyte)),
      once(
        places.getRange,
        changeHeaders(() => ({ 'content-range': 'bytes 0-9/3145728' })),
      ),
    ],
    expected: 'ok',
  },
  fail('a blob has other bytes', [always(getLarge, other)], 'INTEGRITY'),
  fail('a blob is gone', [always(getLarge, refuse(404))], 'NOT_FOUND'),
  fail('a blob stops, always', [always(getLarge, breakAfter(9, 'stall'))], 'NETWORK'),
  fail(
    'the manifest has another digest than it says',
    [
      always(
        places.getManifest,
        changeHeaders(() => ({ 'docker-content-digest': zeros })),
      ),
    ],
    'INTEGRITY',
  ),
  fail('the manifest has other bytes', [always(places.getManifest, other)], 'INTEGRITY'),
];

export const copyToCases: FaultCase[] = [
  ...survive(writing),
  {
    name: 'a limit of 2 MiB for bodies',
    rules: [always(places.body(2 * mebibyte), refuseWithPage(413))],
    expected: 'ok',
    notice: /client_max_body_size/,
  },
  fail('no upload is allowed', [always(places.start, refuse(403))], 'DENIED'),
  fail('the manifest is not taken', [always(places.putManifest, refuse(400))], 'REGISTRY'),
  fail('all connections break', [always(() => true, cutAtOnce)], 'NETWORK'),
];

export const copyWithinCases: FaultCase[] = survive(within);

export const syncFromCases: FaultCase[] = [
  ...survive(reading),
  fail('a blob has other bytes', [always(getLarge, other)], 'INTEGRITY'),
  fail('a blob is gone', [always(getLarge, refuse(404))], 'NOT_FOUND'),
];
