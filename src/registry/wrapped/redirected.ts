import { OciError } from '../../errors.ts';
import { discard, type HttpRequest, type HttpResponse, headerOf, type Send, withoutUser } from '../http/http.ts';

/** Registries redirect once, to their storage; some go through a second host. */
const maxRedirects = 5;

/**
 * Follows redirects by hand. Each hop is a request of its own, so that the wrapped function decides again, by the
 * origin it goes to, whether credentials are sent. A body is sent again on 307 and 308.
 */
export function redirected(send: Send): Send {
  return async (request) => {
    let current: HttpRequest = request;
    for (let hops = 0; ; hops += 1) {
      const response = await send(current);
      const location = redirectOf(current, response);
      if (location === undefined) return response;
      await discard(response);
      if (hops === maxRedirects) {
        throw new OciError('REGISTRY', `${new URL(request.url).host} redirected us more than ${maxRedirects} times`);
      }
      current = { ...current, url: resolveLocation(response.url, location) };
    }
  };
}

/**
 * Resolves a `Location` against the URL that answered, keeping its query byte for byte: it may be signed.
 * Refuses what is not HTTP and a step from https to http (GHSA-vh4v-2xq2-g5cg).
 */
export function resolveLocation(base: string, location: string): string {
  let url: URL;
  try {
    url = new URL(location, base);
  } catch {
    throw new OciError('REGISTRY', `${new URL(base).host} answered with an invalid Location`);
  }
  if (url.protocol !== 'https:' && (url.protocol !== 'http:' || base.startsWith('https:'))) {
    const from = `${new URL(base).host} (${new URL(base).protocol.slice(0, -1)})`;
    throw new OciError('REGISTRY', `${from} redirected us to ${url.protocol.slice(0, -1)}: refused`);
  }
  return withoutUser(url);
}

function redirectOf({ method }: HttpRequest, response: HttpResponse): string | undefined {
  const { status } = response;
  const isRedirect =
    status === 307 || status === 308 || ([301, 302, 303].includes(status) && (method === 'GET' || method === 'HEAD'));
  return isRedirect ? headerOf(response, 'location') : undefined;
}
