import { describe, expect, it } from '@jest/globals';
import { OciError, RegistryError } from '../../../src/errors.ts';
import {
  byDigest,
  deletablePackage,
  deletableStore,
  tagList,
  untag,
  untagAlone,
} from '../../../src/modes/removal/deletable-repository.ts';
import type { Package, PackageVersion } from '../../../src/modes/removal/package.ts';
import { type Digest, isDigest } from '../../../src/oci/digest.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { putGraph } from '../../support/content/named-graph.ts';

const { signal } = new AbortController();
const gone = new OciError('NOT_FOUND', 'it is gone');
const refused = (...codes: string[]) => {
  const errors = codes.map((code) => ({ code, message: '' }));
  return new RegistryError('REGISTRY', codes.join(), { status: 400, request: 'DELETE x', errors });
};

/** A registry that notes what it is asked to delete and to write; its hooks may fail. */
class Registry extends MemoryStore {
  readonly location = { host: 'r.test', repository: 'app' };
  readonly log: string[] = [];
  onDelete: (name: string) => void | Promise<void> = () => {};
  onPush: (tags: readonly string[]) => void = () => {};
  override async delete(name: string): Promise<void> {
    this.log.push(`delete ${name}`);
    await this.onDelete(name);
    return super.delete(name);
  }
  override async push(...[descriptor, open, options]: Parameters<MemoryStore['push']>): Promise<void> {
    const tags = options?.tags ?? [];
    if (tags.length > 0) this.log.push(`push ${descriptor.digest} as ${tags.join()}`);
    this.onPush(tags);
    return super.push(descriptor, open, options);
  }
}

async function fill() {
  const store = new Registry();
  const graph = await putGraph(store, { app: { tags: ['v1', 'v2'] }, lone: { tags: ['one'] }, bare: {} });
  store.log.length = 0;
  const tagsNow = async () => {
    const tags: Record<string, string> = {};
    for await (const tag of store.tags()) tags[tag] = graph.named((await store.resolve(tag)).digest);
    return tags;
  };
  /** What was asked for, with names for digests; a placeholder has none. */
  const told = () => store.log.map((line) => graph.named(line).replaceAll(/sha256:[0-9a-f]{64}/g, 'PLACEHOLDER'));
  const deletable = deletableStore(store, 2, signal);
  return { store, deletable, tagsNow, told, ...graph };
}
const isThere = (store: Registry, name: string) => store.resolve(name).then(Boolean, () => false);
const failure = (work: Promise<unknown>, named: (text: string) => string = (text) => text) =>
  work.then(
    () => undefined,
    ({ code, message, topic }: OciError) => named(`${code}: ${message}${topic ? ` (${topic})` : ''}`),
  );

