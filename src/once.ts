/** Remembers what was made; where that failed, it is made anew. */
export function onceMade<T>(make: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return () => {
    known ??= make();
    const made = known;
    made.catch(() => {
      if (known === made) known = undefined;
    });
    return made;
  };
}

/** Remembers what a function returned, by its arguments. A promise is remembered even when it fails; a throw is not. */
export function once<A extends string[], T>(work: (...parameters: A) => T): (...parameters: A) => T {
  const known = new Map<string, T>();
  return (...parameters) => {
    const key = parameters.length === 0 ? '' : JSON.stringify(parameters);
    if (!known.has(key)) known.set(key, work(...parameters));
    return known.get(key) as T;
  };
}
