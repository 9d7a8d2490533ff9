import { isVersion, newestMatching, tagOfVersion, versionsOfTags } from '../artifact/chart/versions.ts';
import { OciError } from '../errors.ts';
import { formatRepository, isTag, type Reference } from '../oci/reference.ts';
import type { Source } from '../store/store.ts';
import { newestTag } from './tag-versions.ts';

/**
 * Puts the tag that the input `version` asks for into a reference: that very version, or the newest in a range, as Helm
 * chooses it. Fails with INVALID_INPUT when the reference names something already, and with NOT_FOUND when nothing fits.
 */
export async function withVersion(
  source: Source,
  reference: Reference,
  version: string,
  signal: AbortSignal,
): Promise<Reference> {
  const shown = JSON.stringify(version);
  if (reference.digest !== undefined || reference.tags.length > 0) {
    throw new OciError('INVALID_INPUT', `The input version ${shown} is given beside a tag or digest in reference`);
  }
  if (isVersion(version) && isTag(tagOfVersion(version))) return { ...reference, tags: [tagOfVersion(version)] };
  // Says what is wrong with a range before anything is asked for.
  newestMatching(version, []);
  const tags: string[] = [];
  for await (const tag of source.tags(signal)) tags.push(tag);
  const found = newestMatching(version, versionsOfTags(tags));
  if (found !== undefined) return { ...reference, tags: [tagOfVersion(found)] };
  const newest = newestTag(tags);
  throw new OciError(
    'NOT_FOUND',
    `${formatRepository(reference)} has no version in the range ${shown}; ${newest === undefined ? 'none of its tags is a version' : `the newest is ${newest}`}`,
  );
}
