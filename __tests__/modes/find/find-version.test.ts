import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { findVersion } from '../../../src/modes/find/find-version.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { tellAll } from '../../support/action/tell-all.ts';
import { putGraph } from '../../support/content/named-graph.ts';

interface Given {
  reference?: string;
  isAwaited?: boolean;
  /** What fails instead of answering. */
  broken?: { manifest?: Error; tags?: Error };
}

/** Finds a version among tags; each names a manifest of its own. */
async function find(
  tags: string[],
  asked: string,
  { reference = 'r.test/app', isAwaited = false, broken = {} }: Given = {},
) {
  const store = new MemoryStore();
  const { named } = await putGraph(store, Object.fromEntries(tags.map((tag) => [`m${tag}`, { tags: [tag] }])));
  const listed = { count: 0 };
  const own = store.tags.bind(store);
  store.tags = async function* (signal) {
    listed.count += 1;
    if (broken.tags) throw broken.tags;
    yield* own(signal);
  };
  const manifest = store.manifest.bind(store);
  store.manifest = (name) => {
    if (broken.manifest) throw broken.manifest;
    return manifest(name);
  };
  let found: string | undefined;
  let topic: string | undefined;
  const told = await tellAll(
    {},
    async ({ mode }) => {
      const {
        reference: at,
        top,
        version,
      } = await findVersion(parseReference(reference), asked, store, {
        ...mode,
        ...(isAwaited ? { isAwaited } : {}),
      }).catch((error: unknown) => {
        ({ topic } = error as OciError);
        throw error;
      });
      found = `${at.tags.join()}=${named(top.descriptor.digest)} ${version}`;
    },
    { named },
  );
  return { ...told, found, topic, lists: listed.count };
}

