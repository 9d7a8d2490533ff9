import { relative, resolve } from 'node:path';
import type { TreeEntry } from '../../artifact/archive/write-tree.ts';
import { chartLayers } from '../../artifact/chart/chart-manifest.ts';
import { maxProvenanceBytes, problemOfProvenance } from '../../artifact/chart/provenance.ts';
import { readChart } from '../../artifact/chart/read-chart.ts';
import { createChartBudget } from '../../artifact/chart/reading/chart-budget.ts';
import { chartConfigFields, fileNameOf, problemOfVersion } from '../../artifact/chart/reading/metadata.ts';
import type { ChartFile } from '../../artifact/chart/reading/read-archive.ts';
import { tagOfVersion, versionsOfTags } from '../../artifact/chart/versions.ts';
import type { NamedLayer } from '../../artifact/files/select-layers.ts';
import { writeFiles } from '../../artifact/files/write-files.ts';
import { tapped } from '../../chunks.ts';
import { cutText } from '../../cut-text.ts';
import { toSlashes } from '../../disk/paths.ts';
import { problemOfTitle } from '../../disk/title.ts';
import { OciError } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import type { GiveWay } from '../../give-way.ts';
import { type Descriptor, isRecord } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { parseJson } from '../../oci/json.ts';
import type { Manifest } from '../../oci/manifest.ts';
import type { Origin } from '../../origin.ts';
import { MemoryStore } from '../../store/memory-store.ts';
import type { Source } from '../../store/store.ts';
import { openBytes, readAll } from '../../store/verified.ts';
import { writeTemporary } from '../../store/write-temporary.ts';
import type { Log } from '../contract/mode.ts';
import { type Facts, tell } from '../contract/told.ts';
import { startProgress } from '../tell/progress.ts';

/** A chart found in a repository. */
interface FoundManifest {
  source: Source;
  /** Blobs that came from the cache of the runner. */
  hits: ReadonlySet<Digest>;
  manifest: Manifest;
  /** `host/repository@digest` */
  name: string;
  /** By which it was found. */
  tag: string | undefined;
}

/** What pulling a chart needs, and what is told of it. */
interface Reach {
  log: Log;
  signal: AbortSignal;
  about: Facts;
  workspace: string;
}

/** How a chart is pulled. */
interface ChartPull {
  /** The lines of the input `files`, which a chart does not take. */
  files: readonly string[];
  /** Where it is written, as the input says it, and as an absolute path. */
  path: string;
  directory: string;
  temporary: string;
  unpack: boolean;
  overwrite: boolean;
  concurrency: number;
}

/**
 * Fetches a chart as `helm pull` does: as NAME-VERSION.tgz with its provenance file, or with `unpack` as the directory
 * NAME. A directory is read whole and checked before anything is written.
 */
export async function pullChart(
  found: FoundManifest,
  { files: asked, path, directory, temporary, unpack, overwrite, concurrency }: ChartPull,
  { log, signal, about, workspace }: Reach,
): Promise<void> {
  const { source, hits, manifest, name: what } = found;
  if (asked.length > 0) {
    const hint = 'leave it out, or set kind to artifact to take single layers';
    throw new OciError(
      'INVALID_INPUT',
      `The input files does not apply to ${what}, since a chart is pulled whole: ${hint}`,
    );
  }
  const layers = chartLayers(manifest, what);
  const progress = startProgress(log, 'Receiving the chart', layers.archive.size + manifest.config.size);
  const fetch = async (descriptor: Descriptor) =>
    tapped(await source.fetch(descriptor, signal), ({ byteLength }) => progress.moved(byteLength));
  const [config, archive] = await Promise.all([
    fetch(manifest.config).then((content) => readAll(content, what)),
    fetch(layers.archive).then((content) => writeTemporary(content, temporary, signal)),
  ]);
  const budget = createChartBudget(signal);
  const origin: Origin = { label: what, code: 'ARTIFACT' };
  const named = namedIn(config, what);
  // An archive that is not unpacked is for other readers to judge: newer ones know charts that we do not.
  const chart =
    unpack || !isWhole(named)
      ? await readChart(await archive.open(), origin, budget, { keepsFiles: unpack })
      : { metadata: named, files: [] };
  const { name, version } = chart.metadata;
  checkAgreement(named, { name, version }, what);
  warnOfTag(found, version, log);
  const fileName = fileNameOf({ name, version });
  checkTitles([name, fileName], what);
  about.version = version;

  const store = new MemoryStore();
  const plain = { isUntitled: false, isDirectory: false, isExecutable: false };
  const wanted: NamedLayer[] = [];
  if (unpack) {
    const tree = () => treeOf(name, chart.files, budget.giveWay);
    wanted.push({ ...plain, title: name, descriptor: layers.archive, isDirectory: true, tree });
  } else {
    store.stage(layers.archive, archive.open);
    wanted.push({ ...plain, title: fileName, descriptor: layers.archive });
    if (layers.provenance) {
      const provenance = await readAll(await fetch(layers.provenance), what, maxProvenanceBytes);
      const problem = problemOfProvenance(provenance, fileName, layers.archive.digest);
      if (problem) log.warning(`${what} has a provenance file that ${problem}: helm verify will refuse it`);
      store.stage(layers.provenance, openBytes(provenance));
      wanted.push({ ...plain, title: `${fileName}.prov`, descriptor: layers.provenance });
    }
  }
  const files = wanted.map(({ title, descriptor: { digest, size, mediaType, annotations = {} } }) => {
    const written = toSlashes(relative(workspace, resolve(directory, title)));
    return { title, path: written, digest, size, mediaType, annotations };
  });
  const sizeOf = (some: typeof files) => some.reduce((sum, { size }) => sum + size, 0);
  const size = sizeOf(files);
  about.size = size;
  const changed = await log.group(`Pull ${name} ${version}, ${what}, into ${path}`, () =>
    writeLayers(store, wanted, directory, { overwrite, concurrency }, { log, signal }),
  );
  const reused = sizeOf(files.filter(({ digest }) => hits.has(digest)));
  tell(about, { fate: changed ? 'pulled' : 'unchanged', files, moved: { transferred: size - reused, reused } });
}

