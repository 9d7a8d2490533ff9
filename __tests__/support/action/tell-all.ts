import type { Mode } from '../../../src/modes/contract/mode.ts';
import { formatRepository } from '../../../src/oci/reference.ts';
import type { Store } from '../../../src/store/store.ts';
import { makeMode } from './make-mode.ts';
import { type Failure, failureOf } from './told.ts';
import { makeFolder } from './workspace.ts';

/** All that a mode told, with names in place of digests. */
export interface ToldAll {
  /** `kind: text`, as in `notice: …`; a heading is a `group`. */
  said: string[];
  result: Record<string, unknown>;
  /** The places that were opened, and what for. */
  opened: string[];
  /** The code of the failure, if it failed, and the topic by which its remedy is found. */
  failure?: Failure;
  /** The code and the message of the failure; going: words are pinned in `messages/` alone. */
  failed?: string;
  /** The topic by which its remedy is found. */
  topic?: string;
  /** Its words, for the tables of messages alone. */
  message?: string;
}

/**
 * Runs a mode over places in memory, by their names, to its end or its failure. What it told is matched by facts:
 * `toMatchObject({ failure: { code: 'CONFLICT' }, result: told({ changed: false }) })`; words have a row in `messages/`.
 *
 * @param named puts names in place of digests
 */
export async function tellAll(
  places: Readonly<Record<string, Store>>,
  run: (made: ReturnType<typeof makeMode>) => Promise<void>,
  { named = (text) => text, workspace = makeFolder() }: { named?: (text: string) => string; workspace?: string } = {},
): Promise<ToldAll> {
  const opened: string[] = [];
  const placeOf = (name: string): Store => {
    const place = places[name];
    if (!place) throw new Error(`The test has no place ${name}`);
    return place;
  };
  const open: Mode['open'] = {
    source(reference) {
      opened.push(`${formatRepository(reference)} to read`);
      return placeOf(formatRepository(reference));
    },
    store(reference, { alsoRead, canDelete } = {}) {
      const from = alsoRead ? `, from ${formatRepository(alsoRead)}` : '';
      opened.push(`${formatRepository(reference)} to ${canDelete ? 'delete' : 'write'}${from}`);
      return placeOf(formatRepository(reference));
    },
  };
  const made = makeMode(workspace, { open });
  const group: Mode['log']['group'] = (heading, work) => {
    made.said.push(`group: ${heading}`);
    return work();
  };
  let failed: Pick<ToldAll, 'failure' | 'failed' | 'topic' | 'message'> = {};
  try {
    await run({ ...made, mode: { ...made.mode, log: { ...made.mode.log, group } } });
  } catch (error) {
    const { code, message, topic } = error as Error & { code?: string; topic?: string };
    const failure = failureOf(error);
    failed = {
      failed: `${code}: ${message}`,
      message,
      ...(failure && { failure }),
      ...(topic === undefined ? {} : { topic }),
    };
  }
  const all = { said: made.said, result: made.result, opened, ...failed };
  return JSON.parse(named(JSON.stringify(all))) as ToldAll;
}
