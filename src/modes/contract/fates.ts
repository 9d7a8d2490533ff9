/** What came of one thing, and all that a renderer or a script may ask about that. */
interface Fate {
  /** Whether the step wrote it; a dry run writes nothing, and would have. */
  wrote: boolean;
  /** Whether nothing was done about it, so that it is shown last. */
  isQuiet: boolean;
  /** The word for people, and that of a dry run. */
  words: readonly [done: string, planned: string];
}

const written = { wrote: true, isQuiet: false };
const left = { wrote: false, isQuiet: true };

/** What may come of a thing; the names are the `status` of entries of the output `json`, in all modes. */
export const fates = {
  pushed: { ...written, words: ['pushed', 'would be pushed'] },
  copied: { ...written, words: ['copied', 'would be copied'] },
  new: { ...written, words: ['new', 'would be added'] },
  moved: { ...written, words: ['moved', 'would be moved'] },
  deleted: { ...written, words: ['deleted', 'would be deleted'] },
  pulled: { ...written, words: ['pulled', 'would be pulled'] },
  tagged: { ...written, words: ['tagged', 'would be tagged'] },
  attached: { ...written, words: ['attached', 'would be attached'] },
  untagged: { ...written, words: ['untagged', 'would be untagged'] },
  /** It was looked at, and that is all the step is for. */
  found: { ...left, words: ['found', 'found'] },
  unchanged: { ...left, words: ['unchanged', 'unchanged'] },
  kept: { ...left, words: ['kept', 'kept'] },
  missing: { ...left, words: ['missing', 'missing'] },
  failed: { ...left, isQuiet: false, words: ['failed', 'failed'] },
  /** The step ended before it was done, since another thing failed or the step was cancelled. */
  'not reached': { ...left, words: ['not reached', 'not reached'] },
} as const satisfies Record<string, Fate>;

export type FateName = keyof typeof fates;

/** The word for what came of a thing, as people read it: in a dry run, for what would come of it. */
export function wordOf(fate: FateName, isDryRun: boolean): string {
  return fates[fate].words[isDryRun ? 1 : 0];
}
