import { hasCode, messageOf, OciError, orAbsent, unreadable } from '../errors.ts';
import { formatBytes } from '../format-bytes.ts';
import { type Descriptor, emptyJson } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { referrersTag } from '../oci/digest-tags.ts';
import type { Content, Source } from '../store/store.ts';
import { readAll } from '../store/verified.ts';
import { isBundleType, predicateAnnotation } from './formats/bundle.ts';
import type { Evidence } from './formats/evidence.ts';
import { layerAnnotations, signatureArtifactType, simpleSigningType } from './formats/simple-signing.ts';
import { signaturePredicate } from './formats/statement.ts';

/** What may be a signature of a manifest: read, or with the reason why it cannot be. */
export interface Candidate {
  /** The digest of the manifest that holds it. */
  digest: Digest;
  evidence?: Evidence;
  problem?: string;
  /** Whether it is where other programs look for such a signature too. */
  isUsual?: boolean;
}

/** More are not looked at: each may cost two requests. */
export const maxCandidates = 100;

/** A real bundle is about 10 KiB. */
const maxEvidenceBytes = 1024 * 1024;

/** A layer that is a DSSE envelope, as cosign 2 keeps attestations. */
const envelopeType = 'application/vnd.dsse.envelope.v1+json';

/** The tag under which cosign keeps the signatures of a manifest. */
export function signatureTag(digest: Digest): string {
  return `${referrersTag(digest)}.sig`;
}

/**
 * Finds what may be signatures of a manifest, one after the other: bundles and signatures of cosign's mode `oci-1-1`
 * among its referrers, what stands under the tag `sha256-….sig`, and under `sha256-….att` where another predicate is
 * wanted than that of a signature. Nothing is verified, and malformed candidates come with their problem; only a
 * registry that fails is a failure.
 *
 * @param wanted the predicates that are asked for
 */
export async function* findCandidates(
  source: Source,
  subject: Descriptor,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): AsyncGenerator<Candidate> {
  let left = maxCandidates;
  for (const { digest } of await likelyReferrers(source, subject, wanted, signal)) {
    for await (const candidate of candidatesIn(
      () => source.manifest(digest, signal),
      { name: digest, isTag: false },
      source,
      signal,
    )) {
      if (left === 0) return;
      left -= 1;
      yield candidate;
    }
  }
  const isAttestation = [...wanted].some((predicate) => predicate !== signaturePredicate);
  const tags = [signatureTag(subject.digest), ...(isAttestation ? [`${referrersTag(subject.digest)}.att`] : [])];
  for (const tag of tags) {
    const read = () => source.manifest(tag, signal);
    for await (const candidate of candidatesIn(read, { name: subject.digest, isTag: true }, source, signal)) {
      if (left === 0) return;
      left -= 1;
      yield candidate;
    }
  }
}

/**
 * Lists the referrers that may be signatures, the likeliest first. Nothing in the list is signed, so it decides the order
 * and skips nothing.
 */
async function likelyReferrers(
  source: Source,
  subject: Descriptor,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Descriptor[]> {
  const ranked: Descriptor[][] = [[], [], [], []];
  for await (const referrer of source.referrers(subject, signal)) {
    const list = ranked[rankOf(referrer, wanted) ?? ranked.length];
    if (list && list.length < maxCandidates) list.push(referrer);
    if (ranked[0]?.length === maxCandidates) break;
  }
  return ranked.flat().slice(0, maxCandidates);
}

/** How likely a referrer is a signature that is asked for, 0 the likeliest; undefined for what is something else. */
function rankOf({ artifactType, annotations }: Descriptor, wanted: ReadonlySet<string>): number | undefined {
  if (isBundleType(artifactType) || artifactType === signatureArtifactType) {
    const predicate = annotations?.[predicateAnnotation];
    if (predicate === undefined) return 1;
    return wanted.has(predicate) ? 0 : 3;
  }
  // Old clients list the type of the config, and some registries none: only the layers tell then.
  return !artifactType || artifactType === emptyJson.mediaType ? 2 : undefined;
}

/** Reads what may be signatures in one manifest; one that is gone, or that holds something else, has none. */
async function* candidatesIn(
  read: () => Promise<Content>,
  { name, isTag }: { name: Digest; isTag: boolean },
  source: Source,
  signal: AbortSignal,
): AsyncGenerator<Candidate> {
  const content = await orProblem(orAbsent(read()));
  if (content === undefined) return;
  if (typeof content === 'string') return yield { digest: name, problem: content };
  const { digest } = content.descriptor;
  const parsed = await orProblem(Promise.try(() => content.parsed()));
  if (typeof parsed === 'string') return yield { digest, problem: parsed };
  const manifest = parsed?.kind === 'manifest' ? parsed : undefined;
  for (const layer of manifest?.layers ?? []) {
    const isBundle = isBundleType(layer.mediaType);
    if (!isBundle && layer.mediaType !== simpleSigningType && layer.mediaType !== envelopeType) continue;
    const bytes = await orProblem(fetchEvidence(source, layer, signal));
    if (!Buffer.isBuffer(bytes)) yield { digest, problem: bytes ?? 'its content is missing' };
    else if (isBundle) {
      const isUsual = !isTag && isBundleType(manifest?.artifactType) && manifest?.layers.length === 1;
      yield { digest, evidence: { format: 'bundle', bytes }, isUsual };
    } else
      yield { digest, evidence: legacyEvidence(bytes, layer), isUsual: isTag && layer.mediaType === simpleSigningType };
  }
}

async function fetchEvidence(source: Source, layer: Descriptor, signal: AbortSignal): Promise<Buffer> {
  const what = `a signature of ${formatBytes(layer.size)}`;
  if (layer.size > maxEvidenceBytes) {
    throw new OciError('TOO_LARGE', `${what} is larger than ${formatBytes(maxEvidenceBytes)}`);
  }
  return readAll(await source.fetch(layer, signal), what, maxEvidenceBytes);
}

/** An attestation is an envelope, which has its signature within: any that is given beside it is ignored. */
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
