import type { Manifest } from '../../oci/manifest.ts';

/** The media type of the config by which a chart is known (helm/helm, pkg/registry/constants.go). */
export const chartConfigType = 'application/vnd.cncf.helm.config.v1+json';

/** Tells whether a manifest is that of a chart. */
export function isChartManifest({ config }: Manifest): boolean {
  return config.mediaType === chartConfigType;
}
