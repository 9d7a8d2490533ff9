/**
 * Runs `work` for every item, at most `limit` at a time. The first failure aborts the signal that the other runs were
 * given, starts nothing more, waits for those in flight and is then thrown.
 */
export async function concurrently<T>(
  items: Iterable<T>,
  limit: number,
  signal: AbortSignal | undefined,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const group = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
  let failed = false;
  let firstError: unknown;
  const fail = (error: unknown) => {
    if (failed) return;
    failed = true;
    firstError = error;
    controller.abort(error);
  };
  const queue = items[Symbol.iterator]();
  const lane = async () => {
    try {
      for (let next = queue.next(); !next.done && !failed; next = queue.next()) {
        group.throwIfAborted();
        await work(next.value, group);
      }
    } catch (error) {
      fail(error);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, limit) }, lane));
  if (failed) throw firstError;
}

/**
 * Walks over items wave by wave: asks about all of a wave, at most `limit` at a time, and then takes the answers in
 * their order; the items that these bring are the next wave.
 */
export async function inWaves<T, R>(
  first: readonly T[],
  limit: number,
  signal: AbortSignal | undefined,
  ask: (item: T, signal: AbortSignal, depth: number) => Promise<R>,
  take: (item: T, answer: R) => readonly T[],
): Promise<void> {
  let wave = first;
  for (let depth = 0; wave.length > 0; depth += 1) {
    const answers = new Map<T, R>();
    await concurrently(wave, limit, signal, async (item, own) => {
      answers.set(item, await ask(item, own, depth));
    });
    wave = wave.flatMap((item) => take(item, answers.get(item) as R));
  }
}

const lastTurns = new Map<string, Promise<void>>();

/**
 * Runs `work` when all earlier work of the same key in this process has ended, well or not; fails at once when it is
 * aborted before.
 */
export async function inTurn<T>(key: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const before = lastTurns.get(key) ?? Promise.resolve();
  const result = unlessAborted(before, signal).then(work);
  // Who gave up does not let others go before those that it waited for.
  const ended = Promise.allSettled([before, result]).then(() => {});
  lastTurns.set(key, ended);
  void ended.then(() => {
    if (lastTurns.get(key) === ended) lastTurns.delete(key);
  });
  return result;
}

/** Waits for something, or fails with the reason of an abort. */
export async function unlessAborted<T>(awaited: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return awaited;
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    signal.throwIfAborted();
    return await Promise.race([awaited, promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** A transfer of up to this many bytes takes hardly longer than its round trips, so that more of them run at a time. */
const smallTransfer = 1024 * 1024;
const smallForLarge = 4;

/** Room for transfers: so many large ones at a time, or four small ones in the place of each. */
export interface TransferSlots {
  /** The most that can run at a time. */
  readonly lanes: number;
  /** Does the work of a transfer of so many bytes when there is room, in the order in which they come. */
  take<T>(bytes: number, work: () => Promise<T>): Promise<T>;
}

/** Makes room for transfers; where one at a time is asked for, it is one, however small. */
export function transferSlots(concurrency: number): TransferSlots {
  const lanes = concurrency === 1 ? 1 : concurrency * smallForLarge;
  let free = lanes;
  const waiting: { need: number; enter: () => void }[] = [];
  const admit = () => {
    for (let next = waiting[0]; next && next.need <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.need;
      next.enter();
    }
  };
  return {
    lanes,
    async take(bytes, work) {
      const need = bytes <= smallTransfer ? 1 : Math.min(smallForLarge, lanes);
      await new Promise<void>((enter) => {
        waiting.push({ need, enter });
        admit();
      });
      try {
        return await work();
      } finally {
        free += need;
        admit();
      }
    },
  };
}
