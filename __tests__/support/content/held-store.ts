import { setImmediate } from 'node:timers/promises';
import type { OpenContent } from '../../../src/chunks.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import type { PushOptions } from '../../../src/store/store.ts';

/** A store in memory that notes what is written to it, and holds back what a test tells it to. */
export class HeldStore extends MemoryStore {
  /** Digests and tags, in the order in which they came to be there. */
  readonly written: string[] = [];
  readonly #held = new Map<string, Promise<void>>();
  readonly #came = new Set<string>();

  /** Holds the push of a digest, or of a tag, until the function that is given is called. */
  hold(name: string): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held.set(name, promise);
    return resolve;
  }

  /** Waits until a push that is held has come, and all others had the time to come too: nothing here takes any. */
  async cameTo(name: string): Promise<void> {
    for (let turn = 0; turn < 100 && !this.#came.has(name); turn += 1) await setImmediate();
    if (!this.#came.has(name)) throw new Error(`Nobody pushed ${name}`);
    for (let turn = 0; turn < 10; turn += 1) await setImmediate();
  }

  override async push(descriptor: Descriptor, open: OpenContent, options: PushOptions = {}): Promise<void> {
    for (const name of [descriptor.digest, ...(options.tags ?? [])]) {
      this.#came.add(name);
      await this.#held.get(name);
    }
    await super.push(descriptor, open, options);
    this.written.push(descriptor.digest, ...(options.tags ?? []));
  }
}
