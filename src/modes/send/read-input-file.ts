import { resolve } from 'node:path';
import type { Symlinks } from '../../disk/held-to.ts';
import { readHeld } from '../../disk/read-held.ts';
import { type ErrorFacts, OciError } from '../../errors.ts';
import { maxManifestBytes } from '../../oci/manifest.ts';

/**
 * Reads a file that an input names, of at most 4 MiB: a manifest can hold no more, and we read no larger config
 * (`read-config.ts`). Fails with INVALID_INPUT.
 */
export function readInputFile(input: string, path: string, symlinks: Symlinks, workspace: string): Buffer {
  const file = resolve(workspace, path);
  const fail = (what: string, facts?: ErrorFacts) =>
    new OciError('INVALID_INPUT', `The file ${JSON.stringify(file)} of the input ${input} ${what}`, facts);
  return readHeld(file, { folder: workspace, symlinks, limit: maxManifestBytes, fail });
}
