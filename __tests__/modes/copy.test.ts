import { describe, expect, it } from '@jest/globals';
import { performMode } from '../../src/action/perform-mode.ts';
import { OciError } from '../../src/errors.ts';
import { type Descriptor, describe as describeContent, emptyJson } from '../../src/oci/descriptor.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { noticed } from '../support/action/collecting-log.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { told } from '../support/action/told.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { putGraph } from '../support/content/named-graph.ts';
import { onManifest } from '../support/content/on-manifest.ts';
import { putArtifact, putIndex } from '../support/content/shelf.ts';

const image = 'application/vnd.oci.image.manifest.v1+json';
const empty = 'application/vnd.oci.empty.v1+json';
/** Blobs of one artifact: its name is its layer, and the config is `{}`. */
const sizeOf = (name: string) => name.length + 2;

/** A place to copy from with `app` (v1, stable) and a signature of it, and places to copy to, which have `old`. */
async function fill() {
  const source = new MemoryStore();
  const graph = await putGraph(source, {
    app: { tags: ['v1', 'stable'] },
    signature: { of: 'app' },
    index: { parts: ['app'], tags: ['all'] },
    child: { of: 'index' },
    gone: { parts: ['nowhere'], tags: ['broken'] },
  });
  const targets = {
    't.test/one': new MemoryStore(),
    't.test/one-more': new MemoryStore(),
    't.test/two': new MemoryStore(),
  };
  const named = (text: string) =>
    graph
      .named(text)
      .replaceAll(graph.at('app').layer?.digest ?? '', 'layer of app')
      .replaceAll(graph.at('signature').layer?.digest ?? '', 'layer of signature')
      .replaceAll('sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', 'config');
  for (const store of Object.values(targets)) await putGraph(store, { old: { tags: ['old'] } });
  const cache = makeFolder();
  const old = (await targets['t.test/one'].resolve('old')).digest;
  const run = (to: string[], given: Given<'copy'> = {}, reference = 's.test/app:v1') =>
    tellAll(
      { 's.test/app': source, ...targets },
      ({ mode, around }) =>
        performMode('copy', makeInputs('copy', reference, { ...given, to }), mode, {
          ...around,
          blobCache: given.cache ? cache : undefined,
        }),
      { named: (text) => named(text).replaceAll(old, 'old') },
    );
  const tagsOf = async (name: keyof typeof targets) => {
    const found: Record<string, string> = {};
    for await (const tag of targets[name].tags()) {
      found[tag] = named((await targets[name].resolve(tag)).digest).replace(old, 'old');
    }
    return found;
  };
  return { graph, source, targets, run, tagsOf };
}

const found = { exists: true, source: 's.test/app:v1@app' };
const about = { ...found, mediaType: image, artifactType: empty, size: sizeOf('app') };
/** A line about a layer, by the first digits of its digest. */
const sent = (size: string, place = '') => expect.stringMatching(`^info: ${place}Sent: sha256:[0-9a-f]{12}  ${size}$`);
const related = [{ digest: 'signature', type: empty, relation: 'attached', of: 'app' }];

