import { describe, expect, it } from '@jest/globals';
import { outputs } from '../../../src/action/tell/outputs.ts';
import { OciError } from '../../../src/errors.ts';
import { failureOf, names, resultIn, told, toldBy, toldIn, toldOf } from './told.ts';

const item = { name: 'a', status: 'pushed', tags: ['v1'], previous: {} };
const thing = { name: 'a', fate: 'pushed', tags: ['v1'], before: {} };

describe('What tests expect a step to tell', () => {
  it('is read alike of a result and of outputs', () => {
    expect(toldOf({ repository: 'r.test/a', tags: ['v1'], size: 1, items: [item] })).toEqual(
      toldIn({ repository: 'r.test/a', tags: 'v1', size: '1', json: JSON.stringify([item]) }),
    );
    expect(toldIn({ changed: 'true', json: '{"changed":true,"tag":"v1","subject":"x"}' })).toEqual(
      toldOf({ changed: true, details: { subject: 'x' } }),
    );
  });

  it('is read of what was made of it', () => {
    const all = { place: 'r.test/a', size: 1, changed: true, sent: 1, there: 0, things: [{ ...thing, changed: true }] };
    expect(toldOf(resultIn(toldBy(all)))).toEqual(all);
  });

  it('has every output but the first of the tags, and those that say how outputs were cut', () => {
    const read = Object.values(names).map(([result, output]) => output && [output, result]);
    const set = Object.entries(outputs).map(([name, [inJson]]) => [name, inJson]);
    expect(read.filter((row) => row !== undefined).sort()).toEqual(set.filter(([name]) => name !== 'tag').sort());
  });

  it.each([
    ['a wrong member', { changed: true }, false],
    ['one that is told', { changed: false, tags: ['v1'] }, true],
    ['one that is not told, but is expected', { digest: 'x' }, false],
    ['one that is not told, as expected', { digest: undefined }, true],
    ['one that is told, but not expected', { changed: undefined }, false],
    ['a part of a thing', { things: [{ name: 'a' }] }, false],
    ['a matcher of a thing', { things: [expect.objectContaining({ name: 'a' })] }, true],
    ['all of a thing', { things: [thing] }, true],
  ])('%s', (_, expected, isMet) => {
    const learned = { changed: false, tags: ['v1'], items: [item] };
    const set = { changed: 'false', tags: 'v1', json: JSON.stringify([item]) };
    for (const value of [learned, set]) {
      if (isMet) expect({ value }).toEqual({ value: told(expected) });
      else expect({ value }).not.toEqual({ value: told(expected) });
    }
  });

  it('is a failure by its code and topic', () => {
    expect(failureOf(new OciError('NOT_FOUND', 'x', { topic: 'missing-file' }))).toEqual({
      code: 'NOT_FOUND',
      topic: 'missing-file',
    });
    expect([failureOf(new OciError('DENIED', 'x')), failureOf(new Error('x')), failureOf(undefined)]).toEqual([
      { code: 'DENIED' },
      { code: 'BUG' },
      undefined,
    ]);
  });
});
