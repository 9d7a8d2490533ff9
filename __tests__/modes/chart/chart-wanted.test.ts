import { expect, it } from '@jest/globals';
import { isChartWanted, versionAsked } from '../../../src/modes/chart/chart-wanted.ts';
import { emptyJson } from '../../../src/oci/descriptor.ts';
import { encodeManifest, type Manifest, parseManifest } from '../../../src/oci/manifest.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';
import { parseReference } from '../../../src/oci/reference.ts';

const zeros = `sha256:${'0'.repeat(64)}`;
const manifestOf = (mediaType: string) => {
  const bytes = encodeManifest({ mediaType: imageManifest, config: { ...emptyJson, mediaType }, layers: [] });
  return parseManifest(bytes, imageManifest) as Manifest;
};
const chart = manifestOf('application/vnd.cncf.helm.config.v1+json');
const other = manifestOf('application/vnd.cncf.flux.config.v1+json');

it.each([
  // Of a chart without a name for it, the newest.
  ['r.test/app', 'helm', undefined, ''],
  ['r.test/app', undefined, undefined, undefined],
  ['r.test/app', 'artifact', undefined, undefined],
  ['r.test/app', 'flux', undefined, undefined],
  ['r.test/app:v1', 'helm', undefined, undefined],
  [`r.test/app@${zeros}`, 'helm', undefined, undefined],
  [`r.test/app:v1@${zeros}`, 'helm', undefined, undefined],
  ['r.test/app', undefined, '^1', '^1'],
  ['r.test/app', 'helm', '^1', '^1'],
  // That both cannot be is said where the version is looked for.
  ['r.test/app:v1', 'helm', '^1', '^1'],
] as const)('of %s, as %s, with version %s, is asked for %j', (reference, kind, version, expected) => {
  expect(versionAsked({ reference: parseReference(reference), kind, version })).toBe(expected);
});

it.each([
  [undefined, true, false],
  ['helm', true, undefined],
  ['artifact', false, false],
  ['flux', false, false],
] as const)('as %s, a chart is pulled as one: %s, and something else: %s', (kind, ofChart, ofOther) => {
  expect(isChartWanted(chart, kind, 'r.test/app@x')).toBe(ofChart);
  const ask = () => isChartWanted(other, kind, 'r.test/app@x');
  if (ofOther !== undefined) expect(ask()).toBe(ofOther);
  else expect(ask).toThrow(expect.objectContaining({ code: 'ARTIFACT' }));
});
