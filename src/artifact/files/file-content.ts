import { statSync } from 'node:fs';
import { openFile, readSmallFile, smallFileBuffer } from '../../disk/open-file.ts';
import { failNamed } from '../../disk/read-held.ts';
import { OciError, systemCodeOf } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, startHash } from '../../oci/digest.ts';

/** Small files are described one after the other, each to its end: they need memory once. */
let memory: Buffer | undefined;

/** A file as it becomes a layer. */
interface DescribedFile {
  descriptor: Descriptor;
  /** Whether anybody may run it; nobody on Windows, which has no such mode. */
  isExecutable: boolean;
}

/**
 * Reads a file once and describes it; fails with INVALID_INPUT, naming the file and `input`, when it is none or
 * cannot be read. The digest has the algorithm of `like`. `onBytes` is told of the bytes that are read of a large file.
 */
export async function describeFile(
  path: string,
  mediaType: string,
  input: string,
  {
    signal,
    like,
    onBytes = () => {},
  }: { signal?: AbortSignal | undefined; like?: Digest; onBytes?: ((bytes: number) => void) | undefined } = {},
): Promise<DescribedFile> {
  const hash = startHash(like);
  let size = 0;
  const described = (mode: number): DescribedFile => ({
    descriptor: { mediaType, digest: hash.finish(), size },
    isExecutable: (mode & 0o111) !== 0 && process.platform !== 'win32',
  });
  try {
    signal?.throwIfAborted();
    memory ??= smallFileBuffer();
    const small = readSmallFile(path, { into: memory });
    if (small) {
      hash.update(small.bytes);
      size = small.bytes.byteLength;
      return described(small.mode);
    }
    // A FIFO or a device: it has no content of its own.
    const found = statSync(path);
    if (!found.isFile()) throw failNamed(input, path)('is not a regular file');
    for await (const chunk of await openFile(path, signal)()) {
      hash.update(chunk);
      size += chunk.byteLength;
      onBytes(chunk.byteLength);
    }
    return described(found.mode);
  } catch (error) {
    signal?.throwIfAborted();
    const reason = systemCodeOf(error instanceof OciError ? error.cause : error);
    throw reason === '' ? error : failNamed(input, path)(`cannot be read: ${reason}`, { cause: error });
  }
}
