import { expect, it } from '@jest/globals';
import { isChartManifest } from '../../../src/artifact/chart/chart-types.ts';
import type { Manifest } from '../../../src/oci/manifest.ts';

it.each([
  ['application/vnd.cncf.helm.config.v1+json', true],
  ['application/vnd.cncf.helm.config.v1+json2', false],
  ['application/vnd.cncf.helm.config.v2+json', false],
  ['application/vnd.cncf.helm.chart.content.v1.tar+gzip', false],
  ['x/application/vnd.cncf.helm.config.v1+json', false],
  ['application/vnd.oci.image.config.v1+json', false],
])('a manifest with a config of %s is that of a chart: %s', (mediaType, isChart) => {
  expect(isChartManifest({ config: { mediaType } } as Manifest)).toBe(isChart);
});
