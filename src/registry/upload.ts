import { hasCode, OciError, RegistryError } from '../errors.ts';
import type { Digest } from '../oci/digest.ts';
import { ChunkPlan } from './chunk-plan.ts';
import { type Connection, discard, headerOf } from './http.ts';
import { Pieces } from './pieces.ts';
import { backoff } from './rate-limit.ts';
import { resolveLocation } from './redirected.ts';
import { refusal } from './registry-answer.ts';
import { isPassingStatus, pause } from './retried.ts';
import { cancel, type Failure, maxMinChunk, type Session, sendContent, takeUp, type Upload } from './upload-session.ts';

/**
 * Uploads a blob by POST and one PUT that streams the content; tells whether the registry mounted it instead. Where such a
 * body is refused for its size, or breaks the connection, the content goes in chunks. What is broken is taken up where
 * the registry can do that, and else repeated from the start in a new session, after a look whether the blob arrived all
 * the same: a lost answer is no lost upload.
 */
export async function upload(connection: Connection, blob: Upload): Promise<'uploaded' | 'mounted'> {
  const pieces = new Pieces(blob.open, blob.descriptor.size);
  try {
    return await attempts(connection, blob, pieces);
  } finally {
    pieces.close();
  }
}

async function attempts(connection: Connection, blob: Upload, pieces: Pieces): Promise<'uploaded' | 'mounted'> {
  const plan = new ChunkPlan(connection.limit);
  let mountFrom =
    blob.mountFrom === undefined ? undefined : { repository: blob.mountFrom, digest: blob.descriptor.digest };
  let session: Session | undefined;
  let cause: OciError | undefined;
  let failures = 0;
  let furthest = 0;
  for (;;) {
    session ??= await recover(cause, () => startSession(connection, blob, mountFrom));
    if (session === undefined) return 'mounted';
    mountFrom = undefined;
    const current = session;
    current.chunkSize = plan.chunkSizeFor(current);
    const failure = await sendContent(connection, blob, current, pieces, failures).catch(async (error) => {
      await cancel(connection, blob, current);
      throw error;
    });
    if (failure === undefined) {
      plan.noteDone();
      return 'uploaded';
    }
    const verdict = plan.judge(failure, current);
    if (verdict !== 'resized') {
      if (current.offset > furthest) {
        furthest = current.offset;
        failures = 0;
      }
      if (verdict === 'final' || failures >= connection.retries) {
        if (isAnswerLost(failure) && (await isStored(connection, blob).catch(() => false))) return 'uploaded';
        await cancel(connection, blob, current);
        throw plan.errorOf(failure);
      }
      cause = failure.error;
      await pause(backoff(failures), blob.request.signal);
      failures += 1;
      if (failure.isMaybeStored && (await recover(cause, () => isStored(connection, blob)))) return 'uploaded';
      const isChunked = current.offset > 0 && failure.kind !== 'unsupported';
      if (isChunked && (await takeUp(connection, blob, current, failure))) continue;
    }
    await cancel(connection, blob, current);
    session = undefined;
  }
}

/** Tells whether the answer to the last request was lost, on the way or by a gateway: the blob may well be there. */
function isAnswerLost({ isMaybeStored, error }: Failure): boolean {
  return isMaybeStored && (!(error instanceof RegistryError) || error.status === 502 || error.status === 504);
}

/** Does a step on the way from a failure to the next attempt; when the step fails in such a way too, the first failure is the one to tell. */
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
  blob: Pick<Upload, 'request' | 'what'>,
  mountFrom?: { repository: string; digest: Digest },
): Promise<Session | undefined> {
  const { request, what } = blob;
  const mount = mountFrom ? `?${new URLSearchParams({ mount: mountFrom.digest, from: mountFrom.repository })}` : '';
  const access = request.access && {
    ...request.access,
    ...(mountFrom ? { alsoPull: mountFrom.repository } : {}),
  };
  const post = { ...request, url: request.url + mount, ...(access ? { access } : {}) };
  const response = await connection.send(post).catch((error: unknown) => {
    if (mountFrom !== undefined && hasCode(error, 'UNAUTHORIZED', 'DENIED')) return undefined;
    throw error;
  });
  // Who may not read the other repository can still send the bytes (google/go-containerregistry#1681).
  if (response === undefined) return startSession(connection, blob);
  if (response.status === 201 && mountFrom !== undefined) {
    await discard(response);
    return undefined;
  }
  if (response.status === 202) {
    await discard(response);
    const location = headerOf(response, 'location');
    if (location === undefined) throw new OciError('REGISTRY', `The upload of ${what} was given no Location`);
    const [least = '0'] = /^\d{1,15}$/.exec(headerOf(response, 'oci-chunk-min-length') ?? '') ?? [];
    const url = resolveLocation(response.url, location);
    return { url, chunkSize: 0, minChunk: Math.min(Number(least), maxMinChunk), offset: 0, sent: 0 };
  }
  if (mountFrom !== undefined && [400, 401, 403, 404, 405].includes(response.status)) {
    await discard(response);
    return startSession(connection, blob);
  }
  throw await refusal(post, response, `The upload of ${what}`);
}

async function isStored({ send }: Connection, { request, blobUrl }: Upload): Promise<boolean> {
  const response = await send({ ...request, method: 'HEAD', url: blobUrl });
  await discard(response);
  return response.status === 200;
}
