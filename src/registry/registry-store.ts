import type { Chunks, OpenContent } from '../chunks.ts';
import { cutText } from '../cut-text.ts';
import { hasCode, OciError, RegistryError } from '../errors.ts';
import { type Descriptor, emptyJson } from '../oci/descriptor.ts';
import { type Digest, digestOf, isDigest, partsOf, startHash } from '../oci/digest.ts';
import { describeReferrer, type Index, type Manifest, ownTypeOf, parseManifest } from '../oci/manifest.ts';
import { isManifestType, retiredManifests } from '../oci/media-types.ts';
import { contentOf } from '../store/content.ts';
import type { Content, ListOptions, Location, PushOptions, SentAhead, Store } from '../store/store.ts';
import { readAll, verified } from '../store/verified.ts';
import { download } from './download.ts';
import { headOrGet } from './http/head-or-get.ts';
import {
  type Access,
  type Connection,
  discard,
  type HttpRequest,
  type HttpResponse,
  headerOf,
  mediaTypeOf,
  withQuery,
} from './http/http.ts';
import { refusal } from './http/registry-answer.ts';
import type { Repository } from './http/repository.ts';
import { Referrers } from './lists/referrers.ts';
import { listTags } from './lists/tags.ts';
import { acceptManifests, contentDigestOf } from './manifest-headers.ts';
import { putManifest } from './put-manifest.ts';
import { startSession, upload } from './upload/upload.ts';
import { uploadAhead } from './upload/upload-ahead.ts';
import { cancel } from './upload/upload-session.ts';

/** How many tags ride along with a manifest: as many as the specification asks of a registry that takes any. */
const maxRiding = 10;

/** One repository of a registry (distribution-spec 1.1). */
export class RegistryStore implements Store {
  readonly location: Location;
  readonly #connect: () => Promise<Connection>;
  readonly #rights: Omit<Access, 'repository'>;
  readonly #repository: Repository;
  readonly #referrers: Referrers;
  #hasAskedForWords = false;

