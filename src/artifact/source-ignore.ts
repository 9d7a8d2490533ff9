import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { OciError, systemCodeOf } from '../errors.ts';
import { BadPattern, compileMatch } from './chart/go-match.ts';

/** What `flux push artifact` leaves out unless told otherwise (fluxcd/pkg, sourceignore; flux2, cmd/flux/build_artifact.go). */
const defaults =
  '.git/,.gitignore,.gitmodules,.gitattributes,*.jpg,*.jpeg,*.gif,*.png,*.wmv,*.flv,*.tar.gz,*.zip'.split(',');

/** One line of a `.sourceignore`. */
interface Rule {
  /** Whether the line takes back in what others leave out. */
  isInclusion: boolean;
  isForFolders: boolean;
  fits: (parts: readonly string[]) => boolean;
}

/**
 * Makes the test of what a Flux source leaves out, by path below the directory: Flux's defaults, and the files `.sourceignore`
 * of the directory and of the folders on the way, by the rules of `.gitignore`: the last line that fits counts, those of
 * inner folders after those of outer ones. It is to be asked for a folder before what is in it: nothing comes back out of
 * a folder that is left out.
 */
export function sourceIgnore(directory: string): (path: string, isDirectory: boolean) => boolean {
  const rules = new Map<string, Rule[]>();
  const rulesOf = (folder: string): Rule[] => {
    const known = rules.get(folder);
    if (known) return known;
    const own = parseSourceIgnore(readIgnoreFile(join(directory, folder, '.sourceignore')));
    const all = folder === '.' ? [...parseSourceIgnore(defaults), ...own] : own;
    rules.set(folder, all);
    return all;
  };
  return (path, isDirectory) => {
    const parts = path.split('/');
    for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
      const inner = folder === '.' ? parts : parts.slice(folder.split('/').length);
      const last = rulesOf(folder).findLast((rule) => (isDirectory || !rule.isForFolders) && rule.fits(inner));
      if (last) return !last.isInclusion;
      if (folder === '.') return false;
    }
  };
}

function readIgnoreFile(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/);
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new OciError('INVALID_INPUT', `The file ${JSON.stringify(path)} cannot be read: ${code}`, { cause: error });
  }
}

/** Reads lines in the form of `.gitignore` (git-scm.com/docs/gitignore, "Pattern format"); a bad pattern fits nothing. */
function parseSourceIgnore(lines: readonly string[]): Rule[] {
  return lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).flatMap(parseRule);
}

function parseRule(line: string): Rule[] {
  const isInclusion = line.startsWith('!');
  const trimmed = (isInclusion ? line.slice(1) : line).replace(/(?<!\\) +$/, '');
  const isForFolders = trimmed.endsWith('/');
  const pattern = isForFolders ? trimmed.slice(0, -1) : trimmed;
  // A slash binds a pattern to its folder; without one, it is for names at any depth.
  const anchored = pattern.includes('/') ? pattern.replace(/^\//, '') : `**/${pattern}`;
  try {
    const segments = anchored.split('/').map(compileSegment);
    return [{ isInclusion, isForFolders, fits: (parts) => fitsSegments(segments, parts) }];
  } catch (error) {
    if (error instanceof BadPattern) return [];
    throw error;
  }
}

type Segment = '**' | ((name: string) => boolean);

function compileSegment(text: string): Segment {
  // Go's classes are negated by ^ alone.
  return text === '**' ? '**' : compileMatch(text.replaceAll('[!', '[^'));
}

/** Follows all the places that can be reached side by side, so that no pattern takes long. */
function fitsSegments(segments: readonly Segment[], parts: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const [index, segment] of segments.entries()) {
    const next = new Set<number>();
    for (const at of reached) {
      if (segment === '**') {
        // At the end it stands for what is inside, not for the folder itself.
        const first = index === segments.length - 1 ? at + 1 : at;
        for (let place = first; place <= parts.length; place += 1) next.add(place);
      } else if (at < parts.length && segment(parts[at] as string)) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(parts.length);
}
