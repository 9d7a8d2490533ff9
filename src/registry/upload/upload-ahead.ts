import type { OpenContent } from '../../chunks.ts';
import type { SentAhead } from '../../store/store.ts';
import { type Connection, discard, type HttpRequest } from '../http/http.ts';
import { isStoredStatus, isTakenStatus } from '../http/registry-answer.ts';
import { startSession } from './upload.ts';
import { cancel, closing, moveOn, type Session } from './upload-session.ts';

/**
 * Sends a blob while its digest is being computed: in one PATCH without `Content-Range`, as Docker sends all layers. It
 * is an attempt: whatever goes wrong, nothing is repeated, and the blob is uploaded in the usual way, with all that it
 * knows of limits and broken connections. The registry compares the digest at the end.
 */
export function uploadAhead(
  connect: () => Promise<Connection>,
  post: Promise<HttpRequest>,
  { open, size }: { open: OpenContent; size: number },
  what: string,
  signal: AbortSignal,
): SentAhead {
  const controller = new AbortController();
  const own = AbortSignal.any([signal, controller.signal]);
  let session: Session | undefined;

  const send = async (): Promise<boolean> => {
    const connection = await connect();
    // What is known of the host's limits says that it would be refused.
    if (size > connection.limit.size) return false;
    const request = { ...(await post), signal: own };
    session = await startSession(connection, { request, what });
    if (session === undefined) return false;
    const headers = { 'content-type': 'application/octet-stream' };
    const patch: HttpRequest = { ...request, method: 'PATCH', url: session.url, headers, body: { open, size } };
    const response = await connection.sendOnce(patch);
    await discard(response);
    moveOn(session, response);
    return isTakenStatus(response.status);
  };
  const isSent = send().catch(() => false);

  const end = async () => {
    controller.abort();
    await isSent;
    if (session) await cancel(await connect(), { request: { ...(await post), signal } }, session);
    session = undefined;
  };

  return {
    async commit(descriptor) {
      try {
        if ((await isSent) && session) {
          const request = { ...(await post), signal };
          const response = await (await connect()).sendOnce(closing({ request, descriptor }, session, undefined));
          await discard(response);
          if (isStoredStatus(response.status)) return true;
        }
      } catch {
        // The usual way finds out what is wrong, and says so.
      }
      await end();
      return false;
    },
    cancel: end,
  };
}
