import { OciError, type Topic } from '../../errors.ts';
import type { Group } from '../contract/inputs.ts';
import type { Log } from '../contract/mode.ts';

/** What is told of lines that find nothing, and at the end of them all. */
interface MissingFiles {
  /** @param why the end of the sentence, as far as it is known */
  onNothing: (line: string, isLiteral: boolean, why: string) => void;
  /** Called for a directory without files: a GitOps controller that prunes would delete all that it had deployed. */
  onEmpty: (title: string, hidden: number) => void;
  onEnd: (isFound: boolean) => void;
}

/**
 * Reports what the input `files` does not find, as `if-no-files-found` says: each path that is not there, and patterns
 * when all lines together found nothing; what a single one of them did not find is only told.
 */
export function reportMissing(
  noun: 'file' | 'chart',
  { files, ifNoFilesFound }: Pick<Group<'files', 'push'>, 'files' | 'ifNoFilesFound'>,
  workspace: string,
  log: Pick<Log, 'info' | 'warning'>,
): MissingFiles {
  const patterns: { line: string; why: string }[] = [];
  const isSilent = ifNoFilesFound === 'ignore';
  let isReported = false;
  const textOf = (line: unknown, why: string) =>
    `No ${noun} matches the input files ${JSON.stringify(line)} in ${workspace}${why}`;
  const report = (text: string, topic: Topic = 'no-match') => {
    if (ifNoFilesFound === 'error') throw new OciError('INVALID_INPUT', text, { topic });
    if (ifNoFilesFound === 'warn') log.warning(text);
    isReported = true;
  };
  return {
    onNothing(line, isLiteral, why) {
      if (isLiteral) report(textOf(line, why));
      else patterns.push({ line, why });
    },
    onEmpty(title, hidden) {
      const skipped = hidden > 0 ? ` (${hidden} hidden ${hidden === 1 ? 'one was' : 'ones were'} skipped)` : '';
      report(`The directory ${JSON.stringify(title)} in \`files\` has no files${skipped}`, 'empty-directory');
    },
    onEnd(isFound) {
      // Said once, by what is reported.
      if (!isFound && !isSilent && !isReported) {
        return report(textOf(files, patterns.find(({ why }) => why !== '')?.why ?? ''));
      }
      for (const { line, why } of patterns) log.info(textOf(line, why));
    },
  };
}
