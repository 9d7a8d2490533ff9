import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { performMode } from '../../../src/action/perform-mode.ts';
import type { AllInputs } from '../../../src/modes/contract/inputs.ts';
import { nameIn, planTags, readTags, tellName, tellTags } from '../../../src/modes/publish/plan-tags.ts';
import { type Digest, startHash } from '../../../src/oci/digest.ts';
import { contentOf } from '../../../src/store/content.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { collectingLog, noticed } from '../../support/action/collecting-log.ts';
import { makeInputs } from '../../support/action/make-mode.ts';
import { tellAll } from '../../support/action/tell-all.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { stage } from '../../support/content/staged.ts';

const root: Digest = `sha256:${'a'.repeat(64)}`;
const one: Digest = `sha256:${'1'.repeat(64)}`;
const two: Digest = `sha256:${'2'.repeat(64)}`;

type IfExists = NonNullable<AllInputs['ifExists']>;

/** Where tags point before; undefined: the tag is not there. */
type Current = Record<string, Digest | undefined>;
const planned = (ifExists: IfExists, current: Current) => {
  const { log, said } = collectingLog();
  const tags = Object.entries(current).map(([tag, digest]) => ({ tag, digest }));
  return { ...planTags(tags, root, ifExists, 'r.test/app', log), said: noticed(said).notice ?? 0 };
};

const allDiffer: Current = { v1: one, latest: two };
const someDiffer: Current = { v1: one, v2: undefined, latest: root, old: two };
const oneOfTwo: Current = { v1: one, latest: root };
const noneDiffer: Current = { v1: root, latest: root };
const noneThere: Current = { v1: undefined, latest: undefined };

describe('The plan for tags', () => {
  it.each<[IfExists, string, Current, Omit<ReturnType<typeof planned>, 'tagged'>]>([
    ['overwrite', 'all differ', allDiffer, { pending: ['v1', 'latest'], previous: { v1: one, latest: two }, said: 0 }],
    [
      'overwrite',
      'some differ',
      someDiffer,
      { pending: ['v1', 'v2', 'old'], previous: { v1: one, old: two }, said: 0 },
    ],
    ['overwrite', 'one of two differs', oneOfTwo, { pending: ['v1'], previous: { v1: one }, said: 0 }],
    ['overwrite', 'none differs', noneDiffer, { pending: [], previous: {}, said: 0 }],
    ['overwrite', 'none is there', noneThere, { pending: ['v1', 'latest'], previous: {}, said: 0 }],
    ['skip', 'all differ', allDiffer, { pending: [], previous: {}, kept: one, said: 2 }],
    ['skip', 'some differ', someDiffer, { pending: ['v2'], previous: {}, said: 2 }],
    ['skip', 'one of two differs', oneOfTwo, { pending: [], previous: {}, said: 1 }],
    ['skip', 'none differs', noneDiffer, { pending: [], previous: {}, said: 0 }],
    ['skip', 'none is there', noneThere, { pending: ['v1', 'latest'], previous: {}, said: 0 }],
    ['skip', 'none is asked for', {}, { pending: [], previous: {}, said: 0 }],
    ['error', 'none differs', noneDiffer, { pending: [], previous: {}, said: 0 }],
    ['error', 'one of two is there', { v1: undefined, v2: root }, { pending: ['v1'], previous: {}, said: 0 }],
    ['error', 'none is there', noneThere, { pending: ['v1', 'latest'], previous: {}, said: 0 }],
  ])('with if-exists: %s where %s', (ifExists, _, current, expected) => {
    const { tagged, ...plan } = planned(ifExists, current);
    expect(plan).toStrictEqual(expected);
    expect(Object.keys(tagged)).toEqual(Object.keys(current));
  });

  it.each<[IfExists, Record<string, string>]>([
    ['overwrite', { v1: 'moved', v2: 'new', latest: 'unchanged', old: 'moved' }],
    ['skip', { v1: 'kept', v2: 'new', latest: 'unchanged', old: 'kept' }],
  ])('says with if-exists: %s what becomes of each', (ifExists, tagged) => {
    expect(planned(ifExists, someDiffer).tagged).toEqual(tagged);
  });

  it.each([
    ['all differ', allDiffer, `r.test/app:v1 points to ${one}, r.test/app:latest points to ${two}`],
    ['some differ', someDiffer, `r.test/app:v1 points to ${one}, r.test/app:old points to ${two}`],
    ['one of two differs', oneOfTwo, `r.test/app:v1 points to ${one}`],
  ])('with if-exists: error fails where %s', (_, current, list) => {
    const message = `A tag exists with different content: ${list}; this step has ${root}`;
    expect(() => planned('error', current)).toThrow(expect.objectContaining({ code: 'CONFLICT', message }));
  });
});

