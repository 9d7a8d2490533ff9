import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { performMode } from '../../src/action/perform-mode.ts';
import { OciError } from '../../src/errors.ts';
import { type Descriptor, describe as describeBytes } from '../../src/oci/descriptor.ts';
import { startHash } from '../../src/oci/digest.ts';
import { imageIndex } from '../../src/oci/media-types.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { putGraph } from '../support/content/named-graph.ts';

const versions = ['1.0.0', 'v1.10.0', '1.10.0', '1.9.0', '1.10.0_b', 'latest'];
const amd = { os: 'linux', architecture: 'amd64' };
const arm = { os: 'linux', architecture: 'arm64' };

/** A source with versions of `app`, an index `both` of `app` and `other`, and an empty target. */
async function fill() {
  const [source, target] = [new MemoryStore(), new MemoryStore()];
  const graph = await putGraph(source, { app: { tags: [...versions, '#app.sig'] }, other: {} });
  const manifests = [
    { ...describeOf(graph.at('app')), platform: amd },
    { ...describeOf(graph.at('other')), platform: arm },
  ];
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests }));
  const both = describeBytes(imageIndex, bytes);
  await source.push(both, openBytes(bytes), { tags: ['both'] });
  const workspace = makeFolder();
  const named = (text: string) => graph.named(text.replaceAll(both.digest, 'index'));
  /** Gives content of the source to the target under a tag, by SHA-512 where that is said. */
  const put = async (name: 'app' | 'other', tag: string, algorithm = 'sha256') => {
    const { descriptor, bytes: content } = await source.manifest(graph.at(name).digest);
    const hash = startHash('sha512:');
    hash.update(content);
    const digest = algorithm === 'sha512' ? hash.finish() : descriptor.digest;
    await target.push({ ...descriptor, digest }, openBytes(content), { tags: [tag] });
    return digest;
  };
  const run = (app: string, given: Given<'sync'> = {}, signal = new AbortController().signal) => {
    writeFileSync(join(workspace, 'sync.yml'), app);
    const places = { 's.test/app': source, 't.test/app': target };
    const work: Parameters<typeof tellAll>[1] = ({ mode, around }) =>
      performMode(
        'sync',
        makeInputs('sync', 'r.test/x', { syncFile: 'sync.yml', to: ['t.test'], ...given }),
        { ...mode, signal },
        around,
      );
    return tellAll(places, work, { named, workspace });
  };
  return { run, put, source, graph, both, named };
}
const describeOf = ({ mediaType, digest, size }: Descriptor) => ({ mediaType, digest, size });

/** A sync file for one repository: its line, and what stands below it. */
const repository = (lines: string) => `s.test:\n  repositories:\n    app: {${lines}}\n`;
const named = (...names: string[]) => `s.test:\n  images:\n    app: ${JSON.stringify(names)}\n`;

describe('What is synced of a repository', () => {
  const selected = async (yaml: string, given: Given<'sync'> = {}) => {
    const { run } = await fill();
    const { result, failed } = await run(yaml, { dryRun: true, ...given });
    expect(failed).toBeUndefined();
    return (result['items'] as { source: string }[]).map(({ source }) => source.replace('s.test/app:', ''));
  };
  it.each<[string, string, string[]]>([
    ['what is named twice, once', named('1.9.0', '1.9.0'), ['1.9.0']],
    [
      'what is named, and what a selector takes, each once',
      `${named('1.9.0')}  images-by-tag-regex: {app: "^1[.]"}\n`,
      ['1.9.0', '1.0.0', '1.10.0', '1.10.0_b'],
    ],
    ['all but tags of signatures', named(), ['1.0.0', '1.10.0', '1.10.0_b', '1.9.0', 'both', 'latest', 'v1.10.0']],
    ['all but what is excluded', repository('exclude: [latest, "^1", both]'), ['v1.10.0']],
    ['the newest', repository('newest: 1'), ['1.10.0']],
    ['the newest of the same version by their names', repository('newest: 2'), ['1.10.0', 'v1.10.0']],
    ['the newest of those that a selector takes', repository('tag-regex: "^1[.]9", newest: 1'), ['1.9.0']],
    ['all that are versions', repository('newest: 9'), ['1.10.0', 'v1.10.0', '1.9.0', '1.0.0']],
  ])('is %s', async (_, yaml, expected) => {
    const found = await selected(yaml);
    // The order of tags that are all taken is the source's.
    expect(yaml === named() ? found.sort() : found).toEqual(expected);
  });

  it('is tags of signatures too, where what is attached is not copied', async () => {
    expect((await selected(named(), { referrers: false })).filter((tag) => tag.endsWith('.sig'))).toHaveLength(1);
  });

  it('fails at its line where a selector takes nothing, and is nothing where a repository is empty', async () => {
    const { run, source } = await fill();
    const failing = await run('s.test:\n  repositories:\n    app:\n      tag-regex: ^no\n', { keepGoing: true });
    expect(failing).toMatchObject({
      failure: { code: 'NOT_FOUND', topic: 'missing-selection' },
      result: { items: [{ name: 't.test/app', status: 'failed', position: { line: 4 } }] },
    });
    source.tags = async function* () {};
    const { failed, said, result } = await run(named());
    expect({ failed, said: said.map((line) => line.split(':')[0]), items: result['items'] }).toEqual({
      ...{ failed: undefined, items: [] },
      said: ['warning', 'info'],
    });
  });

  it('fails as the source fails where a tag is not missing', async () => {
    const { run, source } = await fill();
    source.resolve = () => Promise.reject(new OciError('DENIED', 'no'));
    expect((await run(named('latest'))).failure).toMatchObject({ code: 'DENIED' });
  });

  it.each([false, true])('fails at the line of a tag or digest that the source lacks, dry run: %s', async (dryRun) => {
    const zeros = `sha256:${'0'.repeat(64)}`;
    const { run } = await fill();
    const yaml = `s.test:\n  images:\n    app:\n      - v9\n      - "${zeros}"\n      - v9\n`;
    const { failure, result } = await run(yaml, { keepGoing: true, dryRun });
    expect(failure).toMatchObject({ code: 'NOT_FOUND' });
    expect(result).toMatchObject({ items: [4, 5].map((line) => ({ status: 'failed', position: { line } })) });
  });
});

