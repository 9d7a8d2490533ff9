// What a step writes into its command files, read as strictly as the runner does (actions/runner, FileCommandManager.cs).

/** The most that the runner shows of one step's summary. */
const maxSummary = 1024 * 1024;

/**
 * Reads GITHUB_OUTPUT, GITHUB_STATE or GITHUB_ENV: `name=value` lines, and `name<<delimiter` with the lines up to that
 * delimiter. Fails as the step would for all else.
 *
 * @param isWindows whether lines may end in CRLF
 */
export function readCommandFile(text: string, isWindows = false): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(isWindows ? /\r?\n/ : '\n');
  // What is behind the last line end is a line when something stands there.
  if (lines.at(-1) === '') lines.pop();
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const [equals, heredoc] = ['=', '<<'].map((mark) => line.indexOf(mark)) as [number, number];
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) throw new Error(`Invalid format '${line}'. Name must not be empty`);
      values[line.slice(0, equals)] = line.slice(equals + 1);
    } else if (heredoc >= 0) {
      const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)];
      if (name === '' || delimiter === '') {
        throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
      }
      const end = lines.indexOf(delimiter);
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      values[name] = lines.splice(0, end).join('\n');
      lines.shift();
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return values;
}

/** Reads GITHUB_ENV: with `NODE_OPTIONS` in it, a step could change what runs in the next one. */
export function readEnvironmentFile(text: string): Record<string, string> {
  const values = readCommandFile(text);
  if (Object.keys(values).some((name) => name.toUpperCase() === 'NODE_OPTIONS')) {
    throw new Error("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
  }
  return values;
}

/** Reads GITHUB_PATH: a folder in each line, the last one of which is searched first. */
export function readPathFile(text: string): string[] {
  return text
    .split(/\r\n|[\r\n]/)
    .filter((line) => line !== '')
    .reverse();
}

/** Reads GITHUB_STEP_SUMMARY; the runner shows none that is longer, and the step gets an error. */
export function readSummaryFile(text: string): string {
  const size = Buffer.byteLength(text);
  if (size > maxSummary)
    throw new Error(`$GITHUB_STEP_SUMMARY supports content up to a size of 1024k, got ${size >> 10}k`);
  return text;
}
