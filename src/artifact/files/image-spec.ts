import { describe, emptyJson } from '../../oci/descriptor.ts';
import { encodeManifest, parseManifest } from '../../oci/manifest.ts';
import { defaultArtifactType } from '../../oci/media-types.ts';
import { openBytes } from '../../store/verified.ts';
import { defaultConfigType, type PackedArtifact } from './pack.ts';

/**
 * Gives a packed artifact the form of OCI image-spec 1.0, byte for byte as `oras push --image-spec v1.0`: the type of
 * the empty config says what it is, and there is no `artifactType`. Undefined where it has a config of its own, and so
 * no other form.
 */
export function asImageSpec10(packed: PackedArtifact): PackedArtifact | undefined {
  const manifest = parseManifest(packed.bytes, packed.root.mediaType);
  if (manifest.kind !== 'manifest' || packed.config.mediaType !== emptyJson.mediaType) return undefined;
  const { artifactType = defaultArtifactType, subject, annotations } = manifest;
  // In this form, an artifact without files has no layer that stands for them.
  const layers = packed.layers.length === 0 ? [] : manifest.layers;
  const { digest, size, annotations: ofConfig } = packed.config;
  const mediaType = artifactType === defaultArtifactType ? defaultConfigType : artifactType;
  const config = { mediaType, digest, size, ...(ofConfig ? { annotations: ofConfig } : {}) };
  const { mediaType: type } = packed.root;
  const bytes = encodeManifest({ mediaType: type, config, layers, ...(subject ? { subject } : {}), annotations });
  const root = describe(type, bytes);
  packed.store.stage(config, openBytes(Buffer.from('{}')));
  packed.store.stage(root, openBytes(bytes));
  return { ...packed, root, bytes, config, artifactType: undefined };
}
