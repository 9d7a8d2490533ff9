import { hasCode, OciError, RegistryError } from '../errors.ts';
import { type Connection, discard, headerOf } from './http.ts';
import { Pieces } from './pieces.ts';
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
  const { limit, retries } = connection;
  const { signal } = blob.request;
  let session: Session | undefined;
  /** The chunk size that is tried since a whole body broke the connection. */
  let tried: number | undefined;
  /** Why the content is sent in chunks: the answer to tell when those are refused too. */
  let refused: OciError | undefined;
  let last: Failure | undefined;
  let failures = 0;
  let furthest = 0;
  let waited = 0;
  for (let takesChunks = true; ; ) {
    const isFirst = last === undefined;
    session ??= await recover(last, () => startSession(connection, blob, isFirst ? blob.mountFrom : undefined));
    if (session === undefined) return 'mounted';
    const current = session;
    const size = Math.min(limit.size, tried ?? Number.POSITIVE_INFINITY);
    current.chunkSize = takesChunks ? Math.max(size, current.minChunk) : Number.POSITIVE_INFINITY;
    const failure = await sendContent(connection, blob, current, pieces, failures, waited).catch(async (error) => {
      await cancel(connection, blob, current);
      throw error;
    });
    if (failure === undefined) {
      if (tried !== undefined) limit.noteTried(tried);
      return 'uploaded';
    }
    last = failure;
    const { error, kind, bytes, wait } = failure;
    const status = error instanceof RegistryError ? error.status : 0;
    if (kind === 'limit' && takesChunks && limit.noteRefused(bytes, current.minChunk, status)) {
      refused ??= error;
      await cancel(connection, blob, current);
      session = undefined;
      continue;
    }
    if (kind === 'broken' && takesChunks) tried = limit.sizeToTry(bytes, current.minChunk) ?? tried;
    if (kind === 'unsupported') takesChunks = false;
    if (current.offset > furthest) {
      furthest = current.offset;
      failures = 0;
    }
    const isFinal = status === 413 || (kind === 'unsupported' && tried === undefined);
    if (isFinal || failures >= retries || wait === undefined) {
      // The answer to the last request may be lost, on the way or by a gateway: the blob may well be there.
      const isLost = status === 0 || status === 502 || status === 504;
      const isThere = isLost && failure.isMaybeStored && (await isStored(connection, blob).catch(() => false));
      if (isThere) return 'uploaded';
      await cancel(connection, blob, current);
      throw (kind === 'unsupported' && refused) || error;
    }
    if (kind === 'unsupported') tried = undefined;
    failures += 1;
    waited += wait;
    await pause(wait, signal);
    if (failure.isMaybeStored && (await recover(failure, () => isStored(connection, blob)))) return 'uploaded';
    const isChunked = current.offset > 0;
    if (isChunked && takesChunks && (await takeUp(connection, blob, current, failure))) continue;
    await cancel(connection, blob, current);
    session = undefined;
  }
}

/** Does a step on the way from a failure to the next attempt; when the step fails the same way, the failure is the cause to tell. */
async function recover<T>(failure: Failure | undefined, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const isAlike = hasCode(error, 'NETWORK') || (error instanceof RegistryError && isPassingStatus(error.status));
    throw failure && isAlike ? failure.error : error;
  }
}

/** Starts a session; undefined when the registry mounted the blob. */
async function startSession(
  connection: Connection,
  blob: Upload,
  mountFrom: string | undefined,
): Promise<Session | undefined> {
  const { request, descriptor, what } = blob;
  const mount = mountFrom === undefined ? '' : `?${new URLSearchParams({ mount: descriptor.digest, from: mountFrom })}`;
  const access = request.access && {
    ...request.access,
    ...(mountFrom === undefined ? {} : { alsoPull: mountFrom }),
  };
  const post = { ...request, url: request.url + mount, ...(access ? { access } : {}) };
  const response = await connection.send(post).catch((error: unknown) => {
    if (mountFrom !== undefined && hasCode(error, 'UNAUTHORIZED', 'DENIED')) return undefined;
    throw error;
  });
  // Who may not read the other repository can still send the bytes (google/go-containerregistry#1681).
  if (response === undefined) return startSession(connection, blob, undefined);
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
    return startSession(connection, blob, undefined);
  }
  throw await refusal(post, response, `The upload of ${what}`);
}

async function isStored({ send }: Connection, { request, blobUrl }: Upload): Promise<boolean> {
  const response = await send({ ...request, method: 'HEAD', url: blobUrl });
  await discard(response);
  return response.status === 200;
}
