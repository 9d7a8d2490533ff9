import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { findTop } from '../../../src/modes/find/find-top.ts';
import { partsOf } from '../../../src/oci/digest.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { forwarded } from '../../../src/store/forwarded.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { type Answer, type Asked, find, findIn, makeTime, type Script } from '../../support/action/find-in.ts';
import { makeMode } from '../../support/action/make-mode.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { putGraph } from '../../support/content/named-graph.ts';

const exists = { exists: false };
const minute = 60_000;

describe('What fails', () => {
  const failing = (error: Error) =>
    forwarded(new MemoryStore(), {
      resolve: () => Promise.reject(error),
      manifest: () => Promise.reject(error),
    });
  const failed = (error: Error, wait: number | undefined) => {
    const asked = {
      reference: parseReference('r.test/app:v1'),
      version: undefined,
      ifNotFound: 'error',
      wait,
    } as const;
    const { mode } = makeMode('/w');
    return findTop(failing(error), asked, 'pull', mode, makeTime().time).catch((caught: unknown) => caught);
  };

  it.each<[string, Error, wait: number | undefined]>([
    ['a bug, also while it is waited for', new TypeError('x is not a function'), minute],
    ['a refusal, with its status', new OciError('DENIED', 'no'), minute],
    ['a passing fault that nobody waits for', new OciError('NETWORK', 'late'), undefined],
  ])('comes through as it is: %s', async (_, error, wait) => {
    expect(await failed(error, wait)).toBe(error);
  });
});

describe('Without wait', () => {
  it.each<[string, Script, Partial<Asked>, Partial<Awaited<ReturnType<typeof find>>>]>([
    ['what is there costs one request', [], {}, { found: 'v1', asked: ['0 s: GET'], result: {} }],
    [
      'what is missing is an error, with tags that are near',
      [[0, 'absent', 'GET']],
      {},
      {
        failure: { code: 'NOT_FOUND' },
        topic: 'missing-reference',
        asked: ['0 s: GET', '0 s: LIST'],
        result: exists,
      },
    ],
    [
      'what may be missing costs one request, and ends well',
      [[0, 'absent']],
      { ifNotFound: 'ignore' },
      {
        found: undefined,
        asked: ['0 s: GET'],
        result: { ...exists, changed: false },
      },
    ],
    [
      'a range that nothing meets is missing',
      [],
      { ifNotFound: 'ignore', version: '^2', reference: parseReference('r.test/app') },
      {
        found: undefined,
        asked: ['0 s: LIST'],
        result: { ...exists, changed: false },
      },
    ],
    [
      'a version in no repository is missing',
      [[0, 'absent']],
      { ifNotFound: 'ignore', version: '1.2.3', reference: parseReference('r.test/app') },
      {
        found: undefined,
        asked: ['0 s: GET', '0 s: LIST'],
        result: { ...exists, changed: false },
      },
    ],
    [
      'an error about a version is told as before',
      [],
      { version: '^2', reference: parseReference('r.test/app') },
      {
        failure: { code: 'NOT_FOUND' },
        topic: 'missing-version',
        result: exists,
      },
    ],
  ])('%s', async (_, script, given, expected) => {
    const told = await find(script, given);
    expect(told).toMatchObject(expected);
    expect(told.result).toEqual(expected.result);
  });

  it.each<[Answer, string]>([
    ['a page', 'NOT_FOUND'],
    ['not logged in', 'UNAUTHORIZED'],
    ['denied', 'DENIED'],
    ['failing', 'REGISTRY'],
    ['refused', 'NETWORK'],
  ])('%s is not taken for missing', async (answer, failed) => {
    for (const version of [undefined, '1.2.3']) {
      const reference = parseReference(version === undefined ? 'r.test/app:v1' : 'r.test/app');
      const told = await find([[0, answer]], { ifNotFound: 'ignore', version, reference });
      expect(told).toMatchObject({ failure: { code: failed }, asked: ['0 s: GET'] });
      expect(told.result).toEqual({});
    }
  });

  it('a reference to nothing is an error at once', async () => {
    const given = { ifNotFound: 'ignore', wait: minute, reference: parseReference('r.test/app') } as const;
    const told = await find([], given);
    expect(told).toMatchObject({ failure: { code: 'INVALID_INPUT' }, asked: [], said: [] });
    expect(told.result).toEqual({});
  });
});

describe('A layout', () => {
  const reference = parseReference('oci-layout:out:v1');
  const fill = (directory: string) => putGraph(new LayoutStore(directory), { app: { tags: ['v1'] } });

  it('that another process writes meanwhile is waited for', async () => {
    const directory = makeFolder();
    const { time } = makeTime();
    const pauseAndFill = async (length: number) => {
      await time.pause(length, undefined);
      await fill(directory);
    };
    const given = { reference, wait: minute };
    const told = await findIn(new LayoutStore(directory), given, { ...time, pause: pauseAndFill });
    expect(told.found).toBe('v1');
  });

  it('that is not there, or has no such tag, may be missing', async () => {
    const directory = makeFolder();
    await fill(directory);
    for (const [place, tag] of [
      [directory, 'v2'],
      [join(directory, 'nowhere'), 'v1'],
    ] as const) {
      const given = { reference: parseReference(`oci-layout:out:${tag}`), ifNotFound: 'ignore' } as const;
      expect(await findIn(new LayoutStore(place), given)).toMatchObject({ found: undefined, result: exists });
    }
  });

  it.each([undefined, '1'])('that has lost a manifest is damaged, by its version %s too', async (version) => {
    const directory = makeFolder();
    const { at } = await fill(directory);
    const { algorithm, hex } = partsOf(at('app').digest);
    await rm(join(directory, 'blobs', algorithm, hex));
    const asked = version === undefined ? reference : parseReference('oci-layout:out');
    const told = await findIn(new LayoutStore(directory), { reference: asked, version, ifNotFound: 'ignore' });
    expect(told).toMatchObject({ failure: { code: 'NOT_FOUND' }, topic: 'missing-content' });
    expect(told.result).toEqual({});
  });
});

it.each<[Answer, isAbsent: boolean]>([
  ['absent', true],
  ['absent in words', true],
  ['a page', false],
  ['a lost blob', false],
  ['a failure that names a blob', false],
  ['a lost manifest and a lost blob', false],
  ['a failure without words', false],
  ['nothing of a blob', false],
  ['words of a gateway', false],
  ['nothing from a storage', false],
])('%s may mean that something does not exist: %s', async (answer, isAbsent) => {
  const { failure, result } = await find([[0, answer, 'GET']], { ifNotFound: 'ignore' });
  expect([failure === undefined, result]).toEqual(isAbsent ? [true, { exists: false, changed: false }] : [false, {}]);
});
