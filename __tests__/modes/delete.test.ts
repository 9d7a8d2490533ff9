import { describe, expect, it } from '@jest/globals';
import { performMode } from '../../src/action/perform-mode.ts';
import { OciError, RegistryError } from '../../src/errors.ts';
import type { Package, PackageVersion } from '../../src/modes/removal/package.ts';
import { isDigest } from '../../src/oci/digest.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { type Given, makeInputs, type makeMode } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { putGraph } from '../support/content/named-graph.ts';

/** A registry that removes manifests alone, as many do. */
class WholeOnly extends MemoryStore {
  readonly location = { host: 'r.test', repository: 'app' };
  override async delete(name: string): Promise<void> {
    if (!isDigest(name)) throw new OciError('UNSUPPORTED', 'Tags are not removed alone');
    return super.delete(name);
  }
}

/** Deletes from a place with two manifests: `app` has the tags v1 and v2, `lone` has `one`; `other` is not there. */
async function run(
  reference: (digests: Record<'app' | 'lone' | 'other', string>) => string,
  given: Given<'delete'> | ((digests: Record<'app' | 'lone' | 'other', string>) => Given<'delete'>) = {},
  store: MemoryStore = new MemoryStore(),
  openPackage: (store: MemoryStore) => Package | undefined = () => undefined,
) {
  const { at, named } = await putGraph(store, { app: { tags: ['v1', 'v2'] }, lone: { tags: ['one'] } });
  const digests = { app: at('app').digest, lone: at('lone').digest, other: at('other').digest };
  const inputs = typeof given === 'function' ? given(digests) : given;
  const told = await tellAll(
    { 'r.test/app': store },
    ({ mode, around: given }) => {
      const around = { ...given, openPackage: () => openPackage(store) };
      return performMode('delete', makeInputs('delete', reference(digests), inputs), mode, around);
    },
    { named },
  );
  const left: string[] = [];
  for await (const tag of store.tags()) left.push(`${tag}=${named((await store.resolve(tag)).digest)}`);
  for (const name of ['app', 'lone']) if (await store.has(at(name))) left.push(name);
  return { ...told, left };
}

const about = (...tags: string[]) => ({ repository: 'r.test/app', tags });
const all = ['v1=app', 'v2=app', 'one=lone', 'app', 'lone'];
const layoutHint = 'info: Files of layers stay in the layout: nothing tells whether they are still needed';
const registryHint = "info: Space is freed by the registry's garbage collection";

