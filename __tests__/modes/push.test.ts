import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { performMode } from '../../src/action/perform-mode.ts';
import { RegistryError } from '../../src/errors.ts';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import type { Digest } from '../../src/oci/digest.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { noticed } from '../support/action/collecting-log.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { onManifest } from '../support/content/on-manifest.ts';
import { makeKeys } from '../support/trust/keys.ts';

const image = 'application/vnd.oci.image.manifest.v1+json';
const unknown = 'application/vnd.unknown.artifact.v1';

/** A workspace with files, and an empty place to push to. */
function fill(files: Record<string, string> = { 'a.txt': 'aaa', 'b.txt': 'bb' }) {
  const workspace = makeFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
  const store = new MemoryStore();
  const built = { source: 'https://g.test/o/r', revision: 'abc', runUrl: 'https://g.test/run' };
  const pushed = (given: Given<'push'> = {}, reference = 'r.test/app') =>
    tellAll(
      { 'r.test/app': store },
      ({ mode, around }) =>
        performMode('push', makeInputs('push', reference, { files: ['*.txt'], ...given }), mode, {
          ...around,
          build: { ...around.build, ...built },
        }),
      { workspace },
    );
  const manifestOf = async (tag: string) => JSON.parse((await store.manifest(tag)).bytes.toString());
  // An empty place is none.
  const tagsOf = async () => (await Array.fromAsync(store.tags()).catch(() => [])).sort();
  return { store, workspace, pushed, manifestOf, tagsOf };
}

const about = { repository: 'r.test/app', mediaType: image, artifactType: unknown };
/** The config is `{}`. */
const size = 2 + 3 + 2;

afterEach(() => {
  jest.restoreAllMocks();
});