describe('A version', () => {
  it.each<[string[], string, string, string, number]>([
    // One version costs no list.
    [['1.0.0', '2.0.0'], '1.0.0', '1.0.0', '1.0.0', 0],
    [['1.0.0_b'], '1.0.0+b', '1.0.0_b', '1.0.0+b', 0],
    [['v1.0.0'], '1.0.0', 'v1.0.0', 'v1.0.0', 1],
    [['1.0.0'], 'v1.0.0', '1.0.0', '1.0.0', 1],
    [['1.0.0', '1.10.0', '1.9.0', '2.0.0'], '^1.0', '1.10.0', '1.10.0', 1],
    [['1.0.0', '2.0.0-rc.1'], '', '1.0.0', '1.0.0', 1],
    [['1.0.0', '2.0.0-rc.1'], '>=2.0.0-0', '2.0.0-rc.1', '2.0.0-rc.1', 1],
    // Short ones move with each release.
    [['1.0.0', '2', 'v3'], '', '1.0.0', '1.0.0', 1],
    [['1', 'v2', 'latest'], '', 'v2', 'v2', 1],
    [['v1.0.0', '1.0.0'], '*', '1.0.0', '1.0.0', 1],
    [['1.0.0', 'v1.0.0'], '*', '1.0.0', '1.0.0', 1],
    // What follows a `_` is no part of the three numbers of a whole one.
    [['1.0.0_b', '2'], '*', '1.0.0_b', '1.0.0+b', 1],
    // An end that is a `v` is no sign of one.
    [['1.0.0_z', '1.0.0_v'], '*', '1.0.0_v', '1.0.0+v', 1],
    // What says the same but for its end, which does not count, is told apart by its name.
    [['1.0.0_b', '1.0.0_a'], '*', '1.0.0_a', '1.0.0+a', 1],
  ])('of %j, asked for as %j, is the tag %s', async (tags, asked, tag, version, lists) => {
    const told = await find(tags, asked);
    // Whether it may be told is not known before it was verified.
    expect(told).toMatchObject({ found: `${tag}=m${tag} ${version}`, result: {}, lists });
    expect(told.said).toEqual(
      version === asked ? [] : [`info: ${asked === '' ? 'The newest version' : asked} is ${version}`],
    );
  });

  it.each<[string[], string, string]>([
    [['1.0.0', '1.1.0'], '1.2.0', 'r.test/app has no version 1.2.0: it has 1.1.0, 1.0.0'],
    // The nearest first.
    [
      ['3.0.0', '1.1.0', '1.2.0', '2.2.9'],
      '1.2.7',
      'r.test/app has no version 1.2.7: it has 1.2.0, 1.1.0, 3.0.0, 2.2.9',
    ],
    [['1.0.0'], '^2', 'r.test/app has no version ^2: it has 1.0.0'],
    [['1.0.0'], '2', 'r.test/app has no version 2: it has 1.0.0; as a range, write 2.x'],
    [['1.0.0'], '22', 'r.test/app has no version 22: it has 1.0.0; as a range, write 22.x'],
    [['1.0.0'], '2.10', 'r.test/app has no version 2.10: it has 1.0.0; as a range, write 2.10.x'],
    [['1.0.0'], 'v2', 'r.test/app has no version v2: it has 1.0.0'],
    [
      ['12.30.0', '1.3.0', '12.3.0', '12.4.0'],
      '~12.3.9',
      'r.test/app has no version ~12.3.9: it has 12.3.0, 12.30.0, 12.4.0, 1.3.0',
    ],
    [['3.0.0', '1.0.0'], '1', 'r.test/app has no version 1: it has 1.0.0, 3.0.0; as a range, write 1.x'],
    [['1.0.0-v2'], '1.0.0-2', 'r.test/app has no version 1.0.0-2: it has 1.0.0-v2'],
    [
      ['1.0.0-rc'],
      '^1',
      'r.test/app has no version ^1: it has 1.0.0-rc; pre-releases are taken only when the range names one',
    ],
    [['3.0.0', '2.2.0'], '2.5.0 - 2.9', 'r.test/app has no version 2.5.0 - 2.9: it has 2.2.0, 3.0.0'],
    [['1.0.0', '2.0.0-rc.1'], '^2', 'r.test/app has no version ^2: it has 2.0.0-rc.1, 1.0.0'],
    [['1.0.0'], '2.1', 'r.test/app has no version 2.1: it has 1.0.0; as a range, write 2.1.x'],
    [[], '', 'r.test/app has no released version: it has no versions'],
    [['latest', 'main'], '', 'r.test/app has no released version: it has no versions, but tags such as latest, main'],
    [
      ['1.0.0-rc.1'],
      '',
      'r.test/app has no released version: it has 1.0.0-rc.1; pre-releases are taken only when the range names one',
    ],
    [
      ['1.0.0-rc.1'],
      '^1',
      'r.test/app has no version ^1: it has 1.0.0-rc.1; pre-releases are taken only when the range names one',
    ],
    [['1.0.0-rc.1'], '1.0.0', 'r.test/app has no version 1.0.0: it has 1.0.0-rc.1'],
    [
      Array.from({ length: 12 }, (_, at) => `1.0.${at}`),
      '2.0.0',
      'r.test/app has no version 2.0.0: it has 1.0.11, 1.0.10, 1.0.9, 1.0.8, 1.0.7, 1.0.6, 1.0.5, 1.0.4, 1.0.3, 1.0.2 and 2 more',
    ],
    [
      Array.from({ length: 12 }, (_, at) => `t${10 + at}`),
      '1.0.0',
      'r.test/app has no version 1.0.0: it has no versions, but tags such as t10, t11, t12, t13, t14, t15, t16, t17, t18, t19',
    ],
  ])('of %j is not there, asked for as %j', async (tags, asked, message) => {
    expect(await find(tags, asked)).toMatchObject({ failed: `NOT_FOUND: ${message}`, said: [], result: {} });
  });

  it.each([
    ['r.test/app:v1', 'v1'],
    [`r.test/app@sha256:${'0'.repeat(64)}`, `sha256:${'0'.repeat(64)}`],
  ])('is not asked for beside %s', async (reference, name) => {
    expect((await find(['v1'], '1.0.0', { reference })).failed).toBe(
      `INVALID_INPUT: The input version "1.0.0" is for a repository alone, but the input reference names ${name}: give one of them`,
    );
  });

  it('that cannot be a tag is refused', async () => {
    const long = `1.0.0-${'a'.repeat(130)}`;
    expect((await find(['v1'], long)).failed).toBe(`INVALID_INPUT: The input version "${long}" cannot be a tag`);
  });

  it.each<[string[], string, string | undefined]>([
    [['1.0.0'], '1.2.0', 'missing-version'],
    [['1.0.0'], '^2', 'missing-version'],
    [['1.0.0-rc.1'], '^1', 'pre-release'],
    [['1.0.0-rc.1'], '', 'pre-release'],
    [[], '^1', 'missing-version'],
    [[], '', undefined],
  ])('of %j that is not there, asked for as %j, is the topic %s', async (tags, asked, topic) => {
    expect(await find(tags, asked)).toMatchObject({ failed: expect.stringContaining('NOT_FOUND: '), topic });
  });

  it.each<[string[], string, string]>([
    [['1.0.0', 'v1.0.0'], '1.0.0', '1.0.0'],
    [['v1.0.0', '1.0.0'], '1.0.0', '1.0.0'],
    [['1.0.0', 'v1.0.0'], 'v1.0.0', 'v1.0.0'],
    [['v1.0.0'], '1.0.0', 'v1.0.0'],
    [['1.0.0_b', '1.0.0'], '1.0.0+b', '1.0.0_b'],
    [['1.0.0', '1.1.0'], '1.0.0', '1.0.0'],
  ])('that is awaited is looked for in the list alone: of %j, asked for as %j, %s', async (tags, asked, tag) => {
    const told = await find(tags, asked, { isAwaited: true });
    expect(told).toMatchObject({ found: expect.stringContaining(`${tag}=m${tag} `), lists: 1 });
  });

  it('is not missing where nobody tells which others there are: v2.0.0 may be one', async () => {
    const refused = new OciError('DENIED', 'No list');
    expect(await find(['1.0.0'], '2.0.0', { broken: { tags: refused } })).toMatchObject({ failed: 'DENIED: No list' });
    const absent = new OciError('NOT_FOUND', 'Nothing there');
    expect(await find(['1.0.0'], '2.0.0', { broken: { tags: absent } })).toMatchObject({
      failed: 'NOT_FOUND: r.test/app has no version 2.0.0: it has no versions',
    });
  });

  it.each([
    ['DENIED: No', new OciError('DENIED', 'No')],
    ['NOT_FOUND: A page', new OciError('NOT_FOUND', 'A page', { topic: 'html-page' })],
    ['undefined: broken', new Error('broken')],
  ])('that cannot be read is not one that is missing: %s', async (failed, error) => {
    expect(await find(['1.0.0'], '1.0.0', { broken: { manifest: error } })).toMatchObject({ failed, lists: 0 });
  });
});
