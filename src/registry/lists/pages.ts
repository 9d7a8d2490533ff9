import { OciError } from '../../errors.ts';
import { readAll } from '../../store/verified.ts';
import { type HttpRequest, type HttpResponse, originOf, type Send, withoutUser } from '../http/http.ts';
import { refusal } from '../http/registry-answer.ts';
import { nextLink } from './link.ts';

/** A list that is longer than this has no end (oras-project/oras-go#1215). */
const maxPages = 1000;

/**
 * Reads the pages of a list, of which the first was asked for and answered. A page is at most 4 MiB; the next one is
 * where the header `Link` says, as long as that is at the registry: another host may not be asked with our rights.
 *
 * @param onwards is asked, once a page was worked with, for the address of the next one where `Link` names none;
 * `isCut` says that there is a `Link`, but not a readable one. Without it such a list fails with REGISTRY: it may well
 * be longer.
 */
export async function* pages(
  send: Send,
  request: HttpRequest,
  response: HttpResponse,
  what: string,
  onwards?: (isCut: boolean) => string | undefined,
): AsyncGenerator<Buffer> {
  const seen = new Set([new URL(request.url).href]);
  let current = request;
  let answer = response;
  for (;;) {
    if (answer.status !== 200) throw await refusal(current, answer, what);
    yield await readAll(answer.body, what);
    const link = nextLink(answer.headers['link']);
    if (link === 'unreadable' && !onwards) {
      throw new OciError('REGISTRY', `${what} has another page, but its Link header cannot be read`);
    }
    const url =
      typeof link === 'object'
        ? resolveNext(request.url, answer.url, link.next, what)
        : onwards?.(link === 'unreadable');
    if (url === undefined) return;
    if (seen.has(url)) throw new OciError('REGISTRY', `${what} leads back to an earlier page`);
    if (seen.size === maxPages) throw new OciError('TOO_LARGE', `${what} has more than ${maxPages} pages`);
    seen.add(url);
    current = { ...request, url };
    answer = await send(current);
  }
}

/** Resolves a link to a next page; fails with REGISTRY when it is not at the registry. */
function resolveNext(registryUrl: string, base: string, link: string, what: string): string {
  if (!URL.canParse(link, base)) throw new OciError('REGISTRY', `${what} has a next page without a valid address`);
  const url = new URL(link, base);
  const registry = new URL(registryUrl);
  // Behind a proxy that ends TLS, a registry that was not told of it names the scheme that it sees itself.
  if (/^https?:$/.test(url.protocol) && url.host === registry.host) url.protocol = registry.protocol;
  if (url.origin !== registry.origin) {
    throw new OciError('REGISTRY', `${what} continues at ${originOf(url.href)}, which is not the registry: refused`);
  }
  return withoutUser(url);
}
