/** What a dry run says in place of a status that has not come true. */
const conditionals: Record<string, string> = {
  planned: 'would be pushed',
  copied: 'would be copied',
  new: 'would be added',
  moved: 'would be moved',
  deleted: 'would be deleted',
  untagged: 'would be untagged',
};

/** The word for what came of an item, as people read it: in a dry run, for what would come of it. */
export function statusWord(status: string, isDryRun: boolean): string {
  return (isDryRun ? conditionals[status] : undefined) ?? status;
}
