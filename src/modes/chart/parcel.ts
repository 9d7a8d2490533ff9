import type { Staged } from '../../artifact/chart/chart-manifest.ts';
import type { FoundChart } from '../../artifact/chart/find-charts.ts';
import type { ChartMetadata } from '../../artifact/chart/reading/metadata.ts';
import { formatRepository, type Reference } from '../../oci/reference.ts';
import type { Content, Store } from '../../store/store.ts';
import type { Result } from '../contract/result.ts';
import type { Verdict } from '../send/decide.ts';
import type { Sign } from '../send/signing.ts';
import type { Row } from './chart-rows.ts';

/** What one repository gets, ready to be compared with what is there: a chart, or metadata for Artifact Hub. */
export interface Parcel {
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
export interface PlannedParcel extends Parcel {
  store: Store;
  status: 'unchanged' | 'skipped' | 'pushed';
  /** What stays in its place: the same chart in another manifest, or with `if-exists: skip` another one. */
  kept: Content | undefined;
  /** All tags that were asked for, that of the version first. */
  tags: string[];
  /** Those that have to be written. */
  pending: string[];
  /** Where those of them point that are there. */
  previous: Result['previous'];
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
export function tell<P extends PlannedParcel>(parcel: P, end?: string): P {
  const { row, staged, size, target, fileName, status, kept, tags, pending, previous, isSigned = false } = parcel;
  const { digest } = kept?.descriptor ?? staged.root;
  const repository = formatRepository(target);
  const about = { digest, reference: `${repository}@${digest}`, tags };
  // What stays of another chart is not measured.
  const isMeasured = status !== 'skipped';
  row.item = {
    ...row.item,
    ...(end === undefined ? {} : { status: end }),
    ...about,
    ...(isMeasured ? { size } : {}),
    changed: end !== undefined && (pending.length > 0 || isSigned),
    ...(Object.keys(previous).length > 0 ? { previous } : {}),
  };
  const files = staged.layers.map((layer) => ({
    title: titleOf(layer.mediaType, fileName),
    digest: layer.digest,
    size: layer.size,
    mediaType: layer.mediaType,
  }));
  row.about = {
    ...about,
    repository,
    previous,
    ...(isMeasured ? { tagged: Object.fromEntries(tags.map((tag) => [tag, verdictOf(tag, pending, previous)])) } : {}),
    ...(row.item.version === undefined ? {} : { version: row.item.version }),
    mediaType: staged.root.mediaType,
    artifactType: staged.config.mediaType,
    ...(isMeasured ? { size, files } : { size: 0, files: [] }),
  };
  return parcel;
}

function verdictOf(tag: string, pending: readonly string[], previous: Result['previous']): Verdict {
  if (!pending.includes(tag)) return 'unchanged';
  return Object.hasOwn(previous, tag) ? 'moved' : 'new';
}

/** The name of the file that a layer holds. */
export function titleOf(mediaType: string, fileName: string): string {
  return mediaType.endsWith('.prov') ? `${fileName}.prov` : fileName;
}
