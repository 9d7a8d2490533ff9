/**
 * What a user reads, and what brings it up: a failure, whose message counts, or a text or lines that are returned. The
 * tables of this folder are the only place where words are pinned; every other test matches `{ code, topic }` and facts,
 * so that rewording a message changes one row. Advice has its own table: `action/remedies`.
 */
export type MessageRow = readonly [what: string, bring: () => unknown, words: string | readonly string[]];
