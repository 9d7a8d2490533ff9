import { hasCode, OciError, RegistryError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { type Digest, digestOf, isDigest, startHash } from '../oci/digest.ts';
import {
  describeReferrer,
  type Index,
  type Manifest,
  maxManifestBytes,
  ownTypeOf,
  parseManifest,
} from '../oci/manifest.ts';
import { isManifestType, manifestTypes, retiredManifests } from '../oci/media-types.ts';
import type { Chunks, Content, Location, OpenContent, PushOptions, SentAhead, Store } from '../store/store.ts';
import { openBytes, readAll, verified } from '../store/verified.ts';
import { download } from './download.ts';
import { type Access, type Connection, discard, type HttpRequest, type HttpResponse, headerOf } from './http.ts';
import { look } from './look.ts';
import { backoff } from './rate-limit.ts';
import { Referrers } from './referrers.ts';
import { refusal } from './registry-answer.ts';
import { isPassingStatus, pause } from './retried.ts';
import { listTags } from './tags.ts';
import { upload } from './upload.ts';
import { uploadAhead } from './upload-ahead.ts';

// docker-registry answers 404 to a manifest whose type is not accepted by name, so all are named.
const acceptManifests = { accept: [...manifestTypes, '*/*'].join(', ') };

/**
 * How often a manifest is sent again that was refused for a blob that is missing: docker-registry 2.8 writes its links
 * in place, so that a blob is not there for a moment when two jobs push the same one (seen with ten at a time).
 */
const maxUnsettled = 2;

/** One repository of a registry (distribution-spec 1.1). */
export class RegistryStore implements Store {
  readonly location: Location;
  readonly #connect: () => Promise<Connection>;
  readonly #rights: Omit<Access, 'repository'>;
  readonly #referrers: Referrers;

  constructor(location: Location, rights: Omit<Access, 'repository'>, connect: () => Promise<Connection>) {
    this.location = location;
    this.#rights = rights;
    this.#connect = connect;
    this.#referrers = new Referrers({
      name: this.#repositoryName,
      request: (...parameters) => this.#request(...parameters),
      send: (request) => this.#send(request),
      manifest: (name, signal) => this.manifest(name, signal),
      has: (descriptor, signal) => this.has(descriptor, signal),
    });
  }

  async resolve(name: string, signal?: AbortSignal): Promise<Descriptor> {
    const request = await this.#request('HEAD', `manifests/${name}`, { headers: acceptManifests, signal });
    const response = await this.#send(request);
    await discard(response);
    if (response.status === 200) {
      const mediaType = contentTypeOf(response);
      const digest = this.#digestHeader(response, name);
      const size = Number(headerOf(response, 'content-length'));
      if (digest && isManifestType(mediaType) && Number.isSafeInteger(size) && size > 0)
        return { mediaType, digest, size };
    } else if (response.status !== 405) {
      throw await refusal(request, response, this.#names(name));
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
    const mediaType = contentTypeOf(response) || ownTypeOf(bytes);
    if (!isManifestType(mediaType)) throw this.#noManifest(name, mediaType);
    const digest = this.#digestHeader(response, name) ?? (isDigest(name) ? name : digestOf(bytes));
    const hash = startHash(digest);
    hash.update(bytes);
    const actual = hash.finish();
    if (actual !== digest)
      throw new OciError('INTEGRITY', `${this.#names(name)} is named ${digest}, but it is ${actual}`);
    return { descriptor: { mediaType, digest, size: bytes.byteLength }, bytes };
  }

  async fetch(descriptor: Descriptor, signal?: AbortSignal): Promise<Chunks> {
    const { mediaType, digest } = descriptor;
    const isManifest = isManifestType(mediaType);
    const request = await this.#request('GET', `${isManifest ? 'manifests' : 'blobs'}/${digest}`, {
      headers: isManifest ? { accept: mediaType } : {},
      signal,
    });
    const { send, retries } = await this.#connect();
    return verified(await download(send, request, { descriptor, retries, what: this.#names(digest) }), descriptor);
  }

  async has({ mediaType, digest }: Descriptor, signal?: AbortSignal): Promise<boolean> {
    const isManifest = isManifestType(mediaType);
    const request = await this.#request('HEAD', `${isManifest ? 'manifests' : 'blobs'}/${digest}`, {
      headers: isManifest ? { accept: mediaType } : {},
      signal,
    });
    const response = await look((next) => this.#send(next), request);
    if (response.status === 404) return false;
    if (response.status === 200) return true;
    throw await refusal(request, response, this.#names(digest));
  }

  async push(
    descriptor: Descriptor,
    open: OpenContent,
    { tag, from, onMounted, signal }: PushOptions = {},
  ): Promise<void> {
    if (isManifestType(descriptor.mediaType)) await this.#pushManifest(descriptor, open, tag, signal);
    else {
      const outcome = await upload(await this.#connect(), {
        request: await this.#request('POST', 'blobs/uploads/', { signal }),
        blobUrl: (await this.#request('HEAD', `blobs/${descriptor.digest}`)).url,
        descriptor,
        open,
        mountFrom: from?.host === this.location.host ? from.repository : undefined,
        what: `${descriptor.digest} to ${this.#repositoryName}`,
      });
      if (outcome === 'mounted') onMounted?.();
    }
  }

  sendAhead(content: { open: OpenContent; size: number }, signal: AbortSignal): SentAhead {
    const post = this.#request('POST', 'blobs/uploads/');
    // Without a connection there is no upload either.
    post.catch(() => {});
    return uploadAhead(this.#connect, post, content, `a blob to ${this.#repositoryName}`, signal);
  }

  async *tags(signal?: AbortSignal): AsyncGenerator<string> {
    const request = await this.#request('GET', 'tags/list', { isBuffered: true, signal });
    yield* listTags((next) => this.#send(next), request, `The list of tags of ${this.#repositoryName}`);
  }

  referrers(subject: Descriptor, signal?: AbortSignal): AsyncIterable<Descriptor> {
    return this.#referrers.list(subject, signal);
  }

  /** Where the registry has no referrers API, a manifest also leaves the list of its subject's referrers. */
  async delete(name: string, signal?: AbortSignal): Promise<void> {
    const { subject } = (isDigest(name) && (await this.#readManifest(name, signal))) || {};
    const request = await this.#request('DELETE', `manifests/${name}`, { signal });
    const response = await this.#send(request);
    // 202 by the specification.
    if (![200, 202, 204].includes(response.status)) {
      const error = await refusal(request, response, this.#names(name));
      // docker-registry takes a tag for a malformed digest.
      const isNoTagDelete = !isDigest(name) && error.status === 400 && hasCode(error, 'INTEGRITY', 'REGISTRY');
      throw isNoTagDelete ? new RegistryError('UNSUPPORTED', error.message, error) : error;
    }
    await discard(response);
    if (subject && isDigest(name)) await this.#referrers.remove(subject, name, signal);
  }

  /** Reads a manifest that is to be deleted; one that cannot be read is deleted all the same. */
  async #readManifest(name: string, signal: AbortSignal | undefined): Promise<Manifest | Index | undefined> {
    try {
      const { bytes, descriptor } = await this.manifest(name, signal);
      return parsedOrNone(bytes, descriptor.mediaType);
    } catch (error) {
      if (hasCode(error, 'ARTIFACT', 'INTEGRITY', 'TOO_LARGE')) return undefined;
      throw error;
    }
  }

  async #pushManifest(
    descriptor: Descriptor,
    open: OpenContent,
    tag: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { digest, mediaType, size } = descriptor;
    const bytes = await readAll(verified(await open(), descriptor), `The manifest ${digest}`, maxManifestBytes);
    const request = await this.#request('PUT', `manifests/${tag ?? digest}`, {
      headers: { 'content-type': mediaType },
      body: { open: openBytes(bytes), size },
      signal,
    });
    // Its answer may be lost, or be that of a gateway that did not wait: where the name points then decides.
    const isThere = () =>
      this.resolve(tag ?? digest, signal).then(
        (found) => found.digest === digest,
        () => false,
      );
    const send = () =>
      this.#send(request).catch(async (error: unknown) => {
        if (hasCode(error, 'NETWORK') && (await isThere())) return undefined;
        throw error;
      });
    let response = await send();
    // 201 by the specification; 204 and 200 are seen from old registries.
    for (let attempt = 0; response && (response.status < 200 || response.status > 204); attempt += 1) {
      if (isPassingStatus(response.status) && (await isThere())) {
        await discard(response);
        response = undefined;
        break;
      }
      const error = await refusal(request, response, `The manifest ${this.#repositoryName}:${tag ?? digest}`);
      if (attempt === maxUnsettled || !error.errors.some(({ code }) => code === 'MANIFEST_BLOB_UNKNOWN')) throw error;
      await pause(backoff(attempt), signal);
      response = await send();
    }
    if (response) {
      await discard(response);
      // Fails when the registry stored something else.
      const stored = this.#digestHeader(response, digest);
      if (stored === undefined) await this.#confirm(tag ?? digest, digest, signal);
    }
    const manifest = parsedOrNone(bytes, mediaType);
    if (manifest?.subject && (!response || headerOf(response, 'oci-subject') !== manifest.subject.digest)) {
      await this.#referrers.add(manifest.subject, describeReferrer(descriptor, manifest), signal);
    }
  }

  /**
   * Looks whether a manifest is there that was taken without a word on its digest: a gateway may answer 201 and store
   * nothing. Only some registries leave the header out, and they are asked again for a moment, as reads may lag behind
   * writes.
   */
  async #confirm(name: string, digest: Digest, signal: AbortSignal | undefined): Promise<void> {
    const request = await this.#request('HEAD', `manifests/${name}`, { headers: acceptManifests, signal });
    for (let attempt = 0; ; attempt += 1) {
      const response = await this.#send(request);
      await discard(response);
      if (response.status === 404 && attempt < maxUnsettled) {
        await pause(backoff(attempt), signal);
        continue;
      }
      if (response.status === 404) {
        const { host } = this.location;
        throw new OciError('REGISTRY', `${host} took the manifest ${this.#names(name)}, but does not have it`);
      }
      // 405: some old registries answer no HEAD.
      if (response.status !== 200 && response.status !== 405) throw await refusal(request, response, this.#names(name));
      this.#digestHeader(response, digest);
      return;
    }
  }

  /**
   * Reads `Docker-Content-Digest`: absent from some registries, and when present a second witness that must be sound.
   */
  #digestHeader(response: HttpResponse, name: string): Digest | undefined {
    const value = headerOf(response, 'docker-content-digest');
    if (value === undefined || value === '') return undefined;
    const fail = (what: string) =>
      new OciError('INTEGRITY', `${this.location.host} answered for ${name} with ${what} in Docker-Content-Digest`);
    if (!isDigest(value)) throw fail('an invalid digest');
    const isSameAlgorithm = isDigest(name) && name.slice(0, 7) === value.slice(0, 7);
    if (isSameAlgorithm && name !== value) throw fail(`another digest, ${value},`);
    return isDigest(name) && !isSameAlgorithm ? name : value;
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

  #noManifest(name: string, mediaType: string): OciError {
    const { host } = this.location;
    const retired = retiredManifests.get(mediaType);
    if (retired) return new OciError('ARTIFACT', `${this.#names(name)} is ${retired} (${mediaType}): not supported`);
    return /html/.test(mediaType)
      ? new OciError('REGISTRY', `${host} answered for ${name} with an HTML page: it does not speak as a registry`)
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

/** The media type of an answer without parameters, in lower case; `''` when there is none. */
function contentTypeOf(response: HttpResponse): string {
  return headerOf(response, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
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