describe('A deletable of a registry', () => {
  it('tells where tags point, and asks for none that it knows', async () => {
    const { store, deletable, at, named } = await fill();
    const asked: string[] = [];
    const own = store.resolve.bind(store);
    store.resolve = async (name) => {
      asked.push(name);
      if (name === 'v2') throw gone;
      return own(name);
    };
    const known = new Map([['v1', { digest: at('lone').digest }]]);
    const found = [...(await deletable.tags(known))].map(([tag, { digest }]) => `${tag}=${named(digest)}`);
    // What is known stays as it is; what went meanwhile is left out.
    expect(found.sort()).toEqual(['one=lone', 'v1=lone']);
    expect(asked.sort()).toEqual(['one', 'v2']);
  });

  it.each([
    ['ARTIFACT', true],
    ['DENIED', false],
  ] as const)('that cannot tell of a tag, for %s, goes on: %s', async (code, goesOn) => {
    const { store, deletable } = await fill();
    const own = store.resolve.bind(store);
    store.resolve = async (name) => {
      if (name === 'v2') throw new OciError(code, 'no');
      return own(name);
    };
    if (goesOn) expect([...(await deletable.tags()).keys()].sort()).toEqual(['one', 'v1']);
    else expect(await failure(deletable.tags())).toBe('DENIED: no');
    // A layout holds nothing that is foreign: there, it is broken.
    Object.assign(store, { location: undefined });
    expect(await failure(deletableStore(store, 2, signal).tags())).toBe(`${code}: no`);
  });

  it('tells the tags of a manifest, by one list, and by another one which are new', async () => {
    const { store, deletable, at } = await fill();
    let lists = 0;
    const own = store.tags.bind(store);
    store.tags = (within) => {
      lists += 1;
      return own(within);
    };
    expect(await deletable.tagsOf(at('app').digest, new Map())).toEqual(['v1', 'v2']);
    expect(await deletable.tagsOf(at('lone').digest, new Map())).toEqual(['one']);
    expect(await deletable.tagsOf(at('bare').digest, new Map())).toEqual([]);
    expect(lists).toBe(1);
    const known = new Map([['v1', { digest: at('app').digest }]]);
    expect(await deletable.newTagsOf(at('app').digest, known)).toEqual(['v2']);
    expect(lists).toBe(2);
    expect(deletable.uploadedAt(at('app').digest)).toBeUndefined();
  });

  it('has no tags where the registry knows no repository', async () => {
    const { store, deletable, at } = await fill();
    store.tags = async function* () {
      yield await Promise.reject<string>(gone);
    };
    expect(await deletable.tagsOf(at('app').digest, new Map())).toEqual([]);
    expect(await deletable.newTagsOf(at('app').digest, new Map())).toEqual([]);
  });

  it('removes a manifest, and the tags that outlive it', async () => {
    const { store, deletable, at, told, tagsNow } = await fill();
    // As in go-containerregistry: the tags stay, and one of them was moved meanwhile.
    const resolved = new Map([
      ['v1', at('app')],
      ['v2', at('lone')],
    ]);
    store.resolve = async (name) => resolved.get(name) ?? at('app');
    await deletable.remove(at('app').digest, ['v1', 'v2']);
    expect(told()).toEqual(['delete app', 'delete v1']);
    expect(Object.keys(await tagsNow())).toEqual(['one']);
  });

  it.each([
    [
      new OciError('DENIED', 'no right'),
      'DENIED: The manifest app is deleted, but its tag v1 may still be there: no right',
    ],
    [refused('X'), 'REGISTRY: The manifest app is deleted, but its tag v1 may still be there: X'],
    [new TypeError('a mistake'), 'undefined: a mistake'],
  ])(
    'says of a tag that outlived its manifest, and could not be removed, that it may be there',
    async (error, message) => {
      const { store, deletable, at, named } = await fill();
      store.resolve = async () => at('app');
      store.onDelete = (name) => {
        if (name === 'v1') throw error;
      };
      expect(await failure(deletable.remove(at('app').digest, ['v1']), named)).toBe(message);
    },
  );

  it.each([
    [['GOOGLE_MANIFEST_DANGLING_TAG'], ['delete app', 'delete v1', 'delete v2', 'delete app']],
    [
      ['MANIFEST_INVALID', 'GOOGLE_MANIFEST_DANGLING_TAG'],
      ['delete app', 'delete v1', 'delete v2', 'delete app'],
    ],
    [['DENIED'], ['delete app']],
  ])('removes the tags first where the registry says %j', async (codes, asked) => {
    const { store, deletable, at, told } = await fill();
    let isFirst = true;
    store.onDelete = () => {
      if (isFirst) {
        isFirst = false;
        throw refused(...codes);
      }
    };
    const failed = await failure(deletable.remove(at('app').digest, ['v1', 'v2']));
    expect(told()).toEqual(asked);
    expect(failed).toBe(codes.includes('DENIED') ? 'REGISTRY: DENIED' : undefined);
  });
});

