import * as core from '@actions/core';
import type { Position } from '../../errors.ts';
import type { Log } from '../../modes/contract/mode.ts';
import { printable } from './printable.ts';

/** Writes to the log of the workflow step; every text is made printable on the way. */
export const log: Log = {
  info: (text) => {
    gather();
    core.info(printable(text));
  },
  notice: (text) => core.notice(printable(text)),
  warning: (text, position) => core.warning(printable(text), annotationAt(position)),
  // The runner drops these unless it was asked to show them; there is one for each request.
  debug: (text) => {
    if (core.isDebug()) core.debug(printable(text));
  },
  group: (heading, work) => core.group(printable(heading), work),
};

/** Puts an annotation on a line of a file in the workspace. */
export function annotationAt(position: Position | undefined): { file?: string; startLine?: number } {
  if (!position) return {};
  const { file, line } = position;
  return { file: printable(file), ...(line === undefined ? {} : { startLine: line }) };
}

/** Milliseconds for which lines wait for others. */
const moment = 20;
let gathering: NodeJS.Timeout | undefined;

/** Lets what is written to the log wait a moment: each write wakes the runner, and there may be thousands of lines. */
function gather(): void {
  if (gathering) return;
  process.stdout.cork();
  gathering = setTimeout(flushLog, moment);
}

/** Writes what still waits; to be called before the process ends. */
export function flushLog(): void {
  if (!gathering) return;
  clearTimeout(gathering);
  gathering = undefined;
  process.stdout.uncork();
}
