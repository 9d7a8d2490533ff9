import type { OpenContent } from '../../chunks.ts';
import { OciError } from '../../errors.ts';

interface Reading {
  iterator: AsyncIterator<Uint8Array>;
  /** Read, but beyond the end of the last piece. */
  rest: Uint8Array;
  /** The next byte. */
  position: number;
  /** Whether a piece is being read; it stays so when the piece is given up. */
  isBusy: boolean;
}

/**
 * Cuts content into pieces without holding them in memory. Pieces that follow each other are read in one go, so that a
 * check at the end of the content sees all of it; a piece that is asked for again is found by reading from the start.
 */
export class Pieces {
  readonly #open: OpenContent;
  readonly #size: number;
  #reading: Reading | undefined;

  constructor(open: OpenContent, size: number) {
    this.#open = open;
    this.#size = size;
  }

  /** An opener of the bytes from `start` up to, not including, `end`. */
  piece(start: number, end: number): OpenContent {
    return async () => this.#chunks(start, end);
  }

  /** Reads to the end of the content when all its pieces were read: fails when it is not what it should be. */
  async finish(): Promise<void> {
    const reading = this.#reading;
    if (reading === undefined || reading.isBusy || reading.position !== this.#size) return;
    const more = await readSome(reading, 1);
    this.#reading = undefined;
    if (more === undefined) return;
    await close(reading);
    throw new OciError('INTEGRITY', `Content of ${this.#size} bytes grew while it was sent`);
  }

  /** Gives up what is open. */
  close(): void {
    if (this.#reading) void close(this.#reading);
    this.#reading = undefined;
  }

  async *#chunks(start: number, end: number): AsyncGenerator<Uint8Array> {
    const reading = await this.#readFrom(start);
    while (reading.position < end) {
      const chunk = await readSome(reading, end - reading.position);
      // Whoever counts the bytes finds out that there are too few.
      if (chunk === undefined) return;
      yield chunk;
    }
    reading.isBusy = false;
  }

  async #readFrom(start: number): Promise<Reading> {
    const held = this.#reading;
    if (held && !held.isBusy && held.position === start) {
      held.isBusy = true;
      return held;
    }
    // The connection that was reading it may hold on to it for a moment.
    if (held) void close(held);
    const iterator = (await this.#open())[Symbol.asyncIterator]();
    const reading: Reading = { iterator, rest: new Uint8Array(), position: 0, isBusy: true };
    this.#reading = reading;
    while (reading.position < start && (await readSome(reading, start - reading.position)) !== undefined);
    return reading;
  }
}

async function close({ iterator }: Reading): Promise<void> {
  // Whatever it says: nobody wants the rest.
  await Promise.resolve(iterator.return?.()).catch(() => {});
}

async function readSome(reading: Reading, limit: number): Promise<Uint8Array | undefined> {
  while (reading.rest.byteLength === 0) {
    const next = await reading.iterator.next();
    if (next.done) return undefined;
    reading.rest = next.value;
  }
  const chunk = reading.rest.subarray(0, limit);
  reading.rest = reading.rest.subarray(chunk.byteLength);
  reading.position += chunk.byteLength;
  return chunk;
}
