import { attach } from '../../../src/modes/attach.ts';
import type { Build, Mode } from '../../../src/modes/contract/mode.ts';
import type { Result } from '../../../src/modes/contract/result.ts';
import { copy } from '../../../src/modes/copy.ts';
import { inspect } from '../../../src/modes/inspect.ts';
import { pull } from '../../../src/modes/pull.ts';
import { push } from '../../../src/modes/push.ts';
import { tag } from '../../../src/modes/tag.ts';
import { formatRepository, parseReference, type Reference } from '../../../src/oci/reference.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { type Given, makeInputs, makeMode } from './make-mode.ts';
import { type Failure, failureOf } from './told.ts';
import { makeWorkspace } from './workspace.ts';

const modes = { attach, copy, inspect, pull, push, tag };

/** What a mode said and told, and how it failed, when it did. */
interface Acted {
  /** What failed, to be matched without its words. */
  failure: Failure | undefined;
  error: unknown;
  said: string[];
  result: Partial<Result>;
}

/** A workspace, and repositories in memory by their names, in which one mode runs after the other. */
export async function makeWorld(files: Record<string, string | Uint8Array>, build: Partial<Build> = {}) {
  const workspace = await makeWorkspace(files);
  const places = new Map<string, MemoryStore>();
  const open = (reference: Reference) => {
    const name = formatRepository(reference);
    const place = places.get(name) ?? new MemoryStore();
    places.set(name, place);
    return place;
  };
  return {
    workspace,
    place: (name: string) => open(parseReference(name)),
    /** Runs a mode with the inputs that are given, and the defaults of the others. */
    async act<M extends keyof typeof modes>(name: M, reference: string, given: Given<M> = {}): Promise<Acted> {
      const { mode, around, said, result } = makeMode(workspace, { build, open: { source: open, store: open } });
      const group: Mode['log']['group'] = (heading, work) => {
        said.push(`group: ${heading}`);
        return work();
      };
      const run = modes[name] as (...args: unknown[]) => Promise<unknown>;
      // A push has them from the reference too, before it begins.
      const tags = name === 'push' ? { tags: parseReference(reference).tags } : {};
      const inputs = makeInputs(name, reference, { ...tags, ...given });
      const error = await run(inputs, { ...mode, log: { ...mode.log, group } }, around).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      return { failure: failureOf(error), error, said, result };
    },
  };
}
