import { existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OpenContent } from '../../../src/chunks.ts';
import { withLock } from '../../../src/disk/directory-lock.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import type {} from '../../../src/store/store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { collect } from '../../support/content/collect.ts';
import { signalLookedAt } from '../../support/content/looked-at.ts';
import { putGraph } from '../../support/content/named-graph.ts';

let layout: string;
let store: LayoutStore;
let one: Descriptor;
let two: Descriptor;
/** The bytes of `two`, which is not in the layout before a test pushes it. */
let bytes: Buffer;
beforeEach(async () => {
  layout = join(makeFolder(), 'layout');
  store = new LayoutStore(layout);
  const { at } = await putGraph(store, { one: { tags: ['v1'] }, two: {} });
  [one, two] = [at('one'), at('two')];
  ({ bytes } = await store.manifest(two.digest));
  await store.delete(two.digest);
});

const pathOf = ({ digest }: Descriptor) => join(layout, 'blobs', ...digest.split(':'));
const indexText = () => readFileSync(join(layout, 'index.json'), 'utf8');
const isListed = ({ digest }: Descriptor) => indexText().includes(digest);
const lock = () => join(layout, 'index.json.lock');
const held = expect.objectContaining({ message: expect.stringContaining('was held by other processes') });
const names = () => readdirSync(layout).sort();
/** Takes the lock if it is free, and waits for nobody. */
const tryLock = () => withLock(lock(), undefined, async () => 'taken', -1);

/** Content during which something is looked at, or done, before the first byte and before the end. */
function opening(content: Buffer, meanwhile: () => unknown): OpenContent {
  return async () =>
    (async function* () {
      await meanwhile();
      yield content;
      await meanwhile();
    })();
}

describe('A manifest that is pushed', () => {
  it('is listed only when it is there, gets its name only at the end, and all the while the lock is held', async () => {
    let looks = 0;
    const open = opening(bytes, async () => {
      looks += 1;
      expect(isListed(two)).toBe(false);
      expect(existsSync(pathOf(two))).toBe(false);
      expect(await store.has(two)).toBe(false);
      await expect(tryLock()).rejects.toEqual(held);
    });
    await store.push(two, open, { tags: ['v2'] });
    expect(looks).toBe(2);
    expect([isListed(two), existsSync(pathOf(two))]).toEqual([true, true]);
    expect(await tryLock()).toBe('taken');
  });

  it.each(['broken', 'other bytes'])(
    'is not listed, and the lock is free again, when its content is %s',
    async (what) => {
      const before = indexText();
      const open = opening(what === 'broken' ? bytes : Buffer.alloc(bytes.byteLength, '!'), () => {
        if (what === 'broken') throw new Error('broken');
      });
      await expect(store.push(two, open, { tags: ['v1', 'v2'] })).rejects.toThrow();
      expect(indexText()).toBe(before);
      expect(existsSync(pathOf(two))).toBe(false);
      expect(names()).toEqual(['blobs', 'index.json', 'oci-layout']);
    },
  );

  it('tells of its tags when they are in index.json, and the lock is free', async () => {
    const told: string[] = [];
    const onTagged = (tag: string) => {
      told.push(tag);
      expect(indexText()).toContain(`"${tag}"`);
      expect(existsSync(lock())).toBe(false);
    };
    await store.push(two, openBytes(bytes), { tags: ['v2', 'v3'], onTagged });
    expect(told).toEqual(['v2', 'v3']);
  });

  it('moves no tag when it is aborted after its content was read', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped');
    let chunks = 0;
    const open = opening(bytes, () => {
      chunks += 1;
      if (chunks === 2) controller.abort(reason);
    });
    const before = indexText();
    await expect(store.push(two, open, { tags: ['v1'], signal: controller.signal })).rejects.toBe(reason);
    expect(indexText()).toBe(before);
    expect(names()).toEqual(['blobs', 'index.json', 'oci-layout']);
    expect(await store.resolve('v1')).toEqual(expect.objectContaining({ digest: one.digest }));
  });

  it('is added to what another process lists while the lock is waited for', async () => {
    const other = JSON.stringify({ ...JSON.parse(indexText()), by: 'another process' });
    writeFileSync(lock(), '');
    // The third look is the first after the lock was found: the others come before there is anything to wait for.
    let looks = 0;
    const signal = signalLookedAt((look) => {
      looks = look;
      if (look < 3 || !existsSync(lock())) return;
      writeFileSync(join(layout, 'index.json'), other);
      rmSync(lock());
    });
    await store.push(two, openBytes(bytes), { tags: ['v2'], signal });
    expect(looks).toBeGreaterThan(3);
    expect(JSON.parse(indexText())).toMatchObject({ by: 'another process' });
    expect((await collect(store.tags())).sort()).toEqual(['v1', 'v2']);
  });

  it('waits for another one of this process, though it is under another name of the directory', async () => {
    symlinkSync(layout, `${layout}-alias`);
    const other = new LayoutStore(`${layout}-alias`);
    const { descriptor, bytes: own } = await store.manifest('v1');
    let isDone = false;
    let waiting: Promise<void> = Promise.resolve();
    const open = opening(bytes, async () => {
      if (isDone) return;
      isDone = true;
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting = other.push(descriptor, openBytes(own), {
        tags: ['more'],
        signal: signalLookedAt((look) => look === 3 && resolve()),
      });
      // Now it has found the lock, and waits.
      await promise;
    });
    await store.push(two, open, { tags: ['v2'] });
    await waiting;
    expect((await collect(store.tags())).sort()).toEqual(['more', 'v1', 'v2']);
  });
});

