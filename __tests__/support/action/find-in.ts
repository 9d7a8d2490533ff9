import { type ErrorCode, OciError, RegistryError } from '../../../src/errors.ts';
import { findTop } from '../../../src/modes/find/find-top.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { forwarded } from '../../../src/store/forwarded.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import type { Source } from '../../../src/store/store.ts';
import { putGraph } from '../content/named-graph.ts';
import { tellAll } from './tell-all.ts';

/** What is looked for, and how. */
export type Asked = Parameters<typeof findTop>[1];

const request = 'HEAD https://r.test/v2/app/manifests/v1';
type AnswerFacts = Partial<Pick<RegistryError, 'wait' | 'request' | 'errors' | 'words'>> & { topic?: 'html-page' };
const answered = (code: ErrorCode, status: number, facts: AnswerFacts = {}) =>
  new RegistryError(code, `r.test answered ${status}`, { status, request, ...facts });
const broken = (code: string) =>
  new OciError('NETWORK', `The connection failed: ${code}`, { cause: Object.assign(new Error(code), { code }) });

/** What a registry may answer in place of what is there. */
export const answers = {
  absent: () => answered('NOT_FOUND', 404),
  'a lost blob': () => answered('NOT_FOUND', 404, { errors: [{ code: 'BLOB_UNKNOWN', message: '' }] }),
  'a failure that names a blob': () =>
    answered('NOT_FOUND', 500, { errors: [{ code: 'MANIFEST_BLOB_UNKNOWN', message: '' }] }),
  'a lost manifest and a lost blob': () =>
    answered('NOT_FOUND', 404, { errors: ['MANIFEST_UNKNOWN', 'BLOB_UNKNOWN'].map((code) => ({ code, message: '' })) }),
  'a failure without words': () => answered('NOT_FOUND', 500),
  'nothing of a blob': () => answered('NOT_FOUND', 404, { request: 'GET https://r.test/v2/app/blobs/sha256:0' }),
  'words of a gateway': () => answered('NOT_FOUND', 404, { words: 'default backend - 404' }),
  'nothing from a storage': () => answered('NOT_FOUND', 404, { request: 'GET https://storage.test/x' }),
  'absent in words': () =>
    answered('NOT_FOUND', 404, { errors: [{ code: 'NAME_UNKNOWN', message: 'no' }], words: 'no' }),
  'a page': () => answered('NOT_FOUND', 404, { topic: 'html-page' }),
  'not logged in': () => answered('UNAUTHORIZED', 401),
  denied: () => answered('DENIED', 403),
  'bad name': () => answered('REGISTRY', 400),
  unsupported: () => answered('UNSUPPORTED', 501),
  'no manifest': () => new OciError('ARTIFACT', 'not a manifest'),
  failing: () => answered('REGISTRY', 500),
  'failing behind a page': () => answered('REGISTRY', 502, { topic: 'html-page' }),
  slow: () => answered('REGISTRY', 408),
  'limited for 5 s': () => answered('RATE_LIMITED', 429, { wait: 5_000 }),
  'limited for 2 min': () => answered('RATE_LIMITED', 429, { wait: 120_000 }),
  limited: () => answered('RATE_LIMITED', 429),
  refused: () => broken('ECONNREFUSED'),
  'wrong certificate': () => broken('CERT_HAS_EXPIRED'),
  'unknown host': () => broken('ENOTFOUND'),
};
export type Answer = keyof typeof answers;

/** Time that passes only in pauses; it notes what is asked of a source, and when, in seconds. */
export function makeTime() {
  let milliseconds = 0;
  const asked: string[] = [];
  // A clock that nobody sets starts anywhere.
  const now = () => 86_400_000 + milliseconds;
  return {
    asked,
    seconds: () => milliseconds / 1_000,
    note: (what: string) => void asked.push(`${milliseconds / 1_000} s: ${what}`),
    time: {
      now,
      pause: async (length: number, signal: AbortSignal | undefined) => {
        signal?.throwIfAborted();
        milliseconds += length;
      },
    },
  };
}

type What = 'HEAD' | 'GET' | 'LIST';

/** What a registry answers from which second on; a line with a request is for that one alone. */
export type Script = [from: number, answer: Answer | 'there', what?: What][];

/** Looks for what is there from the start, but for the times at which the registry answers something else. */
export async function find(script: Script, given: Partial<Asked> = {}) {
  const store = new MemoryStore();
  const { named, at } = await putGraph(store, { app: { tags: ['v1', '1.2.3', 'v1.2.4'] } });
  const { asked, seconds, note, time } = makeTime();
  const answer = (what: What) => {
    note(what);
    const fitting = script.filter(([from, , only = what]) => from <= seconds() && only === what);
    const [, due = 'there'] = fitting.at(-1) ?? [];
    if (due !== 'there') throw answers[due]();
  };
  const source = forwarded(store, {
    async resolve(name) {
      answer('HEAD');
      return store.resolve(name);
    },
    async manifest(name) {
      answer('GET');
      return store.manifest(name);
    },
    async *tags() {
      answer('LIST');
      yield* store.tags();
    },
  });
  const told = await findIn(source, { ...given, reference: given.reference ?? parseReference('r.test/app:v1') }, time);
  return { ...told, asked, named, digest: at('app').digest };
}

/** What is told of a search, and under which tags something was found. */
export async function findIn(source: Source, given: Partial<Asked> & Pick<Asked, 'reference'>, time = makeTime().time) {
  let found: string | undefined;
  const told = await tellAll({}, async ({ mode }) => {
    const asked: Asked = { ifNotFound: 'error', wait: undefined, ...given };
    const there = await findTop(source, asked, 'pull', mode, time);
    found = there?.reference.tags.join();
  });
  return { ...told, found };
}
