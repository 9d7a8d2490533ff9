import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Digest, startHash } from '../oci/digest.ts';
import { tapped } from './chunks.ts';
import { openFile } from './open-file.ts';
import type { Chunks, OpenContent } from './store.ts';

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
  const counted = tapped(chunks, (chunk) => {
    hash.update(chunk);
    size += chunk.byteLength;
  });
  await pipeline(counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }), signal ? { signal } : {});
  return { digest: hash.finish(), size, open: openFile(path, signal) };
}
