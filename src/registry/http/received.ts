/** Above what a socket takes before it asks to wait. */
const largeChunk = 128 * 1024;

/** A piece of less than this is copied into memory of its own, which costs next to nothing. */
const smallPiece = 32 * 1024;

/** What came of a body and was not asked for yet. */
export interface Received {
  /** Bytes. */
  readonly size: number;
  /** Takes in a piece, whose memory may be filled again afterwards. */
  put(piece: Uint8Array): void;
  /** Gives all that is there as one chunk, good until the next but one is taken. */
  take(): Uint8Array | undefined;
  /** Forgets what is there. */
  clear(): void;
}

/**
 * Puts the pieces that come before their reader asks for them into one buffer: to hash and to write many pieces costs
 * more than to copy them, and sockets use the memory of large ones again. Three buffers take turns, as in
 * `open-file.ts`, but only for chunks that fill a socket: of smaller ones, several can wait in it to be sent on.
 *
 * @param usual how many bytes come before the sender is asked to wait
 */
export function received(usual: number): Received {
  const buffers: Buffer[] = [];
  let turn = 0;
  let filled = 0;
  /** A small piece that came alone: most answers are one. It has memory of its own. */
  let single: Uint8Array | undefined;

  const append = (piece: Uint8Array) => {
    const size = filled + piece.byteLength;
    let buffer = buffers[turn];
    if (buffer === undefined || buffer.byteLength < size) {
      // Most bodies are short; a long one grows once.
      const larger = Buffer.allocUnsafeSlow(size <= largeChunk ? largeChunk : Math.max(size, usual + largeChunk));
      buffer?.copy(larger, 0, 0, filled);
      buffer = larger;
      buffers[turn] = larger;
    }
    buffer.set(piece, filled);
    filled = size;
  };

  return {
    get size() {
      return single?.byteLength ?? filled;
    },
    put(piece) {
      if (single) append(single);
      const isAlone = filled === 0 && piece.byteLength < smallPiece;
      // It may be a part of a large buffer, between the sizes of HTTP's chunks.
      single = isAlone ? Buffer.from(piece) : undefined;
      if (!isAlone) append(piece);
    },
    take() {
      const alone = single;
      const size = filled;
      this.clear();
      if (alone || size === 0) return alone;
      const chunk = (buffers[turn] as Buffer).subarray(0, size);
      if (size < largeChunk) return Buffer.from(chunk);
      turn = (turn + 1) % 3;
      return chunk;
    },
    clear() {
      single = undefined;
      filled = 0;
    },
  };
}
