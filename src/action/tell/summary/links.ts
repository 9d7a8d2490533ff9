import type { Position } from '../../../errors.ts';
import { code, link } from '../markdown.ts';

/** Where a step runs and how long it took, as far as that is known. */
export interface Surroundings {
  /** How a workflow names this action, such as `octo-tools/oci-artifact@v1`. */
  action: string;
  /** Milliseconds. */
  duration?: number | undefined;
  /** Address of the repository that the workflow belongs to, `https://…`. */
  source?: string | undefined;
  /** The commit that it runs for. */
  revision?: string | undefined;
  /** Address of the page on which GitHub shows the package that the step is about. */
  packageUrl?: string | undefined;
  /** Address of the run. */
  runUrl?: string | undefined;
}

/** Names a place in a file of the workspace, with a link to it at the commit where that is known. */
export function linkToFile(
  { file, line }: Position,
  { source, revision }: Pick<Surroundings, 'source' | 'revision'>,
): string {
  const words = `${code(file)}${line === undefined ? '' : `, line ${line}`}`;
  if (source === undefined || revision === undefined) return words;
  const path = file.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return link(words, `${source}/blob/${revision}/${path}${line === undefined ? '' : `#L${line}`}`);
}
