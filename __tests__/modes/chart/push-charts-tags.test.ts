import { beforeEach, describe, expect, it } from '@jest/globals';
import type { InputsOf } from '../../../src/modes/contract/inputs.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { copyGraph } from '../../../src/store/copy-graph.ts';
import type { MemoryStore } from '../../../src/store/memory-store.ts';
import { chartWorld, chartYaml } from '../../support/action/chart-world.ts';
import { noticed } from '../../support/action/collecting-log.ts';
import type { Given } from '../../support/action/make-mode.ts';
import { onManifest } from '../../support/content/on-manifest.ts';

const version = '1.2.3+x';
/** The tag of that version. */
const own = '1.2.3_x';
const repository = 'r.test/charts/web';

let world: Awaited<ReturnType<typeof chartWorld>>;
let place: MemoryStore;
/** What we would push, the same chart pushed at another time, and another one of that version. */
let digests: Record<'ours' | 'same' | 'theirs', Digest>;
const named = (digest: unknown) => Object.entries(digests).find(([, own]) => own === digest)?.[0] ?? digest;

beforeEach(async () => {
  world = await chartWorld({
    'web/Chart.yaml': chartYaml('web', version),
    'other/Chart.yaml': chartYaml('web', version, 'description: another\n'),
  });
  place = world.place(repository);
  const make = async (below: string, given: Given<'push'>) => (await world.push(given, below)).result.digest as Digest;
  digests = {
    ours: await make('r.test/ours', {}),
    same: await make('r.test/same', {
      annotations: onManifest({ 'org.opencontainers.image.created': '2020-01-01T00:00:00Z' }),
    }),
    theirs: await make('r.test/theirs', { files: ['other'] }),
  };
});

type Name = 'ours' | 'same' | 'theirs';
/** Puts charts under tags, and pushes the one of the folder `web`. */
async function pushOver(there: Record<string, Name>, given: Parameters<typeof world.push>[0]) {
  for (const [tag, name] of Object.entries(there)) {
    const from = world.place(`r.test/${name}/web`);
    await copyGraph(from, await from.resolve(own), place, { tags: [tag] });
  }
  const { result, error, said } = await world.push(given);
  const tags: Record<string, unknown> = {};
  for (const tag of await world.tagsOf(repository)) tags[tag] = named((await place.resolve(tag)).digest);
  const previous = Object.fromEntries(Object.entries(result.previous ?? {}).map(([tag, each]) => [tag, named(each)]));
  return { ...result, error, said, tags, previous, digest: named(result.digest) };
}

