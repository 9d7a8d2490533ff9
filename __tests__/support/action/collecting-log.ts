import type { Position } from '../../../src/errors.ts';
import type { Log } from '../../../src/modes/contract/mode.ts';

/** A log that keeps what is said, each as `kind: text`, with the line of a file that it is shown at. */
export function collectingLog(): { log: Log; said: string[] } {
  const said: string[] = [];
  const say = (kind: string) => (text: string, at?: Position) => {
    said.push(`${kind}: ${text}${at ? ` [${at.file}:${at.line}]` : ''}`);
  };
  const log: Log = {
    info: say('info'),
    notice: say('notice'),
    warning: say('warning'),
    debug: say('debug'),
    group: (_, work) => work(),
  };
  return { log, said };
}

/** How many lines of each kind that a user is meant to notice were said; their words are pinned in `messages`. */
export function noticed(said: readonly string[]): { warning?: number; notice?: number } {
  const count = (kind: string) => said.filter((line) => line.startsWith(`${kind}: `)).length;
  const [warning, notice] = [count('warning'), count('notice')];
  return { ...(warning ? { warning } : {}), ...(notice ? { notice } : {}) };
}
