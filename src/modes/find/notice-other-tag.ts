import { formatRepository, type Reference } from '../../oci/reference.ts';
import type { Source } from '../../store/store.ts';
import type { Log } from '../contract/mode.ts';

/**
 * Says so where the tag beside a digest leads elsewhere: the digest is used, but Helm 4 refuses such a reference. A tag
 * that cannot be looked up decides nothing, so that is no failure.
 */
export async function noticeOtherTag(
  source: Source,
  reference: Reference,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const { tags, digest } = reference;
  if (digest === undefined) return;
  for (const tag of tags) {
    const there = await source.resolve(tag, signal).catch(() => undefined);
    signal.throwIfAborted();
    if (!there || there.digest === digest) continue;
    log.notice(
      `${formatRepository(reference)}:${tag} leads to ${there.digest}, not to the digest beside it in the input reference, which is used`,
    );
  }
}
