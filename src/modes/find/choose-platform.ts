import { OciError } from '../../errors.ts';
import { type Manifest, maxIndexDepth } from '../../oci/manifest.ts';
import { formatPlatform, isPlatform, type Platform } from '../../oci/platform.ts';
import type { Content, Source } from '../../store/store.ts';

/** Goes down from an index to the manifest of a platform; without a platform, an index with one manifest will do. */
export async function choosePlatform(
  source: Source,
  top: Content,
  platform: Platform | undefined,
  repository: string,
  signal: AbortSignal,
): Promise<{ content: Content; manifest: Manifest }> {
  let content = top;
  for (let depth = 0; depth <= maxIndexDepth; depth += 1) {
    const manifest = content.parsed();
    if (manifest.kind === 'manifest') return { content, manifest };
    const offered = manifest.manifests.filter((entry) => entry.platform?.os !== 'unknown');
    const name = `${repository}@${content.descriptor.digest}`;
    const list = offered
      .slice(0, 20)
      .map((entry) => (entry.platform ? formatPlatform(entry.platform) : entry.digest))
      .join(', ');
    const matching = platform
      ? offered.filter((entry) => entry.platform && isPlatform(entry.platform, platform))
      : offered;
    const chosen = matching[0];
    if (platform !== undefined && chosen === undefined) {
      throw new OciError(
        'NOT_FOUND',
        `${name} has nothing for the platform ${formatPlatform(platform)}: it has ${list}`,
        { topic: 'missing-platform' },
      );
    }
    if (chosen === undefined) throw new OciError('ARTIFACT', `${name} is an index without manifests`);
    if (platform === undefined && matching.length > 1) {
      throw new OciError('INVALID_INPUT', `${name} is an index of ${list}: choose one with the input platform`);
    }
    content = await source.manifest(chosen.digest, signal);
  }
  throw new OciError('ARTIFACT', `${repository} has an index nested more than ${maxIndexDepth} deep`);
}
