import { hasCode, OciError } from '../../errors.ts';
import { type Descriptor, describe } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { encodeManifest, type Manifest, parseManifest } from '../../oci/manifest.ts';
import { imageManifest } from '../../oci/media-types.ts';
import { MemoryStore } from '../../store/memory-store.ts';
import type { Content, Source } from '../../store/store.ts';
import { openBytes } from '../../store/verified.ts';
import { createdAnnotation } from '../annotations.ts';
import { chartConfigType, isChartManifest } from './chart-types.ts';
import { maxChartBytes } from './read-archive.ts';
import { readChart } from './read-chart.ts';

// helm/helm, pkg/registry/constants.go
const contentType = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const provenanceType = 'application/vnd.cncf.helm.chart.provenance.v1.prov';
/** What Helm before 3.7 wrote, and all Helms read. */
const oldContentType = 'application/tar+gzip';

// artifacthub.io/docs/topics/repositories/helm-charts, "OCI support"
const hubConfigType = 'application/vnd.cncf.artifacthub.config.v1+yaml';
const hubLayerType = 'application/vnd.cncf.artifacthub.repository-metadata.layer.v1.yaml';

/** An artifact in memory, ready to be copied. */
export interface Staged {
  store: MemoryStore;
  root: Descriptor;
  config: Descriptor;
  layers: Descriptor[];
  annotations: Record<string, string>;
}

/** A chart as its manifest will hold it. */
export interface ChartContent {
  config: Buffer;
  archive: Buffer;
  provenance: Buffer | undefined;
  annotations: Record<string, string>;
}

/**
 * Stages a chart as `helm push` lays it out: Helm's media types, layers in the order of their digests. The manifest says its
 * media type, which Helm leaves out and some registries need (cloudflare/serverless-registry#158).
 */
export function stageChart({ config, archive, provenance, annotations }: ChartContent): Staged {
  const layers: [string, Buffer][] = [[contentType, archive]];
  if (provenance) layers.push([provenanceType, provenance]);
  return stage([chartConfigType, config], layers, annotations);
}

/** Stages the metadata of a repository as Artifact Hub reads it. Its config is not empty, which Google's registry would refuse. */
export function stageHubMetadata(yaml: Buffer): Staged {
  return stage([hubConfigType, Buffer.from('{}')], [[hubLayerType, yaml]], {}, 'artifacthub-repo.yml');
}

function stage(
  [type, bytes]: [string, Buffer],
  contents: [string, Buffer][],
  annotations: Record<string, string>,
  title?: string,
): Staged {
  const store = new MemoryStore();
  const add = (mediaType: string, content: Buffer) => {
    const descriptor = describe(mediaType, content);
    store.stage(descriptor, openBytes(content));
    return descriptor;
  };
  const config = add(type, bytes);
  const named = title === undefined ? {} : { annotations: { 'org.opencontainers.image.title': title } };
  const layers = contents
    .map(([mediaType, content]) => ({ ...add(mediaType, content), ...named }))
    .sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const root = add(imageManifest, encodeManifest({ mediaType: imageManifest, config, layers, annotations }));
  return { store, root, config, layers, annotations };
}

/** Finds the archive and the provenance file of a chart. Fails with ARTIFACT, and with TOO_LARGE for more than Helm loads. */
export function chartLayers({ layers }: Manifest, what: string): { archive: Descriptor; provenance?: Descriptor } {
  const ofType = (...types: string[]) => layers.filter(({ mediaType }) => types.includes(mediaType));
  const [archive, ...more] = ofType(contentType, oldContentType);
  if (!archive) throw new OciError('ARTIFACT', `${what} is a chart without an archive`);
  if (more.length > 0) throw new OciError('ARTIFACT', `${what} is a chart with several archives`);
  if (archive.size > maxChartBytes) throw new OciError('TOO_LARGE', `${what} is a chart of more than 100 MiB`);
  const [provenance] = ofType(provenanceType);
  return provenance ? { archive, provenance } : { archive };
}

/**
 * Says in what a chart differs from what a tag holds; undefined when it does not. The archive is compared by what is in it, for
 * zlib does not promise the same bytes on every machine; it is fetched only when all else is equal. Where we write no
 * time of creation, that of another client does not count.
 */
export async function differenceOf(
  staged: Staged,
  contentDigest: () => Promise<Digest>,
  current: Content,
  source: Source,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const manifest = parseManifest(current.bytes, current.descriptor.mediaType);
    if (manifest.kind !== 'manifest' || !isChartManifest(manifest)) return 'it is no chart';
    const theirs = chartLayers(manifest, 'it');
    const own = chartLayers({ ...manifest, layers: staged.layers }, 'it');
    if (manifest.config.digest !== staged.config.digest) return 'Chart.yaml differs';
    if (theirs.provenance?.digest !== own.provenance?.digest) return 'the provenance file differs';
    if (theirs.archive.digest !== own.archive.digest) {
      // What is signed is the very bytes.
      if (own.provenance) return 'the files differ';
      const { contentDigest: there } = await readChart(await source.fetch(theirs.archive, signal));
      if (there !== (await contentDigest())) return 'the files differ';
    }
    return isSame(staged.annotations, manifest.annotations) ? undefined : 'only the annotations differ';
  } catch (error) {
    if (hasCode(error, 'ARTIFACT', 'TOO_LARGE')) return 'it is no readable chart';
    throw error;
  }
}

function isSame(own: Record<string, string>, theirs: Record<string, string>): boolean {
  const entriesOf = (annotations: Record<string, string>) =>
    Object.entries(annotations)
      .filter(([key]) => key !== createdAnnotation || createdAnnotation in own)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entriesOf(own)) === JSON.stringify(entriesOf(theirs));
}
