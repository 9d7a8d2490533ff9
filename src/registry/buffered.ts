import { maxManifestBytes } from '../oci/manifest.ts';
import { openBytes } from '../store/verified.ts';
import type { Send } from './http.ts';
import { networkError } from './transport.ts';

/**
 * Reads an answer that is wanted as a whole before it gives it back: one that breaks off fails with NETWORK, like one
 * that never came, and is asked for again by what is wrapped around. What is longer than a manifest may be is cut after
 * the first byte too many, by which the reader knows.
 */
export function buffered(send: Send): Send {
  return async (request) => {
    const response = await send(request);
    if (!request.isBuffered) return response;
    const chunks: Uint8Array[] = [];
    let received = 0;
    try {
      for await (const chunk of response.body) {
        chunks.push(chunk);
        received += chunk.byteLength;
        if (received > maxManifestBytes) break;
      }
    } catch (error) {
      request.signal?.throwIfAborted();
      throw networkError(response.url, error);
    }
    return { ...response, body: await openBytes(Buffer.concat(chunks))() };
  };
}
