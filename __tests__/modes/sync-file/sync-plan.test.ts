import { describe, expect, it } from '@jest/globals';
import { transferSlots } from '../../../src/concurrently.ts';
import { OciError } from '../../../src/errors.ts';
import {
  openPair,
  planName,
  refuseCollisions,
  rowOf,
  type SyncName,
  type SyncPlan,
  selectNames,
} from '../../../src/modes/sync-file/sync-plan.ts';
import { type Descriptor, describe as describeBytes, emptyJson } from '../../../src/oci/descriptor.ts';
import { startHash } from '../../../src/oci/digest.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import type { Platform } from '../../../src/oci/platform.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { contentOf } from '../../../src/store/content.ts';
import { startCopySession } from '../../../src/store/copy.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import type { Content } from '../../../src/store/store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { startRoom } from '../../../src/store/wrapped/remembered.ts';
import { makeMode } from '../../support/action/make-mode.ts';

const { signal } = new AbortController();
const position = { file: 'sync.yml', line: 3 };
const amd = { os: 'linux', architecture: 'amd64' };
const arm = { os: 'linux', architecture: 'arm64' };

const manifest = (name: string): Content => {
  const layers: Descriptor[] = [describeBytes('text/plain', Buffer.from(name))];
  const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers });
  return contentOf(describeBytes(imageManifest, bytes), bytes);
};
const index = (...manifests: Descriptor[]): Content => {
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests }));
  return contentOf(describeBytes(imageIndex, bytes), bytes);
};
const [first, second, third] = [manifest('first'), manifest('second'), manifest('third')];
const both = index({ ...first.descriptor, platform: amd }, { ...second.descriptor, platform: arm });
const bySha512 = ({ bytes, descriptor }: Content): Descriptor => {
  const hash = startHash('sha512:');
  hash.update(bytes);
  return { ...descriptor, digest: hash.finish() };
};

type Given = Partial<SyncName['pair']['repository']>;

/** A plan, and the name that it is for. */
type Named = Omit<SyncPlan, 'of' | 'root'> & { name: string; root?: Descriptor };

async function makePair(given: Given = {}, usual: readonly Platform[] = [], there: [Content, string][] = []) {
  const [source, target] = [new MemoryStore(), new MemoryStore()];
  for (const content of [first, second, third, both]) await source.push(content.descriptor, openBytes(content.bytes));
  const opened: unknown[] = [];
  const { mode, said } = makeMode('/', {
    open: {
      source: (...all) => {
        opened.push(['source', ...all]);
        return source;
      },
      store: (...all) => {
        opened.push(['target', ...all]);
        return target;
      },
    },
  });
  for (const [content, tag] of there) await target.push(content.descriptor, openBytes(content.bytes), { tags: [tag] });
  const repository = {
    ...{ host: 'src.test', repository: 'app', settings: {}, named: [], selectors: [], exclude: [] },
    ...{ newest: undefined, platforms: undefined, destination: undefined, position, ...given },
  };
  const how = { platforms: usual, session: startCopySession(1), room: startRoom(), reading: transferSlots(1) };
  const pair = openPair(repository, parseReference('dst.test/copies/app'), how, mode);
  const tag = (content: Content, ...tags: string[]) =>
    source.push(content.descriptor, openBytes(content.bytes), { tags });
  return { pair, source, target, mode, said, opened, tag };
}

it('A repository is opened by its name and settings, and read once', async () => {
  const { pair, source, target, opened, tag } = await makePair({ settings: { insecure: true } as never });
  const from = { host: 'src.test', repository: 'app', tags: [] };
  expect(opened).toEqual([
    ['source', from, { insecure: true }],
    ['target', { host: 'dst.test', repository: 'copies/app', tags: [] }, { alsoRead: from }],
  ]);
  expect([pair.name, pair.targetName, pair.target]).toEqual(['src.test/app', 'dst.test/copies/app', target]);
  const list = `${first.descriptor.digest.replace(':', '-')}.sig`;
  await tag(second, 'v1', list);
  expect([...(await pair.digestTags())]).toEqual([[list.slice(0, -4), [list]]]);
  expect(await pair.chosen(first.descriptor.digest)).toEqual({ digest: first.descriptor.digest });
  expect((await pair.source.manifest(first.descriptor.digest)).bytes).toEqual(first.bytes);
  await source.delete(first.descriptor.digest);
  await tag(second, 'later');
  expect((await pair.source.manifest(first.descriptor.digest)).bytes).toEqual(first.bytes);
  expect((await pair.digestTags()).size).toBe(1);
});

