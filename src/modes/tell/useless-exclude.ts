/**
 * Words the notice for a `!` line that took nothing out: somebody meant to keep a file away, and it is there.
 *
 * @param meaning what such a line is compared with
 */
export function uselessExclude(line: string, meaning = 'is relative to the workspace'): string {
  return `The line ${JSON.stringify(line)} of the input files took nothing out: it works on the lines above it, and ${meaning}`;
}
