/**
 * A signal for an abort that tells of each look at it, by number. Long work looks at its signal between two steps, so
 * that a test can change the disk or abort in just that place: what `onLook` does happens before the look.
 */
export function signalLookedAt(onLook: (look: number, controller: AbortController) => void): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  let looks = 0;
  signal.throwIfAborted = () => {
    looks += 1;
    onLook(looks, controller);
    AbortSignal.prototype.throwIfAborted.call(signal);
  };
  return signal;
}
