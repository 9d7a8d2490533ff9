import type { ModeName } from '../../modes/contract/inputs.ts';
import type { Facts, Told } from '../../modes/contract/told.ts';
import { count } from '../../words.ts';
import {
  type Around,
  type AroundFailure,
  attached,
  copied,
  copiedInPart,
  deleted,
  pushed,
  pushedInPart,
  synced,
  syncedInPart,
} from './outcomes.ts';

/** How a mode tells of several things. */
export interface Things {
  /** Over their names in the table of a summary, and the columns beside that. */
  head: string;
  columns: readonly ('size' | 'source' | 'why' | 'digest' | 'before')[];
  /** So many are all shown, and none of them folded: each was named by the step. */
  open: number;
  /**
   * Where they are: in the `one` repository that is told, `below` the reference of the step, in `each` place for itself,
   * or in what their names have in `common`, which is then left out of them.
   */
  where: 'one' | 'below' | 'each' | 'common';
  /** Whether a step that has one of them is told like a step about one artifact. */
  isOneAlone: boolean;
}

/** How one mode is told: the log, the summary and the advice ask its row, and never which mode it is. */
interface ModeRow {
  /** That it did its work, that a dry run would, and that there was nothing to do. */
  verbs: readonly [done: string, planned: string, unchanged: string];
  /** That it failed, before anything was written and after something was. */
  failed: readonly [nothing: string, partly: string];
  /** That it did not find what it was to work on, where that is not in the place that it writes to. */
  unfound?: string;
  /** Whether it writes into a registry. */
  writes: boolean;
  /** Whether it may make a repository that was not there before. */
  creates: boolean;
  /** Whether it puts an artifact under a digest that others are to use. */
  publishes: boolean;
  /** What it does with content: in the log, in the summary, and what is to be done there. */
  moves: readonly [log: string, done: string, toDo: string];
  /** Whether it works on files, of which there may be none. */
  takesFiles?: boolean;
  /** Whether it is about what a manifest says: its type, when and for what it was made, its annotations. */
  describes?: boolean;
  /** Title of a refusal because of what is there. */
  conflict?: string;
  things?: Things;
  /** How many of what it lists. */
  counts?: (about: Facts) => [number, noun: string] | undefined;
  /** What came of it, where there is more to say than its verb and the place. */
  outcome?: (told: Told, around: Around) => string | undefined;
  /** What failed of several things, and what did not. */
  partly?: (told: Told, around: AroundFailure) => string | undefined;
}

const sent = ['sent', 'sent', 'send'] as const;
const received = ['received', 'fetched', 'fetch'] as const;
const reading = { writes: false, creates: false, publishes: false, moves: received } as const;
const publishing = { writes: true, creates: true, publishes: true, moves: sent } as const;

export const modes: Readonly<Record<ModeName, ModeRow>> = {
  push: {
    ...publishing,
    verbs: ['Pushed', 'Would push', 'Unchanged'],
    failed: ['Not pushed to', 'Pushed only in part to'],
    takesFiles: true,
    things: { head: 'Chart', columns: ['size', 'why', 'before'], open: 10, where: 'below', isOneAlone: true },
    outcome: pushed,
    partly: pushedInPart,
  },
  pull: {
    ...reading,
    verbs: ['Pulled', 'Pulled', 'Pulled'],
    failed: ['Could not pull', 'Could not finish the pull of'],
  },
  copy: {
    ...publishing,
    verbs: ['Copied', 'Would copy', 'Unchanged'],
    failed: ['Not copied to', 'Copied only in part to'],
    unfound: 'Could not copy',
    things: { head: 'Target', columns: ['why', 'before'], open: 0, where: 'each', isOneAlone: false },
    outcome: copied,
    partly: copiedInPart,
  },
  sync: {
    ...publishing,
    publishes: false,
    verbs: ['Synced', 'Would sync', 'Unchanged'],
    failed: ['Not synced to', 'Synced only in part to'],
    things: { head: 'Target', columns: ['source', 'why', 'before'], open: 0, where: 'common', isOneAlone: false },
    outcome: synced,
    partly: syncedInPart,
  },
  inspect: {
    ...reading,
    verbs: ['Inspected', 'Inspected', 'Inspected'],
    failed: ['Could not inspect', 'Could not inspect'],
    describes: true,
  },
  tags: {
    ...reading,
    verbs: ['Listed', 'Listed', 'Listed'],
    failed: ['Could not list the tags of', 'Could not list the tags of'],
    counts: ({ tags = [] }) => [tags.length, 'tag'],
    outcome: ({ about: { tags = [] } }, { verb, place }) => `${verb} ${count(tags.length, 'tag')} of ${place}`,
  },
  tag: {
    ...publishing,
    creates: false,
    verbs: ['Tagged', 'Would tag', 'Unchanged'],
    failed: ['Not tagged in', 'Tagged only in part in'],
  },
  attach: {
    ...publishing,
    verbs: ['Attached', 'Would attach', 'Unchanged'],
    failed: ['Not attached in', 'Attached only in part in'],
    takesFiles: true,
    outcome: attached,
  },
  discover: {
    ...reading,
    verbs: ['Discovered', 'Discovered', 'Discovered'],
    failed: ['Could not list what is attached in', 'Could not list what is attached in'],
    counts: ({ referrers, details }) => referrers && [totalOf(details), 'referrer'],
    outcome: ({ about: { details } }, { place }) => `Found ${count(totalOf(details), 'referrer')} in ${place}`,
  },
  delete: {
    ...reading,
    writes: true,
    verbs: ['Deleted in', 'Would delete in', 'Nothing to delete in'],
    failed: ['Not deleted in', 'Deleted only in part in'],
    conflict: 'Still in use',
    things: { head: 'Tag', columns: ['why', 'digest'], open: 0, where: 'one', isOneAlone: false },
    outcome: deleted,
  },
};

/** How many referrers there are, of which the output may have fewer. */
function totalOf(details: Facts['details']): number {
  return Number(details?.['total'] ?? 0);
}
