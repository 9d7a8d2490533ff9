import { createReadStream } from 'node:fs';
import { OciError, systemCodeOf } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { startHash } from '../oci/digest.ts';
import type { OpenContent } from '../store/store.ts';

/** Fewer, larger reads: measured, 64 KiB (the default) halves the speed of hashing. */
const readSize = 512 * 1024;

/** Makes an opener of a file. */
export function openFile(path: string): OpenContent {
  return async () => createReadStream(path, { highWaterMark: readSize });
}

/** Reads a file once and describes it; fails with INVALID_INPUT, naming the file and `input`, when it cannot be read. */
export async function describeFile(
  path: string,
  mediaType: string,
  input: string,
  signal?: AbortSignal,
): Promise<Descriptor> {
  const hash = startHash();
  let size = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: readSize, ...(signal ? { signal } : {}) })) {
      hash.update(chunk);
      size += chunk.length;
    }
  } catch (error) {
    signal?.throwIfAborted();
    const reason = systemCodeOf(error) || 'unknown error';
    throw new OciError(
      'INVALID_INPUT',
      `The file ${JSON.stringify(path)} of the input ${input} cannot be read: ${reason}`,
      {
        cause: error,
      },
    );
  }
  return { mediaType, digest: hash.finish(), size };
}
