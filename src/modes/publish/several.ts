import { concurrently } from '../../concurrently.ts';
import { messageOf, OciError, type Position, RegistryError, systemCodeOf } from '../../errors.ts';
import { sideOf } from '../../store/wrapped/sided.ts';
import { briefList } from '../../words.ts';
import type { Log } from '../contract/mode.ts';
import type { Thing } from '../contract/told.ts';

/** More reasons than these, and more names for one of them, are in the log and in `json` only. */
const maxReasons = 10;
const maxNames = 5;

/** How the things of a step are done, and how they are called. */
interface Several<T> {
  /** Whether the others are done all the same when one has failed. */
  keepGoing: boolean;
  signal: AbortSignal;
  log: Pick<Log, 'warning'>;
  nameOf: (thing: T) => string;
  /** The line of a file that asks for a thing. */
  positionOf?: (thing: T) => Position | undefined;
  /** Called after each piece of work, also of one that failed. */
  onDone?: () => void;
}

/**
 * Does the work of a step that is about several things, and keeps what failed of them, each with its reason. With
 * `keep-going` each failure is a warning at once, and the step fails at its end with all of them; else the first one ends
 * it, and what is given up because of that, or of a cancellation, has not failed itself.
 */
export function several<T>({
  keepGoing,
  signal,
  log,
  nameOf,
  positionOf = () => undefined,
  onDone = () => {},
}: Several<T>) {
  const errors = new Map<T, unknown>();
  let isStopped = false;
  const placeOf = (thing: T, error: unknown) =>
    (error instanceof OciError ? error.position : undefined) ?? positionOf(thing);
  const keep = (things: readonly T[], error: unknown) => {
    if (isStopped || signal.aborted) throw error;
    writeStack(error);
    for (const thing of things) errors.set(thing, error);
    isStopped = !keepGoing;
    if (isStopped) throw error;
    const side = sideOf(error);
    const where = side === undefined ? '' : ` at the ${side}`;
    for (const thing of things)
      log.warning(`${nameOf(thing)} failed${where}: ${messageOf(error)}`, placeOf(thing, error));
  };
  return {
    /**
     * Does one piece of work after the other, at most `atOnce` at a time, each for the things that `of` names. Gives what
     * came of those that did not fail, in their order.
     */
    async each<W, R>(
      pieces: readonly W[],
      { atOnce, of }: { atOnce: number; of: (piece: W) => readonly T[] },
      work: (piece: W, signal: AbortSignal) => Promise<R>,
    ): Promise<R[]> {
      // With a gap for each that failed.
      const done: [R][] = [];
      await concurrently(pieces.entries(), atOnce, signal, async ([index, piece], within) => {
        try {
          done[index] = [await work(piece, within)];
        } catch (error) {
          keep(of(piece), error);
        } finally {
          onDone();
        }
      });
      return done.flat();
    },
    hasFailed: (thing: T) => errors.has(thing),
    /** What is told of a thing: what is known of it, or beside that its failure. */
    thingOf(thing: T, known: Thing): Thing {
      if (!errors.has(thing)) return known;
      const error = errors.get(thing);
      const where = { position: placeOf(thing, error), side: sideOf(error) };
      return { ...known, fate: 'failed', reason: messageOf(error), ...where };
    },
    /** Fails when something did, with its own error or with one for all; `things` are all that the step is about. */
    end(things: readonly T[]): void {
      const failed = things.filter((thing) => errors.has(thing));
      const [first] = failed;
      if (first === undefined) return;
      const error = errors.get(first);
      if (failed.length === 1) throw error;
      const reasons = Map.groupBy(failed, (thing) => messageOf(errors.get(thing)));
      const list = [...reasons].map(([reason, own]) => `${briefList(own.map(nameOf), maxNames)}: ${reason}`);
      const rest = list.length > maxReasons ? `; and ${list.length - maxReasons} more` : '';
      const text = `${failed.length} of ${things.length} failed: ${list.slice(0, maxReasons).join('; ')}${rest}`;
      throw retold(error, text);
    },
  };
}

/** An error of the same kind, with all that is known of it, in other words. */
function retold(error: unknown, text: string): Error {
  if (error instanceof RegistryError) {
    const { code, position, status, request, errors, words, wait, login } = error;
    return new RegistryError(code, text, { cause: error, position, status, request, errors, words, wait, login });
  }
  if (error instanceof OciError) return new OciError(error.code, text, { cause: error, position: error.position });
  // A failure of the file system is known by its code; anything else is a bug, which its stack shows.
  const code = systemCodeOf(error);
  return Object.assign(new Error(text, { cause: error }), code ? { code } : {});
}

/**
 * Reads the stack of an error that is kept. Until then, V8 holds the frames themselves, and with them what these
 * functions held, such as manifests.
 */
function writeStack(error: unknown): void {
  for (let next = error; Error.isError(next); next = next.cause) void next.stack;
}
