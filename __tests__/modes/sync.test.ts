import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../src/errors.ts';
import { sync } from '../../src/modes/sync.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { putGraph } from '../support/content/named-graph.ts';

/** Two places to sync from, `one` with a signature, and those that they go to, of which `one` has an old v2. */
async function fill() {
  const [one, two] = [new MemoryStore(), new MemoryStore()];
  const first = await putGraph(one, {
    app: { tags: ['v1', 'stable'] },
    newer: { tags: ['v2'] },
    signature: { of: 'app' },
  });
  const second = await putGraph(two, { other: { tags: ['v1'] } });
  const targets = { 't.test/m/one': new MemoryStore(), 't.test/m/two': new MemoryStore() };
  const third = await putGraph(targets['t.test/m/one'], { old: { tags: ['v2'] } });
  const named = (text: string) => third.named(second.named(first.named(text)));
  const workspace = makeFolder();
  const run = (yaml: string, given: Given<'sync'> = {}) => {
    writeFileSync(join(workspace, 'sync.yml'), yaml);
    return tellAll(
      { 's.test/one': one, 's.test/two': two, ...targets },
      ({ mode }) =>
        sync({ ...makeInputs('sync', 'r.test/x', { syncFile: 'sync.yml', to: ['t.test/m'], ...given }) }, mode, {
          environment: {},
        }),
      { named, workspace },
    );
  };
  const tagsOf = async (name: keyof typeof targets) => {
    const tags: Record<string, string> = {};
    const all = await Array.fromAsync(targets[name].tags()).catch(() => []);
    for (const tag of all) tags[tag] = named((await targets[name].resolve(tag)).digest);
    return tags;
  };
  return { run, tagsOf, one, two, targets, workspace, first };
}

const yaml = 's.test:\n  images:\n    one: [v1, stable, v2]\n    two: [v1]\n';

