import { expect } from '@jest/globals';
import { type ErrorCode, OciError, type Position, type Topic } from '../../../src/errors.ts';
import type { Result, ResultItem, ResultVerification } from '../../../src/modes/contract/result.ts';

/** One of several things that a step is about, and what came of it. */
export interface Thing {
  /** A chart, a target, a tag or a manifest, by its name. */
  name: string;
  /** What came of it, in one word. */
  fate: string;
  /** `host/repository@digest` */
  pinned: string;
  digest: string;
  tags: readonly string[];
  version: string;
  /** Bytes. */
  size: number;
  /** Whether something was written. */
  changed: boolean;
  /** Where it comes from, in a copy. */
  source: string;
  /** Where its tags pointed that were moved, by tag. */
  before: Readonly<Record<string, string>>;
  signatures: Result['signatures'];
  reason: string;
  position: Position;
  /** Of a copy that failed: where. */
  side: string;
}

/**
 * What a step tells, whatever its results and outputs are called: each name of those stands in this file alone, and in
 * the tests of `action/tell`, which are about them. What a step does not tell is undefined.
 */
export interface Told {
  /** `host/repository`, or `oci-layout:DIR`. */
  place: string;
  /** `place@digest` */
  pinned: string;
  digest: string;
  /** The tags that were asked for. */
  tags: readonly string[];
  /** What came of each tag; it has no output. */
  tagFates: Readonly<Record<string, string>>;
  /** Where tags pointed that were moved, by tag. */
  before: Readonly<Record<string, string>>;
  version: string;
  mediaType: string;
  artifactType: string;
  /** Bytes of all blobs. */
  size: number;
  /** Whether something was written, or would be in a dry run. */
  changed: boolean;
  /** Whether the manifest is new to the repository. */
  newContent: boolean;
  /** Whether what was looked for is there. */
  exists: boolean;
  /** Whether a tag stays at other content; it has no output. */
  kept: boolean;
  /** The directory that a pull wrote to. */
  path: string;
  files: Result['files'];
  /** The manifest as it was served. */
  manifest: string;
  referrers: Result['referrers'];
  /** Bytes of blobs that were moved, and of those that were there. */
  sent: number;
  there: number;
  signatures: Result['signatures'];
  /** Where GitHub shows the attestations. */
  attestations: readonly string[];
  verified: readonly ResultVerification[];
  /** The page of the package; no mode tells it. */
  page: string;
  /** What came of each of several things. */
  things: readonly Partial<Thing>[];
  source: string;
  /** Manifests that hang together with this one; it has no output. */
  related: Result['related'];
  /** What has no name of its own; of outputs, what `json` alone has. */
  more: Readonly<Record<string, unknown>>;
}

/** A member as it is, or a matcher in its place or in it; digests may have names. */
type Expected<T> =
  | ReturnType<typeof expect.anything>
  | (T extends string ? string : T extends number | boolean ? T : { readonly [K in keyof T]: Expected<T[K]> });
type ExpectedTold = { readonly [M in keyof Told]?: Expected<Told[M]> | undefined };

type Read = (text: string) => unknown;
const lines: Read = (text) => text.split('\n').filter((line) => line !== '');
const words: Read = (text) => text;
const json: Read = (text) => JSON.parse(text);

/** Each member: the result that it shows, and the output with how it is read, where there is one. */
export const names: Record<keyof Told, readonly [result: keyof Result, output?: string, read?: Read]> = {
  place: ['repository', 'repository', words],
  pinned: ['reference', 'reference', words],
  digest: ['digest', 'digest', words],
  tags: ['tags', 'tags', lines],
  tagFates: ['tagged'],
  before: ['previous', 'previous', json],
  version: ['version', 'version', words],
  mediaType: ['mediaType', 'media-type', words],
  artifactType: ['artifactType', 'artifact-type', words],
  size: ['size', 'size', json],
  changed: ['changed', 'changed', json],
  newContent: ['newContent', 'new-content', json],
  exists: ['exists', 'exists', json],
  kept: ['kept'],
  path: ['path', 'path', words],
  files: ['files', 'files', json],
  manifest: ['manifest', 'manifest', words],
  referrers: ['referrers', 'referrers', json],
  sent: ['transferred', 'transferred', json],
  there: ['reused', 'reused', json],
  signatures: ['signatures', 'signatures', json],
  attestations: ['attestationUrls', 'attestation-url', lines],
  verified: ['verified', 'verified', json],
  page: ['url', 'url', words],
  things: ['items'],
  source: ['source'],
  related: ['related'],
  more: ['details'],
};

