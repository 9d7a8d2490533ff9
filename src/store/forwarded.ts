import type { Source } from './store.ts';

/** A source that does some things in its own way, and leaves the rest to another one. */
export function forwarded(source: Source, own: Partial<Source>): Source {
  return {
    ...(source.location ? { location: source.location } : {}),
    resolve: (name, signal) => source.resolve(name, signal),
    manifest: (name, signal) => source.manifest(name, signal),
    fetch: (descriptor, signal) => source.fetch(descriptor, signal),
    tags: (signal, options) => source.tags(signal, options),
    referrers: (subject, signal) => source.referrers(subject, signal),
    onlyManifest: async (signal) => source.onlyManifest?.(signal),
    ...own,
  };
}
