import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { OciError, RegistryError } from '../../../src/errors.ts';
import { changedIn, startTold } from '../../../src/modes/contract/told.ts';
import {
  carryOut,
  type RemovalStep,
  thingCalled,
  type Undone,
  untagStep,
} from '../../../src/modes/removal/carry-out.ts';
import { collectingLog, noticed } from '../../support/action/collecting-log.ts';

/** Steps that note when they begin, and end when a test lets them. */
function makeSteps() {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<Undone | undefined>>();
  const step = (name: string, ...after: RemovalStep[]): RemovalStep => {
    const end = Promise.withResolvers<Undone | undefined>();
    ends.set(name, end);
    const work = () => {
      begun.push(name);
      return end.promise;
    };
    return { item: thingCalled(name, { fate: 'deleted', tags: [] }), work, after };
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

function start(steps: RemovalStep[], { atOnce = 4, dryRun = false } = {}) {
  const { log, said } = collectingLog();
  const told = startTold();
  const controller = new AbortController();
  const done = carryOut(steps, [], { dryRun, atOnce }, { log, told, signal: controller.signal });
  done.catch(() => {});
  const items = () => told.things?.map(({ name, fate, reason }) => ({ name, fate, reason }));
  return { done, controller, told, items, said };
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
    expect(items()?.map(({ name, fate }) => [name, fate])).toEqual([
      ['manifest', 'deleted'],
      ['tag', 'deleted'],
      ['other', 'deleted'],
    ]);
  });

  it.each<[string, Undone | undefined, string]>([
    ['failed', undefined, 'kept'],
    ['was kept', { fate: 'kept', reason: 'it is needed' }, 'kept'],
    ['was missing', { fate: 'missing', reason: 'it is not there' }, 'deleted'],
  ])('when that %s is not begun, or is', async (what, undone, fate) => {
    const { begun, step, end, fail } = makeSteps();
    const tag = step('tag');
    const manifest = step('manifest', tag);
    const { done, items } = start([tag, manifest]);
    await setImmediate();
    if (what === 'failed') await fail('tag', new OciError('DENIED', 'no'));
    else await end('tag', undone);
    expect(begun.includes('manifest')).toBe(fate === 'deleted');
    await end('manifest');
    if (what === 'failed') await expect(done).rejects.toMatchObject({ code: 'DENIED' });
    else await done;
    const reason = fate === 'kept' ? 'tag is still there' : undefined;
    expect(items()?.[1]).toEqual({ name: 'manifest', fate, reason });
  });
});

it('An abort between two steps tells of what was done, and begins nothing more', async () => {
  const { begun, step, end, fail } = makeSteps();
  const first = step('first');
  const { done, controller, items, told } = start([first, step('second'), step('third', first)], { atOnce: 1 });
  await setImmediate();
  await end('first');
  expect(begun).toEqual(['first', 'second']);
  const reason = new OciError('CANCELLED', 'Stopped by the test');
  controller.abort(reason);
  await fail('second', reason);
  await expect(done).rejects.toBe(reason);
  expect(begun).toEqual(['first', 'second']);
  expect(items()?.map(({ fate }) => fate)).toEqual(['deleted', 'not reached', 'not reached']);
  expect(changedIn(told)).toBe(true);
});

it('Of steps in a circle, one begins, and no step that waits for it', async () => {
  const { begun, step, end } = makeSteps();
  const one = step('one');
  const two = step('two', one);
  Object.assign(one, { after: [two] });
  const { done } = start([one, two, step('part', two)]);
  for (const name of ['one', 'two', 'part']) {
    await setImmediate();
    expect(begun.at(-1)).toBe(name);
    await end(name);
    await setImmediate();
  }
  await done;
  expect(begun).toEqual(['one', 'two', 'part']);
});

it('As many steps are carried out at a time as the place bears', async () => {
  const { begun, step, end } = makeSteps();
  const { done } = start([step('one'), step('two'), step('three')], { atOnce: 2 });
  await setImmediate();
  expect(begun).toEqual(['one', 'two']);
  for (const name of ['one', 'two', 'three']) await end(name);
  await done;
});

