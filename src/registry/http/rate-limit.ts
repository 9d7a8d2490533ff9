import { type HttpResponse, headerOf } from './http.ts';

/** What a refusal says of a limit: that requests come too fast, or that the host cannot answer for now. */
export interface RateLimit {
  /** Milliseconds to wait; undefined when the answer does not say. */
  asked: number | undefined;
  /** Whether it is a 403, as GitHub answers where others have 429: its limit asks for longer waits. */
  isSecondary: boolean;
}

/**
 * Answers of a passing fault, which another attempt may turn into a success. They mean "later" only when they say when:
 * a server that fails may not know.
 */
const passingStatuses: ReadonlySet<number> = new Set([408, 500, 502, 503, 504]);

/**
 * Tells whether an answer may be another one at the next attempt. 520 to 524 are those of Cloudflare before a registry
 * that does not answer; 525 and 526 are about its certificate and stay
 * (https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/). How long they
 * ask to wait is the same for every site, up to two minutes: our own pauses are better.
 */
export function isPassingStatus(status: number): boolean {
  return passingStatuses.has(status) || (status >= 520 && status <= 524);
}

/**
 * Reads the rate limit off an answer; undefined when it is about something else. GitHub's secondary limit is a 403 with
 * a `Retry-After`, or with these words alone
 * (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit).
 *
 * @param words the start of the body; a HEAD has none
 */
export function rateLimitOf(response: Pick<HttpResponse, 'status' | 'headers'>, words: string): RateLimit | undefined {
  const { status } = response;
  const asked = parseRetryAfter(headerOf(response, 'retry-after'));
  if (status === 429) return { asked: asked ?? parseWaitIn(words), isSecondary: false };
  if (status === 403 && (asked !== undefined || /\bsecondary rate limit/i.test(words))) {
    return { asked, isSecondary: true };
  }
  return asked !== undefined && passingStatuses.has(status) ? { asked, isSecondary: false } : undefined;
}

/**
 * A host that says "at once" gets a moment all the same, and what is longer than a minute is left to the author of the
 * workflow.
 */
const [leastWait, longestWait] = [100, 60_000];

/**
 * Milliseconds to wait for a limit: what the answer asks for, else 15 s doubled up to a minute for the secondary limit
 * of GitHub, which counts by the minute, and 0.25 s doubled up to 10 s for others; undefined when it is more than we
 * wait.
 *
 * @param before how many waits in a row were in vain
 */
export function waitOf({ asked, isSecondary }: RateLimit, before: number): number | undefined {
  if (asked !== undefined) return asked > longestWait ? undefined : Math.max(asked, leastWait);
  return isSecondary ? Math.min(longestWait, 15_000 * 2 ** before) : backoff(before);
}

/** Milliseconds to wait before attempt number `attempt + 1`: 0.25 s doubled each time, at most 10 s, with jitter. */
export function backoff(attempt: number): number {
  return Math.min(10_000, 250 * 2 ** attempt) * (0.75 + Math.random() / 2);
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