describe('Mode delete', () => {
  it('removes a manifest whose tags are all named', async () => {
    const item = { name: 'v1, v2', status: 'deleted', digest: 'app', tags: ['v1', 'v2'], changed: true };
    expect(await run(() => 'r.test/app:v1,v2')).toEqual({
      opened: ['r.test/app to delete'],
      said: ['group: Delete from r.test/app', 'info: v1, v2 (app): deleted', layoutHint],
      result: { ...about('v1', 'v2'), changed: true, digest: 'app', reference: 'r.test/app@app', items: [item] },
      left: ['one=lone', 'lone'],
    });
  });

  it('removes a tag alone where its manifest has more of them', async () => {
    const reason = 'the manifest stays: it also has the tag v2';
    const item = { name: 'v1', status: 'untagged', digest: 'app', tags: ['v1'], reason, changed: true };
    expect(await run(() => 'r.test/app:v1')).toEqual({
      opened: ['r.test/app to delete'],
      // Nothing is freed.
      said: ['group: Delete from r.test/app', `info: v1 (app): untagged, ${reason}`],
      result: { ...about('v1'), changed: true, digest: 'app', reference: 'r.test/app@app', items: [item] },
      left: ['v2=app', 'one=lone', 'app', 'lone'],
    });
  });

  it('removes all tags that are named, where their manifest has one more', async () => {
    const store = new MemoryStore();
    const { named } = await putGraph(store, { app: { tags: ['v1', 'v2', 'v3'] } });
    const work = ({ mode, around }: ReturnType<typeof makeMode>) =>
      performMode('delete', makeInputs('delete', 'r.test/app:v1,v3'), mode, around);
    const { said, result } = await tellAll({ 'r.test/app': store }, work, { named });
    const reason = 'untagged, the manifest stays: it also has the tag v2';
    expect(said.slice(1)).toEqual([`info: v1 (app): ${reason}`, `info: v3 (app): ${reason}`]);
    expect(result).toMatchObject({ changed: true, items: [{ tags: ['v1'] }, { tags: ['v3'] }] });
    expect(await Array.fromAsync(store.tags())).toEqual(['v2']);
  });

  it('says in a dry run what it would do, with no right to do it', async () => {
    const item = { name: 'one', status: 'deleted', digest: 'lone', tags: ['one'], changed: true };
    expect(await run(() => 'r.test/app:one', { dryRun: true })).toEqual({
      opened: ['r.test/app to write'],
      said: ['group: Would delete from r.test/app', 'info: one (lone): would be deleted'],
      result: { ...about('one'), changed: true, digest: 'lone', reference: 'r.test/app@lone', items: [item] },
      left: all,
    });
  });

  it('tells no single digest of several', async () => {
    const { said, result, left } = await run(() => 'r.test/app:one,v1,v2', {}, new WholeOnly());
    expect(said).toEqual([
      'group: Delete from r.test/app',
      'info: one (lone): deleted',
      'info: v1, v2 (app): deleted',
      registryHint,
    ]);
    expect(result).toMatchObject({ ...about('one', 'v1', 'v2'), changed: true });
    expect(result['digest']).toBeUndefined();
    expect(result['reference']).toBeUndefined();
    expect(left).toEqual([]);
  });

  it('removes a manifest by its digest', async () => {
    const { said, result, left } = await run(({ lone }) => `r.test/app:one@${lone}`);
    expect(said).toEqual(['group: Delete from r.test/app', 'info: one (lone): deleted', layoutHint]);
    expect(result).toMatchObject({ digest: 'lone', items: [{ name: 'one', tags: ['one'] }] });
    expect(left).toEqual(['v1=app', 'v2=app', 'app']);
  });

  it.each<[string, (digests: Record<string, string>) => string, string]>([
    [
      'by a digest that has tags which were not named',
      ({ app }) => `r.test/app@${app}`,
      'CONFLICT: r.test/app@app also has the tags v1, v2, which would go with it',
    ],
    [
      'by one of its tags and its digest',
      ({ app }) => `r.test/app:v2@${app}`,
      'CONFLICT: r.test/app@app also has the tag v1, which would go with it',
    ],
    [
      'by a tag that points elsewhere',
      ({ app }) => `r.test/app:one@${app}`,
      'INTEGRITY: r.test/app:one is lone, but the input reference asks for app',
    ],
    [
      'by a tag that is not there',
      () => 'r.test/app:on',
      'NOT_FOUND: There is no manifest on in memory; the only tags are one, v1, v2',
    ],
    [
      'by a digest that is not there',
      ({ other }) => `r.test/app@${other}`,
      'NOT_FOUND: There is no manifest other in memory',
    ],
    [
      'by tags of which one is not there',
      () => 'r.test/app:one,on',
      'NOT_FOUND: There is no manifest on in memory; the only tags are one, v1, v2',
    ],
  ])('removes nothing %s', async (_, reference, failed) => {
    const told = await run(reference);
    expect(told).toMatchObject({ failed, left: all, result: { changed: false } });
    const topics = { CONFLICT: 'other-tags', INTEGRITY: 'pinned-digest' };
    expect(told.topic).toBe(Object.entries(topics).find(([code]) => failed.startsWith(code))?.[1]);
  });

  it('removes nothing where a tag has another digest than expected', async () => {
    const { failed, topic, left } = await run(
      () => 'r.test/app:v1',
      ({ lone }) => ({ expectDigest: lone as `sha256:${string}` }),
    );
    expect(failed).toBe('INTEGRITY: r.test/app:v1 is app, but expect-digest asks for lone');
    expect(topic).toBe('expect-digest');
    expect(left).toEqual(all);
    const { failed: ended } = await run(
      () => 'r.test/app:one',
      ({ lone }) => ({ expectDigest: lone as `sha256:${string}` }),
    );
    expect(ended).toBeUndefined();
  });

  it('removes nothing by a digest, its tags and another digest that is expected', async () => {
    const { failed, left } = await run(
      ({ lone }) => `r.test/app@${lone}`,
      ({ app }) => ({ expectDigest: app as `sha256:${string}` }),
    );
    expect(failed).toBe('INTEGRITY: r.test/app@lone is lone, but expect-digest asks for app');
    expect(left).toEqual(all);
  });

  it('says of a place that refuses a tag what it said', async () => {
    class Denying extends MemoryStore {
      override async delete(): Promise<void> {
        throw new OciError('DENIED', 'no right');
      }
    }
    const { failed, left } = await run(() => 'r.test/app:v1', {}, new Denying());
    expect(failed).toBe('DENIED: no right');
    expect(left).toEqual(all);
  });

  it('puts back what the place removes with one of several tags', async () => {
    // As old versions of zot do.
    class Greedy extends MemoryStore {
      readonly location = { host: 'r.test', repository: 'app' };
      override async delete(name: string): Promise<void> {
        await super.delete((await this.resolve(name)).digest);
      }
    }
    const { failed, left } = await run(() => 'r.test/app:v1', {}, new Greedy());
    expect(failed).toBeUndefined();
    expect([...left].sort()).toEqual(['app', 'lone', 'one=lone', 'v2=app']);
    const both = await run(() => 'r.test/app:one,v1', { untagOnly: true }, new Greedy());
    expect(both.failed).toBeUndefined();
    expect([...both.left].sort()).toEqual(['app', 'lone']);
  });

  it('names the other tags where the place does not remove one alone', async () => {
    const { failed, result, left } = await run(() => 'r.test/app:v1', {}, new WholeOnly());
    const reason = 'r.test/app:v1 cannot be deleted alone: app also has the tag v2, which would go with it';
    expect(failed).toBe(`CONFLICT: ${reason}`);
    expect(result).toMatchObject({ changed: false, items: [{ name: 'v1', status: 'failed', reason }] });
    expect(left).toEqual(all);
  });

  it('leaves the manifest where a tag that was to go first could not', async () => {
    const { said, failed, left } = await run(() => 'r.test/app:v1,one', {}, new WholeOnly());
    const reason = 'r.test/app:v1 cannot be deleted alone: app also has the tag v2, which would go with it';
    expect(failed).toBe(`CONFLICT: ${reason}`);
    expect(said).toEqual([
      'group: Delete from r.test/app',
      `warning: v1 (app) failed: ${reason}`,
      'info: one (lone): kept, v1 is still there',
    ]);
    expect(left).toEqual(all);
  });

  it('with untag-only, keeps the manifest', async () => {
    const pinned = await run(({ lone }) => `r.test/app:one@${lone}`, { untagOnly: true });
    expect([pinned.failed, pinned.left]).toEqual([undefined, ['v1=app', 'v2=app', 'app', 'lone']]);
    const { said, result, left } = await run(() => 'r.test/app:one', { untagOnly: true });
    expect(said).toEqual(['group: Delete from r.test/app', 'info: one (lone): untagged, the manifest stays']);
    expect(result).toMatchObject({ items: [{ name: 'one', status: 'untagged', reason: 'the manifest stays' }] });
    expect(left).toEqual(['v1=app', 'v2=app', 'app', 'lone']);
  });

  it('with untag-only, keeps the manifest also where tags are not removed alone', async () => {
    const { said, failed, left } = await run(() => 'r.test/app:one', { untagOnly: true }, new WholeOnly());
    expect({ said, failed, left }).toEqual({
      said: ['group: Delete from r.test/app', 'info: one (lone): untagged, the manifest stays'],
      failed: undefined,
      left: ['v1=app', 'v2=app', 'app', 'lone'],
    });
  });

  it('with if-not-found: ignore, says what was not there and does the rest', async () => {
    const { said, result, failed, left } = await run(() => 'r.test/app:none,one', { ifNotFound: 'ignore' });
    expect({ said, failed, left }).toEqual({
      said: [
        'group: Delete from r.test/app',
        'info: none: missing, it does not exist',
        'info: one (lone): deleted',
        layoutHint,
      ],
      failed: undefined,
      left: ['v1=app', 'v2=app', 'app'],
    });
    expect(result).toMatchObject({
      changed: true,
      items: [
        { name: 'one', status: 'deleted' },
        { name: 'none', status: 'missing', reason: 'it does not exist', changed: false },
      ],
    });
  });

  it('with if-not-found: ignore, says of a tag and a digest that neither was there', async () => {
    const { said, result, left } = await run(({ other }) => `r.test/app:none@${other}`, { ifNotFound: 'ignore' });
    expect(said).toEqual([
      'group: Delete from r.test/app',
      'info: none: missing, it does not exist',
      'info: other: missing, it does not exist',
    ]);
    expect(result).toMatchObject({ changed: false });
    expect(left).toEqual(all);
  });

  it.each([
    ['error', 'NOT_FOUND: it has gone', undefined],
    ['ignore', undefined, 'missing'],
  ] as const)('that finds something gone in between, with if-not-found: %s', async (ifNotFound, failed, status) => {
    class Racing extends MemoryStore {
      override async delete(name: string): Promise<void> {
        await super.delete(name);
        throw new OciError('NOT_FOUND', 'it has gone');
      }
    }
    const told = await run(() => 'r.test/app:one', { ifNotFound }, new Racing());
    expect(told.failed).toBe(failed);
    expect(told.result).toMatchObject({ changed: false, items: [{ status: status ?? 'failed' }] });
  });

  it('with if-not-found: ignore, does not say of a tag that was moved meanwhile that it is gone', async () => {
    class Moved extends MemoryStore {
      override async delete(name: string): Promise<void> {
        const { descriptor, bytes } = await this.manifest('v1');
        await this.push(descriptor, openBytes(bytes), { tags: ['one'] });
        await super.delete(name);
        throw new OciError('NOT_FOUND', 'it has gone');
      }
    }
    const told = await run(() => 'r.test/app:one', { ifNotFound: 'ignore' }, new Moved());
    expect(told.failed).toBe('NOT_FOUND: it has gone');
    expect(told.left).toContain('one=app');
  });

  const fails = 'INVALID_INPUT:';
  const verify = '- {github: acme/app, ref: refs/tags/v*}';
  const needsPlaces = `${fails} In mode delete, the input verify needs keep-last of at least 1: it decides which manifests count towards it`;
  it.each<[string, string, Given<'delete'>, string]>([
    [
      'nothing at all',
      'r.test/app',
      {},
      `${fails} The input reference has neither a tag nor a digest: say what to delete, or which tags to keep with keep-last, older-than or filter`,
    ],
    [
      'a tag and a policy',
      'r.test/app:v1',
      { filter: '^1' },
      `${fails} The input filter is for a whole repository, but the input reference names v1`,
    ],
    [
      'a digest whose tags are to go',
      `r.test/app@sha256:${'0'.repeat(64)}`,
      { untagOnly: true },
      `${fails} The input untag-only needs a tag in the input reference: it names a digest alone`,
    ],
    [
      'all of a repository',
      'r.test/app',
      { keepLast: 0 },
      `${fails} The input keep-last is 0, which would delete everything: add filter or older-than`,
    ],
    ['a policy for signatures of a tag', 'r.test/app:v1', { verify }, needsPlaces],
    ['one where nothing is kept', 'r.test/app', { keepLast: 0, filter: '^1', verify }, needsPlaces],
    [
      'a digest to expect of all',
      'r.test/app',
      { keepLast: 1, expectDigest: `sha256:${'0'.repeat(64)}` },
      `${fails} The input expect-digest does not apply to a whole repository: name a tag in the input reference`,
    ],
  ])('refuses %s before it opens anything', async (_, reference, given, failed) => {
    expect(await run(() => reference, given)).toMatchObject({ failed, opened: [], said: [], left: all });
  });

  it('looks through a whole repository for what is to stay', async () => {
    const { said, result, opened, left } = await run(() => 'r.test/app', { filter: '/^one$/' });
    expect(opened).toEqual(['r.test/app to delete']);
    expect(said[0]).toBe('group: Look through r.test/app');
    expect(said).toContain('group: Delete from r.test/app');
    expect(said.at(-1)).toBe(layoutHint);
    expect(result).toMatchObject({ tags: [], changed: true });
    expect(left).toEqual(['v1=app', 'v2=app', 'app']);
  });
});

