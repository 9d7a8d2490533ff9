import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { type DeletableRepository, deletableStore } from '../../../src/modes/removal/deletable-repository.ts';
import { planRetention } from '../../../src/modes/removal/retention.ts';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { type Given, makeInputs, makeMode } from '../../support/action/make-mode.ts';
import { type Node, putGraph } from '../../support/content/named-graph.ts';

const now = Date.UTC(2026, 0, 31, 12);
const day = 86_400_000;
const hour = 3_600_000;
const daysAgo = (days: number) => new Date(now - Math.round(days * day)).toISOString();

beforeAll(() => {
  jest.spyOn(Date, 'now').mockReturnValue(now);
});
afterAll(() => {
  jest.restoreAllMocks();
});

type Policy = Given<'delete'>;

function policyOf(given: Policy) {
  const inputs = makeInputs('delete', 'registry.test/app', given);
  return { ...inputs, ...inputs.sought };
}

/** Plans what goes from a repository in memory; each manifest and each tag by its name. */
async function plan(
  nodes: Record<string, Node>,
  inputs: Policy,
  over: Partial<DeletableRepository> = {},
  judge?: (name: string) => 'trusted' | 'untrusted' | 'unknown',
) {
  const store = new MemoryStore();
  const { named } = await putGraph(store, nodes);
  const { mode, said } = makeMode('.');
  const deletable = { ...deletableStore(store, 2, mode.signal), ...over };
  const judgePlace = judge && (async (digest: Digest) => judge(named(digest)));
  const { steps, settled } = await planRetention(deletable, { ...policyOf(inputs), judgePlace }, mode.log, mode.signal);
  return {
    steps,
    goes: steps.map(({ item }) => named(item.name)).sort(),
    stays: Object.fromEntries(settled.map(({ name, reason = '' }) => [named(name), named(reason)])),
    warnings: said.filter((line) => line.startsWith('warning: ')).map((line) => line.slice('warning: '.length)),
  };
}

/** Each tag with its age in days, and `=` with the tag whose manifest it names too. */
type Tags = Record<string, number | `=${string}` | undefined>;

/** One manifest for each tag with an age, or without a time. */
function nodesOf(tags: Tags): Record<string, Node> {
  const own = Object.keys(tags).filter((tag) => typeof tags[tag] !== 'string');
  return Object.fromEntries(
    own.map((tag) => {
      const age = tags[tag] as number | undefined;
      const more = Object.keys(tags).filter((other) => tags[other] === `=${tag}`);
      return [tag, { tags: [tag, ...more], ...(age === undefined ? {} : { created: daysAgo(age) }) }];
    }),
  );
}

describe('What anybody who may push has put there', () => {
  const releases: Tags = { '1.0.0': 100, '1.1.0': 80 };
  const planted: Tags = { '1000.0.0': 0, '1000.0.1': 0 };
  const nodes = nodesOf({ ...releases, ...planted });

  it('takes no place of keep-last on its first day, and stays', async () => {
    const { mode } = makeMode('.');
    const store = new MemoryStore();
    const graph = await putGraph(store, nodes);
    const uploadedAt = (digest: Digest) => new Date(now - (graph.named(digest).startsWith('1000') ? hour : 3 * day));
    const deletable = { ...deletableStore(store, 2, mode.signal), uploadedAt };
    const inputs = policyOf({ keepLast: 2 });
    const { steps, settled } = await planRetention(deletable, inputs, mode.log, mode.signal);
    expect(steps).toEqual([]);
    expect(settled.map(({ name }) => name).toSorted()).toEqual(Object.keys({ ...releases, ...planted }).toSorted());
  });

  it('goes without a signature where one is asked for, and takes no place of a release', async () => {
    const { goes } = await plan(nodes, { keepLast: 2 }, {}, (name) =>
      name.startsWith('1000') ? 'untrusted' : 'trusted',
    );
    expect(goes).toEqual(Object.keys(planted));
  });

  it('hides no signature: what cannot be examined stays, and takes no place', async () => {
    const { goes, stays } = await plan(nodes, { keepLast: 1 }, {}, (name) =>
      name.startsWith('1000') ? 'untrusted' : name === '1.1.0' ? 'unknown' : 'trusted',
    );
    expect(goes).toEqual(Object.keys(planted));
    expect(Object.keys(stays).toSorted()).toEqual(['1.0.0', '1.1.0']);
  });

  it('is looked at no longer than places are left', async () => {
    const looked: string[] = [];
    await plan(nodes, { keepLast: 1 }, {}, (name) => {
      looked.push(name);
      return 'trusted';
    });
    expect(looked).toEqual(['1000.0.1']);
  });
});