describe('A tag is removed alone', () => {
  const unsupported = (name: string) => {
    if (!isDigest(name)) throw new OciError('UNSUPPORTED', 'no single tags');
  };

  it('by the registry, where it can do that', async () => {
    const { deletable, at, told, tagsNow } = await fill();
    await untag(deletable, 'v1', at('app').digest, signal);
    expect(told()).toEqual(['delete v1']);
    expect(await tagsNow()).toEqual({ v2: 'app', one: 'lone' });
  });

  it.each([
    ['a registry', true],
    ['a layout', false],
  ])('and the manifest put back with its other tags, where it went with it: from %s', async (_, isRegistry) => {
    const { store, deletable, at, told, tagsNow } = await fill();
    const content = await store.manifest('v1');
    // As in old versions of zot.
    const taking = { ...deletable, untag: () => MemoryStore.prototype.delete.call(store, at('app').digest) };
    if (!isRegistry) Object.assign(store, { location: undefined });
    await untagAlone(taking, 'v1', content, ['v2']);
    expect(told()).toEqual(isRegistry ? ['push app as v2'] : []);
    expect(await tagsNow()).toEqual({ ...(isRegistry ? { v2: 'app' } : {}), one: 'lone' });
  });

  it('by way of a placeholder, where it cannot', async () => {
    const { store, deletable, at, told, tagsNow } = await fill();
    store.onDelete = unsupported;
    await untag(deletable, 'v1', at('app').digest, signal);
    expect(told()).toEqual(['delete v1', 'delete PLACEHOLDER', 'push PLACEHOLDER as v1', 'delete PLACEHOLDER']);
    expect(await tagsNow()).toEqual({ v2: 'app', one: 'lone' });
    expect(await store.has(at('app'))).toBe(true);
  });

  it('not where the registry refuses it for another reason', async () => {
    const { store, deletable, at, told } = await fill();
    store.onDelete = () => {
      throw new OciError('DENIED', 'no right');
    };
    expect(await failure(untag(deletable, 'v1', at('app').digest, signal))).toBe('DENIED: no right');
    expect(told()).toEqual(['delete v1']);
  });

  it.each(['UNSUPPORTED', 'DENIED'] as const)('nor moved where deletes are refused: %s', async (code) => {
    const { store, deletable, at, told } = await fill();
    store.onDelete = (name) => {
      unsupported(name);
      throw new OciError(code, 'no');
    };
    expect(await failure(untag(deletable, 'v1', at('app').digest, signal))).toBe(`${code}: no`);
    expect(told()).toEqual(['delete v1', 'delete PLACEHOLDER']);
  });

  it('or put back where the placeholder cannot be removed', async () => {
    const { store, deletable, at, told, tagsNow } = await fill();
    store.onDelete = async (name) => {
      unsupported(name);
      if (await isThere(store, name)) throw new OciError('DENIED', 'no right');
    };
    expect(await failure(untag(deletable, 'v1', at('app').digest, signal))).toBe('DENIED: no right');
    expect(told().slice(2)).toEqual(['push PLACEHOLDER as v1', 'delete PLACEHOLDER', 'push app as v1']);
    expect(await tagsNow()).toEqual({ v1: 'app', v2: 'app', one: 'lone' });
  });

  it('or put back also by a step that was cancelled meanwhile', async () => {
    const { store, deletable, at, tagsNow } = await fill();
    const controller = new AbortController();
    const { push } = store;
    store.push = (descriptor, open, options = {}) =>
      options.signal?.aborted ? Promise.reject(options.signal.reason) : push.call(store, descriptor, open, options);
    store.onDelete = async (name) => {
      unsupported(name);
      if (!(await isThere(store, name))) return;
      controller.abort(new OciError('CANCELLED', 'enough'));
      throw controller.signal.reason;
    };
    expect(await failure(untag(deletable, 'v1', at('app').digest, controller.signal))).toBe('CANCELLED: enough');
    expect(await tagsNow()).toEqual({ v1: 'app', v2: 'app', one: 'lone' });
  });

  it('by a placeholder of its own each time, and of what was asked for, wherever the tag is now', async () => {
    const { store, deletable, at, named } = await fill();
    store.onDelete = unsupported;
    await untag(deletable, 'v1', at('app').digest, signal);
    await untag(deletable, 'v2', at('app').digest, signal);
    const [one, two] = store.log.filter((line) => line.startsWith('push'));
    expect(one?.split(' ')[1]).not.toBe(two?.split(' ')[1]);
    // Where the placeholder cannot be removed, the tag is put back to what it was said to be at.
    store.log.length = 0;
    store.onDelete = async (name) => {
      unsupported(name);
      if (await isThere(store, name)) throw new OciError('DENIED', 'no right');
    };
    await failure(untag(deletable, 'one', at('app').digest, signal));
    expect(named(store.log.at(-1) ?? '')).toBe('push app as one');
  });

  it.each([
    ['DENIED', 'DENIED'],
    ['NETWORK', 'REGISTRY'],
  ] as const)('or lost, which is said, where it cannot be put back either: %s', async (code, expected) => {
    const { store, deletable, at, named } = await fill();
    store.onDelete = async (name) => {
      unsupported(name);
      if (!(await isThere(store, name))) return;
      store.onPush = () => {
        throw new OciError('NETWORK', 'cut');
      };
      throw new OciError(code, 'not removed');
    };
    expect(await failure(untag(deletable, 'v1', at('app').digest, signal), named)).toBe(
      `${expected}: not removed; the tag v1 of app is lost, and could not be put back: cut`,
    );
  });
});

