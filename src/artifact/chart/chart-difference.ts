import { isDeepStrictEqual } from 'node:util';
import type { Chunks } from '../../chunks.ts';
import { hasCode } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { startHash } from '../../oci/digest.ts';
import { parseJson } from '../../oci/json.ts';
import type { Manifest } from '../../oci/manifest.ts';
import { imageManifest } from '../../oci/media-types.ts';
import type { Content, Source } from '../../store/store.ts';
import { readAll } from '../../store/verified.ts';
import { briefList } from '../../words.ts';
import { createdAnnotation } from '../annotations.ts';
import { plainGunzip } from '../archive/plain-gunzip.ts';
import { chartLayers, type PackedManifest } from './chart-manifest.ts';
import { isChartManifest } from './chart-types.ts';
import { createChartBudget, maxChartBytes } from './reading/chart-budget.ts';
import { readArchive } from './reading/read-archive.ts';

/**
 * Says in what a chart differs from what a tag holds; undefined when it does not. Only what the chart is counts: the
 * files by name, bytes and mode, and the config by what it says. When it was packed or pushed, by which zlib and from
 * which run does not, so that what `helm push` wrote is the same chart. Archive and config are fetched only where their
 * digests differ.
 *
 * @param said the annotations of the chart and of the inputs
 */
export async function differenceOf(
  staged: PackedManifest,
  said: Record<string, string>,
  current: Content,
  source: Source,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const manifest = current.parsed();
    if (manifest.kind !== 'manifest' || !isChartManifest(manifest)) return 'it is not a chart';
    const theirs = chartLayers(manifest, 'it');
    const own = chartLayers({ ...manifest, layers: staged.layers }, 'it');
    if (!(await isSameConfig([staged.config, staged.store], [manifest.config, source], signal))) {
      return 'Chart.yaml differs';
    }
    if (theirs.provenance?.digest !== own.provenance?.digest) return 'the provenance file differs';
    if (hasMore(current, manifest, staged)) return 'its manifest has more than the chart';
    if (theirs.archive.digest !== own.archive.digest) {
      // What is signed is the very bytes.
      if (own.provenance) return 'the archive differs, and the provenance file is for its exact bytes';
      const ours = await filesIn(await staged.store.fetch(own.archive, signal), signal);
      const others = await filesIn(await source.fetch(theirs.archive, signal), signal);
      if (ours.folder !== others.folder) return `its folder is named ${JSON.stringify(others.folder)}`;
      const different = [...new Set([...ours.files.keys(), ...others.files.keys()])]
        .filter((path) => ours.files.get(path) !== others.files.get(path))
        .sort();
      if (different.length > 0) return `the files differ: ${briefList(different.map((path) => JSON.stringify(path)))}`;
    }
    return isSaid(said, manifest.annotations) ? undefined : 'only the annotations differ';
  } catch (error) {
    if (hasCode(error, 'ARTIFACT', 'TOO_LARGE')) return 'it is not a readable chart';
    throw error;
  }
}

/** What a chart's manifest and its descriptors have, as Helm and we write them. */
const manifestKeys = ['schemaVersion', 'mediaType', 'config', 'layers', 'annotations'];
const descriptorKeys = ['mediaType', 'digest', 'size'];

/**
 * Reports whether a manifest says more than the chart that was compared: the step hands on its digest, and vouches for
 * all that is in it, also for what other readers make of fields that we do not know.
 */
function hasMore({ bytes, descriptor }: Content, { config, layers }: Manifest, own: PackedManifest): boolean {
  if (descriptor.mediaType !== imageManifest || layers.length > own.layers.length) return true;
  const raw = parseJson(bytes, 'The manifest of the chart') as { config: object; layers: object[] };
  const isMore = (value: object, keys: readonly string[]) => Object.keys(value).some((key) => !keys.includes(key));
  if (isMore(raw, manifestKeys) || [raw.config, ...raw.layers].some((part) => isMore(part, descriptorKeys)))
    return true;
  const sizes = new Map([own.config, ...own.layers].map(({ digest, size }) => [digest, size]));
  return [config, ...layers].some(({ digest, size }) => (sizes.get(digest) ?? size) !== size);
}

type Place = [descriptor: Descriptor, source: Source];

/** Compares what two configs say: the order of the keys may be another. */
async function isSameConfig(own: Place, theirs: Place, signal: AbortSignal): Promise<boolean> {
  if (own[0].digest === theirs[0].digest) return true;
  const read = async ([descriptor, source]: Place) =>
    parseJson(
      await readAll(await source.fetch(descriptor, signal), 'The config of the chart'),
      'The config of the chart',
    );
  return isDeepStrictEqual(await read(own), await read(theirs));
}

/** Where Helm keeps which versions it found: of apiVersion v2, and of v1. */
const locks = ['Chart.lock', 'requirements.lock'];
/** The time in a lock at which Helm, or we, looked for the versions in it. */
const generated = /^generated: "[\d:.TZ+-]+"$/m;

interface Archived {
  /** The name of the folder at the top. */
  folder: string | undefined;
  /** What stands for the bytes and the mode of each file, by its path below the folder. */
  files: Map<string, string>;
}

/** Lists what is in a chart archive that all readers read alike. */
async function filesIn(archive: Chunks, signal: AbortSignal): Promise<Archived> {
  const files = new Map<string, string>();
  let folder: string | undefined;
  const origin = { label: 'the chart', code: 'ARTIFACT' } as const;
  for await (const entry of readArchive(archive, origin, createChartBudget(signal), plainGunzip)) {
    const { path, mode, content } = entry;
    folder = entry.folder;
    const hash = startHash();
    if (locks.includes(path))
      hash.update(Buffer.from((await readAll(content(), path, maxChartBytes)).toString().replace(generated, '')));
    else for await (const chunk of content()) hash.update(chunk);
    files.set(path, `${hash.finish()} ${mode & 0o777}`);
  }
  return { folder, files };
}

/**
 * What tells of a push rather than of a chart, unless the chart or the inputs say it: Helm writes none of these but the
 * time.
 */
const ofPush = ['source', 'revision', 'url'].map((name) => `org.opencontainers.image.${name}`);

function isSaid(said: Record<string, string>, theirs: Record<string, string>): boolean {
  const counts = (key: string) => key !== createdAnnotation && (key in said || !ofPush.includes(key));
  return [...Object.keys(said), ...Object.keys(theirs)].filter(counts).every((key) => said[key] === theirs[key]);
}