it.each<[string, Given, (typeof amd)[], string]>([
  ['those of the file', { platforms: [amd] }, [arm], first.descriptor.digest],
  ['those of the input, where the file names none', {}, [arm], second.descriptor.digest],
  ['all, where the file says so', { platforms: [] }, [arm], both.descriptor.digest],
])('An index is reduced to the platforms: %s', async (_, given, usual, expected) => {
  const { pair } = await makePair(given, usual);
  expect((await pair.chosen(both.descriptor.digest)).digest).toBe(expected);
});

it('A platform that an index does not have is told with the name of the index', async () => {
  const { pair } = await makePair({ platforms: [{ os: 'windows', architecture: 'amd64' }] });
  const { digest } = both.descriptor;
  await expect(pair.chosen(digest)).rejects.toThrow(
    `src.test/app@${digest} has nothing for the platform windows/amd64`,
  );
});

describe('What is synced of a repository', () => {
  const signature = `sha256-${'a'.repeat(64)}.sig`;
  const tags = ['1.0.0', 'v1.10.0', '1.10.0', '1.9.0', '1.10.0_b', 'latest', signature];
  const select = (what: string, takes: (tag: string) => boolean, mayBeIdle = false) => ({
    ...{ what, takes, mayBeIdle, position: { file: 'sync.yml', line: 7 } },
  });
  const ones = select('ones', (tag) => tag.startsWith('1.'));
  const nines = select('nines', (tag) => tag.startsWith('1.9'));
  const every = select('all', () => true);
  const named = [{ name: 'v0', position }];

  const namesOf = async (given: Given, referrers = true) => {
    const { pair, mode, tag, said } = await makePair(given);
    await tag(first, ...tags);
    const found = await selectNames(pair, referrers, mode.log, mode.signal);
    const own = found[0]?.pair ?? pair;
    for (const one of found) expect(one).toEqual({ pair: { ...pair, digestTags: own.digestTags }, name: one.name });
    return { names: found.map(({ name }) => name), said, pair: own };
  };

  it.each<[string, Given, string[]]>([
    ['what is named, though it is not there', { named }, ['v0']],
    ['what is named twice, once', { named: [...named, ...named] }, ['v0']],
    ['nothing', {}, []],
    ['what a selector takes', { selectors: [ones] }, ['1.0.0', '1.10.0', '1.9.0', '1.10.0_b']],
    [
      'both, each once',
      { named: [{ name: '1.9.0', position }], selectors: [ones] },
      ['1.9.0', '1.0.0', '1.10.0', '1.10.0_b'],
    ],
    [
      'what any of two takes',
      { selectors: [select('x', (tag) => tag === 'latest'), select('y', (tag) => tag === '1.0.0')] },
      ['latest', '1.0.0'],
    ],
    ['all but tags of signatures', { selectors: [every] }, tags.slice(0, -1)],
    [
      'all but what is excluded',
      { selectors: [every], exclude: [(tag) => tag === 'latest', (tag) => tag.startsWith('1')] },
      ['v1.10.0'],
    ],
    ['the newest', { selectors: [every], newest: 1 }, ['1.10.0']],
    ['the newest of the same version by their names', { selectors: [every], newest: 2 }, ['1.10.0', 'v1.10.0']],
    ['the newest of those that a selector takes', { selectors: [ones], newest: 1 }, ['1.10.0']],
    ['the newest of each selector', { selectors: [nines, every], newest: 1 }, ['1.9.0', '1.10.0']],
    ['the three newest', { selectors: [every], newest: 3 }, ['1.10.0', 'v1.10.0', '1.9.0']],
    ['all that are versions', { selectors: [every], newest: 9 }, ['1.10.0', 'v1.10.0', '1.9.0', '1.0.0']],
  ])('is %s', async (_, given, expected) => {
    expect((await namesOf(given)).names).toEqual(expected);
  });

  it('is tags of signatures too, where what is attached is not copied', async () => {
    expect((await namesOf({ selectors: [every] }, false)).names).toEqual(tags);
  });

  it('is read once with the tags that are made of digests', async () => {
    const { pair } = await namesOf({ selectors: [every] });
    pair.source.tags = () => {
      throw new Error('asked again');
    };
    expect([...(await pair.digestTags())]).toEqual([[signature.slice(0, -4), [signature]]]);
  });

  it('fails where a selector takes nothing, or warns where it may', async () => {
    const none = (mayBeIdle: boolean) => select('the tags 2.x', () => false, mayBeIdle);
    await expect(namesOf({ selectors: [none(false)] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'src.test/app has no tag for the tags 2.x',
      topic: 'missing-selection',
      position: { file: 'sync.yml', line: 7 },
    });
    const { names, said } = await namesOf({ selectors: [none(true), ones] });
    expect(names).toHaveLength(4);
    expect(said).toEqual(['warning: src.test/app has no tag for the tags 2.x']);
  });
});

describe('Two sources of one name in the target', () => {
  const from = async (name: string, host = 'src.test'): Promise<SyncName> => {
    const { pair } = await makePair({ host });
    return { pair, name };
  };

  it.each([
    ['a tag', 'v1', 'v1', 'dst.test/copies/app:v1 would be written from src.test/app:v1 and from other.test/app:v1'],
    ['another tag', 'v1', 'v2', undefined],
    ['a digest', first.descriptor.digest, first.descriptor.digest, undefined],
    ['a digest and a tag', first.descriptor.digest, 'v1', undefined],
  ])('are refused or not: %s', async (_, one, other, message) => {
    const names = [await from(one), await from(other, 'other.test')];
    if (message === undefined) return expect(() => refuseCollisions(names)).not.toThrow();
    expect(() => refuseCollisions(names)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: `sync.yml:3: ${message}`, position }),
    );
  });

  it('are told with the one that stands before', async () => {
    const names = [await from('v1', 'a.test'), await from('v2', 'b.test'), await from('v2', 'c.test')];
    expect(() => refuseCollisions(names)).toThrow('from b.test/app:v2 and from c.test/app:v2');
  });
});

