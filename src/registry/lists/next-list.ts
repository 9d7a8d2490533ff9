import { isDeepStrictEqual } from 'node:util';
import { type Descriptor, isRecord } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';

/** Changes the entries of a list; undefined when there is nothing to do. */
export type Change = (entries: unknown[]) => unknown[] | undefined;

/** What one job knows of a list that others write too; entries go by their digests. */
export interface Known {
  /** What others had on the list. */
  seen: ReadonlyMap<unknown, unknown>;
  /** Whether the manifests of entries are there, where that was in question. */
  isThere: ReadonlyMap<unknown, boolean>;
}

export type Next =
  /** Entries of others that are gone from the list: deleted, or overwritten by somebody who had not read them. */
  | { lost: unknown[] }
  | {
      /** What to write; undefined when the list is as it should be. */
      written: unknown[] | undefined;
      seen: Known['seen'];
      /** Entries of which nobody asked yet whether they are there. */
      unasked: unknown[];
    };

/** Says what comes next for a list that was just read: to ask what became of lost entries, or what to write. */
export function nextList({ seen, isThere }: Known, listed: unknown[], changes: readonly Change[]): Next {
  const isUnasked = (entry: unknown) => !isThere.has(digestIn(entry));
  const isKept = (entry: unknown) => isThere.get(digestIn(entry)) !== false;
  const digests = new Set(listed.map(digestIn));
  const missing = [...seen].filter(([digest]) => !digests.has(digest)).map(([, entry]) => entry);
  const lost = missing.filter(isUnasked);
  if (lost.length > 0) return { lost };
  const restored = missing.filter(isKept);
  const entries = [...listed.filter(isKept), ...restored];
  const written = changes.reduce<unknown[] | undefined>(
    (before, change) => change(before ?? entries) ?? before,
    restored.length > 0 ? entries : undefined,
  );
  const left = new Set(written ?? entries);
  const ofOthers = entries.filter((entry) => left.has(entry)).map((entry) => [digestIn(entry), entry] as const);
  return { written, seen: new Map([...seen, ...ofOthers]), unasked: entries.filter(isUnasked) };
}

/** Puts a manifest on a list, in the place of entries that say something else of it. */
export function adding(referrer: Descriptor): Change {
  return (entries) => {
    const [others, own] = [false, true].map((is) =>
      entries.filter((entry) => (digestIn(entry) === referrer.digest) === is),
    ) as [unknown[], unknown[]];
    const isThere = own.length > 0 && own.every((entry) => isDeepStrictEqual(entry, referrer));
    return isThere ? undefined : [...others, referrer];
  };
}

/** Takes a manifest off a list. */
export function removing(referrer: Digest): Change {
  return (entries) => {
    const others = entries.filter((entry) => digestIn(entry) !== referrer);
    return others.length === entries.length ? undefined : others;
  };
}

export function digestIn(entry: unknown): unknown {
  return isRecord(entry) ? entry['digest'] : undefined;
}
