import { hasCode, isLasting, type OciError } from '../../errors.ts';
import { clock } from '../../time.ts';
import { discard, type HttpResponse, type Send } from '../http/http.ts';
import { backoff, isPassingStatus, rateLimitOf } from '../http/rate-limit.ts';
import { Silences } from './silences.ts';
import { answerOf, tellAttempt, type WaitObserver } from './waits.ts';

/**
 * Failures that were met at every attempt. Who wraps a request within a request, as one for a token is, does not begin
 * again: the attempts would multiply.
 */
const exhausted = new WeakSet<Error>();

/**
 * Sends a request again, at most `retries` times, when the connection failed or the answer is a passing fault. A host
 * that answered before and is silent now is tried for longer, as `silences` says. Answers that ask to come later were
 * repeated by `rateLimited` before they come here.
 */
export function retried(send: Send, retries: number, onWait?: WaitObserver, silences: Silences = new Silences()): Send {
  return async (request) => {
    for (let attempt = 0; ; attempt += 1) {
      const start = clock();
      let reason: string;
      let left = 0;
      try {
        const response = await send(attempt === 0 ? request : { ...request, attempt: attempt + 1 });
        const isLast = !isPassingFault(response) || attempt >= retries;
        if (isLast) return attempt === 0 ? response : { ...response, isRepeated: true };
        reason = answerOf(response.url, response.status);
        await discard(response);
      } catch (error) {
        if (!isPassing(error)) throw error;
        left = retries === 0 ? 0 : silences.leftAfter(error);
        if (attempt >= retries && left <= 0) {
          exhausted.add(error);
          throw error;
        }
        reason = error.message;
      }
      // The last attempt comes when the time is over.
      const wait = attempt < retries ? backoff(attempt) : Math.min(backoff(attempt), left);
      tellAttempt(onWait, reason, { next: attempt + 2, ...(attempt < retries && { all: retries + 1 }), wait, start });
      await silences.time.pause(wait, request.signal);
    }
  };
}

/**
 * Tells whether an error may be gone at the next attempt: a broken connection may, a wrong certificate or name not, and
 * what was tried often enough not either.
 */
export function isPassing(error: unknown): error is OciError {
  return hasCode(error, 'NETWORK') && !exhausted.has(error) && !isLasting(error);
}

/** The same of a whole answer: one that asks for a wait was waited for already. */
export function isPassingFault(response: Pick<HttpResponse, 'status' | 'headers'>): boolean {
  return isPassingStatus(response.status) && rateLimitOf(response, '') === undefined;
}
