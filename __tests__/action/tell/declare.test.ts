import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { declareArtifacts } from '../../../src/action/tell/declare.ts';
import type { ModeName } from '../../../src/modes/contract/inputs.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';
import { resultOf, type Told } from '../../support/action/told.ts';
import { makeFolder } from '../../support/action/workspace.ts';

const [one, two] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`] as const;
const app = (name: string, digest: string = one) => `r.test/${name}@${digest}`;

/** Declares what a step made, after what the list says was declared before; `null` for a file that is not there. */
function declare(mode: ModeName, result: Partial<Told>, list: string | null = '{"subjects":[]}') {
  const folder = makeFolder();
  const [file, listFile] = [join(folder, 'artifacts'), join(folder, 'list')];
  writeFileSync(file, 'before\n');
  if (list !== null) writeFileSync(listFile, list);
  const { log, said } = collectingLog();
  let failed: object | undefined;
  try {
    declareArtifacts(mode, resultOf(result), log, { GITHUB_ARTIFACTS: file, GITHUB_ARTIFACTS_LIST: listFile });
  } catch (error) {
    const { code, message, topic } = error as Error & { code: string; topic?: string };
    failed = { code, message, topic };
  }
  return { declared: readFileSync(file, 'utf8').split('\n').slice(1, -1), said, failed };
}
const things = (...rows: [name: string, status: string, version?: string][]) => ({
  things: rows.map(([name, fate, version]) => ({
    ...{ name, fate, pinned: app(name) },
    ...(version === undefined ? {} : { version }),
  })),
});
const listOf = (...subjects: [name: string, digest: string][]) =>
  JSON.stringify({ subjects: subjects.map(([name, digest]) => ({ name: `r.test/${name}`, digest })) });

it.each<[string, ModeName, Partial<Told>, string[]]>([
  ['one artifact', 'push', { pinned: app('a') }, [app('a')]],
  ['nothing', 'push', {}, []],
  ['nothing of a tag that stays at another one', 'push', { pinned: app('a'), kept: true }, []],
  [
    'the charts that are there',
    'push',
    things(['a', 'pushed', '1'], ['b', 'unchanged', '1'], ['c', 'failed', '1'], ['d', 'kept', '1'], ['meta', 'pushed']),
    [app('a'), app('b')],
  ],
  ['the targets of a copy', 'copy', things(['a', 'copied'], ['b', 'unchanged'], ['c', 'kept']), [app('a'), app('b')]],
  ['what comes twice once', 'copy', things(['a', 'copied'], ['a', 'copied']), [app('a')]],
])('declares %s', (_, mode, result, expected) => {
  const { declared, said, failed } = declare(mode, result);
  expect({ declared, failed }).toEqual({ declared: expected.map((each) => `oci://${each}`), failed: undefined });
  expect(said).toEqual(expected.map((each) => `info: Declared oci://${each}`));
});

it('says of a layout that it is in no registry', () => {
  const layout = `oci-layout:a@${one}`;
  expect(
    declare('copy', { things: [{ name: 'a', fate: 'copied', pinned: layout }, ...things(['b', 'copied']).things] }),
  ).toEqual({
    declared: [`oci://${app('b')}`],
    said: [
      `warning: The input declare-artifact does nothing for ${layout}: it is in no registry`,
      `info: Declared oci://${app('b')}`,
    ],
    failed: undefined,
  });
  expect(declare('push', { pinned: layout }, '').said).toHaveLength(1);
});

it.each<[string, string | null, boolean]>([
  ['no list', null, true],
  ['a list that cannot be read', '{', true],
  ['a list of another form', '{"subjects":7}', true],
  ['a list of other entries', '[null]', true],
  // It has the feature turned off.
  ['an empty list', '', false],
])('on a runner with %s, declares: %s', (_, list, isDeclared) => {
  const { declared, said } = declare('push', { pinned: app('a') }, list);
  expect(declared).toHaveLength(isDeclared ? 1 : 0);
  if (isDeclared) return;
  expect(said).toEqual([
    'notice: Nothing was declared: this runner does not support declared artifacts (GITHUB_ARTIFACTS)',
  ]);
});

it.each([
  ['none of the files', {}],
  ['the list alone', { GITHUB_ARTIFACTS_LIST: join(makeFolder(), 'list') }],
])('on a runner that names %s, says so', (_, environment) => {
  const { log, said } = collectingLog();
  declareArtifacts('push', resultOf({ pinned: app('a') }), log, environment);
  expect(said).toEqual([
    'notice: Nothing was declared: this runner does not support declared artifacts (GITHUB_ARTIFACTS)',
  ]);
});

it.each([
  `r.test/a b@${one}`,
  `x r.test/a@${one}`,
  `r.test/a@${one} x`,
  `r.test/a@${one}\nr.test/b@${one}`,
  'r.test/a@sha256:1',
  'r.test/a:v1',
])('declares nothing that is no reference: %j', (reference) => {
  expect(declare('push', { pinned: reference })).toMatchObject({
    declared: [],
    failed: { code: 'INVALID_INPUT', message: `${reference} cannot be declared as an artifact` },
  });
});

it('declares nothing twice, and nothing with two digests', () => {
  expect(declare('push', { pinned: app('a') }, listOf(['a', one]))).toMatchObject({ declared: [], said: [] });
  expect(declare('push', { pinned: app('a') }, listOf(['b', two])).declared).toHaveLength(1);
  const several = declare('copy', things(['a', 'copied'], ['b', 'copied'], ['c', 'copied']), listOf(['b', one]));
  expect(several).toMatchObject({ declared: [`oci://${app('a')}`, `oci://${app('c')}`], failed: undefined });
  expect(declare('push', { pinned: app('a') }, listOf(['a', two]))).toEqual({
    declared: [],
    said: [],
    failed: {
      code: 'CONFLICT',
      message: `The artifact r.test/a was declared as ${two} in this job, and now is ${one}`,
      topic: 'second-declaration',
    },
  });
});

it.each([
  [499, undefined],
  [500, 'A job can declare 500 artifacts, and this would make 501'],
])('declares one more than %i', (count, message) => {
  const before = Array.from({ length: count }, (_, at): [string, string] => [`before-${at}`, two]);
  const { failed, declared } = declare('push', { pinned: app('a') }, listOf(...before));
  expect(failed).toEqual(message && { code: 'TOO_LARGE', message, topic: 'declaration-limit' });
  expect(declared).toHaveLength(message ? 0 : 1);
});

// What stands beside the name: `oci://r.test/`, `@`, the digest and the end of the line.
it.each([
  [1024 * 1024 - 13 - 1 - 71 - 1, undefined],
  [1024 * 1024 - 13 - 1 - 71, 'A step can declare 1 MiB of references, and these are more'],
])('declares a reference of a name of %i bytes', (length, message) => {
  const { failed, declared } = declare('push', { pinned: app('a'.repeat(length)) });
  expect(failed).toEqual(message && { code: 'TOO_LARGE', message, topic: 'declaration-limit' });
  expect(declared).toHaveLength(message ? 0 : 1);
});
