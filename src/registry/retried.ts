import { setTimeout as delay } from 'node:timers/promises';
import { hasCode, type OciError, systemCodeOf } from '../errors.ts';
import { openBytes } from '../store/verified.ts';
import { type HttpResponse, headerOf, readShort, type Send } from './http.ts';

/** Answers that another attempt may turn into a success. */
const retriedStatuses = new Set([408, 429, 500, 502, 503, 504]);

/** A wait asked for by Retry-After that is longer than this is left to the author of the workflow. */
const maxRetryAfter = 60_000;

/** More than this of a refusal is not read for the wait it may ask for. */
const maxBodyBytes = 8 * 1024;

/**
 * Failures that were met at every attempt. Who wraps a request within a request, as one for a token is, does not begin
 * again: the attempts would multiply.
 */
const exhausted = new WeakSet<Error>();

/**
 * Sends a request again, at most `retries` times, when the connection failed or the answer is a passing fault. The waits
 * that a registry asks for are kept, up to a minute in all.
 */
export function retried(send: Send, retries: number): Send {
  return async (request) => {
    let waited = 0;
    for (let attempt = 0; ; attempt += 1) {
      let wait = backoff(attempt);
      try {
        const response = await send(attempt === 0 ? request : { ...request, attempt: attempt + 1 });
        if (!retriedStatuses.has(response.status) || attempt === retries) return response;
        const bytes = await readShort(response, maxBodyBytes, 2_000).catch(() => new Uint8Array());
        const asked = waitBefore(response, bytes.toString(), attempt, waited);
        if (asked === undefined) return { ...response, body: await openBytes(bytes)() };
        wait = asked;
      } catch (error) {
        if (!isPassing(error)) throw error;
        if (attempt === retries) {
          exhausted.add(error);
          throw error;
        }
      }
      waited += wait;
      await pause(wait, request.signal);
    }
  };
}

/**
 * Tells whether an error may be gone at the next attempt: a broken connection may, a wrong certificate or name not, and
 * what was tried often enough not either.
 */
export function isPassing(error: unknown): error is OciError {
  if (!hasCode(error, 'NETWORK') || exhausted.has(error)) return false;
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

/**
 * The wait a registry asked for in the header or the words of its answer, else the backoff; undefined when that is longer
 * than we wait, together with what was `waited` for the same request already.
 */
export function waitBefore(response: HttpResponse, words: string, attempt: number, waited: number): number | undefined {
  const asked = waitAsked(response, words);
  if (asked === undefined) return backoff(attempt);
  return asked + waited > maxRetryAfter ? undefined : Math.max(asked, backoff(0));
}

/** The wait that a registry asks for in the header or the words of its answer, in milliseconds. */
export function waitAsked(response: HttpResponse, words: string): number | undefined {
  return (
    parseRetryAfter(headerOf(response, 'retry-after')) ?? (response.status === 429 ? parseWaitIn(words) : undefined)
  );
}

/** Reads seconds or an HTTP date (RFC 9110, section 10.2.3) as milliseconds from now; undefined when it is neither. */
export function parseRetryAfter(value: string | undefined, now: number = Date.now()): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

const unitsOfGo: Record<string, number> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  µs: 0.001,
  us: 0.001,
  ns: 0.000001,
};

/**
 * Finds a wait in the words of a refusal, in milliseconds. GHCR writes it as Go prints durations, and sends no header:
 * `toomanyrequests: retry-after: 333.939671ms` (https://github.com/NVIDIA/cuda-quantum/issues/3979).
 */
export function parseWaitIn(words: string): number | undefined {
  const [, duration] = /retry-after:\s*((?:\d{1,9}(?:\.\d{1,9})?(?:h|ms|m|s|µs|us|ns))+)/i.exec(words) ?? [];
  if (duration === undefined) return undefined;
  const parts = duration.matchAll(/([\d.]+)([a-zµ]+)/g);
  return [...parts].reduce((sum, [, number, unit = '']) => sum + Number(number) * (unitsOfGo[unit] ?? 0), 0);
}
