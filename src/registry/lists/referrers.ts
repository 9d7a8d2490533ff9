import { inTurn } from '../../concurrently.ts';
import { hasCode, OciError, orAbsent, RegistryError } from '../../errors.ts';
import { type Descriptor, describe, parseDescriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { referrersTag } from '../../oci/digest-tags.ts';
import { parseManifest } from '../../oci/manifest.ts';
import { imageIndex, isIndexType } from '../../oci/media-types.ts';
import { settleList } from '../../store/settling-list.ts';
import type { Content } from '../../store/store.ts';
import { openBytes } from '../../store/verified.ts';
import { discard, type HttpRequest, type HttpResponse, mediaTypeOf } from '../http/http.ts';
import { isTakenStatus, refusal } from '../http/registry-answer.ts';
import type { Repository } from '../http/repository.ts';
import { adding, type Change, digestIn, type Known, nextList, removing } from './next-list.ts';
import { pages } from './pages.ts';

/** A list under a referrers tag as it stands there. */
interface TagList {
  /** Absent when there is none yet. */
  digest?: Digest;
  body: Record<string, unknown>;
  entries: unknown[];
}

/** The changes in this process that wait for their turn, by the name of the list. */
const batches = new Map<string, { changes: Change[]; done: Promise<void> }>();

/**
 * Statuses of registries without the API: 404 by the specification; go-containerregistry takes 406 for one, and proxies
 * say the others.
 */
const statusesWithoutApi = [400, 404, 405, 406, 501];

/** A list of more is not one that somebody works with. */
const maxReferrers = 100_000;

/**
 * Lists and keeps the referrers of manifests in one repository, by the API or by tags (distribution-spec, "Referrers
 * Tag Schema").
 */
export class Referrers {
  readonly #repository: Repository;
  /** Undefined until the registry has shown whether it has the API. */
  #hasApi: boolean | undefined;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** Whether the registry has shown that it has no API, whatever it says when it stores a manifest. */
  get isByTag(): boolean {
    return this.#hasApi === false;
  }

  /** Lists the manifests with this subject. */
  async *list(subject: Descriptor, signal: AbortSignal | undefined): AsyncGenerator<Descriptor> {
    const what = `The list of referrers of ${this.#repository.name}@${subject.digest}`;
    const seen = new Set<Digest>();
    for await (const entries of this.#lists(subject, what, signal)) {
      for (const entry of entries) {
        if (seen.has(entry.digest)) continue;
        if (seen.size === maxReferrers)
          throw new OciError('TOO_LARGE', `${what} has more than ${maxReferrers} entries`);
        seen.add(entry.digest);
        yield entry;
      }
    }
  }

  /** Puts a manifest that was pushed on the list of its subject, where the registry does not do that by itself. */
  async add(subject: Descriptor, referrer: Descriptor, signal: AbortSignal | undefined): Promise<void> {
    await this.#keepList(subject, signal, adding(referrer));
  }

  /**
   * Takes a manifest that was deleted off the list of its subject. An empty list stays: its content is that of other
   * lists too.
   */
  async remove(subject: Descriptor, referrer: Digest, signal: AbortSignal | undefined): Promise<void> {
    await this.#keepList(subject, signal, removing(referrer));
  }

  async *#lists(subject: Descriptor, what: string, signal: AbortSignal | undefined): AsyncGenerator<Descriptor[]> {
    const answered = await this.#ask(subject, what, signal);
    if (answered) {
      const send = (request: HttpRequest) => this.#repository.send(request);
      for await (const page of pages(send, answered.request, answered.response, what))
        yield entriesOf(page, imageIndex);
      return;
    }
    const content = await this.#readTag(subject, signal);
    if (content && isIndexType(content.descriptor.mediaType)) {
      yield entriesOf(content.bytes, content.descriptor.mediaType);
    }
  }

  /** Asks the API; undefined when there is none. */
  async #ask(
    { digest }: Descriptor,
    what: string,
    signal: AbortSignal | undefined,
  ): Promise<{ request: HttpRequest; response: HttpResponse } | undefined> {
    if (this.#hasApi === false) return undefined;
    const request = await this.#repository.request('GET', `referrers/${digest}`, {
      headers: { accept: imageIndex },
      isBuffered: true,
      signal,
    });
    const response = await this.#repository.send(request);
    if (response.status === 200) {
      // A proxy or a web interface may answer any path with a page of its own.
      this.#hasApi = mediaTypeOf(response) === imageIndex;
      if (this.#hasApi) return { request, response };
      await discard(response);
      return undefined;
    }
    const error = await refusal(request, response, what);
    if (!statusesWithoutApi.includes(error.status)) {
      throw new RegistryError(error.code, error.message, { ...error, cause: error, topic: 'referrers-list' });
    }
    // Who knows that the subject is missing has the API, and may say more when it is there.
    if (!error.errors.some(({ code }) => ['NAME_UNKNOWN', 'MANIFEST_UNKNOWN'].includes(code))) this.#hasApi = false;
    return undefined;
  }

  /**
   * Changes the list under the tag, where the registry does not keep it. Changes that come while others of this process
   * have their turn are made in one go: to make sure of them takes as long for many as for one.
   */
  async #keepList(subject: Descriptor, signal: AbortSignal | undefined, change: Change): Promise<void> {
    const name = `${this.#repository.name}:${referrersTag(subject.digest)}`;
    const what = `The list of referrers ${name}`;
    const answered = await this.#ask(subject, what, signal);
    if (answered) return discard(answered.response);
    const batch = batches.get(name);
    if (batch) {
      batch.changes.push(change);
      return batch.done;
    }
    const changes = [change];
    const done = inTurn(name, () => {
      batches.delete(name);
      return this.#changeList(subject, what, changes, signal);
    });
    batches.set(name, { changes, done });
    return done;
  }

  /** Changes the list, and puts back what other jobs had on it, unless its manifest is gone. */
  async #changeList(subject: Descriptor, what: string, changes: Change[], signal: AbortSignal | undefined) {
    let seen: Known['seen'] = new Map();
    const isThere = new Map<unknown, boolean>();
    const ask = async (entries: unknown[]) => {
      for (const entry of entries) {
        isThere.set(digestIn(entry), await this.#repository.has(parseDescriptor(entry, what), signal));
      }
      // The list may change while we ask: it is read again.
      return undefined;
    };
    const change = ({ body, entries }: TagList) => {
      const next = nextList({ seen, isThere }, entries, changes);
      if ('lost' in next) return () => ask(next.lost);
      const { written, unasked } = next;
      ({ seen } = next);
      if (!written) return undefined;
      return () =>
        this.#write(subject, { ...body, manifests: written }, what, signal).catch((error: unknown) => {
          // docker-registry takes no list with a manifest that was deleted meanwhile, or long ago by who left the list
          // as it was.
          if (!hasCode(error, 'NOT_FOUND') || unasked.length === 0) throw error;
          return ask(unasked);
        });
    };
    await settleList({ what, read: () => this.#readList(subject, what, signal), change }, signal);
  }

  async #readList(subject: Descriptor, what: string, signal: AbortSignal | undefined): Promise<TagList> {
    const content = await this.#readTag(subject, signal);
    if (!content) return { body: { schemaVersion: 2, mediaType: imageIndex }, entries: [] };
    const { bytes, descriptor } = content;
    if (descriptor.mediaType !== imageIndex) throw new OciError('ARTIFACT', `${what} is not an index: not overwritten`);
    parseManifest(bytes, descriptor.mediaType);
    // Checked above, and taken as it is: fields that we do not know stay.
    const { manifests, ...body } = JSON.parse(bytes.toString()) as Record<string, unknown>;
    return { digest: descriptor.digest, body, entries: (manifests ?? []) as unknown[] };
  }

  async #readTag(subject: Descriptor, signal: AbortSignal | undefined): Promise<Content | undefined> {
    const content = await orAbsent(this.#repository.manifest(referrersTag(subject.digest), signal));
    // GitLab takes the tag for the digest, and gives the subject itself (oras-project/oras-go#1396).
    return content?.descriptor.digest === subject.digest ? undefined : content;
  }

  async #write(subject: Descriptor, list: object, what: string, signal: AbortSignal | undefined): Promise<Digest> {
    const bytes = Buffer.from(JSON.stringify(list));
    const request = await this.#repository.request('PUT', `manifests/${referrersTag(subject.digest)}`, {
      headers: { 'content-type': imageIndex },
      body: { open: openBytes(bytes), size: bytes.byteLength },
      signal,
    });
    const response = await this.#repository.send(request);
    if (!isTakenStatus(response.status)) throw await refusal(request, response, what);
    await discard(response);
    return describe(imageIndex, bytes).digest;
  }
}

function entriesOf(bytes: Uint8Array, mediaType: string): Descriptor[] {
  const list = parseManifest(bytes, mediaType);
  return list.kind === 'index' ? list.manifests : [];
}
