import type { FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { writeChunks } from '../../src/disk/write-chunks.ts';

/** A file whose writes end when the test lets them, and what was asked of it and of the source, in order. */
function makeFile() {
  const events: string[] = [];
  const writes: PromiseWithResolvers<void>[] = [];
  const writeFile = (chunk: Uint8Array) => {
    events.push(`write ${chunk}`);
    const write = Promise.withResolvers<void>();
    writes.push(write);
    return write.promise;
  };
  async function* source(names: string[], error?: Error) {
    for (const name of names) {
      events.push(`ask for ${name}`);
      yield Buffer.from(name);
    }
    events.push('end');
    if (error) throw error;
  }
  return { file: { writeFile } as unknown as FileHandle, events, writes, source };
}

it('asks for one chunk while another is written, and not for the next but one: its memory may be that of the first', async () => {
  const { file, events, writes, source } = makeFile();
  const done = writeChunks(file, source(['a', 'b', 'c']), () => {});
  await setImmediate();
  expect(events).toEqual(['ask for a', 'write a', 'ask for b']);
  writes[0]?.resolve();
  await setImmediate();
  expect(events.slice(3)).toEqual(['write b', 'ask for c']);
  writes[1]?.resolve();
  await setImmediate();
  expect(events.slice(5)).toEqual(['write c', 'end']);
  let isDone = false;
  void done.then(() => {
    isDone = true;
  });
  await setImmediate();
  expect(isDone).toBe(false);
  writes[2]?.resolve();
  await done;
});

it('waits for the write that is on its way when the source fails, since the file is closed then', async () => {
  const { file, writes, source } = makeFile();
  const reason = new Error('broken');
  let ended: unknown;
  const done = writeChunks(file, source(['a'], reason), () => {}).catch((error: unknown) => {
    ended = error;
  });
  await setImmediate();
  expect(ended).toBeUndefined();
  writes[0]?.resolve();
  await done;
  expect(ended).toBe(reason);
});

it.each([
  ['of the last chunk', ['a']],
  ['of one before', ['a', 'b']],
])('fails with the failure of a write %s, and writes no more', async (_, names) => {
  const { file, events, writes, source } = makeFile();
  const reason = new Error('full');
  const done = writeChunks(file, source(names), () => {});
  await setImmediate();
  writes[0]?.reject(reason);
  await expect(done).rejects.toBe(reason);
  expect(events.filter((event) => event.startsWith('write'))).toEqual(['write a']);
});
