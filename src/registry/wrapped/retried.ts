import { hasCode, isLasting, type OciError } from '../../errors.ts';
import { clock, pause } from '../../time.ts';
import { discard, type HttpResponse, type Send } from '../http/http.ts';
import { backoff, isPassingStatus, rateLimitOf } from '../http/rate-limit.ts';
import { answerOf, tellAttempt, type WaitObserver } from './waits.ts';

/**
 * Failures that were met at every attempt. Who wraps a request within a request, as one for a token is, does not begin
 * again: the attempts would multiply.
 */
const exhausted = new WeakSet<Error>();

/**
 * Sends a request again, at most `retries` times, when the connection failed or the answer is a passing fault. Answers
 * that ask to come later were repeated by `paced` before they come here.
 */
export function retried(send: Send, retries: number, onWait?: WaitObserver): Send {
  return async (request) => {
    for (let attempt = 0; ; attempt += 1) {
      const start = clock();
      let reason: string;
      try {
        const response = await send(attempt === 0 ? request : { ...request, attempt: attempt + 1 });
        const isLast = !isPassingFault(response) || attempt === retries;
        if (isLast) return attempt === 0 ? response : { ...response, isRepeated: true };
        reason = answerOf(response.url, response.status);
        await discard(response);
      } catch (error) {
        if (!isPassing(error)) throw error;
        if (attempt === retries) {
          exhausted.add(error);
          throw error;
        }
        reason = error.message;
      }
      const wait = backoff(attempt);
      tellAttempt(onWait, reason, { next: attempt + 2, all: retries + 1, wait, start });
      await pause(wait, request.signal);
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
