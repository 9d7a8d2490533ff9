import { dirname, sep } from 'node:path';
import { type Staged, stageChart, stageHubMetadata } from '../../artifact/chart/chart-manifest.ts';
import { type FoundChart, findCharts } from '../../artifact/chart/find-charts.ts';
import { createChartBudget } from '../../artifact/chart/reading/chart-budget.ts';
import { type ChartMetadata, chartAnnotations } from '../../artifact/chart/reading/metadata.ts';
import { readYaml } from '../../artifact/chart/reading/read-yaml.ts';
import { tagOfVersion } from '../../artifact/chart/versions.ts';
import { concurrently } from '../../concurrently.ts';
import type { Held } from '../../disk/held-to.ts';
import { readHeld } from '../../disk/read-held.ts';
import { messageOf, OciError } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import { formatRepository, fullRepository, isLayout, isRepository, type Reference } from '../../oci/reference.ts';
import { originOfInput, problemIn } from '../../origin.ts';
import type { InputsOf } from '../contract/inputs.ts';
import type { Build, Download, Log, Mode } from '../contract/mode.ts';
import type { ResultItem, ResultOf } from '../contract/result.ts';
import { createdTime } from '../send/created.ts';
import { tellMoves } from '../send/plan-tags.ts';
import { openSigning, type Sign } from '../send/signing.ts';
import { uselessExclude } from '../tell/useless-exclude.ts';
import { createChartSources } from './chart-sources.ts';
import { type Plan, type Planned, planChart, planMetadata, sendChart, sizeOf, titleOf } from './plan-chart.ts';
import { type ReadyChart, readingOf, readyChart } from './ready-chart.ts';

/** One chart on its way, or the metadata for one repository; it stops at its first error. */
interface Job {
  found: FoundChart;
  item: ResultItem;
  error?: unknown;
  chart?: ReadyChart;
  target?: Reference;
  staged?: Staged;
  /** The annotations of the chart and of the inputs, which are compared; those of the workflow are not. */
  said?: Record<string, string>;
  plan?: Plan;
}

/**
 * The tag under which Artifact Hub looks for the metadata of a repository
 * (artifacthub.io/docs/topics/repositories/helm-charts).
 */
const hubTag = 'artifacthub.io';
const maxMetadataBytes = 1024 * 1024;

/**
 * Packs and pushes Helm charts as `helm package` and `helm push` do, each to NAME:VERSION below the reference. All are
 * packed and compared with what their tags hold before the first one is sent. With `keep-going`, what fails does not
 * stop the others.
 */
export async function pushCharts(
  inputs: InputsOf<'push'>,
  mode: Mode<'push'>,
  { build, download, temporary }: { build: Build; download: Download; temporary: string },
): Promise<void> {
  const { log, learn, signal, workspace } = mode;
  checkInputs(inputs, log);
  learn({ changed: false, files: [], transferred: 0, reused: 0, previous: {} });
  const sign = await openSigning(inputs, mode);
  const found = await findInputCharts(inputs, workspace, log);
  const charts = found.filter(({ kind }) => kind !== 'metadata').map(newJob);
  if (charts.length === 0) return;
  const created = await createdTime(inputs.created, build);
  const making = { created, temporary, sources: createChartSources(mode, download, temporary) };
  const metadata: Job[] = [];
  const run = createRunner([charts, metadata], inputs.keepGoing, mode);
  learn({ items: [] });

  await log.group(charts.length === 1 ? 'Pack 1 chart' : `Pack ${charts.length} charts`, async () => {
    // One after the other: packing uses all cores, and a chart is in memory meanwhile.
    await run(charts, 1, async (job) => {
      job.chart = await readyChart(job.found, inputs, mode, making);
      const { name, version, archive, metadata: about } = job.chart;
      job.item = { ...job.item, name, version };
      job.target = targetOf(inputs, job.chart, log);
      job.said = saidOf(inputs.annotations, about, created);
      job.staged = stageChart({
        ...job.chart,
        annotations: { ...workflowAnnotations(inputs.githubAnnotations, build), ...job.said },
      });
      log.info(`${name} ${version} from ${job.found.label}  ${formatBytes(archive.size)}`);
    });
  });
  checkDistinct(charts, inputs);
  await run(charts, inputs.concurrency, async (job) => {
    const { chart, target, staged, said } = job as Required<Job>;
    job.plan = await planChart({ chart, staged, said, target }, inputs, mode);
    tell(job, job.plan, false);
  });
  metadata.push(...metadataJobs(found, charts));
  await run(metadata, 1, async (job) => {
    const held = { folder: workspace, symlinks: inputs.symlinks };
    const yaml = await readMetadata(job.found, held, signal);
    job.staged = stageHubMetadata(yaml);
    job.plan = await planMetadata({ staged: job.staged, target: job.target as Reference, tag: hubTag }, mode);
    tell(job, job.plan, false);
  });
  await run([...charts, ...metadata], 1, (job) => sendJob(job as Required<Job>, sign, inputs, mode));
  throwFailures([...charts, ...metadata]);
}

