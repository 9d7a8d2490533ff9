import { join } from 'node:path';
import type { Held } from '../../disk/held-to.ts';
import { readHeldIfThere } from '../../disk/read-held.ts';
import { OciError } from '../../errors.ts';
import { BadPattern, compileMatch } from '../../go/match.ts';

/**
 * What `flux push artifact` leaves out unless told otherwise (fluxcd/pkg, sourceignore; flux2,
 * cmd/flux/build_artifact.go).
 */
const defaults =
  '.git/,.gitignore,.gitmodules,.gitattributes,*.jpg,*.jpeg,*.gif,*.png,*.wmv,*.flv,*.tar.gz,*.zip'.split(',');

/** Each line is tried for each file. */
const maxIgnoreBytes = 1024 * 1024;

/** One line of a `.sourceignore`; paths are relative to its folder. */
interface Rule {
  /** Whether the line takes back in what others leave out. */
  isInclusion: boolean;
  byFlux: Matcher;
  byGit: Matcher;
}

/**
 * Tells whether a line fits a path or a folder around it; `later` when it may fit something in the folder that the path
 * is. Flux and git read some lines in different ways.
 */
type Matcher = (parts: readonly string[], isDirectory: boolean) => boolean | 'later';

/** What a Flux source leaves out, by path below the directory. */
export interface SourceIgnore {
  isLeftOut(path: string, isDirectory: boolean): boolean;
  /** Tells whether git would leave out a path by the same lines. */
  isLeftOutByGit(path: string, isDirectory: boolean): boolean;
  /** Tells whether a line may take back something of what is in a folder. */
  mayTakeBack(folder: string): boolean;
}

/**
 * Makes the test of what a Flux source leaves out: Flux's defaults, and the files `.sourceignore` of the directory and
 * of the folders on the way, in the form of `.gitignore`. As in Flux (fluxcd/pkg, sourceignore; go-git 5,
 * plumbing/format/gitignore), and not as in git, a line that fits a folder fits all that is in it, and the last line
 * that fits counts, those of inner folders after those of outer ones: with `/*` and then `!/clusters/prod`, that folder
 * alone remains.
 */
export function sourceIgnore(directory: string, held: Held): SourceIgnore {
  const rules = new Map<string, Rule[]>();
  const rulesOf = (folder: string): Rule[] => {
    const known = rules.get(folder);
    if (known) return known;
    const own = parseSourceIgnore(readIgnoreFile(join(directory, folder, '.sourceignore'), held));
    const all = folder === '.' ? [...parseSourceIgnore(defaults), ...own] : own;
    rules.set(folder, all);
    return all;
  };
  /** The folders around a path from inside, each with its rules and the rest of the path. */
  function* around(path: string): Generator<[rules: Rule[], parts: string[]]> {
    const parts = path.split('/');
    for (let depth = parts.length - 1; depth >= 0; depth -= 1) {
      yield [rulesOf(parts.slice(0, depth).join('/') || '.'), parts.slice(depth)];
    }
  }
  const isLeftOut = (path: string, isDirectory: boolean, reader: 'byFlux' | 'byGit') => {
    for (const [own, parts] of around(path)) {
      const last = own.findLast((rule) => rule[reader](parts, isDirectory) === true);
      if (last) return !last.isInclusion;
    }
    return false;
  };
  return {
    isLeftOut: (path, isDirectory) => isLeftOut(path, isDirectory, 'byFlux'),
    isLeftOutByGit: (path, isDirectory) => isLeftOut(path, isDirectory, 'byGit'),
    mayTakeBack(folder) {
      return [...around(folder)].some(([own, parts]) =>
        own.some((rule) => rule.isInclusion && rule.byFlux(parts, true) !== false),
      );
    },
  };
}

function readIgnoreFile(path: string, held: Held): string[] {
  const bytes = readHeldIfThere(path, {
    ...held,
    limit: maxIgnoreBytes,
    fail: (what, facts) => new OciError('INVALID_INPUT', `The file ${JSON.stringify(path)} ${what}`, facts),
  });
  return bytes?.toString().split(/\r?\n/) ?? [];
}

