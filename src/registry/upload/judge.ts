import type { OciError } from '../../errors.ts';
import type { Connection } from '../http/http.ts';
import type { Session, UploadFailure } from './upload-session.ts';

/** What one upload has met so far, by which its next try is made. */
export interface Attempt {
  /** Failures since it last got further. */
  failures: number;
  /** The most bytes that a session took. */
  furthest: number;
  takesChunks: boolean;
  /** The chunk size that is tried since a larger body broke the connection. */
  tried?: number | undefined;
  /** Whether it met a registry that did not know its session, and began once more. */
  isBegunAgain?: true;
  /** Why the content goes in chunks: the answer to tell when those are refused too. */
  refused?: OciError;
  /** The last failure that counted. */
  cause?: OciError;
}

export const firstAttempt: Attempt = { failures: 0, furthest: 0, takesChunks: true };

/**
 * What to do after a failure: `restart` at once with smaller chunks, or after a pause send the content `again`, or
 * `resume` its session where it broke off; or fail with an error.
 */
export type UploadVerdict =
  | { next: 'restart' | 'again' | 'resume'; attempt: Attempt }
  | { next: 'fail'; error: OciError };

/** Says what a failure means for an upload, by what is known of the host and by what the upload has met itself. */
export function judge(
  attempt: Attempt,
  { error, status, kind, bytes }: Omit<UploadFailure, 'isMaybeStored'>,
  { offset, minChunk }: Pick<Session, 'offset' | 'minChunk'>,
  { limit, retries }: Pick<Connection, 'limit' | 'retries'>,
): UploadVerdict {
  const { takesChunks, tried, refused = error } = attempt;
  if (kind === 'limit' && takesChunks && limit.sizeBelow(bytes, minChunk) !== undefined) {
    return { next: 'restart', attempt: { ...attempt, refused } };
  }
  const failures = offset > attempt.furthest ? 0 : attempt.failures;
  // Chunks that were only tried are no reason to fail: the content is sent whole again.
  const isFinal = kind === 'unsupported' ? tried === undefined : status === 413;
  if (isFinal || failures >= retries) return { next: 'fail', error: kind === 'unsupported' ? refused : error };
  const met = { ...attempt, failures: failures + 1, furthest: Math.max(offset, attempt.furthest), cause: error };
  if (kind === 'unsupported') return { next: 'again', attempt: { ...met, takesChunks: false, tried: undefined } };
  if (kind === 'unknown') return { next: 'again', attempt: { ...met, isBegunAgain: true } };
  if (kind === 'broken' && takesChunks) met.tried = limit.sizeToTry(bytes, minChunk) ?? tried;
  return { next: offset > 0 && kind !== 'spoiled' ? 'resume' : 'again', attempt: met };
}

/** Content that is larger than this is sent in chunks of this size. */
export function chunkSizeOf(
  { takesChunks, tried = Number.POSITIVE_INFINITY }: Attempt,
  { minChunk }: Pick<Session, 'minChunk'>,
  { limit }: Pick<Connection, 'limit'>,
): number {
  return takesChunks ? Math.max(Math.min(limit.size, tried), minChunk) : Number.POSITIVE_INFINITY;
}
