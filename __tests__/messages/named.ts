/** What differs from run to run or by a byte of content, by a word in its place. */
export function named(text: string, workspace = '/work'): string {
  return text
    .replaceAll(workspace, 'WORKSPACE')
    .replaceAll(/sha256:[0-9a-f]{64}/g, 'DIGEST')
    .replaceAll(/(?<= {2}|of )[\d.]+ (?:B|KiB|MiB)(?![/\w])/g, 'SIZE');
}
