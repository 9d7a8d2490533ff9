import { describe, expect, it } from '@jest/globals';
import { tags } from '../../src/modes/tags.ts';
import { describe as describeContent, emptyJson } from '../../src/oci/descriptor.ts';
import { imageManifest } from '../../src/oci/media-types.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { makeWorld } from '../support/action/make-world.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { told } from '../support/action/told.ts';

const helmConfig = 'application/vnd.cncf.helm.config.v1+json';

/** Lists a place in which every tag names one manifest, of a config with this type and text. */
async function run(
  names: readonly string[],
  given: Given<'tags'> = {},
  { type = emptyJson.mediaType, text = '{}' } = {},
  reference = 'r.test/app',
) {
  const store = new MemoryStore();
  const put = async (mediaType: string, bytes: Buffer, own: readonly string[] = []) => {
    const descriptor = describeContent(mediaType, bytes);
    await store.push(descriptor, openBytes(bytes), { tags: own });
    return descriptor;
  };
  const config = await put(type, Buffer.from(text));
  const body = { schemaVersion: 2, mediaType: imageManifest, config, layers: [] };
  const { digest } = await put(imageManifest, Buffer.from(JSON.stringify(body)), names);
  const named = (all: string) => all.replaceAll(digest, 'one').replaceAll(config.digest, 'config');
  const told = await tellAll({ 'r.test/app': store }, ({ mode }) => tags(makeInputs('tags', reference, given), mode), {
    named,
  });
  return told;
}

const about = { repository: 'r.test/app', changed: false };

