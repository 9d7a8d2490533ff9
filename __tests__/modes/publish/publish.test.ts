import { expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { publish } from '../../../src/modes/publish/publish.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { collectingLog, noticed } from '../../support/action/collecting-log.ts';
import { putArtifact } from '../../support/content/shelf.ts';

/** An artifact and an empty target; what is done there is noted in its order. */
async function stage() {
  const source = new MemoryStore();
  const { digest } = await putArtifact(source, { a: 'a' }, []);
  const root = await source.manifest(digest);
  const target = new MemoryStore();
  const done: string[] = [];
  const push = target.push.bind(target);
  target.push = async (descriptor, open, options = {}) => {
    await push(descriptor, open, options);
    done.push([descriptor.digest === digest ? 'root' : 'blob', ...(options.tags ?? [])].join(' '));
  };
  const { log, said } = collectingLog();
  const { signal } = new AbortController();
  const task = { root, target, from: { source }, tags: ['v1', 'v2'], log, signal };
  const note = (what: string) => async () => void done.push(what);
  return { source, target, task, done, note, said };
}

it.each<[string, string[], string[]]>([
  ['at once', [], ['root v1 v2']],
  ['after what is attached', ['attach'], ['root', 'attach', 'root v1 v2']],
  ['after the signature', ['sign'], ['root', 'sign', 'root v1 v2']],
  ['after both', ['attach', 'sign'], ['root', 'attach', 'sign', 'root v1 v2']],
])('Tags are written last: %s', async (_, asked, expected) => {
  const { task, done, note, target } = await stage();
  const hooks = Object.fromEntries(asked.map((name) => [name, note(name)]));
  expect(await publish({ ...task, ...hooks })).toBe(task.root.descriptor.digest);
  expect(done.filter((each) => each !== 'blob')).toEqual(expected);
  expect((await target.resolve('v2')).digest).toBe(task.root.descriptor.digest);
});

it('Of what the target has, the tags alone are written, and none without its signature', async () => {
  const { task, done, note } = await stage();
  await publish({ ...task, tags: [] });
  const { from: _, ...there } = task;
  const fails = () => Promise.reject(new OciError('SIGNING', 'no token'));
  done.length = 0;
  await expect(publish({ ...there, sign: fails })).rejects.toMatchObject({ code: 'SIGNING' });
  expect(done).toEqual([]);
  await publish({ ...there, sign: note('sign') });
  expect(done).toEqual(['sign', 'root v1 v2']);
});

it('A target that names the manifest by another digest is a notice in every mode', async () => {
  const { task, said } = await stage();
  const other = `sha512:${'a'.repeat(128)}` as const;
  const push = task.target.push.bind(task.target);
  task.target.push = async (descriptor, open, { tags = [], onTagged, ...options } = {}) => {
    await push(descriptor, open, { ...options, tags });
    for (const tag of tags) onTagged?.(tag, other);
  };
  expect(await publish(task)).toBe(other);
  expect(noticed(said)).toEqual({ notice: 1 });
});
