import type { Log } from '../contract/mode.ts';
import { type Facts, type Thing, type Told, tell } from '../contract/told.ts';
import { several } from '../publish/several.ts';

/** What is told of one chart, or of the metadata for one repository. */
export interface Row {
  thing: Thing;
  /** What the outputs about one artifact say, when this is the one chart, or all say the same. */
  about: Facts;
}

/** Makes the rows of a push of charts; the counts that they tell are those of the whole step. */
export function createRows(keepGoing: boolean, { told, log, signal }: { told: Told; log: Log; signal: AbortSignal }) {
  const rows: Row[] = [];
  const onDone = () => {
    tell(told.about, sharedBy(rows.filter(({ thing }) => thing.what === 'chart').map(({ about }) => about)));
    told.things = rows.map((row) => all.thingOf(row, row.thing));
  };
  const all = several<Row>({ keepGoing, signal, log, nameOf: ({ thing }) => thing.name, onDone });
  return {
    add(what: 'chart' | 'metadata', name: string): Row {
      const row: Row = { thing: { what, name, fate: 'not reached' }, about: {} };
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
