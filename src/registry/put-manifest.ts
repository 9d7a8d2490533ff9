import { hasCode, OciError } from '../errors.ts';
import { type Digest, digestOf, isDigest, isDigestOf } from '../oci/digest.ts';
import type { Content } from '../store/store.ts';
import { openBytes } from '../store/verified.ts';
import { pause } from '../time.ts';
import { headOrGet } from './http/head-or-get.ts';
import { discard, type HttpRequest, type HttpResponse, headerOf, withQuery } from './http/http.ts';
import { backoff, isPassingStatus } from './http/rate-limit.ts';
import { isTakenStatus, refusal } from './http/registry-answer.ts';
import type { Repository } from './http/repository.ts';
import { acceptManifests, contentDigestOf, wrongDigest } from './manifest-headers.ts';

/**
 * How often a manifest is sent again that was refused for a blob that is missing: docker-registry 2.8 writes its links
 * in place, so that a blob is not there for a moment when two jobs push the same one (seen with ten at a time).
 */
const maxUnsettled = 2;

/** What a registry says of a manifest that it took. */
export interface PutManifest {
  /** Where the name points that it was put under. */
  digest: Digest;
  /** The tags that were written with it, of those that rode along. */
  tags: string[];
  /** The subject on whose list of referrers it is. */
  subject?: string | undefined;
}

/**
 * Puts a manifest under one name, a tag or its digest, and makes sure that it is there.
 *
 * @param riding tags that are to be written with it; only with a digest, and not by every registry
 */
export async function putManifest(
  repository: Repository,
  { descriptor, bytes }: Pick<Content, 'descriptor' | 'bytes'>,
  name: string,
  riding: readonly string[],
  signal: AbortSignal | undefined,
): Promise<PutManifest> {
  const plain = await repository.request('PUT', `manifests/${name}`, {
    headers: { 'content-type': descriptor.mediaType },
    body: { open: openBytes(bytes), size: descriptor.size },
    signal,
  });
  const query = riding.map((tag): [string, string] => ['tag', tag]);
  const request: HttpRequest = { ...plain, url: withQuery(plain.url, query) };
  // Its answer may be lost, or be that of a gateway that did not wait: where the name points then decides.
  const findStored = (): Promise<PutManifest | undefined> =>
    repository.resolve(name, signal).then(
      ({ digest }) => (isDigestOf(digest, bytes) ? { digest, tags: [] } : undefined),
      () => undefined,
    );
  for (let attempt = 0; ; attempt += 1) {
    let response: HttpResponse;
    try {
      response = await repository.send(request);
    } catch (error) {
      const stored = hasCode(error, 'NETWORK') ? await findStored() : undefined;
      if (stored) return stored;
      throw error;
    }
    if (isTakenStatus(response.status)) {
      await discard(response);
      const digest =
        storedDigest(response, repository, name, bytes) ?? (await confirm(repository, name, bytes, signal));
      return { digest, tags: tagsIn(response, riding), subject: headerOf(response, 'oci-subject') };
    }
    const stored = isPassingStatus(response.status) ? await findStored() : undefined;
    if (stored) {
      await discard(response);
      return stored;
    }
    const error = await refusal(request, response, `The manifest ${repository.names(name)}`);
    if (attempt === maxUnsettled || !error.errors.some(({ code }) => code === 'MANIFEST_BLOB_UNKNOWN')) throw error;
    await pause(backoff(attempt), signal);
  }
}

/**
 * Looks whether a manifest is there that was taken without a word on its digest: a gateway may answer 201 and store
 * nothing. Only some registries leave the header out, and they are asked again for a moment, as reads may lag behind
 * writes.
 */
async function confirm(
  repository: Repository,
  name: string,
  bytes: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<Digest> {
  const { host } = repository;
  const request = await repository.request('HEAD', `manifests/${name}`, { headers: acceptManifests, signal });
  for (let attempt = 0; ; attempt += 1) {
    const response = await headOrGet((next) => repository.send(next), request);
    if (response.status === 404 && attempt < maxUnsettled) {
      await pause(backoff(attempt), signal);
      continue;
    }
    const named = repository.names(name);
    if (response.status === 404)
      throw new OciError('REGISTRY', `${host} took the manifest ${named}, but does not have it`);
    if (response.status !== 200) throw await refusal(request, response, named);
    return storedDigest(response, repository, name, bytes) ?? (isDigest(name) ? name : digestOf(bytes));
  }
}

/** Reads the digest by which the registry names what was put; fails with INTEGRITY when it stored something else. */
function storedDigest(
  response: HttpResponse,
  repository: Repository,
  name: string,
  bytes: Uint8Array,
): Digest | undefined {
  const digest = contentDigestOf(response, repository, name);
  if (digest === undefined || isDigestOf(digest, bytes)) return digest;
  throw wrongDigest(repository.host, name, `another digest, ${digest},`);
}

/** The tags that were written with a manifest, of those that rode along: one header for each, or several in one. */
function tagsIn(response: HttpResponse, riding: readonly string[]): string[] {
  const written = [response.headers['oci-tag'] ?? []].flat().flatMap((value) => value.split(','));
  return riding.filter((tag) => written.some((each) => each.trim() === tag));
}
