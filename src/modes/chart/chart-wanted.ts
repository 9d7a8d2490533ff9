// Whether a pull is about a chart: known before the code that reads charts is loaded.

import { isChartManifest } from '../../artifact/chart/chart-types.ts';
import { OciError } from '../../errors.ts';
import type { Manifest } from '../../oci/manifest.ts';
import type { AllInputs, Group } from '../contract/inputs.ts';

/** The version or range that a pull asks for: as `version` says, and of a chart without a tag the newest, as `''`. */
export function versionAsked(
  { version, reference }: Pick<Group<'sought', 'pull'>, 'version' | 'reference'>,
  kind: AllInputs['kind'],
): string | undefined {
  const isNameAlone = reference.digest === undefined && reference.tags.length === 0;
  return version ?? (kind === 'helm' && isNameAlone ? '' : undefined);
}

/**
 * Tells whether a manifest is to be pulled as a chart. Fails with ARTIFACT when a chart was asked for and it is none.
 */
export function isChartWanted(manifest: Manifest, kind: AllInputs['kind'], name: string): boolean {
  if (kind === 'artifact' || kind === 'flux') return false;
  if (isChartManifest(manifest)) return true;
  if (kind === undefined) return false;
  throw new OciError('ARTIFACT', `${name} is not a Helm chart: its config is of type ${manifest.config.mediaType}`);
}
