import { type OciError, RegistryError } from '../../errors.ts';
import type { BodyLimit } from '../http/body-limit.ts';
import type { Failure, Session } from './upload-session.ts';

/** What a failure means for the upload: begin again at once with smaller chunks, count it as an attempt, or give up. */
type Verdict = 'resized' | 'counts' | 'final';

/** Decides in which sizes one upload is sent, by what is known of the host and by what it met itself. */
export class ChunkPlan {
  readonly #limit: BodyLimit;
  #takesChunks = true;
  /** The chunk size that is tried since a larger body broke the connection. */
  #tried: number | undefined;
  /** Why the content is sent in chunks: the answer to tell when those are refused too. */
  #refused: OciError | undefined;

  constructor(limit: BodyLimit) {
    this.#limit = limit;
  }

  /** Larger content is sent in chunks of this size. */
  chunkSizeFor({ minChunk }: Session): number {
    if (!this.#takesChunks) return Number.POSITIVE_INFINITY;
    return Math.max(Math.min(this.#limit.size, this.#tried ?? Number.POSITIVE_INFINITY), minChunk);
  }

  /** Learns from a failure. */
  judge({ kind, bytes, error }: Failure, { minChunk }: Session): Verdict {
    const status = error instanceof RegistryError ? error.status : 0;
    if (kind === 'limit' && this.#takesChunks && this.#limit.noteRefused(bytes, minChunk, status)) {
      this.#refused ??= error;
      return 'resized';
    }
    if (kind === 'broken' && this.#takesChunks) this.#tried = this.#limit.sizeToTry(bytes, minChunk) ?? this.#tried;
    if (kind !== 'unsupported') return status === 413 ? 'final' : 'counts';
    // Chunks were but an attempt: the content is sent whole again.
    const wasAttempt = this.#tried !== undefined;
    this.#takesChunks = false;
    this.#tried = undefined;
    return wasAttempt ? 'counts' : 'final';
  }

  /** The error to tell when an upload ends with this failure. */
  errorOf({ kind, error }: Failure): OciError {
    return (kind === 'unsupported' && this.#refused) || error;
  }

  /** Lets other uploads profit from what was tried. */
  noteDone(): void {
    if (this.#tried !== undefined) this.#limit.noteTried(this.#tried);
  }
}