  constructor(location: Location, rights: Omit<Access, 'repository'>, connect: () => Promise<Connection>) {
    this.location = location;
    this.#rights = rights;
    this.#connect = connect;
    this.#repository = {
      host: location.host,
      name: this.#repositoryName,
      names: (name) => this.#names(name),
      request: (...parameters) => this.#request(...parameters),
      send: (request) => this.#send(request),
      resolve: (name, signal) => this.resolve(name, signal),
      manifest: (name, signal) => this.manifest(name, signal),
      has: (descriptor, signal) => this.has(descriptor, signal),
    };
    this.#referrers = new Referrers(this.#repository);
  }

  async resolve(name: string, signal?: AbortSignal): Promise<Descriptor> {
    const request = await this.#request('HEAD', `manifests/${name}`, { headers: acceptManifests, signal });
    const response = await this.#send(request);
    await discard(response);
    if (response.status === 200) {
      const mediaType = mediaTypeOf(response);
      const digest = contentDigestOf(response, this.#repository, name);
      const size = Number(headerOf(response, 'content-length'));
      if (digest && isManifestType(mediaType) && Number.isSafeInteger(size) && size > 0)
        return { mediaType, digest, size };
    } else if (response.status !== 405) {
      throw await this.#refusalOf(request, response, this.#names(name));
    }
    // Older registries answer HEAD without a digest, or not at all.
    return (await this.manifest(name, signal)).descriptor;
  }

  async manifest(name: string, signal?: AbortSignal): Promise<Content> {
    const request = await this.#request('GET', `manifests/${name}`, {
      headers: acceptManifests,
      isBuffered: true,
      signal,
    });
    const response = await this.#send(request);
    if (response.status !== 200) throw await refusal(request, response, this.#names(name));
    const bytes = await readAll(response.body, `The manifest ${name}`);
    const mediaType = mediaTypeOf(response) || ownTypeOf(bytes);
    if (!isManifestType(mediaType)) throw this.#noManifest(name, mediaType);
    const digest = contentDigestOf(response, this.#repository, name) ?? (isDigest(name) ? name : digestOf(bytes));
    const hash = startHash(digest);
    hash.update(bytes);
    const actual = hash.finish();
    if (actual !== digest)
      throw new OciError('INTEGRITY', `${this.#names(name)} is named ${digest}, but it is ${actual}`);
    return contentOf({ mediaType, digest, size: bytes.byteLength }, bytes);
  }

  async fetch(descriptor: Descriptor, signal?: AbortSignal): Promise<Chunks> {
    const { digest } = descriptor;
    const request = await this.#requestFor('GET', descriptor, signal);
    const { send, retries, onWait } = await this.#connect();
    const what = this.#names(digest);
    return verified(await download(send, request, { descriptor, retries, onWait, what }), descriptor);
  }

  async has(descriptor: Descriptor, signal?: AbortSignal): Promise<boolean> {
    const { digest } = descriptor;
    const request = await this.#requestFor('HEAD', descriptor, signal);
    const response = await headOrGet((next) => this.#send(next), request);
    // By the specification, 400 is the answer to a digest whose algorithm is not known.
    if (response.status === 404 || (response.status === 400 && !isSha256(digest))) return false;
    if (response.status === 200) return true;
    throw await refusal(request, response, this.#names(digest));
  }

  async push(descriptor: Descriptor, open: OpenContent, options: PushOptions = {}): Promise<void> {
    const { digest, mediaType } = descriptor;
    const { tags = [], from, onMounted, signal } = options;
    try {
      if (isManifestType(mediaType)) return await this.#pushManifest(descriptor, open, options);
      const request = await this.#request('POST', 'blobs/uploads/', { signal });
      const outcome = await upload(await this.#connect(), {
        // The registry may compute the digest while the content comes in, which takes the right algorithm.
        request: isSha256(digest)
          ? request
          : { ...request, url: withQuery(request.url, [['digest-algorithm', partsOf(digest).algorithm]]) },
        blobUrl: (await this.#request('HEAD', `blobs/${digest}`)).url,
        descriptor,
        open,
        mountFrom: from?.host === this.location.host ? from.repository : undefined,
        what: `${nameOf(descriptor)}to ${this.#repositoryName}`,
      });
      if (outcome === 'mounted') onMounted?.();
    } catch (error) {
      if (tags.length > 0 || !isRefusedAlgorithm(error, digest)) throw error;
      const { algorithm } = partsOf(digest);
      const why = `${this.location.host} does not seem to take content by its ${algorithm}`;
      throw new RegistryError('UNSUPPORTED', `${why}. ${error.message}`, { ...error, cause: error, topic: 'sha512' });
    }
  }

  sendAhead(content: { open: OpenContent; size: number }, signal: AbortSignal): SentAhead {
    const post = this.#request('POST', 'blobs/uploads/');
    // Without a connection there is no upload either.
    post.catch(() => {});
    return uploadAhead(this.#connect, post, content, `a blob to ${this.#repositoryName}`, signal);
  }

  async *tags(signal?: AbortSignal, options?: ListOptions): AsyncGenerator<string> {
    const request = await this.#request('GET', 'tags/list', { isBuffered: true, signal });
    yield* listTags((next) => this.#send(next), request, `The list of tags of ${this.#repositoryName}`, options);
  }

  referrers(subject: Descriptor, signal?: AbortSignal): AsyncIterable<Descriptor> {
    return this.#referrers.list(subject, signal);
  }

  /** Where the registry has no referrers API, a manifest also leaves the list of its subject's referrers. */
  async delete(name: string, signal?: AbortSignal): Promise<void> {
    const { subject } = (isDigest(name) && (await this.#readManifest(name, signal))) || {};
    const request = await this.#request('DELETE', `manifests/${name}`, { signal });
    const response = await this.#send(request);
    // docker-registry 2.8 answers 500 when it has removed a manifest and cannot read the tags, as while one is being
    // written.
    const isGone = response.status === 404 && response.isRepeated;
    // 202 by the specification.
    if (![200, 202, 204].includes(response.status) && !isGone) {
      const error = await refusal(request, response, this.#names(name));
      // docker-registry takes a tag for a malformed digest.
      const isNoTagDelete = !isDigest(name) && error.status === 400 && hasCode(error, 'INTEGRITY', 'REGISTRY');
      if (isNoTagDelete) throw new RegistryError('UNSUPPORTED', error.message, error);
      throw isDigest(name) && error.status === 405 ? await this.#withReason(error, signal) : error;
    }
    await discard(response);
    if (subject && isDigest(name)) await this.#referrers.remove(subject, name, signal);
  }

  /**
   * Tells apart why a delete is answered with 405: distribution 3 does so where deletes are off, in a cache and in
   * maintenance. In the last two, an upload is refused too; one that is begun is given up.
   */
  async #withReason(error: RegistryError, signal: AbortSignal | undefined): Promise<RegistryError> {
    const post = await this.#request('POST', 'blobs/uploads/', { signal });
    let topic: 'deletes-off' | 'no-writes' = 'deletes-off';
    try {
      const session = await startSession(await this.#connect(), post, '');
      if (session) await cancel(session);
    } catch (refused) {
      if (!(refused instanceof RegistryError && refused.status === 405)) return error;
      topic = 'no-writes';
    }
    return new RegistryError(error.code, error.message, { ...error, cause: error, topic });
  }

  /** Reads a manifest that is to be deleted; one that cannot be read is deleted all the same. */
  async #readManifest(name: string, signal: AbortSignal | undefined): Promise<Manifest | Index | undefined> {
    try {
      const { bytes, descriptor } = await this.manifest(name, signal);
      return parsedOrNone(bytes, descriptor.mediaType);
    } catch (error) {
      if (hasCode(error, 'ARTIFACT', 'INTEGRITY', 'NOT_FOUND', 'TOO_LARGE')) return undefined;
      throw error;
    }
  }

  /**
   * Puts a manifest under its tags. One whose digest is not a sha256 is put by it first: by a tag alone a registry
   * would name it by sha256. Its tags ride along, and those that the answer does not name are written one by one. By
   * sha256, several tags ride along only where the registry has shown that it takes them: elsewhere, to try it would be
   * a request more.
   *
   * @see https://github.com/opencontainers/distribution-spec/pull/600
   */
  async #pushManifest(
    descriptor: Descriptor,
    open: OpenContent,
    { tags = [], onTagged, signal }: PushOptions,
  ): Promise<void> {
    const { digest, mediaType } = descriptor;
    const bytes = await readAll(verified(await open(), descriptor), `The manifest ${digest}`);
    const manifest = parsedOrNone(bytes, mediaType);
    let isListed = false;
    const put = async (name: string, riding: readonly string[] = []) => {
      const stored = await putManifest(this.#repository, { descriptor, bytes }, name, riding, signal);
      const isListedThere = stored.subject === manifest?.subject?.digest && !this.#referrers.isByTag;
      if (manifest?.subject && !isListed && !isListedThere) {
        await this.#referrers.add(manifest.subject, describeReferrer(descriptor, manifest), signal);
      }
      isListed = true;
      return stored;
    };
    const putByDigest = async (riding: readonly string[]) => {
      try {
        return (await put(digest, riding)).tags;
      } catch (error) {
        if (tags.length === 0 || !isRefusedAlgorithm(error, digest)) throw error;
        return [];
      }
    };

    const connection = await this.#connect();
    let ahead = tags;
    const alone: string[] = [];
    let isByDigest = tags.length === 0 || !isSha256(digest) || (tags.length > 1 && connection.takesTags);
    while (isByDigest) {
      const riding = ahead.slice(0, maxRiding);
      const written = await putByDigest(riding);
      for (const tag of written) onTagged?.(tag, digest);
      alone.push(...riding.filter((tag) => !written.includes(tag)));
      ahead = ahead.slice(maxRiding);
      connection.takesTags ||= written.length > 0;
      isByDigest = written.length > 0 && ahead.length > 0;
    }
    for (const tag of [...alone, ...ahead]) {
      const stored = await put(tag);
      onTagged?.(tag, stored.digest);
    }
  }

  /** A request for a manifest or a blob by its digest. */
  #requestFor(method: 'GET' | 'HEAD', { mediaType, digest }: Descriptor, signal: AbortSignal | undefined) {
    return isManifestType(mediaType)
      ? this.#request(method, `manifests/${digest}`, { headers: { accept: mediaType }, signal })
      : this.#request(method, `blobs/${digest}`, { headers: {}, signal });
  }

  async #request(
    method: HttpRequest['method'],
    path: string,
    rest: Pick<HttpRequest, 'headers' | 'body' | 'isBuffered' | 'signal'> = {},
  ): Promise<HttpRequest> {
    const { url } = await this.#connect();
    const { repository } = this.location;
    return {
      method,
      url: `${url}/v2/${repository}/${path}`,
      access: { repository, ...this.#rights },
      ...rest,
    };
  }

  async #send(request: HttpRequest): Promise<HttpResponse> {
    return (await this.#connect()).send(request);
  }

  /**
   * Describes the refusal of a HEAD, which has no words: these are asked for once by a GET. Gitea tells in them what is
   * wrong with a name, zot which policy forbids it, and Harbor that there is no such project.
   */
  async #refusalOf(request: HttpRequest, response: HttpResponse, what: string): Promise<RegistryError> {
    const { status, isLoginTaken } = response;
    const first = await refusal(request, response, what);
    if (this.#hasAskedForWords || !([400, 403].includes(status) || (status === 401 && isLoginTaken))) return first;
    this.#hasAskedForWords = true;
    const get = { ...request, method: 'GET', isBuffered: false, isBestEffort: true } as const;
    // The first answer counts where there is no second one.
    const second = await this.#send(get).catch(() => undefined);
    if (second?.status !== status) {
      if (second) await discard(second);
      return first;
    }
    return refusal(get, second, what);
  }

  #noManifest(name: string, mediaType: string): OciError {
    const { host } = this.location;
    const retired = retiredManifests.get(mediaType);
    if (retired)
      return new OciError('ARTIFACT', `${this.#names(name)} is ${retired} (${mediaType}): not supported`, {
        topic: 'retired-format',
      });
    return /html/.test(mediaType)
      ? new OciError('REGISTRY', `${host} answered for ${name} with an HTML page: it does not behave like a registry`, {
          topic: 'html-page',
        })
      : new OciError(
          'ARTIFACT',
          `${this.#names(name)} was served as ${mediaType || 'no media type'}, not as a manifest`,
        );
  }

  #names(name: string): string {
    return `${this.#repositoryName}${isDigest(name) ? '@' : ':'}${name}`;
  }

  get #repositoryName(): string {
    return `${this.location.host}/${this.location.repository}`;
  }
}

/** Reads a manifest; one that we do not understand has no subject for us, and is the registry's to judge. */
function parsedOrNone(bytes: Uint8Array, mediaType: string): Manifest | Index | undefined {
  try {
    return parseManifest(bytes, mediaType);
  } catch (error) {
    if (hasCode(error, 'ARTIFACT')) return undefined;
    throw error;
  }
}

function isSha256(digest: Digest): boolean {
  return partsOf(digest).algorithm === 'sha256';
}

/**
 * Tells whether content was refused for the algorithm of its digest, as far as that can be told: 400 by the
 * specification, with DIGEST_INVALID in distribution and NAME_INVALID in go-containerregistry.
 */
function isRefusedAlgorithm(error: unknown, digest: Digest): error is RegistryError {
  if (isSha256(digest) || !(error instanceof RegistryError) || error.status !== 400) return false;
  return !hasCode(error, 'NOT_FOUND');
}

/** Names content for messages: a file by its title, and the empty config, which is in most artifacts, not at all. */
function nameOf({ digest, annotations = {} }: Descriptor): string {
  if (digest === emptyJson.digest) return '';
  const title = annotations['org.opencontainers.image.title'];
  return title === undefined ? `of ${digest} ` : `of ${JSON.stringify(cutText(title, 200, '…'))} `;
}
