// What `@jest/globals` is to a test that `npm run mutants` runs: Jest's own `expect` and spies, with a runner that
// starts a file in a millisecond and stops at the first test that fails.
import { createRequire } from 'node:module';

type Work = (...rows: unknown[]) => unknown;
interface Block {
  parent: Block | undefined;
  hooks: Record<'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll', Work[]>;
  entries: ({ name: string; work: Work } | Block)[];
}

// By way of the package that Jest's tests import, so that they are those of the Jest that is installed.
const ofJest = createRequire(createRequire(import.meta.url).resolve('@jest/globals'));
export const expect = ofJest('@jest/expect').jestExpect;
export const jest = new (ofJest('jest-mock').ModuleMocker)(globalThis);
jest.spyOn = jest.spyOn.bind(jest);
jest.restoreAllMocks = jest.restoreAllMocks.bind(jest);

const newBlock = (parent?: Block): Block => ({
  parent,
  hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] },
  entries: [],
});
let block = newBlock();

/** Fills a function that takes a table, as `it.each` and `describe.each` do: only a table of lists has columns. */
const eachOf =
  (put: (name: string, work: Work) => void) => (table: readonly unknown[]) => (name: string, work: Work) => {
    const rows = table.every(Array.isArray) ? (table as unknown[][]) : table.map((row) => [row]);
    for (const row of rows) put(name, () => work(...row));
  };
const skip = () => {};

const addTest = (name: string, work: Work) => void block.entries.push({ name, work });
export const it = Object.assign(addTest, { each: eachOf(addTest), skip });

function addBlock(_: string, work: Work) {
  const inner = newBlock(block);
  block.entries.push(inner);
  block = inner;
  work();
  block = inner.parent as Block;
}
export const describe = Object.assign(addBlock, { each: eachOf(addBlock), skip });

const hook = (name: keyof Block['hooks']) => (work: Work) => void block.hooks[name].push(work);
export const beforeAll = hook('beforeAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
export const afterAll = hook('afterAll');

/** Runs the tests that were read since the last time, up to the first that fails; throws what it throws. */
export async function runTests(): Promise<number> {
  const top = block;
  block = newBlock();
  return await runBlock(top, [], []);
}

async function runBlock({ hooks, entries }: Block, before: Work[], after: Work[]): Promise<number> {
  const inner = [...before, ...hooks.beforeEach];
  const outer = [...hooks.afterEach, ...after];
  let count = 0;
  try {
    for (const work of hooks.beforeAll) await work();
    for (const entry of entries) {
      if ('entries' in entry) {
        count += await runBlock(entry, inner, outer);
        continue;
      }
      count += 1;
      try {
        for (const work of inner) await work();
        await entry.work();
      } catch (error) {
        throw new Error(entry.name, { cause: error });
      } finally {
        for (const work of outer) await work();
      }
    }
  } finally {
    for (const work of hooks.afterAll) await work();
  }
  return count;
}
