/**
 * What `npm run mutants` tries: modules that decide by themselves, and the tests that must notice, beside the one that
 * mirrors the module. All of them run without another process.
 */
export const places: Record<string, readonly string[]> = {
  'src/oci/descriptor.ts': [],
  'src/oci/digest-tags.ts': [],
  'src/oci/digest.ts': [],
  'src/oci/json.ts': [],
  'src/oci/manifest.ts': [],
  'src/oci/media-types.ts': [],
  'src/oci/platform.ts': [],
  'src/oci/reference.ts': [],
  'src/oci/select-platforms.ts': [],
  'src/artifact/chart/constraint.ts': ['artifact/chart/versions'],
  'src/artifact/chart/go-match.ts': ['artifact/chart/helm-ignore'],
  'src/artifact/chart/semver.ts': ['artifact/chart/versions'],
  'src/artifact/chart/versions.ts': [],
  'src/artifact/glob-files.ts': [],
  'src/artifact/title.ts': [],
  'src/modes/plan-chart.ts': [],
  'src/modes/plan-tags.ts': [],
  'src/modes/removal-graph.ts': [],
  'src/modes/sync-plan.ts': [],
  'src/action/log.ts': [],
  'src/action/printable.ts': [],
  'src/action/token-mask.ts': [],
};

/** The part of all mutants, in hundredths, that has to be noticed. */
export const leastScore = 85;
