import { concurrently } from '../../src/concurrently.ts';

/** What comes of the rows of a table, each on its own. */
export interface SideBySide<T, R> {
  /** Waits for one row; fails when its work failed. */
  of: (item: T) => Promise<R>;
  /** Is over when all rows are, whatever came of them. */
  done: Promise<void>;
}

/** Works on all rows of a table, at most `atATime` of them at once, in their order: each test then waits for its own row. */
export function sideBySide<T, R>(
  items: readonly T[],
  atATime: number,
  work: (item: T, index: number) => Promise<R>,
): SideBySide<T, R> {
  const rows = new Map(items.map((item) => [item, Promise.withResolvers<R>()]));
  // What nobody has waited for yet is no failure of the process.
  for (const { promise } of rows.values()) promise.catch(() => undefined);
  const done = concurrently([...rows].entries(), atATime, undefined, async ([index, [item, row]]) => {
    await work(item, index).then(row.resolve, row.reject);
  });
  return { of: async (item) => rows.get(item)?.promise as Promise<R>, done };
}
