import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Chunks, OpenContent } from '../chunks.ts';
import { openFile } from '../disk/open-file.ts';
import { writeChunks } from '../disk/write-chunks.ts';
import { type Digest, startHash } from '../oci/digest.ts';

/** Content that lies somewhere, and can be read as often as it takes. */
export interface OpenableContent {
  digest: Digest;
  size: number;
  open: OpenContent;
}

/** Writes content into a new file of a temporary folder, which whoever made the folder removes with it. */
export async function writeTemporary(
  chunks: Chunks,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<OpenableContent> {
  const path = join(folder, randomUUID());
  const hash = startHash();
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    await writeChunks(file, chunks, (chunk) => {
      signal?.throwIfAborted();
      hash.update(chunk);
      size += chunk.byteLength;
    });
  } finally {
    await file.close();
  }
  return { digest: hash.finish(), size, open: openFile(path, signal) };
}
