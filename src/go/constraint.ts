import { OciError } from '../errors.ts';
import { comparePrereleases, compareVersions, parseVersion, type SemVer, whatToLeaveOut } from './semver.ts';

/** A version with an operator; `open` is the first part that is missing or a wildcard, as `minor` in `1` and `1.x`. */
interface Comparison {
  operator: string;
  version: SemVer;
  open: 'major' | 'minor' | 'patch' | undefined;
}

type Check = (version: SemVer, bound: SemVer, open: Comparison['open']) => boolean;

const operators = '=|!=|>=|=>|<=|=<|~>|>|<|~|\\^|';
const version =
  'v?[0-9xX*]+(?:\\.[0-9xX*]+)?(?:\\.[0-9xX*]+)?(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?';
const comparison = new RegExp(`^(${operators}) ?(${version})$`);
const oneGroup = new RegExp(`^ ?(?:${operators}) ?${version}(?:(?: ?, ?| )(?:${operators}) ?${version})* ?$`);
const eachOfGroup = new RegExp(`(?:${operators}) ?${version}`, 'g');
const range = new RegExp(` ?(${version}) - (${version}) ?`, 'g');
/** What Masterminds takes at most, against patterns made to be slow. */
const maxLength = 512;

// Each is written as Masterminds' own function of that operator decides, not as npm's semver would: the two differ in
// wildcards, in ~0.0.0 and in pre-releases (Masterminds/semver, constraints.go).
const tilde: Check = (version, bound, open) => {
  if (compareVersions(version, bound) < 0) return false;
  // ~0.0.0 and ~* take everything.
  if (isZero(bound) && (open === undefined || open === 'major')) return true;
  return version.major === bound.major && (version.minor === bound.minor || open === 'minor');
};

const caret: Check = (version, bound, open) => {
  if (compareVersions(version, bound) < 0) return false;
  if (version.major !== bound.major) return false;
  if (bound.major > 0n || open === 'minor') return true;
  if (version.minor !== bound.minor) return false;
  return bound.minor > 0n || open === 'patch' || version.patch === bound.patch;
};

const equal: Check = (version, bound, open) =>
  open ? tilde(version, bound, open) : compareVersions(version, bound) === 0;

const notEqual: Check = (version, bound, open) => {
  if (open === undefined || open === 'major') return compareVersions(version, bound) !== 0;
  if (version.major !== bound.major) return true;
  if (open === 'minor') return false;
  return version.minor !== bound.minor || comparePrereleases(version.prerelease, bound.prerelease) !== 0;
};

const greater: Check = (version, bound, open) => {
  if (open === undefined || open === 'major') return compareVersions(version, bound) > 0;
  if (version.major !== bound.major) return version.major > bound.major;
  return open === 'patch' && version.minor > bound.minor;
};

const atMost: Check = (version, bound, open) => {
  if (open === undefined) return compareVersions(version, bound) <= 0;
  if (version.major !== bound.major) return version.major < bound.major;
  return open === 'minor' || version.minor <= bound.minor;
};

const atLeast: Check = (version, bound) => compareVersions(version, bound) >= 0;
const less: Check = (version, bound) => compareVersions(version, bound) < 0;

const checks: Record<string, Check> = {
  '': equal,
  '=': equal,
  '!=': notEqual,
  '>': greater,
  '<': less,
  '>=': atLeast,
  '=>': atLeast,
  '<=': atMost,
  '=<': atMost,
  '~': tilde,
  '~>': tilde,
  '^': caret,
};

/**
 * Compiles a constraint as Masterminds/semver 3.4 understands it, and so Helm: space and comma are "and", `||` is "or",
 * `1.2 - 1.4` a range; pre-releases fit only where one stands in the same "and" group. Fails with INVALID_INPUT.
 */
export function parseConstraint(text: string): (version: SemVer) => boolean {
  if (text.length > maxLength) throw notRange(text);
  const groups = text
    .replace(/\s+/g, ' ')
    .replace(range, '>= $1, <= $2 ')
    .split('||')
    .map((group) => {
      if (!oneGroup.test(group)) throw notRange(text);
      const all = (group.match(eachOfGroup) ?? []).map(parseComparison);
      if (all.includes(undefined)) throw notRange(text);
      return all as Comparison[];
    });
  return (version) =>
    groups.some(
      (group) =>
        (version.prerelease.length === 0 || group.some((one) => one.version.prerelease.length > 0)) &&
        group.every(({ operator, version: bound, open }) => checks[operator]?.(version, bound, open)),
    );
}

function notRange(text: string): OciError {
  const what = 'is neither a semantic version nor a range of versions';
  return new OciError('INVALID_INPUT', `The version ${JSON.stringify(text)} ${what}${whatToLeaveOut(text)}`);
}

function parseComparison(text: string): Comparison | undefined {
  const [, operator = '', whole = ''] = comparison.exec(text) ?? [];
  const [, numbers = '', rest = ''] = /^v?([^-+]*)(.*)$/.exec(whole) ?? [];
  const [major = '', minor = '', patch = ''] = numbers.split('.');
  const isOpen = (part: string) => part === '' || /^[xX*]$/.test(part);
  const open = isOpen(major) ? 'major' : isOpen(minor) ? 'minor' : isOpen(patch) ? 'patch' : undefined;
  const kept = { major: [], minor: [major], patch: [major, minor] } as const;
  const parts = open === undefined ? [major, minor, patch] : [...kept[open], '0', '0', '0'].slice(0, 3);
  const version = parseVersion(`${parts.join('.')}${rest}`);
  return version && { operator, version, open };
}

function isZero({ major, minor, patch }: SemVer): boolean {
  return major === 0n && minor === 0n && patch === 0n;
}
