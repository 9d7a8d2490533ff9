import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { performMode } from '../../../src/action/perform-mode.ts';
import { withCache } from '../../../src/modes/runner/blob-cache.ts';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';
import { makeInputs } from '../../support/action/make-mode.ts';
import { tellAll } from '../../support/action/tell-all.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { makeKeys } from '../../support/trust/keys.ts';

const blob = (text: string) => describeContent('text/plain', Buffer.from(text));
const pathOf = (cache: string, text: string) =>
  join(cache, 'blobs', 'sha256', blob(text).digest.slice('sha256:'.length));

async function fill() {
  const store = new MemoryStore();
  for (const text of ['one', 'two']) await store.push(blob(text), openBytes(Buffer.from(text)));
  const cache = makeFolder();
  const fetch = async (text: string, blobCache: string | undefined = cache) => {
    const { log, said } = collectingLog();
    const { source, hits } = withCache(store, blobCache, log);
    const content = Buffer.concat(await Array.fromAsync(await source.fetch(blob(text)))).toString();
    return { content, hits: [...hits], said };
  };
  return { store, cache, fetch };
}

describe('The cache of the runner', () => {
  it('notes which blobs came from it', async () => {
    const { fetch } = await fill();
    expect(await fetch('one')).toEqual({ content: 'one', hits: [], said: [] });
    expect(await fetch('one')).toEqual({ content: 'one', hits: [blob('one').digest], said: [] });
    expect((await fetch('two')).hits).toEqual([]);
  });

  it('is not there where the inputs do not ask for it', async () => {
    const { store } = await fill();
    const { log } = collectingLog();
    const { source, hits } = withCache(store, undefined, log);
    expect(source).toBe(store);
    expect([...hits]).toEqual([]);
  });

  it('warns when it cannot be used', async () => {
    const { fetch, cache } = await fill();
    writeFileSync(join(cache, 'blobs'), 'a file');
    const { content, said } = await fetch('one');
    expect(content).toBe('one');
    expect(said).toEqual([expect.stringMatching(/^warning: The cache .* is not used: /)]);
  });

  it.each([
    [29, true],
    [31, false],
  ])('keeps a blob that nobody asked for in %i days: %s', async (days, stays) => {
    const { fetch, cache } = await fill();
    await fetch('one');
    const then = new Date(Date.now() - days * 86_400_000);
    utimesSync(pathOf(cache, 'one'), then, then);
    await fetch('two');
    const names = readdirSync(join(cache, 'blobs', 'sha256'));
    expect(names.includes(blob('one').digest.slice('sha256:'.length))).toBe(stays);
  });
});

// A signature is asked for where it counts, and what only proves something is not kept for others.
describe('What verifies takes nothing from the cache of the runner', () => {
  const { privatePem, publicPem } = makeKeys();
  let workspace: string;
  let store: MemoryStore;
  beforeEach(async () => {
    workspace = makeFolder();
    store = new MemoryStore();
    writeFileSync(join(workspace, 'key.pem'), privatePem);
    writeFileSync(join(workspace, 'key.pub'), publicPem);
    writeFileSync(join(workspace, 'a.txt'), 'aaa');
    const inputs = makeInputs('push', 'r.test/app', {
      tags: ['v1'],
      files: ['a.txt'],
      sign: 'key',
      signKey: 'key.pem',
    });
    const run = (places: Record<string, MemoryStore>) =>
      tellAll(places, ({ mode, around }) => performMode('push', inputs, mode, around), { workspace });
    expect((await run({ 'r.test/app': store })).failed).toBeUndefined();
  });

  it.each(['pull', 'copy'] as const)('nor puts anything there: a %s', async (name) => {
    const cache = makeFolder();
    mkdirSync(join(cache, 'blobs', 'sha256'), { recursive: true });
    const verify = '- key: key.pub';
    const told = await tellAll(
      { 'r.test/app': store, 't.test/app': new MemoryStore() },
      ({ mode, around }) =>
        name === 'pull'
          ? performMode('pull', makeInputs('pull', 'r.test/app:v1', { path: 'out', verify }), mode, {
              ...around,
              blobCache: cache,
            })
          : performMode(
              'copy',
              makeInputs('copy', 'r.test/app:v1', { to: ['t.test/app'], verify, referrers: false }),
              mode,
              {
                ...around,
                blobCache: cache,
              },
            ),
      { workspace },
    );
    expect(told.failed).toBeUndefined();
    // The file, and for a copy the config.
    const texts = name === 'pull' ? ['aaa'] : ['aaa', '{}'];
    expect(readdirSync(join(cache, 'blobs', 'sha256')).sort()).toEqual(
      texts.map((text) => digestOf(Buffer.from(text)).slice('sha256:'.length)).sort(),
    );
  });
});
