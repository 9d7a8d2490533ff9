import { stat } from 'node:fs/promises';
import { OciError, systemCodeOf } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { type Digest, startHash } from '../oci/digest.ts';
import { openFile } from '../store/open-file.ts';

/**
 * Reads a file once and describes it; fails with INVALID_INPUT, naming the file and `input`, when it is none or
 * cannot be read. The digest has the algorithm of `like`.
 */
export async function describeFile(
  path: string,
  mediaType: string,
  input: string,
  { signal, like }: { signal?: AbortSignal | undefined; like?: Digest } = {},
): Promise<Descriptor> {
  const fail = (what: string, cause?: unknown) =>
    new OciError('INVALID_INPUT', `The file ${JSON.stringify(path)} of the input ${input} ${what}`, { cause });
  const hash = startHash(like);
  let size = 0;
  try {
    signal?.throwIfAborted();
    // To open a FIFO would wait for a writer, for ever.
    if (!(await stat(path)).isFile()) throw fail('is no regular file');
    for await (const chunk of await openFile(path, signal)()) {
      hash.update(chunk);
      size += chunk.byteLength;
    }
  } catch (error) {
    signal?.throwIfAborted();
    const reason = systemCodeOf(error instanceof OciError ? error.cause : error);
    throw reason === '' ? error : fail(`cannot be read: ${reason}`, error);
  }
  return { mediaType, digest: hash.finish(), size };
}
