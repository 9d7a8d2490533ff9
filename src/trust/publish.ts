import { malformed, OciError, orAbsent } from '../errors.ts';
import { type Descriptor, describe, emptyJson } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { encodeManifest } from '../oci/manifest.ts';
import { imageConfigType, imageManifest } from '../oci/media-types.ts';
import { settlingTime } from '../store/settling-time.ts';
import type { Store } from '../store/store.ts';
import { openBytes } from '../store/verified.ts';
import { realTime, type Time } from '../time.ts';
import { isEvidence, signatureTag } from './find.ts';
import { bundleType, predicateAnnotation } from './formats/bundle.ts';
import type { Evidence } from './formats/evidence.ts';
import { encodeSignatureConfig, layerAnnotations, simpleSigningType } from './formats/simple-signing.ts';

/** How often the tag is written and looked at again, before we give up. */
const maxRounds = 10;

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

/**
 * Adds a signature to those under the tag `sha256-….sig`, as cosign keeps them; gives the digest of what the tag points
 * to. No registry promises a conditional PUT, so another job may write over ours, or we over theirs: as with a list of
 * referrers, we wait for longer than a read and a write take, look, and put back what is gone.
 */
export async function addToTag(
  store: Store,
  subject: Digest,
  { payload, ...evidence }: Extract<Evidence, { format: 'legacy' }>,
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

function annotationsOf(evidence: Omit<Extract<Evidence, { format: 'legacy' }>, 'payload'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(layerAnnotations).flatMap(([name, annotation]) => {
      const value = evidence[name as keyof typeof layerAnnotations];
      return value === undefined ? [] : [[annotation, value]];
    }),
  );
}

/** Adds signatures whose payloads are in the store to those under a tag, as it is told above. */
export async function addLayers(
  store: Store,
  tag: string,
  own: readonly Descriptor[],
  signal: AbortSignal,
  time: Time = realTime,
): Promise<Digest> {
  let known = [...own];
  let last: Digest | undefined;
  for (let round = 0; ; round += 1) {
    const start = time.now();
    const current = await readTag(store, tag, signal);
    known = union(current?.layers ?? [], known);
    const isComplete = current !== undefined && current.layers.length === known.length;
    if (isComplete && (round === 0 || current.digest === last || round === maxRounds)) return current.digest;
    if (round === maxRounds) throw new OciError('REGISTRY', `The tag ${tag} does not keep what is written to it`);
    last = isComplete ? current.digest : await writeTag(store, tag, known, signal);
    await time.pause(settlingTime(time.now() - start), signal);
  }
}

async function readTag(
  store: Store,
  tag: string,
  signal: AbortSignal,
): Promise<{ digest: Digest; layers: Descriptor[] } | undefined> {
  const content = await orAbsent(store.manifest(tag, signal));
  if (!content) return undefined;
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
