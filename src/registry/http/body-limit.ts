import { formatBytes } from '../../format-bytes.ts';

/**
 * Chunk sizes that are tried, one after the other: 4 MiB is all that GHCR takes in a PATCH, 1 MiB is the default of
 * nginx.
 */
const ladder = [4 * 1024 * 1024, 1024 * 1024, 512 * 1024];

/**
 * What is known of the largest body that a registry, or a proxy before it, takes. All uploads to one host share it, so
 * that each refusal is met once.
 *
 * @see https://github.com/ocx-sh/ocx/pull/237 for GHCR's limit
 */
export class BodyLimit {
  readonly #host: string;
  readonly #onNotice: (text: string) => void;
  #size: number;
  #passed = 0;

  /** @param size where to begin; without it, bodies are sent whole until one is refused */
  constructor(host: string, size = Number.POSITIVE_INFINITY, onNotice: (text: string) => void = () => {}) {
    this.#host = host;
    this.#size = size;
    this.#onNotice = onNotice;
  }

  /** Larger bodies are sent in chunks of this size. */
  get size(): number {
    return this.#size;
  }

  /** Notes that a body went through. */
  notePassed(bytes: number): void {
    this.#passed = Math.max(this.#passed, bytes);
  }

  /** The next smaller size to try for a body, of at least `min`; undefined when there is none. */
  sizeBelow(bytes: number, min: number): number | undefined {
    return [this.#size, ...ladder].find((size) => size < bytes && size >= min && size <= this.#size);
  }

  /** Notes that a body was refused for its size. */
  noteRefused(bytes: number, min: number, status: number): void {
    const next = this.sizeBelow(bytes, min);
    if (next === undefined || next >= this.#size) return;
    this.#size = next;
    const advice = status === 413 ? '. For nginx, raise client_max_body_size' : '';
    this.#onNotice(
      `${this.#host} refused a body of ${formatBytes(bytes)} (${status}): sending it in chunks of ${formatBytes(next)}${advice}`,
    );
  }

  /**
   * The size to try after the connection broke during a body: the limit of a proxy may show so. None when such a body
   * passed before.
   */
  sizeToTry(bytes: number, min: number): number | undefined {
    return bytes > this.#passed ? this.sizeBelow(bytes, min) : undefined;
  }

  /** Notes that content went through in chunks of this size after the connection had broken without them. */
  noteTried(size: number): void {
    this.#size = Math.min(this.#size, size);
  }
}
