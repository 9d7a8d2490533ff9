import { BadPattern, compileMatch } from '../../go/match.ts';
import { type Origin, problemIn } from '../../origin.ts';

interface Rule {
  isNegated: boolean;
  onlyDirectories: boolean;
  matches: (path: string) => boolean;
}

/**
 * Tells whether a path below the chart (with `/`, no leading one) is left out; a directory is left out with all in it.
 */
export type Ignores = (path: string, isDirectory: boolean) => boolean;

/** Helm's own rule, behind those of the file: hidden files of templates/ are left out. */
const defaultRule = 'templates/.?*';

/**
 * Reads a `.helmignore` by Helm's rules, which are not gitignore's (helm/helm, pkg/ignore/rules.go): the first rule
 * that decides wins, `!rule` leaves out all that it does **not** match and goes on with what it matches, a rule without
 * `/` looks at the last part of a path alone, `**` is an error. Fails with the code of `origin` and the line.
 */
export function parseHelmIgnore(text: string, origin: Origin): Ignores {
  // To trim a line drops a byte order mark too.
  const rules = text
    .split('\n')
    .map((line, index) => parseRule(line.trim(), index + 1, origin))
    .filter((rule) => rule !== undefined);
  const last = parseRule(defaultRule, 0, origin);
  if (last) rules.push(last);
  return (path, isDirectory) => {
    for (const { isNegated, onlyDirectories, matches } of rules) {
      const isMatch = (isDirectory || !onlyDirectories) && matches(path);
      if (isMatch !== isNegated) return true;
    }
    return false;
  };
}

function parseRule(line: string, number: number, origin: Origin): Rule | undefined {
  if (line === '' || line.startsWith('#')) return undefined;
  const rule = JSON.stringify(line);
  if (line.includes('**')) throw problemIn(origin, number, `the rule ${rule} has a double star, which Helm refuses`);
  const isNegated = line.startsWith('!');
  const onlyDirectories = line.endsWith('/');
  const pattern = line.slice(isNegated ? 1 : 0, onlyDirectories ? -1 : undefined);
  try {
    const isMatch = compileMatch(pattern.replace(/^\//, ''));
    const matches = pattern.includes('/') ? isMatch : (path: string) => isMatch(path.slice(path.lastIndexOf('/') + 1));
    return { isNegated, onlyDirectories, matches };
  } catch (error) {
    if (!(error instanceof BadPattern)) throw error;
    throw problemIn(origin, number, `the rule ${rule} ${error.message}`, { cause: error });
  }
}
