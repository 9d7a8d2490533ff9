import { stageChart } from '../../artifact/chart/chart-manifest.ts';
import { type FoundChart, findCharts } from '../../artifact/chart/find-charts.ts';
import { chartAnnotations, encodeChartConfig, fileNameOf } from '../../artifact/chart/reading/metadata.ts';
import { tagOfVersion } from '../../artifact/chart/versions.ts';
import { invalid, OciError } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import { formatRepository, fullRepository, isLayout, isRepository, type Reference } from '../../oci/reference.ts';
import { count } from '../../words.ts';
import type { AllInputs, Group, InputsOf } from '../contract/inputs.ts';
import type { Build, Download, Log, Mode } from '../contract/mode.ts';
import { nothingMoved, tell } from '../contract/told.ts';
import { ofManifestAlone, workflowAnnotations } from '../kinds/annotations.ts';
import { createdTime } from '../kinds/created.ts';
import { noteLineEnds } from '../kinds/input-files.ts';
import { reportMissing } from '../kinds/missing-files.ts';
import type { Signing } from '../signing/signing.ts';
import { totalSize } from '../tell/total-size.ts';
import { uselessExclude } from '../tell/useless-exclude.ts';
import { createRows, type Row } from './chart-rows.ts';
import { createDependencySources } from './dependency-sources.ts';
import { metadataFor, planMetadata } from './hub-metadata.ts';
import { planChart } from './plan-chart.ts';
import { type Making, type Reach, readyChart } from './ready-chart.ts';
import { sendPlanned } from './send-planned.ts';
import type { StagedChart } from './staged.ts';

/**
 * Packs and pushes Helm charts as `helm package` and `helm push` do, each to NAME:VERSION below the reference. All are
 * packed and compared with what their tags hold before the first one is sent. With `keep-going`, what fails does not
 * stop the others.
 */
export async function pushCharts(
  { reference, files, tagging, annotations, chart: making, concurrency, ...inputs }: InputsOf<'push'>,
  { open, log, signal, told, workspace }: Mode,
  {
    build,
    download,
    temporary,
    signing,
  }: { build: Build; download: Download; temporary: string; signing: Signing | undefined },
): Promise<void> {
  const { chartRepository } = making;
  const { symlinks } = files;
  checkReference(reference, chartRepository);
  const asked = ofManifestAlone(annotations.annotations, 'kind: helm');
  warnOfForeign({ root: files.root, artifactType: inputs.artifactType, config: inputs.config }, log);
  tell(told.about, { fate: 'not reached', files: [], moved: nothingMoved, previous: {} });
  const found = await findInputCharts(files, workspace, log);
  const rows = createRows(inputs.keepGoing, { told, log, signal });
  const charts = found
    .filter(({ kind }) => kind !== 'metadata')
    .map((chart) => ({ found: chart, row: rows.add('chart', chart.label) }));
  if (charts.length === 0) return;
  if (charts.length > 1) log.notice(describeSeveral(charts.length));
  await noteLineEnds(found, build, log);
  const created = await createdTime(annotations.created, build);
  const sources = createDependencySources(open.source, { signal, workspace }, download, temporary);
  const ofWorkflow = workflowAnnotations(annotations.githubAnnotations, build);
  told.things = [];

  const made = { chart: making, symlinks, created, temporary, sources, asked, ofWorkflow };
  // One after the other: packing uses all cores, and a chart is in memory meanwhile.
  const ready = await log.group(`Pack ${count(charts.length, 'chart')}`, () =>
    rows.each(charts, 1, (chart) => stageFound(chart, reference, made, { log, signal, workspace })),
  );
  checkDistinct(ready, tagging.tags, chartRepository);
  const planned = await rows.each(ready, concurrency, (chart) =>
    planChart(chart, tagging, open.store(chart.target), { log, signal }, signing?.hasSigned),
  );
  const hub = metadataFor(planned, found).map((one) => ({ ...one, row: rows.add('metadata', one.file.label) }));
  const plannedHub = await rows.each(hub, 1, (one) =>
    planMetadata(one, open.store(one.target), { folder: workspace, symlinks }, signal),
  );
  const uploads = [...planned.map((chart) => ({ ...chart, sign: signing?.sign })), ...plannedHub];
  const how = { concurrency, dryRun: inputs.dryRun };
  await rows.each(uploads, 1, (upload) => sendPlanned(upload, how, { log, signal }));
  rows.throwFailures();
}

function describeSeveral(charts: number): string {
  return `There are ${charts} charts: outputs in which they differ, such as digest, are empty, and the output json lists all of them`;
}

