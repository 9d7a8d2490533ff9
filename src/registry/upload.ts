import { hasCode, OciError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { OpenContent } from '../store/store.ts';
import { type Connection, discard, type HttpRequest, headerOf } from './http.ts';
import { resolveLocation } from './redirected.ts';
import { refusal } from './registry-answer.ts';
import { backoff, isPassing, isPassingStatus, pause, waitBefore } from './retried.ts';

interface Upload {
  /** The POST that starts an upload session. */
  request: HttpRequest;
  /** Where the blob is found once it is there. */
  blobUrl: string;
  descriptor: Descriptor;
  open: OpenContent;
  /** A repository of the same registry that may have the blob. */
  mountFrom: string | undefined;
  /** What is sent, for messages. */
  what: string;
}

/** A failed attempt that another one may mend, and the milliseconds until then; no time when the registry asks for too long a wait. */
interface Failure {
  error: OciError;
  wait: number | undefined;
}

/**
 * Uploads a blob by POST and one PUT that streams the content; tells whether the registry mounted it instead. A broken
 * attempt is repeated from the start in a new session, after a look whether the blob arrived all the same: a lost answer
 * is no lost upload.
 */
export async function upload(connection: Connection, blob: Upload): Promise<'uploaded' | 'mounted'> {
  for (let attempt = 0; ; attempt += 1) {
    const session = await startSession(connection, blob, attempt === 0 ? blob.mountFrom : undefined);
    if (session === undefined) return 'mounted';
    const failure = await sendBlob(connection, blob, session, attempt);
    if (failure === undefined) return 'uploaded';
    if (attempt >= connection.retries || failure.wait === undefined) throw failure.error;
    await pause(failure.wait, blob.request.signal);
    if (await isStored(connection, blob)) return 'uploaded';
  }
}

/** Starts a session and gives its URL; undefined when the registry mounted the blob. */
async function startSession(
  connection: Connection,
  blob: Upload,
  mountFrom: string | undefined,
): Promise<string | undefined> {
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
    return resolveLocation(response.url, location);
  }
  if (mountFrom !== undefined && [400, 401, 403, 404, 405].includes(response.status)) {
    await discard(response);
    return startSession(connection, blob, undefined);
  }
  throw await refusal(post, response, `The upload of ${what}`);
}

async function sendBlob(
  { sendOnce }: Connection,
  { request, descriptor, open, what }: Upload,
  session: string,
  attempt: number,
): Promise<Failure | undefined> {
  const put: HttpRequest = {
    ...request,
    method: 'PUT',
    url: `${session}${session.includes('?') ? '&' : '?'}digest=${encodeURIComponent(descriptor.digest)}`,
    headers: { 'content-type': 'application/octet-stream' },
    // What comes from a store is verified by it, and the registry compares the digest once more.
    body: { open, size: descriptor.size },
  };
  try {
    const response = await sendOnce(put);
    // 201 by the specification, 204 from older registries.
    if (response.status === 201 || response.status === 204) {
      await discard(response);
      return undefined;
    }
    const error = await refusal(put, response, `The upload of ${what}`);
    // 404 and 416: the session is gone or out of step, as after a cut transfer (docker-registry 2.8).
    if (!isPassingStatus(response.status) && response.status !== 404 && response.status !== 416) throw error;
    return { error, wait: waitBefore(response, attempt) };
  } catch (error) {
    if (!isPassing(error)) throw error;
    return { error, wait: backoff(attempt) };
  }
}

async function isStored({ send }: Connection, { request, blobUrl }: Upload): Promise<boolean> {
  const response = await send({ ...request, method: 'HEAD', url: blobUrl });
  await discard(response);
  return response.status === 200;
}