/** Sends a chart or the metadata of a repository, signs the chart, and says what was done. */
async function sendJob(
  job: Required<Job>,
  sign: Sign | undefined,
  { concurrency, dryRun }: InputsOf<'push'>,
  { log, signal }: Mode<'push'>,
): Promise<void> {
  const { plan, staged, target } = job;
  const [place, root] = [formatRepository(target), plan.kept ?? staged.root];
  const name = job.chart ? `${job.chart.name} ${job.chart.version}` : job.item.name;
  // Another chart that stays in its place is not ours to sign.
  const isToBeSigned = sign !== undefined && job.chart !== undefined && plan.status !== 'skipped';
  const signChart = async () => {
    if (!isToBeSigned) return;
    const { signatures, isChanged } = await sign(plan.store, root, place);
    plan.isSigned = isChanged;
    job.item = { ...job.item, signatures };
  };
  if (plan.pending.length > 0 && !dryRun) {
    const beforeTags = isToBeSigned ? signChart : undefined;
    await log.group(`Push ${name} to ${place}`, () =>
      sendChart({ plan, staged, chart: job.chart, beforeTags }, concurrency, log, signal),
    );
  } else {
    if (plan.pending.length === 0) log.info(`${plan.status === 'skipped' ? 'Skipped' : 'Unchanged'}: ${name}`);
    else log.info(`Would push ${name} to ${place}: ${plan.pending.join(', ')}`);
    await signChart();
  }
  tellMoves(log, { previous: plan.previous, digest: root.digest, isDryRun: dryRun, place: `${place}:` });
  tell(job, plan, true, dryRun);
}

function newJob(found: FoundChart): Job {
  return { found, item: { name: found.label, status: 'not pushed', changed: false } };
}

/** What means nothing for charts is said; what would be lost is refused. */
function checkInputs(inputs: InputsOf<'push'>, log: Log): void {
  const { reference, chartRepository } = inputs;
  const fail = (what: string) =>
    new OciError('INVALID_INPUT', `The input reference ${JSON.stringify(formatRepository(reference))} ${what}`);
  if (reference.digest !== undefined) throw fail('has a digest, which a push of charts cannot know beforehand');
  if (reference.tags.length > 0 && chartRepository !== 'exact') {
    const what = `is the place for NAME:VERSION of charts, and has the tag ${reference.tags.join(', ')}`;
    throw fail(`${what}: leave it out, the version is in Chart.yaml; more tags go into the input tags`);
  }
  const foreign: [string, boolean][] = [
    ['root', inputs.root !== '.'],
    ['artifact-type', inputs.artifactType !== undefined],
    ['config', inputs.config !== undefined],
    ['annotation-file', inputs.annotationFile !== undefined],
  ];
  for (const [name, isGiven] of foreign) if (isGiven) log.warning(`The input ${name} does not apply to kind helm`);
}