describe('Mode copy', () => {
  it('says what it sends, and what comes along', async () => {
    const { run, tagsOf } = await fill();
    const { said, result, opened, failed } = await run(['t.test/one:prod,old']);
    expect({ opened, failed }).toEqual({
      opened: ['s.test/app to read', 't.test/one to write, from s.test/app'],
      failed: undefined,
    });
    expect(said.slice(0, 2)).toEqual([
      'info: Also copies 1 manifest attached to it, such as signatures',
      'group: Copy s.test/app:v1 to t.test/one',
    ]);
    expect(said.slice(2, -2).sort()).toEqual([
      // Sent once though both have it; beside a missing blob, a small one is not asked for.
      sent('9 B'),
      sent('3 B'),
    ]);
    expect(said.slice(-2)).toEqual(['info: t.test/one:prod: new', 'info: t.test/one:old: old → app']);
    expect(result).toEqual({
      ...about,
      ...{ repository: 't.test/one', digest: 'app', reference: 't.test/one@app', tags: ['prod', 'old'] },
      ...{ changed: true, transferred: 2 + 3 + 9, reused: 0, previous: { old: 'old' }, related },
      ...{ newContent: true, tagged: { prod: 'new', old: 'moved' } },
    });
    expect(await tagsOf('t.test/one')).toEqual({ prod: 'app', old: 'app' });
  });

  it('leaves behind what is attached, where it is not wanted', async () => {
    const { run, targets, graph } = await fill();
    const { said, result } = await run(['t.test/one'], { referrers: false });
    expect(said).toEqual(['group: Copy s.test/app:v1 to t.test/one', sent('3 B'), 'info: t.test/one:v1: new']);
    expect(result).toMatchObject({ related: [], transferred: 2 + 3, reused: 0, tags: ['v1'], previous: {} });
    expect(await targets['t.test/one'].has(graph.at('signature'))).toBe(false);
  });

  it('says in a dry run what it would do, and does nothing', async () => {
    const { run, tagsOf } = await fill();
    const { said, result } = await run(['t.test/one:old'], { dryRun: true });
    expect(said).toEqual([
      'info: Would also copy 1 manifest attached to it, such as signatures',
      'info: Would move t.test/one:old: old → app',
    ]);
    expect(result).toMatchObject({ changed: true, transferred: 0, reused: 0, previous: { old: 'old' } });
    expect(await tagsOf('t.test/one')).toEqual({ old: 'old' });
  });

  it.each<[string, string, boolean, boolean]>([
    ['a tag that is right', 't.test/one', false, false],
    ['a tag that is right, and a signature that is not there', 't.test/one', true, true],
    ['a digest that is there', 't.test/one@APP', false, false],
    ['a digest that is there, without its signature', 't.test/one@APP', true, true],
    ['a digest that is not there', 't.test/two@APP', false, true],
    ['a tag that is not there', 't.test/two', false, true],
  ])('would change something, and does, for %s', async (_, to, referrers, changed) => {
    const { run, graph } = await fill();
    await run(['t.test/one'], { referrers: false });
    const target = to.replace('APP', graph.at('app').digest);
    expect((await run([target], { referrers, dryRun: true })).result).toMatchObject({ changed });
    const newContent = changed && to.includes('two');
    expect((await run([target], { referrers })).result).toMatchObject({ changed, newContent });
    expect((await run([target], { referrers, dryRun: true })).result).toMatchObject({ changed: false });
  });

  it('gives no tag of the source to a target that names a digest', async () => {
    const { run, graph, tagsOf } = await fill();
    const { result } = await run([`t.test/two@${graph.at('app').digest}`]);
    expect(result).toMatchObject({ digest: 'app', tags: [] });
    expect(await tagsOf('t.test/two')).toEqual({ old: 'old' });
  });

  it('gives a tag of one target to no other whose name begins alike', async () => {
    const { run, tagsOf } = await fill();
    await run(['t.test/one-more', 't.test/one'], { tags: ['t.test/one:more'] });
    expect(await tagsOf('t.test/one-more')).toEqual({ old: 'old', v1: 'app' });
    expect(await tagsOf('t.test/one')).toEqual({ old: 'old', v1: 'app', more: 'app' });
  });

  it('keeps a tag that points elsewhere, with if-exists: skip', async () => {
    const { run, tagsOf } = await fill();
    const { said, result } = await run(['t.test/one:old'], { ifExists: 'skip' });
    expect(noticed(said)).toEqual({ notice: 1 });
    expect(result).toMatchObject({
      ...{ digest: 'old', reference: 't.test/one@old', changed: false, kept: true, previous: {} },
      ...{ transferred: 0, reused: 0 },
    });
    expect(await tagsOf('t.test/one')).toEqual({ old: 'old' });
  });

  it('tells of several targets by rows, in their order', async () => {
    const { run, tagsOf } = await fill();
    await run(['t.test/two:v1']);
    const { said, result } = await run(['t.test/two', 't.test/one:prod,old'], { tags: ['extra', 't.test/one:more'] });
    const row = { digest: 'app', source: 's.test/app:v1@app', status: 'copied', changed: true };
    expect(result).toMatchObject({
      ...{ repository: 't.test/two', digest: 'app', tags: ['v1', 'extra', 'prod', 'old', 'more'] },
      items: [
        { ...row, name: 't.test/two', reference: 't.test/two@app', tags: ['v1', 'extra'] },
        {
          ...{ ...row, name: 't.test/one', reference: 't.test/one@app', tags: ['prod', 'old', 'extra', 'more'] },
          previous: { old: 'old' },
        },
      ],
    });
    // Groups cannot be open at the same time.
    expect(said.filter((line) => line.startsWith('group'))).toEqual([]);
    expect(said).toContainEqual(sent('3 B', 't.test/one: '));
    expect(await tagsOf('t.test/one')).toEqual({ prod: 'app', old: 'app', extra: 'app', more: 'app' });
    expect(await tagsOf('t.test/two')).toEqual({ old: 'old', v1: 'app', extra: 'app' });
  });

  it('tells of targets where nothing was to be done', async () => {
    const { run } = await fill();
    await run(['t.test/two:v1']);
    const { result } = await run(['t.test/two', 't.test/one:old'], { ifExists: 'skip' });
    expect(result).toMatchObject({
      changed: false,
      items: [
        { name: 't.test/two', status: 'unchanged', changed: false, digest: 'app' },
        { name: 't.test/one', status: 'kept', changed: false, digest: 'app' },
      ],
    });
  });

  const full = () => Promise.reject(new OciError('DENIED', 'no room'));
  it.each([
    [false, undefined],
    [true, 'app'],
  ])('with keep-going %s, after a target that fails', async (keepGoing, there) => {
    const { run, targets, tagsOf } = await fill();
    targets['t.test/one'].resolve = full;
    const { result, failure } = await run(['t.test/one', 't.test/two'], { keepGoing });
    expect(failure).toEqual({ code: 'DENIED' });
    expect((await tagsOf('t.test/two'))['v1']).toBe(there);
    const one = { name: 't.test/one', digest: 'app', fate: 'failed', changed: false, reason: 'no room' };
    const source = 's.test/app:v1@app';
    const two = { name: 't.test/two', source, fate: 'not reached', changed: false };
    if (!keepGoing) return expect(result).toEqual(told({ things: [{ ...one, source, side: 'target' }, two] }));
    expect(result).toEqual(told({ changed: true, place: 't.test/two', tags: ['v1'], pinned: 't.test/two@app' }));
    expect(result).toMatchObject({ items: [{ status: 'failed' }, { status: 'copied', changed: true }] });
  });

  it.each(['target', 'source'])('with keep-going, tells of each target that fails, here at the %s', async (side) => {
    const { run, source, targets, graph } = await fill();
    if (side === 'source') source.stage(graph.at('app').layer as Descriptor, full);
    else for (const store of Object.values(targets)) store.push = full;
    const { result, failure, said } = await run(['t.test/one', 't.test/two'], { keepGoing: true });
    expect({ failure, warnings: noticed(said).warning }).toEqual({ failure: { code: 'DENIED' }, warnings: 2 });
    expect(result).toMatchObject({ items: [1, 2].map(() => ({ status: 'failed', side, reason: 'no room' })) });
  });

  it('with annotations, makes another manifest, and says so', async () => {
    const { run, tagsOf } = await fill();
    const { said, result } = await run(['t.test/one'], {
      annotations: onManifest({ a: 'b', name: 'other' }),
      referrers: false,
    });
    expect(said[0]).toMatch(
      /^notice: With the annotations, the copy is another manifest than app: the copy has the digest sha256:[0-9a-f]{64}$/,
    );
    expect(result).toMatchObject({ source: 's.test/app:v1@app', changed: true });
    expect((await tagsOf('t.test/one'))['v1']).toBe(result['digest']);
  });

  it('takes the digest of what was found, or of what is made of it, as the expected one', async () => {
    const { run, graph } = await fill();
    const other = graph.at('signature').digest;
    for (const expectDigest of [graph.at('app').digest, other]) {
      const { failed, result } = await run(['t.test/one'], { expectDigest, annotations: onManifest({ a: 'b' }) });
      expect(failed).toBe(
        expectDigest === other ? 'INTEGRITY: s.test/app:v1 is app, but expect-digest asks for signature' : undefined,
      );
      expect('digest' in result).toBe(expectDigest !== other);
    }
  });

  it.each([
    ['s.test/app:v1', '2 blobs came'],
    // Of this, the config alone was copied before.
    ['s.test/app:other', '1 blob came'],
  ])('says how many blobs of %s come from the cache', async (reference, words) => {
    const { run, source } = await fill();
    await putArtifact(source, { a: 'other' }, ['other']);
    const given = { cache: true, referrers: false };
    expect((await run(['t.test/one'], given)).said.join()).not.toContain('cache');
    expect((await run(['t.test/two'], given, reference)).said.at(-1)).toBe(
      `info: ${words} from the cache of the runner`,
    );
  });

  it('reads each blob once for several targets', async () => {
    const { run, source, graph } = await fill();
    const read: string[] = [];
    const own = source.fetch.bind(source);
    source.fetch = async (descriptor, signal) => {
      read.push(descriptor.digest);
      return own(descriptor, signal);
    };
    await run(['t.test/one', 't.test/two']);
    expect(read.filter((digest) => digest === graph.at('app').layer?.digest)).toHaveLength(1);
  });

  it('says which subject stays behind', async () => {
    const { run, graph } = await fill();
    const reference = `s.test/app@${graph.at('signature').digest}`;
    const { said, result } = await run(['t.test/one:v1'], { referrers: false }, reference);
    expect(said).toContain(
      'notice: app, the subject of signature, stays behind: to take it along, set referrers: true.',
    );
    // Of a source without a tag, the digest alone is told.
    expect(result).toMatchObject({ source: 's.test/app@signature', digest: 'signature' });
  });

  it('says of chosen platforms that they are another manifest', async () => {
    const { run, source, graph } = await fill();
    const platform = { os: 'linux', architecture: 'arm64' };
    await putIndex(source, [{ ...graph.at('app'), platform } as never], ['platforms']);
    const { said } = await run(['t.test/one'], { platforms: [platform], referrers: false }, 's.test/app:platforms');
    expect(said[0]).toMatch(
      /^notice: The chosen platforms are another manifest than sha256:[0-9a-f]+: the copy has the digest app$/,
    );
    // Neither what the tag names nor what is written: a pin of the platform is as good.
    const given = { platforms: [platform], annotations: onManifest({ a: 'b' }), expectDigest: graph.at('app').digest };
    expect((await run(['t.test/one'], given, 's.test/app:platforms')).failed).toBeUndefined();
  });

  it('adds annotations to those that are there, and none to a manifest of Docker', async () => {
    const { run, source, targets } = await fill();
    await run(['t.test/one:annotated'], { annotations: onManifest({ a: 'b' }) });
    const { bytes } = await targets['t.test/one'].manifest('annotated');
    expect(JSON.parse(bytes.toString())).toMatchObject({ schemaVersion: 2, annotations: { name: 'app', a: 'b' } });
    await run(['t.test/one:renamed'], { annotations: onManifest({ name: 'other' }) });
    expect(
      (await run(['t.test/one:x'], { annotations: onManifest({ a: 'b' }) }, 's.test/app:all')).failed,
    ).toBeUndefined();
    expect((await targets['t.test/one'].manifest('renamed')).parsed().annotations).toEqual({ name: 'other' });
    const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
    const docker = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, config: emptyJson, layers: [] }));
    await source.push(describeContent(mediaType, docker), openBytes(docker), { tags: ['docker'] });
    expect(await run(['t.test/one'], { annotations: onManifest({ a: 'b' }) }, 's.test/app:docker')).toMatchObject({
      failed: `INVALID_INPUT: The input annotations does not apply: a ${mediaType} has no annotations`,
      opened: ['s.test/app to read'],
    });
  });

  it('tells before anything is done what is known', async () => {
    const { run, targets } = await fill();
    targets['t.test/one'].resolve = full;
    const { result } = await run(['t.test/one']);
    expect(result).toMatchObject({ ...about, changed: false, transferred: 0, reused: 0, previous: {} });
    const tagless = await run([`t.test/two`], {}, 's.test/app');
    expect(tagless).toMatchObject({
      failed: 'INVALID_INPUT: The input reference has neither a tag nor a digest: say which version to copy',
      topic: 'untagged-reference',
    });
  });

  it.each<[string, string[], Given<'copy'>, string]>([
    [
      'the same place twice',
      ['t.test/one:a', 't.test/two', 't.test/one:b'],
      {},
      'The input to names t.test/one twice: write its tags as t.test/one:one,two',
    ],
    [
      'a tag in another place',
      ['t.test/one', 't.test/two'],
      { tags: ['t.test/three:a'] },
      'The input tags "t.test/three:a" does not name one tag in t.test/one, t.test/two',
    ],
    [
      'two tags in one line',
      ['t.test/one'],
      { tags: ['t.test/one:a,b'] },
      'The input tags "t.test/one:a,b" does not name one tag in t.test/one',
    ],
    [
      'no tag in a line',
      ['t.test/one'],
      { tags: ['t.test/one'] },
      'The input tags "t.test/one" does not name one tag in t.test/one',
    ],
    [
      'a digest in a line',
      ['t.test/one'],
      { tags: [`t.test/one:a@sha256:${'0'.repeat(64)}`] },
      `The input tags "t.test/one:a@sha256:${'0'.repeat(64)}" does not name one tag in t.test/one`,
    ],
  ])('refuses %s before it opens anything', async (_, to, given, failed) => {
    const { run } = await fill();
    expect(await run(to, given)).toMatchObject({ failed: `INVALID_INPUT: ${failed}`, opened: [], said: [] });
  });

  it('refuses a target by a digest that the copy does not have', async () => {
    const { run, graph } = await fill();
    const told = await run([`t.test/one@${graph.at('signature').digest}`]);
    expect(told.failed).toBe('INTEGRITY: The copy has the digest app, but the input to asks for signature');
    expect(told.opened).toEqual(['s.test/app to read']);
  });

  it('writes no tag where a part of an index is not there', async () => {
    const { run, tagsOf } = await fill();
    const { failed } = await run(['t.test/one'], {}, 's.test/app:broken');
    expect(failed).toMatch(/^NOT_FOUND: /);
    expect(await tagsOf('t.test/one')).toEqual({ old: 'old' });
  });

  it('tells of an index what belongs to it and to its parts', async () => {
    const { run } = await fill();
    const { result } = await run(['t.test/one'], {}, 's.test/app:all');
    expect(result['size']).toBeUndefined();
    expect(result['artifactType']).toBe('');
    expect(result['related']).toEqual(
      expect.arrayContaining([
        { digest: 'app', type: image, relation: 'part', of: 'index' },
        { digest: 'child', type: empty, relation: 'attached', of: 'index' },
        { digest: 'signature', type: empty, relation: 'attached', of: 'app' },
      ]),
    );
  });
});
