/**
 * Reads the tags of a source to the end, or so many of them. Where there is no such repository, this fails with
 * NOT_FOUND as the source does: `orAbsent(listed(…))` is for callers to whom a missing repository is one without tags.
 */
export async function listed(tags: AsyncIterable<string>, most: number = Number.POSITIVE_INFINITY): Promise<string[]> {
  const all: string[] = [];
  for await (const tag of tags) if (all.push(tag) >= most) break;
  return all;
}