async function findInputCharts(
  { files: lines, ifNoFilesFound, includeHiddenFiles }: InputsOf<'push'>,
  workspace: string,
  log: Log,
): Promise<FoundChart[]> {
  const report = (text: string) => {
    if (ifNoFilesFound === 'error') throw new OciError('INVALID_INPUT', text, { topic: 'no-match' });
    if (ifNoFilesFound === 'warn') log.warning(text);
  };
  const textOf = (line: unknown) => `No chart matches the input files ${JSON.stringify(line)} in ${workspace}`;
  const found = await findCharts(lines, {
    workspace,
    includeHidden: includeHiddenFiles,
    onHidden: (label) => log.info(`Skipped the hidden ${label}`),
    onUseless: (line) => log.notice(uselessExclude(line)),
    onNothing: (line, isLiteral) => (isLiteral ? report(textOf(line)) : log.info(textOf(line))),
  });
  if (!found.some(({ kind }) => kind !== 'metadata')) report(textOf(lines));
  return found;
}

/**
 * The repository of a chart: below the reference, a layout in a folder of its own, or with `exact` the reference
 * itself.
 */
function targetOf({ reference, chartRepository }: InputsOf<'push'>, { name }: ReadyChart, log: Log): Reference {
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

const prefix = 'org.opencontainers.image';

/** The annotations of a chart: the input wins over its own; but title and version are the chart's. */
function saidOf(
  annotations: Record<string, string>,
  metadata: ChartMetadata,
  created: string | undefined,
): Record<string, string> {
  const fixed = { [`${prefix}.title`]: metadata.name, [`${prefix}.version`]: metadata.version };
  return { ...chartAnnotations(metadata, created), ...annotations, ...fixed };
}

/** What the workflow says, where neither the chart nor the input does. */
function workflowAnnotations(
  wanted: InputsOf<'push'>['githubAnnotations'] = 'source',
  { source, revision, runUrl }: Build,
): Record<string, string> {
  const isAll = wanted === 'all';
  return {
    ...(source && wanted !== 'none' ? { [`${prefix}.source`]: source } : {}),
    ...(revision && isAll ? { [`${prefix}.revision`]: revision } : {}),
    ...(runUrl && isAll ? { [`${prefix}.url`]: runUrl } : {}),
  };
}

/** Refuses what would let one chart of the step overwrite another one. */
function checkDistinct(jobs: readonly Job[], { tags, chartRepository }: InputsOf<'push'>): void {
  const known = new Map<string, Job>();
  for (const job of jobs) {
    if (!job.chart || !job.target) continue;
    const { name, version } = job.chart;
    const fail = (other: Job, what: string) =>
      new OciError('INVALID_INPUT', `The charts ${other.found.label} and ${job.found.label} ${what}`);
    const repository = formatRepository(job.target);
    const other = known.get(repository);
    const same = known.get(`${repository}:${tagOfVersion(version)}`);
    if (other && chartRepository === 'exact' && other.chart?.name !== name) {
      throw fail(other, 'have two names, and chart-repository exact has room for one');
    }
    if (same) throw fail(same, `are both ${name} ${version}`);
    if (other && tags.length > 0) throw fail(other, `would both get the tag ${tags.join(', ')}`);
    known.set(repository, job);
    known.set(`${repository}:${tagOfVersion(version)}`, job);
  }
}

/** One job for each repository: with the metadata in the directory of its chart, else with that beside all charts. */
function metadataJobs(found: readonly FoundChart[], charts: readonly Job[]): Job[] {
  const files = found.filter(({ kind }) => kind === 'metadata');
  const isOwn = (file: FoundChart, { found: { path, kind } }: Job) =>
    kind === 'directory' && `${dirname(file.path)}${sep}`.startsWith(`${path}${sep}`);
  const [common, more] = files.filter((file) => !charts.some((job) => isOwn(file, job)));
  if (common && more) {
    throw new OciError('INVALID_INPUT', `The files ${common.label} and ${more.label} are both metadata for all charts`);
  }
  const jobs = new Map<string, Job>();
  for (const job of charts) {
    const file = files.find((one) => isOwn(one, job)) ?? common;
    if (!file || !job.target || job.error !== undefined) continue;
    jobs.set(formatRepository(job.target), { ...newJob(file), target: job.target });
  }
  return [...jobs.values()];
}

async function readMetadata({ path, label }: FoundChart, held: Held, signal: AbortSignal): Promise<Buffer> {
  const origin = originOfInput(label);
  const yaml = readHeld(path, readingOf(held, maxMetadataBytes, origin));
  const { kind, line } = await readYaml(yaml, origin, createChartBudget(signal));
  if (kind !== 'map') throw problemIn(origin, line, 'the file is not a map');
  return yaml;
}

/** Puts what is known of a chart into its row; `isDone` when nothing more will happen to it. */
function tell(
  job: Job,
  { status, kept, tags, pending, previous, isSigned = false }: Planned,
  isDone: boolean,
  isDryRun = false,
): void {
  const { staged, target } = job as Required<Job>;
  const { digest } = kept ?? staged.root;
  job.item = {
    ...job.item,
    ...(isDone ? { status: pending.length > 0 ? (isDryRun ? 'planned' : 'pushed') : status } : {}),
    digest,
    reference: `${formatRepository(target)}@${digest}`,
    tags,
    // What stays of another chart is not measured.
    ...(status === 'skipped' ? {} : { size: sizeOf(staged) }),
    changed: isDone && (pending.length > 0 || isSigned),
    ...(Object.keys(previous).length > 0 ? { previous } : {}),
  };
}

/**
 * Makes a function that does one part of the work for all jobs that have not failed, and tells the results after each.
 * The outputs about one artifact are those of the first chart; the counts are those of the whole step.
 */
function createRunner(lists: readonly Job[][], keepGoing: boolean, { learn, signal, log }: Mode<'push'>) {
  const learnAll = () => {
    const jobs = lists.flat();
    const items = jobs.map(({ item }) => item);
    const sum = (of: (plan: Plan) => number) => jobs.reduce((total, { plan }) => total + (plan ? of(plan) : 0), 0);
    learn({
      ...firstOf(lists[0]?.[0]),
      items,
      changed: items.some(({ changed }) => changed),
      transferred: sum(({ transferred }) => transferred),
      reused: sum(({ reused }) => reused),
    });
  };
  return async (jobs: readonly Job[], limit: number, work: (job: Job) => Promise<void>): Promise<void> => {
    const open = jobs.filter(({ error }) => error === undefined);
    await concurrently(open, limit, signal, async (job) => {
      try {
        await work(job);
      } catch (error) {
        signal.throwIfAborted();
        job.error = error;
        job.item = { ...job.item, status: 'failed', reason: messageOf(error), changed: false };
        if (!keepGoing) throw error;
        log.info(`Failed: ${job.item.name}: ${messageOf(error)}`);
      } finally {
        learnAll();
      }
    });
  };
}

function firstOf(job: Job | undefined): Partial<ResultOf<'push'>> {
  if (!job?.plan || !job.staged || !job.target || !job.chart) return {};
  const { item, staged, chart } = job;
  const isKept = job.plan.kept !== undefined && job.plan.status === 'skipped';
  return {
    ...(item.digest === undefined ? {} : { digest: item.digest }),
    ...(item.reference === undefined ? {} : { reference: item.reference }),
    repository: formatRepository(job.target),
    tags: job.plan.tags,
    previous: job.plan.previous,
    version: chart.version,
    mediaType: staged.root.mediaType,
    artifactType: staged.config.mediaType,
    size: isKept ? 0 : sizeOf(staged),
    files: isKept
      ? []
      : staged.layers.map(({ digest, size, mediaType }) => ({
          title: titleOf(staged, digest, chart),
          digest,
          size,
          mediaType,
        })),
  };
}

/** Fails when something did: with its own error, or with one that names all of them. */
function throwFailures(jobs: readonly Job[]): void {
  const failed = jobs.filter(({ error }) => error !== undefined);
  const [first] = failed;
  if (!first) return;
  if (failed.length === 1) throw first.error;
  const { error } = first;
  const list = failed.map(({ item }) => `${item.name}: ${item.reason}`).join('; ');
  throw new OciError(
    error instanceof OciError ? error.code : 'REGISTRY',
    `${failed.length} of ${jobs.length} failed: ${list}`,
  );
}
