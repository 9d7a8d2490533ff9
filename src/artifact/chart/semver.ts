import SemVer from 'semver/classes/semver.js';

export type { SemVer };

const looseVersion =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?((?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)$/;

/**
 * Reads a version as Masterminds' `NewVersion` does, which Helm uses nearly everywhere: a leading `v`, missing parts and
 * leading zeros of numbers are fine. Undefined when it is none.
 */
export function parseVersion(text: string): SemVer | undefined {
  const [, major, minor = '0', patch = '0', rest = ''] = looseVersion.exec(text) ?? [];
  if (major === undefined) return undefined;
  return parseStrict(`${[major, minor, patch].map((part) => part.replace(/^0+(?=\d)/, '')).join('.')}${rest}`);
}

/** Reads a version as semver.org has it, as Masterminds' `StrictNewVersion` does; undefined when it is none. */
export function parseStrict(text: string): SemVer | undefined {
  if (!/^\d/.test(text)) return undefined;
  try {
    return new SemVer(text);
  } catch {
    return undefined;
  }
}
