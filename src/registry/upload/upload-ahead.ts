import type { OpenContent } from '../../chunks.ts';
import type { SentAhead } from '../../store/store.ts';
import { type Connection, discard, type HttpRequest } from '../http/http.ts';
import { isStoredStatus, isTakenStatus } from '../http/registry-answer.ts';
import { startSession } from './upload.ts';
import { cancel, closing, moveOn, octets, type Session } from './upload-session.ts';

/**
 * Sends a blob while its digest is being computed: in one PATCH without `Content-Range`, as Docker sends all layers. It
 * is an attempt: whatever goes wrong, nothing is repeated, and the blob is uploaded in the usual way, with all that it
 * knows of limits and broken connections. The registry compares the digest at the end.
 */
export function uploadAhead(
  connect: () => Promise<Connection>,
  post: Promise<HttpRequest>,
  content: { open: OpenContent; size: number },
  what: string,
  signal: AbortSignal,
): SentAhead {
  const controller = new AbortController();
  const own = AbortSignal.any([signal, controller.signal]);
  let session: Session | undefined;

  const send = async (): Promise<boolean> => {
    const connection = await connect();
    // What is known of the host's limits says that it would be refused.
    if (content.size > connection.limit.size) return false;
    const request = { ...(await post), signal: own };
    const begun = await startSession(connection, request, what);
    if (begun === undefined) return false;
    session = { ...begun, request: { ...request, signal } };
    const { url } = begun;
    const response = await connection.sendOnce({ ...request, method: 'PATCH', url, headers: octets, body: content });
    await discard(response);
    moveOn(session, response);
    return isTakenStatus(response.status);
  };
  const isSent = send().catch(() => false);

  const end = async () => {
    controller.abort();
    await isSent;
    if (session) await cancel(session);
    session = undefined;
  };

  return {
    async commit(descriptor) {
      try {
        if ((await isSent) && session) {
          const response = await session.connection.sendOnce(closing(session, descriptor));
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
