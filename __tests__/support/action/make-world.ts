import { performMode } from '../../../src/action/perform-mode.ts';
import type { ModeName } from '../../../src/modes/contract/inputs.ts';
import type { Build, Mode } from '../../../src/modes/contract/mode.ts';
import { formatRepository, parseReference, type Reference } from '../../../src/oci/reference.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { type Given, makeInputs, makeMode } from './make-mode.ts';
import { type Failure, failureOf, type Result } from './told.ts';
import { makeWorkspace } from './workspace.ts';

/** What a mode said and told, and how it failed, when it did. */
interface Acted {
  /** What failed, to be matched without its words. */
  failure: Failure | undefined;
  error: unknown;
  said: string[];
  result: Result;
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
    async act<M extends ModeName>(name: M, reference: string, given: Given<M> = {}): Promise<Acted> {
      const { mode, around, said, result } = makeMode(workspace, { build, open: { source: open, store: open } });
      const group: Mode['log']['group'] = (heading, work) => {
        said.push(`group: ${heading}`);
        return work();
      };
      // A push has them from the reference too, before it begins.
      const tags = name === 'push' ? { tags: parseReference(reference).tags } : {};
      const inputs = makeInputs(name, reference, { ...tags, ...given });
      const told = { ...mode, log: { ...mode.log, group } } as Mode;
      const error = await performMode(name, inputs, told, around).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      return { failure: failureOf(error), error, said, result };
    },
  };
}
