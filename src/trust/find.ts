import { hasCode, messageOf, OciError, orAbsent, unreadable } from '../errors.ts';
import { formatBytes } from '../format-bytes.ts';
import { type Descriptor, emptyJson } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { referrersTag } from '../oci/digest-tags.ts';
import type { Content, Source } from '../store/store.ts';
import { readAll } from '../store/verified.ts';
import { isBundleType } from './formats/bundle.ts';
import type { Evidence } from './formats/evidence.ts';
import { layerAnnotations, signatureArtifactType, simpleSigningType } from './formats/simple-signing.ts';

/** What may be a signature of a manifest: read, or with the reason why it cannot be. */
export interface Candidate {
  /** The digest of the manifest that holds it. */
  digest: Digest;
  evidence?: Evidence;
  problem?: string;
}

/** More are not looked at: each may cost two requests. */
const maxCandidates = 100;

/** A real bundle has some 10 KiB. */
const maxEvidenceBytes = 1024 * 1024;

/** A layer that is a DSSE envelope, as cosign 2 keeps attestations. */
const envelopeType = 'application/vnd.dsse.envelope.v1+json';

/** The tag under which cosign keeps the signatures of a manifest. */
export function signatureTag(digest: Digest): string {
  return `${referrersTag(digest)}.sig`;
}

/**
 * Finds what may be signatures of a manifest, one after the other: bundles and signatures of cosign's mode `oci-1-1`
 * among its referrers, what stands under the tag `sha256-….sig`, and with `attestations` under `sha256-….att`. Nothing is verified, and what is malformed is told
 * as such; only a registry that fails is a failure.
 */
export async function* findCandidates(
  source: Source,
  subject: Descriptor,
  { attestations }: { attestations: boolean },
  signal: AbortSignal,
): AsyncGenerator<Candidate> {
  let left = maxCandidates;
  for (const { digest } of await likelyReferrers(source, subject, signal)) {
    for await (const candidate of candidatesIn(() => source.manifest(digest, signal), digest, source, signal)) {
      if (left === 0) return;
      left -= 1;
      yield candidate;
    }
  }
  const tags = [signatureTag(subject.digest), ...(attestations ? [`${referrersTag(subject.digest)}.att`] : [])];
  for (const tag of tags) {
    const read = () => source.manifest(tag, signal);
    for await (const candidate of candidatesIn(read, subject.digest, source, signal)) {
      if (left === 0) return;
      left -= 1;
      yield candidate;
    }
  }
}

/**
 * Lists the referrers that may be signatures, those first that say so. Old clients list the type of the config in place
 * of that of the artifact, and some registries none: only the layers tell then.
 */
async function likelyReferrers(source: Source, subject: Descriptor, signal: AbortSignal): Promise<Descriptor[]> {
  const [named, unnamed]: [Descriptor[], Descriptor[]] = [[], []];
  for await (const referrer of source.referrers(subject, signal)) {
    const { artifactType } = referrer;
    const isNamed = isBundleType(artifactType) || artifactType === signatureArtifactType;
    if (!isNamed && artifactType && artifactType !== emptyJson.mediaType) continue;
    const list = isNamed ? named : unnamed;
    if (list.length < maxCandidates) list.push(referrer);
    else if (isNamed) break;
  }
  return [...named, ...unnamed].slice(0, maxCandidates);
}

/** Reads what may be signatures in one manifest; one that is gone, or that holds something else, has none. */
async function* candidatesIn(
  read: () => Promise<Content>,
  name: Digest,
  source: Source,
  signal: AbortSignal,
): AsyncGenerator<Candidate> {
  const content = await orProblem(orAbsent(read()));
  if (content === undefined) return;
  if (typeof content === 'string') return yield { digest: name, problem: content };
  const { digest } = content.descriptor;
  const manifest = await orProblem(Promise.try(() => content.parsed()));
  if (typeof manifest === 'string') return yield { digest, problem: manifest };
  for (const layer of manifest?.kind === 'manifest' ? manifest.layers : []) {
    const isBundle = isBundleType(layer.mediaType);
    if (!isBundle && layer.mediaType !== simpleSigningType && layer.mediaType !== envelopeType) continue;
    const bytes = await orProblem(fetchEvidence(source, layer, signal));
    if (!Buffer.isBuffer(bytes)) yield { digest, problem: bytes ?? 'its content is missing' };
    else if (isBundle) yield { digest, evidence: { format: 'bundle', bytes } };
    else yield { digest, evidence: legacyEvidence(bytes, layer) };
  }
}

async function fetchEvidence(source: Source, layer: Descriptor, signal: AbortSignal): Promise<Buffer> {
  const what = `a signature of ${formatBytes(layer.size)}`;
  if (layer.size > maxEvidenceBytes) {
    throw new OciError('TOO_LARGE', `${what} is larger than ${formatBytes(maxEvidenceBytes)}`);
  }
  return readAll(await source.fetch(layer, signal), what, maxEvidenceBytes);
}

/** An attestation is an envelope, which has its signature within: beside it there is none, whatever is said there. */
function legacyEvidence(payload: Buffer, { mediaType, annotations = {} }: Descriptor): Evidence {
  const said = Object.entries(layerAnnotations).flatMap(([name, annotation]) => {
    const value = annotations[annotation];
    return value === undefined ? [] : [[name, value]];
  });
  const evidence = { format: 'legacy' as const, payload, signature: '', ...Object.fromEntries(said) };
  return mediaType === envelopeType ? { ...evidence, signature: '' } : evidence;
}

/** Waits for content from outside; gives the reason when it is missing or malformed. */
async function orProblem<T>(asked: Promise<T>): Promise<T | string> {
  try {
    return await asked;
  } catch (error) {
    if (hasCode(error, 'NOT_FOUND', ...unreadable)) return messageOf(error);
    throw error;
  }
}
