import { OciError } from '../../errors.ts';
import { type Manifest, maxIndexDepth } from '../../oci/manifest.ts';
import { describeTaken, type OnTaken, type Platform } from '../../oci/platform.ts';
import { selectPlatform } from '../../oci/select-platforms.ts';
import type { Content, Source } from '../../store/store.ts';

/**
 * Goes down from an index to the manifest of a platform; without a platform, an index with one manifest will do. An
 * image that is not an index is taken when it is for that platform. Fails with NOT_FOUND.
 */
export async function choosePlatform(
  source: Source,
  top: Content,
  platform: Platform | undefined,
  repository: string,
  signal: AbortSignal,
  onTaken: OnTaken = () => {},
): Promise<{ content: Content; manifest: Manifest }> {
  let content = top;
  for (let depth = 0; depth <= maxIndexDepth; depth += 1) {
    const manifest = content.parsed();
    const name = `${repository}@${content.descriptor.digest}`;
    if (manifest.kind === 'manifest') {
      // What an index lists is for the platform that stands there.
      if (platform && depth === 0) {
        const { checkImage } = await import('./choose-platforms.ts');
        await checkImage(source, manifest, [platform], name, signal, onTaken);
      }
      return { content, manifest };
    }
    const chosen = selectPlatform(manifest, platform, name);
    const taken = platform && chosen.platform && describeTaken(chosen.platform, platform);
    if (taken !== undefined) onTaken(taken);
    content = await source.manifest(chosen.digest, signal);
  }
  throw new OciError('ARTIFACT', `${repository} has an index nested more than ${maxIndexDepth} deep`);
}