describe('The tags of a chart', () => {
  type IfExists = InputsOf<'push'>['tagging']['ifExists'];
  const [error, overwrite, skip] = ['error', 'overwrite', 'skip'] as const;
  it.each<[string, Record<string, Name>, IfExists, string[], status: string, tagged: object, told: object]>([
    ['are written where nothing is there', {}, error, ['1.2.3'], 'pushed', { [own]: 'new', '1.2.3': 'new' }, {}],
    ['stay where they are right', { [own]: 'ours' }, error, [own], 'unchanged', { [own]: 'unchanged' }, {}],
    [
      'stay at the same chart that was pushed at another time',
      { [own]: 'same', latest: 'same' },
      error,
      ['latest'],
      'unchanged',
      { [own]: 'unchanged', latest: 'unchanged' },
      { digest: 'same' },
    ],
    [
      'move to the same chart that was pushed at another time, which nothing is sent of',
      { [own]: 'same', latest: 'ours' },
      error,
      ['latest'],
      'pushed',
      { [own]: 'unchanged', latest: 'moved' },
      { digest: 'same', previous: { latest: 'ours' }, transferred: 0 },
    ],
    [
      'move away from another chart with if-exists: overwrite',
      { [own]: 'theirs', '1.2.3': 'theirs' },
      overwrite,
      ['1.2.3'],
      'pushed',
      { [own]: 'moved', '1.2.3': 'moved' },
      { previous: { [own]: 'theirs', '1.2.3': 'theirs' } },
    ],
    // Nothing looks for other tags then, and what stays of another chart is not measured.
    [
      'stay at another chart with if-exists: skip',
      { [own]: 'theirs', '1.2.3': 'ours' },
      skip,
      ['1.2.3'],
      'kept',
      { [own]: 'kept' },
      { digest: 'theirs', size: 0, files: [], changed: false },
    ],
    [
      'move where they are no versions, whatever if-exists says',
      { [own]: 'ours', latest: 'theirs', '1.2': 'theirs', stable: 'ours' },
      error,
      ['latest', '1.2', 'stable', 'new'],
      'pushed',
      { [own]: 'unchanged', latest: 'moved', '1.2': 'moved', stable: 'unchanged', new: 'new' },
      { previous: { latest: 'theirs', '1.2': 'theirs' } },
    ],
    [
      'stay where they are another version, with if-exists: skip',
      { [own]: 'ours', '1.2.3': 'theirs' },
      skip,
      ['1.2.3'],
      'unchanged',
      { [own]: 'unchanged', '1.2.3': 'kept' },
      {},
    ],
  ])('%s', async (_, there, ifExists, more, status, tagged, told) => {
    const pushed = await pushOver(there, { ifExists, tags: more });
    const isChanged = status === 'pushed';
    const usual = { error: undefined, digest: 'ours', previous: {}, changed: isChanged, items: [{ status }] };
    expect(pushed).toMatchObject({ ...usual, tagged, ...told });
    expect(pushed.tagged).toEqual(tagged);
    expect(noticed(pushed.said)).toEqual(Object.values(tagged).includes('kept') ? { notice: 1 } : {});
    // What was pushed at another time is there whole.
    if (status === 'unchanged' || pushed.digest === 'same')
      expect(pushed).toMatchObject({ transferred: 0, reused: pushed.size });
    for (const [tag, fate] of Object.entries(tagged)) {
      expect([tag, pushed.tags[tag]]).toEqual([tag, fate === 'kept' ? there[tag] : pushed.digest]);
    }
  });

  it.each<[string, Record<string, Name>, string[]]>([
    ['its version', { [own]: 'theirs' }, []],
    ['another version', { [own]: 'ours', '1.2.3': 'theirs' }, ['1.2.3']],
  ])('are a conflict where %s has other content, with if-exists: error', async (_, there, more) => {
    const pushed = await pushOver(there, { tags: ['latest', ...more] });
    expect(pushed.error).toMatchObject({ code: 'CONFLICT', topic: 'chart-release' });
    expect(pushed.tags).toEqual(there);
  });

  it('are planned in a dry run, which sends nothing', async () => {
    const pushed = await pushOver({ [own]: 'theirs' }, { ifExists: 'overwrite', tags: ['latest'], dryRun: true });
    expect(pushed).toMatchObject({ changed: true, transferred: 0, previous: { [own]: 'theirs' } });
    expect(pushed.items).toMatchObject([{ status: 'pushed', changed: true, previous: { [own]: digests.theirs } }]);
    expect(pushed.tags).toEqual({ [own]: 'theirs' });
  });

  it('take the place of each other without a blob that is there being sent again', async () => {
    const pushed = await pushOver({ [own]: 'ours' }, { ifExists: 'overwrite', annotations: onManifest({ a: 'b' }) });
    expect(pushed).toMatchObject({ changed: true, transferred: 0, reused: pushed.size, previous: { [own]: 'ours' } });
  });
});

it.each<[string, string | undefined, string, object]>([
  ['are not there', undefined, 'new', { status: 'pushed', changed: true }],
  ['are there', 'repositoryID: a\n', 'unchanged', { status: 'unchanged', changed: false }],
  ['are there with other words', 'repositoryID: b\n', 'moved', { status: 'pushed', changed: true }],
])('The metadata of a repository that %s are put there', async (_, before, verdict, item) => {
  const fill = (text: string) =>
    chartWorld({ 'web/Chart.yaml': chartYaml('web'), 'web/artifacthub-repo.yml': text, 'web/.helmignore': '*.yml' });
  const one = await fill(before ?? '');
  const files = ['web/**'];
  if (before !== undefined) await one.push({ files });
  const two = await fill('repositoryID: a\n');
  const [from, to] = [one.place(repository), two.place(repository)];
  if (before !== undefined) {
    for (const tag of ['1.0.0', 'artifacthub.io']) await copyGraph(from, await from.resolve(tag), to, { tags: [tag] });
  }
  const { result } = await two.push({ files });
  expect(result.items?.[1]).toMatchObject(item);
  expect(result.items?.[1]?.previous !== undefined).toBe(verdict === 'moved');
  const { layers } = await two.read(repository, 'artifacthub.io');
  expect(layers.map(String)).toEqual(['repositoryID: a\n']);
});
