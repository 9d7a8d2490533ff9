/**
 * Finds the candidate that a misspelt word most likely meant: at most two letters changed, added, left out or swapped
 * with their neighbour, and in a word of fewer than six letters one.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  // In a folder of 100,000 names, to compare each would take seconds.
  const alike = candidates.filter(({ length }) => Math.abs(length - word.length) <= 2);
  const [best] = byNearness(word, alike);
  return best && best.length > 1 && distance(word, best) <= (best.length < 6 ? 1 : 2) ? best : undefined;
}

/**
 * Sorts candidates by how many letters must be changed, added, left out or swapped to make them of a word; very long
 * ones are left out.
 */
export function byNearness(word: string, candidates: readonly string[]): string[] {
  return candidates
    .map((candidate) => ({ candidate, letters: distance(word, candidate) }))
    .filter(({ letters }) => Number.isFinite(letters))
    .sort((a, b) => a.letters - b.letters)
    .map(({ candidate }) => candidate);
}

/** Distance by Damerau and Levenshtein, in which capitals of the word cost nothing; long words are not compared. */
function distance(word: string, b: string): number {
  const a = word.toLowerCase();
  if (a.length > 64 || b.length > 64) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const changed = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      const isSwapped = i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j];
      const swapped = isSwapped ? (before[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(changed, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}
