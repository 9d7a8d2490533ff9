import { describe, expect, it } from '@jest/globals';
import { performMode } from '../../src/action/perform-mode.ts';
import type { OpenContent } from '../../src/chunks.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { PushOptions } from '../../src/store/store.ts';
import { noticed } from '../support/action/collecting-log.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { told } from '../support/action/told.ts';
import { putGraph } from '../support/content/named-graph.ts';

/** Tags a manifest of a place with two of them, and an index of both; `v1` and `old` are images, `all` is the index. */
async function run(reference: string, given: Given<'tag'>, store = new MemoryStore()) {
  const graph = await putGraph(store, {
    app: { tags: ['v1', 'same'] },
    before: { tags: ['old', 'older'] },
    index: { parts: ['app', 'before'], tags: ['all'] },
  });
  const { named } = graph;
  const told = await tellAll(
    { 'r.test/app': store },
    ({ mode, around }) => performMode('tag', makeInputs('tag', reference, given), mode, around),
    {
      named,
    },
  );
  const tags: Record<string, string> = {};
  for await (const name of store.tags()) tags[name] = named((await store.resolve(name)).digest);
  return { ...told, tags, graph };
}

const image = 'application/vnd.oci.image.manifest.v1+json';
const before = { v1: 'app', same: 'app', old: 'before', older: 'before', all: 'index' };
const found = { repository: 'r.test/app', exists: true, digest: 'app', reference: 'r.test/app@app', mediaType: image };
// The layer is the name, and the config `{}`.
const about = { ...found, artifactType: 'application/vnd.oci.empty.v1+json', size: 3 + 2 };

const tagged = { new: 'new', same: 'unchanged', old: 'moved' };

describe('Mode tag', () => {
  it('says which tags are new, moved, or where they should be', async () => {
    const { said, result, opened, failed, tags } = await run('r.test/app:v1', { tags: ['new', 'same', 'old'] });
    expect({ said, result, opened, failed, tags }).toEqual({
      opened: ['r.test/app to write'],
      said: ['info: same: unchanged', 'info: new: new', 'info: old: before → app'],
      result: { ...about, tags: ['new', 'same', 'old'], changed: true, previous: { old: 'before' }, tagged },
      failed: undefined,
      tags: { ...before, new: 'app', old: 'app' },
    });
  });

  it('says in a dry run what it would do, and does nothing', async () => {
    const { said, result, tags } = await run('r.test/app:v1', { tags: ['new', 'same', 'old'], dryRun: true });
    expect({ said, result, tags }).toEqual({
      said: ['info: same: unchanged', expect.stringMatching(/^info: new: /), 'info: Would move old: before → app'],
      result: { ...about, tags: ['new', 'same', 'old'], changed: true, previous: { old: 'before' }, tagged },
      tags: before,
    });
  });

  it('changes nothing where all tags are right', async () => {
    const { said, result, tags } = await run('r.test/app:v1', { tags: ['same'] });
    expect({ said, result, tags }).toEqual({
      said: ['info: same: unchanged'],
      result: told({ digest: 'app', changed: false, before: {}, tagFates: { same: 'unchanged' } }),
      tags: before,
    });
  });

  it('tells no size of an index', async () => {
    const { said, result } = await run('r.test/app:all', { tags: ['new'] });
    expect({ said, result }).toEqual({
      said: ['info: new: new'],
      result: {
        repository: 'r.test/app',
        tags: ['new'],
        exists: true,
        digest: 'index',
        reference: 'r.test/app@index',
        mediaType: 'application/vnd.oci.image.index.v1+json',
        artifactType: '',
        changed: true,
        previous: {},
        tagged: { new: 'new' },
      },
    });
  });

  it('tells the digest that the place gives to the manifest', async () => {
    const other = `sha512:${'0'.repeat(128)}` as const;
    // As a registry that names all manifests by its own algorithm.
    class Renaming extends MemoryStore {
      readonly location = { host: 'r.test', repository: 'app' };
      override push(descriptor: Descriptor, open: OpenContent, options: PushOptions = {}): Promise<void> {
        const onTagged: PushOptions['onTagged'] = options.onTagged && ((tag) => options.onTagged?.(tag, other));
        return super.push(descriptor, open, { ...options, onTagged });
      }
    }
    const { said, result } = await run('r.test/app:v1', { tags: ['old'] }, new Renaming());
    expect(result).toMatchObject({ digest: other, reference: `r.test/app@${other}` });
    expect(said).toEqual([
      `info: old: before → ${other}`,
      expect.stringMatching(/^notice: r\.test\/app names the manifest app by another digest, .* sha512:0+\. /),
    ]);
  });

  it('keeps a tag that points elsewhere, with if-exists: skip', async () => {
    const { said, result, tags } = await run('r.test/app:v1', { tags: ['old', 'new'], ifExists: 'skip' });
    expect(noticed(said)).toEqual({ notice: 1 });
    expect({ result, tags }).toEqual({
      result: { ...about, tags: ['old', 'new'], changed: true, previous: {}, tagged: { old: 'kept', new: 'new' } },
      tags: { ...before, new: 'app' },
    });
  });

  it('fails for all tags where some point elsewhere, with if-exists: error', async () => {
    const { said, result, failure, tags } = await run('r.test/app:v1', {
      tags: ['new', 'older', 'old', 'same'],
      ifExists: 'error',
    });
    expect({ said, result, failure, tags }).toEqual({
      failure: { code: 'CONFLICT' },
      said: [],
      result: told({ digest: 'app', changed: false, before: {}, tagFates: undefined }),
      tags: before,
    });
  });
});
