import type { Mode } from '../contract/mode.ts';
import type { ResultItem, ResultOf } from '../contract/result.ts';
import { several } from '../publish/several.ts';

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
  const onDone = () => {
    const items = rows.map((row) => all.rowOf(row, row.item));
    learn({
      ...sharedBy(rows.filter(({ isChart }) => isChart).map(({ about }) => about)),
      items,
      changed: items.some(({ changed }) => changed),
      ...(rows.some(({ isNew }) => isNew !== undefined) ? { newContent: rows.some(({ isNew }) => isNew) } : {}),
      transferred: sumOf('transferred'),
      reused: sumOf('reused'),
    });
  };
  const all = several<Row>({ keepGoing, signal, log, nameOf: ({ item }) => item.name, onDone });
  return {
    add(name: string, isChart: boolean): Row {
      const item = { name, status: 'not reached' as const, changed: false };
      const row: Row = { item, isChart, about: {}, transferred: 0, reused: 0 };
      rows.push(row);
      return row;
    },
    /**
     * Does one part of the work, at most `atOnce` at a time, and tells all rows after each. Gives what came of those
     * that did not fail: with `keep-going`, what fails stops here alone.
     */
    each: <Stage extends { row: Row }, Next>(
      stages: readonly Stage[],
      atOnce: number,
      work: (stage: Stage) => Promise<Next>,
    ) => all.each(stages, { atOnce, of: ({ row }) => [row] }, work),
    /** Fails when something did: with its own error, or with one that names all of them. */
    throwFailures: () => all.end(rows),
  };
}

/** What all of them say alike: what one chart alone says must not pass for that of another. */
function sharedBy([first = {}, ...others]: readonly Row['about'][]): Row['about'] {
  const isShared = ([key, value]: [string, unknown]) =>
    others.every((other) => JSON.stringify(other[key as keyof Row['about']]) === JSON.stringify(value));
  return Object.fromEntries(Object.entries(first).filter(isShared));
}
