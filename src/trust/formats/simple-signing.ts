import { OciError } from '../../errors.ts';
import { type Descriptor, isRecord } from '../../oci/descriptor.ts';
import { type Digest, isDigest } from '../../oci/digest.ts';
import { parseJson } from '../../oci/json.ts';

/** The type of a layer that holds what cosign signed, before it knew bundles (cosign, specs/SIGNATURE_SPEC.md). */
export const simpleSigningType = 'application/vnd.dev.cosign.simplesigning.v1+json';

/** The artifact type of a manifest of such layers that has a subject: cosign's mode `oci-1-1`. */
export const signatureArtifactType = 'application/vnd.dev.cosign.artifact.sig.v1+json';

/** The annotations of such a layer. */
export const layerAnnotations = {
  signature: 'dev.cosignproject.cosign/signature',
  certificate: 'dev.sigstore.cosign/certificate',
  chain: 'dev.sigstore.cosign/chain',
  log: 'dev.sigstore.cosign/bundle',
  timestamp: 'dev.sigstore.cosign/rfc3161timestamp',
} as const;

const payloadType = 'cosign container image signature';

/**
 * Writes what is signed, byte for byte as cosign does: so it finds our signature, and adds no second layer.
 *
 * @param repository `host/repository`; verifiers do not look at it, since copies have the same signatures
 */
export function encodePayload(repository: string, digest: Digest): Buffer {
  return Buffer.from(
    JSON.stringify({
      critical: {
        identity: { 'docker-reference': repository },
        image: { 'docker-manifest-digest': digest },
        type: payloadType,
      },
      optional: null,
    }),
  );
}

/** Reads which manifest a payload is about; fails with ARTIFACT. */
export function parsePayload(payload: Buffer): Digest {
  const body = parseJson(payload, 'the payload');
  const critical = isRecord(body) ? body['critical'] : undefined;
  const { image, type } = isRecord(critical) ? critical : {};
  const digest = isRecord(image) ? image['docker-manifest-digest'] : undefined;
  if (type !== payloadType || !isDigest(digest)) throw new OciError('ARTIFACT', 'the payload is not what cosign signs');
  return digest;
}

/** Writes the config of an image whose layers are payloads, as cosign does: it says nothing that they do not. */
export function encodeSignatureConfig(layers: readonly Descriptor[]): Buffer {
  const created = '0001-01-01T00:00:00Z';
  return Buffer.from(
    JSON.stringify({
      architecture: '',
      created,
      history: layers.map(() => ({ created })),
      os: '',
      rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
      config: {},
    }),
  );
}
