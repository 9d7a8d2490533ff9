import { malformed, orAbsent } from '../errors.ts';
import { type Descriptor, describe, emptyJson } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { encodeManifest } from '../oci/manifest.ts';
import { imageConfigType, imageManifest } from '../oci/media-types.ts';
import { settleList } from '../store/settling-list.ts';
import type { Store } from '../store/store.ts';
import { openBytes } from '../store/verified.ts';
import { realTime, type Time } from '../time.ts';
import { isEvidence, signatureTag } from './find.ts';
import { bundleType, predicateAnnotation } from './formats/bundle.ts';
import type { LegacyEvidence } from './formats/evidence.ts';
import { encodeSignatureConfig, layerAnnotations, simpleSigningType } from './formats/simple-signing.ts';

/** Publishes a bundle as a manifest that refers to its subject; gives the digest of that manifest. */
export async function pushBundle(
  store: Store,
  subject: Descriptor,
  { bytes, predicateType }: { bytes: Buffer; predicateType: string },
  signal: AbortSignal,
): Promise<Digest> {
  const layer = describe(bundleType, bytes);
  const manifest = encodeManifest({
    mediaType: imageManifest,
    artifactType: bundleType,
    config: emptyJson,
    layers: [layer],
    subject,
    annotations: {
      'dev.sigstore.bundle.content': 'dsse-envelope',
      [predicateAnnotation]: predicateType,
    },
  });
  const root = describe(imageManifest, manifest);
  await pushBlob(store, emptyJson, Buffer.from('{}'), signal);
  await pushBlob(store, layer, bytes, signal);
  await store.push(root, openBytes(manifest), { signal });
  return root.digest;
}

/** Adds a signature to those under the tag `sha256-….sig`; gives the digest of what the tag points to then. */
export async function addToTag(
  store: Store,
  subject: Digest,
  { payload, ...evidence }: LegacyEvidence,
  signal: AbortSignal,
  time: Time = realTime,
): Promise<Digest> {
  const tag = signatureTag(subject);
  const own: Descriptor = {
    ...describe(simpleSigningType, payload),
    annotations: annotationsOf(evidence),
  };
  await pushBlob(store, own, payload, signal);
  return addLayers(store, tag, [own], signal, time);
}

function annotationsOf(evidence: Omit<LegacyEvidence, 'payload'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(layerAnnotations).flatMap(([name, annotation]) => {
      const value = evidence[name as keyof typeof layerAnnotations];
      return value === undefined ? [] : [[annotation, value]];
    }),
  );
}

/** Adds signatures whose payloads are in the store to those under a tag; gives the digest of what it points to then. */
export async function addLayers(
  store: Store,
  tag: string,
  own: readonly Descriptor[],
  signal: AbortSignal,
  time: Time = realTime,
): Promise<Digest> {
  let known = [...own];
  const settled = await settleList(
    {
      what: `The tag ${tag}`,
      read: () => readTag(store, tag, signal),
      change({ digest, layers }) {
        known = union(layers, known);
        const isComplete = digest !== undefined && layers.length === known.length;
        return isComplete ? undefined : () => writeTag(store, tag, known, signal);
      },
    },
    signal,
    time,
  );
  // Without one it would not be complete.
  return settled.digest as Digest;
}

async function readTag(
  store: Store,
  tag: string,
  signal: AbortSignal,
): Promise<{ digest?: Digest; layers: readonly Descriptor[] }> {
  const content = await orAbsent(store.manifest(tag, signal));
  if (!content) return { layers: [] };
  const manifest = content.parsed();
  const layers = manifest.kind === 'manifest' ? manifest.layers : undefined;
  if (!layers || (layers.length > 0 && !layers.some(isEvidence))) {
    const what = layers ? 'another artifact' : 'an index';
    throw malformed(`The tag ${tag}`, `holds ${what} instead of signatures of cosign: it was not overwritten`);
  }
  return { digest: content.descriptor.digest, layers };
}

/**
 * Puts layers behind others that do not have them: one layer may be listed several times, with different signatures, and
 * somebody may have listed ours with another size or type.
 */
function union(layers: readonly Descriptor[], more: readonly Descriptor[]): Descriptor[] {
  const name = ({ annotations = {}, ...rest }: Descriptor) =>
    JSON.stringify([Object.entries(rest).sort(), Object.entries(annotations).sort()]);
  const names = new Set(layers.map(name));
  return [...layers, ...more.filter((layer) => !names.has(name(layer)))];
}

/** Writes the tag as cosign does: an image whose layers are the payloads. */
async function writeTag(
  store: Store,
  tag: string,
  layers: readonly Descriptor[],
  signal: AbortSignal,
): Promise<Digest> {
  const body = encodeSignatureConfig(layers);
  const config = describe(imageConfigType, body);
  await pushBlob(store, config, body, signal);
  const manifest = encodeManifest({ mediaType: imageManifest, config, layers });
  const root = describe(imageManifest, manifest);
  await store.push(root, openBytes(manifest), { tags: [tag], signal });
  return root.digest;
}

async function pushBlob(store: Store, descriptor: Descriptor, bytes: Buffer, signal: AbortSignal): Promise<void> {
  if (!(await store.has(descriptor, signal))) await store.push(descriptor, openBytes(bytes), { signal });
}
