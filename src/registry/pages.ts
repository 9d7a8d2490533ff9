import { OciError } from '../errors.ts';
import { readAll } from '../store/verified.ts';
import { type HttpRequest, type HttpResponse, originOf, type Send } from './http.ts';
import { nextLink } from './link.ts';
import { refusal } from './registry-answer.ts';

/** A list that is longer than this has no end (oras-project/oras-go#1215). */
const maxPages = 1000;

/**
 * Reads the pages of a list, of which the first was asked for and answered. A page is at most 4 MiB; the next one is where the header
 * `Link` says, as long as that is at the registry: another host may not be asked with our rights.
 */
export async function* pages(
  send: Send,
  request: HttpRequest,
  response: HttpResponse,
  what: string,
): AsyncGenerator<Buffer> {
  const seen = new Set([new URL(request.url).href]);
  let current = request;
  let answer = response;
  for (;;) {
    if (answer.status !== 200) throw await refusal(current, answer, what);
    yield await readAll(answer.body, what);
    const link = nextLink(answer.headers['link']);
    if (link === undefined) return;
    const url = resolveNext(answer.url, link, what);
    if (originOf(url) !== originOf(request.url)) {
      throw new OciError('REGISTRY', `${what} goes on at ${originOf(url)}, another place than the registry: refused`);
    }
    if (seen.has(url)) throw new OciError('REGISTRY', `${what} goes on in a circle`);
    if (seen.size === maxPages) throw new OciError('TOO_LARGE', `${what} has more than ${maxPages} pages`);
    seen.add(url);
    current = { ...request, url };
    answer = await send(current);
  }
}

function resolveNext(base: string, link: string, what: string): string {
  if (!URL.canParse(link, base)) throw new OciError('REGISTRY', `${what} has a next page without a valid address`);
  const url = new URL(link, base);
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href;
}
