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
      });
      found = `${at.tags.join()}=${named(top.descriptor.digest)} ${version}`;
    },
    { named },
  );
  return { ...told, found, lists: listed.count };
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
  });

  it.each([':v1', `@sha256:${'0'.repeat(64)}`])('is not asked for beside %s', async (suffix) => {
    expect((await find(['v1'], '1.0.0', { reference: `r.test/app${suffix}` })).failure?.code).toBe('INVALID_INPUT');
  });

  it('that cannot be a tag is refused', async () => {
    expect((await find(['v1'], `1.0.0-${'a'.repeat(130)}`)).failure?.code).toBe('INVALID_INPUT');
  });

  it.each<[string[], string, string | undefined]>([
    [['1.0.0'], '1.2.0', 'missing-version'],
    // A version is not a range.
    [['2.0.0'], '2', 'missing-version'],
    [['1.0.0-v2'], '1.0.0-2', 'missing-version'],
    [['1.0.0'], '^2', 'missing-version'],
    [['1.0.0-rc.1'], '^1', 'pre-release'],
    [['1.0.0-rc.1'], '', 'pre-release'],
    [[], '^1', 'missing-version'],
    [[], '', undefined],
  ])('of %j that is not there, asked for as %j, is the topic %s', async (tags, asked, topic) => {
    const told = await find(tags, asked);
    expect(told).toMatchObject({ failure: { code: 'NOT_FOUND' }, result: {} });
    expect(told.topic).toBe(topic);
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
    expect(await find(['1.0.0'], '2.0.0', { broken: { tags: refused } })).toMatchObject({
      failure: { code: 'DENIED' },
    });
    const absent = new OciError('NOT_FOUND', 'Nothing there');
    expect(await find(['1.0.0'], '2.0.0', { broken: { tags: absent } })).toMatchObject({
      failure: { code: 'NOT_FOUND' },
      topic: 'missing-version',
    });
  });

  it.each([
    ['DENIED', new OciError('DENIED', 'No')],
    ['NOT_FOUND', new OciError('NOT_FOUND', 'A page', { topic: 'html-page' })],
    ['BUG', new Error('broken')],
  ])('that cannot be read is not one that is missing: %s', async (failed, error) => {
    expect(await find(['1.0.0'], '1.0.0', { broken: { manifest: error } })).toMatchObject({
      failure: { code: failed },
      lists: 0,
    });
  });
});
