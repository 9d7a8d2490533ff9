// Whether a pull is about a chart: known before the code that reads charts is loaded.
import { isChartManifest } from '../artifact/chart/chart-types.ts';
import { OciError } from '../errors.ts';
import type { Manifest } from '../oci/manifest.ts';
import type { Inputs } from './context.ts';

/** Tells whether a pull asks for a version of a chart rather than for a tag or digest: the newest one, where none is given. */
export function asksForVersion({ version, kind, reference }: Inputs): boolean {
  return version !== undefined || (kind === 'helm' && reference.digest === undefined && reference.tags.length === 0);
}

/** Tells whether a manifest is to be pulled as a chart. Fails with ARTIFACT when a chart was asked for and it is none. */
export function isChartWanted(manifest: Manifest, { kind, version }: Inputs, name: string): boolean {
  if (kind === 'artifact' || kind === 'flux') return false;
  if (isChartManifest(manifest)) return true;
  if (kind === undefined && version === undefined) return false;
  throw new OciError('ARTIFACT', `${name} is no Helm chart: its config is of type ${manifest.config.mediaType}`);
}
