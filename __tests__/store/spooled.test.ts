import { readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { spooled } from '../../src/store/spooled.ts';
import type { Source } from '../../src/store/store.ts';
import { readAll } from '../../src/store/verified.ts';
import { stage } from '../support/staged.ts';
import { makeWorkspace } from '../support/workspace.ts';

const staged = stage({ a: 'first content' });
const [a] = staged.layers as [Descriptor];

describe('a source for several targets', () => {
  let folder: string;
  let fetched: number;
  let source: Source;
  beforeEach(async () => {
    folder = await makeWorkspace();
    fetched = 0;
    const counting: Source = {
      resolve: (name) => staged.store.resolve(name),
      manifest: (name) => staged.store.manifest(name),
      tags: () => staged.store.tags(),
      referrers: (subject) => staged.store.referrers(subject),
      fetch: async (descriptor, signal) => {
        fetched += 1;
        return staged.store.fetch(descriptor, signal);
      },
    };
    source = spooled(counting, folder, new AbortController().signal);
  });
  const read = async () => (await readAll(await source.fetch(a), 'content')).toString();

  it('fetches a blob once, whoever wants it, and keeps it in a file', async () => {
    expect(await Promise.all([read(), read()])).toEqual(['first content', 'first content']);
    expect(await read()).toBe('first content');
    expect({ fetched, files: await readdir(folder) }).toEqual({ fetched: 1, files: [a.digest.replace(':', '-')] });
  });

  it.each<[string, (path: string) => Promise<void>]>([
    ['changed', (path) => writeFile(path, 'other content')],
    ['cut', (path) => truncate(path, 5)],
    ['made longer', (path) => writeFile(path, 'first content and more')],
  ])('passes nothing on to its end that somebody has %s meanwhile', async (_, change) => {
    await read();
    await change(join(folder, a.digest.replace(':', '-')));
    await expect(read()).rejects.toMatchObject({ code: 'INTEGRITY' });
  });
});
