import { isDeepStrictEqual } from 'node:util';
import { isOfContent, messageOf, OciError, orAbsent, RegistryError } from '../errors.ts';
import { formatBytes } from '../format-bytes.ts';
import { bare, type Descriptor, emptyJson } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { referrersTag } from '../oci/digest-tags.ts';
import type { Manifest } from '../oci/manifest.ts';
import type { Content, Source } from '../store/store.ts';
import { readAll } from '../store/verified.ts';
import { limited } from '../store/wrapped/limited.ts';
import { isBundle, isBundleType, predicateAnnotation } from './formats/bundle.ts';
import type { Evidence } from './formats/evidence.ts';
import { layerAnnotations, signatureArtifactType, simpleSigningType } from './formats/simple-signing.ts';
import { signaturePredicate } from './formats/statement.ts';
import { isPlainHolder } from './plain-holder.ts';

/** Where signatures are kept: in the list of referrers, or under tags made of the digest. */
export type Place = 'list' | 'tag';

/** What may be a signature of a manifest: read, or with the reason why it cannot be. */
export interface Candidate {
  /** The digest of the manifest that holds it. */
  digest: Digest;
  place: Place;
  evidence?: Evidence;
  problem?: string;
  /** Whether it is where other programs look for such a signature too. */
  isUsual?: boolean;
}

/** A place that could not be read to its end; the others are searched all the same. */
export interface Unread {
  unread: string;
}

/** More are not judged. What turns out to be no signature at all is not one of them. */
export const maxCandidates = 100;

/** So many are left for the tags, whatever is on the list. */
const keptForTags = 20;

/** Requests for manifests and for signatures in each place: what is no signature at all costs two as well. */
const maxRequests = 400;

/** A real bundle is about 10 KiB. */
const maxEvidenceBytes = 1024 * 1024;

/** A layer that is a DSSE envelope, as cosign 2 keeps attestations. */
const envelopeType = 'application/vnd.dsse.envelope.v1+json';

/** What the manifest that holds a bundle says, as cosign, actions/attest and we write it. */
const holderAnnotations = ['dev.sigstore.bundle.content', predicateAnnotation, 'org.opencontainers.image.created'];

/** The tag under which cosign keeps the signatures of a manifest. */
export function signatureTag(digest: Digest): string {
  return `${referrersTag(digest)}.sig`;
}

interface SearchBudget {
  candidates: number;
  requests: number;
}

/**
 * Finds what may be signatures of a manifest, one after the other: bundles and signatures of cosign's mode `oci-1-1`
 * among its referrers, what stands under the tag `sha256-….sig`, and under `sha256-….att` where another predicate is
 * wanted than that of a signature. Nothing is verified. Malformed candidates come with their problem, and a place that
 * cannot be read is told and passed over: anybody who may push can cause both. Only a registry that fails is a failure.
 */
export async function* findCandidates(
  source: Source,
  subject: Descriptor,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): AsyncGenerator<Candidate | Unread> {
  // Each place has a limit of its own: a list that takes all that may be read must not hide the tags.
  const { referrers, problem } = await likelyReferrers(limited(source), subject, wanted, signal);
  if (problem !== undefined) yield { unread: `its list of referrers cannot be read (${problem})` };
  const budget: SearchBudget = { candidates: maxCandidates - keptForTags, requests: maxRequests };
  const listed = limited(source);
  for (const { digest } of referrers) {
    const name = { digest, place: 'list', subject } as const;
    yield* candidatesIn(() => listed.manifest(digest, signal), name, listed, budget, signal);
  }
  if (isFull(budget)) yield { unread: 'only the first of its referrers are examined' };
  budget.candidates += keptForTags;
  budget.requests = maxRequests;
  const isAttestation = [...wanted].some((predicate) => predicate !== signaturePredicate);
  const tags = [signatureTag(subject.digest), ...(isAttestation ? [`${referrersTag(subject.digest)}.att`] : [])];
  const tagged = limited(source);
  for (const tag of tags) {
    const name = { digest: subject.digest, place: 'tag', subject } as const;
    yield* candidatesIn(() => tagged.manifest(tag, signal), name, tagged, budget, signal);
    if (isFull(budget)) yield { unread: `only the first signatures under the tag ${tag} are examined` };
  }
}

