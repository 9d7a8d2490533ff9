import { type TransferSlots, transferSlots } from '../../concurrently.ts';
import { OciError } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import type { Digest } from '../../oci/digest.ts';
import { maxManifestBytes } from '../../oci/manifest.ts';
import { isManifestType } from '../../oci/media-types.ts';
import { forwarded } from '../forwarded.ts';
import type { Source } from '../store.ts';

/**
 * The most that the manifests of one graph and its lists of referrers may take together. An index with 30 platforms and
 * an attestation for each has 300 KiB, a thousand referrers 2 MiB; what is parsed of so many bytes fits into 300 MiB.
 */
export const maxGraphBytes = 16 * 1024 * 1024;

/** Manifests of unknown size that are read at a time: each may have 4 MiB, and several times that in memory. */
const unknownAtOnce = 4;

/** A source that reads so much and no more. */
export interface Limited extends Source {
  /** Whether something was refused because it was too much. */
  readonly isExceeded: boolean;
  /** Whether something was refused because other walks hold so much that there is no room: alone, it may go. */
  readonly isCrowded: boolean;
  /** Gives back what this walk held, at its end. */
  release(): void;
}

/** What the walks of a step share: together they hold, and read at a time, no more than one may. */
export interface GraphBudget {
  /** Bytes that may still be held. */
  left: number;
  /** Room for manifests of unknown size that are on their way. */
  readonly unknown: TransferSlots;
}

export function startGraphBudget(bytes = maxGraphBytes): GraphBudget {
  return { left: bytes, unknown: transferSlots(unknownAtOnce) };
}

/**
 * A source for one walk over manifests and what refers to them: it counts the bytes of all that are read, each manifest
 * once, and fails with TOO_LARGE before it reads more than `maxGraphBytes`. Of manifests whose size is not known
 * before, a few may be on their way then. Blobs pass as they are.
 *
 * @param budget what walks that go on at the same time share
 */
export function limited(source: Source, budget: GraphBudget = startGraphBudget()): Limited {
  const counted = new Map<Digest, number>();
  let left = maxGraphBytes;
  let isCrowded = false;
  const take = (bytes: number) => {
    left -= bytes;
    budget.left -= bytes;
    isCrowded ||= budget.left < 0;
    if (left >= 0 && !isCrowded) return;
    const what = 'The manifests of this graph and the lists of its referrers';
    throw new OciError('TOO_LARGE', `${what} take more than ${formatBytes(maxGraphBytes)} together`);
  };
  const takeOnce = (digest: Digest, size: number) => {
    const before = counted.get(digest) ?? 0;
    // More than this is not read of one. What it has counts, where it was announced as less.
    const now = Math.max(before, Math.min(size, maxManifestBytes));
    counted.set(digest, now);
    take(now - before);
  };
  const own: Partial<Source> = {
    async manifest(name, signal) {
      return budget.unknown.take(maxManifestBytes, async () => {
        take(0);
        const content = await source.manifest(name, signal);
        takeOnce(content.descriptor.digest, content.bytes.byteLength);
        return content;
      });
    },
    async fetch(descriptor, signal) {
      if (isManifestType(descriptor.mediaType)) takeOnce(descriptor.digest, descriptor.size);
      return source.fetch(descriptor, signal);
    },
    async *referrers(subject, signal) {
      // A list is held whole before its first entry comes.
      take(0);
      for await (const referrer of source.referrers(subject, signal)) {
        take(JSON.stringify(referrer).length);
        yield referrer;
      }
    },
  };
  return {
    ...forwarded(source, own),
    get isExceeded() {
      return left < 0;
    },
    get isCrowded() {
      return isCrowded && left >= 0;
    },
    release() {
      budget.left += maxGraphBytes - left;
      left = maxGraphBytes;
    },
  };
}
