import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { performMode } from '../../src/action/perform-mode.ts';
import type { OpenContent } from '../../src/chunks.ts';
import { OciError } from '../../src/errors.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { copyGraph } from '../../src/store/copy-graph.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { PushOptions } from '../../src/store/store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { makeInputs, makeMode } from '../support/action/make-mode.ts';
import type { Result } from '../support/action/told.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { stage } from '../support/content/staged.ts';

const reason = new OciError('DENIED', 'The tag two is refused');

/** A place that writes one tag after the other, as a registry does, and refuses the tag `two`. */
class Refusing extends MemoryStore {
  override async push(descriptor: Descriptor, open: OpenContent, options: PushOptions = {}): Promise<void> {
    const { tags = [], ...rest } = options;
    await super.push(descriptor, open, rest);
    for (const each of tags) {
      if (each === 'two') throw reason;
      await super.push(descriptor, open, { ...rest, tags: [each] });
    }
  }
}

const artifact = stage({ 'a.txt': 'first', 'b.txt': 'second' }, true);
let workspace: string;
let target: Refusing;
beforeEach(() => {
  workspace = makeFolder();
  writeFileSync(join(workspace, 'a.txt'), 'first');
  target = new Refusing();
});

/** Runs a mode that fails, and gives what it had told until then. */
async function failing(
  run: (made: ReturnType<typeof makeMode>) => Promise<void>,
  source: MemoryStore = target,
): Promise<Result> {
  const made = makeMode(workspace, { open: { source: () => source, store: () => target } });
  await expect(run(made)).rejects.toBe(reason);
  return made.result;
}
const pushTags = (tags: string[]) => (made: ReturnType<typeof makeMode>) =>
  performMode('push', makeInputs('push', 'r.test/app', { tags, files: ['a.txt'] }), made.mode, made.around);
const writeTags = (tags: string[]) => (made: ReturnType<typeof makeMode>) =>
  performMode('tag', makeInputs('tag', 'r.test/app:v1', { tags }), made.mode, made.around);
const copyTo =
  (to: string, referrers = true) =>
  (made: ReturnType<typeof makeMode>) =>
    performMode('copy', makeInputs('copy', 'r.test/app:v1', { to: [to], referrers }), made.mode, made.around);

