import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { OciError } from '../../src/errors.ts';
import type { Inputs, Result } from '../../src/modes/context.ts';
import { copy } from '../../src/modes/copy.ts';
import { pull } from '../../src/modes/pull.ts';
import { push } from '../../src/modes/push.ts';
import { tag } from '../../src/modes/tag.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { copy as copyContent } from '../../src/store/copy.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { OpenContent, PushOptions } from '../../src/store/store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { makeContext, makeInputs } from '../support/mode-context.ts';
import { stage } from '../support/staged.ts';
import { makeFolder } from '../support/workspace.ts';

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
  mode: (inputs: Inputs, context: ReturnType<typeof makeContext>['context']) => Promise<void>,
  inputs: Parameters<typeof makeInputs>[0],
  source: MemoryStore = target,
): Promise<Partial<Result>> {
  const { context, result } = makeContext(workspace, { openSource: () => source, openStore: () => target });
  await expect(mode(makeInputs(inputs), context)).rejects.toBe(reason);
  return result;
}

describe('What was done before a failure is told:', () => {
  it('a push says what it pushed, and that the first tag is written', async () => {
    const before = await artifact.store.manifest(artifact.root.digest);
    await target.push(before.descriptor, openBytes(before.bytes), { tags: ['one'] });
    const result = await failing(push, { reference: 'r.test/app', tags: ['one', 'two'], files: ['a.txt'] });
    const { digest } = await target.resolve('one');
    const previous = { one: artifact.root.digest };
    expect(result).toMatchObject({ digest, reference: `r.test/app@${digest}`, changed: true, previous });
    expect(result.files).toHaveLength(1);
  });

  it('a push whose first tag is refused changed nothing that anybody sees', async () => {
    const result = await failing(push, { reference: 'r.test/app', tags: ['two', 'one'], files: ['a.txt'] });
    expect(result).toMatchObject({ changed: false });
    await expect(target.resolve('one')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('a tag says that the first tag is written, and where it was', async () => {
    const bytes = Buffer.from((await artifact.store.manifest(artifact.root.digest)).bytes);
    const other = stage({ 'c.txt': 'other' });
    const before = await other.store.manifest(other.root.digest);
    await target.push(before.descriptor, openBytes(before.bytes), { tags: ['one'] });
    await target.push(artifact.root, openBytes(bytes), { tags: ['v1'] });
    const result = await failing(tag, { mode: 'tag', reference: 'r.test/app:v1', tags: ['one', 'two'] });
    const previous = { one: other.root.digest };
    expect(result).toMatchObject({ digest: artifact.root.digest, changed: true, previous });
    expect(await target.resolve('one')).toEqual(artifact.root);
  });

  it('a tag whose first tag is refused changed nothing', async () => {
    const { bytes } = await artifact.store.manifest(artifact.root.digest);
    await target.push(artifact.root, openBytes(bytes), { tags: ['v1'] });
    const result = await failing(tag, { mode: 'tag', reference: 'r.test/app:v1', tags: ['two', 'one'] });
    expect(result).toMatchObject({ digest: artifact.root.digest, changed: false });
  });

  it.each([true, false])(
    'a copy says what it moved, and that the first tag is written (referrers: %s)',
    async (referrers) => {
      const { bytes } = await artifact.store.manifest(artifact.root.digest);
      await artifact.store.push(artifact.root, openBytes(bytes), { tags: ['v1'] });
      const inputs = { mode: 'copy' as const, reference: 'r.test/app:v1', to: ['s.test/app:one,two'], referrers };
      const result = await failing(copy, inputs, artifact.store);
      expect(result).toMatchObject({ digest: artifact.root.digest, changed: true, repository: 's.test/app' });
      // The two files and the empty config.
      expect(result.transferred).toBe('first'.length + 'second'.length + '{}'.length);
      expect(await target.resolve('one')).toEqual(artifact.root);
    },
  );

  it('a copy of what is there already says that the first tag is written', async () => {
    await copyContent(artifact.store, artifact.root, target);
    const { bytes } = await artifact.store.manifest(artifact.root.digest);
    await artifact.store.push(artifact.root, openBytes(bytes), { tags: ['v1'] });
    const inputs = { mode: 'copy' as const, reference: 'r.test/app:v1', to: ['s.test/app:one,two'] };
    expect(await failing(copy, inputs, artifact.store)).toMatchObject({ changed: true, transferred: 0 });
    const refused = { ...inputs, to: ['s.test/app:two,three'] };
    expect(await failing(copy, refused, artifact.store)).toMatchObject({ changed: false, transferred: 0 });
  });

  it('a pull says what it found, and no file: none has its name', async () => {
    const source = stage({ 'a.txt': 'first', 'b.txt': 'second' }, true);
    source.store.stage(source.layers[1] as Descriptor, async () => {
      throw reason;
    });
    const { bytes } = await source.store.manifest(source.root.digest);
    await source.store.push(source.root, openBytes(bytes), { tags: ['v1'] });
    const inputs = { mode: 'pull', reference: 'r.test/app:v1', path: 'out', concurrency: 1 } as const;
    const result = await failing(pull, inputs, source.store);
    expect(result).toMatchObject({ digest: source.root.digest, changed: false, files: [], transferred: 0 });
  });
});
