import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { findTop } from '../../../src/modes/find/find-top.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { forwarded } from '../../../src/store/forwarded.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { pause } from '../../../src/time.ts';
import { type Answer, type Asked, answers, find, findIn, makeTime, type Script } from '../../support/action/find-in.ts';
import { tellAll } from '../../support/action/tell-all.ts';

const exists = { exists: false };
const minute = 60_000;

describe('With wait', () => {
  it('what is there is found at the first look', async () => {
    const told = await find([], { wait: minute });
    expect(told).toMatchObject({ found: 'v1', asked: ['0 s: HEAD', '0 s: GET'], said: [], result: {} });
  });

  it('what appears after 3 s is found by the look that comes next', async () => {
    const told = await find(
      [
        [0, 'absent'],
        [2.5, 'there'],
      ],
      { wait: 10 * minute },
    );
    expect(told).toMatchObject({
      found: 'v1',
      asked: ['0 s: HEAD', '1 s: HEAD', '3 s: HEAD', '3 s: GET'],
      result: {},
    });
  });

  it('pauses grow to 30 s, and are never longer than the time that is left', async () => {
    const { asked, failure, topic } = await find(
      [
        [0, 'absent'],
        [0, 'absent', 'LIST'],
      ],
      { wait: 2 * minute },
    );
    expect(asked.map((line) => Number.parseFloat(line))).toEqual([0, 1, 3, 7, 15, 31, 61, 91, 120, 120]);
    expect(asked.at(-1)).toBe('120 s: LIST');
    expect(failure?.code).toBe('NOT_FOUND');
    // Who waits need not be told that there is such an input.
    expect(topic).toBeUndefined();
  });

  it('a registry that asks for minutes is looked at again after one', async () => {
    const { asked } = await find(
      [
        [0, 'limited for 2 min'],
        [60, 'there'],
      ],
      { wait: 10 * minute },
    );
    expect(asked).toEqual(['0 s: HEAD', '60 s: HEAD', '60 s: GET']);
  });

  it('10 s cost six requests, also where a timer comes early by a moment', async () => {
    const { asked, time } = makeTime();
    const early = { ...time, pause: (length: number) => time.pause(length * 0.999_9, undefined) };
    const source = forwarded(new MemoryStore(), {
      resolve: async () => {
        asked.push('HEAD');
        throw answers.absent();
      },
      manifest: async () => {
        asked.push('GET');
        throw answers.absent();
      },
      async *tags() {
        asked.push('LIST');
        yield 'v2';
      },
    });
    const told = await findIn(source, { wait: 10_000, reference: parseReference('r.test/app:v1') }, early);
    expect(told.failure?.code).toBe('NOT_FOUND');
    expect(told.result).toEqual(exists);
    expect(asked).toEqual(['HEAD', 'HEAD', 'HEAD', 'HEAD', 'GET', 'LIST']);
  });

  it('what never comes ends well with if-not-found: ignore, and without a look at the tags', async () => {
    const { found, failure, asked, result } = await find([[0, 'absent']], { wait: 3_000, ifNotFound: 'ignore' });
    expect({ found, failure, asked, result }).toEqual({
      asked: ['0 s: HEAD', '1 s: HEAD', '3 s: GET'],
      result: { ...exists, changed: false },
    });
  });

  it('what disappears again before it was read is waited for further', async () => {
    const script: Script = [
      [0, 'absent', 'GET'],
      [3, 'there', 'GET'],
    ];
    const { found, asked } = await find(script, { wait: minute });
    expect(found).toBe('v1');
    expect(asked).toEqual(['0 s: HEAD', '0 s: GET', '1 s: HEAD', '1 s: GET', '3 s: HEAD', '3 s: GET']);
  });

  it('what passes is waited for like what is missing', async () => {
    const script: Script = [
      [0, 'failing'],
      [1, 'slow'],
      [3, 'refused'],
      [7, 'limited'],
      [15, 'there'],
    ];
    expect((await find(script, { wait: minute })).found).toBe('v1');
  });

  it('what fails to the end is not missing', async () => {
    const { failure, asked, result } = await find([[0, 'failing']], { wait: 1_000, ifNotFound: 'ignore' });
    expect(failure?.code).toBe('REGISTRY');
    expect(asked).toEqual(['0 s: HEAD', '1 s: GET']);
    expect(result).toEqual({});
  });

  it('what fails to the end is about what it was about', async () => {
    const told = await find([[0, 'failing behind a page']], { wait: 1_000 });
    expect(told).toMatchObject({ failure: { code: 'REGISTRY' }, topic: 'html-page' });
  });

  it('a registry that asks for a longer pause gets it, where there is time', async () => {
    const script: Script = [
      [0, 'limited for 5 s'],
      [5, 'there'],
    ];
    expect(await find(script, { wait: minute })).toMatchObject({
      found: 'v1',
      asked: ['0 s: HEAD', '5 s: HEAD', '5 s: GET'],
    });
    // Also where that is all the time that is left: the look after it is the last one.
    expect(await find(script, { wait: 5_000 })).toMatchObject({ found: 'v1', asked: ['0 s: HEAD', '5 s: GET'] });
    expect(await find(script, { wait: 4_999 })).toMatchObject({
      failure: { code: 'RATE_LIMITED' },
      asked: ['0 s: HEAD'],
    });
    expect(await find([[0, 'limited for 2 min']], { wait: minute })).toMatchObject({
      failure: { code: 'RATE_LIMITED' },
      asked: ['0 s: HEAD'],
      said: [],
    });
  });

  it.each<[Answer, string]>([
    ['a page', 'NOT_FOUND'],
    ['not logged in', 'UNAUTHORIZED'],
    ['denied', 'DENIED'],
    ['bad name', 'REGISTRY'],
    ['unsupported', 'UNSUPPORTED'],
    ['no manifest', 'ARTIFACT'],
    ['wrong certificate', 'NETWORK'],
    ['unknown host', 'NETWORK'],
  ])('%s ends it at once', async (answer, failed) => {
    const script: Script = [
      [0, 'absent'],
      [1, answer],
    ];
    const told = await find(script, { wait: minute, ifNotFound: 'ignore' });
    expect(told).toMatchObject({ failure: { code: failed }, asked: ['0 s: HEAD', '1 s: HEAD'] });
    expect(told.result).toEqual({});
  });

  it.each(['HEAD', 'the pause'])('a cancellation in %s ends it at once', async (where) => {
    const controller = new AbortController();
    const cancel = () => controller.abort(new OciError('CANCELLED', 'The step was cancelled'));
    const looks: string[] = [];
    const source = forwarded(new MemoryStore(), {
      resolve: async () => {
        looks.push('HEAD');
        if (where === 'HEAD') cancel();
        throw answers.absent();
      },
    });
    const time = {
      now: () => 0,
      pause: (length: number, signal: AbortSignal | undefined) => {
        const paused = pause(length, signal);
        cancel();
        return paused;
      },
    };
    const told = await tellAll({}, async ({ mode }) => {
      const asked: Asked = { reference: parseReference('r.test/app:v1'), ifNotFound: 'ignore', wait: minute };
      await findTop(source, asked, 'pull', { ...mode, signal: controller.signal }, time);
    });
    expect(told.failure?.code).toBe('CANCELLED');
    expect(told.result).toEqual({});
    expect(looks).toEqual(['HEAD']);
  });

  it('a digest is waited for, and has no tags that are near', async () => {
    const { digest } = await find([]);
    const reference = parseReference(`r.test/app@${digest}`);
    const late = await find(
      [
        [0, 'absent'],
        [1, 'there'],
      ],
      { wait: minute, reference },
    );
    expect(late).toMatchObject({ found: '', asked: ['0 s: HEAD', '1 s: HEAD', '1 s: GET'] });
    const never = await find([[0, 'absent']], { wait: 1_000, reference });
    expect(never).toMatchObject({ failure: { code: 'NOT_FOUND' }, asked: ['0 s: HEAD', '1 s: GET'] });
  });

  it.each([
    ['^1.2', 'v1.2.4'],
    ['1.2.3', '1.2.3'],
    ['1.2.4', 'v1.2.4'],
    ['', 'v1.2.4'],
  ])('the version %j is looked for in the list of tags', async (version, tag) => {
    const given = { version, wait: minute, reference: parseReference('r.test/app') };
    const { found, asked } = await find(
      [
        [0, 'absent'],
        [1, 'there'],
      ],
      given,
    );
    expect(found).toBe(tag);
    expect(asked).toEqual(['0 s: LIST', '1 s: LIST', '1 s: GET']);
  });

  it.each(['^2', '2.0.0'])('the version %s that never comes costs a list for each look', async (version) => {
    const given = { version, wait: 10_000, reference: parseReference('r.test/app') };
    const { failure, asked } = await find([], given);
    expect(failure?.code).toBe('NOT_FOUND');
    expect(asked).toEqual([0, 1, 3, 7, 10].map((second) => `${second} s: LIST`));
  });
});
