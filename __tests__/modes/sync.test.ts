import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { performMode } from '../../src/action/perform-mode.ts';
import { OciError } from '../../src/errors.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { putGraph } from '../support/content/named-graph.ts';
import { putArtifact } from '../support/content/shelf.ts';

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
      { 's.test/one': one, 's.test/two': two, 's.test/team/one': two, ...targets },
      ({ mode, around }) => {
        const inputs = makeInputs('sync', 'r.test/x', { syncFile: 'sync.yml', to: ['t.test/m'], ...given });
        return performMode('sync', inputs, mode, around);
      },
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
    const { opened, said, result, failed } = await run(yaml, { concurrency: 1 });
    expect(failed).toBeUndefined();
    expect(opened).toContain('t.test/m/one to write, from s.test/one');
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

  it('tells of each tag that points elsewhere what it is and should be, with if-exists: error and keep-going', async () => {
    const { run, tagsOf } = await fill();
    const { result, failed } = await run(yaml, { ifExists: 'error', keepGoing: true });
    expect(failed).toMatch(/^CONFLICT: t\.test\/m\/one:v2 /);
    expect(result).toMatchObject({
      items: [{}, {}, { status: 'failed', digest: 'newer', reason: expect.stringContaining('old') }, { status: 'new' }],
    });
    expect((await tagsOf('t.test/m/one'))['v2']).toBe('old');
  });

  it('copies nothing where two repositories would write one tag', async () => {
    const { run, tagsOf } = await fill();
    const { failed } = await run('s.test:\n  images:\n    one: [v1]\n    team/one: [v1]\n');
    expect(failed).toMatch(/^INVALID_INPUT: sync\.yml:\d: t\.test\/m\/one:v1 would be written from /);
    expect(await tagsOf('t.test/m/one')).toEqual({ v2: 'old' });
  });

  it('copies one digest from two repositories', async () => {
    const { run, one, two } = await fill();
    const { digest } = (await putGraph(one, { same: {} })).at('same');
    await putGraph(two, { same: {} });
    const { result, failed } = await run(`s.test:\n  images:\n    one: ["${digest}"]\n    team/one: ["${digest}"]\n`);
    expect(failed).toBeUndefined();
    expect(result['items']).toHaveLength(2);
  });

  it('says which subject stays behind', async () => {
    const { run, first } = await fill();
    const lists = `s.test:\n  images:\n    one: ["${first.at('signature').digest}"]\n`;
    expect((await run(lists, { referrers: false })).said).toContain(
      'notice: app, the subject of signature, stays behind: to take it along, set referrers: true.',
    );
  });

  it('leaves behind what is attached where it is not wanted', async () => {
    const { run, targets, first } = await fill();
    const { said } = await run(yaml, { referrers: false });
    expect(said.join()).not.toContain('attached');
    expect(await targets['t.test/m/one'].has(first.at('signature'))).toBe(false);
  });

  it('copies what is named by its digest, and gives it no tag', async () => {
    const { run, tagsOf, targets, first } = await fill();
    const { result } = await run(`s.test:\n  images:\n    one: ["${first.at('newer').digest}"]\n`);
    expect(result).toMatchObject({ items: [{ name: 't.test/m/one@newer', status: 'new', digest: 'newer' }] });
    expect(await targets['t.test/m/one'].has(first.at('newer'))).toBe(true);
    expect(await tagsOf('t.test/m/one')).toEqual({ v2: 'old' });
  });

  it('tells the digest that the target gives to a tag, and that of the source for what is named by it', async () => {
    const { run, targets, first } = await fill();
    const other = `sha512:${'0'.repeat(128)}` as const;
    const target = targets['t.test/m/one'];
    const { push } = target;
    // As a registry that names all manifests by its own algorithm.
    target.push = (descriptor, open, options = {}) =>
      push.call(target, descriptor, open, { ...options, onTagged: (tag) => options.onTagged?.(tag, other) });
    const { said, result } = await run(`s.test:\n  images:\n    one: [v2, "${first.at('newer').digest}"]\n`);
    expect(said).toContain(`info: t.test/m/one:v2: old → ${other}`);
    expect(result).toMatchObject({
      items: [
        { name: 't.test/m/one:v2', digest: other },
        { name: 't.test/m/one@newer', digest: 'newer' },
      ],
    });
  });

  it.each([
    [undefined, 'mine'],
    ['overwrite', 'theirs'],
  ] as const)('of what was there, with if-exists: %s, the signatures stay or not: %s', async (ifExists, expected) => {
    const { run, one, targets } = await fill();
    const target = targets['t.test/m/one'];
    const graph = await putGraph(one, { app: {}, theirs: { tags: ['#app.sig'] } });
    await putGraph(target, { app: { tags: ['v1'] } });
    const mine = await putGraph(target, { app: {}, mine: { tags: ['#app.sig'] } });
    await run('s.test:\n  images:\n    one: [stable]\n', ifExists === undefined ? {} : { ifExists });
    const { digest } = await target.resolve(`${graph.at('app').digest.replace(':', '-')}.sig`);
    expect(mine.named(graph.named(digest))).toBe(expected);
  });

  it('has as many transfers at a time for many repositories as for one', async () => {
    const { run, one, two } = await fill();
    let [now, most] = [0, 0];
    for (const [at, store] of [one, two].entries()) {
      const names = [...'abcdefgh'].map((name) => [name, `${at}${name}`]);
      await putArtifact(store, Object.fromEntries(names), ['many']);
      const { fetch } = store;
      store.fetch = async (descriptor, signal) => {
        if (descriptor.mediaType !== 'text/plain') return fetch.call(store, descriptor, signal);
        now += 1;
        most = Math.max(most, now);
        for (let turn = 0; turn < 20; turn += 1) await setImmediate();
        now -= 1;
        return fetch.call(store, descriptor, signal);
      };
    }
    const lists = 's.test:\n  images:\n    one: [many]\n    two: [many]\n';
    const { result, failed } = await run(lists, { concurrency: 2, referrers: false });
    expect(failed).toBeUndefined();
    // Four small ones in the place of a large one.
    expect(most).toBe(2 * 4);
    expect(result).toMatchObject({ changed: true });
  });

  it('adds up what was there already', async () => {
    const { run, one, targets } = await fill();
    await putArtifact(one, { a: 'aaaa', b: 'bb' }, ['n2']);
    await putArtifact(one, { a: 'aaaa', c: 'c' }, ['n3']);
    await putArtifact(targets['t.test/m/one'], { a: 'aaaa' }, []);
    const { result } = await run('s.test:\n  images:\n    one: [n2, n3]\n', { concurrency: 1 });
    // Of the second copy, nobody asks for what the first one brought.
    expect(result).toMatchObject({ transferred: 2 + 1, reused: 6 });
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
    const { said, result, failure } = await run(yaml, { keepGoing });
    expect(await tagsOf('t.test/m/two')).toEqual(there);
    expect(failure).toEqual({ code: 'DENIED' });
    // What is given up because of another failure has none of its own.
    const rest = keepGoing ? ['failed', 'failed', 'new'] : ['not reached', 'not reached', 'not reached'];
    const position = { file: 'sync.yml', line: 3 };
    expect(result).toMatchObject({
      changed: keepGoing,
      items: [
        { status: 'failed', reason: 'no right', side: 'source', position },
        ...rest.map((status) => ({ status })),
      ],
    });
    const warnings = said.filter((line) => line.startsWith('warning') && line.endsWith('[sync.yml:3]'));
    expect(warnings).toHaveLength(keepGoing ? 3 : 0);
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
    ['missing.yml', undefined, 'The file "missing.yml" of the input sync-file does not exist'],
    ['sync.yml', Buffer.from([0xff, 0xfe]), 'The file "sync.yml" of the input sync-file is not UTF-8'],
    ['sync.yml', Buffer.alloc(1024 * 1024 + 1, ' '), 'The file "sync.yml" of the input sync-file is larger than 1 MiB'],
  ])('refuses the file %s', async (syncFile, bytes, message) => {
    const { workspace } = await fill();
    if (bytes) writeFileSync(join(workspace, syncFile), bytes);
    const told = await tellAll(
      {},
      ({ mode, around }) =>
        performMode('sync', makeInputs('sync', 'r.test/x', { syncFile, to: ['t.test/m'] }), mode, around),
      { workspace },
    );
    expect(told).toMatchObject({ failed: `INVALID_INPUT: ${message}`, opened: [], said: [] });
  });
});

it('Mode sync reads no more of what is attached than fits into memory', async () => {
  const { run, one } = await fill();
  let listed = 0;
  one.referrers = async function* (subject) {
    for (; listed < 100; listed += 1) yield { ...subject, annotations: { a: 'x'.repeat(1024 * 1024) } };
  };
  const { failed } = await run(yaml, { referrers: true, concurrency: 1 });
  expect(failed).toMatch(/^TOO_LARGE: /);
  expect(listed).toBeLessThan(25);
});
