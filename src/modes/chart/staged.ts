import type { PackedManifest } from '../../artifact/chart/chart-manifest.ts';
import type { FoundChart } from '../../artifact/chart/find-charts.ts';
import type { ChartMetadata } from '../../artifact/chart/reading/metadata.ts';
import type { Reference } from '../../oci/reference.ts';
import type { Content } from '../../store/store.ts';
import { tell } from '../contract/told.ts';
import type { Planned } from '../publish/plan-tags.ts';
import type { Sign } from '../signing/signing.ts';
import type { Row } from './chart-rows.ts';

/** What one repository gets, ready to be compared with what is there: a chart, or metadata for Artifact Hub. */
interface Staged {
  row: Row;
  /** How the log calls it. */
  name: string;
  /** The name of its file, of a chart that of the archive. */
  fileName: string;
  target: Reference;
  packed: PackedManifest;
  /** The bytes of all its blobs. */
  size: number;
}

/** A chart that is packed, by us or by Helm. */
export interface StagedChart extends Staged {
  found: FoundChart;
  metadata: ChartMetadata;
  /** The annotations of the chart and of the inputs, which are compared; those of the workflow are not. */
  said: Record<string, string>;
}

/** An upload that was compared with what is there, and what is to be done with it. */
export interface PlannedUpload extends Staged, Planned {
  /** The same chart in another manifest, which stays in its place and gets the tags. */
  same?: Content | undefined;
  /** Absent: it is not to be signed. */
  sign?: Sign | undefined;
}

/** What is to be done with an upload or, in the end, was done. */
export function fateOf({ kept, pending }: Planned): 'kept' | 'unchanged' | 'pushed' {
  return kept !== undefined ? 'kept' : pending.length === 0 ? 'unchanged' : 'pushed';
}

/** Puts what is planned for an upload into its row, and gives it back. */
export function tellPlan<P extends PlannedUpload>(upload: P): P {
  const { row, size, repository, tags, previous, tagged } = upload;
  const { thing, about } = row;
  tell(thing, { tags: [...tags], previous: Object.keys(previous).length > 0 ? previous : undefined });
  // What stays of another chart is not measured.
  if (fateOf(upload) !== 'kept') thing.size = size;
  if (fateOf(upload) === 'unchanged') thing.moved = { transferred: 0, reused: size };
  tell(about, { tags: [...tags], previous, tagged, repository, version: thing.version });
  if (fateOf(upload) !== 'pushed') tellThere(upload);
  return upload;
}

/** Says of an upload what it is, once it is there: what a push that fails would have made is not to be deployed. */
export function tellThere({ row, packed, size, repository, fileName, digest: own, kept }: PlannedUpload): void {
  const digest = kept ?? own;
  const named = { digest, reference: `${repository}@${digest}` };
  const files = packed.layers.map((layer) => ({
    title: titleOf(layer.mediaType, fileName),
    digest: layer.digest,
    size: layer.size,
    mediaType: layer.mediaType,
  }));
  tell(row.thing, named);
  tell(row.about, { ...named, mediaType: packed.root.mediaType, artifactType: packed.config.mediaType });
  tell(row.about, kept === undefined ? { size, files } : { size: 0, files: [] });
}

/** The name of the file that a layer holds. */
export function titleOf(mediaType: string, fileName: string): string {
  return mediaType.endsWith('.prov') ? `${fileName}.prov` : fileName;
}
