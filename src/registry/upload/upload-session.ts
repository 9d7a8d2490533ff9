import type { OpenContent } from '../../chunks.ts';
import { hasCode, OciError, type RegistryError, systemCodeOf } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Connection, discard, type HttpRequest, type HttpResponse, headerOf, withQuery } from '../http/http.ts';
import { isStoredStatus, isTakenStatus, refusal } from '../http/registry-answer.ts';
import { resolveLocation } from '../wrapped/redirected.ts';
import { isPassing, isPassingFault } from '../wrapped/retried.ts';
import type { Pieces } from './pieces.ts';

/** A blob on its way to a registry. */
export interface Upload {
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

/**
 * An upload session of a registry. Our own count is the truth: `Range` in the answers of ECR sticks at the first chunk.
 */
export interface Session {
  connection: Connection;
  /** The POST that began it: the requests that follow have its rights and its signal. */
  request: HttpRequest;
  /** Where the next request goes: the newest Location. */
  url: string;
  /** The least size of a chunk, but for the last one, that the registry takes. */
  minChunk: number;
  /** Bytes that were taken. */
  offset: number;
  /** Bytes that were sent, whether they arrived or not. */
  sent: number;
  /** The bytes that it had when it was last taken up after a failure; absent: it never was. */
  takenUpAt?: number;
}

/** Why a session came to a halt, when there is a way on. */
export interface UploadFailure {
  error: OciError;
  /** That of the answer; 0 when there was none. */
  status: number;
  /**
   * `limit`: the body was refused for its size; `unsupported`: chunks are not taken; `broken`: the connection was cut,
   * which may be the limit of a proxy; `spoiled`: the session was taken up and is of no use; `unknown`: the registry
   * does not know it; `passing`: everything else.
   */
  kind: 'limit' | 'unsupported' | 'broken' | 'spoiled' | 'unknown' | 'passing';
  /** The size of the body that was sent. */
  bytes: number;
  /** The blob may be stored all the same: it was the last request, and its answer was lost or says little. */
  isMaybeStored: boolean;
}

/** Bytes of any kind. */
export const octets = { 'content-type': 'application/octet-stream' };

/** A registry may ask for chunks of this size at the least, not more, as in regclient. */
export const maxMinChunk = 1024 * 1024 * 1024;

/** How registries without chunks answer to a PATCH, or to the PUT after several of them. */
const unsupportedStatuses = new Set([400, 405, 411, 415, 501]);

/**
 * Sends content, or what is left of it, through a session: one PUT, or a PATCH for each chunk and an empty PUT, as
 * Docker ends its uploads. Gives undefined when the blob is stored.
 */
export async function sendContent(
  session: Session,
  { descriptor, open, what }: Upload,
  pieces: Pieces,
  { chunkSize, failures, isBegunAgain }: { chunkSize: number; failures: number; isBegunAgain?: boolean },
): Promise<UploadFailure | undefined> {
  const { sendOnce, limit } = session.connection;
  const isWhole = session.offset === 0 && descriptor.size <= chunkSize;
  const isTakenUp = session.takenUpAt !== undefined;
  for (;;) {
    const isLast = isWhole || session.offset === descriptor.size;
    const end = isWhole ? descriptor.size : Math.min(session.offset + chunkSize, descriptor.size);
    const bytes = end - (isWhole ? 0 : session.offset);
    if (isLast && !isWhole) await pieces.finish();
    const request = isLast
      ? closing(session, descriptor, isWhole ? { open, size: descriptor.size } : undefined)
      : chunk(session, { open: pieces.piece(session.offset, end), size: bytes }, end);
    session.sent = Math.max(session.sent, end);
    const fail = (kind: UploadFailure['kind'], error: OciError, status = 0): UploadFailure => {
      return { error, status, kind, bytes, isMaybeStored: isLast && kind !== 'spoiled' && kind !== 'unknown' };
    };
    let response: HttpResponse;
    try {
      response = await sendOnce(failures === 0 ? request : { ...request, attempt: failures + 1 });
    } catch (error) {
      if (!isPassing(error)) throw error;
      return fail(isCut(error) ? 'broken' : 'passing', error);
    }
    const { status } = response;
    if (isLast ? isStoredStatus(status) : isTakenStatus(status)) {
      await discard(response);
      limit.notePassed(bytes);
      if (isLast) return undefined;
      session.offset = end;
      moveOn(session, response);
      const held = heldBytes(response) ?? 0;
      // distribution 3.1.2 with its memory driver: the broken request is still being written when the next one comes.
      if (!isTakenUp || held <= end) continue;
      const { host } = new URL(response.url);
      const problem = `${host} says that it has ${held} bytes, of which only ${end} were sent`;
      return fail('spoiled', new OciError('REGISTRY', `The upload ${what}: ${problem}`));
    }
    const error = await refusal(request, response, `The upload ${what}`);
    const isSpoiled = isTakenUp && (unsupportedStatuses.has(status) || hasCode(error, 'INTEGRITY'));
    if (isSpoiled) return fail('spoiled', error, status);
    if (!isBegunAgain && isUnknownSession(error)) return fail('unknown', error, status);
    // GHCR answers 416 to a chunk that is too large; later in the content it means that the session is out of step.
    const isLimit = status === 413 || (status === 416 && session.offset === 0);
    if (isLimit) return fail('limit', error, status);
    if (!isWhole && unsupportedStatuses.has(status)) return fail('unsupported', error, status);
    // 404 and 416: the session is gone or out of step, as after a cut transfer (docker-registry 2.8).
    if (!isPassingFault(response) && status !== 404 && status !== 416) throw error;
    return fail('passing', error, status);
  }
}

/**
 * Reports whether a registry cannot read the state of a session: one of several replicas made it, and another one with
 * another secret was asked (distribution, `http.secret`).
 */
export function isUnknownSession({ status, errors }: RegistryError): boolean {
  return status === 400 && errors.some(({ code }) => code === 'BLOB_UPLOAD_INVALID');
}

/**
 * Asks a registry, once, how much of a broken session it has, and lets the session go on from there. Gives false when
 * there is no way on: docker-registry 2.8 forgets the session, ECR has no such answer, and Gitea 1.27.3 answers 500 to
 * whatever follows a chunk that broke, so that a session which got no further since it was taken up is given up.
 *
 * @param refused the status that the last request was answered with; only after a 416 may the registry have less than
 * it took
 */
export async function takeUp(session: Session, refused: number): Promise<boolean> {
  const { access, signal } = session.request;
  const status: HttpRequest = { method: 'GET', url: session.url, signal, access };
  try {
    const response = await session.connection.sendOnce(status);
    await discard(response);
    const offset = heldBytes(response);
    // An empty session has the same range as one of one byte, 0-0.
    if (![200, 202, 204].includes(response.status) || offset === undefined || offset === 1) return false;
    if (offset > session.sent || (offset < session.offset && refused !== 416)) return false;
    if (offset <= (session.takenUpAt ?? 0)) return false;
    session.offset = offset;
    session.takenUpAt = offset;
    moveOn(session, response);
    return true;
  } catch {
    signal?.throwIfAborted();
    return false;
  }
}

/**
 * Lets the registry forget a session that is not used any more; whether it does is its own affair. docker-registry
 * wants a right for it that uploads do not have, where there are tokens.
 */
export async function cancel({ connection, request: { access, signal }, url }: Session): Promise<void> {
  if (signal?.aborted) return;
  const patience = AbortSignal.timeout(2_000);
  try {
    const request: HttpRequest = {
      method: 'DELETE',
      url,
      isBestEffort: true,
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      access,
    };
    await discard(await connection.sendOnce(request));
  } catch {
    // The reason why the session was given up is the one to tell.
  }
}

function chunk({ request, url, offset }: Session, body: HttpRequest['body'], end: number): HttpRequest {
  // Without `bytes`, as the specification has it; ACR refuses the other form (dotnet/sdk-container-builds#258).
  const headers = { ...octets, 'content-range': `${offset}-${end - 1}` };
  return { ...request, method: 'PATCH', url, headers, body };
}

/** The PUT that ends a session. */
export function closing({ request, url }: Session, { digest }: Descriptor, body?: HttpRequest['body']): HttpRequest {
  // What comes from a store is verified by it, and the registry compares the digest once more.
  return { ...request, method: 'PUT', url: withQuery(url, [['digest', digest]]), headers: octets, body };
}

/** How many bytes a session has by an answer; undefined when it does not say. */
function heldBytes(response: HttpResponse): number | undefined {
  const [, last] = /^(?:bytes=)?0-(\d{1,15})$/.exec(headerOf(response, 'range') ?? '') ?? [];
  return last === undefined ? undefined : Number(last) + 1;
}

/** Takes the newest Location of a session from an answer. */
export function moveOn(session: Session, response: HttpResponse): void {
  const location = headerOf(response, 'location');
  if (location !== undefined) session.url = resolveLocation(response.url, location);
}

function isCut({ cause }: OciError): boolean {
  return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(systemCodeOf(cause));
}
