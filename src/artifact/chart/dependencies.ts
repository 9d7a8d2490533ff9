import { OciError } from '../../errors.ts';
import { compareBytes } from '../../go/compare-bytes.ts';
import { compareVersions, parseVersion } from '../../go/semver.ts';
import { type Digest, digestOf } from '../../oci/digest.ts';
import { below, type Origin, problemIn } from '../../origin.ts';
import { type Chart, loadArchive } from './chart-files.ts';
import { checkRange, problemOfDependency } from './check-dependencies.ts';
import { type ChartBudget, createChartBudget } from './reading/chart-budget.ts';
import type { Dependency } from './reading/fields.ts';
import { encodeLock, type Lock, lockDigest, oldLockDigest } from './reading/lock.ts';
import type { ChartFile } from './reading/read-archive.ts';
import { type IndexEntry, indexUrl, readIndex, shownUrl } from './reading/repository-index.ts';
import { isInRange, isVersion, newestMatching, tagOfVersion, versionsOfTags } from './versions.ts';

/** Where charts come from; what speaks HTTP or reads the disk is given from above. */
export interface DependencySources {
  /** Gets the index.yaml of a repository; asked for each dependency from there. */
  fetchIndex: (url: string) => Promise<Uint8Array>;
  /** Gets a .tgz by the URL that an index names; it may be at another host than the index. */
  fetchArchive: (url: string) => Promise<Uint8Array>;
  /** Lists the tags of a repository in a registry: `host/path/NAME`. */
  listOciTags: (repository: string) => Promise<Iterable<string>>;
  /** Gets the .tgz of a chart in a registry. */
  pullOci: (repository: string, tag: string) => Promise<Uint8Array>;
  /**
   * Loads the chart of a `file://` repository within the budget of the chart that needs it; `path` is what follows
   * `file://`, relative to the directory of that chart or absolute.
   */
  readLocal: (path: string, budget: ChartBudget) => Promise<Chart>;
}

/** A chart that was got; one of a folder has no digest. */
interface Loaded {
  chart: Chart;
  /** Of its archive. */
  digest?: Digest;
}

/** A dependency at one version, and how to get it; without `load` it is in charts/ already. */
interface Found {
  locked: Dependency;
  load?: () => Promise<Loaded>;
}

/** A dependency that was got, for people: without what a URL may have of secrets. */
export interface Fetched {
  name: string;
  version: string;
  repository: string;
  digest?: Digest;
}

interface Update {
  chart: Chart;
  sources: DependencySources;
  budget: ChartBudget;
  signal: AbortSignal | undefined;
}

/**
 * Puts the declared dependencies into a chart as `helm dependency build` does: by Chart.lock where there is one in step
 * with Chart.yaml, else the newest versions in the ranges, and a new lock. `generated` is the RFC 3339 time of that
 * lock. With `isAnew`, as `helm dependency update`: a lock that is there does not count, and is replaced. Fails with INVALID_INPUT (a lock out of step, a range nothing fits, a repository by a name of some Helm
 * client), ARTIFACT (what came is another chart) or INTEGRITY (not the digest of the index).
 *
 * @param budget that of the chart, which its dependencies become a part of
 */