describe('Mode tags', () => {
  it('lists tags and tells the newest version', async () => {
    const { said, result, opened } = await run(['1.0.0', 'latest', '1.10.0_b', '1.2.0']);
    expect(opened).toEqual(['r.test/app to read']);
    expect(said).toEqual(['group: Tags of r.test/app', 'info: 1.10.0_b', 'info: 1.2.0', 'info: 1.0.0', 'info: latest']);
    expect(result).toEqual({
      ...about,
      tags: ['1.10.0_b', '1.2.0', '1.0.0', 'latest'],
      version: '1.10.0+b',
      details: { total: 4, matching: 4, newest: { tag: '1.10.0_b', version: '1.10.0+b', digest: 'one' } },
    });
  });

  it('counts what a filter leaves, and what is beyond the limit', async () => {
    const { said, result } = await run(['1.0.0', '1.1.0', '2.0.0', 'main'], { filter: '<2', limit: 1 });
    expect(said).toEqual(['group: Tags of r.test/app', 'info: 1.1.0', 'info: 1 more are beyond the limit']);
    expect(result).toEqual({
      ...about,
      tags: ['1.1.0'],
      version: '1.1.0',
      details: { total: 4, matching: 2, newest: { tag: '1.1.0', version: '1.1.0', digest: 'one' } },
    });
  });

  // The newest is of all that the filter leaves, whatever the limit shows: one before a release stands first, and is not it.
  it('tells the newest also where the limit does not show it', async () => {
    const { result } = await run(['1.0.0', '1.1.0-rc.1'], { limit: 1 });
    expect(result).toMatchObject({ tags: ['1.1.0-rc.1'], version: '1.0.0' });
  });

  it.each<[string, string[], string | undefined, string[], object]>([
    ['there are no tags', [], undefined, ['notice: r.test/app has no tags'], { total: 0, matching: 0 }],
    ['there is nothing to filter', [], '^1', ['notice: r.test/app has no tags'], { total: 0, matching: 0 }],
    [
      'none matches the filter',
      ['main', '2.0.0'],
      '^1',
      ['notice: None of the 2 tags of r.test/app matches the filter ^1'],
      { total: 2, matching: 0 },
    ],
    ['none is a version', ['main'], undefined, ['group: Tags of r.test/app', 'info: main'], { total: 1, matching: 1 }],
  ])('says so where %s', async (_, names, filter, said, details) => {
    const told = await run(names, filter === undefined ? {} : { filter });
    expect(told).toMatchObject({ said, result: { ...about, details } });
    expect(told.result['version']).toBeUndefined();
  });

  it('tells of the newest chart what its config says', async () => {
    const text = JSON.stringify({ name: 'web', version: '1.0.0+b', appVersion: '7', home: 'https://x.test' });
    const { result } = await run(['1.0.0_b'], {}, { type: helmConfig, text });
    expect(result['details']).toEqual({
      total: 1,
      matching: 1,
      newest: { tag: '1.0.0_b', name: 'web', version: '1.0.0+b', appVersion: '7', digest: 'one' },
    });
  });

  it('tells of what is no chart nothing that its config says', async () => {
    const type = 'application/vnd.oci.image.config.v1+json';
    const { result } = await run(['1.0.0'], {}, { type, text: '{"name":"web","version":"9"}' });
    expect(result['details']).toMatchObject({ newest: { tag: '1.0.0', version: '1.0.0', digest: 'one' } });
    expect(result['details']).not.toMatchObject({ newest: { name: 'web' } });
  });

  it('lists the tags also where the newest cannot be read, and says why', async () => {
    const { said, result, failed } = await run(['1.0.0'], {}, { type: helmConfig, text: '[]' });
    expect({ said, result, failed }).toEqual({
      said: [
        'group: Tags of r.test/app',
        'info: 1.0.0',
        'warning: The newest version 1.0.0 could not be read: The config config is not a JSON object',
      ],
      result: { ...about, tags: ['1.0.0'], version: '1.0.0', details: { total: 1, matching: 1 } },
      failed: undefined,
    });
  });

  it.each([
    [1_000, []],
    [1_001, ['info: … and 1 more in the output tags']],
    [1_003, ['info: … and 3 more in the output tags']],
  ])('of %i tags, shows a thousand in the log', async (count, rest) => {
    const { said, result } = await run(Array.from({ length: count }, (_, at) => `t${10_000 + at}`));
    expect(said.slice(1_001)).toEqual(rest);
    expect(said.slice(0, 2)).toEqual(['group: Tags of r.test/app', 'info: t10000']);
    expect(result['tags']).toHaveLength(count);
  });

  it('counts of more than a thousand those that the limit left', async () => {
    const { said } = await run(
      Array.from({ length: 1_005 }, (_, at) => `t${10_000 + at}`),
      { limit: 1_002 },
    );
    expect(said.slice(1_001)).toEqual(['info: … and 2 more in the output tags', 'info: 3 more are beyond the limit']);
  });

  it.each(['r.test/app:v1', `r.test/app:v1@sha256:${'0'.repeat(64)}`])(
    'takes no tag in the reference: not %s',
    async (reference) => {
      expect(await run(['v1'], {}, {}, reference)).toMatchObject({ opened: [], failure: { code: 'INVALID_INPUT' } });
    },
  );

  it('lists the tags that lead to a digest', async () => {
    const world = await makeWorld({ a: 'a', b: 'b' });
    const { result } = await world.act('push', 'r.test/app:1.0.0,latest,1.0', { files: ['a'] });
    await world.act('push', 'r.test/app:2.0.0', { files: ['b'] });
    const reference = `r.test/app@${result.digest}`;
    const found = await world.act('tags', reference);
    expect(found.result).toEqual(told({ tags: ['1.0.0', '1.0', 'latest'], version: '1.0.0' }));
    expect(found.result).toMatchObject({ details: { total: 4, matching: 3 } });
    expect((await world.act('tags', reference, { filter: '/^l/' })).result).toEqual(told({ tags: ['latest'] }));
    expect(await world.act('tags', reference, { filter: '^2' })).toMatchObject({
      failure: undefined,
      result: { tags: [] },
    });
    const none = await world.act('tags', `r.test/app@sha256:${'0'.repeat(64)}`);
    expect(none.failure).toMatchObject({ code: 'NOT_FOUND' });
  });
});
