/** A host's limit: takes so many requests in each window of milliseconds, and says how long the others have to wait. */
export function createRate(requests: number, window: number, now: () => number = Date.now): () => number {
  let began = Number.NEGATIVE_INFINITY;
  let taken = 0;
  return () => {
    if (now() - began >= window) {
      began = now();
      taken = 0;
    }
    taken += 1;
    return taken <= requests ? 0 : began + window - now();
  };
}
