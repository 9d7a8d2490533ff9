/** Remembers what a function gave, by its arguments; of one that gives a promise, its failure too. */
export function once<A extends string[], T>(work: (...parameters: A) => T): (...parameters: A) => T {
  const known = new Map<string, T>();
  return (...parameters) => {
    const key = JSON.stringify(parameters);
    if (!known.has(key)) known.set(key, work(...parameters));
    return known.get(key) as T;
  };
}
