import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { renameFile } from './rename-file.ts';
import { writeChunks } from './write-chunks.ts';

/** Writes a file under a temporary name and renames it at the end: who reads sees the old content or the new one. */
export async function writeAtomically(
  path: string,
  openChunks: () => Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(temporary, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o644);
    try {
      await writeChunks(file, await openChunks(), () => signal?.throwIfAborted());
    } finally {
      await file.close();
    }
    await renameFile(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