describe('A deletable of a package', () => {
  const day = new Date('2026-01-31T00:00:00Z');
  async function open(looks = 1) {
    const filled = await fill();
    const log: string[] = [];
    let lists = 0;
    const versions: PackageVersion[] = [
      { id: 1, digest: filled.at('app').digest, tags: ['v1', 'v2'], createdAt: day },
      { id: 2, digest: filled.at('lone').digest, tags: ['one'], createdAt: day },
    ];
    const pack: Package = {
      async *versions() {
        lists += 1;
        if (lists >= looks) yield* versions;
      },
      async tagsOf({ id }) {
        log.push(`tags of ${id}`);
        return versions.find((each) => each.id === id)?.tags ?? [];
      },
      async delete({ id }) {
        log.push(`delete ${id}`);
      },
    };
    const paused: number[] = [];
    const time = { now: () => 0, pause: async (length: number) => void paused.push(length) };
    return {
      ...filled,
      deletable: deletablePackage(filled.store, pack, signal, time),
      log,
      lists: () => lists,
      paused,
    };
  }

  it('tells tags by the list of the package, and deletes by its API', async () => {
    const { deletable, at, named, log, lists, told } = await open();
    const tags = [...(await deletable.tags())].map(([tag, { digest }]) => `${tag}=${named(digest)}`);
    expect(tags).toEqual(['v1=app', 'v2=app', 'one=lone']);
    expect(await deletable.tagsOf(at('lone').digest, new Map())).toEqual(['one']);
    expect(deletable.uploadedAt(at('app').digest)).toEqual(day);
    await deletable.remove(at('app').digest, ['v1', 'v2']);
    expect([log, told(), lists(), deletable.atOnce]).toEqual([['delete 1'], [], 1, 1]);
  });

  it('looks once more for tags that are new', async () => {
    const { deletable, at, log } = await open();
    const [app, lone] = [at('app').digest, at('lone').digest];
    const before = new Map<string, { digest: Digest }>([
      ['v1', { digest: app }],
      // It was elsewhere, and has come since.
      ['v2', { digest: lone }],
    ]);
    expect(await deletable.newTagsOf(app, before)).toEqual(['v2']);
    expect(log).toEqual(['tags of 1']);
  });

  it('waits a moment for a version that must be there', async () => {
    const { deletable, at, lists } = await open(2);
    expect(await deletable.tagsOf(at('app').digest, new Map())).toEqual(['v1', 'v2']);
    expect(lists()).toBe(2);
  });

  it.each([
    [5, undefined, 4],
    [6, 'NOT_FOUND: The package has no version app (missing-package)', 4],
  ])('that is listed at look %i is found, or is not there: %s', async (looks, failed, pauses) => {
    const { deletable, at, lists, named, paused } = await open(looks);
    expect(await failure(deletable.tagsOf(at('app').digest, new Map()), named)).toBe(failed);
    expect([lists(), paused]).toEqual([5, [500, 1_000, 1_500, 2_000].slice(0, pauses)]);
  });

  it('removes no tag alone', async () => {
    const { deletable } = await open();
    expect(deletable.untag).toBeUndefined();
  });
});

it('Tags are gathered by what they point to, in the order of their names', () => {
  const [one, two] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`] as const;
  const tags = [
    ['b', { digest: one }],
    ['c', { digest: two }],
    ['a', { digest: one }],
  ] as [string, { digest: Digest }][];
  expect([...byDigest(tags)]).toEqual([
    [one, ['a', 'b']],
    [two, ['c']],
  ]);
  expect([tagList(['a']), tagList(['a', 'b'])]).toEqual(['the tag a', 'the tags a, b']);
});
