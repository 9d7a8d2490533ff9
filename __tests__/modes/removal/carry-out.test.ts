import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import type { Result } from '../../../src/modes/contract/result.ts';
import { carryOut, type Step, type Undone } from '../../../src/modes/removal/carry-out.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';

/** Steps that note when they begin, and end when a test lets them. */
function makeSteps() {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<Undone | undefined>>();
  const step = (name: string, ...after: Step[]): Step => {
    const end = Promise.withResolvers<Undone | undefined>();
    ends.set(name, end);
    const work = () => {
      begun.push(name);
      return end.promise;
    };
    return { item: { name, status: 'deleted', tags: [] }, work, after };
  };
  const end = async (name: string, undone?: Undone) => {
    ends.get(name)?.resolve(undone);
    await setImmediate();
  };
  const fail = async (name: string, error: unknown) => {
    ends.get(name)?.reject(error);
    await setImmediate();
  };
  return { begun, step, end, fail };
}

function start(steps: Step[], { atOnce = 4, dryRun = false } = {}) {
  const { log, said } = collectingLog();
  const result: Partial<Result> = {};
  const controller = new AbortController();
  const learn = (part: Partial<Result>) => void Object.assign(result, part);
  const done = carryOut(steps, [], { dryRun, atOnce }, { log, learn, signal: controller.signal });
  done.catch(() => {});
  const items = () => result.items?.map(({ name, status, changed, reason }) => ({ name, status, changed, reason }));
  return { done, controller, result, items, said };
}

describe('A step that has to come after another', () => {
  it('begins only when that has ended, while others go on', async () => {
    const { begun, step, end } = makeSteps();
    const tag = step('tag');
    const manifest = step('manifest', tag);
    const { done, items } = start([manifest, tag, step('other')]);
    await setImmediate();
    expect(begun).toEqual(['tag', 'other']);
    await end('other');
    expect(begun).toEqual(['tag', 'other']);
    await end('tag');
    expect(begun).toEqual(['tag', 'other', 'manifest']);
    expect(items()).toBeUndefined();
    await end('manifest');
    await done;
    expect(items()?.map(({ name, changed }) => [name, changed])).toEqual([
      ['manifest', true],
      ['tag', true],
      ['other', true],
    ]);
  });

  it.each<[string, Undone | undefined, string]>([
    ['failed', undefined, 'kept'],
    ['was kept', { status: 'kept', reason: 'it is needed' }, 'kept'],
    ['was missing', { status: 'missing', reason: 'it is not there' }, 'deleted'],
  ])('when that %s is not begun, or is', async (what, undone, status) => {
    const { begun, step, end, fail } = makeSteps();
    const tag = step('tag');
    const manifest = step('manifest', tag);
    const { done, items } = start([tag, manifest]);
    await setImmediate();
    if (what === 'failed') await fail('tag', new OciError('DENIED', 'no'));
    else await end('tag', undone);
    expect(begun.includes('manifest')).toBe(status === 'deleted');
    await end('manifest');
    if (what === 'failed') await expect(done).rejects.toMatchObject({ code: 'DENIED' });
    else await done;
    const reason = status === 'kept' ? 'tag is still there' : undefined;
    expect(items()?.[1]).toEqual({ name: 'manifest', status, changed: status === 'deleted', reason });
  });
});

it('An abort between two steps tells of what was done, and begins nothing more', async () => {
  const { begun, step, end, fail } = makeSteps();
  const first = step('first');
  const { done, controller, items, result } = start([first, step('second'), step('third', first)], { atOnce: 1 });
  await setImmediate();
  await end('first');
  expect(begun).toEqual(['first', 'second']);
  const reason = new OciError('CANCELLED', 'Stopped by the test');
  controller.abort(reason);
  await fail('second', reason);
  await expect(done).rejects.toBe(reason);
  expect(begun).toEqual(['first', 'second']);
  expect(items()).toEqual([{ name: 'first', status: 'deleted', changed: true, reason: undefined }]);
  expect(result.changed).toBe(true);
});

it('A dry run begins nothing', async () => {
  const { begun, step } = makeSteps();
  const { done, said } = start([step('tag')], { dryRun: true });
  await done;
  expect([begun, said]).toEqual([[], ['info: tag: would be deleted']]);
});
