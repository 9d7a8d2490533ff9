// What is said of each of several things that failed, and of all of them at the end.
import { OciError } from '../../src/errors.ts';
import { several } from '../../src/modes/publish/several.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { sidedSource, sidedTarget } from '../../src/store/wrapped/sided.ts';
import { collectingLog } from '../support/action/collecting-log.ts';
import type { MessageRow } from './message-row.ts';

const fail = (reason: string) => () => Promise.reject(new OciError('DENIED', reason));
const failing = (reason: string) => Object.assign(new MemoryStore(), { resolve: fail(reason) });
const work: Record<string, () => Promise<unknown>> = {
  a: () => sidedTarget(failing('no room')).resolve('v1'),
  b: () => sidedSource(failing('no right')).resolve('v1'),
  c: () => sidedTarget(failing('no room')).resolve('v1'),
  d: async () => undefined,
  e: fail('no key'),
};

async function run(names: readonly string[]) {
  const { log, said } = collectingLog();
  const { signal } = new AbortController();
  const positionOf = (name: string) => (name === 'b' ? { file: 'sync.yml', line: 4 } : undefined);
  const all = several<string>({ keepGoing: true, signal, log, nameOf: (name) => `t.test/${name}`, positionOf });
  await all.each(names, { atOnce: 1, of: (name) => [name] }, async (name) => work[name.slice(0, 1)]?.());
  return { said, end: () => all.end(names) };
}
const many = Array.from({ length: 7 }, (_, at) => `a${at}`);

export const failureMessages: readonly MessageRow[] = [
  [
    'each that failed, with its side and line',
    async () => (await run(['a', 'b', 'd', 'e'])).said,
    [
      'warning: t.test/a failed at the target: no room',
      'warning: t.test/b failed at the source: no right [sync.yml:4]',
      'warning: t.test/e failed: no key',
    ],
  ],
  [
    'all of them, by their reasons',
    async () => (await run(['a', 'b', 'c', 'd'])).end(),
    '3 of 4 failed: t.test/a, t.test/c: no room; t.test/b: no right',
  ],
  [
    'more than anybody reads',
    async () => (await run([...many, 'd'])).end(),
    '7 of 8 failed: t.test/a0, t.test/a1, t.test/a2, t.test/a3, t.test/a4 and 2 more: no room',
  ],
  ['the only one', async () => (await run(['a', 'd'])).end(), 'no room'],
];
