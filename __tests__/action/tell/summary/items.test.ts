import { describe, expect, it } from '@jest/globals';
import { commonPlace } from '../../../../src/action/tell/common-place.ts';
import { modes } from '../../../../src/action/tell/modes.ts';
import { countsOf, tablesOfItems } from '../../../../src/action/tell/summary/items.ts';
import type { ModeName } from '../../../../src/modes/contract/inputs.ts';
import { type Thing, toldBy } from '../../../support/action/told.ts';

const digest = `sha256:${'a'.repeat(64)}` as const;
const other = `sha256:${'b'.repeat(64)}` as const;
const [a, b] = ['`sha256:aaaaaaaaaaaa`', '`sha256:bbbbbbbbbbbb`'];

type Things = readonly Partial<Thing>[];
const itemsOf = (things: Things) => toldBy({ things }).things ?? [];

/** The tables of a mode that does several things. */
const tablesOf = (mode: ModeName, things: Things, isDryRun = false) => {
  const row = modes[mode].things;
  return row ? tablesOfItems(row, itemsOf(things), isDryRun) : [];
};

/** The lines of tables, without those under their heads. */
const linesOf = (mode: ModeName, things: Things, isDryRun = false) =>
  tablesOf(mode, things, isDryRun).map((part) => part.split('\n').filter((line) => line && !line.startsWith('| :')));

const synced: Things = [
  { name: 'm.test/x/one:v1', fate: 'moved', source: 's.test/one:v1', before: { v1: other, v2: other } },
  { name: 'm.test/x/two:v1', fate: 'unchanged', source: 's.test/two:v1' },
  { name: 'm.test/x/three:v1', fate: 'failed', reason: 'no room', source: 's.test/three:v1' },
];

describe('a table of several things', () => {
  it('has failures first, what came of each before its name, and folds what was left', () => {
    expect(linesOf('sync', synced)).toEqual([
      [
        '| Result | Target | Source | Before |',
        '| ❌\u00a0failed | `three:v1` | `s.test/three:v1` |  |',
        `| moved | \`one:v1\` | \`s.test/one:v1\` | ${b} |`,
      ],
      [
        '<details><summary>1 left as it is</summary>',
        '| Result | Target | Source |',
        '| unchanged | `two:v1` | `s.test/two:v1` |',
        '</details>',
      ],
    ]);
    expect(countsOf(itemsOf(synced), false)).toEqual(['**1** failed', '**1** moved', '**1** unchanged']);
    expect(countsOf(itemsOf(synced), true)).toEqual(['**1** failed', '**1** would be moved', '**1** unchanged']);
  });

  it.each<[string, ModeName, Things, boolean, string[][]]>([
    ['nothing', 'sync', [], false, [['Nothing was selected.']]],
    // Nothing of its name would be left without what all names have in common.
    [
      'a layout that has no tag',
      'sync',
      [{ name: 'oci-layout:out', fate: 'new' }],
      false,
      [['| Result | Target |', '| new | `oci-layout:out` |']],
    ],
    // What was left is all there is to tell.
    [
      'what is unchanged',
      'delete',
      [{ name: 'a', fate: 'kept', reason: 'new' }],
      false,
      [['| Result | Tag | Why |', '| kept | `a` | `new` |']],
    ],
    [
      'what is alike',
      'delete',
      ['a', 'b'].map((name) => ({ name, fate: 'deleted', digest })),
      true,
      [['| Tag | Digest |', `| \`a\` | ${a} |`, `| \`b\` | ${a} |`]],
    ],
    [
      'targets of a copy',
      'copy',
      [
        { name: 'r.test/a', fate: 'copied', digest },
        { name: 'r.test/b', fate: 'failed', reason: 'no right' },
      ],
      true,
      [['| Result | Target |', '| ❌\u00a0failed | `r.test/b` |', '| would be copied | `r.test/a` |']],
    ],
    // Each chart was named by the step.
    [
      'charts',
      'push',
      [
        { name: 'api', version: '1.0.0', fate: 'unchanged', size: 2048, digest },
        { name: 'web', version: '1.0.0', fate: 'failed', reason: 'differs' },
        { name: 'lib', fate: 'not reached' },
      ],
      false,
      [
        [
          '| Result | Chart | Size |',
          '| ❌\u00a0failed | `web 1.0.0` |  |',
          '| unchanged | `api 1.0.0` | 2 KiB |',
          '| not reached | `lib` |  |',
        ],
      ],
    ],
  ])('tells of %s', (_, mode, items, isDryRun, parts) => {
    expect(linesOf(mode, items, isDryRun)).toEqual(parts);
  });

  it.each(['unchanged', 'kept', 'missing', 'not reached'] as const)('folds what is %s', (status) => {
    const items = ['new', status, status].map((one, at) => ({ name: `i${at}`, fate: one }));
    expect(linesOf('delete', items)[1]?.[0]).toBe('<details><summary>2 left as they are</summary>');
  });

  it('has no long digest', () => {
    const items: Things = [
      { name: digest, fate: 'deleted', digest, reason: `it is part of ${other} and ${digest}` },
      { name: `sha256-${'a'.repeat(64)}.sig`, fate: 'deleted', digest: other },
    ];
    expect(linesOf('delete', items)).toEqual([
      [
        '| Tag | Why | Digest |',
        '| `sha256:aaaaaaaaaaaa…` | `it is part of sha256:bbbbbbbbbbbb… and sha256:aaaaaaaaaaaa…` |  |',
        `| \`sha256-aaaaaaaaaaaa….sig\` |  | ${b} |`,
      ],
    ]);
  });

  it.each([
    [10, 1],
    [11, 2],
  ])('folds unchanged ones of %i charts where these are many', (count, parts) => {
    const items = Array.from({ length: count }, (_, at) => ({
      name: `c${at}`,
      fate: at === 0 ? 'pushed' : 'unchanged',
    }));
    expect(tablesOf('push', items)).toHaveLength(parts);
  });

  it.each([
    [200, undefined],
    [201, '… and 1 more'],
  ])('shows of %i no more than 200', (count, more) => {
    const items = Array.from({ length: count }, (_, at) => ({ name: `i${at}`, fate: 'new' }));
    const [table = ''] = tablesOf('delete', items);
    expect(table.split('\n').filter((line) => line.startsWith('| `i'))).toHaveLength(200);
    expect(/^… and .*$/m.exec(table)?.[0]).toBe(more);
  });
});

it.each([
  [['m.test/x/a:v1', 'm.test/x/b:v1'], 'm.test/x/'],
  [['m.test/x/a:v1', 'm.test/x/a:v2'], 'm.test/x/a:'],
  [['m.test/x/a:v1', `m.test/x/a@${digest}`], 'm.test/x/a'],
  [[`m.test/x/a@${digest}`, `m.test/x/a@${other}`], 'm.test/x/a@'],
  [['m.test/x:v1', 'm.test/x/y:v1'], 'm.test/'],
  [['m.test/ab:v1', 'm.test/ac:v1'], 'm.test/'],
  [['localhost:5000/a:v1', 'localhost:5001/a:v1'], ''],
  [['localhost:5000/a:v1', 'localhost:5000/b:v1'], 'localhost:5000/'],
  [['m.test/x/a', 'm.test/x/a'], 'm.test/x/a'],
  [['oci-layout:out/a:v1', 'oci-layout:out/b:v1'], 'oci-layout:out/'],
  [['oci-layout:out'], 'oci-layout:out'],
  [['a.test/x:v1', 'b.test/x:v1'], ''],
  [[], ''],
])('%j have in common %j', (names, place) => {
  expect(commonPlace(names)).toBe(place);
});
