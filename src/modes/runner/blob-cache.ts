import type { Digest } from '../../oci/digest.ts';
import type { Source } from '../../store/store.ts';
import { cached } from '../../store/wrapped/cached.ts';
import type { Log } from '../contract/mode.ts';

/** What the blobs of all steps and jobs of a runner may take together. */
const maxBytes = 10 * 1024 ** 3;

/** For how long a blob is kept that no step asks for. */
const maxAge = 30 * 24 * 60 * 60 * 1000;

/**
 * Lets a source keep its blobs in the runner's cache, where the inputs ask for that, and notes which came from there.
 */
export function withCache(
  source: Source,
  blobCache: string | undefined,
  log: Log,
): { source: Source; hits: ReadonlySet<Digest> } {
  const hits = new Set<Digest>();
  if (blobCache === undefined) return { source, hits };
  const options = {
    directory: blobCache,
    maxBytes,
    maxAge,
    onHit: (digest: Digest) => void hits.add(digest),
    onProblem: log.warning,
  };
  return { source: cached(source, options), hits };
}
