/** Lists texts, of many only the first ones and how many there are beside them: `a, b and 3 more`. */
export function briefList(texts: readonly string[], most = 10): string {
  const more = texts.length > most ? ` and ${texts.length - most} more` : '';
  return `${texts.slice(0, most).join(', ')}${more}`;
}

/** Counts things by their name: `1 file`, `3 files`; `several` is for a plural that has more than an s. */
export function count(number: number, name: string, several = `${name}s`): string {
  return `${number} ${number === 1 ? name : several}`;
}

/** Counts what files and directories there are: `2 files and 1 directory`. */
export function countFiles(files: number, directories: number): string {
  const parts = [
    ...(files > 0 ? [count(files, 'file')] : []),
    ...(directories > 0 ? [count(directories, 'directory', 'directories')] : []),
  ];
  return parts.join(' and ');
}