export async function updateDependencies(
  chart: Chart,
  sources: DependencySources,
  generated: string,
  {
    isAnew = false,
    budget = createChartBudget(),
    onFetched = () => {},
    signal,
  }: {
    isAnew?: boolean;
    budget?: ChartBudget;
    onFetched?: (fetched: Fetched) => void;
    signal?: AbortSignal;
  } = {},
): Promise<Chart> {
  const wanted = chart.metadata.dependencies ?? [];
  if (wanted.length === 0) return chart;
  const update: Update = { chart, sources, budget, signal };
  for (const dependency of wanted) checkDeclared(dependency, chart);
  const lock = isAnew ? undefined : chart.lock;
  if (lock) checkLock(lock, chart);
  const found: Found[] = [];
  for (const dependency of lock?.dependencies ?? wanted) found.push(await find(dependency, update));
  const charts = new Map(chart.charts.map((one) => [one.metadata.name, one]));
  const fetched = new Map<string, string>();
  for (const { locked, load } of found) {
    const { name, version = '' } = locked;
    if (!load || fetched.get(name) === version) continue;
    if (fetched.has(name))
      throw problemOfDependency(chart, name, `it needs ${name} in two versions, and charts/ has room for one`);
    fetched.set(name, version);
    const loaded = await load();
    const { metadata } = checkFetched(loaded.chart, locked);
    charts.set(name, loaded.chart);
    const { digest } = loaded;
    onFetched({
      ...{ name, version: metadata.version, repository: shownUrl(locked.repository) },
      ...(digest ? { digest } : {}),
    });
  }
  const dependencies = found.map(({ locked }) => locked);
  const updated = { ...chart, charts: [...charts.values()] };
  if (lock) return updated;
  return withLock(updated, { generated, digest: lockDigest(wanted, dependencies), dependencies });
}

/** Puts a new lock into a chart. In one of apiVersion v1 it is a file like any other, where it stands by its name. */
function withLock(chart: Chart, lock: Lock): Chart {
  if (chart.metadata.apiVersion === 'v2') return { ...chart, lock };
  const name = 'requirements.lock';
  const isBehind = (file: ChartFile) => compareBytes(file.name.split('/', 1)[0] ?? '', name) > 0;
  const others = chart.files.filter((file) => file.name !== name);
  const at = others.findIndex(isBehind);
  const files = others.toSpliced(at < 0 ? others.length : at, 0, {
    name,
    data: Buffer.from(encodeLock(lock)),
  });
  return { ...chart, lock, files };
}

function checkDeclared({ name, version = '', repository }: Dependency, chart: Chart): void {
  if (/^(?:@|alias:)/.test(repository)) {
    const what = `the repository ${JSON.stringify(repository)} of ${name} is a name in some Helm client's configuration`;
    throw problemOfDependency(chart, name, `${what}: write its URL`);
  }
  if (repository !== '' && !/^(?:https?|oci|file):\/\//.test(repository)) {
    throw problemOfDependency(
      chart,
      name,
      `the repository ${JSON.stringify(repository)} of ${name} is not an https, oci or file URL`,
    );
  }
  checkRange({ name, version, repository }, chart);
}

function checkLock(lock: Lock, { metadata, origin }: Chart): void {
  const wanted = metadata.dependencies ?? [];
  if (lock.digest === lockDigest(wanted, lock.dependencies ?? [])) return;
  const isOld = metadata.apiVersion === 'v1';
  if (isOld && lock.digest === oldLockDigest(wanted)) return;
  const [file, source] = isOld ? ['requirements.lock', 'requirements.yaml'] : ['Chart.lock', 'Chart.yaml'];
  throw problemIn(below(origin, file), undefined, `the lock is out of step with ${source}: run helm dependency update`);
}

async function find(dependency: Dependency, update: Update): Promise<Found> {
  const { repository } = dependency;
  if (repository === '') return findInside(dependency, update);
  if (repository.startsWith('file://')) return findLocal(dependency, update);
  return repository.startsWith('oci://') ? findInRegistry(dependency, update) : findInIndex(dependency, update);
}

function locked({ name, repository }: Dependency, version: string): Dependency {
  return { name, version, repository };
}

function findInside({ name, version: range = '' }: Dependency, { chart }: Update): Found {
  const inside = chart.charts.find(({ metadata }) => metadata.name === name);
  if (!inside) throw problemOfDependency(chart, name, `${name} has no repository and is not in charts/`);
  const { version } = inside.metadata;
  if (!isInRange(version, range))
    throw problemOfDependency(chart, name, `${name} in charts/ is ${version}, not ${range}`);
  return { locked: { name, version: range, repository: '' } };
}

