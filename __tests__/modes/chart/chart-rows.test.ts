import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { createRows, type Row } from '../../../src/modes/chart/chart-rows.ts';
import { makeMode } from '../../support/action/make-mode.ts';

/** Three charts, of which some fail when they are worked on. */
async function work(
  failing: Record<string, Error>,
  { keepGoing = true, signal }: { keepGoing?: boolean; signal?: AbortSignal } = {},
) {
  const { mode, said, result } = makeMode('/');
  const rows = createRows(keepGoing, { ...mode, signal: signal ?? mode.signal });
  const stages = ['a', 'b', 'c'].map((name) => ({ name, row: rows.add(name, true) }));
  const done = (one: { name: string; row: Row }) => {
    const error = failing[one.name];
    one.row.transferred += 3;
    one.row.reused += 2;
    if (error) throw error;
    one.row.item = { ...one.row.item, status: 'pushed', changed: true };
    one.row.about = { repository: one.name, artifactType: 'alike' };
    return one.name;
  };
  const outcome: unknown = await rows
    .each(stages, 2, async (one) => done(one))
    .then(
      (names) => {
        rows.throwFailures();
        return names;
      },
      (error: unknown) => ({ stopped: error }),
    )
    .catch((error: unknown) => error);
  return { outcome, said, result };
}

const pushed = (name: string) => ({ name, status: 'pushed', changed: true });
const failed = (name: string, reason: string) => ({ name, status: 'failed', changed: false, reason });

describe('The rows of several charts', () => {
  it('are all told with the sums, and with what all of them are alike in', async () => {
    const { outcome, result, said } = await work({});
    expect(outcome).toEqual(['a', 'b', 'c']);
    expect(result).toEqual({
      ...{ artifactType: 'alike', changed: true, transferred: 9, reused: 6 },
      items: [pushed('a'), pushed('b'), pushed('c')],
    });
    expect(said).toEqual([]);
  });

  it('go on after one that fails, whose error is that of the step', async () => {
    const error = new OciError('DENIED', 'No');
    const { outcome, result, said } = await work({ b: error });
    expect(outcome).toBe(error);
    expect(result.items).toEqual([pushed('a'), failed('b', 'No'), pushed('c')]);
    expect(result).toMatchObject({ changed: true, transferred: 9, reused: 6 });
    expect(said).toEqual(['info: Failed: b: No']);
  });

  it.each([
    [new OciError('DENIED', 'No'), 'DENIED'],
    [new Error('No'), 'REGISTRY'],
  ])('count those that failed, with the code of the first: %s', async (first, code) => {
    const { outcome, result } = await work({ a: first, c: new OciError('NETWORK', 'Gone') });
    expect(outcome).toMatchObject({ code, message: '2 of 3 failed: a: No; c: Gone', cause: first });
    expect(result).toMatchObject({ changed: true });
  });

  it('have changed nothing when all failed', async () => {
    const error = new Error('No');
    expect((await work({ a: error, b: error, c: error })).result).toMatchObject({ changed: false, transferred: 9 });
  });

  it('stop at the first that fails, without keep-going', async () => {
    const error = new OciError('DENIED', 'No');
    const { outcome, result, said } = await work({ a: error }, { keepGoing: false });
    expect(outcome).toEqual({ stopped: error });
    expect(result.items?.[0]).toEqual(failed('a', 'No'));
    expect(result.items?.[2]).toEqual({ name: 'c', status: 'not pushed', changed: false });
    expect(said).toEqual([]);
  });

  it('come in the order of what was worked on, whatever ends first', async () => {
    const { mode } = makeMode('/');
    const rows = createRows(true, mode);
    const stages = ['a', 'b', 'c'].map((name) => ({ name, row: rows.add(name, true) }));
    const last = Promise.withResolvers<void>();
    const done = rows.each(stages, 3, async ({ name }) => {
      if (name === 'a') await last.promise;
      if (name === 'c') last.resolve();
      return name;
    });
    expect(await done).toEqual(['a', 'b', 'c']);
  });

  it('of metadata say nothing of the charts', async () => {
    const { mode, result } = makeMode('/');
    const rows = createRows(true, mode);
    const [chart, metadata] = [rows.add('chart', true), rows.add('artifacthub-repo.yml', false)];
    chart.about = { repository: 'r.test/chart', artifactType: 'chart' };
    metadata.about = { repository: 'r.test/chart', artifactType: 'metadata' };
    metadata.item = { ...metadata.item, changed: true };
    metadata.transferred = 5;
    await rows.each([{ row: chart }], 1, async () => undefined);
    expect(result).toMatchObject({ repository: 'r.test/chart', artifactType: 'chart', changed: true, transferred: 5 });
  });

  it('are told where one alone of three differs', async () => {
    const { mode, result } = makeMode('/');
    const rows = createRows(true, mode);
    const stages = ['x', 'y', 'x'].map((name, at) => ({ name, row: rows.add(`${at}`, true) }));
    await rows.each(stages, 1, async ({ name, row }) => {
      row.about = { repository: name, mediaType: 'alike' };
    });
    expect(result).not.toHaveProperty('repository');
    expect(result).toMatchObject({ mediaType: 'alike' });
  });

  it('are not failed by whoever gives up', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const failing = {
      get a() {
        controller.abort(reason);
        return new Error('closed');
      },
    };
    const { outcome, result } = await work(failing as never, { signal: controller.signal });
    expect(outcome).toEqual({ stopped: reason });
    expect(result.items?.[0]).toMatchObject({ status: 'not pushed' });
  });
});
