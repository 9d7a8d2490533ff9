/** Remembers what a function gave, by its arguments; a failure too. */
export function once<A extends string[], T>(work: (...parameters: A) => Promise<T>): (...parameters: A) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (...parameters) => {
    const key = JSON.stringify(parameters);
    const result = known.get(key) ?? work(...parameters);
    known.set(key, result);
    return result;
  };
}
