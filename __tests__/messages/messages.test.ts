import { describe, expect, it } from '@jest/globals';
import { chartMessages } from './charts.ts';
import { findMessages } from './find.ts';
import type { MessageRow } from './message-row.ts';
import { ociMessages } from './oci.ts';
import { logEnds } from './tell-log.ts';
import { summaryTitles } from './tell-title.ts';

const rooms: Record<string, readonly MessageRow[]> = {
  oci: ociMessages,
  charts: chartMessages,
  find: findMessages,
  'the end of a log': logEnds,
  'the title of a summary': summaryTitles,
};

/** The words that a user sees: those of the failure, or what was returned. */
async function wordsOf(bring: () => unknown): Promise<unknown> {
  try {
    return await bring();
  } catch (error) {
    // Errors made by Node's core are not `instanceof Error` inside Jest.
    return (error as Error).message;
  }
}

describe.each(Object.entries(rooms))('%s', (_, rows) => {
  it.each(rows)('%s', async (_what, bring, words) => {
    expect(await wordsOf(bring)).toEqual(words);
  });
});