describe('Retention', () => {
  const versions: Tags = { '1.0.0': 100, '1.1.0': 80, '1.10.0': 40, '1.2.0': 60, '2.0.0': 20 };
  const commits: Tags = { 'main-a': 10, 'main-b': 30, 'main-c': 20 };
  const epoch = now / day;
  const daysSince = (year: number, dayOfMonth: number) => (now - Date.UTC(year, 0, dayOfMonth)) / day;

  it.each<[Policy, Tags, string[]]>([
    [{ keepLast: 2 }, versions, ['1.0.0', '1.1.0', '1.2.0']],
    [{ keepLast: 0 }, versions, ['1.0.0', '1.1.0', '1.10.0', '1.2.0', '2.0.0']],
    [{ olderThan: 70 * day }, versions, ['1.0.0', '1.1.0']],
    [{ olderThan: 70 * day, keepLast: 4 }, versions, ['1.0.0']],
    [{ olderThan: 70 * day, keepLast: 1 }, versions, ['1.0.0', '1.1.0']],
    [{ filter: '<1.2' }, versions, ['1.0.0', '1.1.0']],
    [{ filter: '^1', keepLast: 1 }, versions, ['1.0.0', '1.1.0', '1.2.0']],
    [{ filter: '^3' }, versions, []],
    [{ filter: '/^main-/', keepLast: 1 }, { ...versions, ...commits }, ['main-b', 'main-c']],
    // Versions and others are ranked apart: by version, and by age.
    [{ keepLast: 1 }, { ...commits, '9.0.0': 40 }, ['main-b', 'main-c']],
    [{ keepLast: 3 }, { ...versions, ...commits }, ['1.0.0', '1.1.0']],
    [{ keepLast: 1 }, { ...versions, ...commits, '3.0.0': undefined }, [...Object.keys(versions), 'main-b', 'main-c']],
    // A manifest with a version and names is ranked by its version alone, and by the newest of several.
    [{ keepLast: 1 }, { '1.0.0': 1, nightly: '=1.0.0', '2.0.0': 9, main: 5 }, ['1.0.0, nightly']],
    [{ keepLast: 1 }, { '2.0.0': 9, '3.0.0': 8, '0.1.0': '=3.0.0', edge: '=3.0.0' }, ['2.0.0']],
    [{ keepLast: 1 }, { '2.0.0': 9, '3.0.0': 8, '0.1.0': '=2.0.0', edge: '=2.0.0' }, ['0.1.0, 2.0.0, edge']],
    [{ keepLast: 1 }, { '2.0.0-rc.1': 1, '2.0.0': 9, '1.9.0': 5 }, ['1.9.0', '2.0.0-rc.1']],
    // A date is a name.
    [{ keepLast: 1 }, { '20260101': 30, '20260102': 29, '1.0.0': 50 }, ['20260101']],
    // A tag that stays keeps the manifest with its other tags.
    [{ filter: '<2' }, { ...versions, latest: '=1.1.0' }, ['1.0.0', '1.10.0', '1.2.0']],
    // What is tagged twice counts once.
    [{ keepLast: 2 }, { '1': '=1.2.0', '1.0.0': 9, '1.1.0': 8, '1.2.0': 7 }, ['1.0.0']],
    // Whose age is not known stays, and takes nobody's place.
    [{ olderThan: day }, { old: 9, unknown: undefined }, ['old']],
    [{ keepLast: 1 }, { old: 9, older: 10, unknown: undefined }, ['older']],
    [{ keepLast: 1 }, { unknown: undefined }, []],
    [{ keepLast: 0 }, { unknown: undefined }, []],
    [{ keepLast: 1, olderThan: day }, { '1.0.0': undefined, '1.1.0': 9, '2.0.0': undefined }, ['1.1.0']],
    // The age of a version does not matter to keep-last alone.
    [{ keepLast: 1 }, { '1.0.0': undefined, '2.0.0': undefined }, ['1.0.0']],
    // Just as old as asked for is not older.
    [{ olderThan: 9 * day }, { same: 9, older: 9 + 1 / day }, ['older']],
    // What says that it comes from the future takes nobody's place, but for clocks that go wrong a little.
    [{ keepLast: 1 }, { future: -2, old: 9, older: 10 }, ['older']],
    [{ olderThan: day }, { future: -30_000, old: 9 }, ['old']],
    [{ keepLast: 1 }, { soon: -hour / day, old: 9 }, ['old']],
    [{ keepLast: 1 }, { future: -(hour + 1) / day, old: 9, older: 10 }, ['older']],
    // The times of reproducible builds are none.
    [{ olderThan: day }, { epoch, old: 9 }, ['old']],
    [{ olderThan: day }, { zip: daysSince(1980, 1), zone: daysSince(1980, 2), old: 9 }, ['old']],
    [{ olderThan: day }, { early: daysSince(1980, 3), old: 9 }, ['early', 'old']],
  ])('by %j from %j', async (inputs, tags, expected) => {
    const { goes, steps, stays } = await plan(nodesOf(tags), inputs);
    expect(goes).toEqual(expected);
    for (const reason of Object.values(stays)) expect(reason).toMatch(/^its? /);
    // The filter alone needs no word.
    const isWhy = Boolean(inputs.keepLast || inputs.olderThan);
    for (const { item } of steps) expect([item.name, item.reason !== undefined]).toEqual([item.name, isWhy]);
  });

  it('says why each of the others stays', async () => {
    const nodes = nodesOf({ '1.0.0': 9, '1.1.0': 8, '1.2.0': 7, latest: '=1.0.0', a: 3, b: 2, c: undefined, d: -3 });
    const filter = '!/latest/';
    expect(await plan(nodes, { keepLast: 2, filter })).toEqual({
      steps: [],
      goes: [],
      stays: {
        '1.0.0': 'it also has the tag latest, which stays: untag-only: true removes the selected tags without it',
        '1.1.0': 'it is one of the 2 newest by version',
        '1.2.0': 'it is one of the 2 newest by version',
        a: 'it is one of the 2 newest by age',
        b: 'it is one of the 2 newest by age',
        c: 'its age is not known',
        d: 'its age is not known',
      },
      warnings: [
        'd says that it was made on 2026-02-03T12:00:00.000Z, in the future: its age is not known, and it stays',
        'Of 7 selected manifests, 1 stay because nothing says when they were made: ' +
          'push with created: now or created: commit, which writes that down',
      ],
    });
    expect(await plan(nodes, { keepLast: 1, olderThan: 2.5 * day, filter: '/^[ab1]/' })).toEqual({
      steps: [expect.anything(), expect.anything()],
      goes: ['1.1.0', 'a'],
      stays: {
        '1.0.0': expect.stringMatching(/^it also has the tag latest, /),
        '1.2.0': 'it is the newest by version',
        b: 'it is the newest by age',
      },
      warnings: [],
    });
    expect((await plan(nodes, { olderThan: 2.5 * day, filter: '/^[ab]$/' })).stays).toEqual({
      b: 'it was made on 2026-01-29T12:00:00.000Z',
    });
  });

  it.each<[string, Policy, { goes: string[]; stays: string[] }]>([
    ['nobody selects', { filter: '/^sha256-/' }, { goes: [], stays: [] }],
    ["take nobody's place", { keepLast: 1 }, { goes: ['#old.sig', 'old'], stays: ['new'] }],
    [
      'go with what they belong to, whatever their age',
      { olderThan: 5 * day },
      { goes: ['#old.sig', 'old'], stays: ['new'] },
    ],
    [
      'do not keep a manifest with what goes',
      { filter: '/^(old|both)$/' },
      { goes: ['#old.sig', 'both, #old.att', 'old'], stays: [] },
    ],
    ['keep a manifest for what stays', { filter: '/^twice$/' }, { goes: [], stays: ['twice'] }],
    [
      'are not untagged',
      { filter: '/./', keepLast: 1, untagOnly: true },
      { goes: ['both', 'old', 'twice'], stays: ['new'] },
    ],
  ])('tags made of digests %s', async (_, inputs, expected) => {
    const nodes: Record<string, Node> = {
      old: { tags: ['old'], created: daysAgo(9) },
      new: { tags: ['new'], created: daysAgo(3) },
      newSig: { tags: ['#new.sig'], created: daysAgo(9) },
      oldSig: { tags: ['#old.sig'], created: daysAgo(1) },
      ...(inputs.filter ? { twice: { tags: ['twice', '#new.att'], created: daysAgo(8) } } : {}),
      ...(inputs.filter ? { both: { tags: ['both', '#old.att'], created: daysAgo(8) } } : {}),
    };
    const { goes, stays } = await plan(nodes, inputs);
    expect({ goes, stays: Object.keys(stays) }).toEqual(expected);
  });

  it('believes the place when it remembers when a manifest was pushed', async () => {
    const nodes = nodesOf({ a: 1, b: 9, c: undefined });
    const uploadedAt = () => new Date(now - 5 * day);
    expect((await plan(nodes, { olderThan: 4 * day }, { uploadedAt })).goes).toEqual(['a', 'b', 'c']);
    expect((await plan(nodes, { olderThan: 6 * day }, { uploadedAt })).goes).toEqual([]);
  });

  it.each([
    ['what was selected fails when it is not there', 'old', 'NOT_FOUND'],
    ['what belongs to that may have gone with it', '#old.sig', undefined],
  ])('of %s', async (_, name, code) => {
    const nodes = { old: { tags: ['old'] }, signature: { tags: ['#old.sig'] } };
    const remove = async () => {
      throw new OciError('NOT_FOUND', 'it has gone');
    };
    const { steps } = await plan(nodes, { filter: '/old/' }, { remove });
    const done = steps.find(({ item }) => item.name.includes('.sig') === name.includes('.sig'))?.work();
    if (code === undefined) expect(await done).toBeUndefined();
    else await expect(done).rejects.toMatchObject({ code });
  });

  it.each([
    [[], undefined],
    [['fresh'], 'it got the tag fresh meanwhile'],
    [['a', 'b'], 'it got the tags a, b meanwhile'],
  ])('keeps what got the tags %j since it was looked at', async (added, reason) => {
    const removed: string[] = [];
    const over = { newTagsOf: async () => added, remove: async () => void removed.push('old') };
    const { steps } = await plan({ old: { tags: ['old'] } }, { filter: '/old/' }, over);
    expect(await steps[0]?.work()).toEqual(reason === undefined ? undefined : { fate: 'kept', reason });
    expect(removed).toEqual(reason === undefined ? ['old'] : []);
  });

  it('keeps what cannot be read, for nobody knows what belongs to it', async () => {
    const store = new MemoryStore();
    const bytes = Buffer.from('{"schemaVersion":1}');
    const broken = describeContent(imageManifest, bytes);
    await store.push(broken, openBytes(bytes), { tags: ['old'] });
    const { log, signal } = makeMode('.').mode;
    const inputs = policyOf({ filter: '/old/' });
    const { steps, settled } = await planRetention(deletableStore(store, 2, signal), inputs, log, signal);
    expect(steps).toEqual([]);
    const reason = `what belongs to it is not known: The manifest ${broken.digest} does not have schemaVersion 2`;
    expect(settled).toMatchObject([{ name: 'old', fate: 'kept', reason }]);
  });
});
