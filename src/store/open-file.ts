import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { OpenContent } from './store.ts';

/** Fewer, larger reads: measured, 64 KiB (the default) halves the speed of hashing. */
const readSize = 512 * 1024;

/** Makes an opener of a file. The file is opened when the first byte is asked for: a stream that nobody reads holds nothing. */
export function openFile(path: string, signal?: AbortSignal): OpenContent {
  async function* chunks() {
    yield* createReadStream(path, { highWaterMark: readSize, ...(signal ? { signal } : {}) });
  }
  return async () => Readable.from(chunks(), { objectMode: false });
}
