import { expect } from '@jest/globals';
import { outputs as actionOutputs, members } from '../../../src/action/tell/outputs.ts';
import { type ErrorCode, OciError, type Position, type Topic } from '../../../src/errors.ts';
import type { FateName } from '../../../src/modes/contract/fates.ts';
import type { ResultVerification } from '../../../src/modes/contract/result.ts';
import {
  changedIn,
  type Facts,
  movedIn,
  newContentIn,
  type Thing as SourceThing,
  type Told as SourceTold,
} from '../../../src/modes/contract/told.ts';

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
  signatures: NonNullable<SourceTold['signatures']>;
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
  files: NonNullable<Facts['files']>;
  /** The manifest as it was served. */
  manifest: string;
  referrers: NonNullable<Facts['referrers']>;
  /** Bytes of blobs that were moved, and of those that were there. */
  sent: number;
  there: number;
  signatures: NonNullable<SourceTold['signatures']>;
  /** Where GitHub shows the attestations. */
  attestations: readonly string[];
  verified: readonly ResultVerification[];
  /** The page of the package; no mode tells it. */
  page: string;
  /** What came of each of several things. */
  things: readonly Partial<Thing>[];
  source: string;
  /** Manifests that hang together with this one; it has no output. */
  related: NonNullable<Facts['related']>;
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
export const names: Record<keyof Told, readonly [result: string, output?: string, read?: Read]> = {
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

/** An entry of `json`, where that is a list. */
interface Entry extends Omit<SourceThing, 'what' | 'fate'> {
  status: FateName;
  changed?: boolean;
}

/** What a mode told so far, and what is made of it. */
export interface Result extends Facts, Pick<SourceTold, 'exists' | 'signatures' | 'verified'> {
  changed?: boolean;
  newContent?: boolean;
  transferred?: number;
  reused?: number;
  kept?: boolean;
  attestationUrls?: string[];
  items?: Entry[];
}

/** The member of an item that each one of a thing shows. */
const thingNames: Record<keyof Thing, keyof Entry> = {
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
  const learned = result as Result & Record<string, unknown>;
  const told = Object.fromEntries(rows.map(([member, [key]]) => [member, learned[key]]));
  return { ...told, ...(learned.items ? { things: learned.items.map(thingOf) } : {}) };
}

/** Reads what a step told, of its outputs as the runner has them. */
export function toldIn(outputs: Readonly<Record<string, string>>): Partial<Told> {
  const whole = JSON.parse(outputs['json'] ?? '{}') as Entry[] | Record<string, unknown>;
  const told = rows.flatMap(([member, [, output = '', read = words]]) => {
    const text = outputs[output];
    return [[member, text === undefined ? undefined : read(text)]];
  });
  if (Array.isArray(whole)) return { ...Object.fromEntries(told), things: whole.map(thingOf) };
  const keys = new Set([...rows.map(([, [key]]) => key), ...Object.values(actionOutputs).map(([key]) => key)]);
  const more = Object.entries(whole).filter(([key]) => !keys.has(key) && key !== 'tag');
  const { source } = whole;
  return { ...Object.fromEntries(told), source, more: Object.fromEntries(more) } as Partial<Told>;
}

/** What a mode told so far, by the names of the source, and what is made of it. */
function recordOf(told: SourceTold): Record<string, unknown> {
  const { fate, isWritten: _, isNew: __, moved: ___, ...facts } = told.about;
  const { exists, signatures, attestations: attestationUrls, verified, page: url } = told;
  const { transferred, reused } = movedIn(told) ?? {};
  const items = told.things?.map((thing) =>
    known(Object.fromEntries(Object.entries(members).map(([key, read]) => [key, read(thing)]))),
  );
  return known({
    ...{ ...facts, transferred, reused, changed: changedIn(told), newContent: newContentIn(told) },
    ...{ exists, signatures, attestationUrls, verified, url, items, kept: fate === 'kept' || undefined },
  });
}

function known(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** Shows what a mode told at the moment at which somebody looks. */
export function resultIn(told: SourceTold): Result {
  const look = () => recordOf(told);
  return new Proxy(
    {},
    {
      get: (_, key) => look()[String(key)],
      has: (_, key) => key in look(),
      ownKeys: () => Object.keys(look()),
      getOwnPropertyDescriptor: (_, key) => Object.getOwnPropertyDescriptor(look(), key),
    },
  );
}

/** Makes what a mode told, of which `toldOf` reads this: for tests of how it is told. */
export function toldBy(told: Partial<Told>, isDryRun = false): SourceTold {
  const { changed, kept, things, newContent, sent, there, exists, signatures, attestations, verified, page } = told;
  const facts: [string, unknown][] = rows.map(([member, [key]]) => [key, told[member]]);
  const apart = ['changed', 'newContent', 'transferred', 'reused', 'items', 'kept', 'exists', 'signatures'];
  const apartToo = [...apart, 'attestationUrls', 'verified', 'url'];
  const still = kept ? 'kept' : changed === undefined ? undefined : 'unchanged';
  const fate = changed ? 'pushed' : still;
  const isMoved = sent !== undefined || there !== undefined;
  return {
    isDryRun,
    about: known({
      ...Object.fromEntries(facts.filter(([key]) => !apartToo.includes(key))),
      fate,
      isNew: newContent,
      moved: isMoved ? { transferred: sent ?? 0, reused: there ?? 0 } : undefined,
    }) as Facts,
    ...known({ exists, signatures, attestations, verified, page, things: things?.map(sourceThingOf) }),
  };
}

function sourceThingOf({ fate = 'not reached', changed, ...thing }: Partial<Thing>): SourceThing {
  const members = Object.entries(thing).map(([member, value]) => [thingNames[member as keyof Thing], value]);
  const name = thing.name ?? '';
  const what = name.includes('artifacthub-repo') ? 'metadata' : /^sha\d+:|@/.test(name) ? 'manifest' : 'tag';
  const isWritten = changed === undefined ? {} : { isWritten: changed };
  return { what, name, ...Object.fromEntries(members), fate: fate as FateName, ...isWritten };
}

/** Shows in a thing only what is told of it: a list of things is compared as a whole. */
function thingOf(item: Entry): Partial<Thing> {
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
