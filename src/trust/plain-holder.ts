import { type Descriptor, describe, emptyJson } from '../oci/descriptor.ts';
import { parseJson } from '../oci/json.ts';
import type { Manifest } from '../oci/manifest.ts';
import { imageConfigType } from '../oci/media-types.ts';
import type { Content } from '../store/store.ts';
import { encodeSignatureConfig, signatureArtifactType } from './formats/simple-signing.ts';

/** What a manifest has that holds signatures, as cosign, actions/attest and we write it. */
const manifestKeys = ['schemaVersion', 'mediaType', 'artifactType', 'config', 'layers', 'subject', 'annotations'];
const descriptorKeys = ['mediaType', 'digest', 'size'];
const configTypes = [emptyJson.mediaType, imageConfigType, signatureArtifactType];

/**
 * Reports whether a manifest holds its layers and nothing else that a reader could take from it: a field that we do not
 * know, bytes beside those of a layer, a config that had to be read. Annotations may say anything: nobody signs them.
 */
export function isPlainHolder({ bytes }: Content, { config, layers }: Manifest): boolean {
  const raw = parseJson(bytes, 'The manifest') as Partial<Record<'config' | 'subject', object>> & { layers?: object[] };
  const hasOnly = (value: object | null | undefined, keys: readonly string[]) =>
    Object.keys(value ?? {}).every((key) => keys.includes(key));
  return (
    hasOnly(raw, manifestKeys) &&
    hasOnly(raw.subject, descriptorKeys) &&
    (raw.layers ?? []).every((layer) => hasOnly(layer, [...descriptorKeys, 'annotations'])) &&
    hasOnly(raw.config, [...descriptorKeys, 'data']) &&
    isKnownConfig(config, layers)
  );
}

/** Reports whether a config is known without reading it: empty, or as cosign makes it of the layers. */
function isKnownConfig(config: Descriptor | undefined, layers: readonly Descriptor[]): boolean {
  if (config === undefined) return true;
  const { mediaType, digest, size, data = emptyJson.data } = config;
  const known = [emptyJson, describe(imageConfigType, encodeSignatureConfig(layers))];
  return (
    configTypes.includes(mediaType) &&
    data === emptyJson.data &&
    known.some((each) => each.digest === digest && each.size === size)
  );
}
