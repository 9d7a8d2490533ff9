import { OciError } from '../../errors.ts';
import type { Manifest } from '../../oci/manifest.ts';
import { imageConfigTypes } from '../../oci/media-types.ts';
import { bestFor, describeTaken, formatPlatform, type OnTaken, type Platform } from '../../oci/platform.ts';
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
  onTaken: OnTaken = () => {},
): Promise<Content> {
  if (platforms.length === 0) return content;
  const manifest = content.parsed();
  if (manifest.kind === 'index') {
    const selected = selectPlatforms(content.bytes, manifest, platforms, name);
    for (const wanted of platforms) tellOther(bestFor(wanted, manifest.manifests), wanted, onTaken);
    return 'single' in selected
      ? source.manifest(selected.single.digest, signal)
      : contentOf(selected.descriptor, selected.bytes);
  }
  await checkImage(source, manifest, platforms, name, signal, onTaken);
  return content;
}

/** Says which platform was taken, where it is another than the wanted one. */
function tellOther([taken]: readonly { platform?: Platform | undefined }[], wanted: Platform, onTaken: OnTaken): void {
  const line = taken?.platform && describeTaken(taken.platform, wanted, true);
  if (line !== undefined) onTaken(line);
}

/** Fails with NOT_FOUND for an image whose config is for other platforms; what is for no platform is taken. */
export async function checkImage(
  source: Source,
  { config }: Manifest,
  platforms: readonly Platform[],
  name: string,
  signal: AbortSignal,
  onTaken: OnTaken,
): Promise<void> {
  if (!imageConfigTypes.includes(config.mediaType)) return;
  const own = platformOf(await unlessUnreadable(() => readConfig(source, config, signal)));
  if (!own) return;
  const served = platforms.filter((platform) => bestFor(platform, [{ platform: own }]).length > 0);
  const [first] = served;
  if (first) {
    // Of several that it serves, it may be the same as one.
    const isSame = served.some((platform) => describeTaken(own, platform, true) === undefined);
    if (!isSame) tellOther([{ platform: own }], first, onTaken);
    return;
  }
  const wanted = platforms.map(formatPlatform).join(', ');
  throw new OciError('NOT_FOUND', `${name} is an image for ${formatPlatform(own)}, not for ${wanted}`);
}

/** The platform in the config of an image; undefined when it says none. */
function platformOf({ os, architecture, variant }: Record<string, unknown> = {}): Platform | undefined {
  if (typeof os !== 'string' || typeof architecture !== 'string' || os === '' || architecture === '') return undefined;
  return { os, architecture, ...(typeof variant === 'string' && variant !== '' ? { variant } : {}) };
}
