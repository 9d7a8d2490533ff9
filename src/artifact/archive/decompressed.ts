import { pipeline, Readable, type Transform } from 'node:stream';

/** Large chunks go to the decompressor in parts of this size, since each of them is copied. */
const partSize = 256 * 1024;

/** Decompresses chunks. Fails with the error of the source, and when something follows what is compressed. */
export async function* decompressed(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  decompressor: Transform,
): AsyncGenerator<Uint8Array> {
  async function* parts() {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.byteLength; at += partSize) {
        // The decompressor keeps what it is given until it comes to it.
        yield Buffer.from(chunk.subarray(at, at + partSize));
      }
    }
  }
  const source = Readable.from(parts(), { objectMode: false });
  // Whichever fails or is given up ends the other; whoever reads is told.
  pipeline(source, decompressor, () => {});
  yield* decompressor as AsyncIterable<Uint8Array>;
  // What checks the input does so at its end: nothing may be left unread.
  if (!source.readableEnded) throw new Error('There is data after the end of the compressed content');
}