describe('A tag or digest of the source', () => {
  type There = ['app' | 'other', algorithm?: string];
  it.each<[string, string, Given<'sync'>, There | undefined, object]>([
    ['that is not there, with if-exists: error', 'latest', { ifExists: 'error' }, undefined, { status: 'new' }],
    ['that is not there, with if-exists: skip', 'latest', { ifExists: 'skip' }, undefined, { status: 'new' }],
    ['that is there, with if-exists: error', 'latest', { ifExists: 'error' }, ['app'], { status: 'unchanged' }],
    ['that is there by another algorithm', 'latest', {}, ['app', 'sha512'], { status: 'unchanged', digest: 'there' }],
    [
      'that has other content by another algorithm',
      'latest',
      {},
      ['other', 'sha512'],
      { status: 'moved', digest: 'app', previous: { latest: 'there' } },
    ],
    [
      'that has other content, with if-exists: skip',
      'latest',
      { ifExists: 'skip' },
      ['other'],
      { status: 'kept', digest: 'other', reason: expect.stringContaining('app') },
    ],
    ['of one platform', 'both', { platforms: [amd] }, undefined, { status: 'new', digest: 'app' }],
    ['of all platforms', 'both', { platforms: [amd, arm] }, undefined, { status: 'new', digest: 'index' }],
    [
      'of one platform that is there',
      'both',
      { platforms: [arm] },
      ['other'],
      { status: 'unchanged', digest: 'other' },
    ],
    [
      'of one platform that is there by another algorithm',
      'both',
      { platforms: [amd] },
      ['app', 'sha512'],
      { status: 'unchanged', digest: 'there' },
    ],
    ['that is a digest and there', 'app', {}, ['app'], { name: 't.test/app@app', status: 'unchanged' }],
    [
      'that is a digest, of one platform that is there',
      'index',
      { platforms: [arm] },
      ['other'],
      { name: 't.test/app@other', source: 's.test/app@index', status: 'unchanged' },
    ],
  ])('%s', async (_, name, given, there, expected) => {
    const { run, put, graph, both } = await fill();
    const digest = there && (await put(there[0], name === 'both' ? 'both' : 'latest', there[1]));
    const asked = { app: graph.at('app').digest, index: both.digest }[name] ?? name;
    const { result, failed } = await run(named(asked), { dryRun: true, ...given } as Given<'sync'>);
    expect(failed).toBeUndefined();
    const text = JSON.stringify(result['items']);
    const items: unknown = JSON.parse(digest?.startsWith('sha512:') ? text.replaceAll(digest, 'there') : text);
    expect(items).toMatchObject([expected]);
  });

  it('has the platforms of the file, and not those of the input', async () => {
    const { run } = await fill();
    const yaml = repository('tags: [both], platforms: [linux/arm64]');
    const { result } = await run(yaml, { dryRun: true, platforms: [amd] } as Given<'sync'>);
    expect(result).toMatchObject({ items: [{ digest: 'other' }] });
    const missing = await run(repository('tags: [both], platforms: [windows/amd64]'), { dryRun: true });
    expect(missing).toMatchObject({ failed: expect.stringContaining('s.test/app@index has nothing for the platform') });
  });
});

it('What is cancelled has not failed, with keep-going either', async () => {
  const { run, source } = await fill();
  const controller = new AbortController();
  const reason = new OciError('CANCELLED', 'The step was cancelled');
  source.resolve = async () => {
    controller.abort(reason);
    throw reason;
  };
  const { failure, said, result } = await run(named('latest', '1.0.0'), { keepGoing: true }, controller.signal);
  expect({ failure, said, items: result['items'] }).toMatchObject({
    failure: { code: 'CANCELLED' },
    said: [],
    items: [{ status: 'not reached' }, { status: 'not reached' }],
  });
});
