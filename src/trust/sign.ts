import { concurrently } from '../concurrently.ts';
import { hasCode, OciError, unreadable } from '../errors.ts';
import { createGiveWay } from '../give-way.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import type { Store } from '../store/store.ts';
import { findCandidates } from './find.ts';
import { parseBundle } from './formats/bundle.ts';
import type { Evidence } from './formats/evidence.ts';
import { encodePayload } from './formats/simple-signing.ts';
import { encodeStatement, type Predicate, signaturePredicate } from './formats/statement.ts';
import { addToTag, pushBundle } from './publish.ts';
import type { Signed, Signer } from './signer.ts';

/** One thing to be said of a manifest: that it is signed, in one of two formats, or an attestation. */
export interface Claim extends Predicate {
  format: Evidence['format'];
  /** As the log calls it: `bundle`, `provenance`. */
  label: string;
  /** Whether one of the same type by the same signer will do, whatever it says: a provenance is of one run. */
  isAny?: boolean;
}

export function signatureIn(asked: Evidence['format'] | 'both'): Claim[] {
  const formats = asked === 'both' ? (['bundle', 'legacy'] as const) : [asked];
  const signed = { predicateType: signaturePredicate, predicate: {} };
  return formats.map((format) => ({ ...signed, format, label: format, isAny: true }));
}

/** A claim that is there, made by us. */
interface Signature {
  digest: Digest;
  format: Evidence['format'];
  predicateType: string;
  logIndex?: string;
}

/** What is known of what one signer said of a manifest. */
export interface FoundClaims {
  signatures: Signature[];
  /** What is missing; once it is signed, what was added. */
  added: Claim[];
  attestations: Buffer[];
  /** Why the signature is missing in one of its formats, though the other is there. */
  unwritten: string[];
}

const none = { attestations: [], unwritten: [] };

/** Looks which claims are there, where others look for them too. */
export async function lookFor(
  signer: Signer,
  claims: readonly Claim[],
  store: Store,
  subject: Descriptor,
  signal: AbortSignal,
): Promise<FoundClaims> {
  const found = new Map<Claim, Signature>();
  const wanted = new Set(claims.map(({ predicateType }) => predicateType));
  const giveWay = createGiveWay(signal);
  for await (const candidate of findCandidates(store, subject, wanted, signal)) {
    await giveWay();
    if ('unread' in candidate || !candidate.evidence || !candidate.isUsual) continue;
    const { digest, evidence } = candidate;
    for (const claim of claims.filter((each) => !found.has(each) && each.format === evidence.format)) {
      const { predicateType } = claim;
      if (!(await signer.isOwn(evidence, subject.digest, predicateType, false))) continue;
      if (!claim.isAny && !isSame(evidence, statementOf(claim, store, subject.digest))) continue;
      found.set(claim, { digest, format: claim.format, predicateType });
      break;
    }
    if (found.size === claims.length) break;
  }
  return { signatures: [...found.values()], added: claims.filter((claim) => !found.has(claim)), ...none };
}

/** Says of a manifest that is in the store what this signer has not said yet; all of it at once. */
export async function signManifest(
  signer: Signer,
  claims: readonly Claim[],
  store: Store,
  subject: Descriptor,
  signal: AbortSignal,
): Promise<FoundClaims> {
  const { signatures: found, added } = await lookFor(signer, claims, store, subject, signal);
  // What a log has, it has for ever.
  signal.throwIfAborted();
  const made = await Promise.all(added.map((claim) => signClaim(signer, claim, store, subject.digest)));
  const signatures = [...found];
  const failed = new Map<Claim, OciError>();
  await concurrently(made, made.length, signal, async (one, within) => {
    const outcome = await publishClaim(one, store, bare(subject), within);
    if (outcome instanceof OciError) failed.set(one.claim, outcome);
    else signatures.push(outcome);
  });
  for (const [{ predicateType }, error] of failed) {
    if (!signatures.some((each) => each.predicateType === predicateType)) throw error;
  }
  // As they were asked for, in whichever order they were written.
  const order = ({ predicateType, format }: Signature) =>
    claims.findIndex((claim) => claim.predicateType === predicateType && claim.format === format);
  return {
    signatures: signatures.toSorted((a, b) => order(a) - order(b)),
    added: added.filter((claim) => !failed.has(claim)),
    attestations: made.flatMap(({ claim, evidence }) =>
      evidence.format === 'bundle' && claim.predicateType !== signaturePredicate ? [evidence.bytes] : [],
    ),
    unwritten: [...failed.values()].map(({ message }) => message),
  };
}

/** A claim with its evidence, not published yet. */
type Made = Signed & { claim: Claim };

async function signClaim(signer: Signer, claim: Claim, store: Store, subject: Digest): Promise<Made> {
  const signed =
    claim.format === 'legacy'
      ? await signer.signPayload(encodePayload(repositoryName(store.location), subject))
      : await signer.sign(statementOf(claim, store, subject));
  // What nobody can verify must not be published.
  if (await signer.isOwn(signed.evidence, subject, claim.predicateType, true)) return { claim, ...signed };
  throw new OciError('SIGNING', 'A signature that was just made does not verify: nothing of it was published');
}

/** Gives the error where something else stands in the place of a claim, which is not destroyed. */
async function publishClaim(
  { claim: { predicateType }, evidence, logIndex }: Made,
  store: Store,
  subject: Descriptor,
  signal: AbortSignal,
): Promise<Signature | OciError> {
  try {
    const digest =
      evidence.format === 'bundle'
        ? await pushBundle(store, subject, { bytes: evidence.bytes, predicateType }, signal)
        : await addToTag(store, subject.digest, evidence, signal);
    return { digest, format: evidence.format, predicateType, ...(logIndex === undefined ? {} : { logIndex }) };
  } catch (error) {
    if (hasCode(error, ...unreadable)) return error;
    throw error;
  }
}

/** A signature says no name, so that it is the same wherever it is copied to. */
function statementOf(claim: Claim, { location }: Store, digest: Digest): Buffer {
  const isSignature = claim.predicateType === signaturePredicate;
  return encodeStatement(digest, claim, isSignature ? undefined : repositoryName(location));
}

function isSame(evidence: Evidence, statement: Buffer): boolean {
  return evidence.format === 'bundle' && parseBundle(evidence.bytes).payload.equals(statement);
}

/**
 * The repository as cosign names it. Nobody looks at it, but some read it as a name: a layout has none of its own, and
 * the path of its folder is nobody's business.
 */
function repositoryName(location: Store['location']): string {
  if (!location) return 'oci-layout';
  const { host, repository } = location;
  return `${host === 'docker.io' ? 'index.docker.io' : host}/${repository}`;
}