describe('The plan for a tag or digest', () => {
  type Row = [
    title: string,
    {
      name?: string;
      platforms?: (typeof amd)[];
      ifExists?: 'overwrite' | 'skip' | 'error';
      there?: [Content, string][];
    },
    expected: Named,
  ];
  const { digest } = first.descriptor;
  const other = second.descriptor.digest;
  const sha512 = contentOf(bySha512(first), first.bytes);
  const foreign = contentOf(bySha512(second), second.bytes);

  const plan = async ({ name = 'v1', platforms = [], ifExists = 'overwrite', there = [] }: Row[1]) => {
    const { pair, tag } = await makePair({ platforms, named: [{ name, position }] }, [], there);
    await tag(platforms.length > 0 ? both : first, 'v1', 'v2');
    const { of, root, ...rest } = await planName({ pair, name }, ifExists, signal);
    return { name: of.name, ...rest, ...(root ? { root: (await root(pair.source, signal)).descriptor } : {}) };
  };

  it.each<Row>([
    ['that is not there', {}, { name: 'v1', digest, status: 'new' }],
    ['that is not there, with if-exists: error', { ifExists: 'error' }, { name: 'v1', digest, status: 'new' }],
    ['that is not there, with if-exists: skip', { ifExists: 'skip' }, { name: 'v1', digest, status: 'new' }],
    ['that is there', { there: [[first, 'v1']] }, { name: 'v1', digest, status: 'unchanged' }],
    [
      'that is there, with if-exists: error',
      { there: [[first, 'v1']], ifExists: 'error' },
      { name: 'v1', digest, status: 'unchanged' },
    ],
    [
      'that is there by another algorithm',
      { there: [[sha512, 'v1']] },
      { name: 'v1', digest: sha512.descriptor.digest, status: 'unchanged' },
    ],
    [
      'that is there with other content by another algorithm',
      { there: [[foreign, 'v1']] },
      { name: 'v1', digest, previous: foreign.descriptor.digest, status: 'moved' },
    ],
    [
      'that is there with other content',
      { there: [[second, 'v1']] },
      { name: 'v1', digest, previous: other, status: 'moved' },
    ],
    [
      'that is there with other content, with if-exists: skip',
      { there: [[second, 'v1']], ifExists: 'skip' },
      { name: 'v1', digest: other, reason: `the source has ${digest}`, status: 'kept' },
    ],
    ['whose content is under another tag', { there: [[first, 'v2']] }, { name: 'v1', digest, status: 'new' }],
    ['of one platform', { platforms: [amd] }, { name: 'v1', digest, root: first.descriptor, status: 'new' }],
    [
      'of all platforms of an index',
      { platforms: [amd, arm] },
      expect.objectContaining({ name: 'v1', status: 'new' }) as never,
    ],
    [
      'of one platform that is there',
      { platforms: [amd], there: [[first, 'v1']] },
      { name: 'v1', digest, root: first.descriptor, status: 'unchanged' },
    ],
    [
      'of one platform that is there by another algorithm',
      { platforms: [amd], there: [[sha512, 'v1']] },
      { name: 'v1', digest: sha512.descriptor.digest, root: first.descriptor, status: 'unchanged' },
    ],
    ['that is a digest', { name: digest }, { name: digest, digest, status: 'new' }],
    [
      'that is a digest and there',
      { name: digest, there: [[first, 'x']] },
      { name: digest, digest, status: 'unchanged' },
    ],
    [
      'that is a digest, of one platform',
      { name: both.descriptor.digest, platforms: [arm], there: [[second, 'x']] },
      { name: both.descriptor.digest, digest: other, root: second.descriptor, status: 'unchanged' },
    ],
  ])('%s', async (_, given, expected) => {
    expect(await plan(given)).toStrictEqual(expected);
  });

  it('keeps no root where the platforms leave the content as it is', async () => {
    expect(await plan({ name: digest, platforms: [amd] })).toEqual({
      name: digest,
      digest,
      status: 'new',
    });
  });

  it('with if-exists: error says why the tag is refused that has other content', async () => {
    const reason = `exists with ${other}, not with ${digest} of the source`;
    const refused = { name: 'v1', digest, status: 'refused', reason };
    expect(await plan({ there: [[second, 'v1']], ifExists: 'error' })).toEqual(refused);
  });

  it.each([
    ['v3', 'There is no manifest v3 in memory; the only tags are v1, v2'],
    [`sha256:${'0'.repeat(64)}`, `There is no manifest sha256:${'0'.repeat(64)} in memory`],
  ])('fails at its line of the file where the source has no %s', async (name, message) => {
    await expect(plan({ name })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message,
      position,
      cause: expect.objectContaining({ message: expect.stringContaining('There is no manifest') }),
    });
  });

  it.each([
    ['no line of the file names it', [], new OciError('NOT_FOUND', 'not there')],
    ['it is something else', ['v9'], new OciError('DENIED', 'no')],
  ])('fails as the source fails where %s', async (_, names, error) => {
    const { pair, source } = await makePair({ named: names.map((name) => ({ name, position })) });
    source.resolve = async () => {
      throw error;
    };
    const failure = planName({ pair, name: 'v9' }, 'overwrite', signal);
    await expect(failure).rejects.toMatchObject({ code: error.code, position: undefined });
  });
});

