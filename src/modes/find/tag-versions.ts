import { compareVersions, parseVersion, type SemVer } from '../../go/semver.ts';

/**
 * Reads the version in a tag: with or without `v`, `_` for the `+` that a tag cannot hold, as Helm writes it. A bare
 * number of more than six digits is a date or the start of a commit's SHA rather than a version; other bare numbers,
 * such as `16`, are.
 */
export function versionOfTag(tag: string): SemVer | undefined {
  return /^\d{7,}$/.test(tag) ? undefined : parseVersion(versionText(tag));
}

/** The version that a tag stands for, as it is written outside of tags. */
export function versionText(tag: string): string {
  return tag.replaceAll('_', '+');
}

/** Sorts tags: versions, the newest first, then the others by name. */
export function sortTags(tags: readonly string[]): string[] {
  const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return tags
    .map((tag) => ({ tag, version: versionOfTag(tag) }))
    .sort((a, b) => {
      if (a.version && b.version) return compareVersions(b.version, a.version) || byName(b.tag, a.tag);
      if (!a.version && !b.version) return byName(a.tag, b.tag);
      return a.version ? -1 : 1;
    })
    .map(({ tag }) => tag);
}

/** Finds the tag of the newest version; one before a release counts only where there is no other. */
export function newestTag(tags: readonly string[]): string | undefined {
  let newest: { tag: string; version: SemVer } | undefined;
  for (const tag of tags) {
    const version = versionOfTag(tag);
    if (version && (!newest || isNewer({ tag, version }, newest))) newest = { tag, version };
  }
  return newest?.tag;
}

function isNewer(one: { tag: string; version: SemVer }, other: { tag: string; version: SemVer }): boolean {
  const isRelease = ({ version }: { version: SemVer }) => version.prerelease.length === 0;
  if (isRelease(one) !== isRelease(other)) return isRelease(one);
  const order = compareVersions(one.version, other.version);
  return order > 0 || (order === 0 && one.tag > other.tag);
}
