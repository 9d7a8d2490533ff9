import type { Staged } from '../../artifact/chart/chart-manifest.ts';
import type { FoundChart } from '../../artifact/chart/find-charts.ts';
import type { ChartMetadata } from '../../artifact/chart/reading/metadata.ts';
import { formatRepository, type Reference } from '../../oci/reference.ts';
import type { Content, Store } from '../../store/store.ts';
import type { FateName } from '../contract/fates.ts';
import type { TagPlan } from '../publish/plan-tags.ts';
import type { Sign } from '../signing/signing.ts';
import type { Row } from './chart-rows.ts';

/** What one repository gets, ready to be compared with what is there: a chart, or metadata for Artifact Hub. */
interface Parcel {
  row: Row;
  /** How the log calls it. */
  name: string;
  /** The name of its file, of a chart that of the archive. */
  fileName: string;
  target: Reference;
  staged: Staged;
  /** The bytes of all its blobs. */
  size: number;
}

/** A chart that is packed, by us or by Helm. */
export interface ChartParcel extends Parcel {
  found: FoundChart;
  metadata: ChartMetadata;
  /** The annotations of the chart and of the inputs, which are compared; those of the workflow are not. */
  said: Record<string, string>;
}

/** A parcel that was compared with what is there, and what is to be done with it. */
export interface PlannedParcel extends Parcel, TagPlan {
  store: Store;
  status: 'unchanged' | 'kept' | 'pushed';
  /** What stays in its place: the same chart in another manifest, or with `if-exists: skip` another one. */
  kept: Content | undefined;
  /** All tags that were asked for, that of the version first. */
  tags: string[];
  /** Whether a signature was added or, in a dry run, would be. */
  isSigned?: boolean;
  /** Absent: it is not to be signed. */
  sign?: Sign | undefined;
}

/**
 * Puts what is known of a parcel into its row, and gives it back.
 *
 * @param end what was done with it in the end; without it there is more to come
 */
export function tell<P extends PlannedParcel>(parcel: P, end?: FateName): P {
  const { row, size, target, status, tags, pending, previous, tagged, isSigned = false } = parcel;
  row.item = {
    ...row.item,
    ...(end === undefined ? {} : { status: end }),
    tags,
    // What stays of another chart is not measured.
    ...(status === 'kept' ? {} : { size }),
    changed: end !== undefined && (pending.length > 0 || isSigned),
    ...(Object.keys(previous).length > 0 ? { previous } : {}),
  };
  row.about = {
    ...row.about,
    tags,
    previous,
    tagged,
    repository: formatRepository(target),
    ...(row.item.version === undefined ? {} : { version: row.item.version }),
  };
  if (end !== undefined || status !== 'pushed') tellThere(parcel);
  return parcel;
}

/** Says of a parcel what it is, once it is there: what a push that fails would have made is not to be deployed. */
export function tellThere({ row, staged, size, target, fileName, status, kept }: PlannedParcel): void {
  const { digest } = kept?.descriptor ?? staged.root;
  const named = { digest, reference: `${formatRepository(target)}@${digest}` };
  const files = staged.layers.map((layer) => ({
    title: titleOf(layer.mediaType, fileName),
    digest: layer.digest,
    size: layer.size,
    mediaType: layer.mediaType,
  }));
  row.item = { ...row.item, ...named };
  row.about = {
    ...row.about,
    ...named,
    mediaType: staged.root.mediaType,
    artifactType: staged.config.mediaType,
    ...(status === 'kept' ? { size: 0, files: [] } : { size, files }),
  };
}

/** The name of the file that a layer holds. */
export function titleOf(mediaType: string, fileName: string): string {
  return mediaType.endsWith('.prov') ? `${fileName}.prov` : fileName;
}