it.each<[string, Omit<SyncPlan, 'of'> | undefined, object]>([
  ['new', { digest: first.descriptor.digest, status: 'new' }, { digest: first.descriptor.digest }],
  ['not reached', undefined, {}],
  [
    'moved',
    { digest: first.descriptor.digest, previous: second.descriptor.digest, status: 'moved' },
    { digest: first.descriptor.digest, previous: { v1: second.descriptor.digest } },
  ],
  [
    'kept',
    { digest: first.descriptor.digest, reason: 'so', status: 'kept' },
    { digest: first.descriptor.digest, reason: 'so' },
  ],
])('A tag that is %s is a row of the results', async (status, plan, expected) => {
  const { pair } = await makePair();
  const of = { pair, name: 'v1' };
  const names = { name: 'dst.test/copies/app:v1', source: 'src.test/app:v1' };
  expect(rowOf(of, plan && { of, ...plan })).toStrictEqual({ ...names, status, ...expected });
});

it.each([
  ['has in the target', second.descriptor.digest, second.descriptor.digest],
  ['has in the source, while nothing is known', undefined, first.descriptor.digest],
])('A digest is a row of the results by the digest that it %s', async (_, digest, shown) => {
  const { pair } = await makePair();
  const of = { pair, name: first.descriptor.digest };
  expect(rowOf(of, digest && { of, status: 'new', digest })).toEqual({
    name: `dst.test/copies/app@${shown}`,
    source: `src.test/app@${of.name}`,
    status: digest ? 'new' : 'not reached',
    ...(digest ? { digest } : {}),
  });
});

it('A repository of which nothing could be selected is a row of the results', async () => {
  const { pair } = await makePair();
  expect(rowOf(pair)).toEqual({ name: 'dst.test/copies/app', source: 'src.test/app', status: 'not reached' });
});
