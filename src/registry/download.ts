import { giveUp } from '../chunks.ts';
import { cutText } from '../cut-text.ts';
import { OciError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { clock, pause } from '../time.ts';
import { discard, type HttpRequest, type HttpResponse, headerOf, type Send } from './http/http.ts';
import { backoff } from './http/rate-limit.ts';
import { refusal } from './http/registry-answer.ts';
import { networkError } from './http/transport.ts';
import { isPassing } from './wrapped/retried.ts';
import { tellAttempt, type WaitObserver } from './wrapped/waits.ts';

interface DownloadOptions {
  descriptor: Pick<Descriptor, 'digest' | 'size'>;
  /** How often in a row a broken transfer may be taken up again without getting this much further. */
  retries: number;
  onWait?: WaitObserver | undefined;
  /** What is read, for messages: `host/repository@digest`. */
  what: string;
}

/** A transfer that broke off after less than this since the last break counts as a failed attempt. */
const minProgress = 64 * 1024;

/**
 * Opens content and gives its chunks, unverified. When the transfer breaks, it is taken up with `Range` where the
 * registry does that rightly, and else read again with the bytes we have skipped: what was passed on stays passed
 * on, so the digest check at the end holds for both ways.
 */
export async function download(
  send: Send,
  request: HttpRequest,
  options: DownloadOptions,
): Promise<AsyncGenerator<Uint8Array>> {
  const chunks = chunksOf(send, request, options);
  await chunks.next();
  return chunks;
}

async function* chunksOf(send: Send, request: HttpRequest, options: DownloadOptions): AsyncGenerator<Uint8Array> {
  const { descriptor, retries, onWait } = options;
  let response = await open(send, request, 0, options);
  let passed = 0;
  let failures = 0;
  let passedAtBreak = 0;
  try {
    // Taken by `download`: from here on, giving up the generator closes the connection.
    yield new Uint8Array();
    for (;;) {
      const start = clock();
      let skip = passed - startOf(response);
      try {
        for await (const chunk of response.body) {
          const wanted = chunk.subarray(Math.min(skip, chunk.byteLength));
          skip -= chunk.byteLength - wanted.byteLength;
          if (wanted.byteLength === 0) continue;
          passed += wanted.byteLength;
          yield wanted;
        }
        // A body without Content-Length may end early without an error.
        if (passed >= descriptor.size) return;
        throw new OciError('NETWORK', `${options.what} broke off after ${passed} of ${descriptor.size} bytes`);
      } catch (error) {
        request.signal?.throwIfAborted();
        const failure = networkError(response.url, error, 'broken-connection');
        failures = passed - passedAtBreak >= minProgress ? 1 : failures + 1;
        passedAtBreak = passed;
        if (failures > retries || !isPassing(failure)) throw failure;
        const wait = backoff(failures - 1);
        tellAttempt(onWait, failure.message, { next: failures + 1, all: retries + 1, wait, start });
        await pause(wait, request.signal);
        response = await open(send, request, passed, options);
      }
    }
  } finally {
    await giveUp(response.body);
  }
}

/** Asks for the content from byte `start` on; the answer may begin there or at 0, never elsewhere. */
async function open(send: Send, request: HttpRequest, start: number, options: DownloadOptions): Promise<HttpResponse> {
  const ranged = start > 0 ? { ...request, headers: { ...request.headers, range: `bytes=${start}-` } } : request;
  const response = await send(ranged);
  const isUsable = response.status === 200 || isPartFrom(response, start, options.descriptor.size);
  if (isUsable) return checked(response, options);
  if (start > 0 && (response.status === 206 || response.status === 416)) {
    await discard(response);
    return open(send, request, 0, options);
  }
  throw await refusal(request, response, options.what);
}

/** Refuses, before the first byte is read, what cannot become the content. */
async function checked(response: HttpResponse, { descriptor, what }: DownloadOptions): Promise<HttpResponse> {
  const encoding = headerOf(response, 'content-encoding') ?? 'identity';
  const length = headerOf(response, 'content-length') ?? '';
  const isIdentity = encoding.toLowerCase() === 'identity';
  // A part may end before the content does.
  const isWhole = response.status !== 206 && length !== '';
  if (isIdentity && (!isWhole || Number(length) === descriptor.size)) return response;
  await giveUp(response.body);
  throw isIdentity
    ? new OciError('INTEGRITY', `${what} has ${length} bytes in the registry, not ${descriptor.size}`)
    : new OciError(
        'REGISTRY',
        `${what} was sent with Content-Encoding ${cutText(encoding, 40)}, which was not asked for`,
      );
}

/**
 * Tells whether an answer is the part that was asked for, by all that it says of itself: some servers send the whole as
 * a 206.
 */
function isPartFrom(response: HttpResponse, start: number, size: number): boolean {
  if (response.status !== 206 || start === 0 || startOf(response) !== start) return false;
  const [, end, total] = /-(\d+)\/(\d+|\*)$/.exec(headerOf(response, 'content-range') ?? '') ?? [];
  const length = headerOf(response, 'content-length');
  const isOfSize = total === '*' || Number(total) === size;
  return isOfSize && Number(end) < size && (length === undefined || Number(length) === Number(end) - start + 1);
}

/** The first byte that a 206 carries; 0 for every other answer, -1 when the header cannot be read. */
function startOf(response: HttpResponse): number {
  if (response.status !== 206) return 0;
  const [, start] = /^bytes (\d+)-/.exec(headerOf(response, 'content-range') ?? '') ?? [];
  return start === undefined ? -1 : Number(start);
}