/** Packs a chart that was found, and says where it goes. */
async function stageFound(
  { found, row }: { found: FoundChart; row: Row },
  reference: Reference,
  { asked, ofWorkflow, ...making }: Making & { asked: Record<string, string>; ofWorkflow: Record<string, string> },
  { log, signal, workspace }: Reach,
): Promise<StagedChart> {
  const { metadata, archive, provenance } = await readyChart(found, making, { log, signal, workspace });
  const { name, version } = metadata;
  Object.assign(row.thing, { name, version });
  const target = targetOf(reference, making.chart.chartRepository, name, log);
  const said = chartAnnotations(metadata, making.created, asked);
  const config = encodeChartConfig(metadata);
  const packed = stageChart({ config, archive, provenance, annotations: { ...ofWorkflow, ...said } });
  log.info(`${name} ${version} from ${found.label}  ${formatBytes(archive.size)}`);
  const size = totalSize([packed.config, ...packed.layers]);
  const names = { name: `${name} ${version}`, fileName: fileNameOf(metadata) };
  return { row, ...names, target, packed, size, found, metadata, said };
}

/** Refuses a reference with what would be lost: each chart has a place and a version of its own. */
function checkReference(reference: Reference, chartRepository: AllInputs['chartRepository']): void {
  const name = formatRepository(reference);
  if (reference.digest !== undefined)
    throw invalid('reference', name, 'has a digest, which a push of charts cannot know beforehand');
  if (reference.tags.length > 0 && chartRepository !== 'exact') {
    const what = `is the place for NAME:VERSION of charts, and has the tag ${reference.tags.join(', ')}`;
    throw invalid(
      'reference',
      name,
      `${what}: leave it out, the version is in Chart.yaml; more tags go into the input tags`,
    );
  }
}

/** Says which inputs mean nothing for charts. */
function warnOfForeign(
  inputs: { root: string; artifactType: string | undefined; config: string | undefined },
  log: Log,
): void {
  const foreign: [string, boolean][] = [
    ['root', inputs.root !== '.'],
    ['artifact-type', inputs.artifactType !== undefined],
    ['config', inputs.config !== undefined],
  ];
  for (const [name, isGiven] of foreign) if (isGiven) log.warning(`The input ${name} does not apply to kind helm`);
}

async function findInputCharts(
  { files: lines, ifNoFilesFound, includeHiddenFiles }: Group<'files', 'push'>,
  workspace: string,
  log: Log,
): Promise<FoundChart[]> {
  const { onNothing, onEnd } = reportMissing('chart', { files: lines, ifNoFilesFound }, workspace, log);
  const found = await findCharts(lines, {
    workspace,
    includeHidden: includeHiddenFiles,
    onHidden: (label) => log.info(`Skipped ${label}, which is hidden`),
    onUseless: (line) => log.notice(uselessExclude(line)),
    onNothing,
  });
  onEnd(found.some(({ kind }) => kind !== 'metadata'));
  return found;
}

/**
 * The repository of a chart: below the reference, a layout in a folder of its own, or with `exact` the reference
 * itself.
 */
function targetOf(
  reference: Reference,
  chartRepository: AllInputs['chartRepository'],
  name: string,
  log: Log,
): Reference {
  const { host, repository } = reference;
  if (chartRepository === 'exact') {
    const last = repository.split('/').at(-1);
    if (last !== name && !isLayout(reference)) {
      log.warning(
        `The chart ${name} goes into a repository that ends in ${last}: Helm will name what it pulls after the repository, and cannot use it as a dependency`,
      );
    }
    return { host, repository, tags: [] };
  }
  const lowered = name.toLowerCase();
  // A layout is one repository: each chart has its own.
  const path = isLayout(reference) || repository === '' ? lowered : `${repository}/${lowered}`;
  const target = isLayout(reference)
    ? { host: `${host}/${path}`, repository: '', tags: [] }
    : { host, repository: fullRepository(host, path), tags: [] };
  if (!isRepository(isLayout(reference) ? '' : host, path)) {
    throw new OciError('INVALID_INPUT', `The chart name ${JSON.stringify(name)} cannot be part of a repository's name`);
  }
  if (lowered !== name) {
    log.warning(
      `The chart ${name} goes into ${formatRepository(target)}: repositories are in lower case. Charts that depend on it will not find it`,
    );
  }
  return target;
}

/** Refuses what would let one chart of the step overwrite another one. */
function checkDistinct(
  charts: readonly StagedChart[],
  tags: readonly string[],
  chartRepository: AllInputs['chartRepository'],
): void {
  const known = new Map<string, StagedChart>();
  for (const chart of charts) {
    const { name, version } = chart.metadata;
    const fail = (other: StagedChart, what: string) =>
      new OciError('INVALID_INPUT', `The charts ${other.found.label} and ${chart.found.label} ${what}`, {
        topic: 'chart-clash',
      });
    const repository = formatRepository(chart.target);
    const other = known.get(repository);
    const same = known.get(`${repository}:${tagOfVersion(version)}`);
    if (other && chartRepository === 'exact' && other.metadata.name !== name) {
      throw fail(other, 'have two names, and chart-repository exact has room for one');
    }
    if (same) throw fail(same, `are both ${name} ${version}`);
    if (other && tags.length > 0) throw fail(other, `would both get the tag ${tags.join(', ')}`);
    known.set(repository, chart);
    known.set(`${repository}:${tagOfVersion(version)}`, chart);
  }
}
