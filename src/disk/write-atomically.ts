import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { renameFile } from './rename-file.ts';
import { writeChunks } from './write-chunks.ts';

/** A file that gets its name when it is complete: whoever reads it sees the old content or the new one. */
export interface NewFile {
  handle: FileHandle;
  /** Puts it in place, over a file that is there. */
  finish(): Promise<void>;
  /** Removes what was written so far. */
  drop(): Promise<void>;
}

/** Starts a file under a temporary name beside its own. */
export async function startFile(path: string, mode: number): Promise<NewFile> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  const handle = await open(temporary, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, mode);
  return {
    handle,
    async finish() {
      await handle.close();
      await renameFile(temporary, path);
    },
    async drop() {
      // Closing it once more does nothing.
      await handle.close().catch(() => {});
      await rm(temporary, { force: true });
    },
  };
}

/** Writes a file under a temporary name and renames it at the end: who reads sees the old content or the new one. */
export async function writeAtomically(
  path: string,
  openChunks: () => Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const file = await startFile(path, 0o644);
  try {
    await writeChunks(file.handle, await openChunks(), () => signal?.throwIfAborted());
    await file.finish();
  } catch (error) {
    await file.drop();
    throw error;
  }
}
