import { OciError } from '../../errors.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { checkPieces } from '../../oci/json.ts';
import { isTag } from '../../oci/reference.ts';
import type { ListOptions } from '../../store/store.ts';
import type { HttpRequest, Send } from '../http/http.ts';
import { pages } from './pages.ts';

/**
 * The largest known repositories have some 100,000 tags. Sorted as versions, these take 200 MiB, and 150,000 take 275.
 */
const maxTags = 120_000;

/** The page that is asked for: larger ones are refused, as by Amazon ECR. */
const pageSize = 1000;

/**
 * Lists the tags of all pages, each once (distribution-spec, "Listing Tags"); what cannot be a tag is dropped. `Link`
 * is optional in the specification, and go-containerregistry has none: after a full page without it we go on from the
 * last tag, until a page brings nothing new. Registries were seen that honour `n` and ignore `last`: where a page only
 * repeats what is known, the list is asked for once more, without `n`. Others send short pages without `Link`; with
 * `untilSure`, a page that seems the last one is followed by a question too.
 *
 * @param request for the whole list
 */
export async function* listTags(
  send: Send,
  request: HttpRequest,
  what: string,
  { untilSure = false }: ListOptions = {},
): AsyncGenerator<string> {
  const pageAfter = (last: string | undefined) => {
    const url = new URL(request.url);
    url.searchParams.set('n', String(pageSize));
    if (last !== undefined) url.searchParams.set('last', last);
    return url.href;
  };
  const seen = new Set<string>();
  let entries: unknown[] = [];
  let last: string | undefined;
  let isNew = false;
  const first = { ...request, url: pageAfter(undefined) };
  let isWhole = false;
  const onwards = (isCut: boolean) => {
    const isFull = entries.length >= pageSize;
    if (isWhole) return undefined;
    if (isNew) return isCut || isFull || untilSure ? pageAfter(last) : undefined;
    // A page that is not full holds all there is, where the registry ignores `last` alone.
    isWhole = isFull;
    return isFull ? request.url : undefined;
  };
  for await (const page of pages(send, first, await send(first), what, onwards)) {
    entries = readTags(page, what);
    isNew = false;
    for (const tag of entries) {
      if (typeof tag !== 'string' || !isTag(tag)) continue;
      last = tag;
      if (seen.has(tag)) continue;
      if (seen.size === maxTags) throw new OciError('TOO_LARGE', `${what} has more than ${maxTags} tags`);
      isNew = true;
      seen.add(tag);
      yield tag;
    }
  }
}

function readTags(page: Buffer, what: string): unknown[] {
  const text = page.toString();
  checkPieces(text, what);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new OciError('REGISTRY', `${what} was answered with something that is not JSON`, { cause: error });
  }
  // docker-registry says `null` once the last tag is gone.
  const tags = isRecord(body) ? (body['tags'] ?? []) : undefined;
  if (!Array.isArray(tags)) throw new OciError('REGISTRY', `${what} was answered without a list of tags`);
  return tags;
}