/** The member of an item that each one of a thing shows. */
const thingNames: Record<keyof Thing, keyof ResultItem> = {
  name: 'name',
  fate: 'status',
  pinned: 'reference',
  digest: 'digest',
  tags: 'tags',
  version: 'version',
  size: 'size',
  changed: 'changed',
  source: 'source',
  before: 'previous',
  signatures: 'signatures',
  reason: 'reason',
  position: 'position',
  side: 'side',
};

const rows = Object.entries(names) as [keyof Told, (typeof names)[keyof Told]][];

/** Reads what a mode told, of its result. */
export function toldOf(result: object): Partial<Told> {
  const learned = result as Partial<Result>;
  const told = Object.fromEntries(rows.map(([member, [key]]) => [member, learned[key]]));
  return { ...told, ...(learned.items ? { things: learned.items.map(thingOf) } : {}) };
}

/** Reads what a step told, of its outputs as the runner has them. */
export function toldIn(outputs: Readonly<Record<string, string>>): Partial<Told> {
  const whole = JSON.parse(outputs['json'] ?? '{}') as ResultItem[] | Record<string, unknown>;
  const told = rows.flatMap(([member, [, output = '', read = words]]) => {
    const text = outputs[output];
    return [[member, text === undefined ? undefined : read(text)]];
  });
  if (Array.isArray(whole)) return { ...Object.fromEntries(told), things: whole.map(thingOf) };
  const keys = new Set<string>(rows.map(([, [key]]) => key));
  const more = Object.entries(whole).filter(([key]) => !keys.has(key) && key !== 'tag');
  const { source } = whole;
  return { ...Object.fromEntries(told), source, more: Object.fromEntries(more) } as Partial<Told>;
}

/** Makes the result of which `toldOf` reads this: for tests of how it is told. */
export function resultOf(told: Partial<Told>): Partial<Result> {
  const learned = rows.filter(([member]) => member in told).map(([member, [key]]) => [key, told[member]]);
  const { things } = told;
  return { ...Object.fromEntries(learned), ...(things ? { items: things.map(itemOf) } : {}) } as Partial<Result>;
}

function itemOf(thing: Partial<Thing>): ResultItem {
  const members = Object.entries(thing).map(([member, value]) => [thingNames[member as keyof Thing], value]);
  return Object.fromEntries(members) as ResultItem;
}

/** Shows in a thing only what is told of it: a list of things is compared as a whole. */
function thingOf(item: ResultItem): Partial<Thing> {
  const members = Object.entries(thingNames).map(([member, key]) => [member, item[key]]);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** Outputs are texts, and each step sets `json`. */
function isOutputs(value: object): value is Readonly<Record<string, string>> {
  return typeof (value as { json?: unknown }).json === 'string';
}

/**
 * Matches what a step tells by the members that are named, each exactly; `undefined` means that nothing is told of it.
 * Where it stands may be a mode's result or the outputs of a run:
 *
 *     expect(await tellAll(…)).toMatchObject({ result: told({ changed: true }) });
 *     expect(await runStep(…)).toMatchObject({ code: 0, outputs: told({ changed: true, tags: ['v1'] }) });
 */
export function told(expected: ExpectedTold): object {
  const members = expect.objectContaining(expected) as unknown as { asymmetricMatch(other: unknown): boolean };
  const read = (value: object) => (isOutputs(value) ? toldIn(value) : toldOf(value));
  return {
    $$typeof: Symbol.for('jest.asymmetricMatcher'),
    asymmetricMatch: (value: unknown) =>
      typeof value === 'object' && value !== null && members.asymmetricMatch(read(value)),
    toString: () => 'Told',
    getExpectedType: () => 'object',
    toAsymmetricMatcher: () => `Told ${JSON.stringify(expected)}`,
  };
}

/** What a failure is, without its words; an error that is not ours has the code `BUG`. */
export interface Failure {
  code: ErrorCode | 'BUG';
  topic?: Topic;
}

/** Reads of a failure what tests match; undefined where there was none. */
export function failureOf(error: unknown): Failure | undefined {
  if (error === undefined) return undefined;
  const { code, topic } = error instanceof OciError ? error : { code: 'BUG' as const, topic: undefined };
  return { code, ...(topic === undefined ? {} : { topic }) };
}
