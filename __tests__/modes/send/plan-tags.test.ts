import { describe, expect, it } from '@jest/globals';
import type { Inputs } from '../../../src/modes/contract/context.ts';
import { planTags, tellMoves } from '../../../src/modes/send/plan-tags.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';

const root: Digest = `sha256:${'a'.repeat(64)}`;
const one: Digest = `sha256:${'1'.repeat(64)}`;
const two: Digest = `sha256:${'2'.repeat(64)}`;

/** Where tags point before; undefined: the tag is not there. */
type Current = Record<string, Digest | undefined>;
const planned = (ifExists: Inputs['ifExists'], current: Current) => {
  const { log, said } = collectingLog();
  const tags = Object.entries(current).map(([tag, digest]) => ({ tag, digest }));
  return { ...planTags(tags, root, ifExists, log), said };
};

const allDiffer: Current = { v1: one, latest: two };
const someDiffer: Current = { v1: one, v2: undefined, latest: root, old: two };
const oneOfTwo: Current = { v1: one, latest: root };
const noneDiffer: Current = { v1: root, latest: root };
const noneThere: Current = { v1: undefined, latest: undefined };
const staying = (tag: string, digest: Digest) => `notice: The tag ${tag} exists and stays at ${digest}`;

describe('The plan for tags', () => {
  it.each<[Inputs['ifExists'], string, Current, ReturnType<typeof planned>]>([
    ['overwrite', 'all differ', allDiffer, { pending: ['v1', 'latest'], previous: { v1: one, latest: two }, said: [] }],
    [
      'overwrite',
      'some differ',
      someDiffer,
      { pending: ['v1', 'v2', 'old'], previous: { v1: one, old: two }, said: [] },
    ],
    ['overwrite', 'one of two differs', oneOfTwo, { pending: ['v1'], previous: { v1: one }, said: [] }],
    ['overwrite', 'none differs', noneDiffer, { pending: [], previous: {}, said: [] }],
    ['overwrite', 'none is there', noneThere, { pending: ['v1', 'latest'], previous: {}, said: [] }],
    [
      'skip',
      'all differ',
      allDiffer,
      { pending: [], previous: {}, kept: one, said: [staying('v1', one), staying('latest', two)] },
    ],
    [
      'skip',
      'some differ',
      someDiffer,
      { pending: ['v2'], previous: {}, said: [staying('v1', one), staying('old', two)] },
    ],
    ['skip', 'one of two differs', oneOfTwo, { pending: [], previous: {}, said: [staying('v1', one)] }],
    ['skip', 'none differs', noneDiffer, { pending: [], previous: {}, said: [] }],
    ['skip', 'none is there', noneThere, { pending: ['v1', 'latest'], previous: {}, said: [] }],
    ['skip', 'none is asked for', {}, { pending: [], previous: {}, said: [] }],
    ['error', 'none differs', noneDiffer, { pending: [], previous: {}, said: [] }],
    ['error', 'one of two is there', { v1: undefined, v2: root }, { pending: ['v1'], previous: {}, said: [] }],
    ['error', 'none is there', noneThere, { pending: ['v1', 'latest'], previous: {}, said: [] }],
  ])('with if-exists: %s where %s', (ifExists, _, current, expected) => {
    expect(planned(ifExists, current)).toEqual(expected);
  });

  it.each([
    ['all differ', allDiffer, `v1 (${one}), latest (${two})`],
    ['some differ', someDiffer, `v1 (${one}), old (${two})`],
    ['one of two differs', oneOfTwo, `v1 (${one})`],
  ])('with if-exists: error fails where %s', (_, current, list) => {
    const message = `A tag exists with different content than ${root}: ${list}`;
    expect(() => planned('error', current)).toThrow(expect.objectContaining({ code: 'CONFLICT', message }));
  });
});

it.each([
  [true, '', [`info: Would move v1: ${one} -> ${root}`, `info: Would move old: ${two} -> ${root}`]],
  [false, 'host/app:', [`info: host/app:v1: ${one} -> ${root}`, `info: host/app:old: ${two} -> ${root}`]],
])('What was moved is told, in a dry run (%s) as what would be', (isDryRun, place, expected) => {
  const { log, said } = collectingLog();
  tellMoves(log, { previous: { v1: one, old: two }, digest: root, isDryRun, place });
  expect(said).toEqual(expected);
});