it('A dry run begins nothing', async () => {
  const { begun, step } = makeSteps();
  const { done, said } = start([step('tag')], { dryRun: true });
  await done;
  expect([begun, said]).toEqual([[], ['info: tag: would be deleted']]);
});

describe('What is carried out is told', () => {
  const digest = `sha256:${'1'.repeat(64)}` as const;
  const step = (name: string, work: () => Promise<Undone | undefined>): RemovalStep => ({
    item: thingCalled(name, { fate: 'deleted', digest, tags: [] }),
    work,
    after: [],
  });
  const run = async (steps: RemovalStep[], dryRun = false) => {
    const { log, said } = collectingLog();
    const told = startTold();
    const settled = [
      thingCalled('stays', { fate: 'kept', reason: 'it is young' }),
      thingCalled('stays too', { fate: 'kept' }),
    ];
    const { signal } = new AbortController();
    const failed = await carryOut(steps, settled, { dryRun, atOnce: 1 }, { log, told, signal }).then(
      () => undefined,
      (error: unknown) => error,
    );
    return { said, failed, items: told.things, changed: changedIn(told) };
  };
  const works = async () => undefined;
  const missing = async () => ({ fate: 'missing', reason: 'it does not exist' }) as const;

  it('with what stays first, the digest unless that is its name, and the reason', async () => {
    const tag = untagStep('v1', digest, works, ['v2']);
    const { said, items, changed } = await run([
      tag,
      step(digest, works),
      step('v3', missing),
      untagStep('v4', digest, works),
    ]);
    expect(said).toEqual([
      'info: stays: kept, it is young',
      'info: stays too: kept',
      `info: v1 (${digest}): untagged, the manifest stays: it also has the tag v2`,
      `info: ${digest}: deleted`,
      `info: v3 (${digest}): missing, it does not exist`,
      `info: v4 (${digest}): untagged, the manifest stays`,
    ]);
    expect(items?.map(({ name, what, fate }) => [name, what, fate])).toEqual([
      ['v1', 'tag', 'untagged'],
      [digest, 'manifest', 'deleted'],
      ['v3', 'tag', 'missing'],
      ['v4', 'tag', 'untagged'],
      ['stays', 'tag', 'kept'],
      ['stays too', 'tag', 'kept'],
    ]);
    expect(changed).toBe(true);
    expect((await run([step('v3', missing)])).changed).toBe(false);
  });

  it('in a dry run as what would be done, and nothing is', async () => {
    const never = async () => {
      throw new Error('nothing may be done');
    };
    const { said, changed, failed } = await run([step('v1', never), untagStep('v2', digest, never)], true);
    expect(said.slice(2)).toEqual([
      `info: v1 (${digest}): would be deleted`,
      `info: v2 (${digest}): would be untagged, the manifest stays`,
    ]);
    expect({ changed, failed }).toEqual({ changed: true, failed: undefined });
  });

  const denied = new OciError('DENIED', 'no right');
  const login = { source: 'inputs', place: 'the inputs', username: 'me' } as const;
  const facts = { status: 403, request: 'DELETE x', errors: [{ code: 'DENIED', message: '' }], login };
  const answered = new RegistryError('DENIED', 'no right', facts);
  const mistake = new TypeError('a mistake');
  const fails = (error: Error) => async () => {
    throw error;
  };
  it('and fails with what failed alone, or with one error for several', async () => {
    expect((await run([step('v1', fails(denied))])).failed).toBe(denied);
    // A bug is told as one, whatever it stands beside.
    const bug = await run([step('v1', fails(mistake)), step('v2', fails(denied))]);
    expect(bug.failed).toMatchObject({ name: 'Error', cause: mistake });
    const { said, items, changed, failed } = await run([
      step('v1', fails(answered)),
      step('v2', works),
      step('v3', fails(mistake)),
    ]);
    expect(noticed(said)).toEqual({ warning: 2 });
    expect(items?.[0]).toMatchObject({ fate: 'failed', reason: 'no right' });
    expect(changed).toBe(true);
    expect(failed).toMatchObject({ code: 'DENIED', cause: answered, ...facts });
  });
});
