import { forwarded } from '../forwarded.ts';
import type { Source, Store } from '../store.ts';

/** Where a copy reads, or where it writes. */
export type Side = 'source' | 'target';

const sides = new WeakMap<Error, Side>();

/** Returns the side of a copy on which something failed; undefined where it was neither, such as a signing service. */
export function sideOf(error: unknown): Side | undefined {
  // The cause decides: where the source cannot be read, what is sent to the target fails too.
  return Error.isError(error) ? (sideOf(error.cause) ?? sides.get(error)) : undefined;
}

function note(error: unknown, side: Side): never {
  if (Error.isError(error) && sideOf(error) === undefined) sides.set(error, side);
  throw error;
}

/** Notes the side of what fails while a list or content is read. */
function noted<T>(items: AsyncIterable<T>, side: Side): AsyncIterableIterator<T> {
  const iterator = items[Symbol.asyncIterator]();
  const own: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => own,
    next: () => iterator.next().catch((error) => note(error, side)),
    return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
  };
  return own;
}

/** A source whose failures are known by their side. */
export function sidedSource(source: Source, side: Side = 'source'): Source {
  return forwarded(source, {
    resolve: (name, signal) => source.resolve(name, signal).catch((error) => note(error, side)),
    manifest: (name, signal) => source.manifest(name, signal).catch((error) => note(error, side)),
    fetch: (descriptor, signal) =>
      source.fetch(descriptor, signal).then(
        (chunks) => noted(chunks, side),
        (error) => note(error, side),
      ),
    tags: (signal, options) => noted(source.tags(signal, options), side),
    referrers: (subject, signal) => noted(source.referrers(subject, signal), side),
  });
}

/** A target whose failures are known by their side, except those of what it is sent. */
export function sidedTarget(target: Store): Store {
  const onFailure = (error: unknown) => note(error, 'target');
  return {
    ...sidedSource(target, 'target'),
    has: (descriptor, signal) => target.has(descriptor, signal).catch(onFailure),
    push: (descriptor, open, options) => target.push(descriptor, open, options).catch(onFailure),
    delete: (name, signal) => target.delete(name, signal).catch(onFailure),
  };
}
