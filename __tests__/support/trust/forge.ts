import { type KeyObject, sign } from 'node:crypto';
import { type Descriptor, describe, emptyJson } from '../../../src/oci/descriptor.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';
import type { Store } from '../../../src/store/store.ts';
import { openBytes } from '../../../src/store/verified.ts';

/** Signatures as others may have made them: written here once more, and not with our own code. */

const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const statementType = 'application/vnd.in-toto+json';
const payloadLayer = 'application/vnd.dev.cosign.simplesigning.v1+json';

/** What may be other than it should be in a bundle. */
export interface BundleForgery {
  subject?: object[];
  predicateType?: string;
  version?: unknown;
  /** Of the envelope; what is signed has the right one, unless `signedType` says so too. */
  payloadType?: string;
  signedType?: string;
  payload?: string;
  material?: object;
  mediaType?: string;
  signatures?: (signature: string) => unknown;
  /** The whole text, made of that which is right. */
  text?: (right: string) => string;
}

/** Writes a bundle about a digest. */
export function forgeBundle(key: KeyObject, digest: string, forgery: BundleForgery = {}): Buffer {
  const statement = JSON.stringify({
    _type: 'version' in forgery ? forgery.version : 'https://in-toto.io/Statement/v1',
    subject: forgery.subject ?? [{ digest: { sha256: digest.slice(7) } }],
    predicateType: forgery.predicateType ?? 'https://sigstore.dev/cosign/sign/v1',
    predicate: {},
  });
  const signedType = forgery.signedType ?? statementType;
  const pae = `DSSEv1 ${signedType.length} ${signedType} ${statement.length} ${statement}`;
  const sig = sign('sha256', Buffer.from(pae), key).toString('base64');
  const right = JSON.stringify({
    mediaType: forgery.mediaType ?? bundleType,
    verificationMaterial: forgery.material ?? { publicKey: { hint: 'anything' } },
    dsseEnvelope: {
      payload: forgery.payload ?? Buffer.from(statement).toString('base64'),
      payloadType: forgery.payloadType ?? statementType,
      signatures: forgery.signatures?.(sig) ?? [{ sig }],
    },
  });
  return Buffer.from(forgery.text?.(right) ?? right);
}

/**
 * Puts a manifest that refers to a subject, with a layer that is listed `copies` times; `predicateType` is what its
 * annotation says.
 */
export async function putReferrer(
  store: Store,
  subject: Descriptor,
  bytes: Buffer,
  {
    artifactType = bundleType,
    layerType = bundleType,
    annotations = {},
    configType = emptyJson.mediaType,
    predicateType = '',
    copies = 1,
  } = {},
): Promise<void> {
  const layer = { ...describe(layerType, bytes), annotations };
  const config = { ...emptyJson, mediaType: configType };
  const { mediaType, digest, size } = subject;
  const manifest = encodeManifest({
    mediaType: imageManifest,
    ...(artifactType === '' ? {} : { artifactType }),
    config,
    layers: Array(copies).fill(layer),
    subject: { mediaType, digest, size },
    ...(predicateType === '' ? {} : { annotations: { 'dev.sigstore.bundle.predicateType': predicateType } }),
  });
  await store.push(config, openBytes(Buffer.from('{}')));
  await store.push(layer, openBytes(bytes));
  await store.push(describe(imageManifest, manifest), openBytes(manifest));
}

/** Writes what cosign signed before it knew bundles. */
export function forgePayload(digest: string, changes: object = {}): Buffer {
  const critical = {
    identity: { 'docker-reference': 'registry.test/app' },
    image: { 'docker-manifest-digest': digest },
    type: 'cosign container image signature',
    ...changes,
  };
  return Buffer.from(JSON.stringify({ critical, optional: null }));
}

/** A layer as cosign keeps it. */
export interface LegacyLayer {
  payload: Buffer;
  signature: string;
  /** Beside that of the signature. */
  annotations?: Record<string, string>;
  mediaType?: string;
}

/** Signs a payload in that format. */
export function signPayload(key: KeyObject, payload: Buffer): LegacyLayer {
  return { payload, signature: sign('sha256', payload, key).toString('base64') };
}

/** Puts such layers under the tag of a subject: `sig`, or `att`, where they are envelopes. */
export async function putSignatureTag(
  store: Store,
  subject: Descriptor,
  layers: readonly LegacyLayer[],
  kind: 'sig' | 'att' = 'sig',
  artifactType = '',
): Promise<void> {
  const type = kind === 'sig' ? payloadLayer : 'application/vnd.dsse.envelope.v1+json';
  const described = layers.map(({ payload, signature, annotations, mediaType = type }) => ({
    ...describe(mediaType, payload),
    annotations: { 'dev.cosignproject.cosign/signature': signature, ...annotations },
  }));
  for (const { payload } of layers) await store.push(describe(type, payload), openBytes(payload));
  await store.push(emptyJson, openBytes(Buffer.from('{}')));
  const manifest = encodeManifest({
    mediaType: imageManifest,
    ...(artifactType === '' ? {} : { artifactType }),
    config: emptyJson,
    layers: described,
  });
  const tags = [`${subject.digest.replace(':', '-')}.${kind}`];
  await store.push(describe(imageManifest, manifest), openBytes(manifest), { tags });
}
