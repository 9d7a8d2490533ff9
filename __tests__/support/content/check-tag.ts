import { hasCode } from '../../../src/errors.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import type { Registry } from '../../../src/registry/registry.ts';
import { buffer } from './buffer.ts';

/**
 * Lists what is wrong with the tag `v1` of a repository: it must point to this digest, and all these files must be
 * there; or, without a digest, it must not be there.
 */
export async function checkTag(
  direct: Registry,
  name: string,
  digest: string | undefined,
  files: Record<string, string | Uint8Array>,
): Promise<string[]> {
  const source = direct(name, 'pull');
  const found = await source.manifest('v1').catch((error: unknown) => {
    if (hasCode(error, 'NOT_FOUND')) return undefined;
    throw error;
  });
  if (digest === undefined) return found === undefined ? [] : ['the tag was written'];
  if (found?.descriptor.digest !== digest) return [`the tag points to ${found?.descriptor.digest}, not to ${digest}`];
  const manifest = parseManifest(found.bytes, found.descriptor.mediaType);
  if (manifest.kind !== 'manifest') return ['an index was written'];
  // Reading verifies the digests.
  for (const blob of [manifest.config, ...manifest.layers]) await buffer(await source.fetch(blob));
  const digests = manifest.layers.map((layer) => layer.digest as string).sort();
  const wanted = Object.values(files).map((content) => digestOf(Buffer.from(content)) as string);
  return digests.join() === wanted.sort().join() ? [] : [`the files are ${digests}, not ${wanted}`];
}