/**
 * Reads lines in the form of `.gitignore` (git-scm.com/docs/gitignore, "Pattern format"); a bad pattern fits nothing.
 */
function parseSourceIgnore(lines: readonly string[]): Rule[] {
  return lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).flatMap(parseRule);
}

function parseRule(line: string): Rule[] {
  const isInclusion = line.startsWith('!');
  const text = isInclusion ? line.slice(1) : line;
  try {
    return [{ isInclusion, byFlux: readAsFlux(text), byGit: readAsGit(text) }];
  } catch (error) {
    if (error instanceof BadPattern) return [];
    throw error;
  }
}

type Segment = '' | '**' | ((name: string) => boolean);

/** Compiles the part of a pattern between two slashes as Go's filepath.Match reads it. */
function compileSegment(text: string): Segment {
  return text === '' || text === '**' ? text : compileMatch(text);
}

/**
 * Reads a line as go-git 5 does (plumbing/format/gitignore/pattern.go). Unlike git, it knows no `[!a]`, finds nothing
 * for `**` within a name or after a lone slash, takes the first folder that a part behind `**` fits for the only one,
 * and lets `docs/**` fit the folder `docs` too.
 */
function readAsFlux(line: string): Matcher {
  const trimmed = line.endsWith('\\ ') ? line : line.replace(/(?<! ) +$/, '');
  const isForFolders = trimmed.endsWith('/');
  const pattern = isForFolders ? trimmed.slice(0, -1) : trimmed;
  const [first = '', ...others] = pattern.split('/').map(compileSegment);
  if (others.length === 0) {
    const fits = first === '' || first === '**' ? compileMatch(first) : first;
    return (parts, isDirectory) => {
      const at = parts.findIndex(fits);
      if (at < 0) return 'later';
      return at < parts.length - 1 || isDirectory || !isForFolders;
    };
  }
  const isBroken = pattern.split('/').some((segment) => segment !== '**' && segment.includes('**'));
  const segments = [first, ...others];
  return (parts, isDirectory) => {
    if (isBroken) return false;
    let at = 0;
    let isFound = false;
    let isSearching = false;
    for (const segment of segments) {
      if (segment === '' || segment === '**') {
        isSearching = segment === '**';
        continue;
      }
      if (at === parts.length) return 'later';
      const found = isSearching ? parts.findIndex((part, place) => place >= at && segment(part)) : at;
      if (found < 0) return 'later';
      if (!segment(parts[found] as string)) return false;
      [isFound, isSearching, at] = [true, false, found + 1];
    }
    return isFound && (at < parts.length || isDirectory || !isForFolders);
  };
}

/** Reads a line as git does (git-scm.com/docs/gitignore, "Pattern format"). */
function readAsGit(line: string): Matcher {
  const trimmed = line.replace(/(?<=^|[^ \\]|\\ ) +$/, '');
  const isForFolders = trimmed.endsWith('/');
  const pattern = isForFolders ? trimmed.slice(0, -1) : trimmed;
  // A slash binds a pattern to its folder; without one, it is for names at any depth.
  const anchored = pattern.includes('/') ? pattern.replace(/^\//, '') : `**/${pattern}`;
  // Go's classes are negated by ^ alone.
  const segments = anchored.split('/').map((segment) => compileSegment(segment.replaceAll('[!', '[^')));
  return (parts, isDirectory) => {
    const end = placesAfter(segments, parts);
    return [...end].some((place) => place < parts.length || isDirectory || !isForFolders);
  };
}

/**
 * Says how many parts of the path the segments may have used up at the end. All ways are followed side by side, so that
 * no pattern takes long.
 */
function placesAfter(segments: readonly Segment[], parts: readonly string[]): Set<number> {
  let reached = new Set([0]);
  for (const [index, segment] of segments.entries()) {
    const next = new Set<number>();
    for (const at of reached) {
      if (segment === '**') {
        // At the end it stands for what is inside, not for the folder itself.
        const first = index === segments.length - 1 ? at + 1 : at;
        for (let place = first; place <= parts.length; place += 1) next.add(place);
      } else if (segment !== '' && at < parts.length && segment(parts[at] as string)) next.add(at + 1);
    }
    reached = next;
  }
  return reached;
}
