import { maxManifestBytes } from '../../oci/manifest.ts';
import { openBytes } from '../../store/verified.ts';
import { readShort, type Send } from '../http/http.ts';
import { networkError } from '../http/transport.ts';

/**
 * Reads an answer that is wanted as a whole before it gives it back: one that breaks off fails with NETWORK, like one
 * that never came, and is asked for again by what is wrapped around. What is longer than a manifest may be is cut after
 * the first byte too many, by which the reader knows; `limit` is for what is not a manifest.
 *
 * @param deadline milliseconds for the whole body
 */
export function buffered(send: Send, deadline: number, limit: number = maxManifestBytes): Send {
  return async (request) => {
    const response = await send(request);
    if (!request.isBuffered) return response;
    try {
      const bytes = await readShort(response, limit, deadline * Math.max(1, limit / maxManifestBytes));
      return { ...response, body: await openBytes(bytes)() };
    } catch (error) {
      request.signal?.throwIfAborted();
      throw networkError(response.url, error, 'broken-connection');
    }
  };
}
