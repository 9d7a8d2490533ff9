import { OciError } from '../../errors.ts';
import type { Manifest } from '../../oci/manifest.ts';
import { imageConfigTypes } from '../../oci/media-types.ts';
import { formatPlatform, isPlatform, type Platform } from '../../oci/platform.ts';
import { selectPlatforms } from '../../oci/select-platforms.ts';
import { contentOf } from '../../store/content.ts';
import type { Content, Source } from '../../store/store.ts';
import { readConfig, unlessUnreadable } from './read-config.ts';

/**
 * Reduces an index to some platforms (see `selectPlatforms`); an image that is not an index is taken when it is for one
 * of them, and an artifact that is for no platform is taken always. Fails with NOT_FOUND. No platforms: all.
 */
export async function choosePlatforms(
  source: Source,
  content: Content,
  platforms: readonly Platform[],
  name: string,
  signal: AbortSignal,
): Promise<Content> {
  if (platforms.length === 0) return content;
  const manifest = content.parsed();
  if (manifest.kind === 'index') {
    const selected = selectPlatforms(content.bytes, manifest, platforms, name);
    return 'single' in selected
      ? source.manifest(selected.single.digest, signal)
      : contentOf(selected.descriptor, selected.bytes);
  }
  await checkImage(source, manifest, platforms, name, signal);
  return content;
}

/** Fails with NOT_FOUND for an image whose config is for other platforms; what is for no platform is taken. */
export async function checkImage(
  source: Source,
  { config }: Manifest,
  platforms: readonly Platform[],
  name: string,
  signal: AbortSignal,
): Promise<void> {
  if (!imageConfigTypes.includes(config.mediaType)) return;
  const own = platformOf(await unlessUnreadable(() => readConfig(source, config, signal)));
  if (!own || platforms.some((platform) => isPlatform(own, platform))) return;
  const wanted = platforms.map(formatPlatform).join(', ');
  throw new OciError('NOT_FOUND', `${name} is an image for ${formatPlatform(own)}, not for ${wanted}`);
}

/** The platform in the config of an image; undefined when it says none. */
function platformOf({ os, architecture, variant }: Record<string, unknown> = {}): Platform | undefined {
  if (typeof os !== 'string' || typeof architecture !== 'string' || os === '' || architecture === '') return undefined;
  return { os, architecture, ...(typeof variant === 'string' && variant !== '' ? { variant } : {}) };
}
