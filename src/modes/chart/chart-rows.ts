import { concurrently } from '../../concurrently.ts';
import type { Mode } from '../contract/mode.ts';
import type { ResultItem, ResultOf } from '../contract/result.ts';
import { startFailures } from '../tell/failures.ts';

/** What is told of one chart, or of the metadata for one repository. */
export interface Row {
  item: ResultItem;
  /** Whether it is a chart, and not metadata of a repository. */
  isChart: boolean;
  /** What the outputs about one artifact say, when this is the one chart, or all say the same. */
  about: Partial<ResultOf<'push'>>;
  /** Bytes of blobs that were sent, and of those that were there. */
  transferred: number;
  reused: number;
  /** Whether its repository did not have it before; undefined where nothing was sent. */
  isNew?: boolean;
}

/** Makes the rows of a push of charts; the counts that they tell are those of the whole step. */
export function createRows(keepGoing: boolean, { learn, signal, log }: Pick<Mode<'push'>, 'learn' | 'signal' | 'log'>) {
  const rows: Row[] = [];
  const sumOf = (count: 'transferred' | 'reused') => rows.reduce((sum, row) => sum + row[count], 0);
  const learnAll = () =>
    learn({
      ...sharedBy(rows.filter(({ isChart }) => isChart).map(({ about }) => about)),
      items: rows.map(({ item }) => item),
      changed: rows.some(({ item }) => item.changed),
      ...(rows.some(({ isNew }) => isNew !== undefined) ? { newContent: rows.some(({ isNew }) => isNew) } : {}),
      transferred: sumOf('transferred'),
      reused: sumOf('reused'),
    });
  const failures = startFailures<Row>({ keepGoing, signal, log, nameOf: ({ item }) => item.name });
  return {
    add(name: string, isChart: boolean): Row {
      const item = { name, status: 'not reached' as const, changed: false };
      const row: Row = { item, isChart, about: {}, transferred: 0, reused: 0 };
      rows.push(row);
      return row;
    },
    /**
     * Does one part of the work, at most `limit` at a time, and tells all rows after each. Gives what came of those
     * that did not fail: with `keep-going`, what fails stops here alone.
     */
    async each<Stage extends { row: Row }, Next>(
      stages: readonly Stage[],
      limit: number,
      work: (stage: Stage) => Promise<Next>,
    ): Promise<Next[]> {
      // With a gap for each that failed.
      const done: [Next][] = [];
      await concurrently(stages.entries(), limit, signal, async ([index, stage]) => {
        const { row } = stage;
        try {
          await failures.attempt([row], async () => {
            done[index] = [await work(stage)];
          });
        } finally {
          if (failures.has(row)) row.item = { ...row.item, ...failures.rowOf(row) };
          learnAll();
        }
      });
      return done.flat();
    },
    /** Fails when something did: with its own error, or with one that names all of them. */
    throwFailures: () => failures.end(rows),
  };
}

/** What all of them say alike: what one chart alone says must not pass for that of another. */
function sharedBy([first = {}, ...others]: readonly Row['about'][]): Row['about'] {
  const isShared = ([key, value]: [string, unknown]) =>
    others.every((other) => JSON.stringify(other[key as keyof Row['about']]) === JSON.stringify(value));
  return Object.fromEntries(Object.entries(first).filter(isShared));
}
