import type { ResultReferrer } from '../contract/result.ts';

/** What a referrer is, in a few words: its type or, of what has none, the suffix of its tag. */
export function kindOf({
  artifactType,
  mediaType,
  tag,
}: Pick<ResultReferrer, 'artifactType' | 'mediaType' | 'tag'>): string {
  return artifactType || (tag === undefined ? mediaType : `cosign ${tag.replace(/^[^.]*\./, '')}`);
}
