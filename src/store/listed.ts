/**
 * Reads what a source lists, its tags or the referrers of a manifest, to the end, or so much of it. Where there is no
 * such repository, this fails with NOT_FOUND as the source does: `orAbsent(listed(…))` is for whoever takes it for empty.
 */
export async function listed<T>(list: AsyncIterable<T>, most: number = Number.POSITIVE_INFINITY): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) if (items.push(item) >= most) break;
  return items;
}
