import { setTimeout as delay } from 'node:timers/promises';
import { hasCode, type OciError, systemCodeOf } from '../errors.ts';
import { discard, type HttpResponse, headerOf, type Send } from './http.ts';

/** Answers that another attempt may turn into a success. */
const retriedStatuses = new Set([408, 429, 500, 502, 503, 504]);

/** A wait asked for by Retry-After that is longer than this is left to the author of the workflow. */
const maxRetryAfter = 60_000;

/** Sends a request again, at most `retries` times, when the connection failed or the answer is a passing fault. */
export function retried(send: Send, retries: number): Send {
  return async (request) => {
    for (let attempt = 0; ; attempt += 1) {
      let response: HttpResponse | undefined;
      try {
        response = await send(request);
        if (!retriedStatuses.has(response.status) || attempt === retries) return response;
      } catch (error) {
        if (attempt === retries || !isPassing(error)) throw error;
      }
      const wait = response === undefined ? backoff(attempt) : waitBefore(response, attempt);
      if (response && wait === undefined) return response;
      if (response) await discard(response);
      await pause(wait ?? 0, request.signal);
    }
  };
}

/** Tells whether an error may be gone at the next attempt: a broken connection may, a wrong certificate or name not. */
export function isPassing(error: unknown): error is OciError {
  if (!hasCode(error, 'NETWORK')) return false;
  const code = systemCodeOf(error.cause);
  return !permanentCodes.test(code);
}

/** Tells whether an answer may be another one at the next attempt. */
export function isPassingStatus(status: number): boolean {
  return retriedStatuses.has(status);
}

const permanentCodes =
  /^(?:ENOTFOUND|EPROTO|HPE_INVALID_CONSTANT|UND_ERR_INVALID_ARG|HOSTNAME_MISMATCH|(?:ERR_SSL|ERR_OSSL|ERR_TLS|CERT|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)_.*)$/;

/** Milliseconds to wait before attempt number `attempt + 1`: 0.25 s doubled each time, at most 10 s, with jitter. */
export function backoff(attempt: number): number {
  return Math.min(10_000, 250 * 2 ** attempt) * (0.75 + Math.random() / 2);
}

/** Waits; fails with the reason of the signal when it is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await delay(milliseconds, undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** The wait a registry asked for, else the backoff; undefined when it asked for more than we wait. */
export function waitBefore(response: HttpResponse, attempt: number): number | undefined {
  const asked = parseRetryAfter(headerOf(response, 'retry-after'));
  if (asked === undefined) return backoff(attempt);
  return asked > maxRetryAfter ? undefined : Math.max(asked, backoff(0));
}

/** Reads seconds or an HTTP date (RFC 9110, section 10.2.3) as milliseconds from now; undefined when it is neither. */
export function parseRetryAfter(value: string | undefined, now: number = Date.now()): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
