import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type FoundFile, findFiles } from '../../artifact/files/find-files.ts';
import { lookInside } from '../../artifact/files/look-inside.ts';
import { inFormOnDisk } from '../../artifact/files/name-case.ts';
import { ownName } from '../../artifact/files/own-name.ts';
import { lineEndNotice } from '../../artifact/files/reader-notices.ts';
import { OciError, systemCodeOf } from '../../errors.ts';
import { didYouMean } from '../../near-path.ts';
import type { Group } from '../contract/inputs.ts';
import type { Build, Log } from '../contract/mode.ts';
import { uselessExclude } from '../tell/useless-exclude.ts';
import { reportMissing } from './missing-files.ts';

export type FileInputs = Group<'files', 'push' | 'attach'>;

/** Finds the files that the inputs name; none only when `if-no-files-found` allows it. */
export async function findInputFiles(
  { files: lines, root: base, ifNoFilesFound, includeHiddenFiles, symlinks }: FileInputs,
  workspace: string,
  log: Log,
): Promise<FoundFile[]> {
  const { onNothing, onEmpty, onEnd } = reportMissing('file', { files: lines, ifNoFilesFound }, workspace, log);
  const root = await inFormOnDisk(resolve(workspace, ownName(base, workspace)), workspace);
  await checkRoot(root, workspace);
  const found = await findFiles(lines, {
    workspace,
    root,
    includeHidden: includeHiddenFiles,
    symlinks,
    onHidden: (title) => log.info(`Skipped ${title}, which is hidden`),
    onUseless: (line) => log.notice(uselessExclude(line)),
    onFolders: (line, folders) =>
      log.info(`${line} finds files only, and leaves out the folders ${folders.join(', ')}: name them, or use **`),
    onNothing,
  });
  const named: FoundFile[] = [];
  for (const file of found) {
    const content =
      file.excludes === undefined ? undefined : await lookInside(file.path, file.excludes, includeHiddenFiles);
    if (content === undefined || content.hasFiles) named.push(file);
    else onEmpty(file.title, content.hidden);
  }
  onEnd(named.length > 0);
  return named;
}

/** Names the root when it is wrong: else each file would be said to be outside. */
async function checkRoot(root: string, workspace: string): Promise<void> {
  const found = await stat(root).catch((error: unknown) => systemCodeOf(error));
  if (typeof found !== 'string' && found.isDirectory()) return;
  const what =
    found === 'ENOENT'
      ? `does not exist${didYouMean(root, workspace)}`
      : typeof found === 'string'
        ? `cannot be read: ${found}`
        : 'is not a directory';
  throw new OciError('INVALID_INPUT', `The directory ${JSON.stringify(root)} of the input root ${what}`);
}

/** Names the files that have other line ends here than on other systems. */
export async function noteLineEnds(
  files: readonly { path: string }[],
  { convertedFiles }: Pick<Build, 'convertedFiles'>,
  log: Log,
): Promise<void> {
  const names = await convertedFiles(files.map(({ path }) => path));
  if (names.length > 0) log.notice(lineEndNotice(names));
}
