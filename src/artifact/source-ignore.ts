import { join } from 'node:path';
import type { Held } from '../disk/held-to.ts';
import { readHeldIfThere } from '../disk/read-held.ts';
import { OciError } from '../errors.ts';
import { BadPattern, compileMatch } from './chart/go-match.ts';

/** What `flux push artifact` leaves out unless told otherwise (fluxcd/pkg, sourceignore; flux2, cmd/flux/build_artifact.go). */
const defaults =
  '.git/,.gitignore,.gitmodules,.gitattributes,*.jpg,*.jpeg,*.gif,*.png,*.wmv,*.flv,*.tar.gz,*.zip'.split(',');

/** Each line is tried for each file. */
const maxIgnoreBytes = 1024 * 1024;

/** One line of a `.sourceignore`; paths are relative to its folder. */
interface Rule {
  /** Whether the line takes back in what others leave out. */
  isInclusion: boolean;
  isForFolders: boolean;
  segments: readonly Segment[];
}

/** What a Flux source leaves out, by path below the directory. */
export interface SourceIgnore {
  isLeftOut(path: string, isDirectory: boolean): boolean;
  /** Tells whether a line may take back something of what is in a folder. */
  mayTakeBack(folder: string): boolean;
}

/**
 * Makes the test of what a Flux source leaves out: Flux's defaults, and the files `.sourceignore` of the directory and of the
 * folders on the way, in the form of `.gitignore`. As in Flux (fluxcd/pkg, sourceignore; go-git, plumbing/format/gitignore),
 * and not as in git, a line that fits a folder fits all that is in it, and the last line that fits counts, those of inner
 * folders after those of outer ones: with `/*` and then `!/clusters/prod`, that folder alone remains.
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
  return {
    isLeftOut(path, isDirectory) {
      for (const [own, parts] of around(path)) {
        const last = own.findLast((rule) => fits(rule, parts, isDirectory));
        if (last) return !last.isInclusion;
      }
      return false;
    },
    mayTakeBack(folder) {
      return [...around(folder)].some(([own, parts]) => own.some((rule) => rule.isInclusion && reaches(rule, parts)));
    },
  };
}

function readIgnoreFile(path: string, held: Held): string[] {
  const fail = (what: string, cause?: unknown) =>
    new OciError('INVALID_INPUT', `The file ${JSON.stringify(path)} ${what}`, { cause });
  const bytes = readHeldIfThere(path, { ...held, limit: maxIgnoreBytes, fail });
  return bytes?.toString().split(/\r?\n/) ?? [];
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
    return [{ isInclusion, isForFolders, segments: anchored.split('/').map(compileSegment) }];
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

/** Tells whether a rule fits a path or a folder around it. */
function fits({ segments, isForFolders }: Rule, parts: readonly string[], isDirectory: boolean): boolean {
  const [end = new Set<number>()] = placesAfter(segments, parts).slice(-1);
  return [...end].some((place) => place < parts.length || isDirectory || !isForFolders);
}

/** Tells whether a rule may fit something in a folder. */
function reaches({ segments }: Rule, parts: readonly string[]): boolean {
  const places = placesAfter(segments, parts);
  return places.slice(0, -1).some((reached) => reached.has(parts.length)) || (places.at(-1)?.size ?? 0) > 0;
}

/**
 * Says after each segment how many parts of the path may have been used up. All ways are followed side by side, so that no
 * pattern takes long.
 */
function placesAfter(segments: readonly Segment[], parts: readonly string[]): Set<number>[] {
  let reached = new Set([0]);
  return segments.map((segment, index) => {
    const next = new Set<number>();
    for (const at of reached) {
      if (segment === '**') {
        // At the end it stands for what is inside, not for the folder itself.
        const first = index === segments.length - 1 ? at + 1 : at;
        for (let place = first; place <= parts.length; place += 1) next.add(place);
      } else if (at < parts.length && segment(parts[at] as string)) next.add(at + 1);
    }
    reached = next;
    return next;
  });
}