describe('Mode delete with the API of a package host', () => {
  /** Deletes by the API what the store then lacks too; a registry token with few rights deletes nothing. */
  const packageOf = (store: MemoryStore): Package => {
    let id = 0;
    const versionsOf = async () => {
      const found = new Map<string, PackageVersion>();
      for await (const tag of store.tags()) {
        const { digest } = await store.resolve(tag);
        const { tags } = found.get(digest) ?? { tags: [] };
        id += 1;
        found.set(digest, { id, digest, tags: [...tags, tag], createdAt: new Date(0) });
      }
      return [...found.values()];
    };
    return {
      versions: async function* () {
        yield* await versionsOf();
      },
      tagsOf: async ({ digest }) => (await versionsOf()).find((each) => each.digest === digest)?.tags ?? [],
      delete: ({ digest }) => MemoryStore.prototype.delete.call(store, digest),
    };
  };
  class Refusing extends MemoryStore {
    readonly location = { host: 'r.test', repository: 'app' };
    override async delete(): Promise<void> {
      throw new RegistryError('DENIED', 'no', { status: 403, request: 'DELETE', errors: [] });
    }
  }

  it('asks the registry for no right to delete', async () => {
    const { opened, failed, left } = await run(() => 'r.test/app:one', {}, new Refusing(), packageOf);
    expect({ opened, failed, left }).toEqual({
      opened: ['r.test/app to write'],
      failed: undefined,
      left: ['v1=app', 'v2=app', 'app'],
    });
  });

  it('removes no tag alone', async () => {
    const { failed, left } = await run(() => 'r.test/app:v1', {}, new Refusing(), packageOf);
    expect(failed).toBe(
      'CONFLICT: r.test/app:v1 cannot be deleted alone: app also has the tag v2, which would go with it',
    );
    expect(left).toEqual(all);
  });
});