function isFull({ candidates, requests }: SearchBudget): boolean {
  return candidates <= 0 || requests <= 0;
}

/**
 * Lists the referrers that may be signatures, the likeliest first, and why the list ends early. Nothing in the list is
 * signed, so it decides the order and skips nothing.
 */
async function likelyReferrers(
  source: Source,
  subject: Descriptor,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<{ referrers: Descriptor[]; problem?: string }> {
  const ranked: Descriptor[][] = [[], [], [], []];
  const best = () => ranked.flat().slice(0, maxRequests);
  try {
    for await (const referrer of source.referrers(subject, signal)) {
      const list = ranked[rankOf(referrer, wanted) ?? ranked.length];
      if (list && list.length < maxRequests) list.push(referrer);
      if (ranked[0]?.length === maxRequests) break;
    }
  } catch (error) {
    const isRefused = error instanceof RegistryError && error.code === 'DENIED';
    if (!isOfContent(error) && !isRefused) throw error;
    return { referrers: best(), problem: messageOf(error) };
  }
  return { referrers: best() };
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
  { subject, ...name }: Pick<Candidate, 'digest' | 'place'> & { subject: Descriptor },
  source: Source,
  budget: SearchBudget,
  signal: AbortSignal,
): AsyncGenerator<Candidate> {
  if (isFull(budget)) return;
  budget.requests -= 1;
  const content = await orProblem(orAbsent(read()));
  if (content === undefined) return;
  if (typeof content === 'string') return yield { ...name, problem: content };
  const { digest } = content.descriptor;
  const parsed = await orProblem((async () => content.parsed())());
  if (typeof parsed === 'string') return yield { ...name, digest, problem: parsed };
  const manifest = parsed?.kind === 'manifest' ? parsed : undefined;
  for (const layer of manifest?.layers ?? []) {
    if (!isEvidence(layer)) continue;
    if (isFull(budget)) return;
    budget.requests -= 1;
    const evidence = await readLayer(source, layer, signal);
    if (typeof evidence === 'string') {
      yield { ...name, digest, problem: evidence };
      continue;
    }
    if (evidence.format === 'legacy' || isBundle(evidence.bytes)) budget.candidates -= 1;
    const isUsual =
      evidence.format === 'bundle'
        ? name.place === 'list' && manifest !== undefined && isUsualHolder(content, manifest, subject)
        : name.place === 'tag' && layer.mediaType === simpleSigningType && layer.data === undefined;
    yield { ...name, digest, evidence, isUsual };
  }
}

/** Reports whether a bundle is held as cosign and we hold it: the digest of this manifest is told as that of the signature. */
function isUsualHolder(content: Content, manifest: Manifest, subject: Descriptor): boolean {
  const { artifactType, layers, annotations } = manifest;
  return (
    isBundleType(artifactType) &&
    layers.length === 1 &&
    isDeepStrictEqual(manifest.subject, bare(subject)) &&
    Object.keys(annotations).every((key) => holderAnnotations.includes(key)) &&
    isPlainHolder(content, manifest)
  );
}

export function isEvidence({ mediaType }: Descriptor): boolean {
  return isBundleType(mediaType) || mediaType === simpleSigningType || mediaType === envelopeType;
}

/** Reads such a layer; gives the reason when it is missing or malformed. */
export async function readLayer(source: Source, layer: Descriptor, signal: AbortSignal): Promise<Evidence | string> {
  const bytes = await orProblem(fetchEvidence(source, layer, signal));
  if (!Buffer.isBuffer(bytes)) return bytes;
  return isBundleType(layer.mediaType) ? { format: 'bundle', bytes } : legacyEvidence(bytes, layer);
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
  const fields = Object.entries(layerAnnotations).flatMap(([name, annotation]) => {
    const value = annotations[annotation];
    return value === undefined ? [] : [[name, value]];
  });
  const evidence = { format: 'legacy' as const, payload, signature: '', ...Object.fromEntries(fields) };
  return mediaType === envelopeType ? { ...evidence, signature: '' } : evidence;
}

/** Waits for content from outside; gives the reason when it is missing or malformed. */
export async function orProblem<T>(asked: Promise<T>): Promise<T | string> {
  try {
    return await asked;
  } catch (error) {
    if (isOfContent(error)) return messageOf(error);
    throw error;
  }
}
