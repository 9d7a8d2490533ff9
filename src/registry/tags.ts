import { OciError } from '../errors.ts';
import { isRecord } from '../oci/descriptor.ts';
import { isTag } from '../oci/reference.ts';
import type { HttpRequest, Send } from './http.ts';
import { pages } from './pages.ts';

/** The largest known repositories have some 100,000 tags. Sorted as versions, these take 200 MiB, and 150,000 take 275. */
const maxTags = 120_000;

/** Lists the tags of all pages, each once (distribution-spec, "Listing Tags"); what cannot be a tag is dropped. */
export async function* listTags(send: Send, request: HttpRequest, what: string): AsyncGenerator<string> {
  const seen = new Set<string>();
  for await (const page of pages(send, request, await send(request), what)) {
    for (const tag of readTags(page, what)) {
      if (typeof tag !== 'string' || !isTag(tag) || seen.has(tag)) continue;
      if (seen.size === maxTags) throw new OciError('TOO_LARGE', `${what} has more than ${maxTags} tags`);
      seen.add(tag);
      yield tag;
    }
  }
}

function readTags(page: Buffer, what: string): unknown[] {
  let body: unknown;
  try {
    body = JSON.parse(page.toString());
  } catch (error) {
    throw new OciError('REGISTRY', `${what} was answered with something that is not JSON`, { cause: error });
  }
  // docker-registry says `null` once the last tag is gone.
  const tags = isRecord(body) ? (body['tags'] ?? []) : undefined;
  if (!Array.isArray(tags)) throw new OciError('REGISTRY', `${what} was answered without a list of tags`);
  return tags;
}
