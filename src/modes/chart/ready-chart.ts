import { statSync } from 'node:fs';
import { type Chart, loadArchive } from '../../artifact/chart/chart-files.ts';
import { type Fetched, updateDependencies } from '../../artifact/chart/dependencies.ts';
import type { FoundChart } from '../../artifact/chart/find-charts.ts';
import { loadChart } from '../../artifact/chart/load-chart.ts';
import { packChart } from '../../artifact/chart/pack-chart.ts';
import { maxProvenanceBytes, problemOfProvenance } from '../../artifact/chart/provenance.ts';
import { createChartBudget, maxChartBytes } from '../../artifact/chart/reading/chart-budget.ts';
import { type ChartMetadata, fileNameOf } from '../../artifact/chart/reading/metadata.ts';
import { describeFile } from '../../artifact/files/file-content.ts';
import { heldPlace } from '../../disk/held-place.ts';
import type { Held, Symlinks } from '../../disk/held-to.ts';
import { openFile } from '../../disk/open-file.ts';
import { type ReadHeldOptions, readHeldIfThere } from '../../disk/read-held.ts';
import { formatBytes } from '../../format-bytes.ts';
import { parseStrict } from '../../go/semver.ts';
import type { Digest } from '../../oci/digest.ts';
import { below, type Origin, originOfInput, problemIn } from '../../origin.ts';
import { verified } from '../../store/verified.ts';
import { type OpenableContent, writeTemporary } from '../../store/write-temporary.ts';
import { briefList } from '../../words.ts';
import type { Group } from '../contract/inputs.ts';
import type { Log } from '../contract/mode.ts';
import type { createDependencySources } from './dependency-sources.ts';

/** A chart as it will be pushed, packed by us or by Helm. */
export interface ReadyChart {
  metadata: ChartMetadata;
  archive: OpenableContent;
  provenance: Buffer | undefined;
}

/** How the charts of a step are made. */
export interface Making {
  chart: Group<'chart', 'push'>;
  symlinks: Symlinks;
  /** RFC 3339. */
  created: string | undefined;
  temporary: string;
  sources: ReturnType<typeof createDependencySources>;
}

/**
 * Loads and packs a directory, or reads an archive and the provenance file beside it.
 */
export async function readyChart(found: FoundChart, making: Making, reach: Reach): Promise<ReadyChart> {
  return found.kind === 'archive' ? readPacked(found, making, reach) : packDirectory(found, making, reach);
}

/** What making a chart needs. */
export interface Reach {
  log: Log;
  signal: AbortSignal;
  workspace: string;
}

async function packDirectory(
  { path, label }: FoundChart,
  { chart: { chartDependencies, chartVersion, chartAppVersion }, symlinks, created, temporary, sources }: Making,
  { workspace, log, signal }: Reach,
): Promise<ReadyChart> {
  const budget = createChartBudget(signal);
  let chart = await loadChart(path, label, { folder: workspace, symlinks }, budget);
  warnOfUnknown(chart, log);
  if (chartDependencies === 'build' || chartDependencies === 'update') {
    const generated = created ?? '1970-01-01T00:00:00Z';
    const isAnew = chartDependencies === 'update';
    const onFetched = ({ name, version, repository, digest }: Fetched) => {
      const archive = digest === undefined ? '' : `, ${digest}`;
      log.info(`${label} gets the dependency ${name} ${version} from ${repository}${archive}`);
    };
    chart = await updateDependencies(chart, sources(path), generated, { isAnew, budget, onFetched, signal });
  }
  warnOfRepeated(chart, log);
  warnOfLarge(chart, log);
  checkForGit(chart);
  const { metadata, archive } = await packChart(chart, {
    ...(chartVersion === undefined ? {} : { version: chartVersion }),
    ...(chartAppVersion === undefined ? {} : { appVersion: chartAppVersion }),
    ...(chartDependencies === 'as-is'
      ? { onOutside: (text: string) => log.warning(`${text}: it is packed as it is`) }
      : {}),
    time: created === undefined ? 0 : Math.floor(Date.parse(created) / 1000),
  });
  if (chartVersion !== undefined && !parseStrict(metadata.version)) {
    log.notice(
      `${label} gets the version ${metadata.version} from chart-version, which Helm does not find by a range: write ${wholeOf(metadata.version)}`,
    );
  }
  // Into a file: several charts wait for each other, and each may be as large as Helm takes.
  return { metadata, archive: await writeTemporary(archive(), temporary, signal), provenance: undefined };
}