describe('Mode sync', () => {
  it('copies what is new or has moved, and says so', async () => {
    const { run, tagsOf } = await fill();
    // One after the other: which of two copies at a time sends the config that both need is a matter of luck.
    const { said, result, failed } = await run(yaml, { concurrency: 1 });
    expect(failed).toBeUndefined();
    expect(said.filter((line) => !line.includes('Copied '))).toEqual([
      'info: To copy: 4 of 4',
      'info: t.test/m/one:v2: old → newer',
    ]);
    expect(said.filter((line) => line.includes('Copied ')).sort()).toEqual([
      // The layers are the names; of the first, with its signature, and the config is `{}`.
      'info: Copied t.test/m/one:v1, t.test/m/one:stable: app, 14 B, with 1 attached to it',
      'info: Copied t.test/m/one:v2: newer, 5 B',
      'info: Copied t.test/m/two:v1: other, 7 B',
    ]);
    expect(result).toMatchObject({
      ...{ changed: true, transferred: 14 + 5 + 7 },
      items: [
        { name: 't.test/m/one:v1', status: 'new', digest: 'app', source: 's.test/one:v1' },
        { name: 't.test/m/one:stable', status: 'new', digest: 'app' },
        { name: 't.test/m/one:v2', status: 'moved', digest: 'newer', previous: { v2: 'old' } },
        { name: 't.test/m/two:v1', status: 'new', digest: 'other' },
      ],
    });
    expect(await tagsOf('t.test/m/one')).toEqual({ v1: 'app', stable: 'app', v2: 'newer' });
    expect(await tagsOf('t.test/m/two')).toEqual({ v1: 'other' });
  });

  it('says in a dry run what it would do, and does nothing', async () => {
    const { run, tagsOf } = await fill();
    const { said, result } = await run(yaml, { dryRun: true });
    expect(said).toEqual(['info: Would copy: 4 of 4', 'info: Would move t.test/m/one:v2: old → newer']);
    expect(result).toMatchObject({ changed: true, transferred: 0, reused: 0 });
    expect((result['items'] as { status: string }[]).map(({ status }) => status)).toEqual([
      'new',
      'new',
      'moved',
      'new',
    ]);
    expect(await tagsOf('t.test/m/one')).toEqual({ v2: 'old' });
  });

  it('does nothing the second time', async () => {
    const { run } = await fill();
    await run(yaml);
    const { said, result } = await run(yaml);
    expect(said).toEqual(['info: To copy: 0 of 4']);
    expect(result).toMatchObject({ changed: false, transferred: 0, reused: 0 });
    expect((result['items'] as { status: string }[]).map(({ status }) => status)).toEqual(
      new Array(4).fill('unchanged'),
    );
  });

  it('keeps tags that point elsewhere, with if-exists: skip', async () => {
    const { run, tagsOf } = await fill();
    const { said, result } = await run(yaml, { ifExists: 'skip' });
    expect(said[0]).toBe('info: To copy: 3 of 4');
    expect(result).toMatchObject({ items: [{}, {}, { name: 't.test/m/one:v2', status: 'kept' }, {}] });
    expect((await tagsOf('t.test/m/one'))['v2']).toBe('old');
  });

  it('fails before it copies anything where tags point elsewhere, with if-exists: error', async () => {
    const { run, tagsOf } = await fill();
    const { failed, result } = await run(yaml, { ifExists: 'error' });
    expect(failed).toMatch(/^CONFLICT: t\.test\/m\/one:v2 /);
    expect(result).toMatchObject({ changed: false });
    expect(await tagsOf('t.test/m/two')).toEqual({});
  });

  it('leaves behind what is attached where it is not wanted', async () => {
    const { run, targets, first } = await fill();
    const { said } = await run(yaml, { referrers: false });
    expect(said.join()).not.toContain('attached');
    expect(await targets['t.test/m/one'].has(first.at('signature'))).toBe(false);
  });

  it.each([
    [false, {}],
    [true, { v1: 'other' }],
  ])('with keep-going %s, after a repository that fails', async (keepGoing, there) => {
    const { run, tagsOf, one } = await fill();
    one.manifest = async () => {
      throw new OciError('DENIED', 'no right');
    };
    one.resolve = one.manifest as never;
    const { said, result, failed } = await run(yaml, { keepGoing });
    expect(await tagsOf('t.test/m/two')).toEqual(there);
    expect(failed).toBe(keepGoing ? 'DENIED: 3 of 4 failed; the first: no right' : 'DENIED: no right');
    // All that was asked for, whether it was reached or not: of a repository that was not looked at, the names of the file.
    expect(result['planned']).toBe(4);
    if (!keepGoing) return;
    expect(said.filter((line) => line.startsWith('warning'))).toEqual([
      'warning: s.test/one:v1 failed: no right',
      'warning: s.test/one:stable failed: no right',
      'warning: s.test/one:v2 failed: no right',
    ]);
    expect(said).toContain('info: To copy: 1 of 4');
    expect(result).toMatchObject({
      changed: true,
      items: [
        { status: 'failed', reason: 'no right', position: { file: 'sync.yml', line: 3 } },
        { status: 'failed' },
        { status: 'failed' },
        { name: 't.test/m/two:v1', status: 'new' },
      ],
    });
  });

  it('says where the file asks for what fails: in the line of the tag, or of the repository', async () => {
    const { run, one, two } = await fill();
    const fail = async () => {
      throw new OciError('DENIED', 'no right');
    };
    one.resolve = fail;
    // biome-ignore lint/correctness/useYield: it fails before there is a tag
    two.tags = async function* () {
      await fail();
    };
    const lists = 's.test:\n  images:\n    one:\n      - v1\n      - v2\n    two: []\n';
    const { result } = await run(lists, { keepGoing: true });
    expect(result).toMatchObject({
      items: [
        { source: 's.test/one:v1', position: { file: 'sync.yml', line: 4 } },
        { source: 's.test/one:v2', position: { file: 'sync.yml', line: 5 } },
        { source: 's.test/two', status: 'failed', position: { file: 'sync.yml', line: 6 } },
      ],
    });
  });

  it.each([
    ['missing.yml', undefined, 'The sync-file "missing.yml" cannot be read: ENOENT'],
    ['sync.yml', Buffer.from([0xff, 0xfe]), 'The sync-file "sync.yml" is not UTF-8'],
    ['sync.yml', Buffer.alloc(1024 * 1024 + 1, ' '), 'The sync-file "sync.yml" is larger than 1 MiB'],
  ])('refuses the file %s', async (syncFile, bytes, message) => {
    const { workspace } = await fill();
    if (bytes) writeFileSync(join(workspace, syncFile), bytes);
    const told = await tellAll(
      {},
      ({ mode }) => sync(makeInputs('sync', 'r.test/x', { syncFile, to: ['t.test/m'] }), mode, { environment: {} }),
      { workspace },
    );
    expect(told).toMatchObject({ failed: `INVALID_INPUT: ${message}`, opened: [], said: [] });
  });
});
