import type { Chunks, OpenContent } from '../chunks.ts';
import { OciError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { isManifestType } from '../oci/media-types.ts';
import { fetchContent } from './content.ts';
import type { Content, PushOptions, Store } from './store.ts';
import { openBytes, readAll, verified } from './verified.ts';
import { referrersAmong } from './walk-manifests.ts';

interface Entry {
  descriptor: Descriptor;
  open: OpenContent;
}

/** Holds a repository in memory; staged content stays where it is and is opened when it is fetched. */
export class MemoryStore implements Store {
  readonly #content = new Map<Digest, Entry>();
  readonly #tags = new Map<string, Digest>();

  /** Takes content by reference: the bytes stay on disk and are verified whenever they are read. */
  stage(descriptor: Descriptor, open: OpenContent): void {
    this.#content.set(descriptor.digest, { descriptor, open });
  }

  async resolve(name: string, signal?: AbortSignal): Promise<Descriptor> {
    signal?.throwIfAborted();
    const entry = this.#content.get(this.#tags.get(name) ?? (name as Digest));
    if (!entry || !isManifestType(entry.descriptor.mediaType)) {
      throw new OciError('NOT_FOUND', `There is no manifest ${name} in memory`);
    }
    return entry.descriptor;
  }

  async manifest(name: string, signal?: AbortSignal): Promise<Content> {
    return fetchContent(this, await this.resolve(name, signal), signal, name);
  }

  async fetch(descriptor: Descriptor, signal?: AbortSignal): Promise<Chunks> {
    signal?.throwIfAborted();
    const entry = this.#content.get(descriptor.digest);
    if (!entry) throw new OciError('NOT_FOUND', `There is no ${descriptor.digest} in memory`);
    return verified(await entry.open(), descriptor);
  }

  async has(descriptor: Descriptor, signal?: AbortSignal): Promise<boolean> {
    signal?.throwIfAborted();
    return this.#content.has(descriptor.digest);
  }

  async push(
    descriptor: Descriptor,
    open: OpenContent,
    { tags = [], onTagged, signal }: PushOptions = {},
  ): Promise<void> {
    signal?.throwIfAborted();
    const bytes = await readAll(
      verified(await open(), descriptor),
      `The content ${descriptor.digest}`,
      Number.POSITIVE_INFINITY,
    );
    signal?.throwIfAborted();
    this.stage(descriptor, openBytes(bytes));
    for (const tag of tags) {
      this.#tags.set(tag, descriptor.digest);
      onTagged?.(tag, descriptor.digest);
    }
  }

  async *tags(signal?: AbortSignal): AsyncGenerator<string> {
    signal?.throwIfAborted();
    if (this.#content.size === 0) throw new OciError('NOT_FOUND', 'There is nothing in memory');
    yield* this.#tags.keys();
  }

  async *referrers(subject: Descriptor, signal?: AbortSignal): AsyncGenerator<Descriptor> {
    signal?.throwIfAborted();
    const descriptors = [...this.#content.values()].map(({ descriptor }) => descriptor);
    yield* referrersAmong(this, descriptors, subject, signal);
  }

  async delete(name: string, signal?: AbortSignal): Promise<void> {
    const { digest } = await this.resolve(name, signal);
    if (this.#tags.delete(name)) return;
    this.#content.delete(digest);
    for (const [tag, target] of this.#tags) if (target === digest) this.#tags.delete(tag);
  }
}
