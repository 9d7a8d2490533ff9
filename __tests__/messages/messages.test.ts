import { describe, expect, it } from '@jest/globals';
import { archiveMessages } from './archives.ts';
import { chartMessages } from './charts.ts';
import { failureMessages } from './failures.ts';
import { fileMessages } from './files.ts';
import { findMessages } from './find.ts';
import { inputMessages } from './inputs.ts';
import { loginMessages } from './login.ts';
import type { MessageRow } from './message-row.ts';
import { contentMessages, ociMessages } from './oci.ts';
import { chartPushMessages } from './push-charts.ts';
import { registryMessages } from './registry.ts';
import { retentionMessages } from './retention.ts';
import { signingMessages } from './signing.ts';
import { logEnds } from './tell-log.ts';
import { summaryTitles } from './tell-title.ts';
import { trustMessages } from './trust.ts';
import { verbMessages } from './verbs.ts';

const rooms: Record<string, readonly MessageRow[]> = {
  oci: ociMessages,
  content: contentMessages,
  charts: chartMessages,
  'pushes and pulls of charts': chartPushMessages,
  find: findMessages,
  'why things go': retentionMessages,
  files: fileMessages,
  archives: archiveMessages,
  registry: registryMessages,
  login: loginMessages,
  signing: signingMessages,
  inputs: inputMessages,
  verbs: verbMessages,
  'inputs about signatures': trustMessages,
  'what failed of several things': failureMessages,
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