async function findLocal(dependency: Dependency, { chart, sources, budget }: Update): Promise<Found> {
  const { name, version: range = '', repository } = dependency;
  const local = await sources.readLocal(repository.slice('file://'.length), budget);
  const { version } = local.metadata;
  if (!isInRange(version, range))
    throw problemOfDependency(chart, name, `${name} at ${repository} is ${version}, not ${range}`);
  return { locked: locked(dependency, version), load: async () => ({ chart: local }) };
}

async function findInRegistry(dependency: Dependency, { chart, sources, budget }: Update): Promise<Found> {
  const { name, version: range = '' } = dependency;
  const repository = `${dependency.repository.slice('oci://'.length).replace(/(?<!\/)\/+$/, '')}/${name}`;
  const version = isVersion(range)
    ? range
    : choose(dependency, versionsOfTags(await sources.listOciTags(repository)), chart);
  const load = async () =>
    archiveOf(dependency, version, await sources.pullOci(repository, tagOfVersion(version)), budget);
  return { locked: locked(dependency, version), load };
}

async function findInIndex(dependency: Dependency, update: Update): Promise<Found> {
  const { chart, sources, budget, signal } = update;
  const { name, repository } = dependency;
  const index = await sources.fetchIndex(indexUrl(repository));
  // An index is not a part of the chart.
  const entries = await readIndex(index, name, repository, createChartBudget(signal));
  const versions = entries.map((entry) => entry.version);
  const version = choose(dependency, versions, chart);
  const entry = entries.find((one) => one.version === version) as IndexEntry;
  return { locked: locked(dependency, version), load: () => download(dependency, entry, sources, budget) };
}

/** Chooses the newest version in a range, or says which there are. */
function choose(
  { name, version: range = '', repository }: Dependency,
  versions: readonly string[],
  chart: Chart,
): string {
  const version = newestMatching(range, versions);
  if (version !== undefined) return version;
  const some = versions.slice(0, 10).join(', ');
  const what = some
    ? `no version of ${name} fits ${range}; there are ${some}`
    : `${shownUrl(repository)} has no chart ${name}`;
  throw problemOfDependency(chart, name, what);
}

async function download(
  dependency: Dependency,
  { url, version, digest }: IndexEntry,
  sources: DependencySources,
  budget: ChartBudget,
): Promise<Loaded> {
  const [, repository, tag] = /^oci:\/\/(.+):([^:/]+)$/.exec(url) ?? [];
  const isInRegistry = repository !== undefined && tag !== undefined;
  const bytes = await (isInRegistry ? sources.pullOci(repository, tag) : sources.fetchArchive(url));
  const own = digestOf(bytes);
  // Of a chart in a registry the index has the digest of the manifest, not of the archive: it is not compared.
  if (digest !== undefined && !isInRegistry && own !== `sha256:${digest}`) {
    const what = `The chart ${dependency.name} ${version} has the digest ${own}, but its index says sha256:${digest}`;
    throw new OciError('INTEGRITY', what);
  }
  return archiveOf(dependency, version, bytes, budget);
}

async function archiveOf(
  { name }: Dependency,
  version: string,
  bytes: Uint8Array,
  budget: ChartBudget,
): Promise<Loaded> {
  const origin: Origin = { label: `${name} ${version}`, code: 'ARTIFACT' };
  return { chart: await loadArchive([bytes], origin, budget.deeper(origin)), digest: digestOf(bytes) };
}

/** Refuses a chart that is not the one that was asked for. */
function checkFetched(chart: Chart, { name, version = '', repository }: Dependency): Chart {
  const { metadata } = chart;
  const [asked, got] = [parseVersion(version), parseVersion(metadata.version)];
  if (metadata.name === name && asked && got && compareVersions(got, asked) === 0) return chart;
  const what = `${repository} gave ${metadata.name} ${metadata.version} for ${name} ${version}`;
  throw new OciError('ARTIFACT', `Wrong chart: ${what}`);
}
