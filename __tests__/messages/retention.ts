// Why a dry run of a retention would take what it lists.
import { performMode } from '../../src/action/perform-mode.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { putGraph } from '../support/content/named-graph.ts';
import type { MessageRow } from './message-row.ts';

const year = (of: number) => `${of}-01-02T03:04:05.000Z`;

/** What is said of the deletions from a place with a version, two commits, and a signature. */
const planning = (given: Given<'delete'>) => async () => {
  const store = new MemoryStore();
  const { named } = await putGraph(store, {
    old: { tags: ['1.0.0'], created: year(2001) },
    new: { tags: ['2.0.0'], created: year(2002) },
    first: { tags: ['main-a'], created: year(2003) },
    second: { tags: ['main-b'], created: year(2004) },
    signature: { of: 'old' },
  });
  const inputs = makeInputs('delete', 'r.test/app', { dryRun: true, ...given });
  const { said } = await tellAll(
    { 'r.test/app': store },
    ({ mode, around }) => performMode('delete', inputs, mode, around),
    { named },
  );
  return said.filter((line) => line.includes('would be'));
};

const days = 86_400_000;
const made = (of: number) => `it was made on ${year(of)}`;

export const retentionMessages: readonly MessageRow[] = [
  [
    'beyond keep-last, by version and by age',
    planning({ keepLast: 1 }),
    [
      'info: 1.0.0 (old): would be deleted, it is not the newest by version',
      `info: main-a (first): would be deleted, ${made(2003)} and is not the newest by age`,
      'info: signature: would be deleted, it refers to old',
    ],
  ],
  [
    'older than asked for',
    planning({ olderThan: days, filter: '/-a/' }),
    [`info: main-a (first): would be deleted, ${made(2003)}`],
  ],
  [
    'tags alone',
    planning({ keepLast: 1, untagOnly: true, filter: '/[.]/' }),
    ['info: 1.0.0 (old): would be untagged, it is not the newest by version; the manifest stays'],
  ],
  ['by the filter alone', planning({ filter: '/-b/' }), ['info: main-b (second): would be deleted']],
];
