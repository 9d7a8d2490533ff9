import { OciError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { digestOf } from '../../oci/digest.ts';
import { encodeManifest, type Manifest } from '../../oci/manifest.ts';
import { chartConfigType, chartContentType, imageManifest } from '../../oci/media-types.ts';
import { MemoryStore } from '../../store/memory-store.ts';
import { openBytes } from '../../store/verified.ts';
import type { OpenableContent } from '../../store/write-temporary.ts';
import { maxChartBytes } from './reading/chart-budget.ts';

// helm/helm, pkg/registry/constants.go
const provenanceType = 'application/vnd.cncf.helm.chart.provenance.v1.prov';
/** What Helm before 3.7 wrote, and all Helms read. */
const oldContentType = 'application/tar+gzip';

// artifacthub.io/docs/topics/repositories/helm-charts, "OCI support"
const hubConfigType = 'application/vnd.cncf.artifacthub.config.v1+yaml';
const hubLayerType = 'application/vnd.cncf.artifacthub.repository-metadata.layer.v1.yaml';

/** An artifact that is ready to be copied. */
export interface PackedManifest {
  store: MemoryStore;
  root: Descriptor;
  config: Descriptor;
  layers: Descriptor[];
}

/** A chart as its manifest will hold it. */
export interface ChartContent {
  config: Buffer;
  archive: OpenableContent;
  provenance: Buffer | undefined;
  annotations: Record<string, string>;
}

/**
 * Stages a chart as `helm push` lays it out: Helm's media types, layers in the order of their digests. The manifest
 * says its media type, which Helm leaves out and some registries need (cloudflare/serverless-registry#158).
 */
export function stageChart({ config, archive, provenance, annotations }: ChartContent): PackedManifest {
  const layers: [string, OpenableContent][] = [[chartContentType, archive]];
  if (provenance) layers.push([provenanceType, inMemory(provenance)]);
  return stage([chartConfigType, config], layers, annotations);
}

/**
 * Stages the metadata of a repository as Artifact Hub reads it. Its config is not empty, which Google's registry would
 * refuse.
 */
export function stageHubMetadata(yaml: Buffer): PackedManifest {
  return stage([hubConfigType, Buffer.from('{}')], [[hubLayerType, inMemory(yaml)]], {}, 'artifacthub-repo.yml');
}

function stage(
  [type, bytes]: [string, Buffer],
  contents: [string, OpenableContent][],
  annotations: Record<string, string>,
  title?: string,
): PackedManifest {
  const store = new MemoryStore();
  const add = (mediaType: string, { digest, size, open }: OpenableContent): Descriptor => {
    const descriptor = { mediaType, digest, size };
    store.stage(descriptor, open);
    return descriptor;
  };
  const config = add(type, inMemory(bytes));
  const named = title === undefined ? {} : { annotations: { 'org.opencontainers.image.title': title } };
  const layers = contents
    .map(([mediaType, content]) => ({ ...add(mediaType, content), ...named }))
    .sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const root = add(imageManifest, inMemory(encodeManifest({ mediaType: imageManifest, config, layers, annotations })));
  return { store, root, config, layers };
}

function inMemory(bytes: Buffer): OpenableContent {
  return { digest: digestOf(bytes), size: bytes.byteLength, open: openBytes(bytes) };
}

/**
 * Finds the archive and the provenance file of a chart. Fails with ARTIFACT, and with TOO_LARGE for more than Helm
 * loads.
 */
export function chartLayers({ layers }: Manifest, what: string): { archive: Descriptor; provenance?: Descriptor } {
  const ofType = (...types: string[]) => layers.filter(({ mediaType }) => types.includes(mediaType));
  const [archive, ...more] = ofType(chartContentType, oldContentType);
  if (!archive) throw new OciError('ARTIFACT', `${what} is a chart without an archive`);
  if (more.length > 0) throw new OciError('ARTIFACT', `${what} is a chart with several archives`);
  if (archive.size > maxChartBytes) throw new OciError('TOO_LARGE', `${what} is a chart of more than 100 MiB`);
  const [provenance] = ofType(provenanceType);
  return provenance ? { archive, provenance } : { archive };
}
