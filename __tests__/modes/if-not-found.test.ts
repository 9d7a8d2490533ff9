import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { performMode } from '../../src/action/perform-mode.ts';
import { OciError, orAbsent } from '../../src/errors.ts';
import { isManifestType } from '../../src/oci/media-types.ts';
import { listed } from '../../src/store/listed.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { Store } from '../../src/store/store.ts';
import { makeInputs, type makeMode } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { makeFolder, readTree } from '../support/action/workspace.ts';
import { putGraph } from '../support/content/named-graph.ts';

interface Given {
  ifNotFound?: 'error' | 'ignore';
  wait?: number;
}
type Work = (made: ReturnType<typeof makeMode>, reference: string, given: Given) => Promise<void>;

/** The modes that know `if-not-found`, and what each told when it found nothing. */
const modes: [name: string, work: Work, told: Record<string, unknown>][] = [
  [
    'inspect',
    ({ mode, around }, reference, given) =>
      performMode('inspect', makeInputs('inspect', reference, given), mode, around),
    { repository: 's.test/app', tags: ['v2'] },
  ],
  [
    'pull',
    ({ mode, around }, reference, given) => performMode('pull', makeInputs('pull', reference, given), mode, around),
    { repository: 's.test/app', tags: ['v2'], files: [], transferred: 0, reused: 0 },
  ],
  [
    'copy',
    ({ mode, around }, reference, given) => {
      const inputs = makeInputs('copy', reference, { ...given, to: ['t.test/app:prod'] });
      return performMode('copy', inputs, mode, around);
    },
    { repository: 't.test/app', transferred: 0, reused: 0, previous: {} },
  ],
  [
    'tag',
    ({ mode, around }, reference, given) =>
      performMode('tag', makeInputs('tag', reference, { ...given, tags: ['prod'] }), mode, around),
    { repository: 's.test/app', tags: ['prod'], previous: {} },
  ],
  [
    'attach',
    ({ mode, around }, reference, given) => {
      const inputs = makeInputs('attach', reference, { ...given, files: ['a.txt'], artifactType: 'x/report' });
      return performMode('attach', inputs, mode, around);
    },
    { repository: 's.test/app', tags: [], files: [], transferred: 0, reused: 0 },
  ],
  [
    'discover',
    ({ mode, around }, reference, given) =>
      performMode('discover', makeInputs('discover', reference, given), mode, around),
    { repository: 's.test/app', tags: ['v2'] },
  ],
];

/** Runs a mode on a source that has `v1`; `change` is given what the source is read through. */
async function run(
  work: Work,
  reference: string,
  given: Given,
  change: (source: MemoryStore) => Store = (source) => source,
) {
  const source = new MemoryStore();
  const target = new MemoryStore();
  await putGraph(source, { app: { tags: ['v1'] } });
  const before = await tagsOf(source);
  const workspace = makeFolder();
  writeFileSync(join(workspace, 'a.txt'), 'a');
  const places = { 's.test/app': change(source), 't.test/app': target };
  const told = await tellAll(places, (made) => work(made, reference, given), { workspace });
  const isChanged = (await tagsOf(source)) !== before || (await tagsOf(target)) !== '';
  return { ...told, isChanged, tree: await readTree(workspace), source };
}

async function tagsOf(store: Store): Promise<string> {
  return ((await orAbsent(listed(store.tags()))) ?? []).join();
}

describe.each(modes)('Mode %s', (_, work, told) => {
  it('ends well where the reference is missing, and does nothing', async () => {
    const { failed, said, result, isChanged, tree } = await run(work, 's.test/app:v2', { ifNotFound: 'ignore' });
    expect({ failed, said, isChanged, tree }).toEqual({
      failed: undefined,
      said: ['info: Not found: There is no manifest v2 in memory'],
      isChanged: false,
      tree: { 'a.txt': 'a' },
    });
    expect(result).toEqual({ ...told, exists: false, changed: false });
  });

  it('fails where it is missing, and says so in the output too', async () => {
    const { failed, topic, result } = await run(work, 's.test/app:v2', {});
    expect(failed).toBe('NOT_FOUND: There is no manifest v2 in memory; the only tag is v1');
    expect(topic).toBe('missing-reference');
    expect(result).toMatchObject({ exists: false });
    expect(result).not.toHaveProperty('digest');
  });

  it('waits for the reference, and then does what it does', async () => {
    let looks = 0;
    const appearLate = (source: MemoryStore): Store => {
      const resolve = source.resolve.bind(source);
      return Object.assign(source, {
        resolve: (name: string) => {
          looks += 1;
          return resolve(looks === 1 ? 'v2' : name);
        },
      });
    };
    const { failed, said, result } = await run(work, 's.test/app:v1', { wait: 300 }, appearLate);
    expect(failed).toBeUndefined();
    expect(said[0]).toBe('info: s.test/app:v1 does not exist yet; looking again in 1 s, with 1 s left');
    expect(result).toMatchObject({ exists: true, digest: expect.stringMatching(/^sha256:/) });
  });
});

const fail = async () => {
  throw new OciError('NOT_FOUND', 'It is lost');
};

it.each(['pull', 'copy'])('A %s fails where a blob is missing of what exists', async (name) => {
  const loseBlobs = (source: MemoryStore): Store => {
    const fetch = source.fetch.bind(source);
    return Object.assign(source, {
      fetch: (...given: Parameters<typeof fetch>) => (isManifestType(given[0].mediaType) ? fetch(...given) : fail()),
    });
  };
  const { failed, result } = await run(workOf(name), 's.test/app:v1', { ifNotFound: 'ignore' }, loseBlobs);
  expect(failed).toBe('NOT_FOUND: It is lost');
  expect(result).toMatchObject({ exists: true });
});

it('A copy fails where the target is missing, which may not be', async () => {
  const nowhere: Work = (made, reference, given) => {
    const { open } = made.mode;
    const store: typeof open.store = (...at) => Object.assign(open.store(...at), { push: fail });
    return workOf('copy')({ ...made, mode: { ...made.mode, open: { ...open, store } } }, reference, given);
  };
  const { failed, result } = await run(nowhere, 's.test/app:v1', { ifNotFound: 'ignore' });
  expect(failed).toBe('NOT_FOUND: It is lost');
  expect(result).toMatchObject({ exists: true, changed: false });
});

function workOf(mode: string): Work {
  const [, work] = modes.find(([name]) => name === mode) ?? [];
  if (!work) throw new Error(`There is no mode ${mode}`);
  return work;
}
