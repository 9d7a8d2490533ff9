/** Finds the candidate that a misspelt word most likely meant: at most two letters changed, added or left out. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const [best] = byNearness(word, candidates);
  return best && distance(word, best) <= 2 && distance(word, best) < best.length ? best : undefined;
}

/** Sorts candidates by how many letters must be changed, added or left out to make them of a word; very long ones are left out. */
export function byNearness(word: string, candidates: readonly string[]): string[] {
  return candidates
    .map((candidate) => ({ candidate, letters: distance(word, candidate) }))
    .filter(({ letters }) => Number.isFinite(letters))
    .sort((a, b) => a.letters - b.letters)
    .map(({ candidate }) => candidate);
}

/** Levenshtein distance, in which capitals of the word cost nothing; long words are not compared. */
function distance(word: string, b: string): number {
  const a = word.toLowerCase();
  if (a.length > 64 || b.length > 64) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