describe('Mode push', () => {
  it('says what it packs and sends', async () => {
    const { pushed, tagsOf, manifestOf } = fill();
    const { said, result, opened, failed } = await pushed({ tags: ['v1', 'v2'] });
    const { digest } = result as { digest: string };
    const [a, b] = result['files'] as { digest: string }[];
    expect({ opened, failed }).toEqual({ opened: ['r.test/app to write'], failed: undefined });
    expect(said.slice(0, 3)).toEqual([
      'group: Push 2 files to r.test/app',
      `info: a.txt  3 B  ${a?.digest}`,
      `info: b.txt  2 B  ${b?.digest}`,
    ]);
    expect(said.slice(3, -2).sort()).toEqual(['info: Sent: a.txt  3 B', 'info: Sent: b.txt  2 B']);
    expect(said.slice(-2)).toEqual(['info: v1: new', 'info: v2: new']);
    const mediaType = 'application/vnd.oci.image.layer.v1.tar';
    expect(result).toEqual({
      ...{ ...about, tags: ['v1', 'v2'], digest, reference: `r.test/app@${digest}`, size },
      ...{ changed: true, newContent: true, transferred: size, reused: 0, previous: {} },
      tagged: { v1: 'new', v2: 'new' },
      files: [
        { title: 'a.txt', digest: expect.stringMatching(/^sha256:/), size: 3, mediaType },
        { title: 'b.txt', digest: expect.stringMatching(/^sha256:/), size: 2, mediaType },
      ],
      details: { manifestSize: JSON.stringify(await manifestOf('v1')).length },
    });
    expect(await tagsOf()).toEqual(['v1', 'v2']);
  });

  it('says what is in a directory', async () => {
    const names = ['a', 'b/c', 'd', 'e', 'f', 'g'];
    const inside = Object.fromEntries(names.map((name) => [`k8s/${name}`, 'xyz']));
    const { pushed } = fill({ 'a.txt': 'aaa', ...inside, 'one/only': 'x' });
    const { said, result } = await pushed({ tags: ['v1'], files: ['a.txt', 'k8s', 'one'] });
    const [, k8s, one] = result['files'] as { digest: string; size: number }[];
    expect(said.slice(0, 4)).toEqual([
      'group: Push 1 file and 2 directories to r.test/app',
      expect.stringMatching(/^info: a\.txt {2}3 B {2}sha256:/),
      `info: k8s/  6 files, 18 B → ${k8s?.size} B  ${k8s?.digest}  (a, b/c, d, e, f and 1 more)`,
      `info: one/  1 file, 1 B → ${one?.size} B  ${one?.digest}  (only)`,
    ]);
    expect(said).toContain(`info: Sent: k8s/  ${k8s?.size} B`);
  });

  it('says how far it is with what takes long, also before anything is sent', async () => {
    const { pushed } = fill({ 'big.bin': 'x'.repeat(100_000), 'dir/inner.bin': 'y'.repeat(100_000) });
    const start = process.uptime();
    let looks = 0;
    // Each look at the clock is a minute after the one before.
    jest.spyOn(process, 'uptime').mockImplementation(() => {
      looks += 1;
      return start + looks * 60;
    });
    const { said } = await pushed({ tags: ['v1'], files: ['big.bin', 'dir'] });
    const begins = (text: string) => expect(said).toContainEqual(expect.stringMatching(`^info: ${text}: `));
    for (const text of ['Hashing big\\.bin', 'Hashing dir', 'Sending big\\.bin']) begins(text);
    const known = (await pushed({ tags: ['v1'], files: ['big.bin', 'dir'] })).said;
    expect(known).toContainEqual(expect.stringMatching(/^info: Hashing dir: /));
  });

  it('changes nothing where all tags are right', async () => {
    const { pushed } = fill();
    await pushed({ tags: ['v1'] });
    const { said, result } = await pushed({ tags: ['v1'] });
    expect(said.some((line) => /Sent|Already there|new/.test(line))).toBe(false);
    expect(result).toMatchObject({ changed: false, newContent: false, transferred: 0, reused: size, previous: {} });
    // A tag for each commit is new each time, and what it leads to is not.
    expect((await pushed({ tags: ['v2'] })).result).toMatchObject({ changed: true, newContent: false });
    expect((await pushed({ tags: ['v3'], dryRun: true })).result).not.toHaveProperty('newContent');
  });

  it('sends what is missing, and says where a tag was before', async () => {
    const { pushed, workspace } = fill();
    const before = (await pushed({ tags: ['v1'] })).result['digest'];
    writeFileSync(join(workspace, 'b.txt'), 'other');
    const { said, result } = await pushed({ tags: ['v1', 'v2'] });
    expect(said).toContain('info: Already there: a.txt  3 B');
    expect(said).toContain('info: Sent: b.txt  5 B');
    expect(said.slice(-2)).toEqual([`info: v1: ${before} → ${result['digest']}`, 'info: v2: new']);
    expect(result).toMatchObject({ changed: true, previous: { v1: before }, transferred: 5, reused: 3 + 2 });
  });

  it('says in a dry run what it would do, and does nothing', async () => {
    const { pushed, workspace, tagsOf } = fill();
    expect((await pushed({ tags: ['v1'], dryRun: true })).result).toMatchObject({ changed: true, transferred: 0 });
    expect(await tagsOf()).toEqual([]);
    const before = (await pushed({ tags: ['v1'] })).result['digest'];
    writeFileSync(join(workspace, 'b.txt'), 'other');
    const { said, result } = await pushed({ tags: ['v1', 'v2'], dryRun: true });
    expect(said[0]).toBe('group: Would push 2 files to r.test/app');
    expect(said.slice(-2)).toEqual([
      `info: Would move v1: ${before} → ${result['digest']}`,
      expect.stringMatching(/^info: v2: /),
    ]);
    expect(result).toMatchObject({ changed: true, transferred: 0, reused: 0, previous: { v1: before } });
    // A tag is written, though the manifest is there.
    await pushed({ tags: ['v1'] });
    expect((await pushed({ tags: ['v3'], dryRun: true })).result).toMatchObject({ changed: true });
    expect(await tagsOf()).toEqual(['v1']);
  });

  it('without a tag, changes something only where the manifest is not there', async () => {
    const { pushed } = fill();
    expect((await pushed({ dryRun: true })).result).toMatchObject({ changed: true, reused: 0 });
    expect((await pushed()).result).toMatchObject({ changed: true, transferred: size, reused: 0 });
    expect((await pushed({ dryRun: true })).result).toMatchObject({ changed: false, reused: size });
    expect((await pushed()).result).toMatchObject({ changed: false, transferred: 0, reused: size });
  });

  it('without a tag, would change something in a dry run where the manifest is there and has no signature yet', async () => {
    const { pushed, workspace } = fill();
    writeFileSync(join(workspace, 'key.pem'), makeKeys().privatePem);
    const signing = { sign: 'key', signKey: 'key.pem' } as const;
    await pushed();
    expect((await pushed({ ...signing, dryRun: true })).result).toMatchObject({ changed: true, reused: size });
    await pushed(signing);
    expect((await pushed({ ...signing, dryRun: true })).result).toMatchObject({ changed: false, reused: size });
  });

  it('keeps a tag that points elsewhere, with if-exists: skip, and tells nothing of what it found here', async () => {
    const { pushed, workspace } = fill();
    const before = (await pushed({ tags: ['v1'] })).result['digest'];
    writeFileSync(join(workspace, 'b.txt'), 'other');
    const { said, result } = await pushed({ tags: ['v1'], ifExists: 'skip' });
    expect(noticed(said)).toEqual({ notice: 1 });
    expect(result).toMatchObject({
      ...{ digest: before, reference: `r.test/app@${before}`, files: [], size: 0, kept: true, changed: false },
      ...{ transferred: 0, reused: 0, previous: {} },
    });
  });

  it('pushes nothing where the files do not make the digest that is asked for', async () => {
    const { pushed, tagsOf } = fill();
    const { digest } = (await pushed({ dryRun: true })).result as { digest: Digest };
    const asked = `sha256:${'0'.repeat(64)}`;
    const { failed, topic, result } = await pushed({ tags: ['v1'] }, `r.test/app@${asked}`);
    expect(topic).toBe('pinned-digest');
    expect(failed).toBe(`INTEGRITY: The files make the manifest ${digest}, but the input reference asks for ${asked}`);
    expect(result).toMatchObject({ changed: false, files: [] });
    expect(result).not.toHaveProperty('digest');
    expect(await tagsOf()).toEqual([]);
    expect((await pushed({ tags: ['v1'] }, `r.test/app@${digest}`)).failed).toBeUndefined();
    expect(await tagsOf()).toEqual(['v1']);
  });

  it('makes the form of OCI 1.0 where the digest that is asked for is that of it', async () => {
    const { pushed, manifestOf } = fill();
    const given = { tags: ['v1'], artifactType: 'x/y' };
    const { digest } = (await pushed({ ...given, imageSpec: '1.0', dryRun: true })).result;
    expect((await pushed(given, `r.test/app@${digest}`)).failed).toBeUndefined();
    expect((await manifestOf('v1')).config.mediaType).toBe('x/y');
  });

  it.each([
    ['error', [], 'INVALID_INPUT: No file matches the input files ["*.none"] in '],
    ['warn', ['warning: No file matches the input files ["*.none"] in '], undefined],
    ['ignore', [], undefined],
  ] as const)('with if-no-files-found: %s', async (ifNoFilesFound, warned, failed) => {
    const { pushed, workspace } = fill();
    const told = await pushed({ files: ['*.none'], ifNoFilesFound, tags: ['v1'] });
    expect(told.failed).toBe(failed && failed + workspace);
    expect(told.opened).toEqual([]);
    expect(told.said.filter((line) => line.startsWith('warning'))).toEqual(warned.map((line) => line + workspace));
    // An error or a warning says it once.
    const infos = ifNoFilesFound === 'ignore' ? [`info: No file matches the input files "*.none" in ${workspace}`] : [];
    expect(told.said.filter((line) => line.startsWith('info'))).toEqual(infos);
    expect(told.result).toEqual({
      ...{ repository: 'r.test/app', tags: ['v1'], changed: false, files: [] },
      ...{ transferred: 0, reused: 0, previous: {} },
    });
  });

  it.each<[string, string, string]>([
    ['is not there', 'none', 'does not exist'],
    ['is misspelt', 'webiste', 'does not exist: did you mean "website"?'],
    ['is a file', 'a.txt', 'is not a directory'],
  ])('names a root that %s', async (_, root, what) => {
    const { pushed, workspace } = fill();
    mkdirSync(join(workspace, 'website'));
    const { failed } = await pushed({ root, dryRun: true });
    const named = JSON.stringify(join(workspace, root));
    expect(failed).toBe(`INVALID_INPUT: The directory ${named} of the input root ${what}`);
  });

  it.each<[string, Given<'push'>, Record<string, string>]>([
    ['the source alone', {}, { source: 'https://g.test/o/r' }],
    ['nothing', { githubAnnotations: 'none' }, {}],
    [
      'all of it',
      { githubAnnotations: 'all' },
      { source: 'https://g.test/o/r', revision: 'abc', url: 'https://g.test/run' },
    ],
    [
      'what is given in place of it',
      { annotations: onManifest({ 'org.opencontainers.image.source': 'mine' }) },
      { source: 'mine' },
    ],
    [
      'the time that is given',
      { created: '2026-01-31T12:00:00Z', githubAnnotations: 'none' },
      { created: '2026-01-31T12:00:00Z' },
    ],
  ])('writes of the workflow %s', async (_, given, expected) => {
    const { pushed, manifestOf } = fill();
    await pushed({ tags: ['v1'], ...given });
    const { annotations = {} } = await manifestOf('v1');
    expect(annotations).toEqual(
      Object.fromEntries(Object.entries(expected).map(([name, text]) => [`org.opencontainers.image.${name}`, text])),
    );
  });

  const refusal = (status: number, request: string, code = '', message = '') =>
    new RegistryError('REGISTRY', `refused: ${message}`, { status, request, errors: code ? [{ code, message }] : [] });
  const put = 'PUT https://r.test/v2/app/manifests/v1';
  it.each<[string, boolean, Error]>([
    ['415', true, refusal(415, put)],
    ['400 for its form', true, refusal(400, put, 'MANIFEST_INVALID')],
    ['400 with a word on media types', true, refusal(400, put, 'X', 'bad media type')],
    ['400 with a word on mediaType', true, refusal(400, put, 'X', 'bad MediaType')],
    ['400 with a word on artifactType', true, refusal(400, put, 'X', 'artifactType?')],
    ['400 for something else', false, refusal(400, put, 'NAME_INVALID')],
    ['500', false, refusal(500, put, 'MANIFEST_INVALID')],
    ['415 for a blob', false, refusal(415, 'PUT https://r.test/v2/app/blobs/uploads/1')],
    ['415 for another request', false, refusal(415, 'GET https://r.test/v2/app/manifests/v1')],
    ['no right', false, new RegistryError('DENIED', 'x', { status: 415, request: put, errors: [] })],
  ])('after a refusal by %s, sends the form of OCI 1.0: %s', async (_, isSent, error) => {
    const { store, pushed, manifestOf } = fill();
    const own = store.push.bind(store);
    let refusals = 0;
    store.push = async (descriptor, open, options) => {
      if (descriptor.mediaType === image && refusals === 0) {
        refusals += 1;
        throw error;
      }
      return own(descriptor, open, options);
    };
    const { said, failed, result } = await pushed({ tags: ['v1'], artifactType: 'x/y' });
    expect(said.filter((line) => line.startsWith('notice'))).toEqual(
      isSent
        ? [
            `notice: r.test refuses artifacts in the form of OCI 1.1, so this one is sent in the form of 1.0, with the digest ${result['digest']}. Set image-spec to "1.0" to do so at once`,
          ]
        : [],
    );
    expect(failed === undefined).toBe(isSent);
    if (!isSent) return;
    const { artifactType, config } = await manifestOf('v1');
    expect({ artifactType, config: config.mediaType }).toEqual({ artifactType: undefined, config: 'x/y' });
    // What the first attempt sent counts as sent.
    expect(result).toMatchObject({ changed: true, transferred: size, reused: 0 });
  });

  it.each<[string, string | undefined, object]>([
    ['a config', 'config.json', { mediaType: 'application/vnd.unknown.config.v1+json', size: 2 }],
    ['a config with its type', 'config.json:c/d', { mediaType: 'c/d', size: 2 }],
    ['no config', undefined, { mediaType: 'application/vnd.oci.empty.v1+json', size: 2 }],
  ])('with %s', async (_, config, expected) => {
    const { pushed, manifestOf } = fill({ 'a.txt': 'a', 'config.json': '[]' });
    const { result } = await pushed({ tags: ['v1'], config });
    expect((await manifestOf('v1')).config).toMatchObject(expected);
    expect(result['artifactType']).toBe(config === undefined ? unknown : (expected as { mediaType: string }).mediaType);
  });

  it.each([
    ['config.json:no type', 'The input config "config.json:no type" ends in an invalid media type "no type"'],
    ['none.json', 'The file "none.json" of the input config does not exist'],
    ['large.json', 'The file "large.json" of the input config is larger than 4 MiB'],
  ])('names the input config %s', async (config, message) => {
    const { pushed } = fill({ 'a.txt': 'a', 'config.json': '[]', 'large.json': ' '.repeat(4 * 1024 ** 2 + 1) });
    expect((await pushed({ config })).failed).toBe(`INVALID_INPUT: ${message}`);
  });

  it('packs no directory again of which the tag has the archive', async () => {
    const { store, pushed, manifestOf } = fill({ 'dir/a': 'a' });
    const first = await pushed({ tags: ['v1'], files: ['dir'] });
    const [layer] = (await manifestOf('v1')).layers;
    const read: string[] = [];
    const own = store.push.bind(store);
    store.push = async (descriptor, open, options) => {
      read.push(descriptor.digest);
      return own(descriptor, open, options);
    };
    const { result } = await pushed({ tags: ['v1'], files: ['dir'], annotations: onManifest({ a: 'b' }) });
    const entries = { files: 1, size: 1, first: [{ name: 'a', size: 1 }] };
    expect(result).toMatchObject({ changed: true, files: [{ title: 'dir', digest: layer.digest, entries }] });
    expect(result['digest']).not.toBe(first.result['digest']);
    expect(read).not.toContain(layer.digest);
  });

  it('replaces what it cannot read, and what is an index', async () => {
    for (const body of ['[]', '{"manifests":[]}']) {
      const { store, pushed, tagsOf } = fill({ 'dir/a': 'a' });
      const bytes = Buffer.from(body);
      const mediaType = body === '[]' ? image : 'application/vnd.oci.image.index.v1+json';
      await store.push(describeContent(mediaType, bytes), openBytes(bytes), { tags: ['v1'] });
      expect((await pushed({ tags: ['v1'], files: ['dir'] })).failed).toBeUndefined();
      expect(await tagsOf()).toEqual(['v1']);
    }
  });

  // Only what will be pushed whatever its digest is goes ahead.
  it.each<[string, Given<'push'>, string, boolean]>([
    ['a new tag', { tags: ['v1'] }, 'r.test/app', true],
    ['no tag', {}, 'r.test/app', false],
    ['a tag that is there', { tags: ['there'] }, 'r.test/app', false],
    ['a new tag and one that is there', { tags: ['v1', 'there'] }, 'r.test/app', false],
    ['a dry run', { tags: ['v1'], dryRun: true }, 'r.test/app', false],
    ['one transfer at a time', { tags: ['v1'], concurrency: 1 }, 'r.test/app', false],
    ['a digest', { tags: ['v1'] }, `r.test/app@sha256:${'0'.repeat(64)}`, false],
  ])('sends a large file ahead for %s: %s', async (_, given, reference, isAhead) => {
    const { store, pushed, workspace } = fill();
    await pushed({ tags: ['there'] });
    truncateSync(join(workspace, 'a.txt'), 16 * 1024 * 1024);
    const told: string[] = [];
    Object.assign(store, {
      sendAhead: () => {
        told.push('begin');
        return { commit: async () => told.push('commit') === 0, cancel: async () => void told.push('cancel') };
      },
    });
    await pushed(given, reference);
    expect(told).toEqual(isAhead ? ['begin', 'commit'] : []);
    // Where it turns out to be there, it is given up.
    if (!isAhead) return;
    await pushed({ ...given, tags: ['v9'] });
    expect(told).toEqual(['begin', 'commit', 'begin', 'cancel']);
  });

  it.each<[string, Given<'push'>, isRefused: boolean]>([
    ['a config for Flux', { kind: 'flux', files: ['d'], config: 'a.txt' }, true],
    ['a type for Flux', { kind: 'flux', files: ['d'], artifactType: 'application/x' }, true],
    ['a config and a type in OCI 1.0', { imageSpec: '1.0', config: 'a.txt', artifactType: 'a/b' }, true],
    ['a config alone in OCI 1.0', { imageSpec: '1.0', config: 'a.txt' }, false],
    ['a config and a type', { imageSpec: '1.1', config: 'a.txt', artifactType: 'a/b' }, false],
  ])('takes %s or refuses it, before anything is asked', async (_, given, isRefused) => {
    const { pushed } = fill({ 'a.txt': '{}', 'd/b.txt': 'b' });
    const { failure, opened } = await pushed({ tags: ['v1'], ...given });
    expect([failure?.code, opened.length]).toEqual(isRefused ? ['INVALID_INPUT', 0] : [undefined, 1]);
  });
});
