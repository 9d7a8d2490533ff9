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
  'src/go/constraint.ts': ['artifact/chart/versions'],
  'src/go/match.ts': ['artifact/chart/helm-ignore'],
  'src/go/semver.ts': ['artifact/chart/versions'],
  'src/artifact/chart/versions.ts': [],
  'src/artifact/files/glob-files.ts': [],
  'src/disk/title.ts': [],
  'src/modes/chart/plan-chart.ts': ['modes/chart/push-charts-tags', 'modes/chart/sign-charts', 'messages/messages'],
  'src/modes/chart/send-parcel.ts': [
    'modes/chart/push-charts-tags',
    'modes/chart/push-charts',
    'modes/chart/push-charts-sources',
    'modes/chart/sign-charts',
    'messages/messages',
  ],
  'src/modes/find/find-top.ts': ['modes/find/wait-for'],
  'src/modes/find/wait-for.ts': ['modes/find/find-top'],
  'src/modes/send/count-moved.ts': ['modes/send/attached-to'],
  'src/modes/send/decide.ts': ['modes/tag', 'modes/send/plan-tags'],
  'src/modes/send/plan-tags.ts': [],
  'src/modes/send/send-staged.ts': ['modes/push', 'modes/attach', 'modes/send/signing'],
  'src/modes/removal/removal-graph.ts': [],
  'src/modes/sync-file/sync-plan.ts': [],
  'src/action/tell/log.ts': [],
  'src/action/tell/mask.ts': [],
  'src/action/tell/printable.ts': [],
  'src/action/tell/token-mask.ts': [],
};

/** The part of all mutants, in hundredths, that has to be noticed. */
export const leastScore = 85;