async function readPacked(
  { path, label }: FoundChart,
  { chart: { chartVersion, chartAppVersion }, symlinks }: Making,
  { log, signal, workspace }: Reach,
): Promise<ReadyChart> {
  const origin = originOfInput(label);
  const held = { folder: workspace, symlinks };
  const { fail } = readingOf(held, maxChartBytes, origin);
  const real = heldPlace(path, held, fail);
  const { size } = statSync(real);
  if (size > maxChartBytes) throw fail(`is larger than ${formatBytes(maxChartBytes)}`);
  const { descriptor } = await describeFile(real, '', 'files', { signal });
  const open = async () => verified(await openFile(real, signal)(), descriptor);
  const chart = await loadArchive(await open(), origin, createChartBudget(signal));
  checkForGit(chart);
  const { metadata } = chart;
  const changes: [string, string | undefined, string | undefined][] = [
    ['version', chartVersion?.replace(/^v(?=\d)/, ''), metadata.version],
    ['app-version', chartAppVersion, metadata.appVersion],
  ];
  for (const [field, wanted, own = ''] of changes) {
    if (wanted === undefined || wanted === own) continue;
    const what = `the chart is packed as ${own || 'none'}: chart-${field} ${wanted} is for chart directories`;
    throw problemIn(origin, undefined, what);
  }
  warnOfUnknown(chart, log);
  warnOfRepeated(chart, log);
  warnOfLarge(chart, log);
  const { digest } = descriptor;
  const archive = { digest, size: descriptor.size, open };
  return {
    metadata,
    archive,
    provenance: readProvenance(`${path}.prov`, `${label}.prov`, fileNameOf(metadata), digest, held, log),
  };
}

/** A version with the three numbers that semver.org asks for. */
function wholeOf(version: string): string {
  return version.replace(/^\d+(?:\.\d+)?(?!\.?\d)/, (numbers) =>
    numbers.includes('.') ? `${numbers}.0` : `${numbers}.0.0`,
  );
}

function readProvenance(
  path: string,
  label: string,
  fileName: string,
  archive: Digest,
  held: Held,
  log: Log,
): Buffer | undefined {
  const origin = originOfInput(label);
  const provenance = readHeldIfThere(path, readingOf(held, maxProvenanceBytes, origin));
  if (!provenance) return undefined;
  const problem = problemOfProvenance(provenance, fileName, archive);
  // Whoever verifies it would be refused by Helm.
  if (problem !== undefined) throw problemIn(origin, undefined, `the provenance file ${problem}`);
  log.info(`With the provenance file ${origin.label}`);
  return provenance;
}

/** Makes the options of `readHeld` for a file of `origin`, of at most `limit` bytes. */
export function readingOf(held: Held, limit: number, origin: Origin): ReadHeldOptions {
  return { ...held, limit, fail: (what, facts) => problemIn(origin, undefined, `the file ${what}`, facts) };
}

function warnOfUnknown({ unknownFields, origin }: Chart, log: Log): void {
  if (unknownFields.length === 0) return;
  const list = briefList(unknownFields);
  log.warning(`${origin.label}: Helm does not know these fields of Chart.yaml and drops them: ${list}`);
}

function warnOfRepeated(chart: Chart, log: Log): void {
  const keysIn = ({ repeatedKeys, charts }: Chart): string[] => [...repeatedKeys, ...charts.flatMap(keysIn)];
  const keys = keysIn(chart);
  if (keys.length > 0) log.warning(`Keys appear twice in one map, and Helm takes the last of each: ${briefList(keys)}`);
}

/** Helm 4.3 has no limit for a single file; in older versions `MaxDecompressedFileSize` is one. */
function warnOfLarge(chart: Chart, log: Log): void {
  const most = 5 * 1024 * 1024;
  const largeIn = ({ values, schema, templates, files, charts, origin }: Chart): string[] => {
    const named = [
      ...(values ? [{ name: 'values.yaml', data: values }] : []),
      ...(schema ? [{ name: 'values.schema.json', data: schema }] : []),
    ];
    const large = [...named, ...templates, ...files].filter(({ data }) => data.byteLength > most);
    return [...large.map(({ name }) => below(origin, name).label), ...charts.flatMap(largeIn)];
  };
  const large = largeIn(chart);
  if (large.length === 0) return;
  log.warning(`${chart.origin.label}: Helm before 4.3 does not load files of more than 5 MiB: ${briefList(large)}`);
}

/** Refuses to publish what belongs to git: Helm would, and actions/checkout leaves a token in `.git/config`. */
function checkForGit({ files, templates, charts, origin }: Chart): void {
  const found = [...files, ...templates].find(({ name }) => name.toLowerCase().split('/').includes('.git'));
  if (found) {
    throw problemIn(origin, undefined, `the chart has ${JSON.stringify(found.name)}: add .git/ to its .helmignore`);
  }
  for (const chart of charts) checkForGit(chart);
}
