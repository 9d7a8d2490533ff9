import { expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import type { SyncName, SyncPair, SyncPlan } from '../../../src/modes/sync-file/sync-plan.ts';
import { startReport } from '../../../src/modes/sync-file/sync-report.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';

const digest = `sha256:${'a'.repeat(64)}` as const;
const at = (line: number) => ({ file: 'sync.yml', line });

/** A repository with the names that a file gives it, each with its line; the repository itself is on line 1. */
function makePair(name: string, named: Record<string, number> | [string, number][] = {}): SyncPair {
  const lines = Array.isArray(named) ? named : Object.entries(named);
  const repository = { position: at(1), named: lines.map(([tag, line]) => ({ name: tag, position: at(line) })) };
  return { name: `s.test/${name}`, targetName: `t.test/${name}`, repository } as unknown as SyncPair;
}

/** The report of a sync of two repositories, `one` with the tags a and b, and `two` with c. */
function start({ keepGoing = true, named = { a: 2, b: 3 } as Record<string, number> | [string, number][] } = {}) {
  const { log, said } = collectingLog();
  const controller = new AbortController();
  const [one, two] = [makePair('one', named), makePair('two', { c: 5 })];
  const report = startReport([one, two], keepGoing, log, controller.signal);
  const [a, b] = ['a', 'b'].map((name) => ({ pair: one, name })) as [SyncName, SyncName];
  const c = { pair: two, name: 'c' };
  const fail = (parts: readonly (SyncName | SyncPair)[], error: unknown = new OciError('DENIED', 'no right')) =>
    report
      .attempt(parts, () => Promise.reject(error))
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
  const planOf = (of: SyncName, status: SyncPlan['status'] = 'new'): SyncPlan => ({ of, digest, status });
  const rows = (isDryRun = false) => report.rows(isDryRun).map(({ source, status }) => `${source}: ${status}`);
  return { report, said, controller, one, two, a, b, c, fail, planOf, rows };
}

it('What has failed is not worked on any further', async () => {
  const { report, one, two, a, b, c, fail, planOf, rows, said } = start();
  report.select(one, [a, b]);
  report.select(two, [c]);
  for (const name of [a, b, c]) report.plan(planOf(name));
  expect(await fail([a])).toBeUndefined();
  expect(report.names()).toEqual([b, c]);
  expect(report.planned().map(({ of }) => of)).toEqual([b, c]);
  expect(report.count()).toBe(3);
  report.finish(planOf(c));
  expect(rows()).toEqual(['s.test/one:a: failed', 's.test/two:c: new']);
  // In a dry run, also what is planned.
  expect(rows(true)).toEqual(['s.test/one:a: failed', 's.test/one:b: new', 's.test/two:c: new']);
  expect(said).toEqual(['warning: s.test/one:a failed: no right']);
});

it('A repository of which nothing could be selected is one part', async () => {
  const { report, one, two, c, fail, rows } = start();
  expect(await fail([one])).toBeUndefined();
  report.select(two, [c]);
  expect(report.count()).toBe(2);
  expect(report.names()).toEqual([c]);
  expect(rows()).toEqual(['s.test/one: failed']);
});

it.each([
  [true, undefined],
  [false, 'no right'],
])('With keep-going %s, a failure ends the work: %s', async (keepGoing, message) => {
  const { report, one, two, a, b, c, fail, rows } = start({ keepGoing });
  report.select(one, [a, b]);
  report.select(two, [c]);
  expect(((await fail([a])) as Error | undefined)?.message).toBe(message);
  // What is given up because of the first failure has none of its own.
  await fail([c], new OciError('NETWORK', 'given up'));
  expect(rows()).toEqual(['s.test/one:a: failed', ...(keepGoing ? ['s.test/two:c: failed'] : [])]);
});

it('What is cancelled has not failed, with keep-going either', async () => {
  const { report, one, a, b, fail, rows, controller, said } = start();
  report.select(one, [a, b]);
  const reason = new OciError('CANCELLED', 'The step was cancelled');
  controller.abort(reason);
  expect(await fail([a], reason)).toBe(reason);
  expect(rows()).toEqual([]);
  expect(said).toEqual([]);
  expect(() => report.end()).not.toThrow();
});

it.each<[string, OciError, string, number]>([
  ['that of the failure, where it has one', new OciError('NOT_FOUND', 'x', { position: at(9) }), 'a', 9],
  ['that of its name', new OciError('NOT_FOUND', 'x'), 'b', 3],
  ['the first one, where it is named twice', new OciError('NOT_FOUND', 'x'), 'a', 2],
  ['that of its repository, where the file does not name it', new OciError('NOT_FOUND', 'x'), 'd', 1],
])('The line of what failed is %s', async (_, error, name, line) => {
  const named: [string, number][] = [
    ['a', 2],
    ['b', 3],
    ['a', 4],
  ];
  const { report, one, fail } = start({ named });
  const part = { pair: one, name };
  report.select(one, [part]);
  await fail([part], error);
  expect(report.rows(false)).toMatchObject([{ status: 'failed', reason: 'x', position: at(line) }]);
});

it('Several failures are told by the first in the order of the file', async () => {
  const { report, one, two, a, b, c, fail } = start();
  report.select(one, [a, b]);
  report.select(two, [c]);
  await fail([c], new OciError('NETWORK', 'the last'));
  const alone = new OciError('NETWORK', 'the last');
  await fail([c], alone);
  expect(() => report.end()).toThrow(alone);
  await fail([b], new OciError('DENIED', 'the first', { position: at(7) }));
  expect(() => report.end()).toThrow(
    expect.objectContaining({ code: 'DENIED', message: '2 of 3 failed; the first: the first', position: at(7) }),
  );
  const bug = new TypeError('a mistake of ours');
  await fail([a], bug);
  expect(() => report.end()).toThrow(bug);
});
