import { relative, resolve } from 'node:path';
import { type TarEntry, tar } from '../../artifact/archive/tar.ts';
import { chartLayers } from '../../artifact/chart/chart-manifest.ts';
import { maxProvenanceBytes, problemOfProvenance } from '../../artifact/chart/provenance.ts';
import { readChart } from '../../artifact/chart/read-chart.ts';
import { createChartBudget } from '../../artifact/chart/reading/chart-budget.ts';
import { type ArchivedFile, readArchive } from '../../artifact/chart/reading/read-archive.ts';
import { tagOfVersion, versionsOfTags } from '../../artifact/chart/versions.ts';
import type { NamedLayer } from '../../artifact/files/select-layers.ts';
import { writeFiles } from '../../artifact/files/write-files.ts';
import { tapped } from '../../chunks.ts';
import { cutText } from '../../cut-text.ts';
import { toSlashes } from '../../disk/paths.ts';
import { problemOfTitle } from '../../disk/title.ts';
import { OciError } from '../../errors.ts';
import { formatBytes } from '../../format-bytes.ts';
import { type Descriptor, isRecord } from '../../oci/descriptor.ts';
import { type Digest, startHash } from '../../oci/digest.ts';
import { parseJson } from '../../oci/json.ts';
import type { Manifest } from '../../oci/manifest.ts';
import type { Origin } from '../../origin.ts';
import { MemoryStore } from '../../store/memory-store.ts';
import type { Source } from '../../store/store.ts';
import { openBytes, readAll } from '../../store/verified.ts';
import { writeTemporary } from '../../store/write-temporary.ts';
import type { InputsOf } from '../contract/inputs.ts';
import type { Log, Mode } from '../contract/mode.ts';
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

/**
 * Fetches a chart as `helm pull` does: as NAME-VERSION.tgz with its provenance file, or with `unpack` as the directory
 * NAME. It is read whole and checked before anything is written.
 */
export async function pullChart(
  found: FoundManifest,
  directory: string,
  inputs: InputsOf<'pull'>,
  { log, signal, learn, workspace }: Mode<'pull'>,
  temporary: string,
): Promise<void> {
  const { source, hits, manifest, name: what } = found;
  if (inputs.files.length > 0) {
    const hint = 'leave it out, or set kind to artifact to take single layers';
    throw new OciError('INVALID_INPUT', `The input files does not apply to ${what}: a chart is pulled whole: ${hint}`);
  }
  const layers = chartLayers(manifest, what);
  const progress = startProgress(log, layers.archive.size + manifest.config.size);
  const fetch = async (descriptor: Descriptor) =>
    tapped(await source.fetch(descriptor, signal), ({ byteLength }) => progress.moved(byteLength));
  const [config, archive] = await Promise.all([
    fetch(manifest.config).then((content) => readAll(content, what)),
    fetch(layers.archive).then((content) => writeTemporary(content, temporary, signal)),
  ]);
  const origin: Origin = { label: what, code: 'ARTIFACT' };
  const { name, version } = await readChart(await archive.open(), origin, createChartBudget(signal));
  checkAgreement(config, { name, version }, what);
  warnOfTag(found, version, log);
  const fileName = `${name}-${version}.tgz`;
  for (const title of [name, fileName]) {
    const problem = problemOfTitle(title);
    if (problem)
      throw new OciError('ARTIFACT', `${what} has the name ${JSON.stringify(cutText(title, 256))}, which ${problem}`);
  }
  learn({ version });

  const store = new MemoryStore();
  const wanted: { layer: NamedLayer; descriptor: Descriptor }[] = [];
  const add = (title: string, descriptor: Descriptor, isDirectory = false, original = descriptor) => {
    const layer = { title, descriptor, isUntitled: false, isDirectory, isExecutable: false };
    wanted.push({ layer, descriptor: original });
  };
  if (inputs.unpack) {
    const readFiles = async () => readArchive(await archive.open(), origin, createChartBudget(signal));
    add(name, await stageTree(store, name, readFiles), true, layers.archive);
  } else {
    store.stage(layers.archive, archive.open);
    add(fileName, layers.archive);
    if (layers.provenance) {
      const provenance = await readAll(await fetch(layers.provenance), what, maxProvenanceBytes);
      const problem = problemOfProvenance(provenance, fileName, layers.archive.digest);
      if (problem) log.warning(`${what} has a provenance file that ${problem}: helm verify will refuse it`);
      store.stage(layers.provenance, openBytes(provenance));
      add(`${fileName}.prov`, layers.provenance);
    }
  }
  const size = wanted.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
  const sizeIn = (title: string) => wanted.find(({ layer }) => layer.title === title)?.descriptor.size ?? 0;
  learn({ size });
  let changed = false;
  await log.group(`Pull ${name} ${version}, ${what}, into ${inputs.path}`, () =>
    writeFiles(
      store,
      wanted.map(({ layer }) => layer),
      {
        directory,
        overwrite: inputs.overwrite,
        symlinks: 'error',
        concurrency: inputs.concurrency,
        signal,
        onBytes: () => {},
        onFile: ({ title }, isReused) => {
          changed ||= !isReused;
          log.info(`${isReused ? 'Already there' : 'Received'}: ${title}  ${formatBytes(sizeIn(title))}`);
        },
      },
    ),
  );
  const files = wanted.map(({ layer: { title }, descriptor: { digest, size: bytes, mediaType } }) => ({
    title,
    path: toSlashes(relative(workspace, resolve(directory, title))),
    digest,
    size: bytes,
    mediaType,
  }));
  const reused = files.filter(({ digest }) => hits.has(digest)).reduce((sum, file) => sum + file.size, 0);
  learn({ changed, files, transferred: size - reused, reused });
}

/** Two readers must not see two charts: some look at the config alone. */
function checkAgreement(config: Buffer, chart: { name: string; version: string }, what: string): void {
  const said = parseJson(config, `The config of the chart ${what}`);
  for (const key of ['name', 'version'] as const) {
    const value = isRecord(said) ? said[key] : undefined;
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

/**
 * Makes an archive of the files of a chart below the folder NAME, whatever its folder was called: Helm unpacks it so.
 */
async function stageTree(
  store: MemoryStore,
  name: string,
  readFiles: () => Promise<AsyncIterable<ArchivedFile>>,
): Promise<Descriptor> {
  async function* entries(): AsyncGenerator<TarEntry> {
    for await (const { path, size, content } of await readFiles()) {
      yield { name: `${name}/${path}`, kind: 'file', mode: 0o644, time: 0, size, read: content };
    }
  }
  const hash = startHash();
  let size = 0;
  for await (const chunk of tar(entries())) {
    hash.update(chunk);
    size += chunk.byteLength;
  }
  const descriptor: Descriptor = { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: hash.finish(), size };
  store.stage(descriptor, async () => tar(entries()));
  return descriptor;
}
