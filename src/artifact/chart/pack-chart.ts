import { OciError } from '../../errors.ts';
import { compareBytes } from '../../go/compare-bytes.ts';
import { problemOfText } from '../../go/read-yaml.ts';
import { whatToLeaveOut } from '../../go/semver.ts';
import { below, problemIn } from '../../origin.ts';
import { gzip } from '../archive/gzip.ts';
import { type TarEntry, tar } from '../archive/tar.ts';
import type { Chart } from './chart-files.ts';
import { checkDependencies } from './check-dependencies.ts';
import { createChartBudget } from './reading/chart-budget.ts';
import { encodeLock } from './reading/lock.ts';
import {
  type ChartMetadata,
  encodeChartConfig,
  encodeChartYaml,
  problemOfVersion,
  readMetadata,
} from './reading/metadata.ts';

export interface PackChartOptions {
  /** Replaces the version of Chart.yaml; a leading `v` is dropped, so that a Git tag can be given. */
  version?: string;
  /** Replaces the appVersion of Chart.yaml. */
  appVersion?: string;
  /** The time of all entries, in seconds since 1970. */
  time: number;
  /** Is told of each chart in charts/ outside the range of its dependency; without it that is an error. */
  onOutside?: (text: string) => void;
}

/** A chart ready to be pushed. */
export interface PackedChart {
  /** What the archive says, and so the config. */
  metadata: ChartMetadata;
  /** Makes the .tgz, each time the same. */
  archive: () => AsyncGenerator<Uint8Array>;
}

/**
 * Packs a loaded chart as `helm package` does (helm/helm, pkg/chart/v2/util/save.go): Helm's entries in Helm's order,
 * Chart.yaml and Chart.lock rewritten, sub-charts as folders. Reproducible: the bytes depend on the files and the
 * options alone. Fails with INVALID_INPUT when a declared dependency is not in charts/ or outside its range, or there
 * is no version.
 */
export async function packChart(
  chart: Chart,
  { version, appVersion, time, onOutside }: PackChartOptions,
): Promise<PackedChart> {
  const given: ChartMetadata = {
    ...chart.metadata,
    ...(version ? { version: givenVersion(version) } : {}),
    ...(appVersion ? { appVersion } : {}),
  };
  checkDependencies(chart, onOutside);
  checkText({ ...chart, metadata: given });
  return {
    metadata: await metadataOfPacked({ ...chart, metadata: given }),
    archive: () => gzip(tar(entriesOf({ ...chart, metadata: given }, '', time))),
  };
}

/** Refuses what Helm could not read again: on the way to YAML it writes JSON, where these characters stand as they are. */
function checkText({ metadata, charts, origin }: Chart): void {
  const problem = problemOfText(encodeChartConfig(metadata).toString());
  const isBroken = Object.keys(metadata.annotations ?? {}).some((key) => key.includes('\u0085'));
  if (problem || isBroken) {
    const what = problem?.what ?? 'a line break (U+0085) in a key is not allowed';
    throw problemIn(below(origin, 'Chart.yaml'), undefined, what);
  }
  for (const chart of charts) checkText(chart);
}

/**
 * Reads what the archive of a chart will say of it, of which `helm push` makes the config: a Chart.yaml of apiVersion
 * v1 is packed without the dependencies that it declares, so that only those of a requirements.yaml are left.
 */
function metadataOfPacked({ metadata, files, origin }: Chart): Promise<ChartMetadata> {
  const requirements = files.find(({ name }) => name === 'requirements.yaml');
  return readMetadata(Buffer.from(encodeChartYaml(metadata)), requirements?.data, origin, createChartBudget());
}

function givenVersion(text: string): string {
  const version = text.replace(/^v(?=\d)/, '');
  const problem = problemOfVersion(version);
  if (problem) {
    const what = `The chart version ${JSON.stringify(text)} ${problem}${whatToLeaveOut(text)}`;
    throw new OciError('INVALID_INPUT', what);
  }
  return version;
}

/** Lists the entries of the archive: no folders, mode 0644, the owner as tar.ts has it. */
function* entriesOf(chart: Chart, prefix: string, time: number): Generator<TarEntry> {
  const { metadata, lock, values, schema, templates, files, charts } = chart;
  const base = `${prefix}${metadata.name}/`;
  const entry = (name: string, data: Buffer): TarEntry => ({
    name: `${base}${name}`,
    kind: 'file',
    mode: 0o644,
    time,
    size: data.byteLength,
    read: () => [data],
  });
  yield entry('Chart.yaml', Buffer.from(encodeChartYaml(metadata)));
  if (lock && metadata.apiVersion === 'v2') yield entry('Chart.lock', Buffer.from(encodeLock(lock)));
  if (values) yield entry('values.yaml', values);
  if (schema) yield entry('values.schema.json', schema);
  for (const { name, data } of [...templates, ...files]) yield entry(name, data);
  // By name, so that a sub-chart may be a folder or an archive.
  const sorted = [...charts].sort((a, b) => compareBytes(a.metadata.name, b.metadata.name));
  for (const sub of sorted) yield* entriesOf(sub, `${base}charts/`, time);
}
