import { parseConstraint } from '../../go/constraint.ts';
import { compareVersions, parseStrict, parseVersion } from '../../go/semver.ts';

/** Makes the tag of a version: a tag cannot hold `+`, so Helm writes `_` (helm/helm, pkg/registry/reference.go). */
export function tagOfVersion(version: string): string {
  return version.replaceAll('+', '_');
}

/**
 * Reads the versions of a chart out of the tags of its repository; tags that are not strict versions are left out
 * (Helm's `Tags`).
 */
export function versionsOfTags(tags: Iterable<string>): string[] {
  return [...tags].map((tag) => tag.replaceAll('_', '+')).filter((version) => parseStrict(version));
}

/**
 * Tells whether a text is one version rather than a range: Helm then asks for that tag without looking at the others.
 */
export function isVersion(text: string): boolean {
  return parseVersion(text) !== undefined;
}

/**
 * Tells whether a version lies in a range. Fails with INVALID_INPUT when the range is none; no version is in no range.
 */
export function isInRange(version: string, range: string): boolean {
  const fits = parseConstraint(range);
  const parsed = parseVersion(version);
  return parsed !== undefined && fits(parsed);
}

/**
 * Finds the version that Helm takes for a constraint (helm/helm, pkg/registry/tag.go): that very text, else the newest
 * that fits; `''` means `*`, the newest that is not a pre-release. Fails with INVALID_INPUT when the constraint is
 * none.
 */
export function newestMatching(constraint: string, versions: readonly string[]): string | undefined {
  if (constraint !== '' && versions.includes(constraint)) return constraint;
  const fits = parseConstraint(constraint || '*');
  const [newest] = versions
    .map((text) => ({ text, version: parseVersion(text) }))
    .filter(({ version }) => version && fits(version))
    .sort((a, b) => (a.version && b.version ? compareVersions(b.version, a.version) : 0));
  return newest?.text;
}
