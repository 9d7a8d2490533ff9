import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import type { Source } from '../../../src/store/store.ts';
import { readAll } from '../../../src/store/verified.ts';
import { spooled } from '../../../src/store/wrapped/spooled.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { stage } from '../../support/content/staged.ts';

const artifact = stage({ 'a.txt': 'first' });
const [blob] = artifact.layers as [Descriptor];
const path = () => join(folder, blob.digest.replace(':', '-'));

let folder: string;
let fetched: number;
let failures: number;
let release: () => void;
let source: Source;
let controller: AbortController;
beforeEach(() => {
  folder = makeFolder();
  [fetched, failures] = [0, 0];
  controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  release = resolve;
  const fetch: Source['fetch'] = async (descriptor, signal) => {
    fetched += 1;
    await promise;
    signal?.throwIfAborted();
    failures -= 1;
    if (failures >= 0) throw new OciError('NETWORK', 'broken');
    return artifact.store.fetch(descriptor, signal);
  };
  source = spooled(Object.assign(Object.create(artifact.store), { fetch }) as Source, folder, controller.signal);
});
const read = async (signal?: AbortSignal) => `${await readAll(await source.fetch(blob, signal), 'it')}`;

it('fetches once what two targets ask for at a time, and gives it its name when it is whole', async () => {
  const both = Promise.all([read(), read()]);
  // The temporary file is made before the source is asked.
  while (fetched === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.part$/)]);
  release();
  expect(await both).toEqual(['first', 'first']);
  expect(fetched).toBe(1);
  expect(await read()).toBe('first');
  expect(fetched).toBe(1);
});

it('goes on for one target when the other, which came first, is given up', async () => {
  const own = new AbortController();
  const first = read(own.signal);
  const second = read();
  while (fetched === 0) await new Promise((resolve) => setImmediate(resolve));
  own.abort(new Error('given up'));
  release();
  await Promise.allSettled([first]);
  expect(await second).toBe('first');
  expect(fetched).toBe(1);
});

it('ends for all when the step is aborted, and leaves nothing', async () => {
  const both = Promise.allSettled([read(), read()]);
  while (fetched === 0) await new Promise((resolve) => setImmediate(resolve));
  const reason = new Error('stopped');
  controller.abort(reason);
  release();
  expect(await both).toEqual([1, 2].map(() => ({ status: 'rejected', reason })));
  expect(readdirSync(folder)).toEqual([]);
});

it('asks again after a failure, which both hear of', async () => {
  failures = 1;
  release();
  const both = await Promise.allSettled([read(), read()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await read()).toBe('first');
  expect(fetched).toBe(2);
});

it('finds that its file was changed after it was written', async () => {
  release();
  await read();
  writeFileSync(path(), 'worse');
  await expect(read()).rejects.toMatchObject({ code: 'INTEGRITY' });
});

it('asks for a manifest each time, and keeps none', async () => {
  release();
  for (let time = 0; time < 2; time += 1) await readAll(await source.fetch(artifact.root), 'it');
  expect([fetched, readdirSync(folder)]).toEqual([2, []]);
});
