/** A version as Masterminds/semver holds it; build metadata counts for nothing in a comparison and is not kept. */
export interface SemVer {
  major: bigint;
  minor: bigint;
  patch: bigint;
  /** What follows the `-`, between the dots; empty for a release. */
  prerelease: readonly string[];
}

const looseVersion =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const number = '(?:0|[1-9]\\d*)';
const strictStart = new RegExp(`^${number}\\.${number}\\.${number}(?![\\d.])`);

/**
 * Reads a version as Masterminds' `NewVersion` does, which Helm uses nearly everywhere: a leading `v`, missing parts
 * and leading zeros of numbers are fine, numbers from 2^64 on are not. Undefined when it is none.
 */
export function parseVersion(text: string): SemVer | undefined {
  const [, first, second = '0', third = '0', rest] = looseVersion.exec(text) ?? [];
  if (first === undefined) return undefined;
  const [major, minor, patch] = [uint64(first), uint64(second), uint64(third)];
  const prerelease = rest?.split('.') ?? [];
  const isNumbered = major !== undefined && minor !== undefined && patch !== undefined;
  return isNumbered && !prerelease.some((part) => /^0\d+$/.test(part))
    ? { major, minor, patch, prerelease }
    : undefined;
}

/** Reads a version as semver.org has it, as Masterminds' `StrictNewVersion` does; undefined when it is none. */
export function parseStrict(text: string): SemVer | undefined {
  return strictStart.test(text) ? parseVersion(text) : undefined;
}

/** Compares two versions by their precedence: negative, zero or positive. */
export function compareVersions(a: SemVer, b: SemVer): number {
  for (const part of ['major', 'minor', 'patch'] as const) if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  return comparePrereleases(a.prerelease, b.prerelease);
}

/**
 * Compares what follows the `-` of two versions: without it comes last; parts from 2^64 on are texts to Masterminds.
 */
export function comparePrereleases(a: SemVer['prerelease'], b: SemVer['prerelease']): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  const at = a.findIndex((part, index) => part !== b[index]);
  const [own, other] = [a[at], b[at]];
  if (own === undefined || other === undefined) return a.length - b.length;
  const [number, otherNumber] = [uint64(own), uint64(other)];
  if (number !== undefined && otherNumber !== undefined) return number < otherNumber ? -1 : 1;
  if (number !== undefined || otherNumber !== undefined) return number !== undefined ? -1 : 1;
  return own < other ? -1 : 1;
}

/** Reads a number as Go's ParseUint does; undefined when it is none or from 2^64 on. */
function uint64(text: string): bigint | undefined {
  // The largest has 20 digits; to read one of a million would take long.
  const [, digits] = /^0*(\d{1,20})$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const value = BigInt(digits);
  return value < 2n ** 64n ? value : undefined;
}

/**
 * Says what to leave out of a text such as `web-1.2.3`, a tag of a repository with several releases, to make a version
 * of it, as the end of a sentence; empty where there is none in it.
 */
export function whatToLeaveOut(text: string): string {
  for (const { index } of text.matchAll(/[-_/@]/g)) {
    if (parseStrict(text.slice(index + 1).replace(/^v/, ''))) {
      return `: leave out ${JSON.stringify(text.slice(0, index + 1))}`;
    }
  }
  return '';
}
