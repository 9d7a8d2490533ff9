import { hasCode, OciError, RegistryError } from '../../errors.ts';
import type { Digest } from '../../oci/digest.ts';
import { clock, pause } from '../../time.ts';
import { headOrGet } from '../http/head-or-get.ts';
import { type Connection, discard, type HttpRequest, type HttpResponse, headerOf, withQuery } from '../http/http.ts';
import { backoff, isPassingStatus } from '../http/rate-limit.ts';
import { refusal } from '../http/registry-answer.ts';
import { resolveLocation } from '../wrapped/redirected.ts';
import { reasonOf, tellAttempt } from '../wrapped/waits.ts';
import { type Attempt, chunkSizeOf, firstAttempt, judge } from './judge.ts';
import { Pieces } from './pieces.ts';
import {
  cancel,
  isUnknownSession,
  maxMinChunk,
  type Session,
  sendContent,
  takeUp,
  type Upload,
  type UploadFailure,
} from './upload-session.ts';

/**
 * Uploads a blob by POST and one PUT that streams the content; tells whether the registry mounted it instead. Where
 * such a body is refused for its size, or breaks the connection, the content goes in chunks. What is broken is taken up
 * where the registry can do that, and else repeated from the start in a new session, after a headOrGet whether the blob
 * arrived all the same: a lost answer is not a lost upload.
 */
export async function upload(connection: Connection, blob: Upload): Promise<'uploaded' | 'mounted'> {
  const { descriptor, open, mountFrom } = blob;
  const pieces = new Pieces(open, descriptor.size);
  let mount = mountFrom === undefined ? undefined : { repository: mountFrom, digest: descriptor.digest };
  let attempt: Attempt | undefined = firstAttempt;
  try {
    while (attempt) {
      const session = await recover(attempt.cause, () => startSession(connection, blob.request, blob.what, mount));
      if (session === undefined) return 'mounted';
      mount = undefined;
      try {
        attempt = await attemptIn(session, blob, pieces, attempt);
      } catch (error) {
        await cancel(session);
        throw error;
      }
      if (attempt) await cancel(session);
    }
    return 'uploaded';
  } finally {
    pieces.close();
  }
}

/**
 * Sends content through one session, which is taken up as long as that goes. Gives what the next session begins with;
 * undefined when the blob is stored.
 */
async function attemptIn(session: Session, blob: Upload, pieces: Pieces, begun: Attempt): Promise<Attempt | undefined> {
  const { connection } = session;
  const { limit, retries, onWait } = connection;
  let attempt = begun;
  for (;;) {
    const start = clock();
    const chunkSize = chunkSizeOf(attempt, session, connection);
    const failure = await sendContent(session, blob, pieces, { ...attempt, chunkSize });
    if (failure === undefined) {
      // Other uploads profit from what was tried.
      if (attempt.tried !== undefined) limit.noteTried(attempt.tried);
      return undefined;
    }
    const verdict = judge(attempt, failure, session, connection);
    if (verdict.next === 'fail') {
      if (isAnswerLost(failure) && (await isStored(connection, blob).catch(() => false))) return undefined;
      throw verdict.error;
    }
    attempt = verdict.attempt;
    if (verdict.next === 'restart') {
      limit.noteRefused(failure.bytes, session.minChunk, failure.status);
      return attempt;
    }
    const wait = backoff(attempt.failures - 1);
    const reason = reasonOf(failure.error, session.url);
    tellAttempt(onWait, reason, { next: attempt.failures + 1, all: retries + 1, wait, start });
    await pause(wait, blob.request.signal);
    if (failure.isMaybeStored && (await recover(attempt.cause, () => isStored(connection, blob)))) return undefined;
    if (verdict.next === 'again' || !(await takeUp(session, failure.status))) return attempt;
  }
}

/** Tells whether the answer to the last request was lost, on the way or by a gateway: the blob may well be there. */
function isAnswerLost({ isMaybeStored, status }: UploadFailure): boolean {
  return isMaybeStored && [0, 502, 504].includes(status);
}

/**
 * Does a step on the way from a failure to the next attempt; when the step fails in such a way too, the first failure
 * is the one to tell.
 */
async function recover<T>(cause: OciError | undefined, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const isAlike = hasCode(error, 'NETWORK') || (error instanceof RegistryError && isPassingStatus(error.status));
    throw cause && isAlike ? cause : error;
  }
}

/** Starts a session; undefined when the registry mounted the blob from the repository that may have it. */
export async function startSession(
  connection: Connection,
  request: HttpRequest,
  what: string,
  mountFrom?: { repository: string; digest: Digest },
  isBegunAgain = false,
): Promise<Session | undefined> {
  const isMount = mountFrom !== undefined && !connection.unmountable.has(mountFrom.repository);
  const post = isMount ? mounting(request, mountFrom) : request;
  const response = await connection.send(post).catch((error: unknown) => {
    // The token server, which may have another opinion of the other repository.
    if (isMount && error instanceof RegistryError && error.code !== 'RATE_LIMITED') return error;
    throw error;
  });
  if (!(response instanceof RegistryError)) {
    if (response.status === 201 && isMount) {
      await discard(response);
      return undefined;
    }
    if (response.status === 202) {
      const { url, minChunk } = await startOf(response, what);
      return { connection, request, url, minChunk, offset: 0, sent: 0 };
    }
    if (!isMount || response.status === 429) {
      const error = await refusal(post, response, `The upload ${what}`);
      if (isBegunAgain || connection.retries === 0 || !isUnknownSession(error)) throw error;
      return startSession(connection, request, what, undefined, true);
    }
    await discard(response);
  }
  // Who may not read the other repository can still send the bytes (google/go-containerregistry#1681). It is so for all
  // of its blobs, and some token servers read one scope alone, our own (adxgun/registry-auth).
  if (isMount && [401, 403].includes(response.status)) connection.unmountable.add(mountFrom.repository);
  return startSession(connection, request, what);
}

/** Makes of the request for an upload one that mounts a blob from another repository, where the registry does that. */
function mounting(request: HttpRequest, { repository, digest }: { repository: string; digest: Digest }): HttpRequest {
  const url = withQuery(request.url, [
    ['mount', digest],
    ['from', repository],
  ]);
  return { ...request, url, access: request.access && { ...request.access, alsoPull: repository } };
}

/** Reads where a session goes on, and what it asks for. */
async function startOf(response: HttpResponse, what: string): Promise<Pick<Session, 'url' | 'minChunk'>> {
  await discard(response);
  const location = headerOf(response, 'location');
  if (location === undefined) throw new OciError('REGISTRY', `The upload ${what} was given no Location`);
  const [least = '0'] = /^\d{1,15}$/.exec(headerOf(response, 'oci-chunk-min-length') ?? '') ?? [];
  return { url: resolveLocation(response.url, location), minChunk: Math.min(Number(least), maxMinChunk) };
}

async function isStored({ send }: Connection, { request, blobUrl }: Upload): Promise<boolean> {
  return (await headOrGet(send, { ...request, url: blobUrl })).status === 200;
}
