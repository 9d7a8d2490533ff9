import type { Manifest } from '../../oci/manifest.ts';
import { chartConfigType } from '../../oci/media-types.ts';

/** Tells whether a manifest is that of a chart. */
export function isChartManifest({ config }: Manifest): boolean {
  return config.mediaType === chartConfigType;
}
