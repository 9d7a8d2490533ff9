import type { FileHandle } from 'node:fs/promises';

/** Writes chunks to an open file: each while the next one is on its way. */
export async function writeChunks(
  file: FileHandle,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onChunk: (chunk: Uint8Array) => void,
): Promise<void> {
  let writing: Promise<void> | undefined;
  try {
    for await (const chunk of chunks) {
      onChunk(chunk);
      await writing;
      writing = file.writeFile(chunk);
      // Its failure is seen before the next write, or at the end.
      writing.catch(() => {});
    }
    await writing;
  } finally {
    // The file must not be closed before.
    await writing?.catch(() => {});
  }
}