describe('A manifest that is deleted', () => {
  /** Deletes `two` while `meanwhile` is done between the look at what stays and the change. */
  async function deleteTwo(meanwhile: (controller: AbortController) => void): Promise<void> {
    await store.push(two, openBytes(bytes), { tags: ['v2'] });
    const controller = new AbortController();
    class Hooked extends LayoutStore {
      override async fetch(descriptor: Descriptor) {
        const content = await super.fetch(descriptor);
        if (descriptor.digest === one.digest) meanwhile(controller);
        return content;
      }
    }
    await new Hooked(layout).delete(two.digest, controller.signal);
  }

  it('goes from index.json before its file goes: when index.json cannot be written, the file stays', async () => {
    const reason = new Error('stopped');
    await expect(deleteTwo((controller) => controller.abort(reason))).rejects.toBe(reason);
    expect([isListed(two), existsSync(pathOf(two))]).toEqual([true, true]);
    expect((await store.manifest('v2')).bytes).toEqual(bytes);
    expect(names()).toEqual(['blobs', 'index.json', 'oci-layout']);
  });

  it('is neither listed nor there when its file can go, and the lock is held until then', async () => {
    await deleteTwo(() => expect(existsSync(lock())).toBe(true));
    expect([isListed(two), existsSync(pathOf(two)), existsSync(lock())]).toEqual([false, false, false]);
  });

  it('is not listed any more when its file cannot go', async () => {
    const folder = `${pathOf(two)}.folder`;
    await mkdir(folder);
    const swapped = deleteTwo(() => {
      rmSync(pathOf(two));
      renameSync(folder, pathOf(two));
    });
    await expect(swapped).rejects.toMatchObject({ code: 'ERR_FS_EISDIR' });
    expect(isListed(two)).toBe(false);
    expect(existsSync(lock())).toBe(false);
  });
});

it('finds a link that takes the place of a folder which was not there at the first look', async () => {
  const path = join(makeFolder(), 'new');
  const outside = makeFolder();
  const late = new LayoutStore(path);
  expect(await late.has(one)).toBe(false);
  await mkdir(path);
  symlinkSync(outside, join(path, 'blobs'));
  const message = expect.stringContaining('has a folder blobs that is a symbolic link');
  await expect(late.push(two, openBytes(bytes))).rejects.toMatchObject({ code: 'ARTIFACT', message });
  expect(readdirSync(outside)).toEqual([]);
});