/** Writes the chart and tells whether anything was not there already. */
async function writeLayers(
  store: MemoryStore,
  layers: readonly NamedLayer[],
  directory: string,
  { overwrite, concurrency }: Pick<ChartPull, 'overwrite' | 'concurrency'>,
  { log, signal }: Pick<Reach, 'log' | 'signal'>,
): Promise<boolean> {
  let changed = false;
  const onFile = ({ title, descriptor }: NamedLayer, isReused: boolean) => {
    changed ||= !isReused;
    log.info(`${isReused ? 'Already there' : 'Received'}: ${title}  ${formatBytes(descriptor.size)}`);
  };
  const told = { onBytes: () => {}, onFile, onForeign: (text: string) => log.notice(text) };
  await writeFiles(store, layers, { directory, overwrite, symlinks: 'error', concurrency, signal, ...told });
  return changed;
}

/** Refuses names that a file or folder on this machine cannot or must not have. */
function checkTitles(titles: readonly string[], what: string): void {
  for (const title of titles) {
    const problem = problemOfTitle(title);
    if (problem)
      throw new OciError('ARTIFACT', `${what} has the name ${JSON.stringify(cutText(title, 256))}, which ${problem}`);
  }
}

/** What the config says that the chart is. */
function namedIn(config: Buffer, what: string): Named {
  const said = parseJson(config, `The config of the chart ${what}`, chartConfigFields);
  return isRecord(said) ? said : {};
}

interface Named {
  name?: unknown;
  version?: unknown;
}

/** Whether a config alone says which chart it is. */
function isWhole(named: Named): named is { name: string; version: string } {
  const { name, version } = named;
  return (
    typeof name === 'string' && name !== '' && typeof version === 'string' && problemOfVersion(version) === undefined
  );
}

/** Two readers must not see two charts: some look at the config alone. */
function checkAgreement(said: Named, chart: { name: string; version: string }, what: string): void {
  for (const key of ['name', 'version'] as const) {
    const value = said[key];
    if (value === undefined || value === chart[key]) continue;
    const both = `${JSON.stringify(value)} in its config and ${JSON.stringify(chart[key])} in its archive`;
    throw new OciError('ARTIFACT', `${what} is a chart whose ${key} is ${both}`);
  }
}

/** Helm takes a tag that reads as a version for the version of the chart. */
function warnOfTag({ tag, name }: FoundManifest, version: string, log: Log): void {
  if (tag === undefined || tag === tagOfVersion(version) || versionsOfTags([tag]).length === 0) return;
  log.warning(`The tag ${tag} names ${name}, and that is version ${version} of the chart`);
}

/** Puts the files of a chart below the folder NAME, whatever its folder was called: Helm unpacks it so. */
async function* treeOf(name: string, files: readonly ChartFile[], giveWay: GiveWay): AsyncGenerator<TreeEntry> {
  for (const { name: path, data } of files) {
    await giveWay();
    yield { name: `${name}/${path}`, kind: 'file', mode: 0o644, content: () => [data] };
  }
}