describe('What was done before a failure is told:', () => {
  it('a push says what it pushed, and that the first tag is written', async () => {
    const before = await artifact.store.manifest(artifact.root.digest);
    await target.push(before.descriptor, openBytes(before.bytes), { tags: ['one'] });
    const result = await failing(pushTags(['one', 'two']));
    const { digest } = await target.resolve('one');
    const previous = { one: artifact.root.digest };
    expect(result).toMatchObject({ digest, reference: `r.test/app@${digest}`, changed: true, previous });
    expect(result.files).toHaveLength(1);
  });

  it('a push whose first tag is refused changed nothing that anybody sees', async () => {
    const result = await failing(pushTags(['two', 'one']));
    expect(result).toMatchObject({ changed: false, files: [] });
    for (const key of ['digest', 'reference', 'size']) expect(result).not.toHaveProperty(key);
    await expect(target.resolve('one')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('an attach that is refused says what it is about, and no digest', async () => {
    await copyGraph(artifact.store, artifact.root, target);
    const held = target.push.bind(target);
    target.push = async (descriptor, open, options) => {
      if (descriptor.mediaType.endsWith('.manifest.v1+json')) throw reason;
      await held(descriptor, open, options);
    };
    const subject = `r.test/app@${artifact.root.digest}`;
    const inputs = makeInputs('attach', subject, { files: ['a.txt'], artifactType: 'text/plain' });
    const result = await failing(({ mode, around }) => performMode('attach', inputs, mode, around));
    expect(result).toMatchObject({ repository: 'r.test/app', changed: false, files: [] });
    expect(result.details).toMatchObject({ subject: { digest: artifact.root.digest } });
    for (const key of ['digest', 'reference', 'size']) expect(result).not.toHaveProperty(key);
  });

  it.each<[string, string[], boolean]>([
    ['whose first tag is refused has no digest', ['two'], false],
    ['whose second tag is refused has the digest that it put', ['one', 'two'], true],
  ])('a chart %s', async (_, tags, isThere) => {
    mkdirSync(join(workspace, 'web'));
    writeFileSync(join(workspace, 'web', 'Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 1.0.0\n');
    const version = { refused: isThere ? '' : '1.0.0' };
    const held = target.push.bind(target);
    target.push = async (descriptor, open, options) => {
      if (options?.tags?.[0] === version.refused) throw reason;
      await held(descriptor, open, options);
    };
    const inputs = makeInputs('push', 'r.test/charts', { kind: 'helm', files: ['web'], tags });
    const result = await failing(({ mode, around }) => performMode('push', inputs, mode, around));
    expect(result).toMatchObject({ repository: 'r.test/charts/web', version: '1.0.0', tags: ['1.0.0', ...tags] });
    const digest = isThere ? (await target.resolve('1.0.0')).digest : undefined;
    const reference = digest && `r.test/charts/web@${digest}`;
    expect([result.digest, result.reference]).toEqual([digest, reference]);
    expect(result.items?.map((item) => [item.status, item.digest, item.reference])).toEqual([
      ['failed', digest, reference],
    ]);
  });

  it('a tag says that the first tag is written, and where it was', async () => {
    const bytes = Buffer.from((await artifact.store.manifest(artifact.root.digest)).bytes);
    const other = stage({ 'c.txt': 'other' });
    const before = await other.store.manifest(other.root.digest);
    await target.push(before.descriptor, openBytes(before.bytes), { tags: ['one'] });
    await target.push(artifact.root, openBytes(bytes), { tags: ['v1'] });
    const result = await failing(writeTags(['one', 'two']));
    const previous = { one: other.root.digest };
    expect(result).toMatchObject({ digest: artifact.root.digest, changed: true, previous });
    expect(await target.resolve('one')).toEqual(artifact.root);
  });

  it('a tag whose first tag is refused changed nothing', async () => {
    const { bytes } = await artifact.store.manifest(artifact.root.digest);
    await target.push(artifact.root, openBytes(bytes), { tags: ['v1'] });
    const result = await failing(writeTags(['two', 'one']));
    expect(result).toMatchObject({ digest: artifact.root.digest, changed: false });
  });

  it.each([true, false])(
    'a copy says what it moved, and that the first tag is written (referrers: %s)',
    async (referrers) => {
      const { bytes } = await artifact.store.manifest(artifact.root.digest);
      await artifact.store.push(artifact.root, openBytes(bytes), { tags: ['v1'] });
      const result = await failing(copyTo('s.test/app:one,two', referrers), artifact.store);
      const { digest } = artifact.root;
      const reference = `s.test/app@${digest}`;
      expect(result).toMatchObject({ digest, reference, changed: true, repository: 's.test/app' });
      // The two files and the empty config.
      expect(result.transferred).toBe('first'.length + 'second'.length + '{}'.length);
      expect(await target.resolve('one')).toEqual(artifact.root);
    },
  );

  it('a copy of what is there already says that the first tag is written', async () => {
    await copyGraph(artifact.store, artifact.root, target);
    const { bytes } = await artifact.store.manifest(artifact.root.digest);
    await artifact.store.push(artifact.root, openBytes(bytes), { tags: ['v1'] });
    expect(await failing(copyTo('s.test/app:one,two'), artifact.store)).toMatchObject({
      changed: true,
      transferred: 0,
    });
    const refused = await failing(copyTo('s.test/app:two,three'), artifact.store);
    expect(refused).toMatchObject({ digest: artifact.root.digest, changed: false, transferred: 0 });
    expect(refused).not.toHaveProperty('reference');
  });

  it.each([true, false])(
    'a copy that is cancelled says so, whatever failed before (keep-going: %s)',
    async (keepGoing) => {
      const { bytes } = await artifact.store.manifest(artifact.root.digest);
      await artifact.store.push(artifact.root, openBytes(bytes), { tags: ['v1'] });
      const controller = new AbortController();
      const cancelled = new OciError('CANCELLED', 'The step was cancelled');
      const made = makeMode(workspace, {
        open: {
          source: () => artifact.store,
          store: ({ repository }) => {
            const store = new MemoryStore();
            if (repository === 'full') store.resolve = () => Promise.reject(keepGoing ? reason : cancelled);
            else {
              store.push = async () => {
                controller.abort(cancelled);
                throw new OciError('NETWORK', 'The connection was closed');
              };
            }
            return store;
          },
        },
      });
      const inputs = makeInputs('copy', 's.test/app:v1', { to: ['t.test/full', 't.test/app'], keepGoing });
      const run = performMode('copy', inputs, { ...made.mode, signal: controller.signal }, made.around);
      await expect(run).rejects.toMatchObject(keepGoing ? { code: 'NETWORK' } : cancelled);
    },
  );

  it('a pull says what it found, and no file: none has its name', async () => {
    const source = stage({ 'a.txt': 'first', 'b.txt': 'second' }, true);
    source.store.stage(source.layers[1] as Descriptor, async () => {
      throw reason;
    });
    const { bytes } = await source.store.manifest(source.root.digest);
    await source.store.push(source.root, openBytes(bytes), { tags: ['v1'] });
    const inputs = makeInputs('pull', 'r.test/app:v1', { path: 'out', concurrency: 1 });
    const result = await failing(({ mode, around }) => performMode('pull', inputs, mode, around), source.store);
    expect(result).toMatchObject({ digest: source.root.digest, changed: false, files: [], transferred: 0 });
  });
});
