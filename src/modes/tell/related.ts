import type { Digest } from '../../oci/digest.ts';
import type { Index, Manifest } from '../../oci/manifest.ts';
import { formatPlatform } from '../../oci/platform.ts';
import type { Attached } from '../../store/attached.ts';
import type { RelatedManifest } from '../contract/result.ts';
import { kindOf } from './kind-of.ts';

/** Lists what hangs together with a manifest: the manifests that it lists, and those that refer to it or to them. */
export function relatedTo(
  of: Digest,
  manifest: Manifest | Index,
  attached: readonly Attached[] = [],
): RelatedManifest[] {
  const parts = manifest.kind === 'index' ? manifest.manifests : [];
  return [
    ...parts.map(({ digest, platform, mediaType, artifactType }) => ({
      digest,
      type: platform ? formatPlatform(platform) : (artifactType ?? mediaType),
      relation: 'part' as const,
      of,
    })),
    ...attached.map(({ descriptor, subject, tag }) => ({
      digest: descriptor.digest,
      type: kindOf({
        mediaType: descriptor.mediaType,
        artifactType: descriptor.artifactType ?? '',
        ...(tag === undefined ? {} : { tag }),
      }),
      relation: 'attached' as const,
      of: subject.digest,
    })),
  ];
}