it.each([
  [
    true,
    '',
    [
      `info: Would move v1: ${one} → ${root}`,
      expect.stringMatching(/^info: fresh: /),
      `info: Would move old: ${two} → ${root}`,
      expect.stringMatching(/^info: constructor: /),
    ],
  ],
  [
    false,
    'host/app:',
    [
      `info: host/app:v1: ${one} → ${root}`,
      'info: host/app:fresh: new',
      `info: host/app:old: ${two} → ${root}`,
      'info: host/app:constructor: new',
    ],
  ],
])('What became of tags is told, in a dry run (%s) what would', (isDryRun, place, expected) => {
  const { log, said } = collectingLog();
  const tags = ['v1', 'fresh', 'old', 'constructor'];
  tellTags(log, { tags, previous: { v1: one, old: two, other: one }, digest: root, isDryRun, place });
  expect(said).toEqual(expected);
});

it('A tag is told by itself, unless a place is given', () => {
  const { log, said } = collectingLog();
  tellTags(log, { tags: ['v1'], previous: { v1: one }, digest: root, isDryRun: false });
  expect(said).toEqual([`info: v1: ${one} → ${root}`]);
});

describe('Where tags point', () => {
  const { store, root: manifest } = stage({ 'a.txt': 'a' });
  const { signal } = new AbortController();

  it('is asked for, with the content only where that is wanted', async () => {
    const { bytes } = await store.manifest(manifest.digest);
    const content = expect.objectContaining({ descriptor: manifest, bytes });
    await store.push(manifest, async () => (await store.fetch(manifest)) as never, { tags: ['v1', 'latest'] });
    const { digest } = manifest;
    const tags = ['latest', 'none', 'v1'];
    expect(await readTags(store, tags, false, signal)).toStrictEqual([
      { tag: 'latest', digest },
      { tag: 'none', digest: undefined },
      { tag: 'v1', digest },
    ]);
    expect(await readTags(store, tags, true, signal)).toStrictEqual([
      { tag: 'latest', digest, content },
      { tag: 'none', digest: undefined },
      { tag: 'v1', digest, content },
    ]);
  });

  it.each([false, true])('is not unknown when the place fails; with content: %s', async (withContent) => {
    const gone = AbortSignal.abort(new Error('cancelled'));
    await expect(readTags(store, ['v1'], withContent, gone)).rejects.toThrow('cancelled');
  });
});

describe('The name of a manifest in a place', () => {
  const bytes = Buffer.from('{}');
  const hash = startHash('sha512:');
  hash.update(bytes);
  const sha512 = hash.finish();
  const sha256: Digest = 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
  const content = contentOf({ mediaType: 'a/b', digest: sha256, size: 2 }, bytes);

  it.each<[string, (Digest | undefined)[], Digest]>([
    ['its own, where no tag is there', [], sha256],
    ['its own, where tags point elsewhere', [undefined, one], sha256],
    ['that to which a tag points', [undefined, one, sha512, sha256], sha512],
  ])('is %s', (_, digests, expected) => {
    const current = digests.map((digest, number) => ({ tag: `v${number}`, digest }));
    expect(nameIn(current, content)).toBe(expected);
  });

  it.each<[string, Pick<Store, 'location'>]>([
    ['host.test/app', { location: { host: 'host.test', repository: 'app' } }],
    ['the target', {}],
  ])('is told where it is another one: %s', (place, store) => {
    const { log, said } = collectingLog();
    tellName(log, store as Store, sha512, sha512);
    expect(said).toEqual([]);
    tellName(log, store as Store, sha512, sha256);
    expect(said).toEqual([
      `notice: ${place} names the manifest ${sha512} by another digest, to which its tags point: ${sha256}. What refers to the manifest by the first one, such as a signature, is not found by these tags`,
    ]);
  });
});

it.each([
  ['registry.gitlab.com', [], 1],
  ['registry.gitlab.com', ['v1'], 0],
  ['r.test', [], 0],
  ['sharbor.test', [], 0],
])('A push to %s under the tags %j says what becomes of it without a tag, or not', async (host, tags, notices) => {
  const workspace = makeFolder();
  writeFileSync(join(workspace, 'a.txt'), 'a');
  const { said, failed } = await tellAll(
    { [`${host}/o/app`]: new MemoryStore() },
    ({ mode, around }) =>
      performMode('push', makeInputs('push', `${host}/o/app`, { files: ['a.txt'], tags }), mode, around),
    { workspace },
  );
  expect(failed).toBeUndefined();
  expect(said.filter((line) => line.startsWith('notice: '))).toHaveLength(notices);
});
